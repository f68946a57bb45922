/* SPDX-License-Identifier: BSD-2-Clause */
/* people.csv, lists.csv and domains.csv: columns to fields, and every fault with the file's real name. */
#include "conf/directory_files.h"

#include "conf/faults.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define PEOPLE "email,kind,forename,surname\nj.hart@northmere.gov.uk,officer,Jo,Hart\n"

static char *domains_of_council[] = {(char *)"northmere.gov.uk", NULL};
static char *protected_roles[] = {(char *)"monitoring-officer", NULL};

/* Files that are NULL are not named. */
static struct directory *load(char *folder, const char *people, const char *lists, const char *domains,
			      GPtrArray *faults)
{
	g_autofree char *people_path = files_write(folder, "staff.csv", people);
	g_autofree char *lists_path = lists != NULL ? files_write(folder, "lists.csv", lists) : NULL;
	g_autofree char *domains_path = domains != NULL ? files_write(folder, "hosts.csv", domains) : NULL;
	struct conf conf = {.council = {.domains = domains_of_council},
			    .directory = {people_path, lists_path, domains_path, protected_roles}};

	return directory_files_load(&conf, faults);
}

static void test_people_load_columns(void **state)
{
	g_autoptr(GPtrArray) faults = faults_new();
	struct directory *directory = load(
		*state,
		"email,kind,title,forename,surname,aliases,logins,private_addresses,group,group_leader,wards,roles,"
		"committees,grade,unit,manager,acts_for,from,until\n"
		"Cllr.Shah@northmere.gov.uk,member,Councillor,Amina,Shah,a@northmere.gov.uk b@northmere.gov.uk,ashah,"
		"x@mailbox.example,Green,yes,St Mary's;Abbey,chair:planning;Monitoring-Officer,Planning,,,,,2020-01-02,"
		"2030-01-01\n"
		"pa@northmere.gov.uk,assistant,,,,,,,none,no,,,,head,hr,cllr.shah@northmere.gov.uk,"
		"a@northmere.gov.uk group:Green,,\n",
		NULL, NULL, faults);
	struct resolution *who;
	const struct person *shah;

	assert_non_null(directory);
	who = directory_resolve(directory, "b@northmere.gov.uk", 738000);
	shah = who->person;
	assert_string_equal(shah->email, "cllr.shah@northmere.gov.uk");
	assert_string_equal(shah->title, "Councillor");
	assert_string_equal(shah->group, "Green");
	assert_true(shah->is_group_leader);
	assert_string_equal(shah->wards[0], "St Mary's");
	assert_string_equal(shah->wards[1], "Abbey");
	assert_string_equal(shah->roles[0], "chair:planning");
	assert_int_equal(shah->line, 2);
	assert_true(who->is_in_office);
	assert_true(who->is_protected);
	resolution_free(who);
	who = directory_resolve(directory, "pa@northmere.gov.uk", 738000);
	assert_null(who->person->group);
	assert_int_equal(who->person->grade, GRADE_HEAD);
	assert_string_equal(who->person->unit, "hr");
	assert_string_equal(who->person->acts_for[1], "group:Green");
	assert_int_equal(who->persons->len, 2);
	resolution_free(who);
	directory_free(directory);
}

static void test_directory_files_refuse(void **state)
{
	static const struct {
		const char *name, *people, *lists, *domains, *message;
	} cases[] = {
		{"kind of person", "email,kind\na@northmere.gov.uk,councillor\n", NULL, NULL,
		 "staff.csv:2: kind: 'councillor' is none of: officer, member, co-optee, assistant, "
		 "political-assistant, mp, county-member, press, contractor"},
		{"two addresses", "email,kind\na@northmere.gov.uk b@northmere.gov.uk,officer\n", NULL, NULL,
		 "staff.csv:2: email: 'a@northmere.gov.uk b@northmere.gov.uk' is more than one address; others go into "
		 "aliases"},
		{"grade", "email,kind,grade\na@northmere.gov.uk,officer,boss\n", NULL, NULL,
		 "staff.csv:2: grade: 'boss' is none of: chief, head, other"},
		{"leader", "email,kind,group_leader\na@northmere.gov.uk,member,true\n", NULL, NULL,
		 "staff.csv:2: group_leader: 'true' is neither yes nor no"},
		{"leader of none", "email,kind,group_leader\na@northmere.gov.uk,member,yes\n", NULL, NULL,
		 "staff.csv:2: a group_leader needs a group"},
		{"date", "email,kind,from\na@northmere.gov.uk,member,7 May 2026\n", NULL, NULL,
		 "staff.csv:2: from: '7 May 2026' is no date; write it as 2026-05-14"},
		{"conflict has the file's name",
		 PEOPLE "x@northmere.gov.uk,officer,A,B\nX@northmere.gov.uk,member,A,B\n", NULL, NULL,
		 "staff.csv:4: this term of x@northmere.gov.uk overlaps the one of line 3; set from and until so that "
		 "they do not"},
		{"kind of list", PEOPLE, "address,kind\nl@northmere.gov.uk,group\n", NULL,
		 "lists.csv:2: kind: 'group' is none of: list, shared, enquiries, archive, system, protected"},
		{"loop", PEOPLE, "address,members\nl@northmere.gov.uk,l@northmere.gov.uk\n", NULL,
		 "lists.csv:2: the list l@northmere.gov.uk is inside itself"},
		{"kind of domain", PEOPLE, NULL, "domain,kind\nnhs.example,health\n",
		 "hosts.csv:2: kind: 'health' is none of: partner, press, party, protected, list-host"},
		{"domain", PEOPLE, NULL, "domain,kind\na@nhs.example,partner\n",
		 "hosts.csv:2: domain: 'a@nhs.example' is not a domain; write it as police.example"},
		{"domain twice", PEOPLE, NULL, "domain,kind\n.nhs.example,partner\n.NHS.example,partner\n",
		 "hosts.csv:3: the domain .nhs.example stands in line 2 already"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) faults = faults_new();
		const char *message;

		assert_null(load(*state, cases[i].people, cases[i].lists, cases[i].domains, faults));
		message = files_message(*state, g_ptr_array_index(faults, 0));
		if (faults->len != 1 || strcmp(message, cases[i].message) != 0)
			fail_msg("%s: %u faults, %s", cases[i].name, faults->len, message);
	}
}

static void test_directory_files_tell_all_rows(void **state)
{
	g_autoptr(GPtrArray) faults = faults_new();

	assert_null(load(*state,
			 "email,kind\na@northmere.gov.uk,boss\nb@northmere.gov.uk,officer\nc@northmere.gov.uk,clerk\n",
			 "address,members\nl@northmere.gov.uk,a@northmere.gov.uk\n", "domain,kind\nx,press\n", faults));
	/* The list is not blamed for the row that is missing. */
	assert_int_equal(faults->len, 3);
}

static int set_up(void **state)
{
	*state = files_begin();
	return 0;
}

static int tear_down(void **state)
{
	files_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people_load_columns),
		cmocka_unit_test(test_directory_files_refuse),
		cmocka_unit_test(test_directory_files_tell_all_rows),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
