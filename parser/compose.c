/* SPDX-License-Identifier: BSD-2-Clause */
/* Composes warnings and returns with GMime. It decides no wording and sends nothing; whatever stands in a header is
 * cleaned first, for Message-IDs and addresses come from strangers. */
#include "parser/compose.h"

#include "parser/gmime_cleanup.h"
#include "parser/message.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)

/* A line may hold 998 bytes (RFC 5322, 2.1.1); what goes unfolded into one stays well below. */
enum { MAX_VALUE_BYTES = 900 };

static gboolean fail(GError **error, const char *format, const char *what)
{
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, format, what);
	return FALSE;
}

char *compose_date(gint64 time)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(time);

	return g_mime_utils_header_format_date(date);
}

/* The one mailbox that text is; NULL and *error where it is none or several. */
static InternetAddress *parse_mailbox(const char *text, GError **error)
{
	g_autoptr(InternetAddressList) list = internet_address_list_parse(NULL, text);
	InternetAddress *mailbox =
		list && internet_address_list_length(list) == 1 ? internet_address_list_get_address(list, 0) : NULL;

	if (!mailbox || !INTERNET_ADDRESS_IS_MAILBOX(mailbox) ||
	    !strchr(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(mailbox)), '@')) {
		fail(error, "\"%s\" is not one mailbox", text);
		return NULL;
	}
	return g_object_ref(mailbox);
}

static gboolean set_mailbox(GMimeMessage *message, GMimeAddressType type, const char *text, GError **error)
{
	InternetAddress *mailbox = parse_mailbox(text, error);

	if (!mailbox)
		return FALSE;
	internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox);
	g_object_unref(mailbox);
	return TRUE;
}

/* Text without control characters and of limited length, for one line. */
static char *one_line(const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);
	GString *line = g_string_new(NULL);

	for (const char *c = valid; *c && line->len < MAX_VALUE_BYTES - 6; c = g_utf8_next_char(c)) {
		gunichar character = g_utf8_get_char(c);

		g_string_append_unichar(line, g_unichar_iscntrl(character) ? ' ' : character);
	}
	return g_string_free(line, FALSE);
}

/* Likewise, in ASCII: message/delivery-status has nothing else. */
static char *ascii_line(const char *text)
{
	char *line = g_strndup(text, MAX_VALUE_BYTES);

	for (char *c = line; *c; c++)
		if (!g_ascii_isprint(*c))
			*c = '?';
	return line;
}

static gboolean is_message_id(const char *id)
{
	gsize length = strlen(id);

	for (const char *c = id; *c; c++)
		if (!g_ascii_isgraph(*c) || *c == '<' || *c == '>')
			return FALSE;
	return length > 0 && length < MAX_VALUE_BYTES;
}

static void set_ids(GMimeMessage *message, const char *header, const char *id)
{
	if (!id || !is_message_id(id))
		return;
	g_autofree char *value = g_strdup_printf("<%s>", id);
	g_mime_object_set_header(GMIME_OBJECT(message), header, value, NULL);
}

/* The message with its header, but for its content. */
static GMimeMessage *new_message(const struct compose_mail *mail, const char *auto_submitted, GError **error)
{
	g_mime_init();
	g_autoptr(GMimeMessage) message = g_mime_message_new(TRUE);
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(mail->date);
	g_autofree char *subject = one_line(mail->subject);

	if (!set_mailbox(message, GMIME_ADDRESS_TYPE_FROM, mail->from, error) ||
	    !set_mailbox(message, GMIME_ADDRESS_TYPE_TO, mail->to, error))
		return NULL;
	g_mime_message_set_subject(message, subject, "utf-8");
	g_mime_message_set_date(message, date);
	g_mime_message_set_message_id(message, mail->message_id);
	set_ids(message, "In-Reply-To", mail->in_reply_to);
	set_ids(message, "References", mail->references);
	g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", auto_submitted, NULL);
	return g_steal_pointer(&message);
}

static gboolean is_seven_bit(const char *bytes, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if ((guchar)bytes[i] > 0x7f || bytes[i] == '\0')
			return FALSE;
	return TRUE;
}

/* A leaf whose content is written as it is given. */
static GMimePart *new_part(const char *type, const char *subtype, const char *bytes, gsize length)
{
	g_autoptr(GMimePart) part = g_mime_part_new_with_type(type, subtype);
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(bytes, length);
	g_autoptr(GMimeDataWrapper) content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, is_seven_bit(bytes, length) ? GMIME_CONTENT_ENCODING_7BIT
									   : GMIME_CONTENT_ENCODING_8BIT);
	return g_steal_pointer(&part);
}

static GMimePart *new_text(const char *subtype, const char *text)
{
	GMimePart *part = new_part("text", subtype, text, strlen(text));

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	if (!g_str_is_ascii(text))
		g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	return part;
}

static GBytes *write_message(GMimeMessage *message)
{
	g_autoptr(GMimeFormatOptions) format = g_mime_format_options_new();
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();

	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
	g_mime_object_write_to_stream(GMIME_OBJECT(message), format, stream);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	return g_byte_array_free_to_bytes(g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream)));
}

