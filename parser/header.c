/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the end of the header where Postfix finds it, and reads the header's single facts. Addresses are address.c's.
 */
#include "parser/header.h"

#include <string.h>

/* The length of the line at bytes[0..length) with its line end. */
static gsize line_length(const char *bytes, gsize length)
{
	const char *end = memchr(bytes, '\n', length);

	return end ? (gsize)(end - bytes) + 1 : length;
}

static gboolean is_empty_line(const char *line, gsize length)
{
	return length == 0 || line[0] == '\n' || (length == 2 && line[0] == '\r' && line[1] == '\n');
}

/* Postfix's smtpd makes a header line of each "From " line, with or without ">", at the very top of a message. */
static gboolean is_mbox_line(const char *line, gsize length)
{
	while (length > 0 && *line == '>')
		line++, length--;
	return length >= 5 && memcmp(line, "From ", 5) == 0;
}

/* The length of the field's name, 0 where the line is no field: printable ASCII, then perhaps white space, then a
 * colon (RFC 5322, 4.5.8 allows the white space). */
static gsize field_name_length(const char *line, gsize length)
{
	gsize name = 0;

	while (name < length && line[name] > ' ' && line[name] < 127 && line[name] != ':')
		name++;
	for (gsize i = name; i < length; i++)
		if (line[i] == ':')
			return name;
		else if (line[i] != ' ' && line[i] != '\t')
			return 0;
	return 0;
}

static gsize mbox_lines_length(const char *bytes, gsize length)
{
	gsize at = 0;

	while (at < length) {
		gsize line = line_length(bytes + at, length - at);

		if (!is_mbox_line(bytes + at, line))
			break;
		at += line;
	}
	return at;
}

gsize message_header_end(const char *bytes, gsize length, gboolean *ret_is_separated)
{
	gsize at = mbox_lines_length(bytes, length);
	gboolean has_field = FALSE;

	while (at < length) {
		const char *line = bytes + at;
		gsize size = line_length(line, length - at);

		if (is_empty_line(line, size)) {
			*ret_is_separated = TRUE;
			return at + size;
		}
		if (*line == ' ' || *line == '\t' ? !has_field : field_name_length(line, size) == 0) {
			*ret_is_separated = FALSE;
			return at;
		}
		has_field = TRUE;
		at += size;
	}
	*ret_is_separated = FALSE;
	return length;
}

/* TRUE where a field's name is followed by white space, which GMime takes for no field. */
static gboolean has_loose_name(const char *bytes, gsize length)
{
	for (gsize at = 0; at < length; at += line_length(bytes + at, length - at)) {
		gsize name = field_name_length(bytes + at, length - at);

		if (name > 0 && bytes[at + name] != ':')
			return TRUE;
	}
	return FALSE;
}

static gboolean is_address_field(const char *line, gsize length)
{
	gsize name = strchr("bBcCfFrRsStT", *line) ? field_name_length(line, length) : 0;

	for (unsigned field = 0; name > 0 && field < ADDRESS_FIELDS; field++)
		if (strlen(address_field_name(field)) == name &&
		    g_ascii_strncasecmp(line, address_field_name(field), name) == 0)
			return TRUE;
	return FALSE;
}

/* The name of the first address field, here or in an attached message, that has more than HEADER_MAX_COLONS colons;
 * NULL where none has. mended: the same bytes, where they are to be blanked; or NULL. Caller frees. */
static char *find_crowded_field(const char *bytes, gsize length, char *mended)
{
	gboolean is_inside = FALSE;
	const char *field = NULL;
	char *crowded = NULL;
	unsigned colons = 0;

	for (gsize at = 0, size; at < length; at += size) {
		size = line_length(bytes + at, length - at);
		if (bytes[at] != ' ' && bytes[at] != '\t') {
			is_inside = is_address_field(bytes + at, size);
			field = bytes + at;
			colons = 0;
		}
		for (gsize i = at; is_inside && i < at + size; i++)
			if (bytes[i] == ':' && ++colons > HEADER_MAX_COLONS) {
				if (!crowded)
					crowded = g_strndup(field, strcspn(field, ": \t"));
				if (mended)
					mended[i] = ' ';
			}
	}
	return crowded;
}

