/* SPDX-License-Identifier: BSD-2-Clause */
/* Outlook's .msg: a folder of streams, each a property ([MS-OXMSG], [MS-OXPROPS]). */
#include "parser/charset.h"
#include "parser/extract/extract_lzfu.h"
#include "parser/extract/extract_ole.h"
#include "parser/extract/extract_read.h"

#include <gsf/gsf-infile.h>
#include <string.h>

static const char type_msg[] = "application/vnd.ms-outlook";

/* A text property, stored as UTF-16 or in a charset that only other properties name; NULL where it is missing. Free
 * with g_free(). */
static char *text_property(GsfInfile *folder, const char *id)
{
	g_autofree char *wide = g_strconcat("__substg1.0_", id, "001F", NULL);
	g_autofree char *narrow = g_strconcat("__substg1.0_", id, "001E", NULL);
	gsize length;
	g_autofree guint8 *bytes = extract_ole_stream(folder, wide, &length);
	const char *charset = bytes ? "UTF-16LE" : NULL;

	if (!bytes)
		bytes = extract_ole_stream(folder, narrow, &length);
	return bytes ? g_string_free(charset_decode((const char *)bytes, length, charset), FALSE) : NULL;
}

static guint8 *binary_property(GsfInfile *folder, const char *id, gsize *ret_length)
{
	g_autofree char *name = g_strconcat("__substg1.0_", id, "0102", NULL);

	return extract_ole_stream(folder, name, ret_length);
}

static void append_line(GString *head, const char *label, const char *value, const char *more)
{
	if (value && *value)
		g_string_append_printf(head, more && *more ? "%s: %s <%s>\n" : "%s: %s\n", label, value, more);
}

/* Names as Outlook shows them, then every recipient with the address. */
static void append_people(GString *head, GsfInfile *folder)
{
	static const struct {
		const char *label, *id;
	} shown[] = {{"To", "0E04"}, {"Cc", "0E03"}, {"Bcc", "0E02"}};

	for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
		g_autofree char *names = text_property(folder, shown[i].id);

		append_line(head, shown[i].label, names, NULL);
	}
	for (int i = 0; i < gsf_infile_num_children(folder); i++) {
		const char *name = gsf_infile_name_by_index(folder, i);
		g_autoptr(GsfInput) child = NULL;
		g_autofree char *person = NULL, *address = NULL;

		if (!name || !g_str_has_prefix(name, "__recip_version1.0_"))
			continue;
		child = gsf_infile_child_by_index(folder, i);
		if (!extract_ole_is_folder(child))
			continue;
		person = text_property(GSF_INFILE(child), "3001");
		address = text_property(GSF_INFILE(child), "39FE");
		if (!address)
			address = text_property(GSF_INFILE(child), "3003");
		append_line(head, "Recipient", person ? person : address, address);
	}
}

static void give_head(const struct extract_job *job, GsfInfile *folder)
{
	g_autoptr(GString) head = g_string_new(NULL);
	g_autofree char *name = text_property(folder, "0C1A"), *address = text_property(folder, "5D01");
	g_autofree char *subject = text_property(folder, "0037"), *body = text_property(folder, "1000");

	if (!address)
		address = text_property(folder, "0C1F");
	append_line(head, "From", name ? name : address, address);
	append_people(head, folder);
	append_line(head, "Subject", subject, NULL);
	if (body)
		g_string_append_printf(head, "\n%s", body);
	extract_job_text(job, type_msg, head->str, head->len, PART_INSPECTED);
}

static void read_attachment(const struct extract_job *job, GsfInfile *folder)
{
	g_autofree char *name = text_property(folder, "3707");
	g_autoptr(GsfInput) stored = gsf_infile_child_by_name(folder, "__substg1.0_3701000D");
	gsize length;
	g_autofree guint8 *bytes = binary_property(folder, "3701", &length);

	if (!name)
		name = text_property(folder, "3704");
	if (!name)
		name = text_property(folder, "3001");
	if (bytes && extract_job_take_expanded(job, length)) {
		extract_job_nested(job, name ? name : "attachment", NULL, bytes, length);
	} else if (extract_ole_is_folder(stored)) {
		struct extract_job inner;
		g_autofree char *path = NULL;

		/* A message, or a document that is kept in parts. */
		if (extract_job_enter(job, name ? name : "message", &inner, &path))
			extract_ole_read_folder(&inner, GSF_INFILE(stored));
	} else {
		extract_job_nested_unread(job, name ? name : "attachment", "application/octet-stream",
					  bytes || stored ? PART_LIMIT : PART_UNKNOWN_FORMAT);
	}
}

/* The body where Outlook keeps it in HTML, or in RTF alone. */
static void read_body(const struct extract_job *job, GsfInfile *folder)
{
	gsize length;
	g_autofree guint8 *html = binary_property(folder, "1013", &length);
	g_autofree char *plain = text_property(folder, "1000");
	g_autofree char *text = html ? NULL : text_property(folder, "1013");

	if (html && extract_job_take_expanded(job, length))
		extract_job_nested(job, "body.html", NULL, html, length);
	else if (text)
		extract_job_nested(job, "body.html", "text/html; charset=utf-8", (const guint8 *)text, strlen(text));
	else if (!plain && (html = binary_property(folder, "1009", &length)))
		extract_lzfu_read(job, "body.rtf", html, length);
}

void extract_msg_read(const struct extract_job *job, GsfInfile *folder)
{
	give_head(job, folder);
	read_body(job, folder);
	for (int i = 0; i < gsf_infile_num_children(folder); i++) {
		const char *name = gsf_infile_name_by_index(folder, i);
		g_autoptr(GsfInput) child = NULL;

		if (!name || !g_str_has_prefix(name, "__attach_version1.0_"))
			continue;
		child = gsf_infile_child_by_index(folder, i);
		if (extract_ole_is_folder(child) && extract_job_take_entry(job))
			read_attachment(job, GSF_INFILE(child));
	}
}
