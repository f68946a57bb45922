/* SPDX-License-Identifier: BSD-2-Clause */
/* Office and OpenDocument packages: their XML parts are known by the element that they begin with, not by their name or
 * by what refers to them, so that none escapes. Other files in them are read as files. */
#include "parser/extract/extract_archive.h"
#include "parser/extract/extract_odf.h"
#include "parser/extract/extract_ooxml.h"
#include "parser/extract/extract_properties.h"
#include "parser/extract/extract_read.h"
#include "parser/extract/extract_xlsx.h"
#include "parser/extract/extract_xml_sax.h"

#include <string.h>

struct package_part {
	char *name;
	const char *type;
	char *root;        /* the document element of an XML part, or NULL */
	GByteArray *bytes; /* or NULL */
};

struct package {
	const struct extract_job *job;
	GPtrArray *parts; /* struct package_part */
	struct extract_sections sections;
	gboolean has_image;
	gboolean has_main;     /* the part that says what the document is was read */
	gboolean is_encrypted; /* OpenDocument's manifest says so */
};

static void package_part_free(gpointer data)
{
	struct package_part *part = data;

	g_free(part->name);
	g_free(part->root);
	g_byte_array_unref(part->bytes);
	g_free(part);
}

/* A picture of the document itself, for the folder it lies in. */
static gboolean is_thumbnail(const char *name)
{
	return g_str_has_prefix(name, "docProps/") || g_str_has_prefix(name, "Thumbnails/");
}

/* Of Word, Excel, PowerPoint, OpenDocument. Binary workbooks (.xlsb) have none, nor has what somebody broke. */
static gboolean is_main(const char *root)
{
	static const char *const roots[] = {"document", "workbook", "presentation", "document-content", NULL};

	return g_strv_contains(roots, root);
}

static gboolean keep_part(void *data, const struct extract_entry *entry)
{
	struct package *package = data;
	struct package_part *part = g_new0(struct package_part, 1);

	part->name = g_strdelimit(g_strdup(entry->name), "\\", '/');
	part->bytes = g_byte_array_sized_new((guint)entry->length);
	if (entry->length > 0)
		g_byte_array_append(part->bytes, entry->bytes, (guint)entry->length);
	part->type = extract_detect(entry->bytes, entry->length);
	package->has_image |= g_str_has_prefix(part->type, "image/") && !is_thumbnail(part->name);
	if (strcmp(part->type, "text/xml") == 0)
		part->root = extract_xml_root(entry->bytes, entry->length);
	package->has_main |= part->root && is_main(part->root);
	extract_sections_note_reason(&package->sections, entry->reason);
	g_ptr_array_add(package->parts, part);
	return TRUE;
}

/* By name, digits by their value: slide10 comes after slide9. */
static int compare_parts(gconstpointer a, gconstpointer b)
{
	const struct package_part *const *left = a, *const *right = b;

	return strverscmp((*left)->name, (*right)->name);
}

/* Pictures, fonts, printer settings and macros of a package say nothing and are none of the unread. */
static gboolean is_furniture(const struct package_part *part)
{
	return g_str_has_prefix(part->type, "image/") || strcmp(part->type, "application/octet-stream") == 0 ||
	       part->bytes->len == 0 || g_str_has_suffix(part->name, "vbaProject.bin") ||
	       strcmp(part->name, "mimetype") == 0;
}

static void read_foreign_parts(struct package *package)
{
	for (guint i = 0; i < package->parts->len; i++) {
		const struct package_part *part = package->parts->pdata[i];

		if (!part->root && !is_furniture(part))
			extract_job_nested(package->job, part->name, NULL, part->bytes->data, part->bytes->len);
	}
}

/* Reads every part into the sections. Those that sheets refer to come first. */
static void read_ooxml_parts(struct package *package)
{
	struct extract_workbook *workbook = extract_workbook_new();

	for (guint i = 0; i < package->parts->len; i++) {
		const struct package_part *part = package->parts->pdata[i];

		if (part->root)
			extract_workbook_read(workbook, part->root, part->bytes->data, part->bytes->len,
					      &package->sections);
	}
	for (guint i = 0; i < package->parts->len; i++) {
		const struct package_part *part = package->parts->pdata[i];

		if (!part->root ||
		    extract_properties_read(part->root, part->bytes->data, part->bytes->len, &package->sections))
			continue;
		if (!extract_xlsx_read(workbook, part->root, part->bytes->data, part->bytes->len, &package->sections))
			extract_ooxml_read(part->root, part->bytes->data, part->bytes->len, &package->sections);
	}
	extract_workbook_free(workbook);
}

static void read_odf_parts(struct package *package)
{
	for (guint i = 0; i < package->parts->len; i++) {
		const struct package_part *part = package->parts->pdata[i];

		if (!part->root)
			continue;
		package->is_encrypted |= strcmp(part->root, "manifest") == 0 &&
					 memmem(part->bytes->data, part->bytes->len, "encryption-data", 15);
		if (!extract_properties_read(part->root, part->bytes->data, part->bytes->len, &package->sections))
			extract_odf_read(part->root, part->bytes->data, part->bytes->len, &package->sections);
	}
}

/* The document's text, or why there is none. */
static void give_document(struct package *package, const char *type)
{
	GString *text = extract_sections_join(&package->sections);
	gboolean has_content = package->sections.text[SECTION_BODY]->len + package->sections.text[SECTION_NOTES]->len +
				       package->sections.text[SECTION_HEADER]->len +
				       package->sections.text[SECTION_FOOTER]->len >
			       0;
	enum part_reason reason = package->sections.reason;

	if (package->is_encrypted)
		reason = PART_PASSWORD;
	else if (reason == PART_INSPECTED && !has_content && package->has_image)
		reason = PART_IMAGE_ONLY;
	else if (reason == PART_INSPECTED && !has_content && !package->has_main)
		reason = PART_UNKNOWN_FORMAT;
	if (text->len == 0 && reason != PART_INSPECTED)
		extract_job_unread(package->job, type, reason);
	else
		extract_job_text(package->job, type, text->str, text->len, reason);
	g_string_free(text, TRUE);
}

void extract_package(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	struct package package = {.job = job, .parts = g_ptr_array_new_with_free_func(package_part_free)};
	struct extract_visitor visitor = {.visit = keep_part, .data = &package};

	extract_sections_init(&package.sections);
	extract_sections_note_reason(&package.sections, extract_archive_walk(job, bytes, length, &visitor));
	g_ptr_array_sort(package.parts, compare_parts);
	if (g_str_has_prefix(type, "application/vnd.oasis."))
		read_odf_parts(&package);
	else
		read_ooxml_parts(&package);
	give_document(&package, type);
	if (!package.is_encrypted)
		read_foreign_parts(&package);
	extract_sections_done(&package.sections);
	g_ptr_array_unref(package.parts);
}
