/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes foreign text safe for a terminal; knows nothing of mail. */
#include "cli/terminal.h"

#include <glib.h>

static gboolean is_shown(gunichar character)
{
	switch (g_unichar_type(character)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_FORMAT:
	case G_UNICODE_SURROGATE:
	case G_UNICODE_PRIVATE_USE:
	case G_UNICODE_UNASSIGNED:
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return FALSE;
	default:
		return TRUE;
	}
}

static void print_character(FILE *stream, const char **cursor)
{
	gunichar character = g_utf8_get_char_validated(*cursor, -1);

	if (character == (gunichar)-1 || character == (gunichar)-2) {
		fputc('?', stream);
		(*cursor)++;
		return;
	}
	if (is_shown(character))
		fwrite(*cursor, 1, (size_t)(g_utf8_next_char(*cursor) - *cursor), stream);
	else
		fputc('?', stream);
	*cursor = g_utf8_next_char(*cursor);
}

void terminal_print(FILE *stream, const char *text)
{
	while (text != NULL && *text != '\0')
		print_character(stream, &text);
}

void terminal_print_lines(FILE *stream, const char *text, const char *indent)
{
	gboolean is_line_start = TRUE;

	while (text != NULL && *text != '\0') {
		if (*text == '\n') {
			fputc('\n', stream);
			is_line_start = TRUE;
			text++;
			continue;
		}
		if (is_line_start)
			fputs(indent, stream);
		is_line_start = FALSE;
		if (*text == '\t') {
			fputc('\t', stream);
			text++;
		} else {
			print_character(stream, &text);
		}
	}
	if (!is_line_start)
		fputc('\n', stream);
}
