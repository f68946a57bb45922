/* SPDX-License-Identifier: BSD-2-Clause */
/* Joins candidates with the register, row by row: values of different people near each other are never joined. It knows
 * nothing of members and bases. */
#include "policy/match/identifier.h"

#include "policy/match/candidate.h"
#include "policy/match/fold.h"
#include "policy/match/names.h"
#include "policy/match/pattern.h"

#include <string.h>

/* A value that the register knows, at its place. */
struct known {
	enum register_field field;
	gsize from, to;
	const char *value; /* borrowed */
	gsize row_count;   /* how many rows have it; rows holds the first ones */
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
};

struct search {
	const struct register_view *view;
	struct fold *fold;
	gsize window;
	GPtrArray *candidates;
	GPtrArray *known;      /* struct known, by place: every field but names */
	GPtrArray *names;      /* struct known: names and surnames near one of them */
	GPtrArray *strings;    /* values of names, owned */
	GHashTable *by_row;    /* register_row plus one to struct identity */
	GPtrArray *identities; /* what is returned */
	gsize lookups, pairs;
};

static const enum register_field primaries[] = {REGISTER_REFERENCE, REGISTER_EMAIL, REGISTER_PHONE, REGISTER_NINO,
						REGISTER_NHS_NUMBER};

static gboolean is_primary(enum register_field field)
{
	for (gsize i = 0; i < G_N_ELEMENTS(primaries); i++)
		if (primaries[i] == field)
			return TRUE;
	return FALSE;
}

void identity_free(struct identity *identity)
{
	if (identity == NULL)
		return;
	g_hash_table_unref(identity->values);
	g_free(identity);
}

static void free_identity(gpointer identity)
{
	identity_free(identity);
}

void identity_merge(struct identity *identity, const struct identity *other)
{
	GHashTableIter iterator;
	gpointer value;

	identity->tier = MAX(identity->tier, other->tier);
	identity->fields |= other->fields;
	g_hash_table_iter_init(&iterator, other->values);
	while (g_hash_table_iter_next(&iterator, &value, NULL))
		g_hash_table_add(identity->values, g_strdup(value));
}

static gboolean has_value(const struct register_view *view, enum register_field field, const char *value,
			  register_row row)
{
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
	gsize count;

	if (view->has != NULL)
		return view->has(view->context, field, value, row);
	count = MIN(view->find(view->context, field, value, rows, G_N_ELEMENTS(rows)), G_N_ELEMENTS(rows));
	for (gsize i = 0; i < count; i++)
		if (rows[i] == row)
			return TRUE;
	return FALSE;
}

static struct known *look_up(struct search *search, enum register_field field, const char *value, gsize from, gsize to)
{
	struct known found = {field, from, to, value, 0, {0}};

	found.row_count = search->view->find(search->view->context, field, value, found.rows, G_N_ELEMENTS(found.rows));
	return found.row_count > 0 ? g_memdup2(&found, sizeof found) : NULL;
}

/* Characters between two places, of the folded text. */
static gboolean is_near(const struct search *search, const struct known *one, const struct known *other)
{
	gsize from = MIN(one->to, other->to), to = MAX(one->from, other->from);

	if (to <= from)
		return TRUE;
	return to - from <= search->window * 4 &&
	       (gsize)g_utf8_strlen(search->fold->text + from, (gssize)(to - from)) <= search->window;
}

static gboolean overlaps(const struct known *one, const struct known *other)
{
	return one->from < other->to && other->from < one->to;
}

static struct identity *identity_add(struct search *search, enum identifier_tier tier)
{
	struct identity *identity = g_new0(struct identity, 1);

	identity->tier = tier;
	identity->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_ptr_array_add(search->identities, identity);
	return identity;
}

static void identity_add_value(struct identity *identity, guint field, const char *value)
{
	identity->fields |= 1u << field;
	g_hash_table_add(identity->values, g_strdup_printf("%u:%s", field, value));
}

static struct identity *identity_of(struct search *search, register_row row, enum identifier_tier tier, guint group)
{
	struct identity *identity = g_hash_table_lookup(search->by_row, GUINT_TO_POINTER(row + 1));

	if (identity == NULL) {
		identity = identity_add(search, tier);
		identity->has_row = TRUE;
		identity->row = row;
		identity->group = group;
		g_hash_table_insert(search->by_row, GUINT_TO_POINTER(row + 1), identity);
	}
	identity->tier = MAX(identity->tier, tier);
	return identity;
}

