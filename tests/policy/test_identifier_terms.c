/* SPDX-License-Identifier: BSD-2-Clause */
/* What the configuration and the directory say of values: references of the council's own form, and what is the
 * council's own. */
#include "policy/match/identifier.h"

#include "tests/policy/fake_register.h"
#include "tests/policy/identities_shown.h"
#include "tests/policy/mail_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void free_pattern(gpointer pattern)
{
	reference_pattern_free(pattern);
}

static GPtrArray *patterns_of(const char *expression)
{
	GPtrArray *patterns = g_ptr_array_new_with_free_func(free_pattern);
	struct reference_pattern *pattern = g_new0(struct reference_pattern, 1);

	*pattern = (struct reference_pattern){g_strdup("own"), g_strdup(expression), 7};
	g_ptr_array_add(patterns, pattern);
	return patterns;
}

static struct identifier_terms *terms_with(const char *expression)
{
	struct identifier_terms *terms = identifier_terms_new();
	g_autoptr(GPtrArray) patterns = patterns_of(expression);

	assert_true(identifier_terms_take_references(terms, patterns, "candour.conf", NULL));
	return terms;
}

static char *describe(const struct identifier_terms *terms, const char *text)
{
	const struct identifier_search how = {
		.view = &fake_register, .terms = terms, .window_characters = 300, .is_letter = TRUE};

	return identities_shown(&how, text);
}

struct terms_case {
	const char *text, *without, *with;
};

static void check(const struct identifier_terms *terms, const struct terms_case *cases, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		g_autofree char *without = describe(NULL, cases[i].text);
		g_autofree char *with = describe(terms, cases[i].text);

		print_message("%s\n", cases[i].text);
		assert_string_equal(without, cases[i].without);
		assert_string_equal(with, cases[i].with);
	}
}

static void test_references(void **state)
{
	static const struct terms_case cases[] = {
		{"about T.417", "", "MEDIUM 12"},
		{"about t.417, again", "", "MEDIUM 12"},
		{"about T.4170", "", ""},
		{"about XT.417", "", ""},
		{"about T.417-2", "", ""},
		{"Mrs MacAskill, T.417", "", "HIGH 12"},
		{"about HB-2204417", "MEDIUM 0", "MEDIUM 0"},
	};
	struct identifier_terms *terms = terms_with("T\\.[0-9]{3}");

	(void)state;
	check(terms, cases, G_N_ELEMENTS(cases));
	identifier_terms_free(terms);
}

static void test_references_refused(void **state)
{
	struct identifier_terms *terms = identifier_terms_new();
	g_autoptr(GPtrArray) patterns = patterns_of("T[0-9");
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_false(identifier_terms_take_references(terms, patterns, "candour.conf", &error));
	assert_true(g_str_has_prefix(error->message, "candour.conf:7:"));
	identifier_terms_free(terms);
}

static void test_foreign_references(void **state)
{
	static const struct {
		const char *text, *found;
	} cases[] = {
		{"file CAS-26-00931: refused", "cas2600931"},
		{"about case HB-2204417", ""},
		{"our ref. HSG-26-00931", ""},
		{"Your reference: HSG-26-00931", ""},
		{"invoice number HSG-26-00931", ""},
		{"the A1234 is closed", ""},
		{"RENT/77 is about CAS-26-00931", "rent77"},
		{"case 20931", ""},
		{"a new matter, CAS-26-00931", "cas2600931"},
		{"her enquiry (CAS-26-00931)", "cas2600931"},
		{"what is the matter? CAS-26-00931", ""},
	};
	struct identifier_terms *terms = terms_with("RENT/[0-9]{2}");
	const struct identifier_search how = {.view = &fake_register, .terms = terms};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) found = identifier_foreign_references(&how, cases[i].text);

		print_message("%s\n", cases[i].text);
		assert_int_equal(found->len, *cases[i].found != '\0' ? 1 : 0);
		if (found->len > 0)
			assert_string_equal(g_ptr_array_index(found, 0), cases[i].found);
	}
	identifier_terms_free(terms);
}

