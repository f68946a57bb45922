/* SPDX-License-Identifier: BSD-2-Clause */
/* Whom a text identifies: candidates, what the register knows of them, who is identified by it. It knows nothing of
 * members and bases. */
#include "policy/match/identifier_search.h"

#include <string.h>

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

struct identity *identity_add(struct search *search, enum identifier_tier tier)
{
	struct identity *identity = g_new0(struct identity, 1);

	identity->tier = tier;
	identity->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_ptr_array_add(search->identities, identity);
	return identity;
}

void identity_add_value(struct identity *identity, guint field, const char *value)
{
	identity->fields |= 1u << field;
	g_hash_table_add(identity->values, g_strdup_printf("%u:%s", field, value));
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

static gboolean has_heading(const void *layout, gsize place, gsize *ret_from, gsize *ret_to)
{
	struct layout_range heading;

	if (!layout_heading_at(layout, place, &heading))
		return FALSE;
	*ret_from = heading.from;
	*ret_to = heading.to;
	return TRUE;
}

/* What the register knows there is its row's, whatever its form. */
static void find_patterns(struct search *search)
{
	g_autoptr(GArray) matches = patterns_find(
		search->fold, search->text, identifier_terms_patterns(search->how->terms), has_heading, search->layout);

	for (guint i = 0; i < matches->len; i++) {
		const struct pattern_match *match = &g_array_index(matches, struct pattern_match, i);

		if (!is_known_at(search, match) && !identifier_terms_is_own_number(search->how->terms, match->value))
			identity_add_value(identity_add(search, IDENTIFIER_LOW),
					   IDENTIFIER_FIELD_OF_PATTERN(match->kind), match->value);
	}
}

static void search_init(struct search *search, const struct identifier_search *how, const char *text)
{
	*search = (struct search){.how = how, .text = text, .fold = fold_new(text, strlen(text))};
	search->layout = layout_new(search->fold, text);
	search->candidates = candidates_new(search->fold, text);
	identifier_terms_add_candidates(how->terms, search->fold, search->candidates);
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
	g_free(search->marks);
	layout_free(search->layout);
	fold_free(search->fold);
}

GPtrArray *identifier_scan(const struct identifier_search *how, const char *text)
{
	struct search search;

	search_init(&search, how, text);
	if (how->view->find != NULL) {
		identifier_find_values(&search);
		identifier_find_names(&search);
		identifier_join(&search);
	}
	find_patterns(&search);
	search_done(&search);
	return search.identities;
}

GPtrArray *identifier_foreign_references(const struct identifier_search *how, const char *text)
{
	GPtrArray *references = g_ptr_array_new_with_free_func(g_free);
	const struct register_view *view = how->view;
	struct search search;

	search_init(&search, how, text);
	for (guint i = 0; view->find != NULL && i < search.candidates->len; i++) {
		const struct candidate *candidate = g_ptr_array_index(search.candidates, i);

		if (candidate->is_stated && view->find(view->context, candidate->field, candidate->value, NULL, 0) == 0)
			g_ptr_array_add(references, g_strdup(candidate->value));
	}
	search_done(&search);
	g_ptr_array_unref(search.identities);
	return references;
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
		is_named = is_named || identifier_has(search->how->view, REGISTER_NAME, readings[i].value, row);
		g_free(readings[i].value);
	}
	return is_named || (word->is_capital && identifier_has(search->how->view, REGISTER_SURNAME,
							       names_piece(search->fold, words, at), row));
}

gboolean identifier_names(const struct register_view *view, const char *text, register_row row)
{
	const struct identifier_search how = {.view = view};
	struct search search;
	g_autoptr(GArray) words = NULL;
	gboolean is_named = FALSE;

	if (view->find == NULL)
		return FALSE;
	search_init(&search, &how, text);
	for (guint i = 0; i < search.candidates->len && !is_named; i++) {
		const struct candidate *candidate = g_ptr_array_index(search.candidates, i);

		is_named = register_is_primary(candidate->field) &&
			   identifier_has(view, candidate->field, candidate->value, row);
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
