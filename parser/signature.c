/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds signatures by their form alone, and rather none than one that swallows a letter. */
#include "parser/signature.h"

#include <string.h>

enum {
	SIGNATURE_LONG_LINE = 200,  /* bytes: prose, not an address */
	SIGNATURE_SENTENCE = 60,    /* bytes: a line this long with a full stop is a sentence */
	SIGNATURE_MAX_SENTENCES = 2 /* below a closing */
};

/* A closing, perhaps with a comma or a full stop. Thanks close a letter too, but as often open one. */
static gboolean is_closing(const char *line, gboolean *ret_is_thanks)
{
	static const char *const closings[] = {"kind regards",
					       "kindest regards",
					       "warm regards",
					       "warmest regards",
					       "best regards",
					       "regards",
					       "with regards",
					       "with best wishes",
					       "best wishes",
					       "all the best",
					       "best",
					       "kind wishes",
					       "yours sincerely",
					       "yours faithfully",
					       "yours truly",
					       "yours",
					       "sincerely",
					       "with kind regards",
					       "many thanks and kind regards",
					       "thanks and regards",
					       "thanks and kind regards",
					       "cofion",
					       "cofion cynnes",
					       "rgds",
					       "kr",
					       NULL};
	static const char *const thanks[] = {"thanks", "many thanks", "thank you",        "thanks again", "cheers",
					     "ta",     "with thanks", "with many thanks", "diolch",       NULL};
	g_autofree char *words = NULL;
	gsize length = strlen(line);

	*ret_is_thanks = FALSE;
	if (length > 40)
		return FALSE;
	words = g_ascii_strdown(line, -1);
	while (length > 0 && strchr(",.!- ", words[length - 1]))
		words[--length] = '\0';
	if (g_strv_contains(closings, words))
		return TRUE;
	*ret_is_thanks = g_strv_contains(thanks, words);
	return *ret_is_thanks;
}

static gboolean is_sentence(const char *line)
{
	gsize length = strlen(line);

	return length >= SIGNATURE_SENTENCE && strchr(".?!:", line[length - 1]);
}

/* Walks up from the end while a signature may still begin above. */
guint signature_start(const struct lines *lines, guint first, guint end)
{
	guint found = end;
	unsigned shown = 0, sentences = 0, questions = 0;

	for (guint i = end; i > first && shown < SIGNATURE_MAX_LINES; i--) {
		const struct line *raw = lines_at(lines, i - 1);
		g_autofree char *line = NULL;
		gboolean is_thanks;

		if (raw->is_hidden)
			continue;
		line = lines_trimmed(lines, i - 1);
		if (!*line)
			continue;
		if (strcmp(line, "--") == 0)
			return i - 1;
		if (is_closing(line, &is_thanks) && sentences <= (is_thanks ? 0 : SIGNATURE_MAX_SENTENCES) &&
		    (!is_thanks || questions == 0)) {
			/* "Many thanks" right above "Kind regards" belongs to it. */
			found = i - 1;
			continue;
		}
		if (found < end || strlen(line) > SIGNATURE_LONG_LINE)
			break;
		sentences += is_sentence(line);
		questions += g_str_has_suffix(line, "?");
		shown++;
	}
	return found;
}
