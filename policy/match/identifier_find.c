/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds what the register knows in a text: values by their shape, then names near them. What is the council's own is
 * left out here: its numbers and addresses, members by their title, those whom a letter greets. */
#include "policy/match/identifier_search.h"

#include "policy/directory/name.h"
#include "policy/match/token.h"

#include <string.h>

enum { GREETING_BYTES = 60, MARK_BYTES = 64 };

static gboolean is_first_of_character(char byte)
{
	return ((guchar)byte & 0xc0) != 0x80;
}

static gsize *mark_characters(const struct fold *fold)
{
	gsize *marks = g_new(gsize, fold->length / MARK_BYTES + 1), characters = 0;

	for (gsize at = 0; at <= fold->length; at++) {
		if (at % MARK_BYTES == 0)
			marks[at / MARK_BYTES] = characters;
		characters += at < fold->length && is_first_of_character(fold->text[at]);
	}
	return marks;
}

static gsize characters_before(const struct search *search, gsize place)
{
	gsize characters = search->marks[place / MARK_BYTES];

	for (gsize at = place - place % MARK_BYTES; at < place; at++)
		characters += is_first_of_character(search->fold->text[at]);
	return characters;
}

static struct known *look_up(struct search *search, enum register_field field, const char *value, gsize from, gsize to)
{
	const struct register_view *view = search->how->view;
	struct known found = {.field = field, .from = from, .to = to, .value = value};

	found.row_count = view->find(view->context, field, value, found.rows, G_N_ELEMENTS(found.rows));
	if (found.row_count == 0)
		return NULL;
	if (search->marks == NULL)
		search->marks = mark_characters(search->fold);
	found.first = characters_before(search, from);
	found.last = characters_before(search, to);
	return g_memdup2(&found, sizeof found);
}

static int compare_places(gconstpointer one, gconstpointer other)
{
	const struct known *a = *(const struct known *const *)one, *b = *(const struct known *const *)other;

	return a->from < b->from ? -1 : a->from > b->from;
}

void identifier_find_values(struct search *search)
{
	for (guint i = 0; i < search->candidates->len; i++) {
		const struct candidate *candidate = g_ptr_array_index(search->candidates, i);
		struct known *known = NULL;

		if (!identifier_terms_is_own(search->how->terms, candidate->field, candidate->value))
			known = look_up(search, candidate->field, candidate->value, candidate->from, candidate->to);
		if (known != NULL)
			g_ptr_array_add(search->known, known);
	}
	g_ptr_array_sort(search->known, compare_places);
}

struct layout_range identifier_reach(const struct search *search, gsize from, gsize to)
{
	/* Bytes: no character of folded text has more than four. */
	gsize reach = search->how->window_characters * 4;
	struct layout_range range = {from > reach ? from - reach : 0, to + reach}, row;

	if (layout_row_at(search->layout, from, &row) && row.to - row.from <= IDENTIFIER_MAX_ROW_BYTES) {
		range.from = MIN(range.from, row.from);
		range.to = MAX(range.to, row.to);
	}
	return range;
}

static const struct name_word *word_at(const GArray *words, guint at)
{
	return &g_array_index(words, struct name_word, at);
}

/* Nothing but blanks lies between the word and the next one, and no end of a line. */
static gboolean is_followed(const struct search *search, const GArray *words, guint at)
{
	gsize from = word_at(words, at)->to, to = word_at(words, at + 1)->from;
	gsize start = fold_origin(search->fold, from), end = fold_origin(search->fold, to);

	for (gsize i = from; i < to; i++)
		if (strchr(" .", search->fold->text[i]) == NULL)
			return FALSE;
	return to - from <= 2 && memchr(search->text + start, '\n', end - start) == NULL;
}

static gboolean is_word(const struct search *search, const GArray *words, guint at, const char *wanted)
{
	const struct name_word *word = word_at(words, at);

	return strlen(wanted) == word->to - word->from &&
	       memcmp(search->fold->text + word->from, wanted, word->to - word->from) == 0;
}

static gboolean is_member_title(const struct search *search, const GArray *words, guint at)
{
	const struct name_word *word = word_at(words, at);
	g_autofree char *title = g_strndup(search->fold->text + word->from, word->to - word->from);

	return name_is_member_title(title) || strcmp(title, "councillors") == 0;
}

/* "Cllr Lee", "Councillor Grace Lee", "Cllrs Lee and Shah", "Councillor de Souza": the word is a member's name. */
static gboolean is_members(const struct search *search, const GArray *words, guint at)
{
	guint capitals = 0;

	for (guint back = 1; back <= 4 && back <= at; back++) {
		guint before = at - back;

		if (!is_followed(search, words, before))
			return FALSE;
		if (is_member_title(search, words, before))
			return TRUE;
		if (is_word(search, words, before, "and"))
			capitals = 0;
		else if (word_at(words, before)->is_capital && ++capitals > 1)
			return FALSE;
	}
	return FALSE;
}

/* Behind the name stands "(Cllr)", or an address of the council's: "Grace Lee <cllr.lee@...>". */
static gboolean is_announced_own(const struct search *search, gsize to)
{
	const char *after = search->fold->text + to;
	g_autofree char *address = NULL;
	gsize length;

	after += strspn(after, " \"',");
	if (g_str_has_prefix(after, "(cllr)") || g_str_has_prefix(after, "(councillor)"))
		return TRUE;
	if (*after != '<' && *after != '(' && *after != '[')
		return FALSE;
	after += 1 + (g_str_has_prefix(after + 1, "mailto:") ? strlen("mailto:") : 0);
	length = strcspn(after, " >)]");
	address = g_strndup(after, length);
	return strchr(address, '@') != NULL && identifier_terms_is_own(search->how->terms, REGISTER_EMAIL, address);
}

