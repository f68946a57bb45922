/* SPDX-License-Identifier: BSD-2-Clause */
/* Profiles: rules with their check's settings, and every fault with file and line. */
#include "conf/profile.h"

#include "conf/conf.h"
#include "conf/faults.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define HEAD "check = \"silent-copy\"; clause = \"C\"; point = \"P.\";"

static void free_rule(gpointer rule)
{
	rule_free(rule);
}

static GPtrArray *load(const char *folder, const char *text, GPtrArray *faults)
{
	GPtrArray *rules = g_ptr_array_new_with_free_func(free_rule);
	g_autofree char *path = files_write(folder, "own.conf", text);

	profile_load(path, rules, faults);
	return rules;
}

/* The field of a setting of the rule. */
static gpointer field_of(const struct rule *rule, const char *key)
{
	for (const struct setting *setting = rule->check->settings; setting->key != NULL; setting++)
		if (strcmp(setting->key, key) == 0)
			return (char *)rule->settings + setting->offset;
	fail_msg("no setting %s", key);
	return NULL;
}

static void test_profile_load_rule(void **state)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(GPtrArray) rules =
		load(*state,
		     "# ours\nrules = (\n { rule = \"own-1.2a\"; " HEAD " action = \"reject\"; scope = \"all\"; "
		     "audience = \"monitoring-officer\"; notice = \"special\"; cures = [ \"consent\", \"foot-line\" ]; "
		     "circular_members = 9; },\n { rule = \"own-2\"; " HEAD " action = \"flag\"; } );",
		     faults);
	const struct rule *rule;

	assert_int_equal(faults->len, 0);
	assert_int_equal(rules->len, 2);
	rule = g_ptr_array_index(rules, 0);
	assert_string_equal(rule->name, "own-1.2a");
	assert_string_equal(rule->check->name, "silent-copy");
	assert_string_equal(rule->clause, "C");
	assert_string_equal(rule->point, "P.");
	assert_string_equal(rule->notice, "special");
	assert_int_equal(rule->action, ACTION_REJECT);
	assert_true(rule->is_scope_all);
	assert_true(rule->is_restricted);
	assert_false(rule->is_action_overridden);
	assert_string_equal((*(char ***)field_of(rule, "cures"))[1], "foot-line");
	assert_int_equal(*(int *)field_of(rule, "circular_members"), 9);
	assert_int_equal(rule->line, 3);
	assert_true(g_str_has_suffix(rule->file, "own.conf"));
	rule = g_ptr_array_index(rules, 1);
	assert_null(rule->notice);
	assert_false(rule->is_scope_all);
	assert_false(rule->is_restricted);
	assert_int_equal(*(int *)field_of(rule, "circular_members"), 5);
}

static void test_profile_load_refuses(void **state)
{
	static const struct {
		const char *name, *text, *message;
	} cases[] = {
		{"no rules", "", "own.conf:1: a profile needs rules = ( { ... }, { ... } );"},
		{"another key", "name = \"x\";\nrules = ( );",
		 "own.conf:1: unknown key 'name'; a profile holds rules alone"},
		{"no group", "rules = ( \"own-1\" );",
		 "own.conf:1: a rule must be a group: { rule = ...; check = ...; }"},
		{"no check", "rules = ( { rule = \"own-1\"; } );", "own.conf:1: check is missing in this rule"},
		{"unknown check", "rules = (\n {\n check = \"silent-copies\"; } );",
		 "own.conf:3: there is no check 'silent-copies'; did you mean 'silent-copy'?"},
		{"no name", "rules = ( { " HEAD " action = \"hold\"; } );", "own.conf:1: rule is missing in this rule"},
		{"no clause", "rules = ( { rule = \"own-1\"; check = \"silent-copy\"; action = \"hold\"; } );",
		 "own.conf:1: clause is missing in this rule"},
		{"no action", "rules = ( { rule = \"own-1\"; " HEAD " } );",
		 "own.conf:1: action is missing in this rule"},
		{"a name in capitals", "rules = ( { rule = \"Own-1\"; " HEAD " action = \"hold\"; } );",
		 "own.conf:1: 'Own-1' cannot be a rule's name; write council-clause in lower case, like york-10.1c"},
		{"a name twice",
		 "rules = ( { rule = \"own-1\"; " HEAD " action = \"hold\"; },\n { rule = \"own-1\"; " HEAD
		 " action = \"hold\"; } );",
		 "own.conf:2: the rule own-1 stands in */own.conf, line 1, already"},
		{"unknown action", "rules = ( { rule = \"own-1\"; " HEAD " action = \"block\"; } );",
		 "own.conf:1: 'block' is no action; there are observe, flag, notice, hold and reject"},
		{"unknown setting",
		 "rules = ( { rule = \"own-1\"; " HEAD " action = \"hold\";\n cure = \"consent\"; } );",
		 "own.conf:2: unknown key 'cure' for the check silent-copy; did you mean 'cures'?"},
		{"a setting of another type",
		 "rules = ( { rule = \"own-1\"; " HEAD " action = \"hold\"; circular_members = \"5\"; } );",
		 "own.conf:1: circular_members must be a whole number, without quotes"},
		{"a negative number",
		 "rules = ( { rule = \"own-1\"; " HEAD " action = \"hold\"; circular_members = -1; } );",
		 "own.conf:1: circular_members is -1; it must lie between 0 and 2147483647"},
		{"scope", "rules = ( { rule = \"own-1\"; " HEAD " action = \"hold\"; scope = \"everything\"; } );",
		 "own.conf:1: scope: 'everything' is neither members nor all"},
		{"audience", "rules = ( { rule = \"own-1\"; " HEAD " action = \"hold\"; audience = \"hr\"; } );",
		 "own.conf:1: audience: 'hr' is neither reviewers nor monitoring-officer"},
		{"include", "@include \"york.conf\"",
		 "own.conf:1: @include is not taken; profiles and lexicons are files of their own, named by 'profiles' "
		 "and 'lexicons'"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) faults = faults_new();
		g_autoptr(GPtrArray) rules = load(*state, cases[i].text, faults);
		const char *message = files_message(*state, faults->len > 0 ? g_ptr_array_index(faults, 0) : NULL);

		if (!g_pattern_match_simple(cases[i].message, message))
			fail_msg("%s: %s", cases[i].name, message);
	}
}

