/* SPDX-License-Identifier: BSD-2-Clause */
/* Compares and counts. A finding is right where some expected finding matches it in every field that is given. */
#include "cli/comparison.h"

#include "policy/rule.h"

#include <string.h>

struct count {
	unsigned right, false_alarms, misses;
};

struct tally {
	GHashTable *counts;     /* check's name -> struct count */
	const GPtrArray *rules; /* struct rule; borrowed, or NULL */
};

struct tally *tally_new(const GPtrArray *rules)
{
	struct tally *tally = g_new0(struct tally, 1);

	tally->rules = rules;
	tally->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return tally;
}

void tally_free(struct tally *tally)
{
	if (tally == NULL)
		return;
	g_hash_table_unref(tally->counts);
	g_free(tally);
}

static struct count *count_of(struct tally *tally, const char *check)
{
	struct count *count = g_hash_table_lookup(tally->counts, check);

	if (count == NULL) {
		count = g_new0(struct count, 1);
		g_hash_table_insert(tally->counts, g_strdup(check), count);
	}
	return count;
}

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
static const char *expected_check(const struct tally *tally, const struct expected_finding *expected)
{
	if (expected->check != NULL || expected->rule == NULL)
		return expected->check != NULL ? expected->check : "any";
	for (guint i = 0; tally->rules != NULL && i < tally->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(tally->rules, i);

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

static void count_miss(struct tally *tally, const struct expected_finding *want, GPtrArray *differences)
{
	g_autofree char *persons = want->persons == NULL ? NULL : g_strjoinv(", ", want->persons);

	count_of(tally, expected_check(tally, want))->misses++;
	g_ptr_array_add(differences, describe("missed", want->rule, want->check, persons));
}

static void count_false_alarm(struct tally *tally, const struct finding *finding, GPtrArray *differences)
{
	g_autoptr(GString) persons = g_string_new(NULL);

	for (guint i = 0; i < finding->persons->len; i++)
		g_string_append_printf(persons, "%s%s", i == 0 ? "" : ", ",
				       (const char *)g_ptr_array_index(finding->persons, i));
	count_of(tally, finding->rule->check->name)->false_alarms++;
	g_ptr_array_add(differences, describe("false alarm", finding->rule->name, finding->rule->check->name,
					      persons->len == 0 ? NULL : persons->str));
}

static void compare_findings(struct tally *tally, const GPtrArray *expected, const GPtrArray *findings,
			     GPtrArray *differences)
{
	g_autofree int *partners = g_new(int, findings->len + 1);
	g_autofree gboolean *is_seen = g_new(gboolean, findings->len + 1);
	struct pairing pairing = {expected, findings, partners, is_seen};

	for (guint j = 0; j < findings->len; j++)
		partners[j] = -1;
	for (guint i = 0; i < expected->len; i++) {
		memset(is_seen, 0, sizeof *is_seen * (findings->len + 1));
		if (!pair(&pairing, i))
			count_miss(tally, g_ptr_array_index(expected, i), differences);
	}
	for (guint j = 0; j < findings->len; j++) {
		const struct finding *finding = g_ptr_array_index(findings, j);

		if (partners[j] >= 0)
			count_of(tally, finding->rule->check->name)->right++;
		else
			count_false_alarm(tally, finding, differences);
	}
}

GPtrArray *tally_compare(struct tally *tally, const struct expectation *expectation, const struct verdict *verdict)
{
	GPtrArray *differences = g_ptr_array_new_with_free_func(g_free);

	if (expectation->has_verdict && expectation->verdict != verdict->action)
		g_ptr_array_add(differences,
				g_strdup_printf("verdict: expected %s, is %s", action_name(expectation->verdict),
						action_name(verdict->action)));
	if (expectation->findings != NULL)
		compare_findings(tally, expectation->findings, verdict->findings, differences);
	return differences;
}

static void print_ratio(FILE *stream, unsigned part, unsigned whole)
{
	if (whole == 0)
		fprintf(stream, "%10s", "-");
	else
		fprintf(stream, "%10.3f", (double)part / whole);
}

static gint compare_names(gconstpointer one, gconstpointer other)
{
	return strcmp(one, other);
}

void tally_print(FILE *stream, const struct tally *tally)
{
	g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(tally->counts), compare_names);

	fprintf(stream, "%-26s %6s %12s %7s %9s %9s\n", "check", "right", "false alarm", "missed", "precision",
		"recall");
	for (GList *name = names; name != NULL; name = name->next) {
		const struct count *count = g_hash_table_lookup(tally->counts, name->data);

		fprintf(stream, "%-26s %6u %12u %7u", (const char *)name->data, count->right, count->false_alarms,
			count->misses);
		print_ratio(stream, count->right, count->right + count->false_alarms);
		print_ratio(stream, count->right, count->right + count->misses);
		fputc('\n', stream);
	}
}