static int compare_places(gconstpointer one, gconstpointer other)
{
	const struct known *a = *(const struct known *const *)one, *b = *(const struct known *const *)other;

	return a->from < b->from ? -1 : a->from > b->from;
}

static void find_known(struct search *search)
{
	for (guint i = 0; i < search->candidates->len; i++) {
		const struct candidate *candidate = g_ptr_array_index(search->candidates, i);
		struct known *known =
			look_up(search, candidate->field, candidate->value, candidate->from, candidate->to);

		if (known != NULL)
			g_ptr_array_add(search->known, known);
	}
	g_ptr_array_sort(search->known, compare_places);
}

static void take_name(struct search *search, enum register_field field, char *value, gsize from, gsize to)
{
	struct known *known = look_up(search, field, value, from, to);

	g_ptr_array_add(search->strings, value);
	search->lookups++;
	if (known != NULL)
		g_ptr_array_add(search->names, known);
}

/* A lower-case word is a surname only with its forename: "green", "long", "field". */
static void find_names_at(struct search *search, GArray *words, guint at)
{
	struct name_reading readings[NAMES_MAX_VARIANTS];
	const struct name_word *word = &g_array_index(words, struct name_word, at);
	guint count = names_readings(search->fold, words, at, readings);

	for (guint i = 0; i < count; i++)
		take_name(search, REGISTER_NAME, readings[i].value, readings[i].from, readings[i].to);
	if (!word->is_capital || *names_piece(search->fold, words, at) == '\0')
		return;
	take_name(search, REGISTER_SURNAME, g_strdup(names_piece(search->fold, words, at)), word->from, word->to);
	/* "de Souza", "Ó Faoláin" */
	if (at + 1 < words->len && g_array_index(words, struct name_word, at + 1).from == word->to + 1) {
		char *joined = g_strconcat(names_piece(search->fold, words, at),
					   names_piece(search->fold, words, at + 1), NULL);

		take_name(search, REGISTER_SURNAME, joined, word->from,
			  g_array_index(words, struct name_word, at + 1).to);
	}
}

/* Names matter only near another value, so only the words there are looked up. Windows are taken in bytes four times as
 * wide here: is_near() counts characters. */
static void find_names(struct search *search, const char *text)
{
	g_autoptr(GArray) words = NULL;
	gsize reach = search->window * 4;
	guint next = 0;

	if (search->known->len == 0)
		return;
	words = names_words(search->fold, text);
	for (guint i = 0; i < words->len && search->lookups < IDENTIFIER_MAX_NAME_LOOKUPS; i++) {
		const struct name_word *word = &g_array_index(words, struct name_word, i);
		const struct known *known;

		while (next < search->known->len &&
		       ((const struct known *)g_ptr_array_index(search->known, next))->to + reach < word->from)
			next++;
		if (next == search->known->len)
			break;
		known = g_ptr_array_index(search->known, next);
		if (known->from <= word->to + reach)
			find_names_at(search, words, i);
	}
}

/* Calls use for each value of others near one. others are sorted by place. */
static void for_each_near(struct search *search, const struct known *one, const GPtrArray *others,
			  void (*use)(struct search *, const struct known *, const struct known *))
{
	gsize reach = search->window * 4, low = 0, high = others->len;

	while (low < high) {
		gsize middle = low + (high - low) / 2;

		/* No value is longer than this. */
		if (((const struct known *)g_ptr_array_index(others, middle))->from + reach + 512 < one->from)
			low = middle + 1;
		else
			high = middle;
	}
	for (gsize i = low; i < others->len && search->pairs < IDENTIFIER_MAX_PAIRS; i++) {
		const struct known *other = g_ptr_array_index(others, i);

		if (other->from > one->to + reach)
			break;
		search->pairs++;
		if (is_near(search, one, other))
			use(search, one, other);
	}
}

/* The rows with a shared value are told apart by a support that only one of them has. */
static gboolean is_others(const struct search *search, const struct known *primary, const struct known *support,
			  register_row row)
{
	gsize count = MIN(primary->row_count, REGISTER_MAX_ROWS_OF_VALUE);

	for (gsize i = 0; i < count; i++)
		if (primary->rows[i] != row &&
		    has_value(search->view, support->field, support->value, primary->rows[i]))
			return TRUE;
	return FALSE;
}