/* The check's own validation speaks with the rule's place: a cure that it does not know. */
static void test_profile_load_asks_the_check(void **state)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(GPtrArray) rules =
		load(*state, "rules = (\n { rule = \"own-1\"; " HEAD " action = \"hold\"; cures = [ \"prayer\" ]; } );",
		     faults);

	assert_int_equal(rules->len, 0);
	assert_true(g_str_has_prefix(files_message(*state, g_ptr_array_index(faults, 0)), "own.conf:2: own-1: "));
}

static void test_profile_load_tells_all_rules(void **state)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(GPtrArray) rules = load(*state,
					  "rules = ( { rule = \"own-1\"; }, { rule = \"own-2\"; " HEAD
					  " action = \"hold\"; }, { rule = \"own-3\"; check = \"x\"; } );",
					  faults);

	assert_int_equal(faults->len, 2);
	assert_int_equal(rules->len, 1);
}

/* A key of every rule must not hide a setting of some check. */
static void test_checks_settings_have_names_of_their_own(void **state)
{
	static const char *const taken[] = {"rule",   "check", "clause",   "point", "action",
					    "notice", "scope", "audience", NULL};

	(void)state;
	for (const struct check *const *check = checks; *check != NULL; check++)
		for (const struct setting *setting = (*check)->settings; setting != NULL && setting->key != NULL;
		     setting++)
			assert_false(g_strv_contains(taken, setting->key));
}

static void test_profiles_shipped_load(void **state)
{
	static const struct {
		const char *name, *rule, *clause;
	} cases[] = {
		{"york", "york-10.1c", "York, Appendix 16, 10.1"},
		{"aberdeen", "aberdeen-6.1.3a", "Aberdeen, 6.1.3A"},
		{"gloucester", "gloucester-12.7", "Gloucester, 12(7)"},
	};
	g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func(free_rule);
	g_autoptr(GPtrArray) faults = faults_new();

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = profile_path(cases[i].name);
		guint before = rules->len;
		const struct rule *rule;

		profile_load(path, rules, faults);
		if (faults->len > 0)
			fail_msg("%s", ((GError *)g_ptr_array_index(faults, 0))->message);
		rule = g_ptr_array_index(rules, before);
		assert_string_equal(rule->name, cases[i].rule);
		assert_string_equal(rule->clause, cases[i].clause);
	}
}

static void test_profile_load_names_the_shipped_ones(void **state G_GNUC_UNUSED)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autoptr(GPtrArray) rules = g_ptr_array_new();
	g_autofree char *path = profile_path("yorkshire");
	const GError *error;

	profile_load(path, rules, faults);
	assert_int_equal(faults->len, 1);
	error = g_ptr_array_index(faults, 0);
	assert_true(g_error_matches(error, CONF_ERROR, CONF_ERROR_MISSING));
	assert_non_null(strstr(error->message, "yorkshire.conf:1: there is no such shipped profile; there are: "
					       "aberdeen, gloucester, uninspectable, york; "));
}

static int set_up(void **state)
{
	g_setenv("CANDOUR_DATA", "conf", TRUE);
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
		cmocka_unit_test(test_profile_load_rule),
		cmocka_unit_test(test_profile_load_refuses),
		cmocka_unit_test(test_profile_load_asks_the_check),
		cmocka_unit_test(test_profile_load_tells_all_rules),
		cmocka_unit_test(test_checks_settings_have_names_of_their_own),
		cmocka_unit_test(test_profiles_shipped_load),
		cmocka_unit_test(test_profile_load_names_the_shipped_ones),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
