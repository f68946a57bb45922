/* SPDX-License-Identifier: BSD-2-Clause */
/* Case ids as candour makes them and as people type them. */
#include "store/case_id.h"

#include "tests/store/case_fixture.h"

static void test_case_id_make_reads_back(void **state)
{
	char made[CASE_ID_BYTES], other[CASE_ID_BYTES], read[CASE_ID_BYTES];

	(void)state;
	case_id_make(made);
	case_id_make(other);
	assert_string_not_equal(made, other);
	assert_true(case_id_read(made, read, NULL));
	assert_string_equal(made, read);
}

static void test_case_id_read(void **state)
{
	static const struct {
		const char *typed, *meant; /* NULL: none */
	} cases[] = {
		{"7KQ4-M2XD", "7KQ4-M2XD"},
		{"7kq4m2xd", "7KQ4-M2XD"},
		{" 7kq4 - m2xd ", "7KQ4-M2XD"},
		{"OoIi-Ll01", "0011-1101"},
		{"7KQ4-M2X", NULL},
		{"7KQ4-M2XDD", NULL},
		{"7KQ4-M2XU", NULL},
		{"", NULL},
		{"--------", NULL},
		{"7KQ4-M2X\xc3\xa4", NULL},
		{"7KQ4_M2XD", NULL},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		char read[CASE_ID_BYTES] = "untouched";
		g_autoptr(GError) error = NULL;

		print_message("  '%s'\n", cases[i].typed);
		assert_int_equal(case_id_read(cases[i].typed, read, &error), cases[i].meant != NULL);
		assert_string_equal(read, cases[i].meant != NULL ? cases[i].meant : "untouched");
		assert_int_equal(g_error_matches(error, CASES_ERROR, CASES_ERROR_UNKNOWN), cases[i].meant == NULL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_case_id_make_reads_back),
		cmocka_unit_test(test_case_id_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
