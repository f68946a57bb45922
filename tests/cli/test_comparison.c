/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib.h>

#include "cli/comparison.h"
#include "cli/sidecar.h"
#include "policy/rule.h"

static const struct check silent_copy = {.name = "silent-copy"};
static const struct rule york = {.name = "york-10.1c", .check = &silent_copy};

static struct verdict *verdict_about(const char *person)
{
	struct verdict *verdict = verdict_new(1);
	struct finding *finding = finding_new(&york, ACTION_HOLD);

	finding_add_person(finding, person);
	g_ptr_array_add(verdict->findings, finding);
	verdict->action = ACTION_HOLD;
	return verdict;
}

static struct expectation *expect(enum action verdict, const char *check, const char *person)
{
	struct expectation *expectation = g_new0(struct expectation, 1);
	struct expected_finding *finding = g_new0(struct expected_finding, 1);

	expectation->has_verdict = TRUE;
	expectation->verdict = verdict;
	expectation->findings = g_ptr_array_new_with_free_func(g_free);
	if (check != NULL) {
		finding->check = (char *)check;
		finding->persons = g_new0(char *, 2);
		finding->persons[0] = (char *)person;
		g_ptr_array_add(expectation->findings, finding);
	} else {
		g_free(finding);
	}
	return expectation;
}

static void expectation_done(struct expectation *expectation)
{
	for (guint i = 0; i < expectation->findings->len; i++)
		g_free(((struct expected_finding *)g_ptr_array_index(expectation->findings, i))->persons);
	expectation_free(expectation);
}

static char *tally_text(const struct tally *tally)
{
	char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);

	tally_print(stream, tally);
	fclose(stream);
	return text;
}

static void test_comparison_of(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *name;
		enum action verdict;
		const char *check, *person, *difference;
	} cases[] = {
		{"as expected", ACTION_HOLD, "silent-copy", "CLLR.ODUYA@northmere.gov.uk", NULL},
		{"another verdict", ACTION_NOTICE, "silent-copy", "cllr.oduya@northmere.gov.uk",
		 "expected notice, is hold"},
		{"another person", ACTION_HOLD, "silent-copy", "cllr.shah@northmere.gov.uk", "missed"},
		{"another check", ACTION_HOLD, "constituent-data", "cllr.oduya@northmere.gov.uk", "missed"},
		{"a false alarm", ACTION_HOLD, NULL, NULL, "false alarm"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct tally *tally = tally_new(NULL);
		struct verdict *verdict = verdict_about("cllr.oduya@northmere.gov.uk");
		struct expectation *expectation = expect(cases[i].verdict, cases[i].check, cases[i].person);
		g_autoptr(GPtrArray) differences = comparison_of(tally, NULL, expectation, verdict);

		print_message("%s\n", cases[i].name);
		assert_int_equal(differences->len > 0, cases[i].difference != NULL);
		if (cases[i].difference != NULL)
			assert_non_null(strstr(g_ptr_array_index(differences, 0), cases[i].difference));
		expectation_done(expectation);
		verdict_free(verdict);
		tally_free(tally);
	}
}

static void test_tally_print_precision_and_recall(void **state G_GNUC_UNUSED)
{
	struct tally *tally = tally_new(NULL);
	static const char *const persons[] = {"a@example.org", "a@example.org", "b@example.org"};
	g_autofree char *text = NULL;

	/* Two right, then one that is a false alarm and a miss at once. */
	for (gsize i = 0; i < G_N_ELEMENTS(persons); i++) {
		struct verdict *verdict = verdict_about(persons[i]);
		struct expectation *expectation = expect(ACTION_HOLD, "silent-copy", "a@example.org");

		g_ptr_array_unref(comparison_of(tally, NULL, expectation, verdict));
		expectation_done(expectation);
		verdict_free(verdict);
	}
	text = tally_text(tally);
	assert_non_null(strstr(text, "silent-copy"));
	assert_non_null(
		strstr(text, "      2       1       1       0  0.667 (0.208-0.939)       2/3  0.667 (0.208-0.939)"));
	tally_free(tally);
}

/* What is expected loosely comes first and must leave the other finding to what is expected exactly. */
static void test_comparison_of_loose_and_exact(void **state G_GNUC_UNUSED)
{
	struct tally *tally = tally_new(NULL);
	struct verdict *verdict = verdict_about("a@example.org");
	struct finding *other = finding_new(&york, ACTION_HOLD);
	struct expectation *expectation = expect(ACTION_HOLD, "silent-copy", NULL);
	struct expectation *exact = expect(ACTION_HOLD, "silent-copy", "a@example.org");
	struct expected_finding *loose = g_ptr_array_index(expectation->findings, 0);
	g_autoptr(GPtrArray) differences = NULL;

	finding_add_person(other, "b@example.org");
	g_ptr_array_add(verdict->findings, other);
	g_clear_pointer(&loose->persons, g_free);
	g_ptr_array_add(expectation->findings, g_ptr_array_steal_index(exact->findings, 0));
	differences = comparison_of(tally, NULL, expectation, verdict);
	assert_int_equal(differences->len, 0);
	expectation_done(expectation);
	expectation_done(exact);
	verdict_free(verdict);
	tally_free(tally);
}

static void test_tally_print_counts_a_rule_under_its_check(void **state G_GNUC_UNUSED)
{
	g_autoptr(GPtrArray) rules = g_ptr_array_new();
	struct verdict *verdict = verdict_new(1);
	struct expectation *expectation = expect(ACTION_PASS, "silent-copy", "a@example.org");
	struct expected_finding *finding = g_ptr_array_index(expectation->findings, 0);
	struct tally *tally;
	g_autofree char *text = NULL;

	g_ptr_array_add(rules, (gpointer)&york);
	tally = tally_new(rules);
	finding->check = NULL;
	finding->rule = (char *)york.name;
	g_ptr_array_unref(comparison_of(tally, rules, expectation, verdict));
	text = tally_text(tally);
	assert_non_null(strstr(text, "silent-copy"));
	assert_null(strstr(text, "york-10.1c"));
	expectation_done(expectation);
	verdict_free(verdict);
	tally_free(tally);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comparison_of),
		cmocka_unit_test(test_tally_print_precision_and_recall),
		cmocka_unit_test(test_comparison_of_loose_and_exact),
		cmocka_unit_test(test_tally_print_counts_a_rule_under_its_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
