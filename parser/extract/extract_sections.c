/* SPDX-License-Identifier: BSD-2-Clause */
/* Gathers a document's parts into one text. Knows no format. */
#include "parser/extract/extract_sections.h"

#include <string.h>

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

/* TRUE where the text stands there already, beginning and ending with a line. */
static gboolean has_lines(const GString *there, const GString *text)
{
	const char *at = strstr(there->str, text->str);

	return at && (at == there->str || at[-1] == '\n');
}

void extract_sections_take(struct extract_sections *sections, enum extract_section section, GString *text)
{
	GString *to = sections->text[section];
	gboolean is_repeated = section == SECTION_HEADER || section == SECTION_FOOTER;

	if (text->len > 0 && text->str[text->len - 1] != '\n')
		g_string_append_c(text, '\n');
	if (text->len > 0 && !(is_repeated && has_lines(to, text)))
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
