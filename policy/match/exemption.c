/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads schedule and paragraphs out of a hit, for evidence and cure: numbers of statutes, no content. */
#include "policy/match/exemption.h"

#include "policy/match/fold.h"

#include <stdlib.h>
#include <string.h>

static char *fold_slice(const char *text, gsize from, gsize to)
{
	struct fold *fold = fold_new(text + from, to - from);
	char *folded = g_strdup(fold->text);

	fold_free(fold);
	return folded;
}

/* Between numbers of a list: ", ", " and ", " & ", "/", " to ". */
static const char *skip_separator(const char *at)
{
	static const char *const separators[] = {", and ", " and ", " & ", ", ", ",", " or ", " to ", "/", " - ", "-"};

	for (gsize i = 0; i < G_N_ELEMENTS(separators); i++)
		if (g_str_has_prefix(at, separators[i]) && g_ascii_isdigit(at[strlen(separators[i])]))
			return at + strlen(separators[i]);
	return NULL;
}

/* The list of numbers that follows "paragraph", "paragraphs", "paragraph(s)", "para.". */
static gsize read_paragraphs(const char *folded, int numbers[EXEMPTION_MAX_PARAGRAPHS])
{
	const char *at = strstr(folded, "para");
	gsize count = 0;

	while (at != NULL) {
		const char *next = at + strlen("para");

		next += g_str_has_prefix(next, "graph") ? strlen("graph") : 0;
		next += strspn(next, "(s). ");
		if (g_ascii_isdigit(*next)) {
			at = next;
			break;
		}
		at = strstr(next, "para");
	}
	while (at != NULL && count < EXEMPTION_MAX_PARAGRAPHS) {
		char *end;

		numbers[count++] = (int)strtol(at, &end, 10) % 100;
		at = skip_separator(end);
	}
	return count;
}

char *exemption_paragraphs(const char *text, gsize from, gsize to)
{
	g_autofree char *folded = fold_slice(text, from, to);
	int numbers[EXEMPTION_MAX_PARAGRAPHS];
	gsize count = read_paragraphs(folded, numbers);
	GString *list;

	if (count == 0)
		return NULL;
	list = g_string_new(count == 1 ? "paragraph " : "paragraphs ");
	for (gsize i = 0; i < count; i++)
		g_string_append_printf(list, "%s%d", i == 0 ? "" : i + 1 == count ? " and " : ", ", numbers[i]);
	return g_string_free(list, FALSE);
}

char *exemption_of(const char *text, gsize from, gsize to)
{
	g_autofree char *folded = fold_slice(text, from, to);
	g_autofree char *paragraphs = exemption_paragraphs(text, from, to);
	const char *schedule = strstr(folded, "sch");
	const char *number = schedule != NULL ? strpbrk(schedule, "0123456789") : NULL;

	if (number == NULL)
		return g_steal_pointer(&paragraphs);
	return g_strdup_printf("Schedule %sA%s%s", g_str_has_prefix(number, "12") ? "12" : "7",
			       paragraphs != NULL ? ", " : "", paragraphs != NULL ? paragraphs : "");
}

char *exemption_fill(const char *template, const char *text, gsize from, gsize to)
{
	static const char place[] = "{exemption}";
	const char *at = strstr(template, place);
	g_autofree char *exemption = NULL;

	if (at == NULL)
		return g_strdup(template);
	exemption = exemption_of(text, from, to);
	if (exemption != NULL)
		return g_strdup_printf("%.*s%s%s", (int)(at - template), template, exemption, at + strlen(place));
	if (at > template && at[-1] == '(')
		return g_strchomp(g_strndup(template, (gsize)(at - template) - 1));
	return g_strchomp(g_strndup(template, (gsize)(at - template)));
}
