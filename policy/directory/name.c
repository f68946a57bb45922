/* SPDX-License-Identifier: BSD-2-Clause */
/* Folds names of people for comparison. Knows nobody. */
#include "policy/directory/name.h"

#include <string.h>

static const char *const member_titles[] = {"cllr", "cllrs", "cllor", "coun", "councillor", "councilor"};

static const char *const titles[] = {
	"alderman",  "ba",      "bailie", "baron", "baroness", "bsc",      "cbe", "convener", "dame", "dbe",   "dr",
	"dso",       "esq",     "hon",    "jp",    "kbe",      "lady",     "llb", "lord",     "ma",   "mayor", "mba",
	"mbe",       "miss",    "mp",     "mr",    "mrs",      "ms",       "msp", "mx",       "obe",  "phd",   "prof",
	"professor", "provost", "qc",     "kc",    "rev",      "reverend", "rt",  "sheriff",  "sir",  "the",
};

/* Letters that no decomposition takes apart (Unicode, NFKD). */
static const struct {
	gunichar letter;
	const char *plain;
} letters[] = {
	{0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"},  {0x00fe, "th"}, {0x0111, "d"},
	{0x0131, "i"},  {0x0142, "l"}, {0x0153, "oe"}, {0x00df, "ss"},
};

static gboolean is_among(const char *word, const char *const *words, gsize count)
{
	for (gsize i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return TRUE;
	return FALSE;
}

gboolean name_is_member_title(const char *word)
{
	return is_among(word, member_titles, G_N_ELEMENTS(member_titles));
}

gboolean name_is_title(const char *word)
{
	return name_is_member_title(word) || is_among(word, titles, G_N_ELEMENTS(titles));
}

static void append_letter(GString *folded, gunichar letter)
{
	for (gsize i = 0; i < G_N_ELEMENTS(letters); i++) {
		if (letters[i].letter == letter) {
			g_string_append(folded, letters[i].plain);
			return;
		}
	}
	g_string_append_unichar(folded, letter);
}

static gboolean is_apostrophe(gunichar letter)
{
	return letter == '\'' || letter == '`' || letter == 0x00b4 || letter == 0x2018 || letter == 0x2019 ||
	       letter == 0x02bc;
}

/* What name_fold() makes of plain ASCII, at a fraction of the cost: it is asked for nearly every word of a foot. */
static char *fold_ascii(const char *name, gsize length)
{
	char *folded = g_malloc(length + 1), *end = folded;
	gboolean is_between = FALSE;

	for (; *name != '\0'; name++) {
		if (*name == '\'' || *name == '`')
			continue;
		if (!g_ascii_isalnum(*name)) {
			is_between = end > folded;
			continue;
		}
		if (is_between)
			*end++ = ' ';
		is_between = FALSE;
		*end++ = g_ascii_tolower(*name);
	}
	*end = '\0';
	return folded;
}

static char *fold_unicode(const char *name)
{
	g_autofree char *apart = g_utf8_normalize(name, -1, G_NORMALIZE_NFKD);
	g_autofree char *small = apart != NULL ? g_utf8_strdown(apart, -1) : NULL;
	GString *folded = g_string_new(NULL);
	gboolean is_between = FALSE;

	for (const char *at = small; at != NULL && *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar letter = g_utf8_get_char(at);

		if (g_unichar_ismark(letter) || is_apostrophe(letter))
			continue;
		if (!g_unichar_isalnum(letter)) {
			is_between = folded->len > 0;
			continue;
		}
		if (is_between)
			g_string_append_c(folded, ' ');
		is_between = FALSE;
		append_letter(folded, letter);
	}
	return g_string_free(folded, FALSE);
}

char *name_fold(const char *name)
{
	gsize length = strlen(name);

	return g_str_is_ascii(name) ? fold_ascii(name, length) : fold_unicode(name);
}