/* The line greets, and its first words are near: "Dear Mr Lee,". */
static gboolean is_greeted(const struct search *search, gsize from)
{
	static const char *const greetings[] = {"dear", "hi", "hello", "hiya", "hey", "morning", "good", "afternoon"};
	gsize origin = fold_origin(search->fold, from), start = origin;

	while (start > 0 && search->text[start - 1] != '\n' && origin - start < GREETING_BYTES)
		start--;
	for (gsize i = 0; i < G_N_ELEMENTS(greetings); i++) {
		gsize length = strlen(greetings[i]);

		if (g_ascii_strncasecmp(search->text + start, greetings[i], length) == 0 &&
		    search->text[start + length] == ' ')
			return TRUE;
	}
	return FALSE;
}

static void take_name(struct search *search, enum register_field field, char *value, gsize from, gsize to)
{
	struct known *known = look_up(search, field, value, from, to);

	g_ptr_array_add(search->strings, value);
	search->lookups++;
	if (known != NULL)
		g_ptr_array_add(search->names, known);
}

/* "D. Pickersgill": no name of its own, but with the house it is one. Rows are those of the surname. */
static void take_initial(struct search *search, const struct name_reading *reading)
{
	const char *surname = strchr(reading->value, '\x1f') + 1;
	struct known *known = look_up(search, REGISTER_SURNAME, surname, reading->from, reading->to);

	search->lookups++;
	if (known == NULL)
		return;
	known->field = REGISTER_NAME;
	known->value = g_strdup(reading->value);
	g_ptr_array_add(search->strings, (char *)known->value);
	g_ptr_array_add(search->names, known);
}

static gboolean is_own_reading(const struct search *search, const struct name_reading *reading)
{
	const char *surname = strchr(reading->value, '\x1f') + 1;
	g_autofree char *forename = g_strndup(reading->value, (gsize)(surname - 1 - reading->value));

	return is_announced_own(search, reading->to) ||
	       (search->how->is_letter && is_greeted(search, reading->from) &&
		identifier_terms_is_own_name(search->how->terms, forename, surname));
}

static void find_full_names(struct search *search, GArray *words, guint at)
{
	struct name_reading readings[NAMES_MAX_VARIANTS];
	guint count = names_readings(search->fold, words, at, readings);

	for (guint i = 0; i < count; i++) {
		if (is_own_reading(search, &readings[i])) {
			g_free(readings[i].value);
			continue;
		}
		if (readings[i].value[1] == '\x1f')
			take_initial(search, &readings[i]);
		take_name(search, REGISTER_NAME, readings[i].value, readings[i].from, readings[i].to);
	}
}

/* The surname of somebody of the council: after their forename, or where the letter greets them. */
static gboolean is_own_surname(struct search *search, GArray *words, guint at, const char *surname)
{
	const struct identifier_terms *terms = search->how->terms;
	const struct name_word *word = word_at(words, at);

	if (at > 0 && is_followed(search, words, at - 1) &&
	    identifier_terms_is_own_name(terms, names_piece(search->fold, words, at - 1), surname))
		return TRUE;
	return is_announced_own(search, word->to) || (search->how->is_letter && is_greeted(search, word->from) &&
						      identifier_terms_is_own_surname(terms, surname));
}

static gboolean is_courtesy_title(const struct search *search, const GArray *words, guint at)
{
	static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr"};

	for (gsize i = 0; i < G_N_ELEMENTS(titles); i++)
		if (is_word(search, words, at, titles[i]))
			return TRUE;
	return FALSE;
}

/* A lower-case word is a surname only with its forename or title: "green", "long", "field". */
static void find_surnames(struct search *search, GArray *words, guint at)
{
	const struct name_word *word = word_at(words, at);
	const char *piece = names_piece(search->fold, words, at);
	gboolean is_titled = at > 0 && is_followed(search, words, at - 1) && is_courtesy_title(search, words, at - 1);

	if (*piece == '\0' || !(word->is_capital || is_titled) || is_own_surname(search, words, at, piece))
		return;
	take_name(search, REGISTER_SURNAME, g_strdup(piece), word->from, word->to);
	/* "de Souza", "Ó Faoláin" */
	if (at + 1 < words->len && word_at(words, at + 1)->from == word->to + 1)
		take_name(search, REGISTER_SURNAME, g_strconcat(piece, names_piece(search->fold, words, at + 1), NULL),
			  word->from, word_at(words, at + 1)->to);
}

/* Names matter only near another value, so only the words there are looked up. */
void identifier_find_names(struct search *search)
{
	g_autoptr(GArray) words = NULL;
	guint next = 0;

	if (search->known->len == 0)
		return;
	words = names_words(search->fold, search->text);
	for (guint i = 0; i < words->len && search->lookups < IDENTIFIER_MAX_NAME_LOOKUPS; i++) {
		const struct name_word *word = word_at(words, i);
		struct layout_range reach = {0, 0};

		for (; next < search->known->len; next++) {
			const struct known *known = g_ptr_array_index(search->known, next);

			reach = identifier_reach(search, known->from, known->to);
			if (reach.to >= word->from)
				break;
		}
		if (next == search->known->len)
			break;
		if (reach.from > word->to || is_members(search, words, i))
			continue;
		find_full_names(search, words, i);
		find_surnames(search, words, i);
	}
	g_ptr_array_sort(search->names, compare_places);
}