GBytes *compose_notice(const struct compose_mail *mail, GError **error)
{
	g_autoptr(GMimeMessage) message = new_message(mail, "auto-generated", error);

	if (!message)
		return NULL;
	g_autoptr(GMimePart) text = new_text("plain", mail->text);
	if (!mail->html) {
		g_mime_message_set_mime_part(message, GMIME_OBJECT(text));
		return write_message(message);
	}
	g_autoptr(GMimeMultipart) multipart = g_mime_multipart_new_with_subtype("alternative");
	g_autoptr(GMimePart) html = new_text("html", mail->html);
	g_mime_multipart_add(multipart, GMIME_OBJECT(text)); /* the plainest first */
	g_mime_multipart_add(multipart, GMIME_OBJECT(html));
	g_mime_message_set_mime_part(message, GMIME_OBJECT(multipart));
	return write_message(message);
}

/* xtext (RFC 3461, 4) as plain text: the notification shows it decoded (RFC 3464, 2.2.1 and 2.3.1). */
static char *decode_xtext(const char *xtext)
{
	GString *text = g_string_new(NULL);

	for (const char *c = xtext; *c; c++) {
		if (*c == '+' && g_ascii_isxdigit(c[1]) && g_ascii_isxdigit(c[2])) {
			g_string_append_c(text, (char)(g_ascii_xdigit_value(c[1]) * 16 + g_ascii_xdigit_value(c[2])));
			c += 2;
		} else {
			g_string_append_c(text, *c);
		}
	}
	g_autofree char *decoded = g_string_free(text, FALSE);
	return ascii_line(decoded);
}

/* An address with its type: rfc822, or for one outside ASCII utf-8 in its ASCII form (RFC 6533, 3). */
static void append_address(GString *text, const char *field, const char *address)
{
	if (g_str_is_ascii(address)) {
		g_autofree char *line = ascii_line(address);
		g_string_append_printf(text, "%s: rfc822; %s\r\n", field, line);
		return;
	}
	g_autofree char *valid = g_utf8_make_valid(address, -1);
	g_string_append_printf(text, "%s: utf-8; ", field);
	for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
		gunichar character = g_utf8_get_char(c);

		if (character > ' ' && character < 0x7f && character != '\\' && character != '+' && character != '=')
			g_string_append_c(text, (char)character);
		else
			g_string_append_printf(text, "\\x{%02X}", character);
	}
	g_string_append(text, "\r\n");
}

static void append_recipient(GString *text, const struct compose_returned_recipient *recipient)
{
	g_autofree char *diagnostic = ascii_line(recipient->diagnostic);
	g_autofree char *status = ascii_line(recipient->status);

	g_string_append(text, "\r\n");
	if (recipient->orcpt && strchr(recipient->orcpt, ';')) {
		g_autofree char *original = decode_xtext(recipient->orcpt);
		g_string_append_printf(text, "Original-Recipient: %s\r\n", original);
	}
	append_address(text, "Final-Recipient", recipient->address);
	g_string_append_printf(text, "Action: failed\r\nStatus: %s\r\nDiagnostic-Code: X-Candour; %s\r\n", status,
			       diagnostic);
}

/* RFC 3464, 2.1: the fields of the message, then a group of fields for each recipient. */
static GMimePart *new_status(const struct compose_report *report)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *mta = ascii_line(report->reporting_mta);
	g_autofree char *arrival = compose_date(report->arrival);

	g_string_append_printf(text, "Reporting-MTA: dns; %s\r\n", mta);
	if (report->envid) {
		g_autofree char *envid = decode_xtext(report->envid);
		g_string_append_printf(text, "Original-Envelope-Id: %s\r\n", envid);
	}
	g_string_append_printf(text, "Arrival-Date: %s\r\n", arrival);
	for (gsize i = 0; i < report->count; i++)
		append_recipient(text, &report->recipients[i]);
	return new_part("message", "delivery-status", text->str, text->len);
}

static GMimePart *new_original(const struct compose_report *report)
{
	gsize length;
	const char *bytes = g_bytes_get_data(report->original, &length);
	gboolean is_separated;

	if (!report->is_headers_only)
		return new_part("message", "rfc822", bytes, length);
	return new_part("text", "rfc822-headers", bytes, message_header_end(bytes, length, &is_separated));
}

GBytes *compose_return(const struct compose_mail *mail, const struct compose_report *report, GError **error)
{
	g_autoptr(GMimeMessage) message = new_message(mail, "auto-replied", error);

	if (!message)
		return NULL;
	g_autoptr(GMimeMultipart) multipart = g_mime_multipart_new_with_subtype("report");
	g_autoptr(GMimePart) text = new_text("plain", mail->text);
	g_autoptr(GMimePart) status = new_status(report);
	g_autoptr(GMimePart) original = new_original(report);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(multipart), "report-type", "delivery-status");
	g_mime_multipart_add(multipart, GMIME_OBJECT(text));
	g_mime_multipart_add(multipart, GMIME_OBJECT(status));
	g_mime_multipart_add(multipart, GMIME_OBJECT(original));
	g_mime_message_set_mime_part(message, GMIME_OBJECT(multipart));
	return write_message(message);
}
