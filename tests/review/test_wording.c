/* SPDX-License-Identifier: BSD-2-Clause */
/* Names, lists and times in words. */
#include "review/wording.h"
#include "tests/review/sample_council.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *names, *expect;
} lists[] = {
	{"", ""},
	{"A", "A"},
	{"A B", "A and B"},
	{"A B C", "A, B and C"},
	{"A B C D", "A, B, C and D"},
	{"A B C D E", "A, B, C and 2 others"},
};

static void test_wording_list(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_auto(GStrv) names = g_strsplit(lists[i].names, " ", -1);
		g_autoptr(GPtrArray) array = g_ptr_array_new();

		for (gsize n = 0; names[n]; n++)
			g_ptr_array_add(array, names[n]);
		g_autofree char *text = wording_list(array);
		assert_string_equal(text, lists[i].expect);
	}
}

static const struct {
	const char *name;
	gint64 after; /* seconds after Thursday, 09:30 */
	const char *expect;
} times[] = {
	{"past", 0, "shortly"},
	{"later today", 3 * 3600, "today at 12:30"},
	{"the next day", 24 * 3600, "tomorrow at 09:30"},
	{"just after midnight", 14 * 3600 + 1800, "tomorrow at 00:00"},
	{"beyond", 4 * 24 * 3600, "on Monday 18 May at 09:30"},
};

static void test_wording_when(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
		g_autofree char *text = wording_when(THURSDAY_0930 + times[i].after, THURSDAY_0930);

		print_message("%s\n", times[i].name);
		assert_string_equal(text, times[i].expect);
	}
}

static const struct {
	const char *mailbox, *expect;
} mailboxes[] = {
	{"Democratic Services <a@example.org>", "Democratic Services"},
	{"\"Services, Democratic\" <a@example.org>", "Services, Democratic"},
	{"a@example.org", "the council"},
	{"<a@example.org>", "the council"},
};

static void test_wording_display_name(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(mailboxes); i++) {
		g_autofree char *name = wording_display_name(mailboxes[i].mailbox, "the council");

		assert_string_equal(name, mailboxes[i].expect);
	}
}

static const struct {
	const char *address, *expect;
} addresses[] = {
	{"cllr.shah@northmere.gov.uk", "Cllr Shah"},
	{"Cllr.Shah@members.northmere.gov.uk", "Cllr Shah"},
	{"j.hart@northmere.gov.uk", "Jo Hart"},
	{"someone@example.org", "someone@example.org"},
};

static void test_wording_name(void **state)
{
	struct directory *directory = sample_directory();

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++) {
		g_autofree char *name = wording_name(directory, addresses[i].address, hours_day(THURSDAY_0930));

		assert_string_equal(name, addresses[i].expect);
	}
	directory_free(directory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wording_list),
		cmocka_unit_test(test_wording_when),
		cmocka_unit_test(test_wording_display_name),
		cmocka_unit_test(test_wording_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
