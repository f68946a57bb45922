/* SPDX-License-Identifier: BSD-2-Clause */
#include "review/access.h"

#include "conf/snapshot.h"
#include "policy/hours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MAY_2026 = 1778747400 }; /* 14 May 2026 */

#define AT "@northmere.gov.uk"

static int setup(void **state)
{
	struct conf *conf = conf_load("tests/northmere/york.conf", NULL);

	assert_non_null(conf);
	*state = snapshot_directory(conf, NULL);
	conf_free(conf);
	return *state == NULL;
}

static int teardown(void **state)
{
	directory_free(*state);
	return 0;
}

/* Northmere's Bexley is the monitoring officer, Fairclough the deputy; Ellery heads democratic services and manages
 * Amiri; Hart is in licensing. */
static void test_access_of_row(void **state)
{
	static const struct {
		const char *name, *user;
		enum role role;
		const char *sender, *recipient, *person;
		gboolean is_restricted;
		enum access access;
	} cases[] = {
		{"others' mail", "f.amiri" AT, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT, FALSE,
		 ACCESS_GRANTED},
		{"an auditor", "f.amiri" AT, ROLE_AUDITOR, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT, FALSE,
		 ACCESS_GRANTED},
		{"an administrator", "f.amiri" AT, ROLE_ADMINISTRATOR, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT,
		 FALSE, ACCESS_NONE},
		{"nobody of the directory", "stranger" AT, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT,
		 FALSE, ACCESS_NONE},
		{"no person at all", NULL, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT, FALSE,
		 ACCESS_NONE},
		{"a member", "cllr.shah" AT, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT, FALSE,
		 ACCESS_NONE},
		{"who sent it", "j.hart" AT, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT, FALSE,
		 ACCESS_OWN_MAIL},
		{"who sent it, written otherwise", "j.hart" AT, ROLE_REVIEWER, "J.Hart+x" AT, "cllr.oduya" AT,
		 "cllr.oduya" AT, FALSE, ACCESS_OWN_MAIL},
		{"who got it", "f.amiri" AT, ROLE_REVIEWER, "j.hart" AT, "F.Amiri" AT, "cllr.oduya" AT, FALSE,
		 ACCESS_OWN_MAIL},
		{"whom it is about", "f.amiri" AT, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT, "f.amiri" AT, FALSE,
		 ACCESS_OWN_MAIL},
		{"who manages the sender", "t.ellery" AT, ROLE_APPROVER, "f.amiri" AT, "cllr.oduya" AT, "cllr.oduya" AT,
		 FALSE, ACCESS_MANAGES},
		{"restricted, another", "f.amiri" AT, ROLE_APPROVER, "j.hart" AT, "cllr.oduya" AT, "cllr.oduya" AT,
		 TRUE, ACCESS_RESTRICTED},
		{"restricted, the monitoring officer", "a.bexley" AT, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT,
		 "cllr.oduya" AT, TRUE, ACCESS_GRANTED},
		{"restricted, the deputy", "l.fairclough" AT, ROLE_REVIEWER, "j.hart" AT, "cllr.oduya" AT,
		 "cllr.oduya" AT, TRUE, ACCESS_RESTRICTED},
		{"restricted, the deputy where the holder sent it", "l.fairclough" AT, ROLE_REVIEWER, "a.bexley" AT,
		 "cllr.oduya" AT, "cllr.oduya" AT, TRUE, ACCESS_GRANTED},
		{"restricted, the holder's own", "a.bexley" AT, ROLE_REVIEWER, "a.bexley" AT, "cllr.oduya" AT,
		 "cllr.oduya" AT, TRUE, ACCESS_OWN_MAIL},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct user user = {.name = (char *)"u", .person = (char *)cases[i].user, .role = cases[i].role};
		char *recipients[] = {(char *)cases[i].recipient, NULL}, *persons[] = {(char *)cases[i].person, NULL};
		struct case_row row = {.sender = (char *)cases[i].sender,
				       .sender_person = NULL,
				       .recipients = recipients,
				       .persons = persons,
				       .is_restricted = cases[i].is_restricted};
		struct resolution *sender = directory_resolve(*state, cases[i].sender, hours_day(MAY_2026));
		struct access_check *check = access_check_new(*state, &user, hours_day(MAY_2026));

		print_message("%s\n", cases[i].name);
		row.sender_person = sender->person == NULL ? NULL : sender->person->email;
		assert_int_equal(access_of_row(check, &row), cases[i].access);
		access_check_free(check);
		resolution_free(sender);
	}
}

static void test_access_may_read_privileged(void **state)
{
	static const struct {
		const char *user;
		gboolean may;
	} cases[] = {{"a.bexley" AT, TRUE}, {"l.fairclough" AT, TRUE}, {"t.ellery" AT, FALSE}, {NULL, FALSE}};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct user user = {.name = (char *)"u", .person = (char *)cases[i].user, .role = ROLE_REVIEWER};
		struct access_check *check = access_check_new(*state, &user, hours_day(MAY_2026));

		assert_int_equal(access_may_read_privileged(check), cases[i].may);
		access_check_free(check);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_access_of_row, setup, teardown),
		cmocka_unit_test_setup_teardown(test_access_may_read_privileged, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
