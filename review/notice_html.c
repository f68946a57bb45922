/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns laid-out text into HTML. Everything is escaped; it reads well without its few inline rules, which only set the
 * words to copy apart. No colour is set, so that dark mode and the reader's own choice stay. */
#include "review/notice_html.h"

#include <string.h>

#define INDENT "    " /* of the words to copy, review/layout.h */
#define COPY_STYLE "margin:1em 0 1em 1em;padding-left:1em;border-left:4px solid;white-space:pre-wrap"
#define PAGE_STYLE "font-family:sans-serif;line-height:1.5;max-width:40em"

static void append_escaped(GString *html, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(html, escaped);
}

static gboolean is_copied(const char *line)
{
	return g_str_has_prefix(line, INDENT);
}

/* The lines from *at on that are of one block, joined; *at is moved past them. */
static void append_block(GString *html, char **lines, gsize *at)
{
	gboolean is_copy = is_copied(lines[*at]), is_first = TRUE;

	g_string_append(html, is_copy ? "<pre style=\"" COPY_STYLE "\">" : "<p>");
	for (; lines[*at] && *lines[*at] && is_copied(lines[*at]) == is_copy; (*at)++) {
		g_string_append(html, is_first ? "" : "\n");
		append_escaped(html, lines[*at] + (is_copy ? strlen(INDENT) : 0));
		is_first = FALSE;
	}
	g_string_append(html, is_copy ? "</pre>\n" : "</p>\n");
}

static void append_version(GString *html, const struct notice_version *version)
{
	g_auto(GStrv) lines = g_strsplit(version->text, "\n", -1);

	g_string_append_printf(html, "<div lang=\"%s\">\n", version->language);
	for (gsize i = 0; lines[i];) {
		if (*lines[i])
			append_block(html, lines, &i);
		else
			i++;
	}
	g_string_append(html, "</div>\n");
}

char *notice_html(const char *title, const struct notice_version *versions, gsize count)
{
	GString *html = g_string_new(NULL);

	g_string_append_printf(html,
			       "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
			       "<title>",
			       versions[0].language);
	append_escaped(html, title);
	g_string_append(html, "</title>\n</head>\n<body style=\"" PAGE_STYLE "\">\n");
	for (gsize i = 0; i < count; i++) {
		if (i > 0)
			g_string_append(html, "<hr>\n");
		append_version(html, &versions[i]);
	}
	g_string_append(html, "</body>\n</html>\n");
	return g_string_free(html, FALSE);
}
