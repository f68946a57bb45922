/* SPDX-License-Identifier: BSD-2-Clause */
/* What the policy does to the findings of any rule, with checks of the test's own. */
#include "policy/judge.h"

#include "policy/facts.h"
#include "tests/policy/council.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#define SHAH "cllr.shah" AT
#define ODUYA "cllr.oduya" AT
#define HART "j.hart" AT

/* Finds every recipient, the protected and the bound too, as a careless check would. */
static void match_everybody(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	struct finding *finding = finding_new(rule, rule->action);

	for (guint i = 0; i < facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);

		finding_add_recipient(finding, recipient->envelope->address);
	}
	finding_add_person(finding, SHAH);
	g_ptr_array_add(findings, finding);
}

/* Two tiers: the first recipient by the rule's action, the second as a notice. */
static void match_tiers(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	const enum action tiers[] = {rule->action, ACTION_NOTICE};

	for (guint i = 0; i < 2 && i < facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);
		struct finding *finding = finding_new(rule, tiers[i]);

		finding_add_recipient(finding, recipient->envelope->address);
		finding_add_person(finding, recipient->who->person->email);
		g_ptr_array_add(findings, finding);
	}
}

static void match_with_basis(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	struct finding *finding;

	match_everybody(rule, facts, findings);
	finding = g_ptr_array_index(findings, 0);
	finding->basis_reason = g_strdup("consent");
}

static void match_lowered(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	match_everybody(rule, facts, findings);
	finding_lower(g_ptr_array_index(findings, 0), ACTION_NOTICE, BECAUSE_UNKNOWN_LIST);
}

static void match_nothing(const struct rule *rule, const struct facts *facts, GPtrArray *findings)
{
	(void)rule;
	(void)facts;
	(void)findings;
}

static const struct check everybody = {.name = "everybody", .match = match_everybody};
static const struct check tiers = {.name = "tiers", .match = match_tiers};
static const struct check with_basis = {.name = "with-basis", .match = match_with_basis};
static const struct check lowered = {.name = "lowered", .match = match_lowered};
static const struct check nothing = {.name = "nothing", .match = match_nothing};
/* The judge knows this check by its name. */
static const struct check data = {.name = "constituent-data", .match = match_everybody};

static const struct letter ordinary = {
	.sender = HART, .login = "jhart", .from = HART, .to = SHAH, .rcpt = SHAH " " ODUYA};

static int set_up(void **state)
{
	struct policy *policy = g_new0(struct policy, 1);

	council_policy(policy, council_groups);
	*state = policy;
	return 0;
}

static int tear_down(void **state)
{
	council_done(*state);
	g_free(*state);
	return 0;
}

static const struct finding *finding_at(const struct verdict *verdict, guint at)
{
	assert_true(at < verdict->findings->len);
	return g_ptr_array_index(verdict->findings, at);
}

static void check_applied(const struct policy *policy, const struct letter *letter, enum action applied,
			  enum because because)
{
	struct verdict *verdict = council_judge(policy, letter);
	const struct finding *finding = finding_at(verdict, 0);

	assert_int_equal(finding->applied, applied);
	assert_int_equal(finding->because, because);
	assert_int_equal(verdict->action, applied);
	verdict_free(verdict);
}

static void check_dispositions(const struct verdict *verdict, const char *expected)
{
	g_autoptr(GString) words = g_string_new(NULL);

	for (guint i = 0; i < verdict->dispositions->len; i++)
		g_string_append_printf(words, "%s%s", i > 0 ? " " : "",
				       disposition_name(g_array_index(verdict->dispositions, enum disposition, i)));
	assert_string_equal(words->str, expected);
}

static void test_judge_passes_without_findings(void **state)
{
	struct verdict *verdict;

	council_rule(*state, &nothing, ACTION_HOLD);
	verdict = council_judge(*state, &ordinary);
	assert_int_equal(verdict->action, ACTION_PASS);
	assert_true(verdict->is_in_scope);
	assert_true(verdict->is_sender_trusted);
	assert_true(verdict->may_answer);
	assert_string_equal(verdict->sender_person, HART);
	check_dispositions(verdict, "deliver deliver");
	verdict_free(verdict);
}

