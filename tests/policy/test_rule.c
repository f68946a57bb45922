/* SPDX-License-Identifier: BSD-2-Clause */
/* Rules get their check's defaults; checks have distinct names of the contract. */
#include "policy/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

struct sample {
	gboolean is_on;
	int count;
	char *word;
	char **words, **no_words, **nothing;
	enum action action;
};

static const struct setting settings[] = {
	{"is_on", SETTING_BOOL, G_STRUCT_OFFSET(struct sample, is_on), "true", ""},
	{"count", SETTING_INT, G_STRUCT_OFFSET(struct sample, count), "-5", ""},
	{"word", SETTING_STRING, G_STRUCT_OFFSET(struct sample, word), "a b", ""},
	{"words", SETTING_STRINGS, G_STRUCT_OFFSET(struct sample, words), "a b", ""},
	{"no_words", SETTING_STRINGS, G_STRUCT_OFFSET(struct sample, no_words), "", ""},
	{"nothing", SETTING_STRINGS, G_STRUCT_OFFSET(struct sample, nothing), NULL, ""},
	{"action", SETTING_ACTION, G_STRUCT_OFFSET(struct sample, action), "hold", ""},
	{NULL, SETTING_INT, 0, NULL, NULL},
};

static const struct check sample_check = {
	.name = "sample", .settings = settings, .settings_size = sizeof(struct sample)};
static const struct check bare_check = {.name = "bare"};

static void test_rule_new_defaults(void **state)
{
	struct rule *rule = rule_new(&sample_check);
	const struct sample *sample = rule->settings;

	(void)state;
	assert_ptr_equal(rule->check, &sample_check);
	assert_int_equal(rule->action, ACTION_NOTICE);
	assert_false(rule->is_action_overridden || rule->is_scope_all || rule->is_restricted);
	assert_true(sample->is_on);
	assert_int_equal(sample->count, -5);
	assert_string_equal(sample->word, "a b");
	assert_int_equal(g_strv_length(sample->words), 2);
	assert_string_equal(sample->words[1], "b");
	assert_int_equal(g_strv_length(sample->no_words), 0);
	assert_null(sample->nothing);
	assert_int_equal(sample->action, ACTION_HOLD);
	rule_free(rule);
}

static void test_rule_new_without_settings(void **state)
{
	struct rule *rule = rule_new(&bare_check);

	(void)state;
	assert_non_null(rule->settings);
	rule_free(rule);
	rule_free(NULL);
}

static void test_check_find_every_check(void **state)
{
	(void)state;
	assert_non_null(checks[0]);
	for (const struct check *const *check = checks; *check != NULL; check++) {
		struct rule *rule = rule_new(*check);

		assert_ptr_equal(check_find((*check)->name), *check);
		assert_non_null((*check)->match);
		if ((*check)->validate != NULL)
			assert_true((*check)->validate(rule, NULL));
		rule_free(rule);
	}
	assert_non_null(check_find("silent-copy"));
	assert_null(check_find("silent_copy"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rule_new_defaults),
		cmocka_unit_test(test_rule_new_without_settings),
		cmocka_unit_test(test_check_find_every_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
