/* SPDX-License-Identifier: BSD-2-Clause */
/* Compound files, which Office wrote before 2007 and still wraps encrypted documents in; libgsf reads them. What is in
 * one is known by its streams ([MS-DOC], [MS-XLS], [MS-PPT], [MS-OFFCRYPTO], [MS-OXMSG]). */
#include "parser/extract/extract_ole.h"

#include "parser/extract/extract_excel.h"
#include "parser/extract/extract_little.h"
#include "parser/extract/extract_powerpoint.h"
#include "parser/extract/extract_read.h"
#include "parser/extract/extract_tool.h"
#include "parser/extract/extract_word.h"

#include <gsf/gsf-doc-meta-data.h>
#include <gsf/gsf-docprop-vector.h>
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-meta-names.h>
#include <gsf/gsf-msole-utils.h>
#include <string.h>

enum {
	FIB_BYTES = 12,
	FIB_FLAGS = 10,
	FIB_ENCRYPTED = 0x01, /* in the second byte of the flags */
	RECORD_FILEPASS = 0x2f,
	EXCEL_MAX_RECORDS = 10, /* in front of FILEPASS */
	USER_TOKEN = 12
};

static const guint32 token_encrypted = 0xf3d1c4df;

static const char type_word[] = "application/msword";
static const char type_excel[] = "application/vnd.ms-excel";
static const char type_powerpoint[] = "application/vnd.ms-powerpoint";

gboolean extract_ole_is_folder(GsfInput *child)
{
	return child && GSF_IS_INFILE(child) && gsf_infile_num_children(GSF_INFILE(child)) >= 0;
}

GsfInput *extract_ole_child(GsfInfile *folder, const char *name)
{
	GsfInput *child = gsf_infile_child_by_name(folder, name);
	int children = child ? 0 : gsf_infile_num_children(folder);

	for (int i = 0; i < children && !child; i++) {
		const char *other = gsf_infile_name_by_index(folder, i);

		if (other && g_ascii_strcasecmp(other, name) == 0)
			child = gsf_infile_child_by_index(folder, i);
	}
	return child;
}

guint8 *extract_ole_stream(GsfInfile *folder, const char *name, gsize *ret_length)
{
	g_autoptr(GsfInput) stream = extract_ole_child(folder, name);
	gsf_off_t size = stream ? gsf_input_size(stream) : 0;
	g_autofree guint8 *bytes = NULL;

	if (!stream || extract_ole_is_folder(stream) || size < 0 || size > EXTRACT_MAX_EXPANDED_BYTES)
		return NULL;
	bytes = g_malloc((gsize)size + 1);
	if (size > 0 && !gsf_input_read(stream, (size_t)size, bytes))
		return NULL;
	bytes[size] = '\0';
	*ret_length = (gsize)size;
	return g_steal_pointer(&bytes);
}

static gboolean has_stream(GsfInfile *folder, const char *name)
{
	g_autoptr(GsfInput) stream = extract_ole_child(folder, name);

	return stream != NULL;
}

static gboolean is_word_encrypted(GsfInfile *folder)
{
	gsize length;
	g_autofree guint8 *bytes = extract_ole_stream(folder, "WordDocument", &length);

	return bytes && length >= FIB_BYTES && (bytes[FIB_FLAGS + 1] & FIB_ENCRYPTED);
}

/* Records are a type, a length, and data; what follows FILEPASS is enciphered ([MS-XLS], 2.2.10). */
static gboolean is_excel_encrypted(GsfInfile *folder)
{
	gsize length = 0, at = 0;
	g_autofree guint8 *bytes = extract_ole_stream(folder, "Workbook", &length);

	if (!bytes)
		bytes = extract_ole_stream(folder, "Book", &length);
	for (unsigned i = 0; bytes && i < EXCEL_MAX_RECORDS && at + 4 <= length; i++) {
		if (bytes[at] == RECORD_FILEPASS && bytes[at + 1] == 0)
			return TRUE;
		at += 4 + bytes[at + 2] + 256u * bytes[at + 3];
	}
	return FALSE;
}

