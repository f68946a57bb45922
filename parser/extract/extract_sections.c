/* SPDX-License-Identifier: BSD-2-Clause */
/* Gathers a document's parts into one text. Knows no format. */
#include "parser/extract/extract_sections.h"

#include <string.h>

enum { SECTIONS_COMPARED_BYTES = 16 * 1024 /* in which repeated lines are looked for */ };

void extract_sections_init(struct extract_sections *sections)
{
	*sections = (struct extract_sections){0};
	for (int i = 0; i < EXTRACT_SECTIONS; i++)
		sections->text[i] = g_string_new(NULL);
}

void extract_sections_done(struct extract_sections *sections)
{
	for (int i = 0; i < EXTRACT_SECTIONS; i++)
		g_string_free(sections->text[i], TRUE);
}

/* TRUE where the line, with its end, stands there already. */
static gboolean has_line(const GString *there, const char *line, gsize length)
{
	for (const char *at = there->str; (at = memmem(at, strlen(at), line, length)); at++)
		if (at == there->str || at[-1] == '\n')
			return TRUE;
	return FALSE;
}

static void append_new_lines(GString *to, const GString *text)
{
	for (const char *line = text->str; *line;) {
		gsize length = (gsize)(strchr(line, '\n') + 1 - line);

		if (to->len > SECTIONS_COMPARED_BYTES || !has_line(to, line, length))
			g_string_append_len(to, line, (gssize)length);
		line += length;
	}
}

void extract_sections_take(struct extract_sections *sections, enum extract_section section, GString *text)
{
	GString *to = sections->text[section];

	if (text->len > 0 && text->str[text->len - 1] != '\n')
		g_string_append_c(text, '\n');
	if (section == SECTION_HEADER || section == SECTION_FOOTER)
		append_new_lines(to, text);
	else
		g_string_append_len(to, text->str, (gssize)text->len);
	g_string_free(text, TRUE);
}

void extract_sections_property(struct extract_sections *sections, const char *name, const char *value)
{
	g_autofree char *line = g_strdelimit(g_strdup_printf("%s: %s", name, value), "\r\n\t", ' ');

	if (*g_strstrip(line) && line[strlen(line) - 1] != ':')
		g_string_append_printf(sections->text[SECTION_PROPERTIES], "%s\n", line);
}

void extract_sections_note_reason(struct extract_sections *sections, enum part_reason reason)
{
	if (sections->reason == PART_INSPECTED)
		sections->reason = reason;
}

GString *extract_sections_join(const struct extract_sections *sections)
{
	GString *all = g_string_new(NULL);

	for (int i = 0; i < EXTRACT_SECTIONS; i++) {
		if (sections->text[i]->len == 0)
			continue;
		if (all->len > 0)
			g_string_append_c(all, '\n');
		g_string_append_len(all, sections->text[i]->str, (gssize)sections->text[i]->len);
	}
	return all;
}
