/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeps what is the council's own and what its references look like. It looks at no text but for references. */
#include "policy/match/identifier_terms.h"

#include "policy/match/pattern.h"
#include "policy/match/scanner.h"
#include "policy/match/token.h"

#include <string.h>

struct identifier_terms {
	guint patterns;
	struct scanner *references; /* or NULL */
	GHashTable *values;         /* set of char *: normalised phones, postcodes and addresses */
	GHashTable *numbers;        /* set of char *: digits */
	GHashTable *names;          /* set of char *: forename and surname, normalised and joined */
	GHashTable *surnames;
	char **domains; /* of the council */
};

void reference_pattern_free(struct reference_pattern *pattern)
{
	if (pattern == NULL)
		return;
	g_free(pattern->name);
	g_free(pattern->expression);
	g_free(pattern);
}

static GHashTable *new_set(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

struct identifier_terms *identifier_terms_new(void)
{
	struct identifier_terms *terms = g_new0(struct identifier_terms, 1);

	terms->patterns = patterns_default();
	terms->values = new_set();
	terms->numbers = new_set();
	terms->names = new_set();
	terms->surnames = new_set();
	terms->domains = g_new0(char *, 1);
	return terms;
}

void identifier_terms_free(struct identifier_terms *terms)
{
	if (terms == NULL)
		return;
	scanner_free(terms->references);
	g_hash_table_unref(terms->values);
	g_hash_table_unref(terms->numbers);
	g_hash_table_unref(terms->names);
	g_hash_table_unref(terms->surnames);
	g_strfreev(terms->domains);
	g_free(terms);
}

void identifier_terms_add_patterns(struct identifier_terms *terms, guint kinds)
{
	terms->patterns |= kinds;
}

guint identifier_terms_patterns(const struct identifier_terms *terms)
{
	return terms != NULL ? terms->patterns : patterns_default();
}

gboolean identifier_terms_take_references(struct identifier_terms *terms, const GPtrArray *patterns, const char *file,
					  GError **error)
{
	g_autoptr(GArray) expressions = g_array_new(FALSE, FALSE, sizeof(struct scanner_pattern));

	for (guint i = 0; i < patterns->len; i++) {
		const struct reference_pattern *pattern = g_ptr_array_index(patterns, i);
		struct scanner_pattern expression = {pattern->expression, FALSE, i, file, pattern->line};

		g_array_append_val(expressions, expression);
	}
	if (expressions->len == 0)
		return TRUE;
	terms->references =
		scanner_new((const struct scanner_pattern *)(gpointer)expressions->data, expressions->len, error);
	return terms->references != NULL;
}

/* Takes value. Fields are kept apart by their numbers. */
static void add_value(struct identifier_terms *terms, enum register_field field, char *value)
{
	if (value != NULL)
		g_hash_table_add(terms->values, g_strdup_printf("%d:%s", (int)field, value));
	g_free(value);
}

static char *digits_of(const char *text)
{
	GString *digits = g_string_new(NULL);

	for (; *text != '\0'; text++)
		if (g_ascii_isdigit(*text))
			g_string_append_c(digits, *text);
	return g_string_free(digits, FALSE);
}

void identifier_terms_own(struct identifier_terms *terms, const char *const *numbers, const char *const *postcodes)
{
	for (; *numbers != NULL; numbers++) {
		add_value(terms, REGISTER_PHONE, register_normalise(REGISTER_PHONE, *numbers));
		g_hash_table_add(terms->numbers, digits_of(*numbers));
	}
	for (; *postcodes != NULL; postcodes++)
		add_value(terms, REGISTER_POSTCODE, register_normalise(REGISTER_POSTCODE, *postcodes));
}

static void own_addresses(struct identifier_terms *terms, char *const *addresses)
{
	for (; *addresses != NULL; addresses++)
		add_value(terms, REGISTER_EMAIL, register_normalise(REGISTER_EMAIL, *addresses));
}

void identifier_terms_own_people(struct identifier_terms *terms, const struct directory *directory)
{
	g_autoptr(GPtrArray) persons = directory_persons(directory, 0);

	g_strfreev(terms->domains);
	terms->domains = g_strdupv((char **)directory_council_domains(directory));
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);
		g_autofree char *surname = NULL, *name = NULL, *joined = NULL;

		add_value(terms, REGISTER_EMAIL, register_normalise(REGISTER_EMAIL, person->email));
		own_addresses(terms, person->aliases);
		own_addresses(terms, person->private_addresses);
		if (person->surname == NULL)
			continue;
		surname = register_normalise(REGISTER_SURNAME, person->surname);
		joined = register_join(person->forename != NULL ? person->forename : "", person->surname);
		name = register_normalise(REGISTER_NAME, joined);
		if (surname != NULL)
			g_hash_table_add(terms->surnames, g_steal_pointer(&surname));
		if (name != NULL)
			g_hash_table_add(terms->names, g_steal_pointer(&name));
	}
}

void identifier_terms_add_candidates(const struct identifier_terms *terms, const struct fold *fold,
				     GPtrArray *candidates)
{
	g_autoptr(GArray) hits = NULL;

	if (terms == NULL || terms->references == NULL)
		return;
	hits = scanner_scan(terms->references, fold->text, fold->length);
	for (guint i = 0; i < hits->len; i++) {
		const struct scanner_hit *hit = &g_array_index(hits, struct scanner_hit, i);

		if (token_starts(fold->text, hit->from) && token_ends(fold->text + hit->to))
			candidates_add(candidates, REGISTER_REFERENCE, fold, hit->from, hit->to, TRUE);
	}
}

static gboolean is_at_own_domain(const struct identifier_terms *terms, const char *email)
{
	const char *at = strrchr(email, '@');

	for (char **domain = terms->domains; at != NULL && *domain != NULL; domain++)
		if (g_ascii_strcasecmp(at + 1, *domain) == 0)
			return TRUE;
	return FALSE;
}

gboolean identifier_terms_is_own(const struct identifier_terms *terms, enum register_field field, const char *value)
{
	g_autofree char *tagged = NULL;

	if (terms == NULL)
		return FALSE;
	if (field == REGISTER_EMAIL && is_at_own_domain(terms, value))
		return TRUE;
	tagged = g_strdup_printf("%d:%s", (int)field, value);
	return g_hash_table_contains(terms->values, tagged);
}

gboolean identifier_terms_is_own_number(const struct identifier_terms *terms, const char *digits)
{
	return terms != NULL && g_hash_table_contains(terms->numbers, digits);
}

gboolean identifier_terms_is_own_name(const struct identifier_terms *terms, const char *forename, const char *surname)
{
	g_autofree char *joined = NULL;

	if (terms == NULL)
		return FALSE;
	joined = register_join(forename, surname);
	return g_hash_table_contains(terms->names, joined);
}

gboolean identifier_terms_is_own_surname(const struct identifier_terms *terms, const char *surname)
{
	return terms != NULL && g_hash_table_contains(terms->surnames, surname);
}