static void test_judge_leaves_mail_without_members(void **state)
{
	struct letter letter = {.sender = HART, .login = "jhart", .from = HART, .to = "s.bell" AT, .rcpt = "s.bell" AT};
	struct rule *rule = council_rule(*state, &everybody, ACTION_HOLD);
	struct verdict *verdict = council_judge(*state, &letter);

	assert_false(verdict->is_in_scope);
	assert_int_equal(verdict->findings->len, 0);
	verdict_free(verdict);
	rule->is_scope_all = TRUE;
	verdict = council_judge(*state, &letter);
	assert_true(verdict->is_in_scope);
	assert_int_equal(verdict->action, ACTION_HOLD);
	verdict_free(verdict);
}

static void test_judge_holds_whom_the_finding_names(void **state)
{
	struct verdict *verdict;

	council_rule(*state, &tiers, ACTION_HOLD);
	verdict = council_judge(*state, &ordinary);
	assert_int_equal(verdict->findings->len, 2);
	check_dispositions(verdict, "hold deliver");
	assert_int_equal(verdict->action, ACTION_HOLD);
	verdict_free(verdict);
}

static void test_judge_refuses_before_it_holds(void **state)
{
	struct verdict *verdict;

	council_rule(*state, &everybody, ACTION_HOLD);
	council_rule(*state, &tiers, ACTION_REJECT);
	verdict = council_judge(*state, &ordinary);
	check_dispositions(verdict, "reject hold");
	assert_int_equal(verdict->action, ACTION_REJECT);
	verdict_free(verdict);
}

static void test_judge_weaker_actions_deliver(void **state)
{
	static const enum action actions[] = {ACTION_OBSERVE, ACTION_FLAG, ACTION_NOTICE};
	struct rule *rule = council_rule(*state, &everybody, ACTION_HOLD);

	for (gsize i = 0; i < G_N_ELEMENTS(actions); i++) {
		struct verdict *verdict;

		rule->action = actions[i];
		verdict = council_judge(*state, &ordinary);
		assert_int_equal(verdict->action, actions[i]);
		check_dispositions(verdict, "deliver deliver");
		verdict_free(verdict);
	}
}

static void test_judge_keeps_protected_out(void **state)
{
	struct letter letter = ordinary;
	struct verdict *verdict;
	const struct finding *finding;

	council_rule(*state, &everybody, ACTION_REJECT);
	letter.rcpt = "foi" AT " " SHAH " m.okafor" AT;
	verdict = council_judge(*state, &letter);
	finding = finding_at(verdict, 0);
	assert_int_equal(finding->recipients->len, 1);
	assert_string_equal(g_ptr_array_index(finding->recipients, 0), SHAH);
	check_dispositions(verdict, "deliver reject deliver");
	verdict_free(verdict);
}

static void test_judge_stores_nothing_of_protected_alone(void **state)
{
	struct letter letter = ordinary;
	struct verdict *verdict;

	council_rule(*state, &everybody, ACTION_HOLD)->is_scope_all = TRUE;
	letter.rcpt = "foi" AT " m.okafor" AT;
	verdict = council_judge(*state, &letter);
	assert_int_equal(verdict->findings->len, 0);
	assert_int_equal(verdict->action, ACTION_PASS);
	assert_false(verdict->is_in_scope);
	verdict_free(verdict);
}

static void test_judge_leaves_the_bound(void **state)
{
	const gboolean bound[] = {FALSE, TRUE}, all_bound[] = {TRUE, TRUE};
	struct envelope *envelope = council_envelope(&ordinary);
	struct message *message = council_message(&ordinary);
	struct verdict *verdict;

	council_rule(*state, &everybody, ACTION_HOLD);
	verdict = policy_judge(*state, envelope, message, bound);
	assert_int_equal(finding_at(verdict, 0)->recipients->len, 1);
	check_dispositions(verdict, "hold deliver");
	verdict_free(verdict);
	verdict = policy_judge(*state, envelope, message, all_bound);
	assert_int_equal(verdict->findings->len, 0);
	verdict_free(verdict);
	envelope_free(envelope);
	council_message_free(message);
}

static void test_judge_never_holds_automatic_mail(void **state)
{
	struct letter letter = ordinary;
	struct envelope *envelope;
	struct message *message;
	struct verdict *verdict;

	council_rule(*state, &everybody, ACTION_REJECT);
	letter.sender = "";
	check_applied(*state, &letter, ACTION_REJECT, BECAUSE_NONE);
	envelope = council_envelope(&letter);
	message = council_message(&letter);
	message->is_report = TRUE;
	verdict = policy_judge(*state, envelope, message, NULL);
	assert_int_equal(verdict->action, ACTION_OBSERVE);
	assert_false(verdict->may_answer);
	check_dispositions(verdict, "deliver deliver");
	verdict_free(verdict);
	envelope_free(envelope);
	council_message_free(message);
}

