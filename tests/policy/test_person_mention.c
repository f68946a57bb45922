/* SPDX-License-Identifier: BSD-2-Clause */
/* Names by their capitals: persons, and what looks like them. */
#include "policy/match/person_mention.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_person_mentions(void **state)
{
	static const struct {
		const char *text, *first; /* the first mention, or NULL */
	} cases[] = {
		{"Two of them, Jean Orme and Billy Stagg, know.", "Jean Orme"},
		{"Kevin Marlow was suspended.", "Kevin Marlow"},
		{"The chair rang Mr Tighe.", "Mr Tighe"},
		{"Then Dr. Shah came.", "Dr. Shah"},
		{"Both children (Ellie, 7) are well.", "Ellie"},
		{"It is Zoë O\u2019Neill-Ward who asks.", "Zoë O\u2019Neill-Ward"},
		{"The man is Łukasz Kowalczyk.", "Łukasz Kowalczyk"},
		{"See Quarry Lane and Larkfield Homes Ltd.", NULL},
		{"The Town Hall is closed on Bank Holiday Monday.", NULL},
		{"Dear Councillor Grace Lee,", NULL},
		{"I met Cllr Grace Lee.", NULL},
		{"Sam Priestley\nProperty", NULL},
		{"She puts it to HR and the KC.", NULL},
		{"Nothing here", NULL},
		{"", NULL},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) mentions = person_mentions(cases[i].text);
		const struct person_mention *first = (const struct person_mention *)mentions->data;

		print_message("%s\n", cases[i].text);
		assert_int_equal(mentions->len > 0, cases[i].first != NULL);
		if (cases[i].first != NULL) {
			g_autofree char *name = g_strndup(cases[i].text + first->from, first->to - first->from);

			assert_string_equal(name, cases[i].first);
		}
	}
}

static void test_person_mentions_at_most(void **state)
{
	g_autoptr(GString) text = g_string_new("See ");
	g_autoptr(GArray) mentions = NULL;

	(void)state;
	for (int i = 0; i < PERSON_MENTION_MAX + 10; i++)
		g_string_append(text, "Jean Orme, ");
	mentions = person_mentions(text->str);
	assert_int_equal(mentions->len, PERSON_MENTION_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_person_mentions),
		cmocka_unit_test(test_person_mentions_at_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
