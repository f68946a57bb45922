/* SPDX-License-Identifier: BSD-2-Clause */
/* The directory against POLICY.md's "Persons": every form of address, terms of office, lists, assistants. */
#include "policy/directory/directory.h"

#include "tests/policy/directory_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const domains[] = {"northmere.gov.uk", "members.northmere.gov.uk", "nörthmere.example", NULL};

static struct directory *build(void)
{
	struct directory *directory = directory_new(domains);
	struct person *shah = rows_person(2, "Cllr.Shah@members.northmere.gov.uk", PERSON_MEMBER, "Amina", "Shah");
	struct person *oduya = rows_person(3, "cllr.oduya@northmere.gov.uk", PERSON_MEMBER, "Ben", "Oduya");
	struct person *lee_old = rows_person(4, "cllr.lee@northmere.gov.uk", PERSON_MEMBER, "Kim", "Lee");
	struct person *lee_new = rows_person(5, "cllr.lee@northmere.gov.uk", PERSON_OFFICER, "Kim", "Lee");
	struct person *hart = rows_person(6, "j.hart@northmere.gov.uk", PERSON_OFFICER, "Jo", "Hart");
	struct person *monitor = rows_person(7, "m.okafor@northmere.gov.uk", PERSON_OFFICER, "Mo", "Okafor");
	struct person *aide = rows_person(8, "pa@northmere.gov.uk", PERSON_ASSISTANT, "Pat", "Ames");
	struct person *party = rows_person(9, "green@northmere.gov.uk", PERSON_POLITICAL_ASSISTANT, "Gil", "Reen");
	struct person *twin = rows_person(10, "j.hart@members.northmere.gov.uk", PERSON_MEMBER, "Jan", "Hart");