static void give_property(gpointer name G_GNUC_UNUSED, gpointer value, gpointer data)
{
	static const struct {
		const char *name, *label;
	} labels[] = {{GSF_META_NAME_TITLE, "Title"},
		      {GSF_META_NAME_SUBJECT, "Subject"},
		      {GSF_META_NAME_INITIAL_CREATOR, "Author"},
		      {GSF_META_NAME_CREATOR, "Last modified by"},
		      {GSF_META_NAME_DESCRIPTION, "Comments"},
		      {GSF_META_NAME_CATEGORY, "Category"},
		      {GSF_META_NAME_MANAGER, "Manager"},
		      {GSF_META_NAME_COMPANY, "Company"},
		      {GSF_META_NAME_KEYWORDS, "Keywords"},
		      {GSF_META_NAME_KEYWORD, "Keywords"}};
	const GsfDocProp *property = value;
	const char *label = gsf_doc_prop_get_name(property);
	const GValue *content = gsf_doc_prop_get_val(property);
	g_autofree char *text = NULL;

	for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
		if (strcmp(label, labels[i].name) == 0)
			label = labels[i].label;
	/* gsf: and meta: names are what programs count and keep. */
	if (strchr(label, ':') || !content)
		return;
	if (G_VALUE_HOLDS_STRING(content))
		text = g_value_dup_string(content);
	else if (G_TYPE_CHECK_VALUE_TYPE(content, GSF_DOCPROP_VECTOR_TYPE))
		text = gsf_docprop_vector_as_string(g_value_get_object(content));
	if (text && g_utf8_validate(text, -1, NULL))
		extract_sections_property(data, label, text);
}

/* The two streams of properties. */
static void read_properties(GsfInfile *folder, struct extract_sections *sections)
{
	static const char *const names[] = {"\005SummaryInformation", "\005DocumentSummaryInformation"};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(GsfInput) stream = extract_ole_child(folder, names[i]);
		GsfDocMetaData *meta = gsf_doc_meta_data_new();
		GError *error = stream ? gsf_doc_meta_data_read_from_msole(meta, stream) : NULL;

		g_clear_error(&error); /* what was read until then is there */
		gsf_doc_meta_data_foreach(meta, (GHFunc)give_property, sections);
		g_object_unref(meta);
	}
}

static gboolean read_word(GsfInfile *folder, struct extract_sections *sections)
{
	gsize length, table_length;
	g_autofree guint8 *document = extract_ole_stream(folder, "WordDocument", &length);
	g_autofree guint8 *table = NULL;
	struct extract_word_head head;

	if (!document || !extract_word_head(document, length, &head))
		return FALSE;
	table = extract_ole_stream(folder, head.is_second_table ? "1Table" : "0Table", &table_length);
	return table && extract_word_read(document, length, table, table_length, sections);
}

static gboolean read_excel(GsfInfile *folder, struct extract_sections *sections)
{
	gsize length;
	g_autofree guint8 *bytes = extract_ole_stream(folder, "Workbook", &length);

	return bytes && extract_excel_read(bytes, length, sections);
}

static gboolean read_powerpoint(GsfInfile *folder, struct extract_sections *sections)
{
	gsize length;
	g_autofree guint8 *bytes = extract_ole_stream(folder, "PowerPoint Document", &length);

	if (bytes)
		extract_powerpoint_read(bytes, length, sections);
	return bytes != NULL;
}

static gboolean has_content(const struct extract_sections *sections)
{
	for (int i = SECTION_PROPERTIES + 1; i < EXTRACT_SECTIONS; i++)
		if (sections->text[i]->len > 0)
			return TRUE;
	return FALSE;
}

