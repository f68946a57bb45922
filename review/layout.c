/* SPDX-License-Identifier: BSD-2-Clause */
/* Fills paragraphs. Widths are counted in characters, not in columns of a screen: good enough for mail. */
#include "review/layout.h"

#include <string.h>

enum block { BLOCK_NONE, BLOCK_PARAGRAPH, BLOCK_VERBATIM };

struct layout {
	GString *out;
	enum block block; /* what the last line belongs to */
	glong column;
};

/* Ends the last line, and the block where another begins. */
static void enter(struct layout *layout, enum block block)
{
	gboolean is_new = block != layout->block;

	if (layout->column > 0 && (is_new || block == BLOCK_VERBATIM))
		g_string_append_c(layout->out, '\n');
	if (is_new && block != BLOCK_NONE && layout->out->len > 0)
		g_string_append_c(layout->out, '\n');
	if (is_new || block == BLOCK_VERBATIM)
		layout->column = 0;
	layout->block = block;
}

static void add_word(struct layout *layout, const char *word)
{
	glong width = g_utf8_strlen(word, -1);

	if (layout->column > 0 && layout->column + 1 + width > LAYOUT_COLUMNS) {
		g_string_append_c(layout->out, '\n');
		layout->column = 0;
	} else if (layout->column > 0) {
		g_string_append_c(layout->out, ' ');
		layout->column++;
	}
	g_string_append(layout->out, word);
	layout->column += width;
}

static void add_line(struct layout *layout, char *line)
{
	if (g_str_has_prefix(line, "    ") && line[strspn(line, " ")] != '\0') {
		enter(layout, BLOCK_VERBATIM);
		g_string_append(layout->out, g_strchomp(line));
		layout->column = 1;
		return;
	}
	g_auto(GStrv) words = g_strsplit_set(line, " \t", -1);
	gboolean has_word = FALSE;
	for (gsize i = 0; words[i]; i++) {
		if (!*words[i])
			continue;
		if (!has_word)
			enter(layout, BLOCK_PARAGRAPH);
		has_word = TRUE;
		add_word(layout, words[i]);
	}
	if (!has_word)
		enter(layout, BLOCK_NONE);
}

char *layout_text(const char *text)
{
	struct layout layout = {.out = g_string_new(NULL)};
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (gsize i = 0; lines[i]; i++)
		add_line(&layout, lines[i]);
	if (layout.column > 0)
		g_string_append_c(layout.out, '\n');
	return g_string_free(layout.out, FALSE);
}
