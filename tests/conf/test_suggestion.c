/* SPDX-License-Identifier: BSD-2-Clause */
/* Near words are offered, far ones are not. */
#include "conf/suggestion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_suggestion_of_table(void **state)
{
	static const char *const words[] = {"port", "host", "timeout_s", "retry_s", NULL};
	static const struct {
		const char *word, *suggestion;
	} cases[] = {
		{"prot", "; did you mean 'port'?"},
		{"Port", "; did you mean 'port'?"},
		{"timeout", "; did you mean 'timeout_s'?"},
		{"retries", "; did you mean 'retry_s'?"},
		{"colour", ""},
		{"x", ""},
		{"", ""},
	};
	g_autofree char *longer = g_strnfill(SUGGESTION_MAX_BYTES + 1, 'p');
	g_autofree char *none = suggestion_of(longer, words);

	(void)state;
	assert_string_equal(none, "");
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *suggestion = suggestion_of(cases[i].word, words);

		if (g_strcmp0(suggestion, cases[i].suggestion) != 0)
			fail_msg("'%s': '%s'", cases[i].word, suggestion);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_suggestion_of_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
