/* SPDX-License-Identifier: BSD-2-Clause */
/* Any text is HTML: its lines are UTF-8 and lie within the text. */
#include "parser/html.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *html = fuzz_text(data, size);
	gboolean is_whole;
	struct lines *lines;

	html_start();
	lines = html_read(html, &is_whole);
	for (guint i = 0; i < lines->lines->len; i++) {
		const struct line *line = lines_at(lines, i);

		g_assert((gsize)line->start + line->length <= lines->text->len);
		g_assert(g_utf8_validate_len(lines->text->str + line->start, line->length, NULL));
		g_assert(line->depth <= LINES_MAX_DEPTH && line->kind < LINE_KINDS);
	}
	lines_free(lines);
	return 0;
}
