/* SPDX-License-Identifier: BSD-2-Clause */
/* Takes a line apart into folded words. Knows no meanings but that of punctuation. */
#include "policy/match/words.h"

#include "policy/directory/name.h"

#include <string.h>

static void word_clear(gpointer data)
{
	struct word *word = data;

	g_free(word->text);
}

static gboolean is_apostrophe(gunichar letter)
{
	return letter == '\'' || letter == '`' || letter == 0x00b4 || letter == 0x2018 || letter == 0x2019 ||
	       letter == 0x02bc;
}

static gboolean is_dash(gunichar letter)
{
	return g_unichar_type(letter) == G_UNICODE_DASH_PUNCTUATION;
}

static gboolean is_in_word(gunichar letter)
{
	return g_unichar_isalnum(letter) || g_unichar_ismark(letter) || is_apostrophe(letter) ||
	       g_unichar_type(letter) == G_UNICODE_FORMAT;
}

/* Without soft hyphens, zero-width blanks and their like, which no reader sees. Caller frees. */
static char *fold_word(const char *from, const char *until)
{
	g_autoptr(GString) seen = g_string_sized_new((gsize)(until - from));

	for (; from < until; from = g_utf8_next_char(from))
		if (g_unichar_type(g_utf8_get_char(from)) != G_UNICODE_FORMAT)
			g_string_append_unichar(seen, g_utf8_get_char(from));
	return name_fold(seen->str);
}

/* The length of an address that begins here ("cllr.oduya@northmere.gov.uk"), or 0. */
static gsize address_length(const char *at)
{
	gsize length = strcspn(at, " \t\r\n,;:<>()[]\"");
	const char *sign = memchr(at, '@', length);

	if (sign == NULL || sign == at || sign + 1 == at + length)
		return 0;
	while (length > 0 && strchr(".!?*_", at[length - 1]) != NULL)
		length--;
	return at + length > sign + 1 ? length : 0;
}

struct reading {
	GArray *words;
	gboolean starts_item, is_after_mark;
	unsigned depth;
};

static void add_word(struct reading *reading, char *text, gboolean is_capital, gboolean is_address)
{
	struct word word = {.text = text,
			    .is_capital = is_capital,
			    .is_address = is_address,
			    .is_bracketed = reading->depth > 0,
			    .starts_item = reading->starts_item,
			    .is_after_mark = reading->is_after_mark};

	g_array_append_val(reading->words, word);
	reading->starts_item = reading->is_after_mark = FALSE;
}

/* "Dr." and "J." end no sentence. */
static gboolean is_abbreviation(const struct word *word)
{
	static const char *const others[] = {"cyng", "cllrs", "cc", "bcc", NULL};

	return g_utf8_strlen(word->text, -1) <= 1 || name_is_title(word->text) || g_strv_contains(others, word->text);
}

static void end_sentence(struct reading *reading, gunichar mark, const char *next)
{
	struct word *last =
		reading->words->len > 0 ? &g_array_index(reading->words, struct word, reading->words->len - 1) : NULL;
	gboolean is_end = *next == '\0' || g_unichar_isspace(g_utf8_get_char(next));

	if (last == NULL || !is_end || (mark == '.' && is_abbreviation(last)))
		return;
	last->ends_sentence = TRUE;
	last->is_asked |= mark == '?';
	reading->starts_item = TRUE;
}

static void read_mark(struct reading *reading, gunichar mark, const char *next)
{
	if (mark == '(' || mark == ')') {
		reading->depth = mark == '(' ? reading->depth + 1 : reading->depth - (reading->depth > 0 ? 1 : 0);
		reading->starts_item = TRUE;
	} else if (mark == '.' || mark == '!' || mark == '?') {
		end_sentence(reading, mark, next);
	} else if (mark == ':' || is_dash(mark)) {
		reading->starts_item = reading->is_after_mark = TRUE;
	} else if (mark == '\n' || strchr(",;/&+|", (int)MIN(mark, 0x7f)) != NULL) {
		reading->starts_item = TRUE;
	}
}

/* A hyphen inside a name joins two words of one item. */
static gboolean is_inner_hyphen(const char *at, const char *text)
{
	const char *before = g_utf8_find_prev_char(text, at);

	return is_dash(g_utf8_get_char(at)) && before != NULL && is_in_word(g_utf8_get_char(before)) &&
	       is_in_word(g_utf8_get_char(g_utf8_next_char(at)));
}

GArray *words_new(const char *text)
{
	struct reading reading = {g_array_new(FALSE, TRUE, sizeof(struct word)), TRUE, FALSE, 0};

	g_array_set_clear_func(reading.words, word_clear);
	if (!g_utf8_validate(text, -1, NULL))
		return reading.words;
	for (const char *at = text; *at != '\0' && reading.words->len < WORDS_MAX;) {
		gsize length = is_in_word(g_utf8_get_char(at)) ? address_length(at) : 0;
		const char *end = at;

		if (length > 0) {
			add_word(&reading, g_strndup(at, length), FALSE, TRUE);
			at += length;
			continue;
		}
		while (is_in_word(g_utf8_get_char(end)) && *end != '\0')
			end = g_utf8_next_char(end);
		if (end > at) {
			g_autofree char *folded = fold_word(at, end);

			if (*folded != '\0')
				add_word(&reading, g_steal_pointer(&folded), g_unichar_isupper(g_utf8_get_char(at)),
					 FALSE);
			at = end;
			continue;
		}
		end = g_utf8_next_char(at);
		if (!is_inner_hyphen(at, text))
			read_mark(&reading, g_utf8_get_char(at), end);
		at = end;
	}
	if (reading.words->len > 0)
		g_array_index(reading.words, struct word, reading.words->len - 1).ends_sentence = TRUE;
	return reading.words;
}

const char *words_text(const GArray *words, gsize at)
{
	return at < words->len ? g_array_index(words, struct word, at).text : "";
}

gboolean words_is_among(const GArray *words, gsize at, const char *const *texts)
{
	const char *word = words_text(words, at);

	for (; *texts != NULL; texts++)
		if (strcmp(word, *texts) == 0)
			return TRUE;
	return FALSE;
}

gsize words_match(const GArray *words, gsize at, gsize until, const char *phrase)
{
	gsize count = 0;

	while (*phrase != '\0') {
		const char *word = words_text(words, at + count);
		gsize length = strcspn(phrase, " ");

		if (at + count >= until || strlen(word) != length || strncmp(word, phrase, length) != 0)
			return 0;
		count++;
		phrase += length + (phrase[length] == ' ' ? 1 : 0);
	}
	return count;
}

gsize words_sentence_end(const GArray *words, gsize from)
{
	while (from < words->len && !g_array_index(words, struct word, from).ends_sentence)
		from++;
	return MIN(from + 1, words->len);
}
