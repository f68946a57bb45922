/* SPDX-License-Identifier: BSD-2-Clause */
/* A finding is right where some expected finding matches it in every field that is given. */
#include "cli/comparison.h"

#include "policy/rule.h"

#include <string.h>

/* The same addresses, in any order and case. */
static gboolean is_same_set(char **expected, const GPtrArray *found)
{
	if (g_strv_length(expected) != found->len)
		return FALSE;
	for (gsize i = 0; expected[i] != NULL; i++) {
		gboolean is_found = FALSE;

		for (guint j = 0; j < found->len && !is_found; j++)
			is_found = g_ascii_strcasecmp(expected[i], g_ptr_array_index(found, j)) == 0;
		if (!is_found)
			return FALSE;
	}
	return TRUE;
}

static gboolean is_match(const struct expected_finding *expected, const struct finding *finding)
{
	return (expected->rule == NULL || strcmp(expected->rule, finding->rule->name) == 0) &&
	       (expected->check == NULL || strcmp(expected->check, finding->rule->check->name) == 0) &&
	       (expected->persons == NULL || is_same_set(expected->persons, finding->persons)) &&
	       (expected->recipients == NULL || is_same_set(expected->recipients, finding->recipients));
}

/* The check that an expected finding is about: its own, or its rule's; the rule's name where no profile has it. */
static const char *expected_check(const GPtrArray *rules, const struct expected_finding *expected)
{
	if (expected->check != NULL || expected->rule == NULL)
		return expected->check != NULL ? expected->check : "any";
	for (guint i = 0; rules != NULL && i < rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules, i);

		if (strcmp(rule->name, expected->rule) == 0)
			return rule->check->name;
	}
	return expected->rule;
}

static char *describe(const char *what, const char *rule, const char *check, const char *persons)
{
	return g_strdup_printf("%s: %s%s%s%s%s", what, rule == NULL ? "" : rule,
			       rule != NULL && check != NULL ? " " : "", check == NULL ? "" : check,
			       persons == NULL ? "" : " about ", persons == NULL ? "" : persons);
}

struct pairing {
	const GPtrArray *expected, *findings;
	int *partners;     /* of each finding: the expected one that it answers, or -1 */
	gboolean *is_seen; /* of each finding: tried for the expected one at hand */
};

/* Finds a finding for the expected one, moving others to a different one where they can (the augmenting path of
 * bipartite matching): what is expected loosely must not take what is expected exactly. */
static gboolean pair(struct pairing *pairing, guint at)
{
	const struct expected_finding *expected = g_ptr_array_index(pairing->expected, at);

	for (guint j = 0; j < pairing->findings->len; j++) {
		if (pairing->is_seen[j] || !is_match(expected, g_ptr_array_index(pairing->findings, j)))
			continue;
		pairing->is_seen[j] = TRUE;
		if (pairing->partners[j] < 0 || pair(pairing, (guint)pairing->partners[j])) {
			pairing->partners[j] = (int)at;
			return TRUE;
		}
	}
	return FALSE;
}

static void count_miss(struct tally *tally, const GPtrArray *rules, const struct expected_finding *want,
		       GPtrArray *differences)
{
	g_autofree char *persons = want->persons == NULL ? NULL : g_strjoinv(", ", want->persons);

	tally_add(tally, expected_check(rules, want), TALLY_MISS);
	g_ptr_array_add(differences, describe("missed", want->rule, want->check, persons));
}

static void count_false_alarm(struct tally *tally, const struct finding *finding, GPtrArray *differences)
{
	g_autoptr(GString) persons = g_string_new(NULL);

	for (guint i = 0; i < finding->persons->len; i++)
		g_string_append_printf(persons, "%s%s", i == 0 ? "" : ", ",
				       (const char *)g_ptr_array_index(finding->persons, i));
	tally_add(tally, finding->rule->check->name, TALLY_FALSE_ALARM);
	g_ptr_array_add(differences, describe("false alarm", finding->rule->name, finding->rule->check->name,
					      persons->len == 0 ? NULL : persons->str));
}

static void compare_findings(struct tally *tally, const GPtrArray *rules, const GPtrArray *expected,
			     const GPtrArray *findings, GPtrArray *differences)
{
	g_autofree int *partners = g_new(int, findings->len + 1);
	g_autofree gboolean *is_seen = g_new(gboolean, findings->len + 1);
	struct pairing pairing = {expected, findings, partners, is_seen};

	tally_begin(tally);
	for (guint j = 0; j < findings->len; j++)
		partners[j] = -1;
	for (guint i = 0; i < expected->len; i++) {
		memset(is_seen, 0, sizeof *is_seen * (findings->len + 1));
		if (!pair(&pairing, i))
			count_miss(tally, rules, g_ptr_array_index(expected, i), differences);
	}
	for (guint j = 0; j < findings->len; j++) {
		const struct finding *finding = g_ptr_array_index(findings, j);

		if (partners[j] >= 0)
			tally_add(tally, finding->rule->check->name, TALLY_RIGHT);
		else
			count_false_alarm(tally, finding, differences);
	}
}

GPtrArray *comparison_of(struct tally *tally, const GPtrArray *rules, const struct expectation *expectation,
			 const struct verdict *verdict)
{
	GPtrArray *differences = g_ptr_array_new_with_free_func(g_free);

	if (expectation->has_verdict)
		tally_add_verdict(tally, expectation->verdict, verdict->action);
	if (expectation->has_verdict && expectation->verdict != verdict->action)
		g_ptr_array_add(differences,
				g_strdup_printf("verdict: expected %s, is %s", action_name(expectation->verdict),
						action_name(verdict->action)));
	if (expectation->findings != NULL)
		compare_findings(tally, rules, expectation->findings, verdict->findings, differences);
	return differences;
}
