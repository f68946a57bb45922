/* SPDX-License-Identifier: BSD-2-Clause */
/* Splits a short text into words and knows the marking words. Where they count is marking.c's. */
#include "parser/marking_words.h"

#include <string.h>

static void word_clear(gpointer word)
{
	g_free(((struct word *)word)->lower);
}

static gboolean is_word_character(gunichar c)
{
	return g_unichar_isalnum(c) || c == '\'' || c == 0x2019;
}

/* A dash is a break unless it joins two words without space, as a hyphen does. */
static enum gap gap_of(gunichar c, gboolean is_joined)
{
	if (c == '?')
		return GAP_QUESTION;
	if (c == '-' || c == 0x2010 || c == 0x2011)
		return is_joined ? GAP_HYPHEN : GAP_BREAK;
	return g_unichar_isspace(c) || g_unichar_iszerowidth(c) || c == '&' || c == '+' ? GAP_SPACE : GAP_BREAK;
}

/* Reads what stands behind a word up to the next one: *bracket is the last opening one of it. */
static const char *read_gap(const char *at, struct word *word, char *bracket)
{
	const char *start = at;

	*bracket = 0;
	for (; *at && !is_word_character(g_utf8_get_char(at)); at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		const char *next = g_utf8_next_char(at);
		gboolean is_joined = at == start && is_word_character(g_utf8_get_char(next));

		word->gap = MAX(word->gap, gap_of(c, is_joined));
		if (c < 0x80 && strchr("([{<", (char)c))
			*bracket = (char)c;
		else if (c < 0x80 && strchr(")]}>", (char)c))
			word->closing = word->closing ? word->closing : (char)c;
		if (!word->mark && c >= 0x2010 && c <= 0x2015)
			word->mark = '-';
		else if (!word->mark && c < 0x80 && g_ascii_ispunct((char)c) && c != '&' && c != '+')
			word->mark = (char)c;
	}
	return at;
}

GArray *marking_words(const char *text)
{
	GArray *words = g_array_new(FALSE, FALSE, sizeof(struct word));
	struct word before = {0};
	char bracket;
	const char *at = read_gap(text, &before, &bracket);

	g_array_set_clear_func(words, word_clear);
	while (*at && words->len < MARKING_MAX_WORDS) {
		const char *start = at;
		struct word word = {.start = (guint32)(at - text), .bracket = bracket};
		gboolean has_lower = FALSE;

		for (; *at && is_word_character(g_utf8_get_char(at)); at = g_utf8_next_char(at)) {
			has_lower |= g_unichar_islower(g_utf8_get_char(at));
			word.is_upper |= g_unichar_isupper(g_utf8_get_char(at));
		}
		word.is_upper = word.is_upper && !has_lower;
		word.end = (guint32)(at - text);
		word.lower = g_utf8_strdown(start, at - start);
		at = read_gap(at, &word, &bracket);
		g_array_append_val(words, word);
	}
	return words;
}

gboolean marking_word_is(const GArray *words, guint i, const char *const *list)
{
	return i < words->len && g_strv_contains(list, marking_word(words, i)->lower);
}

/* The number of words of the phrase where it stands at i, else 0. Inside it nothing parts sentences. */
static guint phrase_length(const GArray *words, guint i, const char *const *phrase)
{
	guint length = 0;

	for (; phrase[length]; length++) {
		const struct word *word;

		if (i + length >= words->len)
			return 0;
		word = marking_word(words, i + length);
		if (strcmp(word->lower, phrase[length]) != 0)
			return 0;
		if (phrase[length + 1] && (word->gap == GAP_QUESTION || strchr(".!;", word->mark ? word->mark : ' ')))
			return 0;
	}
	return length;
}

guint marking_words_length(const GArray *words, guint i)
{
	static const char *const phrases[][5] = {
		{"strictly", "private", "and", "confidential"},
		{"strictly", "private", "confidential"},
		{"strictly", "confidential", "and", "private"},
		{"strictly", "confidential"},
		{"highly", "confidential"},
		{"private", "and", "confidential"},
		{"private", "confidential"},
		{"confidential", "and", "private"},
		{"confidential", "private"},
		{"personal", "and", "confidential"},
		{"personal", "private", "and", "confidential"},
		{"confidential"},
		{"official", "sensitive"},
		{"hollol", "gyfrinachol"},
		{"preifat", "a", "chyfrinachol"},
		{"cyfrinachol", "a", "phreifat"},
		{"cyfrinachol"},
		{"swyddogol", "sensitif"},
	};
	static const char *const descriptors[] = {"personal", "commercial", "locsen", "staff", NULL};

	for (gsize p = 0; p < G_N_ELEMENTS(phrases); p++) {
		guint length = phrase_length(words, i, phrases[p]);

		if (length == 0)
			continue;
		while (marking_word_is(words, i + length, descriptors) &&
		       strchr("-:", marking_word(words, i + length - 1)->mark
					    ? marking_word(words, i + length - 1)->mark
					    : '-'))
			length++;
		return length;
	}
	/* "[O-S]" only where brackets say that it is meant so. */
	if (i + 1 < words->len && marking_word(words, i)->bracket && marking_word(words, i + 1)->closing &&
	    strcmp(marking_word(words, i)->lower, "o") == 0 && strcmp(marking_word(words, i + 1)->lower, "s") == 0)
		return 2;
	return 0;
}
