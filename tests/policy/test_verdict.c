/* SPDX-License-Identifier: BSD-2-Clause */
/* Verdicts, findings and the contract's words. */
#include "policy/verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void test_action_names_of_the_contract(void **state)
{
	static const char *const names[] = {"pass", "observe", "flag", "notice", "hold", "reject"};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		enum action action = ACTION_REJECT;

		assert_true(action_from_name(names[i], &action));
		assert_int_equal(action, i);
		assert_string_equal(action_name((enum action)i), names[i]);
	}
}

static void test_action_from_name_unknown(void **state)
{
	enum action action = ACTION_FLAG;

	(void)state;
	assert_false(action_from_name("block", &action));
	assert_false(action_from_name("Hold", &action));
	assert_false(action_from_name("", &action));
	assert_int_equal(action, ACTION_FLAG);
}

static void test_because_and_disposition_names(void **state)
{
	(void)state;
	assert_null(because_name(BECAUSE_NONE));
	assert_string_equal(because_name(BECAUSE_MODE), "mode");
	assert_string_equal(because_name(BECAUSE_UNKNOWN_LIST), "unknown-list");
	assert_string_equal(because_name(BECAUSE_PERIOD), "period");
	assert_string_equal(because_name(BECAUSE_OVERRIDE), "override");
	assert_string_equal(because_name(BECAUSE_HOURS), "hours");
	assert_string_equal(because_name(BECAUSE_MEMBER_SENDER), "member-sender");
	assert_string_equal(disposition_name(DISPOSITION_DELIVER), "deliver");
	assert_string_equal(disposition_name(DISPOSITION_HOLD), "hold");
	assert_string_equal(disposition_name(DISPOSITION_REJECT), "reject");
}

static void test_verdict_new_delivers(void **state)
{
	struct verdict *verdict = verdict_new(2);

	(void)state;
	assert_int_equal(verdict->action, ACTION_PASS);
	assert_int_equal(verdict->dispositions->len, 2);
	assert_int_equal(g_array_index(verdict->dispositions, enum disposition, 1), DISPOSITION_DELIVER);
	verdict_free(verdict);
	verdict_free(NULL);
}

static void test_finding_adds_once(void **state)
{
	struct finding *finding = finding_new(NULL, ACTION_HOLD);

	(void)state;
	finding_add_person(finding, "a@x.example");
	finding_add_person(finding, "a@x.example");
	finding_add_recipient(finding, "a@x.example");
	finding_add_recipient(finding, "A@x.example");
	finding_add_evidence(finding, "1", NULL, "says it is exempt");
	finding_add_evidence(finding, "1", NULL, "says it is exempt");
	finding_add_evidence(finding, "2", "a.docx", "says it is exempt");
	assert_int_equal(finding->persons->len, 1);
	assert_int_equal(finding->recipients->len, 2);
	assert_int_equal(finding->evidence->len, 2);
	finding_free(finding);
	finding_free(NULL);
}

static void test_finding_lower_keeps_the_reason_that_lowered(void **state)
{
	struct finding *finding = finding_new(NULL, ACTION_HOLD);

	(void)state;
	finding_lower(finding, ACTION_HOLD, BECAUSE_HOURS);
	assert_int_equal(finding->because, BECAUSE_NONE);
	finding_lower(finding, ACTION_NOTICE, BECAUSE_UNKNOWN_LIST);
	finding_lower(finding, ACTION_NOTICE, BECAUSE_MEMBER_SENDER);
	finding_lower(finding, ACTION_REJECT, BECAUSE_MODE);
	assert_int_equal(finding->configured, ACTION_HOLD);
	assert_int_equal(finding->applied, ACTION_NOTICE);
	assert_int_equal(finding->because, BECAUSE_UNKNOWN_LIST);
	finding_free(finding);
}

static void test_finding_merge_unites(void **state)
{
	struct finding *finding = finding_new(NULL, ACTION_NOTICE);
	struct finding *other = finding_new(NULL, ACTION_HOLD);

	(void)state;
	finding_lower(other, ACTION_NOTICE, BECAUSE_HOURS);
	finding_add_person(finding, "a@x.example");
	finding_add_person(other, "a@x.example");
	finding_add_person(other, "b@x.example");
	finding_add_recipient(other, "b@x.example");
	finding_add_evidence(other, "1", NULL, "a name with a postcode");
	finding->cure = g_strdup("first");
	other->cure = g_strdup("second");
	other->kinds = g_strdup("a name");
	finding_merge(finding, other);
	assert_int_equal(finding->persons->len, 2);
	assert_int_equal(finding->recipients->len, 1);
	assert_int_equal(finding->evidence->len, 1);
	assert_int_equal(finding->configured, ACTION_HOLD);
	assert_int_equal(finding->because, BECAUSE_HOURS);
	assert_string_equal(finding->cure, "first");
	assert_string_equal(finding->kinds, "a name");
	finding_free(finding);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_action_names_of_the_contract),
		cmocka_unit_test(test_action_from_name_unknown),
		cmocka_unit_test(test_because_and_disposition_names),
		cmocka_unit_test(test_verdict_new_delivers),
		cmocka_unit_test(test_finding_adds_once),
		cmocka_unit_test(test_finding_lower_keeps_the_reason_that_lowered),
		cmocka_unit_test(test_finding_merge_unites),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