static void test_judge_members_own_mail(void **state)
{
	struct letter letter = {.sender = SHAH, .from = SHAH, .to = ODUYA, .rcpt = ODUYA};
	struct policy *policy = *state;
	struct rule *rule = council_rule(policy, &everybody, ACTION_HOLD);

	check_applied(policy, &letter, ACTION_NOTICE, BECAUSE_MEMBER_SENDER);
	letter.sender = "pa.oduya" AT;
	check_applied(policy, &letter, ACTION_NOTICE, BECAUSE_MEMBER_SENDER);
	rule->action = ACTION_FLAG;
	check_applied(policy, &letter, ACTION_FLAG, BECAUSE_NONE);
	rule->action = ACTION_HOLD;
	policy->members_consented = (char *)"Council, 14 May 2026, minute 12";
	check_applied(policy, &letter, ACTION_HOLD, BECAUSE_NONE);
	policy->members_consented = NULL;
}

static void test_judge_observe_mode(void **state)
{
	struct policy *policy = *state;
	struct verdict *verdict;

	council_rule(policy, &everybody, ACTION_HOLD);
	policy->is_observe = TRUE;
	check_applied(policy, &ordinary, ACTION_OBSERVE, BECAUSE_MODE);
	verdict = council_judge(policy, &ordinary);
	assert_int_equal(finding_at(verdict, 0)->configured, ACTION_HOLD);
	check_dispositions(verdict, "deliver deliver");
	verdict_free(verdict);
}

static void test_judge_basis_line_overrides(void **state)
{
	struct letter unproven = ordinary;

	council_rule(*state, &with_basis, ACTION_HOLD);
	check_applied(*state, &ordinary, ACTION_OBSERVE, BECAUSE_OVERRIDE);
	unproven.login = NULL;
	check_applied(*state, &unproven, ACTION_HOLD, BECAUSE_NONE);
	((struct policy *)*state)->is_observe = TRUE;
	check_applied(*state, &ordinary, ACTION_OBSERVE, BECAUSE_OVERRIDE);
}

static void test_judge_keeps_what_the_check_lowered(void **state)
{
	struct rule *rule = council_rule(*state, &lowered, ACTION_HOLD);

	check_applied(*state, &ordinary, ACTION_NOTICE, BECAUSE_UNKNOWN_LIST);
	/* Configured as a notice anyway: then nothing was lowered. */
	rule->action = ACTION_NOTICE;
	check_applied(*state, &ordinary, ACTION_NOTICE, BECAUSE_NONE);
}

static void test_judge_constituent_hold_outside_hours(void **state)
{
	struct policy *policy = *state;
	struct rule *rule = council_rule(policy, &data, ACTION_HOLD);

	policy->staffed_hours = (struct hours){0x1f, 10 * 60, 17 * 60};
	check_applied(policy, &ordinary, ACTION_HOLD, BECAUSE_NONE);
	policy->is_constituent_hold_staffed_only = TRUE;
	check_applied(policy, &ordinary, ACTION_NOTICE, BECAUSE_HOURS);
	policy->staffed_hours.from_min = 9 * 60;
	check_applied(policy, &ordinary, ACTION_HOLD, BECAUSE_NONE);
	policy->staffed_hours.from_min = 10 * 60;
	/* Other checks hold at any hour. */
	rule->check = &everybody;
	check_applied(policy, &ordinary, ACTION_HOLD, BECAUSE_NONE);
}

static void test_judge_overridden_action_cuts_tiers(void **state)
{
	struct rule *rule = council_rule(*state, &tiers, ACTION_FLAG);
	struct verdict *verdict = council_judge(*state, &ordinary);

	/* By the profile: a flag and a notice. */
	assert_int_equal(verdict->findings->len, 2);
	assert_int_equal(verdict->action, ACTION_NOTICE);
	verdict_free(verdict);
	rule->is_action_overridden = TRUE;
	verdict = council_judge(*state, &ordinary);
	assert_int_equal(verdict->findings->len, 1);
	assert_int_equal(finding_at(verdict, 0)->configured, ACTION_FLAG);
	assert_int_equal(finding_at(verdict, 0)->because, BECAUSE_NONE);
	verdict_free(verdict);
	rule->action = ACTION_HOLD;
	verdict = council_judge(*state, &ordinary);
	/* A weaker tier is not raised. */
	assert_int_equal(verdict->findings->len, 2);
	check_dispositions(verdict, "hold deliver");
	verdict_free(verdict);
}

