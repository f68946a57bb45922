/* SPDX-License-Identifier: BSD-2-Clause */
/* Outlook's winmail.dat ([MS-OXTNEF]): attributes one after the other, properties in some. Read here because the
 * library for it is under a licence that this program is not, and its programs write files. */
#include "parser/extract/extract_tnef_properties.h"

#include "parser/charset.h"
#include "parser/extract/extract_lzfu.h"
#include "parser/extract/extract_read.h"

#include <string.h>

enum {
	HEAD_BYTES = 6,      /* signature and key */
	ATTRIBUTE_BYTES = 9, /* level, name, length */
	CHECKSUM_BYTES = 2,
	NAME_SUBJECT = 0x8004,
	NAME_BODY = 0x800c,
	NAME_ATTACH_DATA = 0x800f,
	NAME_ATTACH_TITLE = 0x8010,
	NAME_ATTACH_BEGIN = 0x9002,
	NAME_PROPERTIES = 0x9003,
	NAME_ATTACH_PROPERTIES = 0x9005,
	PROPERTY_SUBJECT = 0x0037,
	PROPERTY_BODY = 0x1000,
	PROPERTY_RTF = 0x1009,
	PROPERTY_HTML = 0x1013,
	PROPERTY_ATTACH_DATA = 0x3701,
	PROPERTY_ATTACH_LONG_NAME = 0x3707,
	STORED_MESSAGE_BYTES = 16 /* an identifier in front of a message or object that is attached */
};

struct attachment {
	char *name; /* or NULL */
	const guint8 *bytes;
	gsize length;
	gboolean is_open;
};

struct reading {
	const struct extract_job *job;
	GString *text; /* subject and plain body */
	struct attachment attachment;
	struct tnef_property html, rtf; /* bytes NULL where there is none */
};

static void append_text(struct reading *reading, const char *label, const guint8 *bytes, gsize length,
			const char *charset)
{
	g_autoptr(GString) text = charset_decode((const char *)bytes, length, charset);

	if (text->len > 0 && !strstr(reading->text->str, text->str))
		g_string_append_printf(reading->text, "%s%s\n", label, text->str);
}

static void on_message_property(void *data, const struct tnef_property *property)
{
	struct reading *reading = data;
	const char *charset = property->type == TNEF_WIDE_TEXT ? "UTF-16LE" : NULL;

	if (property->id == PROPERTY_SUBJECT)
		append_text(reading, "Subject: ", property->bytes, property->length, charset);
	else if (property->id == PROPERTY_BODY)
		append_text(reading, "\n", property->bytes, property->length, charset);
	else if (property->id == PROPERTY_HTML)
		reading->html = *property;
	else if (property->id == PROPERTY_RTF)
		reading->rtf = *property;
}

static void on_attachment_property(void *data, const struct tnef_property *property)
{
	struct attachment *attachment = &((struct reading *)data)->attachment;
	const char *charset = property->type == TNEF_WIDE_TEXT ? "UTF-16LE" : NULL;

	if (property->id == PROPERTY_ATTACH_LONG_NAME) {
		g_free(attachment->name);
		attachment->name =
			g_string_free(charset_decode((const char *)property->bytes, property->length, charset), FALSE);
	} else if (property->id == PROPERTY_ATTACH_DATA && property->length > STORED_MESSAGE_BYTES &&
		   !attachment->bytes) {
		gsize prefix = property->type == TNEF_OBJECT ? STORED_MESSAGE_BYTES : 0;

		attachment->bytes = property->bytes + prefix;
		attachment->length = property->length - prefix;
	}
}

static void give_attachment(struct reading *reading)
{
	struct attachment *attachment = &reading->attachment;
	const char *name = attachment->name && *attachment->name ? attachment->name : "attachment";

	if (attachment->is_open && !extract_job_take_entry(reading->job))
		extract_job_nested_unread(reading->job, name, "application/octet-stream", PART_LIMIT);
	else if (attachment->is_open && attachment->bytes)
		extract_job_nested(reading->job, name, NULL, attachment->bytes, attachment->length);
	else if (attachment->is_open)
		extract_job_nested_unread(reading->job, name, "application/octet-stream", PART_UNKNOWN_FORMAT);
	g_free(attachment->name);
	*attachment = (struct attachment){0};
}

/* One of the message. */
static void read_message_attribute(struct reading *reading, unsigned name, const guint8 *bytes, gsize length)
{
	if (name == NAME_SUBJECT)
		append_text(reading, "Subject: ", bytes, length, NULL);
	else if (name == NAME_BODY)
		append_text(reading, "\n", bytes, length, NULL);
	else if (name == NAME_PROPERTIES)
		extract_tnef_properties(bytes, length, on_message_property, reading);
}

/* One of an attachment; each begins with the same. */
static void read_attachment_attribute(struct reading *reading, unsigned name, const guint8 *bytes, gsize length)
{
	struct attachment *attachment = &reading->attachment;

	if (name == NAME_ATTACH_BEGIN) {
		give_attachment(reading);
		attachment->is_open = TRUE;
	} else if (name == NAME_ATTACH_TITLE && !attachment->name) {
		attachment->name = g_string_free(charset_decode((const char *)bytes, length, NULL), FALSE);
	} else if (name == NAME_ATTACH_DATA) {
		attachment->is_open = TRUE;
		attachment->bytes = bytes;
		attachment->length = length;
	} else if (name == NAME_ATTACH_PROPERTIES) {
		attachment->is_open = TRUE;
		extract_tnef_properties(bytes, length, on_attachment_property, reading);
	}
}

typedef void attribute_reader(struct reading *reading, unsigned name, const guint8 *bytes, gsize length);

static guint32 number_at(const guint8 *at)
{
	return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

/* FALSE where the last attribute is cut off. */
static gboolean read_attributes(struct reading *reading, attribute_reader *read, const guint8 *bytes, gsize length)
{
	gsize at = HEAD_BYTES;

	while (at + ATTRIBUTE_BYTES <= length) {
		unsigned name = number_at(bytes + at + 1) & 0xffff;
		gsize size = number_at(bytes + at + 5);

		at += ATTRIBUTE_BYTES;
		if (size > length - at)
			return FALSE;
		read(reading, name, bytes + at, size);
		at += size + CHECKSUM_BYTES;
	}
	return at >= length;
}

static void give_bodies(struct reading *reading)
{
	if (reading->html.bytes)
		extract_job_nested(reading->job, "body.html", "text/html", reading->html.bytes, reading->html.length);
	if (reading->rtf.bytes)
		extract_lzfu_read(reading->job, "body.rtf", reading->rtf.bytes, reading->rtf.length);
}

void extract_tnef(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	struct reading reading = {.job = job, .text = g_string_new(NULL)};
	gboolean is_whole = read_attributes(&reading, read_message_attribute, bytes, length);

	extract_job_text(job, type, reading.text->str, reading.text->len, is_whole ? PART_INSPECTED : PART_TRUNCATED);
	give_bodies(&reading);
	read_attributes(&reading, read_attachment_attribute, bytes, length);
	give_attachment(&reading);
	g_string_free(reading.text, TRUE);
}
