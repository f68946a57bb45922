/* SPDX-License-Identifier: BSD-2-Clause */
/* Splits text into words and reads neighbours as names in the orders people write them. */
#include "policy/match/names.h"

#include "policy/match/register_view.h"
#include "policy/match/token.h"

#include <string.h>

enum { WORD_MAX_BYTES = 60, LABEL_REACH = 24 /* a label between two parts of a name, with what parts it from them */ };

static void word_clear(gpointer data)
{
	g_free(((struct name_word *)data)->piece);
}

/* What forms print before a part of the name, and no part of it; its length, or 0. */
static gsize label_length(const char *at)
{
	static const char *const labels[] = {"surname",     "forenames",  "forename",    "first names", "first name",
					     "given names", "given name", "family name", "last name"};

	for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
		gsize length = strlen(labels[i]);

		if (strncmp(at, labels[i], length) == 0 && !token_is_word(at[length]))
			return length;
	}
	return 0;
}

/* A letter, or an apostrophe or hyphen between letters. */
static gboolean continues_word(const char *text, gsize at)
{
	if (g_unichar_isalpha(g_utf8_get_char(text + at)))
		return TRUE;
	return (text[at] == '\'' || text[at] == '-' || text[at] == '`') &&
	       g_unichar_isalpha(g_utf8_get_char(text + at + 1));
}

GArray *names_words(const struct fold *fold, const char *text)
{
	GArray *words = g_array_new(FALSE, FALSE, sizeof(struct name_word));
	const char *folded = fold->text;
	gsize at = 0;

	g_array_set_clear_func(words, word_clear);
	while (at < fold->length) {
		struct name_word word = {at, at, FALSE, NULL};

		if (!g_unichar_isalpha(g_utf8_get_char(folded + at))) {
			at += (gsize)(g_utf8_next_char(folded + at) - (folded + at));
			continue;
		}
		while (at < fold->length && continues_word(folded, at))
			at += (gsize)(g_utf8_next_char(folded + at) - (folded + at));
		word.to = at;
		if (at - word.from > 2 && memcmp(folded + at - 2, "'s", 2) == 0)
			word.to -= 2;
		if (label_length(folded + word.from) > 0) {
			at = word.from + label_length(folded + word.from);
			continue;
		}
		word.is_capital = g_unichar_isupper(g_utf8_get_char_validated(text + fold_origin(fold, word.from), -1));
		if (word.to - word.from <= WORD_MAX_BYTES)
			g_array_append_val(words, word);
	}
	return words;
}

const char *names_piece(const struct fold *fold, GArray *words, guint at)
{
	struct name_word *word = &g_array_index(words, struct name_word, at);

	if (word->piece == NULL) {
		g_autofree char *slice = g_strndup(fold->text + word->from, word->to - word->from);

		word->piece = register_normalise(REGISTER_SURNAME, slice);
		if (word->piece == NULL)
			word->piece = g_strdup("");
	}
	return word->piece;
}

/* Between two words of one name stand a blank, a comma, the stop of an initial, a cell's border; or "&" where two
 * people have one surname. */
static gboolean are_neighbours(const struct fold *fold, const GArray *words, guint first)
{
	gsize from, to;

	if (first + 1 >= words->len)
		return FALSE;
	from = g_array_index(words, struct name_word, first).to;
	to = g_array_index(words, struct name_word, first + 1).from;
	/* "Forename: Imran", "Surname: Qureshi" */
	for (gsize at = from; at < to && to - from <= LABEL_REACH; at++)
		if (label_length(fold->text + at) > 0) {
			from = at + label_length(fold->text + at);
			from += fold->text[from] == ':' ? 1 : 0;
			break;
		}
	if (to - from > 3)
		return FALSE;
	for (gsize at = from; at < to; at++)
		if (strchr(" ,.;|&\"", fold->text[at]) == NULL)
			return FALSE;
	return TRUE;
}

static void add(struct name_reading *readings, guint *count, const struct name_reading *place, const char *forename,
		const char *surname)
{
	if (*forename == '\0' || *surname == '\0')
		return;
	readings[*count] = *place;
	readings[(*count)++].value = register_join(forename, surname);
}

guint names_readings(const struct fold *fold, GArray *words, guint at,
		     struct name_reading ret_readings[NAMES_MAX_VARIANTS])
{
	struct name_reading place = {NULL, g_array_index(words, struct name_word, at).from, 0};
	const char *one, *two, *three, *four;
	g_autofree char *first_two = NULL, *last_two = NULL, *last_three = NULL, *last_of_four = NULL;
	guint count = 0;

	if (!are_neighbours(fold, words, at))
		return 0;
	one = names_piece(fold, words, at);
	two = names_piece(fold, words, at + 1);
	place.to = g_array_index(words, struct name_word, at + 1).to;
	add(ret_readings, &count, &place, one, two);
	add(ret_readings, &count, &place, two, one);
	if (!are_neighbours(fold, words, at + 1))
		return count;
	three = names_piece(fold, words, at + 2);
	place.to = g_array_index(words, struct name_word, at + 2).to;
	first_two = g_strconcat(one, two, NULL);
	last_two = g_strconcat(two, three, NULL);
	add(ret_readings, &count, &place, one, three);
	add(ret_readings, &count, &place, one, last_two);
	add(ret_readings, &count, &place, first_two, three);
	add(ret_readings, &count, &place, three, first_two);
	add(ret_readings, &count, &place, three, one);
	add(ret_readings, &count, &place, last_two, one);
	if (!are_neighbours(fold, words, at + 2))
		return count;
	four = names_piece(fold, words, at + 3);
	place.to = g_array_index(words, struct name_word, at + 3).to;
	last_three = g_strconcat(last_two, four, NULL);
	last_of_four = g_strconcat(three, four, NULL);
	add(ret_readings, &count, &place, one, four);
	add(ret_readings, &count, &place, one, last_three);
	add(ret_readings, &count, &place, first_two, last_of_four);
	return count;
}