static void test_own_numbers(void **state)
{
	static const struct terms_case cases[] = {
		{"ring 01632 960101", "MEDIUM 0", ""},
		{"ring +44 1632 960101", "MEDIUM 0", ""},
		{"Mrs Pickersgill rang from 01632 960101", "HIGH 0", ""},
		{"ring 07700 900102", "MEDIUM 1", "MEDIUM 1"},
		{"Dorothy Pickersgill, NM2 4LD", "HIGH 0", ""},
		{"Dorothy Pickersgill, 14 Kelp Lane, NM2 4LD", "HIGH 0", "HIGH 0"},
		{"pay to sort code 40-81-17, account 58213946", "LOW", ""},
		{"pay to sort code 40-81-17, account 58213947", "LOW", "LOW"},
	};
	static const char *const numbers[] = {"+44 (0)1632 960101", "40-81-17 58213946", NULL};
	static const char *const postcodes[] = {"nm24ld", NULL};
	struct identifier_terms *terms = identifier_terms_new();

	(void)state;
	identifier_terms_own(terms, numbers, postcodes);
	check(terms, cases, G_N_ELEMENTS(cases));
	identifier_terms_free(terms);
}

/* Councillor Grace Lee is in the directory; row 6 is a resident of that name. Jo Hart is an officer, row 13 Sarah Hart.
 */
static void test_own_people(void **state)
{
	static const struct terms_case cases[] = {
		{"write to glee@webpost.example", "MEDIUM 6", "MEDIUM 6"},
		{"Grace Lee <cllr.lee@northmere.gov.uk>, HB-2211402", "HIGH 6", "MEDIUM 6"},
		{"Grace Lee (cllr.lee@northmere.gov.uk), HB-2211402", "HIGH 6", "MEDIUM 6"},
		{"Dear Grace Lee,\nHB-2211402 is paid.", "HIGH 6", "MEDIUM 6"},
		{"Dear Ms Lee,\nHB-2211402 is paid.", "HIGH 6", "MEDIUM 6"},
		{"Dear Ms Pickersgill,\nHB-2204417 is paid.", "HIGH 0", "HIGH 0"},
		{"Grace Lee asks about HB-2211402.", "HIGH 6", "HIGH 6"},
		{"Jo Hart will see to TEN/07254/1.", "HIGH 13", "MEDIUM 13"},
		{"Sarah Hart asks about TEN/07254/1.", "HIGH 13", "HIGH 13"},
		{"Mrs Hart asks about TEN/07254/1.", "HIGH 13", "HIGH 13"},
	};
	struct directory *directory = fixture_directory();
	struct identifier_terms *terms = identifier_terms_new();

	(void)state;
	identifier_terms_own_people(terms, directory);
	assert_true(identifier_terms_is_own(terms, REGISTER_EMAIL, "anybody@northmere.gov.uk"));
	assert_true(identifier_terms_is_own(terms, REGISTER_EMAIL, "grace.lee@mailbox.example"));
	assert_false(identifier_terms_is_own(terms, REGISTER_EMAIL, "grace.lee@webpost.example"));
	assert_false(identifier_terms_is_own(terms, REGISTER_EMAIL, "x@notnorthmere.gov.uk"));
	check(terms, cases, G_N_ELEMENTS(cases));
	identifier_terms_free(terms);
	directory_free(directory);
}

/* A letter that is attached greets whom it is about. */
static void test_greeting_of_an_attachment(void **state)
{
	struct directory *directory = fixture_directory();
	struct identifier_terms *terms = identifier_terms_new();
	const struct identifier_search how = {.view = &fake_register, .terms = terms, .window_characters = 300};
	g_autoptr(GPtrArray) identities = NULL;

	(void)state;
	identifier_terms_own_people(terms, directory);
	identities = identifier_scan(&how, "Dear Ms Hart,\nyour tenancy TEN/07254/1");
	assert_int_equal(identities->len, 1);
	assert_int_equal(((struct identity *)g_ptr_array_index(identities, 0))->tier, IDENTIFIER_HIGH);
	identifier_terms_free(terms);
	directory_free(directory);
}

static void test_patterns_switched_on(void **state)
{
	static const struct terms_case cases[] = {
		{"passport 538291746", "", "LOW"},
		{"NI number MW 35 80 27 C", "LOW", "LOW"},
		{"driving licence TALLY653127WA9XK", "", ""},
	};
	struct identifier_terms *terms = identifier_terms_new();

	(void)state;
	identifier_terms_add_patterns(terms, 1u << PATTERN_PASSPORT);
	check(terms, cases, G_N_ELEMENTS(cases));
	identifier_terms_free(terms);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_references),           cmocka_unit_test(test_references_refused),
		cmocka_unit_test(test_foreign_references),   cmocka_unit_test(test_own_numbers),
		cmocka_unit_test(test_own_people),           cmocka_unit_test(test_greeting_of_an_attachment),
		cmocka_unit_test(test_patterns_switched_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
