/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows that contradict each other, and references to nothing: refused with the file's name and the line. */
#include "policy/directory/directory.h"

#include "tests/policy/directory_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const domains[] = {"northmere.gov.uk", NULL};

static struct directory *build(void)
{
	struct directory *directory = directory_new(domains);
	struct person *hart = rows_person(2, "j.hart@northmere.gov.uk", PERSON_OFFICER, "Jo", "Hart");

	rows_set(&hart->aliases, "jo@northmere.gov.uk");
	rows_set(&hart->private_addresses, "jo@mailbox.example");
	rows_set(&hart->logins, "jhart");
	hart->from = (gint32)rows_day(2020, 1, 1);
	hart->until = (gint32)rows_day(2020, 12, 31);
	assert_true(directory_take_person(directory, hart, NULL));
	assert_true(directory_take_list(
		directory, rows_list(2, "team@northmere.gov.uk", LIST_LIST, "j.hart@northmere.gov.uk"), NULL));
	return directory;
}

static void expect_message(GError *error, const char *name, const char *message)
{
	if (error == NULL || strcmp(error->message, message) != 0)
		fail_msg("%s: %s", name, error != NULL ? error->message : "no error");
}

static void test_directory_take_person_conflicts(void **state)
{
	static const struct {
		const char *name, *email, *alias, *login;
		guint from, until; /* years; 0: open */
		const char *message;
	} cases[] = {
		{"no address", "jo", NULL, NULL, 0, 0,
		 "people.csv:3: 'jo' is not an e-mail address; write it as name@domain"},
		{"another's alias", "Jo@northmere.gov.uk", NULL, NULL, 0, 0,
		 "people.csv:3: the address jo@northmere.gov.uk is already that of j.hart@northmere.gov.uk (line 2); "
		 "an address belongs to one person"},
		{"another's private address", "x@northmere.gov.uk", "JO@mailbox.example", NULL, 0, 0,
		 "people.csv:3: the address jo@mailbox.example is already that of j.hart@northmere.gov.uk (line 2); an "
		 "address belongs to one person"},
		{"another's login", "x@northmere.gov.uk", NULL, "JHart", 0, 0,
		 "people.csv:3: the login JHart is already that of j.hart@northmere.gov.uk (line 2); a login belongs "
		 "to one person"},
		{"a list's address", "Team@northmere.gov.uk", NULL, NULL, 0, 0,
		 "people.csv:3: the address team@northmere.gov.uk is a list (lists.csv, line 2)"},
		{"terms overlap by a day", "j.hart@northmere.gov.uk", NULL, NULL, 2020, 0,
		 "people.csv:3: this term of j.hart@northmere.gov.uk overlaps the one of line 2; set from and until "
		 "so that they do not"},
		{"terms overlap, open", "j.hart@northmere.gov.uk", NULL, NULL, 0, 0,
		 "people.csv:3: this term of j.hart@northmere.gov.uk overlaps the one of line 2; set from and until "
		 "so that they do not"},
		{"term ends before it begins", "x@northmere.gov.uk", NULL, NULL, 2022, 2021,
		 "people.csv:3: the term of x@northmere.gov.uk ends before it begins"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct directory *directory = build();
		struct person *person = rows_person(3, cases[i].email, PERSON_OFFICER, "A", "B");
		g_autoptr(GError) error = NULL;

		rows_set(&person->aliases, cases[i].alias);
		rows_set(&person->logins, cases[i].login);
		if (cases[i].from != 0)
			person->from = (gint32)rows_day(cases[i].from, 12, 31);
		if (cases[i].until != 0)
			person->until = (gint32)rows_day(cases[i].until, 1, 1);
		assert_false(directory_take_person(directory, person, &error));
		expect_message(error, cases[i].name, cases[i].message);
		directory_free(directory);
	}
}

static void test_directory_take_person_next_term_keeps_addresses(void **state)
{
	struct directory *directory = build();
	struct person *again = rows_person(3, "J.Hart@northmere.gov.uk", PERSON_OFFICER, "Jo", "Hart");

	(void)state;
	rows_set(&again->aliases, "jo@northmere.gov.uk");
	rows_set(&again->logins, "jhart");
	again->from = (gint32)rows_day(2021, 1, 1);
	assert_true(directory_take_person(directory, again, NULL));
	assert_true(directory_seal(directory, NULL));
	directory_free(directory);
}

static void test_directory_take_list_and_domain_twice(void **state)
{
	struct directory *directory = build();
	g_autoptr(GError) list = NULL, person = NULL, domain = NULL;

	(void)state;
	assert_false(directory_take_list(directory, rows_list(3, "TEAM@northmere.gov.uk", LIST_LIST, NULL), &list));
	expect_message(list, "list", "lists.csv:3: the list team@northmere.gov.uk stands in line 2 already");
	assert_false(directory_take_list(directory, rows_list(4, "jo@northmere.gov.uk", LIST_LIST, NULL), &person));
	expect_message(person, "person",
		       "lists.csv:4: the address jo@northmere.gov.uk is that of a person (people.csv, line 2)");
	assert_true(directory_take_domain(directory, rows_domain(2, "Nhs.example", DOMAIN_PARTNER), NULL));
	assert_false(directory_take_domain(directory, rows_domain(3, "nhs.EXAMPLE", DOMAIN_PRESS), &domain));
	expect_message(domain, "domain", "domains.csv:3: the domain nhs.example stands in line 2 already");
	directory_free(directory);
}

static void test_directory_seal_lists(void **state)
{
	static const struct {
		const char *name, *members, *message; /* message NULL: fine */
	} cases[] = {
		{"outsider", "friend@example.org", NULL},
		{"a list inside itself", "loop@northmere.gov.uk",
		 "lists.csv:3: the list loop@northmere.gov.uk is inside itself"},
		{"a longer loop", "second@northmere.gov.uk",
		 "lists.csv:3: the list loop@northmere.gov.uk is inside itself"},
		{"unknown of the council", "j.hart@northmere.gov.uk;gone@northmere.gov.uk",
		 "lists.csv:3: gone@northmere.gov.uk, in the list loop@northmere.gov.uk, is in neither people.csv nor "
		 "lists.csv; add it there, or take it out"},
		{"unknown ward", "ward:Nowhere",
		 "lists.csv:3: 'ward:Nowhere' takes in nobody; no row of people.csv has that ward"},
		{"unknown selector", "@members",
		 "lists.csv:3: '@members' is not a selector; there are @member and @officer"},
		{"no members yet", "@member", NULL},
		{"neither address nor selector", "Jo Hart",
		 "lists.csv:3: 'Jo Hart' is neither an address nor a selector"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct directory *directory = build();
		g_autoptr(GError) error = NULL;

		assert_true(directory_take_list(
			directory, rows_list(3, "loop@northmere.gov.uk", LIST_LIST, cases[i].members), NULL));
		assert_true(directory_take_list(
			directory, rows_list(4, "second@northmere.gov.uk", LIST_LIST, "loop@northmere.gov.uk"), NULL));
		assert_int_equal(directory_seal(directory, &error), cases[i].message == NULL);
		if (cases[i].message != NULL)
			expect_message(error, cases[i].name, cases[i].message);
		directory_free(directory);
	}
}

static void test_directory_seal_people(void **state)
{
	static const struct {
		const char *name;
		enum person_kind kind;
		const char *acts_for, *manager, *message;
	} cases[] = {
		{"known manager", PERSON_OFFICER, NULL, "Jo@northmere.gov.uk", NULL},
		{"unknown manager", PERSON_OFFICER, NULL, "x@northmere.gov.uk",
		 "people.csv:3: the manager x@northmere.gov.uk is not in people.csv"},
		{"acts for a stranger", PERSON_ASSISTANT, "x@northmere.gov.uk", NULL,
		 "people.csv:3: acts_for names x@northmere.gov.uk, who is not in people.csv"},
		{"acts for a list", PERSON_ASSISTANT, "team@northmere.gov.uk", NULL,
		 "people.csv:3: acts_for names team@northmere.gov.uk, who is not in people.csv"},
		{"acts for an unknown group", PERSON_POLITICAL_ASSISTANT, "group:Nobody", NULL,
		 "people.csv:3: 'group:Nobody' takes in nobody; no row of people.csv has that group"},
		{"acts for a ward", PERSON_ASSISTANT, "ward:X", NULL,
		 "people.csv:3: acts_for takes addresses and group:NAME, not 'ward:X'"},
		{"an officer acts for nobody", PERSON_OFFICER, "j.hart@northmere.gov.uk", NULL,
		 "people.csv:3: acts_for is for assistants; a@northmere.gov.uk is of kind officer"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct directory *directory = build();
		struct person *person = rows_person(3, "a@northmere.gov.uk", cases[i].kind, "A", "B");
		g_autoptr(GError) error = NULL;

		rows_set(&person->acts_for, cases[i].acts_for);
		person->manager = g_strdup(cases[i].manager);
		assert_true(directory_take_person(directory, person, NULL));
		assert_int_equal(directory_seal(directory, &error), cases[i].message == NULL);
		if (cases[i].message != NULL)
			expect_message(error, cases[i].name, cases[i].message);
		directory_free(directory);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_directory_take_person_conflicts),
		cmocka_unit_test(test_directory_take_person_next_term_keeps_addresses),
		cmocka_unit_test(test_directory_take_list_and_domain_twice),
		cmocka_unit_test(test_directory_seal_lists),
		cmocka_unit_test(test_directory_seal_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