GString *header_mended(const char *bytes, gsize length, gsize body_offset, gboolean is_separated, char **ret_cut)
{
	gsize at = mbox_lines_length(bytes, body_offset);
	GString *mended;

	*ret_cut = find_crowded_field(bytes, length, NULL);
	if (at == 0 && is_separated && !*ret_cut && !memchr(bytes, '\0', body_offset) &&
	    !has_loose_name(bytes, body_offset))
		return NULL;
	mended = g_string_sized_new(length + 2);
	while (at < body_offset) {
		gsize size = line_length(bytes + at, body_offset - at);
		gsize name = field_name_length(bytes + at, size);
		const char *rest = name > 0 ? memchr(bytes + at, ':', size) : bytes + at;

		g_string_append_len(mended, bytes + at, (gssize)name);
		g_string_append_len(mended, rest, (gssize)size - (rest - (bytes + at)));
		at += size;
	}
	for (gsize i = 0; i < mended->len; i++)
		if (mended->str[i] == '\0')
			mended->str[i] = ' ';
	if (!is_separated)
		g_string_append(mended, mended->len > 0 && !g_str_has_suffix(mended->str, "\n") ? "\n\n" : "\n");
	g_string_append_len(mended, bytes + body_offset, (gssize)(length - body_offset));
	if (*ret_cut)
		g_free(find_crowded_field(mended->str, mended->len, mended->str));
	return mended;
}

char *header_value(GMimeHeaderList *headers, const char *name)
{
	GMimeHeader *header = g_mime_header_list_get_header(headers, name);
	const char *value = header ? g_mime_header_get_value(header) : NULL;

	return value ? g_strstrip(g_utf8_make_valid(value, -1)) : NULL;
}

/* The first message identifier of a field, without brackets; NULL where there is none. */
static char *header_identifier(GMimeHeaderList *headers, const char *name)
{
	g_autofree char *value = header_value(headers, name);
	const char *start = value ? strchr(value, '<') : NULL;
	const char *end = start ? strchr(start, '>') : NULL;

	if (!value || *value == '\0')
		return NULL;
	if (end && end > start + 1)
		return g_strndup(start + 1, (gsize)(end - start - 1));
	/* Written without brackets: one word, as clients take it. */
	value[strcspn(value, " \t\r\n")] = '\0';
	return strpbrk(value, "<>") ? NULL : g_steal_pointer(&value);
}

static void read_references(GMimeHeaderList *headers, GPtrArray *references)
{
	g_autofree char *value = header_value(headers, "References");

	for (char *at = value ? strchr(value, '<') : NULL; at; at = strchr(at, '<')) {
		char *end = strpbrk(at + 1, "<>");

		if (end && *end == '>' && end > at + 1)
			g_ptr_array_add(references, g_strndup(at + 1, (gsize)(end - at - 1)));
		at++;
	}
}

/* One byte of version, five of time, then the GUID that all answers share; base64. */
static char *read_thread_index(GMimeHeaderList *headers)
{
	enum { GUID_PLACE = 6, GUID_BYTES = 16 };
	g_autofree char *value = header_value(headers, "Thread-Index");
	gsize length = 0;
	g_autofree guchar *bytes = value ? g_base64_decode(value, &length) : NULL;
	GString *hex;

	if (length < GUID_PLACE + GUID_BYTES)
		return NULL;
	hex = g_string_sized_new((gsize)2 * GUID_BYTES);
	for (gsize i = GUID_PLACE; i < GUID_PLACE + GUID_BYTES; i++)
		g_string_append_printf(hex, "%02x", bytes[i]);
	return g_string_free(hex, FALSE);
}

static char *read_list_id(GMimeHeaderList *headers)
{
	g_autofree char *value = header_value(headers, "List-Id");
	char *start = value ? strrchr(value, '<') : NULL;

	if (!start)
		return g_steal_pointer(&value);
	return g_strndup(start + 1, strcspn(start + 1, ">"));
}

static char *read_auto_submitted(GMimeHeaderList *headers)
{
	g_autofree char *value = header_value(headers, "Auto-Submitted");

	return value ? g_ascii_strdown(value, (gssize)strcspn(value, " \t\r\n;(")) : NULL;
}

/* The name of the first field that an MTA cut, or NULL. */
static const char *find_truncated(GMimeHeaderList *headers)
{
	for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
		const char *value = g_mime_header_get_raw_value(header);

		if (value && strlen(value) + strlen(g_mime_header_get_name(header)) >= HEADER_TRUNCATED_BYTES)
			return g_mime_header_get_name(header);
	}
	return NULL;
}

void header_read(GMimeHeaderList *headers, struct message *message)
{
	message->message_id = header_identifier(headers, "Message-ID");
	message->in_reply_to = header_identifier(headers, "In-Reply-To");
	read_references(headers, message->references);
	message->thread_index = read_thread_index(headers);
	message->subject = header_value(headers, "Subject");
	message->date = header_value(headers, "Date");
	message->list_id = read_list_id(headers);
	message->auto_submitted = read_auto_submitted(headers);
	message->header_field = g_strdup(find_truncated(headers));
	message->header_reason = message->header_field ? PART_TRUNCATED : PART_INSPECTED;
}
