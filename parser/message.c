/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads a message from its bytes with GMime and leaves plain data. The order of reading is here, each step is a
 * module of its own; nothing is judged, nothing is written. */
#include "parser/message.h"

#include "parser/address.h"
#include "parser/body.h"
#include "parser/calendar.h"
#include "parser/crowd.h"
#include "parser/gmime_cleanup.h"
#include "parser/header.h"
#include "parser/html.h"
#include "parser/label.h"
#include "parser/marking.h"
#include "parser/part_marking.h"
#include "parser/quoted.h"
#include "parser/rendition.h"

static const char *const reason_names[] = {
	[PART_INSPECTED] = NULL,
	[PART_ENCRYPTED] = "encrypted",
	[PART_PASSWORD] = "password",
	[PART_LIMIT] = "limit",
	[PART_TIMEOUT] = "timeout",
	[PART_CRASH] = "crash",
	[PART_UNKNOWN_FORMAT] = "unknown-format",
	[PART_IMAGE_ONLY] = "image-only",
	[PART_TRUNCATED] = "truncated",
};

const char *part_reason_name(enum part_reason reason)
{
	return reason_names[reason];
}

/* The libraries want one call before any thread uses them. */
static void start_libraries(void)
{
	static gsize is_started;

	if (g_once_init_enter(&is_started)) {
		g_mime_init();
		html_start();
		calendar_start();
		g_once_init_leave(&is_started, 1);
	}
}

static struct message *message_new(void)
{
	struct message *message = g_new0(struct message, 1);

	message->references = g_ptr_array_new_with_free_func(g_free);
	message->addresses = g_ptr_array_new_with_free_func(address_free);
	message->parts = g_ptr_array_new_with_free_func(part_free);
	message->renditions = g_ptr_array_new_with_free_func(rendition_free);
	message->quoted = g_ptr_array_new_with_free_func(quoted_message_free);
	message->markings = g_ptr_array_new_with_free_func(marking_free);
	message->labels = g_ptr_array_new_with_free_func(label_free);
	message->label_fields = g_ptr_array_new_with_free_func(label_field_free);
	message->calendars = g_ptr_array_new_with_free_func(calendar_free);
	return message;
}

void message_free(struct message *message)
{
	if (!message)
		return;
	g_free(message->message_id);
	g_free(message->in_reply_to);
	g_ptr_array_unref(message->references);
	g_free(message->thread_index);
	g_free(message->subject);
	g_free(message->date);
	g_free(message->list_id);
	g_free(message->auto_submitted);
	g_free(message->header_field);
	g_ptr_array_unref(message->addresses);
	g_ptr_array_unref(message->parts);
	g_ptr_array_unref(message->renditions);
	g_ptr_array_unref(message->quoted);
	g_ptr_array_unref(message->markings);
	g_ptr_array_unref(message->labels);
	g_ptr_array_unref(message->label_fields);
	g_ptr_array_unref(message->calendars);
	g_free(message);
}

/* NULL where there is nothing that GMime takes for a message. The bytes must outlive the result. */
static GMimeMessage *parse_mime(GByteArray *bytes)
{
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_byte_array(bytes);
	g_autoptr(GMimeParser) parser = NULL;

	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	parser = g_mime_parser_new_with_stream(stream);
	return g_mime_parser_construct_message(parser, NULL);
}

/* The first reason stands; a field that the MTA cut says more than one that is too long for us. */
static void take_cut(struct message *message, enum part_reason reason, const char *field)
{
	if (message->header_reason != PART_INSPECTED)
		return;
	message->header_reason = reason;
	message->header_field = g_strdup(field);
}

/* Where the reading of addresses stopped. */
static const char *last_field(const struct message *message)
{
	const struct address *last = g_ptr_array_index(message->addresses, message->addresses->len - 1);

	return address_field_name(last->field);
}

static void read_message(GMimeMessage *mime, struct sandbox *sandbox, struct message *message)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mime));
	GMimeObject *root = g_mime_message_get_mime_part(mime);
	struct body *body;

	header_read(headers, message);
	if (!address_read(headers, message->addresses))
		take_cut(message, PART_LIMIT, last_field(message));
	message->is_report =
		root && g_mime_content_type_is_type(g_mime_object_get_content_type(root), "multipart", "report");
	body = body_read(mime, sandbox, message);
	rendition_read(body, message);
	body_free(body);
	label_read(headers, message->labels);
	label_read_fields(headers, message->label_fields);
	marking_read(headers, message);
	part_marking_read(message);
}

/* There is always a part: of a message without any the text is an empty one. */
static void take_body_cut(struct message *message)
{
	struct part *last;

	if (message->parts->len == 0)
		return;
	last = g_ptr_array_index(message->parts, message->parts->len - 1);
	last->reason = PART_LIMIT;
}

struct message *message_parse_in(struct sandbox *sandbox, const char *bytes, gsize length)
{
	struct message *message = message_new();
	gboolean is_separated;
	g_autofree char *cut = NULL;
	g_autoptr(GString) mended = NULL, thinned = NULL;
	g_autoptr(GMimeMessage) mime = NULL;
	struct crowd crowd;
	GByteArray view;

	start_libraries();
	message->body_offset = message_header_end(bytes, length, &is_separated);
	mended = header_mended(bytes, length, message->body_offset, is_separated, &cut);
	if (mended)
		bytes = mended->str, length = mended->len;
	thinned = crowd_thinned(bytes, length, &crowd);
	if (thinned)
		bytes = thinned->str, length = thinned->len;
	/* GMime reads the caller's own bytes; it never writes to a stream that it parses. */
	view = (GByteArray){.data = (guint8 *)bytes, .len = (guint)MIN(length, G_MAXUINT)};
	mime = parse_mime(&view);
	if (mime)
		read_message(mime, sandbox, message);
	if (cut || crowd.field)
		take_cut(message, PART_LIMIT, cut ? cut : crowd.field);
	if (crowd.is_body_cut)
		take_body_cut(message);
	g_free(crowd.field);
	if (message->renditions->len == 0)
		rendition_add_empty(message);
	return message;
}

struct message *message_parse(const char *bytes, gsize length)
{
	return message_parse_in(NULL, bytes, length);
}
