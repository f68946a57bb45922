/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of the CSV files, and short names. */
#include "policy/directory/person.h"

#include "tests/policy/directory_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_person_kind_words_there_and_back(void **state)
{
	enum person_kind kind = PERSON_PRESS;
	enum list_kind list = LIST_SYSTEM;
	enum domain_kind domain = DOMAIN_PARTY;

	(void)state;
	for (int i = PERSON_OFFICER; i <= PERSON_CONTRACTOR; i++) {
		assert_true(person_kind_from_name(person_kind_name((enum person_kind)i), &kind));
		assert_int_equal(kind, i);
	}
	for (int i = LIST_LIST; i <= LIST_PROTECTED; i++) {
		assert_true(list_kind_from_name(list_kind_name((enum list_kind)i), &list));
		assert_int_equal(list, i);
	}
	for (int i = DOMAIN_PARTNER; i <= DOMAIN_LIST_HOST; i++) {
		assert_true(domain_kind_from_name(domain_kind_name((enum domain_kind)i), &domain));
		assert_int_equal(domain, i);
	}
	assert_true(person_kind_from_name("Co-Optee", &kind));
	assert_int_equal(kind, PERSON_CO_OPTEE);
}

static void test_person_kind_from_name_unknown_leaves_alone(void **state)
{
	enum person_kind kind = PERSON_MP;

	(void)state;
	assert_false(person_kind_from_name("councillor", &kind));
	assert_false(person_kind_from_name("", &kind));
	assert_int_equal(kind, PERSON_MP);
}

static void test_person_short_name_table(void **state)
{
	static const struct {
		enum person_kind kind;
		const char *forename, *surname, *name;
	} cases[] = {
		{PERSON_MEMBER, "Amina", "Shah", "Cllr Shah"},
		{PERSON_OFFICER, "Jo", "Hart", "Jo Hart"},
		{PERSON_OFFICER, NULL, "Hart", "Hart"},
		{PERSON_MEMBER, NULL, NULL, "a@northmere.gov.uk"},
		{PERSON_OFFICER, "Jo", NULL, "Jo"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct person *person =
			rows_person(2, "a@northmere.gov.uk", cases[i].kind, cases[i].forename, cases[i].surname);
		g_autofree char *name = person_short_name(person);

		assert_string_equal(name, cases[i].name);
		person_free(person);
	}
}

static void test_free_accepts_null(void **state)
{
	(void)state;
	person_free(NULL);
	list_free(NULL);
	domain_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_person_kind_words_there_and_back),
		cmocka_unit_test(test_person_kind_from_name_unknown_leaves_alone),
		cmocka_unit_test(test_person_short_name_table),
		cmocka_unit_test(test_free_accepts_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
