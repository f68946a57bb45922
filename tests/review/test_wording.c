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
	enum wording_language language;
} lists[] = {
	{"", "", WORDING_ENGLISH},
	{"A", "A", WORDING_ENGLISH},
	{"A B", "A and B", WORDING_ENGLISH},
	{"A B C", "A, B and C", WORDING_ENGLISH},
	{"A B C D", "A, B, C and D", WORDING_ENGLISH},
	{"A B C D E", "A, B, C and 2 others", WORDING_ENGLISH},
	{"A B", "A, B", WORDING_WELSH},
	{"A B C D E", "A, B, C a 2 arall", WORDING_WELSH},
};

static void test_wording_list(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
		g_auto(GStrv) names = g_strsplit(lists[i].names, " ", -1);
		g_autoptr(GPtrArray) array = g_ptr_array_new();

		for (gsize n = 0; names[n]; n++)
			g_ptr_array_add(array, names[n]);
		g_autofree char *text = wording_list(array, lists[i].language);
		assert_string_equal(text, lists[i].expect);
	}
}

static void test_wording_list_titles(void **state)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();

	(void)state;
	g_ptr_array_add(names, "Cllr Shah");
	g_ptr_array_add(names, "a@example.org");
	g_autofree char *welsh = wording_list(names, WORDING_WELSH);
	g_autofree char *english = wording_list(names, WORDING_ENGLISH);
	assert_string_equal(welsh, "y Cyng. Shah, a@example.org");
	assert_string_equal(english, "Cllr Shah and a@example.org");
}

static const struct {
	const char *name;
	gint64 after; /* seconds after Thursday, 09:30 */
	const char *expect, *welsh;
} times[] = {
	{"past", 0, "shortly", "yn fuan"},
	{"later today", 3 * 3600, "today at 12:30", "heddiw am 12:30"},
	{"the next day", 24 * 3600, "tomorrow at 09:30", "yfory am 09:30"},
	{"just after midnight", 14 * 3600 + 1800, "tomorrow at 00:00", "yfory am 00:00"},
	{"beyond", 4 * 24 * 3600, "on Monday 18 May at 09:30", "ddydd Llun 18 Mai am 09:30"},
};

static void test_wording_when(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
		g_autofree char *text = wording_when(THURSDAY_0930 + times[i].after, THURSDAY_0930, WORDING_ENGLISH);
		g_autofree char *welsh = wording_when(THURSDAY_0930 + times[i].after, THURSDAY_0930, WORDING_WELSH);

		print_message("%s\n", times[i].name);
		assert_string_equal(text, times[i].expect);
		assert_string_equal(welsh, times[i].welsh);
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
		cmocka_unit_test(test_wording_list), cmocka_unit_test(test_wording_list_titles),
		cmocka_unit_test(test_wording_when), cmocka_unit_test(test_wording_display_name),
		cmocka_unit_test(test_wording_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
