/* SPDX-License-Identifier: BSD-2-Clause */
/* Splits plain text into lines and takes off their quote marks. Decides nothing about whose words they are. */
#include "parser/lines.h"

#include <string.h>

enum { LINES_MAX_HEAD = 300 /* bytes; a longer line is no head */ };

struct lines *lines_new(void)
{
	struct lines *lines = g_new0(struct lines, 1);

	lines->text = g_string_new(NULL);
	lines->lines = g_array_new(FALSE, TRUE, sizeof(struct line));
	return lines;
}

void lines_free(struct lines *lines)
{
	if (!lines)
		return;
	g_string_free(lines->text, TRUE);
	g_array_unref(lines->lines);
	g_free(lines);
}

void lines_add(struct lines *lines, const char *text, gsize length, const struct line *line)
{
	struct line added = *line;

	added.start = (guint32)lines->text->len;
	added.length = (guint32)length;
	g_string_append_len(lines->text, text, (gssize)length);
	g_string_append_c(lines->text, '\n');
	if (lines->lines->len == LINES_MAX) {
		struct line *last = &g_array_index(lines->lines, struct line, LINES_MAX - 1);

		last->length = (guint32)lines->text->len - 1 - last->start;
	} else {
		g_array_append_val(lines->lines, added);
	}
}

/* Lengthens the last line. */
static void lines_join(struct lines *lines, const char *text, gsize length)
{
	struct line *last = &g_array_index(lines->lines, struct line, lines->lines->len - 1);

	g_string_truncate(lines->text, lines->text->len - 1);
	g_string_append_len(lines->text, text, (gssize)length);
	g_string_append_c(lines->text, '\n');
	last->length += (guint32)length;
}

/* ">>> Amina Shah 14/05/2026 09:30 >>>", or ">>> On …, in message <id>": a head, not the third level of quoting. */
static gboolean is_groupwise_head(const char *marks, gsize length)
{
	g_autofree char *line = NULL;

	if (length < 8 || length > LINES_MAX_HEAD || memcmp(marks, ">>> ", 4) != 0 || marks[4] == '>')
		return FALSE;
	line = g_strchomp(g_strndup(marks, length));
	return (g_str_has_suffix(line, ">>>") || strstr(line, "in message <")) && strpbrk(line, "0123456789");
}

/* Counts the '>' at the line's start and moves past them. "> >" and ">>" are alike; the first may stand after up to
 * three spaces, as some clients indent. */
static guint8 take_quote_marks(const char **text, gsize *length)
{
	static const char unseen[] = "\xef\xbb\xbf";
	unsigned depth = 0;
	gsize at = 0, after = 0;

	/* Apple Mail begins what it quotes with U+FEFF. */
	if (*length > strlen(unseen) && g_str_has_prefix(*text, unseen) && (*text)[strlen(unseen)] == '>')
		at = after = strlen(unseen);
	while (at < *length) {
		if ((*text)[at] == '>') {
			if (is_groupwise_head(*text + at, *length - at))
				break;
			depth++;
			after = ++at;
		} else if ((*text)[at] == ' ' && at - after < (depth == 0 ? 3 : 1)) {
			at++;
		} else {
			break;
		}
	}
	if (depth > 0 && after < *length && (*text)[after] == ' ')
		after++;
	*text += after;
	*length -= after;
	return (guint8)MIN(depth, LINES_MAX_DEPTH);
}

static gboolean is_delimiter(const char *text, gsize length)
{
	return length == 3 && memcmp(text, "-- ", 3) == 0;
}

struct lines *lines_from_plain(const char *text, gboolean is_flowed)
{
	struct lines *lines = lines_new();
	gboolean is_soft = FALSE;
	guint8 last_depth = 0;

	lines->is_wrapped = TRUE;
	while (*text) {
		gsize length = strcspn(text, "\n");
		const char *next = text[length] ? text + length + 1 : text + length;
		struct line line = {.depth = take_quote_marks(&text, &length)};
		gboolean is_joined = is_soft && line.depth == last_depth && !is_delimiter(text, length);

		if (is_flowed && line.depth == 0 && length > 0 && *text == ' ')
			text++, length--; /* space-stuffing */
		if (is_joined)
			lines_join(lines, text, length);
		else
			lines_add(lines, text, length, &line);
		is_soft = is_flowed && length > 0 && text[length - 1] == ' ' && !is_delimiter(text, length);
		last_depth = line.depth;
		text = next;
	}
	return lines;
}

/* White space or a character that takes no room on the screen. */
static gboolean is_blank_character(gunichar c)
{
	return g_unichar_isspace(c) || c == 0xa0 || g_unichar_iszerowidth(c) || c == 0xad;
}

gboolean lines_is_blank(const struct lines *lines, guint i)
{
	const struct line *line = lines_at(lines, i);
	const char *at = lines->text->str + line->start;
	const char *end = at + line->length;

	for (; at < end; at = g_utf8_next_char(at))
		if (!is_blank_character(g_utf8_get_char(at)))
			return FALSE;
	return TRUE;
}

char *lines_trimmed(const struct lines *lines, guint i)
{
	const struct line *line = lines_at(lines, i);
	const char *start = lines->text->str + line->start;
	const char *end = start + line->length;

	while (start < end && is_blank_character(g_utf8_get_char(start)))
		start = g_utf8_next_char(start);
	while (end > start) {
		const char *last = g_utf8_prev_char(end);

		if (!is_blank_character(g_utf8_get_char(last)))
			break;
		end = last;
	}
	return g_strndup(start, (gsize)(end - start));
}

char *lines_plain(const struct lines *lines, guint i)
{
	g_autofree char *text = lines_trimmed(lines, i);
	GString *plain = g_string_new(NULL);

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == 0xa0 || g_unichar_isspace(c))
			g_string_append_c(plain, ' ');
		else if (g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION)
			g_string_append_c(plain, '-');
		else if (!g_unichar_iszerowidth(c) || g_unichar_ismark(c))
			g_string_append_unichar(plain, c);
	}
	return g_string_free(plain, FALSE);
}
