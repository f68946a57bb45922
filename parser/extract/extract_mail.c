/* SPDX-License-Identifier: BSD-2-Clause */
/* Mail as a file: its head is a text, and each of its parts is read as a file of its own. Divides nothing. */
#include "parser/extract/extract_read.h"
#include "parser/gmime_cleanup.h"
#include "parser/header.h"

#include <string.h>

/* The head as a reader shows it. */
static void give_head(const struct extract_job *job, const char *type, GMimeObject *mime)
{
	static const char *const names[] = {"From", "Date", "To", "Cc", "Bcc", "Subject", "Sensitivity", "msip_labels"};
	g_autoptr(GString) head = g_string_new(NULL);

	for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *value = header_value(g_mime_object_get_header_list(mime), names[i]);

		if (value)
			g_string_append_printf(head, "%s: %s\n", names[i], value);
	}
	extract_job_text(job, type, head->str, head->len, PART_INSPECTED);
}

/* The part's file name, else its section number. Free with g_free(). */
static char *part_name(GMimeObject *part, const char *section)
{
	const char *name = g_mime_object_get_content_disposition_parameter(part, "filename");

	if (!name)
		name = g_mime_object_get_content_type_parameter(part, "name");
	return name ? g_mime_utils_header_decode_text(NULL, name) : g_strdup(section);
}

static void read_leaf(const struct extract_job *job, GMimePart *part, const char *name)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	const GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	g_autofree char *type = g_mime_content_type_encode(g_mime_object_get_content_type(GMIME_OBJECT(part)), NULL);

	if (content)
		g_mime_data_wrapper_write_to_stream(content, stream);
	if (extract_job_take_expanded(job, bytes->len))
		extract_job_nested(job, name, type, bytes->data, bytes->len);
	else
		extract_job_nested_unread(job, name, "application/octet-stream", PART_LIMIT);
}

static void read_object(const struct extract_job *job, GMimeObject *object, const char *section);

static void read_multipart(const struct extract_job *job, GMimeMultipart *multipart, const char *section)
{
	const char *prologue = g_mime_multipart_get_prologue(multipart);

	if (g_mime_multipart_get_count(multipart) == 0 && prologue)
		extract_job_nested(job, *section ? section : "1", "text/plain", (const guint8 *)prologue,
				   strlen(prologue));
	for (int i = 0; i < g_mime_multipart_get_count(multipart); i++) {
		g_autofree char *inner = g_strdup_printf("%s%s%d", section, *section ? "." : "", i + 1);

		read_object(job, g_mime_multipart_get_part(multipart, i), inner);
	}
}

static void read_object(const struct extract_job *job, GMimeObject *object, const char *section)
{
	g_autofree char *name = part_name(object, *section ? section : "1");

	if (!extract_job_take_entry(job)) {
		extract_job_nested_unread(job, name, "application/octet-stream", PART_LIMIT);
	} else if (GMIME_IS_MULTIPART(object) &&
		   g_mime_content_type_is_type(g_mime_object_get_content_type(object), "multipart", "encrypted")) {
		extract_job_nested_unread(job, name, "multipart/encrypted", PART_ENCRYPTED);
	} else if (GMIME_IS_MULTIPART(object)) {
		read_multipart(job, GMIME_MULTIPART(object), section);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
		g_autofree char *bytes = message ? g_mime_object_to_string(GMIME_OBJECT(message), NULL) : NULL;

		if (bytes && extract_job_take_expanded(job, strlen(bytes)))
			extract_job_nested(job, name, "message/rfc822", (const guint8 *)bytes, strlen(bytes));
		else
			extract_job_nested_unread(job, name, "message/rfc822",
						  bytes ? PART_LIMIT : PART_UNKNOWN_FORMAT);
	} else if (GMIME_IS_PART(object)) {
		read_leaf(job, GMIME_PART(object), name);
	} else {
		extract_job_nested_unread(job, name, "application/octet-stream", PART_UNKNOWN_FORMAT);
	}
}

void extract_mail(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	g_autoptr(GMimeParser) parser = NULL;
	g_autoptr(GMimeMessage) mime = NULL;

	g_mime_stream_write(stream, (const char *)bytes, length);
	g_mime_stream_reset(stream);
	parser = g_mime_parser_new_with_stream(stream);
	mime = g_mime_parser_construct_message(parser, NULL);
	if (!mime || !g_mime_message_get_mime_part(mime)) {
		extract_text(job, type, bytes, length);
		return;
	}
	give_head(job, type, GMIME_OBJECT(mime));
	read_object(job, g_mime_message_get_mime_part(mime), "");
}