static void support_primary(struct search *search, const struct known *primary, const struct known *support)
{
	if (overlaps(primary, support) || primary->row_count > REGISTER_MAX_ROWS_OF_VALUE ||
	    (primary->field == support->field && strcmp(primary->value, support->value) == 0))
		return;
	for (gsize i = 0; i < primary->row_count; i++) {
		register_row row = primary->rows[i];
		struct identity *identity;

		if (!has_value(search->view, support->field, support->value, row) ||
		    (primary->row_count > 1 && is_others(search, primary, support, row)))
			continue;
		identity = identity_of(search, row, IDENTIFIER_HIGH, row);
		identity_add_value(identity, primary->field, primary->value);
		identity_add_value(identity, support->field, support->value);
	}
}

static void take_compound(struct search *search, enum register_field field, const struct known *name,
			  const struct known *value)
{
	g_autofree char *joined = register_join(name->value, value->value);
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
	gsize count = search->view->find(search->view->context, field, joined, rows, G_N_ELEMENTS(rows));

	/* Two rows with the same name at the same address are one person twice, or nobody can tell which. */
	for (gsize i = 0; i < MIN(count, G_N_ELEMENTS(rows)); i++) {
		struct identity *identity = identity_of(search, rows[i], IDENTIFIER_HIGH, rows[0]);

		identity_add_value(identity, name->field, name->value);
		identity_add_value(identity, value->field, value->value);
	}
}

static void join_name(struct search *search, const struct known *value, const struct known *name)
{
	if (overlaps(value, name))
		return;
	if (value->field == REGISTER_POSTCODE && name->field == REGISTER_NAME)
		take_compound(search, REGISTER_NAME_POSTCODE, name, value);
	else if (value->field == REGISTER_HOUSE_STREET && name->field == REGISTER_NAME)
		take_compound(search, REGISTER_NAME_ADDRESS, name, value);
	else if (value->field == REGISTER_DATE_OF_BIRTH && name->field == REGISTER_SURNAME)
		take_compound(search, REGISTER_SURNAME_BIRTH, name, value);
}

static void join(struct search *search)
{
	for (guint i = 0; i < search->known->len; i++) {
		const struct known *known = g_ptr_array_index(search->known, i);

		if (!is_primary(known->field)) {
			for_each_near(search, known, search->names, join_name);
			continue;
		}
		if (known->row_count == 1)
			identity_add_value(identity_of(search, known->rows[0], IDENTIFIER_MEDIUM, known->rows[0]),
					   known->field, known->value);
		for_each_near(search, known, search->known, support_primary);
		for_each_near(search, known, search->names, support_primary);
	}
}

/* What else the text says of those whom it identifies, for the kinds. */
static void complete(struct search *search)
{
	for (guint i = 0; i < search->identities->len; i++) {
		struct identity *identity = g_ptr_array_index(search->identities, i);

		for (guint j = 0; j < search->known->len && search->pairs < IDENTIFIER_MAX_PAIRS; j++) {
			const struct known *known = g_ptr_array_index(search->known, j);

			search->pairs++;
			if (identity->has_row && has_value(search->view, known->field, known->value, identity->row))
				identity_add_value(identity, known->field, known->value);
		}
	}
}

static gboolean is_known_at(const struct search *search, const struct pattern_match *match)
{
	for (guint i = 0; i < search->known->len; i++) {
		const struct known *known = g_ptr_array_index(search->known, i);

		if (known->from < match->to && match->from < known->to)
			return TRUE;
	}
	return FALSE;
}

/* What the register knows there is its row's, whatever its form. */
static void find_patterns(struct search *search)
{
	g_autoptr(GArray) matches = patterns_find(search->fold, patterns_default(), NULL, NULL);

	for (guint i = 0; i < matches->len; i++) {
		const struct pattern_match *match = &g_array_index(matches, struct pattern_match, i);

		if (!is_known_at(search, match))
			identity_add_value(identity_add(search, IDENTIFIER_LOW),
					   IDENTIFIER_FIELD_OF_PATTERN(match->kind), match->value);
	}
}