/* Reads one of the three kinds of document, with catdoc's program where it is older than what is read here. */
static void read_document(const struct extract_job *job, const char *type, GsfInfile *folder,
			  gboolean (*read)(GsfInfile *folder, struct extract_sections *sections),
			  enum extract_tool older, const guint8 *bytes, gsize length)
{
	struct extract_sections sections;
	GString *text;

	extract_sections_init(&sections);
	read_properties(folder, &sections);
	if (read(folder, &sections)) {
		if (!has_content(&sections) && (has_stream(folder, "Pictures") || has_stream(folder, "Data")))
			extract_sections_note_reason(&sections, PART_IMAGE_ONLY);
		text = extract_sections_join(&sections);
		extract_job_text(job, type, text->str, text->len, sections.reason);
		g_string_free(text, TRUE);
		extract_ole_read_objects(job, folder);
	} else if (bytes && older != TOOL_NONE) {
		extract_tool_read(job, older, type, sections.text[SECTION_PROPERTIES]->str, bytes, length);
	} else {
		extract_job_unread(job, type, PART_UNKNOWN_FORMAT);
	}
	extract_sections_done(&sections);
}

/* The token of the stream that tells of the last save ([MS-PPT], 2.3.2). */
static gboolean is_powerpoint_encrypted(GsfInfile *folder)
{
	gsize length;
	g_autofree guint8 *bytes = extract_ole_stream(folder, "Current User", &length);

	return has_stream(folder, "EncryptedSummary") ||
	       (bytes && length >= USER_TOKEN + 4 && extract_u32(bytes + USER_TOKEN) == token_encrypted);
}

/* bytes: the whole file, NULL where the folder is part of one. */
static void read_folder(const struct extract_job *job, GsfInfile *folder, const guint8 *bytes, gsize length)
{
	gboolean is_word = has_stream(folder, "WordDocument");
	gboolean is_excel = has_stream(folder, "Workbook") || has_stream(folder, "Book");
	gboolean is_powerpoint = has_stream(folder, "PowerPoint Document");

	if (has_stream(folder, "EncryptedPackage"))
		extract_job_unread(job, "application/vnd.openxmlformats-officedocument", PART_PASSWORD);
	else if (is_word && is_word_encrypted(folder))
		extract_job_unread(job, type_word, PART_PASSWORD);
	else if (is_excel && is_excel_encrypted(folder))
		extract_job_unread(job, type_excel, PART_PASSWORD);
	else if (is_powerpoint && is_powerpoint_encrypted(folder))
		extract_job_unread(job, type_powerpoint, PART_PASSWORD);
	else if (has_stream(folder, "__properties_version1.0"))
		extract_msg_read(job, folder);
	else if (!is_word && !is_excel && !is_powerpoint)
		extract_job_unread(job, "application/x-ole-storage", PART_UNKNOWN_FORMAT);
	/* Several in one file are all read: which of them a program shows is its own affair. */
	if (is_word && !is_word_encrypted(folder))
		read_document(job, type_word, folder, read_word, TOOL_WORD, bytes, length);
	if (is_excel && !is_excel_encrypted(folder))
		read_document(job, type_excel, folder, read_excel, TOOL_EXCEL, bytes, length);
	if (is_powerpoint && !is_powerpoint_encrypted(folder))
		read_document(job, type_powerpoint, folder, read_powerpoint, TOOL_NONE, bytes, length);
}

void extract_ole_read_folder(const struct extract_job *job, GsfInfile *folder)
{
	read_folder(job, folder, NULL, 0);
}

void extract_ole(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	g_autoptr(GsfInput) input = gsf_input_memory_new(bytes, (gsf_off_t)length, FALSE);
	g_autoptr(GsfInfile) folder = input ? gsf_infile_msole_new(input, NULL) : NULL;

	if (folder)
		read_folder(job, folder, bytes, length);
	else
		extract_job_unread(job, type, PART_TRUNCATED);
}
