/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs the rules over the facts of one message and applies what the policy says of everybody's mail: protected
 * recipients, members' own mail, automatic mail, hours, mode. What a rule looks for is its check's business. */
#include "policy/judge.h"

#include "policy/facts.h"

#include <string.h>

static gboolean is_anybody_judged(const struct facts *facts)
{
	for (guint i = 0; i < facts->recipients->len; i++)
		if (facts_is_judged(g_ptr_array_index(facts->recipients, i)))
			return TRUE;
	return FALSE;
}

/* Checks ask facts_is_judged() themselves; what they miss must still harm nobody. */
static void drop_unjudged(const struct facts *facts, struct finding *finding)
{
	for (guint i = 0; i < facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);
		guint at;

		if (!facts_is_judged(recipient) &&
		    g_ptr_array_find_with_equal_func(finding->recipients, recipient->envelope->address, g_str_equal,
						     &at))
			g_ptr_array_remove_index(finding->recipients, at);
	}
}

static gboolean is_outside_hours(const struct facts *facts, const struct finding *finding)
{
	const struct policy *policy = facts->policy;

	return policy->is_constituent_hold_staffed_only &&
	       strcmp(finding->rule->check->name, "constituent-data") == 0 &&
	       !hours_contain(&policy->staffed_hours, facts->envelope->received_at);
}

/* From what was configured to what is applied; finding->because is the last reason that lowered it. */
static void apply_policy(const struct facts *facts, struct finding *finding)
{
	const struct policy *policy = facts->policy;

	if (finding->rule->is_action_overridden && finding->configured > finding->rule->action) {
		finding->configured = finding->rule->action;
		finding->applied = MIN(finding->applied, finding->configured);
		if (finding->applied == finding->configured)
			finding->because = BECAUSE_NONE;
	}
	if (finding->basis_reason != NULL && facts->is_sender_trusted)
		finding_lower(finding, ACTION_OBSERVE, BECAUSE_OVERRIDE);
	if (is_outside_hours(facts, finding))
		finding_lower(finding, ACTION_NOTICE, BECAUSE_HOURS);
	if (facts->is_sender_member && policy->members_consented == NULL)
		finding_lower(finding, ACTION_NOTICE, BECAUSE_MEMBER_SENDER);
	/* Nobody is there to put it right; the contract has no word for why. */
	if (facts->is_automatic)
		finding_lower(finding, ACTION_OBSERVE, BECAUSE_NONE);
	/* What is not known may be what makes it right, and what would be sealed is not the whole letter; the contract
	 * has no word for that either. */
	if (facts->message->header_reason != PART_INSPECTED && finding->applied == ACTION_HOLD)
		finding_lower(finding, ACTION_NOTICE, BECAUSE_NONE);
	if (policy->is_observe)
		finding_lower(finding, ACTION_OBSERVE, BECAUSE_MODE);
}

/* One finding a rule and applied action. */
static void take_finding(struct verdict *verdict, guint first_of_rule, struct finding *finding)
{
	for (guint i = first_of_rule; i < verdict->findings->len; i++) {
		struct finding *other = g_ptr_array_index(verdict->findings, i);

		if (other->applied == finding->applied) {
			finding_merge(other, finding);
			return;
		}
	}
	g_ptr_array_add(verdict->findings, finding);
}

static void run_rule(const struct facts *facts, const struct rule *rule, struct verdict *verdict)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new();
	guint first = verdict->findings->len;

	rule->check->match(rule, facts, found);
	for (guint i = 0; i < found->len; i++) {
		struct finding *finding = g_ptr_array_index(found, i);
		gboolean had_recipients = finding->recipients->len > 0;

		drop_unjudged(facts, finding);
		apply_policy(facts, finding);
		if (finding->applied == ACTION_PASS || (had_recipients && finding->recipients->len == 0))
			finding_free(finding);
		else
			take_finding(verdict, first, finding);
	}
}

static enum disposition disposition_of(enum action action)
{
	if (action == ACTION_REJECT)
		return DISPOSITION_REJECT;
	return action == ACTION_HOLD ? DISPOSITION_HOLD : DISPOSITION_DELIVER;
}

static gboolean is_concerned(const struct finding *finding, const struct facts_recipient *recipient)
{
	return facts_is_judged(recipient) &&
	       g_ptr_array_find_with_equal_func(finding->recipients, recipient->envelope->address, g_str_equal, NULL);
}

static void dispose(const struct facts *facts, struct verdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(verdict->findings, i);
		enum disposition disposition = disposition_of(finding->applied);

		verdict->action = MAX(verdict->action, finding->applied);
		for (guint j = 0; disposition != DISPOSITION_DELIVER && j < facts->recipients->len; j++) {
			enum disposition *of_recipient = &g_array_index(verdict->dispositions, enum disposition, j);

			if (is_concerned(finding, g_ptr_array_index(facts->recipients, j)))
				*of_recipient = MAX(*of_recipient, disposition);
		}
	}
}

static gboolean is_of_council(const struct facts *facts)
{
	const struct resolution *sender = facts->sender;
	const char *address = sender->person != NULL ? sender->person->email : sender->address;

	return directory_is_council_address(facts->policy->directory, address);
}

struct verdict *policy_judge(const struct policy *policy, const struct envelope *envelope,
			     const struct message *message, const gboolean *bound)
{
	return policy_judge_in_thread(policy, envelope, message, bound, NULL);
}

struct verdict *policy_judge_in_thread(const struct policy *policy, const struct envelope *envelope,
				       const struct message *message, const gboolean *bound,
				       const struct history *history)
{
	struct facts *facts = facts_new_in_thread(policy, envelope, message, bound, history);
	struct verdict *verdict = verdict_new(envelope->recipients->len);
	gboolean is_judged = is_anybody_judged(facts);

	verdict->is_sender_trusted = facts->is_sender_trusted;
	verdict->may_answer = facts->is_sender_trusted && !facts->is_automatic && is_of_council(facts);
	if (facts->sender->person != NULL)
		verdict->sender_person = g_strdup(facts->sender->person->email);
	for (guint i = 0; is_judged && i < policy->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(policy->rules, i);

		if (facts->has_member || rule->is_scope_all)
			run_rule(facts, rule, verdict);
	}
	dispose(facts, verdict);
	verdict->is_in_scope = facts_has_unprotected(facts) && (facts->has_member || verdict->findings->len > 0);
	facts_free(facts);
	return verdict;
}

void policy_done(struct policy *policy)
{
	directory_free(policy->directory);
	lexicons_free(policy->lexicons);
	identifier_terms_free(policy->identifier_terms);
	if (policy->rules != NULL)
		g_ptr_array_unref(policy->rules);
	if (policy->trusted != NULL)
		g_ptr_array_unref(policy->trusted);
	if (policy->labels != NULL)
		g_ptr_array_unref(policy->labels);
	if (policy->label_headers != NULL)
		g_ptr_array_unref(policy->label_headers);
	g_free(policy->members_consented);
}
