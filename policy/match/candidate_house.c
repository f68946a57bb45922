/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads houses: numbers, flats, and houses with a name. Streets are never recognised: the words behind a house may be
 * one, and the register says. */
#include "policy/match/candidate_house.h"

#include "policy/match/token.h"

#include <string.h>

enum { HOUSE_MAX_BYTES = 48, HOUSE_WORDS = 3, STREET_WORDS = 4, BETWEEN_BYTES = 4, FLAT_BYTES = 4 };

static const char *const flat_words[] = {"flat", "apartment", "apt", "unit"};

static gsize word_end(const char *text, gsize at)
{
	while (token_is_word(text[at]) || text[at] == '\'' || text[at] == '-')
		at++;
	return at;
}

static gboolean is_house_word(const char *word, gsize length)
{
	static const char *const words[] = {"cottage", "cottages",  "house",      "farm",     "farmhouse", "lodge",
					    "villa",   "hall",      "bungalow",   "barn",     "mill",      "manor",
					    "grange",  "court",     "croft",      "vicarage", "rectory",   "tower",
					    "towers",  "heights",   "view",       "mansions", "buildings", "stables",
					    "chapel",  "gatehouse", "schoolhouse"};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strlen(words[i]) == length && memcmp(word, words[i], length) == 0)
			return TRUE;
	return FALSE;
}

static gboolean is_capital(const struct fold *fold, const char *original, gsize place)
{
	return g_unichar_isupper(g_utf8_get_char_validated(original + fold_origin(fold, place), -1));
}

/* The end of a line lies between the two places. */
static gboolean has_line_end(const struct fold *fold, const char *original, gsize from, gsize to)
{
	gsize start = fold_origin(fold, from);

	return memchr(original + start, '\n', fold_origin(fold, to) - start) != NULL;
}

/* Up to three words of which the last says that it is a house ("rose cottage"), or that a comma, a cell's border or a
 * line's end parts from capitals ("Seaview, Ferry Hill"). 0: none. */
static gsize house_name_end(const struct fold *fold, const char *original, gsize from)
{
	const char *text = fold->text;
	gsize at = from;

	for (int words = 1; words <= HOUSE_WORDS; words++) {
		gsize end = word_end(text, at), next = end + strspn(text + end, " ,\"");

		if (end == at)
			return 0;
		if (words > 1 && is_house_word(text + at, end - at))
			return end;
		if (next > end && (text[end] != ' ' || has_line_end(fold, original, end, next)))
			return is_capital(fold, original, from) && is_capital(fold, original, next) ? end : 0;
		if (text[end] != ' ')
			return 0;
		at = end + 1;
	}
	return 0;
}

/* Behind "flat 2, " or the like; 0: none of these stands here. */
static gsize flat_end(const char *text, gsize at)
{
	for (gsize i = 0; i < G_N_ELEMENTS(flat_words); i++) {
		gsize length = strlen(flat_words[i]), end = at + length + 1;

		if (strncmp(text + at, flat_words[i], length) != 0 || text[at + length] != ' ')
			continue;
		while (g_ascii_isalnum(text[end]) && end < at + length + 1 + FLAT_BYTES)
			end++;
		return text[end] == ',' || text[end] == ' ' ? end + strspn(text + end, " ,\"") : 0;
	}
	return 0;
}

/* What stands here is the house of a flat that is named before it: another household than the house alone. */
static gboolean is_after_flat(const char *text, gsize from)
{
	gsize end = from, start;

	while (end > 0 && strchr(" ,\"", text[end - 1]) != NULL)
		end--;
	start = end;
	while (start > 0 && end - start < FLAT_BYTES && g_ascii_isalnum(text[start - 1]))
		start--;
	if (start == end || start == 0 || text[start - 1] != ' ')
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(flat_words); i++) {
		gsize length = strlen(flat_words[i]);

		if (start > length && memcmp(text + start - 1 - length, flat_words[i], length) == 0 &&
		    (start - 1 == length || !token_is_word(text[start - 2 - length])))
			return TRUE;
	}
	return FALSE;
}

/* The end of a house's number or name, after "flat 2," too; 0: none. */
static gsize house_end(const struct fold *fold, const char *original, gsize at)
{
	const char *text = fold->text;
	gsize flat = flat_end(text, at);

	at = flat > 0 ? flat : at;
	if (!g_ascii_isdigit(text[at]))
		return house_name_end(fold, original, at);
	at += token_digits(text + at);
	/* "81/2" in Scotland: flat 2 at number 81. */
	if (flat == 0 && text[at] == '/' && g_ascii_isdigit(text[at + 1]) && token_digits(text + at + 1) < FLAT_BYTES)
		return at + 1 + token_digits(text + at + 1);
	return at + (g_ascii_isalpha(text[at]) && !token_is_word(text[at + 1]));
}

void candidates_read_house(GPtrArray *candidates, const struct fold *fold, const char *original, gsize from)
{
	const char *text = fold->text;
	gsize at = is_after_flat(text, from) ? 0 : house_end(fold, original, from), street;

	if (at == 0)
		return;
	street = at + strspn(text + at, " ,\"");
	if (street == at || street - at > BETWEEN_BYTES || at - from > HOUSE_MAX_BYTES)
		return;
	at = street;
	for (int words = 1; words <= STREET_WORDS; words++) {
		at = word_end(text, at);
		candidates_add_house(candidates, fold, from, street, at);
		if (text[at] == '.')
			at++;
		if (text[at] != ' ' || !token_is_word(text[at + 1]))
			return;
		at++;
	}
}
