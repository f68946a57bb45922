/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts fields and boundaries line by line. Which boundaries a message names it does not ask: whoever names one in a
 * way that only GMime understands is counted, too. */
#include "parser/crowd.h"

#include <string.h>

struct scan {
	const char *bytes;
	gsize length, at, size; /* the line, with its end, is bytes[at..at + size) */
	guint boundaries, fields;
	gboolean is_header;  /* the line is one of a header's */
	gboolean is_own;     /* namely the message's own */
	gboolean is_field;   /* it begins or goes on with a field */
	gboolean is_type;    /* namely Content-Type */
	gboolean is_holding; /* that says that another header follows */
	gboolean has_digest; /* a multipart was met whose parts are messages without saying so (RFC 2046, 5.1.5) */
};

static struct scan scan_of(const char *bytes, gsize length)
{
	return (struct scan){.bytes = bytes, .length = length, .is_header = TRUE, .is_own = TRUE};
}

static gboolean next_line(struct scan *scan)
{
	const char *line, *end;

	scan->at += scan->size;
	if (scan->at >= scan->length)
		return FALSE;
	line = scan->bytes + scan->at;
	end = memchr(line, '\n', scan->length - scan->at);
	scan->size = end ? (gsize)(end - line) + 1 : scan->length - scan->at;
	return TRUE;
}

static gboolean is_blank(const char *line, gsize size)
{
	return line[0] == '\n' || (line[0] == '\r' && size == 2);
}

/* The bytes before the colon, 0 where the line is no field. GMime takes bytes past ASCII in a name, too. */
static gsize name_length(const char *line, gsize size)
{
	gsize length = 0;

	while (length < size && (guint8)line[length] > ' ' && line[length] != ':')
		length++;
	return length < size && line[length] == ':' ? length : 0;
}

static gboolean has_word(const char *line, gsize size, const char *word)
{
	gsize length = strlen(word);

	for (gsize i = 0; i + length <= size; i++)
		if (g_ascii_strncasecmp(line + i, word, length) == 0)
			return TRUE;
	return FALSE;
}

static void look_at_type(struct scan *scan)
{
	const char *line = scan->bytes + scan->at;

	scan->is_holding |= has_word(line, scan->size, "message");
	scan->has_digest |= has_word(line, scan->size, "digest");
}

static void enter_header(struct scan *scan, gboolean is_header)
{
	scan->is_header = is_header;
	scan->is_own = scan->is_field = scan->is_type = scan->is_holding = FALSE;
}

/* Sees what the line is. A header follows a boundary, and in an attached message the empty line after another one;
 * lines between fields that are none do not end it. */
static void look(struct scan *scan)
{
	static const char type[] = "content-type";
	const char *line = scan->bytes + scan->at;
	gsize name;

	if (scan->size >= 2 && line[0] == '-' && line[1] == '-') {
		scan->boundaries++;
		enter_header(scan, TRUE);
		return;
	}
	if (!scan->is_header)
		return;
	if (is_blank(line, scan->size)) {
		enter_header(scan, scan->is_holding || (scan->has_digest && !scan->is_own));
		return;
	}
	if (*line != ' ' && *line != '\t') {
		name = name_length(line, scan->size);
		scan->is_field = name > 0;
		scan->is_type = name == strlen(type) && g_ascii_strncasecmp(line, type, name) == 0;
		scan->fields += scan->is_field;
	}
	if (scan->is_type)
		look_at_type(scan);
}

static gboolean is_crowded(const struct scan *scan)
{
	return scan->boundaries > CROWD_MAX_BOUNDARIES || scan->fields > CROWD_MAX_FIELDS;
}

/* The line stays out of the copy. */
static void leave_out(const struct scan *scan, struct crowd *crowd)
{
	const char *line = scan->bytes + scan->at;

	if (!scan->is_own)
		crowd->is_body_cut = TRUE;
	else if (!crowd->field)
		crowd->field = g_strndup(line, name_length(line, scan->size));
}

GString *crowd_thinned(const char *bytes, gsize length, struct crowd *ret_crowd)
{
	struct scan scan = scan_of(bytes, length);
	GString *thinned;

	*ret_crowd = (struct crowd){0};
	while (!is_crowded(&scan) && next_line(&scan))
		look(&scan);
	if (!is_crowded(&scan))
		return NULL;
	thinned = g_string_sized_new(length);
	scan = scan_of(bytes, length);
	while (next_line(&scan)) {
		look(&scan);
		if (scan.is_field && scan.fields > CROWD_MAX_FIELDS)
			leave_out(&scan, ret_crowd);
		else if (scan.boundaries <= CROWD_MAX_BOUNDARIES)
			g_string_append_len(thinned, bytes + scan.at, (gssize)scan.size);
		else
			break;
	}
	ret_crowd->is_body_cut |= scan.boundaries > CROWD_MAX_BOUNDARIES;
	return thinned;
}
