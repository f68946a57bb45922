/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the nearest of a few words by edit distance. Knows no configuration. */
#include "conf/suggestion.h"

#include <string.h>

/* Levenshtein's distance, case ignored; both shorter than SUGGESTION_MAX_BYTES. */
static unsigned distance(const char *one, const char *other)
{
	gsize width = strlen(other);
	unsigned row[SUGGESTION_MAX_BYTES + 1];

	for (gsize i = 0; i <= width; i++)
		row[i] = (unsigned)i;
	for (gsize line = 1; one[line - 1] != '\0'; line++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)line;
		for (gsize i = 1; i <= width; i++) {
			unsigned above = row[i];
			gboolean is_same = g_ascii_tolower(one[line - 1]) == g_ascii_tolower(other[i - 1]);

			row[i] = MIN(MIN(above, row[i - 1]) + 1, diagonal + (is_same ? 0 : 1));
			diagonal = above;
		}
	}
	return row[width];
}

char *suggestion_of(const char *word, const char *const *words)
{
	const char *nearest = NULL;
	unsigned least = (unsigned)strlen(word) / 3 + 1;

	for (; *words != NULL && strlen(word) <= SUGGESTION_MAX_BYTES; words++) {
		unsigned found;

		if (strlen(*words) > SUGGESTION_MAX_BYTES)
			continue;
		found = distance(word, *words);
		if (found > least || (found == least && nearest != NULL))
			continue;
		nearest = *words;
		least = found;
	}
	return nearest != NULL ? g_strdup_printf("; did you mean '%s'?", nearest) : g_strdup("");
}