	rows_set(&shah->aliases, "amina.shah@northmere.gov.uk");
	rows_set(&shah->private_addresses, "amina@mailbox.example");
	rows_set(&shah->wards, "Guildhall;St Mary's");
	rows_set(&shah->logins, "ashah");
	rows_set(&oduya->committees, "Planning");
	shah->group = g_strdup("Green");
	oduya->group = g_strdup("Green");
	lee_old->from = (gint32)rows_day(2020, 5, 7);
	lee_old->until = (gint32)rows_day(2024, 5, 2);
	lee_new->from = (gint32)rows_day(2024, 6, 1);
	rows_set(&monitor->roles, "Monitoring-Officer");
	rows_set(&aide->acts_for, "cllr.oduya@northmere.gov.uk");
	rows_set(&party->acts_for, "group:green");
	party->group = g_strdup("Green");
	rows_set(&hart->logins, "jhart");
	struct person *all[] = {shah, oduya, lee_old, lee_new, hart, monitor, aide, party, twin};
	for (gsize i = 0; i < G_N_ELEMENTS(all); i++)
		assert_true(directory_take_person(directory, all[i], NULL));
	struct list *lists[] = {
		rows_list(2, "Members@northmere.gov.uk", LIST_LIST, "@member"),
		rows_list(3, "planning@northmere.gov.uk", LIST_LIST, "committee:PLANNING;pa@northmere.gov.uk"),
		rows_list(4, "all@northmere.gov.uk", LIST_LIST,
			  "members@northmere.gov.uk;planning@northmere.gov.uk;"
			  "J.Hart@northmere.gov.uk;friend@example.org"),
		rows_list(5, "foi@northmere.gov.uk", LIST_PROTECTED, "@officer"),
		rows_list(6, "wards@northmere.gov.uk", LIST_LIST, "ward:st mary's;list@lists.example"),
		rows_list(7, "greens@northmere.gov.uk", LIST_LIST, "group:GREEN"),
		rows_list(8, "outer@northmere.gov.uk", LIST_LIST, "wards@northmere.gov.uk"),
		rows_list(9, "mo@northmere.gov.uk", LIST_SHARED, "role:monitoring-officer"),
		rows_list(10, "others@northmere.gov.uk", LIST_LIST, "group:none"),
	};
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
		assert_true(directory_take_list(directory, lists[i], NULL));
	struct domain *rows[] = {
		rows_domain(2, ".nhs.example", DOMAIN_PARTNER),
		rows_domain(3, "press.nhs.example", DOMAIN_PRESS),
		rows_domain(4, "lists.example", DOMAIN_LIST_HOST),
		rows_domain(5, "ombudsman.example", DOMAIN_PROTECTED),
	};
	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
		assert_true(directory_take_domain(directory, rows[i], NULL));
	directory_protect_roles(directory, (const char *const[]){"monitoring-officer", NULL});
	assert_true(directory_seal(directory, NULL));
	return directory;
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

static void test_directory_resolve_forms(void **state)
{
	static const struct {
		const char *name, *address;
		enum resolution_kind kind;
		const char *who; /* the person's or list's address, or the normalised one */
	} cases[] = {
		{"as it stands", "cllr.shah@members.northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"case", "CLLR.Shah@Members.Northmere.GOV.UK", RESOLVED_PERSON, "cllr.shah@members.northmere.gov.uk"},
		{"brackets", "<cllr.shah@members.northmere.gov.uk>", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"quoted local part", "\"cllr.shah\"@members.northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"quoted pair", "\"cllr\\.shah\"@members.northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"source route", "<@relay.example,@b.example:cllr.shah@members.northmere.gov.uk>", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"comment", "cllr.shah(ward (Guildhall))@members.northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"plus-tag", "cllr.shah+casework@members.northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"final dot", "cllr.shah@members.northmere.gov.uk.", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"domain alias", "cllr.shah@northmere.gov.uk", RESOLVED_PERSON, "cllr.shah@members.northmere.gov.uk"},
		{"domain alias, IDN", "cllr.shah@NÖRTHMERE.example", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"domain alias, ASCII of the IDN", "cllr.shah@xn--nrthmere-n4a.example", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"domain alias with plus-tag", "cllr.shah+x@northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"without a domain", "cllr.oduya", RESOLVED_PERSON, "cllr.oduya@northmere.gov.uk"},
		{"percent at the council", "cllr.oduya%northmere.gov.uk@members.northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.oduya@northmere.gov.uk"},
		{"bang at the council", "northmere.gov.uk!cllr.oduya@northmere.gov.uk", RESOLVED_PERSON,
		 "cllr.oduya@northmere.gov.uk"},
		{"percent of a stranger", "a%b.example@northmere.gov.uk", RESOLVED_COUNCIL_UNKNOWN,
		 "a%b.example@northmere.gov.uk"},
		{"percent at a stranger", "cllr.oduya%northmere.gov.uk@relay.example", RESOLVED_OUTSIDE,
		 "cllr.oduya%northmere.gov.uk@relay.example"},
		{"alias", "amina.shah@northmere.gov.uk", RESOLVED_PERSON, "cllr.shah@members.northmere.gov.uk"},
		{"private address", "Amina@mailbox.example", RESOLVED_PERSON, "cllr.shah@members.northmere.gov.uk"},
		{"private address, plus-tag", "amina+council@mailbox.example", RESOLVED_PERSON,
		 "cllr.shah@members.northmere.gov.uk"},
		{"same local part, own domain", "j.hart@northmere.gov.uk", RESOLVED_PERSON, "j.hart@northmere.gov.uk"},
		{"same local part, other domain", "j.hart@members.northmere.gov.uk", RESOLVED_PERSON,
		 "j.hart@members.northmere.gov.uk"},
		{"same local part, third domain: either", "j.hart@nörthmere.example", RESOLVED_COUNCIL_UNKNOWN,
		 "j.hart@xn--nrthmere-n4a.example"},
		{"list", "MEMBERS@northmere.gov.uk", RESOLVED_LIST, "members@northmere.gov.uk"},
		{"list at a domain alias", "members+x@members.northmere.gov.uk", RESOLVED_LIST,
		 "members@northmere.gov.uk"},
		{"unknown of the council", "newsletter@northmere.gov.uk", RESOLVED_COUNCIL_UNKNOWN,
		 "newsletter@northmere.gov.uk"},
		{"unknown with a plus-tag", "news+x@northmere.gov.uk", RESOLVED_COUNCIL_UNKNOWN,
		 "news+x@northmere.gov.uk"},
		{"unknown of a list host", "x@lists.example", RESOLVED_COUNCIL_UNKNOWN, "x@lists.example"},
		{"subdomain of the council", "x@sub.northmere.gov.uk", RESOLVED_OUTSIDE, "x@sub.northmere.gov.uk"},
		{"outside", "Someone@Example.org", RESOLVED_OUTSIDE, "someone@example.org"},
		{"an @ in quotes", "\"cllr.oduya@northmere.gov.uk\"@example.org", RESOLVED_OUTSIDE,
		 "\"cllr.oduya@northmere.gov.uk\"@example.org"},
		{"null sender", "", RESOLVED_OUTSIDE, ""},
		{"null path", "<>", RESOLVED_OUTSIDE, ""},
		{"domain alone", "@northmere.gov.uk", RESOLVED_OUTSIDE, "@northmere.gov.uk"},
		{"not UTF-8", "\xff\xfe@example.org", RESOLVED_OUTSIDE, "\xff\xfe@example.org"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct resolution *found = directory_resolve(*state, cases[i].address, rows_day(2026, 5, 14));
		const char *who = found->person != NULL ? found->person->email
				  : found->list != NULL ? found->list->address
							: found->address;

		if (found->kind != cases[i].kind || strcmp(who, cases[i].who) != 0)
			fail_msg("%s: <%s> is kind %d, %s", cases[i].name, cases[i].address, (int)found->kind, who);
		resolution_free(found);
	}
}

static char *emails(const GPtrArray *persons)
{
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		g_string_append_printf(all, "%s%.*s", i > 0 ? " " : "", (int)strcspn(person->email, "@"),
				       person->email);
	}
	return g_string_free(all, FALSE);
}

static void test_directory_resolve_persons_reached(void **state)
{
	static const struct {
		const char *name, *address, *persons;
	} cases[] = {
		{"a person", "cllr.oduya@northmere.gov.uk", "cllr.oduya"},
		{"an assistant with the member", "pa@northmere.gov.uk", "pa cllr.oduya"},
		{"a group's assistant with the group", "green@northmere.gov.uk", "green cllr.shah cllr.oduya"},
		{"@member leaves out who is none now", "members@northmere.gov.uk", "cllr.shah cllr.oduya j.hart"},
		{"a committee, and an assistant who adds nobody new", "planning@northmere.gov.uk", "cllr.oduya pa"},
		{"nested, each once, outsiders not", "all@northmere.gov.uk", "cllr.shah cllr.oduya j.hart pa j.hart"},
		{"ward without case", "wards@northmere.gov.uk", "cllr.shah"},
		{"group without its assistant", "greens@northmere.gov.uk", "cllr.shah cllr.oduya"},
		{"ungrouped members", "others@northmere.gov.uk", "j.hart"},
		{"role", "mo@northmere.gov.uk", "m.okafor"},
		{"nobody", "someone@example.org", ""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct resolution *found = directory_resolve(*state, cases[i].address, rows_day(2026, 5, 14));
		g_autofree char *persons = emails(found->persons);

		if (strcmp(persons, cases[i].persons) != 0)
			fail_msg("%s: '%s'", cases[i].name, persons);
		resolution_free(found);
	}
}

static void test_directory_resolve_terms_are_inclusive(void **state)
{
	static const struct {
		const char *name;
		guint year, month, day;
		gboolean is_in_office;
		enum person_kind kind;
	} cases[] = {
		{"day before", 2020, 5, 6, FALSE, PERSON_OFFICER}, {"first day", 2020, 5, 7, TRUE, PERSON_MEMBER},
		{"last day", 2024, 5, 2, TRUE, PERSON_MEMBER},     {"day after", 2024, 5, 3, FALSE, PERSON_OFFICER},
		{"next term", 2024, 6, 1, TRUE, PERSON_OFFICER},   {"open end", 2099, 1, 1, TRUE, PERSON_OFFICER},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		guint32 day = rows_day(cases[i].year, cases[i].month, cases[i].day);
		struct resolution *found = directory_resolve(*state, "cllr.lee@northmere.gov.uk", day);

		if (found->is_in_office != cases[i].is_in_office || found->person->kind != cases[i].kind ||
		    found->persons->len != (cases[i].is_in_office ? 1 : 0))
			fail_msg("%s: in office %d, kind %s", cases[i].name, found->is_in_office,
				 person_kind_name(found->person->kind));
		resolution_free(found);
	}
}

static void test_directory_resolve_protected_and_domains(void **state)
{
	static const struct {
		const char *name, *address;
		gboolean is_protected;
		int domain; /* enum domain_kind, or -1 */
	} cases[] = {
		{"by role", "m.okafor+x@northmere.gov.uk", TRUE, -1},
		{"by list", "foi@northmere.gov.uk", TRUE, -1},
		{"by domain", "case@ombudsman.example", TRUE, DOMAIN_PROTECTED},
		{"not a subdomain of it", "case@mail.ombudsman.example", FALSE, -1},
		{"an officer is not", "j.hart@northmere.gov.uk", FALSE, -1},
		{"partner's own domain", "ward@nhs.example", FALSE, DOMAIN_PARTNER},
		{"partner's subdomain", "ward@a.b.nhs.example", FALSE, DOMAIN_PARTNER},
		{"the nearer row wins", "desk@press.nhs.example", FALSE, DOMAIN_PRESS},
		{"no part of a label", "ward@xnhs.example", FALSE, -1},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct resolution *found = directory_resolve(*state, cases[i].address, rows_day(2026, 5, 14));
		int domain = found->domain != NULL ? (int)found->domain->kind : -1;

		if (found->is_protected != cases[i].is_protected || domain != cases[i].domain)
			fail_msg("%s: protected %d, domain %d", cases[i].name, found->is_protected, domain);
		resolution_free(found);
	}
}

static void test_directory_resolve_unknown_inside_nested_list(void **state)
{
	struct resolution *wards = directory_resolve(*state, "wards@northmere.gov.uk", rows_day(2026, 5, 14));
	struct resolution *outer = directory_resolve(*state, "outer@northmere.gov.uk", rows_day(2026, 5, 14));
	struct resolution *members = directory_resolve(*state, "members@northmere.gov.uk", rows_day(2026, 5, 14));

	assert_true(wards->has_unknown_member);
	assert_true(outer->has_unknown_member);
	assert_false(members->has_unknown_member);
	resolution_free(wards);
	resolution_free(outer);
	resolution_free(members);
}

static void test_directory_login_with_and_without_realm(void **state)
{
	guint32 day = rows_day(2026, 5, 14);

	assert_string_equal(directory_login(*state, "jhart", day)->email, "j.hart@northmere.gov.uk");
	assert_string_equal(directory_login(*state, "JHart@northmere.gov.uk", day)->email, "j.hart@northmere.gov.uk");
	assert_null(directory_login(*state, "nobody", day));
	assert_null(directory_login(*state, "", day));
	assert_null(directory_login(*state, "\xff", day));
}

static void test_directory_acts_for_members_only(void **state)
{
	guint32 day = rows_day(2026, 5, 14);
	struct resolution *aide = directory_resolve(*state, "green@northmere.gov.uk", day);
	struct resolution *hart = directory_resolve(*state, "j.hart@northmere.gov.uk", day);
	g_autoptr(GPtrArray) members = directory_acts_for(*state, aide->person, day);
	g_autoptr(GPtrArray) nobody = directory_acts_for(*state, hart->person, day);
	g_autofree char *names = emails(members);

	assert_string_equal(names, "cllr.shah cllr.oduya");
	assert_int_equal(nobody->len, 0);
	resolution_free(aide);
	resolution_free(hart);
}

static void test_directory_persons_on_a_day_and_all_terms(void **state)
{
	g_autoptr(GPtrArray) between = directory_persons(*state, rows_day(2024, 5, 15));
	g_autoptr(GPtrArray) all = directory_persons(*state, 0);

	assert_int_equal(between->len, 7);
	assert_int_equal(all->len, 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_directory_resolve_forms),
		cmocka_unit_test(test_directory_resolve_persons_reached),
		cmocka_unit_test(test_directory_resolve_terms_are_inclusive),
		cmocka_unit_test(test_directory_resolve_protected_and_domains),
		cmocka_unit_test(test_directory_resolve_unknown_inside_nested_list),
		cmocka_unit_test(test_directory_login_with_and_without_realm),
		cmocka_unit_test(test_directory_acts_for_members_only),
		cmocka_unit_test(test_directory_persons_on_a_day_and_all_terms),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