static void search_init(struct search *search, const struct register_view *view, const char *text, gsize window)
{
	*search = (struct search){.view = view, .fold = fold_new(text, strlen(text)), .window = window};
	search->candidates = candidates_new(search->fold);
	search->known = g_ptr_array_new_with_free_func(g_free);
	search->names = g_ptr_array_new_with_free_func(g_free);
	search->strings = g_ptr_array_new_with_free_func(g_free);
	search->by_row = g_hash_table_new(NULL, NULL);
	search->identities = g_ptr_array_new_with_free_func(free_identity);
}

static void search_done(struct search *search)
{
	g_ptr_array_unref(search->known);
	g_ptr_array_unref(search->names);
	g_ptr_array_unref(search->strings);
	g_ptr_array_unref(search->candidates);
	g_hash_table_unref(search->by_row);
	fold_free(search->fold);
}

GPtrArray *identifier_scan(const struct register_view *view, const char *text, gsize window_characters)
{
	struct search search;

	search_init(&search, view, text, window_characters);
	if (view->find != NULL) {
		find_known(&search);
		find_names(&search, text);
		join(&search);
		complete(&search);
	}
	find_patterns(&search);
	search_done(&search);
	return search.identities;
}

GPtrArray *identity_references(const struct identity *identity)
{
	GPtrArray *references = g_ptr_array_new();
	g_autofree char *prefix = g_strdup_printf("%u:", (guint)REGISTER_REFERENCE);
	GHashTableIter iterator;
	gpointer value;

	g_hash_table_iter_init(&iterator, identity->values);
	while (g_hash_table_iter_next(&iterator, &value, NULL))
		if (g_str_has_prefix(value, prefix))
			g_ptr_array_add(references, (char *)value + strlen(prefix));
	g_ptr_array_add(references, NULL);
	return references;
}

static gboolean names_row_at(struct search *search, GArray *words, guint at, register_row row)
{
	struct name_reading readings[NAMES_MAX_VARIANTS];
	const struct name_word *word = &g_array_index(words, struct name_word, at);
	guint count = names_readings(search->fold, words, at, readings);
	gboolean is_named = FALSE;

	for (guint i = 0; i < count; i++) {
		is_named = is_named || has_value(search->view, REGISTER_NAME, readings[i].value, row);
		g_free(readings[i].value);
	}
	return is_named || (word->is_capital &&
			    has_value(search->view, REGISTER_SURNAME, names_piece(search->fold, words, at), row));
}

gboolean identifier_names(const struct register_view *view, const char *text, register_row row)
{
	struct search search;
	g_autoptr(GArray) words = NULL;
	gboolean is_named = FALSE;

	if (view->find == NULL)
		return FALSE;
	search_init(&search, view, text, 0);
	for (guint i = 0; i < search.candidates->len && !is_named; i++) {
		const struct candidate *candidate = g_ptr_array_index(search.candidates, i);

		is_named = is_primary(candidate->field) && has_value(view, candidate->field, candidate->value, row);
	}
	words = names_words(search.fold, text);
	for (guint i = 0; i < MIN(words->len, IDENTIFIER_MAX_NAME_LOOKUPS / NAMES_MAX_VARIANTS) && !is_named; i++)
		is_named = names_row_at(&search, words, i, row);
	search_done(&search);
	g_ptr_array_unref(search.identities);
	return is_named;
}

char *identifier_kinds(guint fields)
{
	static const enum register_field order[] = {
		REGISTER_NAME,  REGISTER_SURNAME, REGISTER_HOUSE_STREET, REGISTER_POSTCODE,   REGISTER_DATE_OF_BIRTH,
		REGISTER_PHONE, REGISTER_EMAIL,   REGISTER_NINO,         REGISTER_NHS_NUMBER, REGISTER_REFERENCE};
	GString *kinds = g_string_new(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(order); i++) {
		if ((fields & (1u << order[i])) == 0 ||
		    (order[i] == REGISTER_SURNAME && (fields & (1u << REGISTER_NAME)) != 0))
			continue;
		g_string_append_printf(kinds, "%s%s", kinds->len > 0 ? ", " : "", register_field_name(order[i]));
	}
	for (guint kind = 0; kind < PATTERN_KINDS; kind++)
		if ((fields & (1u << IDENTIFIER_FIELD_OF_PATTERN(kind))) != 0 &&
		    strstr(kinds->str, pattern_words(kind)) == NULL)
			g_string_append_printf(kinds, "%s%s", kinds->len > 0 ? ", " : "", pattern_words(kind));
	return g_string_free(kinds, FALSE);
}
