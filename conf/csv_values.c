/* SPDX-License-Identifier: BSD-2-Clause */
/* Cells of CSV files as lists and dates. */
#include "conf/csv_file.h"

#include <string.h>

/* The words between the separators, without blanks around them and without empty ones. */
static char **split(const char *cell, const char *separators)
{
	g_auto(GStrv) pieces = g_strsplit_set(cell != NULL ? cell : "", separators, -1);
	GPtrArray *words = g_ptr_array_new();

	for (char **piece = pieces; *piece != NULL; piece++)
		if (*g_strstrip(*piece) != '\0')
			g_ptr_array_add(words, g_strdup(*piece));
	g_ptr_array_add(words, NULL);
	return (char **)g_ptr_array_free(words, FALSE);
}

char **csv_file_words(const char *cell)
{
	return split(cell, "; \t\r\n");
}

char **csv_file_phrases(const char *cell)
{
	return split(cell, ";");
}

/* A word that begins an entry: an address, "@member", "ward:Abbey"; not the "Mary's" of "ward:St Mary's". */
static gboolean begins_entry(const char *word)
{
	static const char *const kinds[] = {"group:", "ward:", "committee:", "role:"};

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (g_ascii_strncasecmp(word, kinds[i], strlen(kinds[i])) == 0)
			return TRUE;
	return strchr(word, '@') != NULL;
}

char **csv_file_selectors(const char *cell)
{
	g_auto(GStrv) phrases = csv_file_phrases(cell);
	GPtrArray *entries = g_ptr_array_new();

	for (char **phrase = phrases; *phrase != NULL; phrase++) {
		g_auto(GStrv) words = csv_file_words(*phrase);

		for (char **word = words; *word != NULL; word++) {
			char *last;

			if (word == words || begins_entry(*word)) {
				g_ptr_array_add(entries, g_strdup(*word));
				continue;
			}
			last = g_ptr_array_index(entries, entries->len - 1);
			g_ptr_array_index(entries, entries->len - 1) = g_strconcat(last, " ", *word, NULL);
			g_free(last);
		}
	}
	g_ptr_array_add(entries, NULL);
	return (char **)g_ptr_array_free(entries, FALSE);
}

/* YYYY-MM-DD and nothing else: g_date_set_parse() guesses. */
static gboolean parse_date(const char *text, GDate *ret_date)
{
	unsigned parts[3] = {0, 0, 0};

	for (gsize i = 0; i < 10; i++) {
		gboolean is_dash = i == 4 || i == 7;

		if (is_dash ? text[i] != '-' : !g_ascii_isdigit(text[i]))
			return FALSE;
		if (!is_dash)
			parts[i < 4 ? 0 : i < 7 ? 1 : 2] = parts[i < 4 ? 0 : i < 7 ? 1 : 2] * 10 + (text[i] - '0');
	}
	if (text[10] != '\0' || !g_date_valid_dmy((GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]))
		return FALSE;
	g_date_clear(ret_date, 1);
	g_date_set_dmy(ret_date, (GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]);
	return TRUE;
}

gboolean csv_file_date(const struct csv_file *file, const struct csv_row *row, gsize column, gint32 *ret_day,
		       GError **error)
{
	const char *text = row->cells[column];
	GDate date;

	if (text != NULL && !parse_date(text, &date))
		return csv_file_refuse(file, row, error, "%s: '%s' is no date; write it as 2026-05-14",
				       file->columns[column].name, text);
	*ret_day = text != NULL ? (gint32)g_date_get_julian(&date) : 0;
	return TRUE;
}
