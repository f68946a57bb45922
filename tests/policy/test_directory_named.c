/* SPDX-License-Identifier: BSD-2-Clause */
/* Display names as mail programs show them: one person, or nobody. */
#include "policy/directory/directory.h"

#include "policy/directory/name.h"
#include "tests/policy/directory_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const domains[] = {"northmere.gov.uk", NULL};

static struct directory *build(void)
{
	static const struct {
		const char *email;
		enum person_kind kind;
		const char *forename, *surname;
	} people[] = {
		{"cllr.shah@northmere.gov.uk", PERSON_MEMBER, "Amina", "Shah"},
		{"a.shah@northmere.gov.uk", PERSON_OFFICER, "Amina", "Shah"},
		{"cllr.oneill@northmere.gov.uk", PERSON_MEMBER, "Zoë", "O'Neill"},
		{"cllr.smith-jones@northmere.gov.uk", PERSON_MEMBER, "Mary Jane", "Smith-Jones"},
		{"cllr.b.lee@northmere.gov.uk", PERSON_MEMBER, "Ben", "Lee"},
		{"cllr.c.lee@northmere.gov.uk", PERSON_MEMBER, "Cara", "Lee"},
		{"l.ma@northmere.gov.uk", PERSON_OFFICER, "Li", "Ma"},
		{"cllr.gone@northmere.gov.uk", PERSON_MEMBER, "Gary", "Gone"},
		{"cllr.soerensen@northmere.gov.uk", PERSON_MEMBER, "Åse", "Sørensen"},
	};
	struct directory *directory = directory_new(domains);

	for (unsigned i = 0; i < G_N_ELEMENTS(people); i++) {
		struct person *person =
			rows_person(i + 2, people[i].email, people[i].kind, people[i].forename, people[i].surname);

		if (strcmp(people[i].surname, "Gone") == 0)
			person->until = (gint32)rows_day(2024, 5, 2);
		assert_true(directory_take_person(directory, person, NULL));
	}
	assert_true(directory_seal(directory, NULL));
	return directory;
}

static void test_directory_named_as_shown(void **state)
{
	static const struct {
		const char *name, *email; /* email NULL: nobody */
	} cases[] = {
		{"Cllr Amina Shah", "cllr.shah@northmere.gov.uk"},
		{"Councillor Shah", "cllr.shah@northmere.gov.uk"},
		{"Shah, Amina (Cllr)", "cllr.shah@northmere.gov.uk"},
		{"Shah, Cllr Amina", "cllr.shah@northmere.gov.uk"},
		{"SHAH Amina", NULL},
		{"Amina Shah", NULL}, /* the officer or the member */
		{"Shah", NULL},
		{"Zoe O’Neill", "cllr.oneill@northmere.gov.uk"},
		{"'ONEILL, ZOË'", "cllr.oneill@northmere.gov.uk"},
		{"Z O'Neill", "cllr.oneill@northmere.gov.uk"},
		{"O'Neill, Z.", "cllr.oneill@northmere.gov.uk"},
		{"Zoë O'Neill, MBE", "cllr.oneill@northmere.gov.uk"},
		{"Zoë O'Neill | Northmere", "cllr.oneill@northmere.gov.uk"},
		{"Zoë O'Neill - Guildhall Ward", "cllr.oneill@northmere.gov.uk"},
		{"Zoë O'Neill [EXT]", "cllr.oneill@northmere.gov.uk"},
		{"Mary Jane Smith Jones", "cllr.smith-jones@northmere.gov.uk"},
		{"Smith-Jones, Mary", "cllr.smith-jones@northmere.gov.uk"},
		{"Cllr Lee", NULL},
		{"Cllr B Lee", "cllr.b.lee@northmere.gov.uk"},
		{"Lee, Cara", "cllr.c.lee@northmere.gov.uk"},
		{"Li Ma", "l.ma@northmere.gov.uk"},
		{"Ma, Li", "l.ma@northmere.gov.uk"},
		{"Ase Sorensen", "cllr.soerensen@northmere.gov.uk"},
		{"Gary Gone", NULL},
		{"CLLR.B.LEE@northmere.gov.uk", "cllr.b.lee@northmere.gov.uk"},
		{"'cllr.b.lee@northmere.gov.uk'", "cllr.b.lee@northmere.gov.uk"},
		{"Planning Team", NULL},
		{"Cllr", NULL},
		{"(", NULL},
		{",", NULL},
		{"", NULL},
		{"\xff\xfe", NULL},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct person *person = directory_named(*state, cases[i].name, rows_day(2026, 5, 14));
		const char *email = person != NULL ? person->email : NULL;

		if (g_strcmp0(email, cases[i].email) != 0)
			fail_msg("'%s' is %s", cases[i].name, email != NULL ? email : "nobody");
	}
}

static void test_directory_named_limits(void **state)
{
	g_autofree char *blanks = g_strnfill(NAME_MAX_BYTES, ' ');
	g_autofree char *longer = g_strconcat(blanks, "Ben Lee", NULL);

	assert_null(directory_named(*state, longer, rows_day(2026, 5, 14)));
	assert_null(directory_named(*state, "a b c d e f g h i", rows_day(2026, 5, 14)));
}

static void test_directory_members_named_shares_surname(void **state)
{
	g_autoptr(GPtrArray) lees = directory_members_named(*state, "LEE", rows_day(2026, 5, 14));
	g_autoptr(GPtrArray) shahs = directory_members_named(*state, "Shah", rows_day(2026, 5, 14));
	g_autoptr(GPtrArray) gone = directory_members_named(*state, "Gone", rows_day(2026, 5, 14));

	assert_int_equal(lees->len, 2);
	assert_int_equal(shahs->len, 1);
	assert_int_equal(gone->len, 0);
}

static void test_name_fold_table(void **state)
{
	static const struct {
		const char *name, *folded;
	} cases[] = {
		{"Ó’Néill-Smith", "oneill smith"},
		{"  Anne   Marie ", "anne marie"},
		{"Łukasz Æsir", "lukasz aesir"},
		{"J. Hart", "j hart"},
		{"Stra\xc3\x9f"
		 "e",
		 "strasse"},
		{"—", ""},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *folded = name_fold(cases[i].name);

		assert_string_equal(folded, cases[i].folded);
	}
}

static int set_up(void **state)
{
	*state = build();
	return 0;
}

static int tear_down(void **state)
{
	directory_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_directory_named_as_shown),
		cmocka_unit_test(test_directory_named_limits),
		cmocka_unit_test(test_directory_members_named_shares_surname),
		cmocka_unit_test(test_name_fold_table),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
