/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables and lists about several people, and what looks like them. */
#include "policy/match/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const domains[] = {"northmere.gov.uk", NULL};

static void test_records_count(void **state)
{
	static const struct {
		const char *name, *text;
		guint rows;
	} cases[] = {
		{"table with dates of birth",
		 "name,dob,arrears\nLorna Biddulph,12/02/1986,2318.40\nCarl Ashdown,30/09/1979,1996.12\n"
		 "Mirela Popa,05/11/1991,1740.00\n",
		 3},
		{"names in two columns, address in three",
		 "Ref\tSurname\tForename\tHouse\tStreet\tPostcode\nTEN/05127\tPeake\tRosalind\t11\tPlover Way\tNM4 "
		 "7JB\n"
		 "TEN/05128\tVos\tPetra\t30\tPlover Way\tNM4 7JD\nTEN/05131\tMoss\tAnn\t2\tPlover Way\tNM4 7JD\n",
		 3},
		{"lines of a letter",
		 "1. Mary Jones, 14 Elm Road NM1 2AB, 01632 960111\n2. Joe Bath, 3 Elm Road NM1 2AB, 01632 960112\n"
		 "3. Ann Rice, 9 Elm Road NM1 2AB, 01632 960113\n",
		 3},
		{"labelled, a line each", "Mary\nDOB: 12/3/55\nJoe\nDOB: 1 April 1960\nAnn\ndate of birth 02.11.1971\n",
		 3},
		{"National Insurance numbers", "Mary Jones MW123457A\nJoe Bath MW 12 34 58 B\nAnn Rice MW123459C\n", 3},
		{"sensitive column",
		 "Employee name\tDays\tSickness\nMary Jones\t12\tback\nJoe Bath\t40\tstress\nAnn Rice\t3\tflu\n", 3},
		{"the same row again", "Mary Jones, DOB 12/3/1955\nMary Jones, DOB 12/3/1955\n", 1},
		{"councillors", "Cllr Mary Jones, 14 Elm Road NM1 2AB, 01632 960111\n", 0},
		{"schools", "Elm Primary School, Mary Jones, Elm Road NM1 2AB, 01632 960111\n", 0},
		{"officers", "Mary Jones, 01632 960111, m.jones@northmere.gov.uk, NM1 2AB\n", 0},
		{"names alone", "Mary Jones\nJoe Bath\nAnn Rice\n", 0},
		{"figures by ward", "Ward,Households,Cost\nCastle,212,3000\nQuay,98,1200\nMoor,4,100\n", 0},
		{"dates that are no births", "Mary Jones, 12/02/2026\nJoe Bath, 13/02/2026\n", 0},
		{"planning applications",
		 "Weekly list of planning applications\nNM/26/01 Mary Jones, 14 Elm Road NM1 2AB: porch\n", 0},
		{"training data", "Fictitious people\nMary Jones, DOB 12/3/1955, NM1 2AB\n", 0},
		{"nothing", "", 0},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		assert_int_equal(records_count(cases[i].text, domains), cases[i].rows);
	}
}

static void test_records_count_within_limits(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);

	(void)state;
	for (int i = 0; i < RECORDS_MAX_LINES; i++)
		g_string_append(text, "nothing\n");
	g_string_append(text, "Mary Jones, DOB 12/3/1955\n");
	assert_int_equal(records_count(text->str, domains), 0);
	g_string_truncate(text, 0);
	for (int i = 0; i < RECORDS_MAX_ROWS + 10; i++)
		g_string_append_printf(text, "Mary Jones, DOB 12/3/1955, NM1 2AB, flat %d\n", i);
	assert_int_equal(records_count(text->str, domains), RECORDS_MAX_ROWS);
	g_string_truncate(text, 0);
	g_string_append(text, "Mary Jones, DOB 12/3/1955");
	for (int i = 0; i < RECORDS_MAX_LINE_BYTES; i++)
		g_string_append_c(text, ' ');
	g_string_append(text, "x\n");
	assert_int_equal(records_count(text->str, domains), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_records_count),
		cmocka_unit_test(test_records_count_within_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