static void test_judge_one_finding_a_rule_and_action(void **state)
{
	struct rule *rule = council_rule(*state, &tiers, ACTION_NOTICE);
	struct verdict *verdict = council_judge(*state, &ordinary);

	assert_int_equal(verdict->findings->len, 1);
	assert_int_equal(finding_at(verdict, 0)->persons->len, 2);
	assert_int_equal(finding_at(verdict, 0)->recipients->len, 2);
	verdict_free(verdict);
	rule->action = ACTION_HOLD;
	verdict = council_judge(*state, &ordinary);
	assert_int_equal(verdict->findings->len, 2);
	verdict_free(verdict);
}

static void test_judge_keeps_the_order_of_rules(void **state)
{
	const struct rule *first = council_rule(*state, &everybody, ACTION_OBSERVE);
	const struct rule *second = council_rule(*state, &everybody, ACTION_REJECT);
	const struct rule *third = council_rule(*state, &everybody, ACTION_NOTICE);
	struct verdict *verdict = council_judge(*state, &ordinary);

	assert_int_equal(verdict->findings->len, 3);
	assert_ptr_equal(finding_at(verdict, 0)->rule, first);
	assert_ptr_equal(finding_at(verdict, 1)->rule, second);
	assert_ptr_equal(finding_at(verdict, 2)->rule, third);
	verdict_free(verdict);
}

static void test_judge_a_passing_rule_leaves_nothing(void **state)
{
	struct verdict *verdict;

	council_rule(*state, &everybody, ACTION_PASS);
	verdict = council_judge(*state, &ordinary);
	assert_int_equal(verdict->findings->len, 0);
	verdict_free(verdict);
}

static void test_judge_whom_to_answer(void **state)
{
	static const struct {
		const char *name;
		struct letter letter;
		gboolean may_answer;
		const char *person;
	} senders[] = {
		{"authenticated officer", {.sender = HART, .login = "jhart", .rcpt = SHAH}, TRUE, HART},
		{"officer at a trusted source", {.sender = HART, .client = "192.0.2.1", .rcpt = SHAH}, TRUE, HART},
		{"officer, nobody vouches", {.sender = HART, .rcpt = SHAH}, FALSE, HART},
		{"shared mailbox", {.sender = "planning" AT, .client = "192.0.2.1", .rcpt = SHAH}, TRUE, NULL},
		{"outsider through the relay",
		 {.sender = "x@mailbox2.example", .client = "192.0.2.1", .rcpt = SHAH},
		 FALSE,
		 NULL},
		{"member by a private address",
		 {.sender = "ben@mailbox.example", .client = "192.0.2.1", .rcpt = SHAH},
		 TRUE,
		 ODUYA},
		{"Member of Parliament",
		 {.sender = "mp@parliament.example", .client = "192.0.2.1", .rcpt = SHAH},
		 FALSE,
		 "mp@parliament.example"},
		{"null sender through the relay", {.sender = "", .client = "192.0.2.1", .rcpt = SHAH}, FALSE, NULL},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(senders); i++) {
		struct verdict *verdict = council_judge(*state, &senders[i].letter);

		if (verdict->may_answer != senders[i].may_answer ||
		    g_strcmp0(verdict->sender_person, senders[i].person) != 0)
			fail_msg("%s", senders[i].name);
		verdict_free(verdict);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_judge_passes_without_findings),
		TEST(test_judge_leaves_mail_without_members),
		TEST(test_judge_holds_whom_the_finding_names),
		TEST(test_judge_refuses_before_it_holds),
		TEST(test_judge_weaker_actions_deliver),
		TEST(test_judge_keeps_protected_out),
		TEST(test_judge_stores_nothing_of_protected_alone),
		TEST(test_judge_leaves_the_bound),
		TEST(test_judge_never_holds_automatic_mail),
		TEST(test_judge_members_own_mail),
		TEST(test_judge_observe_mode),
		TEST(test_judge_basis_line_overrides),
		TEST(test_judge_keeps_what_the_check_lowered),
		TEST(test_judge_constituent_hold_outside_hours),
		TEST(test_judge_overridden_action_cuts_tiers),
		TEST(test_judge_one_finding_a_rule_and_action),
		TEST(test_judge_keeps_the_order_of_rules),
		TEST(test_judge_a_passing_rule_leaves_nothing),
		TEST(test_judge_whom_to_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
