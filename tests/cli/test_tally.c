/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <math.h>

#include "cli/tally_json.h"
#include "policy/rule.h"

static const struct check silent_copy = {.name = "silent-copy"};
static const struct check audience_gap = {.name = "audience-gap"};
static const struct rule york = {.name = "york-10.1c", .check = &silent_copy};
static const struct rule gap = {.name = "york-9", .check = &audience_gap};

/* Bounds computed from the interval's definition with another program, to four places. */
static void test_tally_share(void **state G_GNUC_UNUSED)
{
	static const struct {
		unsigned part, whole;
		double value, low, high;
	} cases[] = {
		{0, 0, 0, 0, 1},
		{0, 10, 0, 0, 0.2775},
		{1, 1, 1, 0.2065, 1},
		{10, 10, 1, 0.7225, 1},
		{81, 263, 0.3080, 0.2553, 0.3662},
		{970, 1000, 0.9700, 0.9575, 0.9789},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct tally_share share = tally_share(cases[i].part, cases[i].whole);

		print_message("%u of %u\n", cases[i].part, cases[i].whole);
		assert_true(fabs(share.value - cases[i].value) < 0.00006);
		assert_true(fabs(share.low - cases[i].low) < 0.00006);
		assert_true(fabs(share.high - cases[i].high) < 0.00006);
	}
}

/* Three cases: two right findings, then nothing, then a false alarm of a check that no rule has. */
static struct tally *sample(void)
{
	g_autoptr(GPtrArray) rules = g_ptr_array_new();
	struct tally *tally;

	g_ptr_array_add(rules, (gpointer)&york);
	g_ptr_array_add(rules, (gpointer)&gap);
	tally = tally_new(rules);
	tally_begin(tally);
	tally_add(tally, "silent-copy", TALLY_RIGHT);
	tally_add(tally, "silent-copy", TALLY_RIGHT);
	tally_add_verdict(tally, ACTION_HOLD, ACTION_HOLD);
	tally_begin(tally);
	tally_add_verdict(tally, ACTION_PASS, ACTION_PASS);
	tally_begin(tally);
	tally_add(tally, "route", TALLY_FALSE_ALARM);
	tally_add(tally, "silent-copy", TALLY_MISS);
	tally_add_verdict(tally, ACTION_HOLD, ACTION_NOTICE);
	return tally;
}

static void test_tally_count_true_negatives(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *check;
		struct tally_count count;
	} cases[] = {
		{"silent-copy", {2, 0, 1, 1}},
		{"audience-gap", {0, 0, 0, 3}}, /* a rule's check that found nothing has its row */
		{"route", {0, 1, 0, 2}},        /* what turns up in the last case was clean in the others */
	};
	struct tally *tally = sample();
	g_autoptr(GList) names = tally_checks(tally);

	assert_int_equal(g_list_length(names), G_N_ELEMENTS(cases));
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct tally_count count = tally_count(tally, cases[i].check);

		print_message("%s\n", cases[i].check);
		assert_memory_equal(&count, &cases[i].count, sizeof count);
	}
	tally_free(tally);
}

static void test_tally_print(void **state G_GNUC_UNUSED)
{
	static const char *const lines[] = {
		"audience-gap                   0       0       0       3      -                              -",
		"route                          0       1       0       2  0.000 (0.000-0.793)       0/1      -",
		"silent-copy                    2       0       1       1  1.000 (0.342-1.000)       2/2  0.667",
		"hold                           0       0       0       1       1       0\n",
	};
	struct tally *tally = sample();
	g_autofree char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);

	tally_print(stream, tally);
	fclose(stream);
	for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
		print_message("%s\n", lines[i]);
		assert_non_null(strstr(text, lines[i]));
	}
	tally_free(tally);
}

static void test_tally_write_json(void **state G_GNUC_UNUSED)
{
	static const struct tally_cases count = {.cases = 4, .differing = 1, .unlabelled = 1};
	struct tally *tally = sample();
	g_autofree char *folder = g_dir_make_tmp("candour-tally-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "summary.json", NULL);
	json_t *object, *check, *verdicts;
	int cases, right, of, held_as_noticed;
	double low;

	assert_true(tally_write_json(path, tally, &count, NULL));
	object = json_load_file(path, 0, NULL);
	assert_int_equal(json_unpack(object, "{s:i, s:{s:o}, s:o}", "cases", &cases, "checks", "silent-copy", &check,
				     "verdicts", &verdicts),
			 0);
	assert_int_equal(cases, 4);
	assert_int_equal(json_unpack(check, "{s:{s:i, s:i, s:F}}", "recall", "right", &right, "of", &of, "low", &low),
			 0);
	assert_int_equal(right, 2);
	assert_int_equal(of, 3);
	assert_true(fabs(low - 0.208) < 0.001);
	assert_int_equal(json_unpack(verdicts, "{s:{s:i}}", "hold", "notice", &held_as_noticed), 0);
	assert_int_equal(held_as_noticed, 1);
	json_decref(object);
	g_unlink(path);
	g_rmdir(folder);
	tally_free(tally);
}

static void test_tally_write_json_to_no_folder(void **state G_GNUC_UNUSED)
{
	static const struct tally_cases count = {0};
	struct tally *tally = sample();
	g_autoptr(GError) error = NULL;

	assert_false(tally_write_json("/nonexistent/summary.json", tally, &count, &error));
	assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
	tally_free(tally);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tally_share),
		cmocka_unit_test(test_tally_count_true_negatives),
		cmocka_unit_test(test_tally_print),
		cmocka_unit_test(test_tally_write_json),
		cmocka_unit_test(test_tally_write_json_to_no_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
