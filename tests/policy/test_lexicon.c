/* SPDX-License-Identifier: BSD-2-Clause */
/* Categories, weights and negative contexts. What the shipped lists say is tested with the check that reads them. */
#include "policy/match/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void add(GPtrArray *entries, const char *category, const char *expression, gboolean is_literal, int weight)
{
	struct lexicon_entry *entry = g_new0(struct lexicon_entry, 1);

	entry->category = g_strdup(category);
	entry->expression = g_strdup(expression);
	entry->is_literal = is_literal;
	entry->weight = weight;
	entry->file = g_strdup("words.conf");
	entry->line = entries->len + 1;
	g_ptr_array_add(entries, entry);
}

static struct lexicons *sample(void)
{
	GPtrArray *entries = g_ptr_array_new();
	GError *error = NULL;
	struct lexicons *lexicons;

	add(entries, "exempt", "schedule 12a", TRUE, 10);
	add(entries, "exempt", "is not exempt", TRUE, -10);
	add(entries, "exempt", "no longer exempt", TRUE, -10);
	add(entries, "legal", "counsel advised", TRUE, 6);
	lexicons = lexicons_new(entries, &error);
	assert_null(error);
	return lexicons;
}

static void test_scan_negative_contexts(void **state)
{
	static const struct {
		const char *name, *text;
		guint hits;
	} cases[] = {
		{"no context", "It is exempt under Schedule 12A.", 1},
		{"before, same sentence", "This report is not exempt under Schedule 12A.", 0},
		{"after, same sentence", "Schedule 12A: the paper is no longer exempt.", 0},
		{"over a line end", "This report is not exempt\nunder Schedule 12A.", 0},
		{"an abbreviation ends no sentence", "It is not exempt as para. 3 of Schedule 12A has it.", 0},
		{"the sentence before", "Part 1 is not exempt. Part 2 falls under Schedule 12A.", 1},
		{"a question before", "It is not exempt? Schedule 12A applies.", 1},
		{"the paragraph before", "This part is not exempt\n \nSchedule 12A applies", 1},
		{"another category stays", "Counsel advised that it is not exempt.", 1},
		{"one of two", "It is not exempt under Schedule 12A. The other is, by Schedule 12A.", 1},
	};
	struct lexicons *lexicons = sample();

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		GArray *hits = lexicons_scan(lexicons, cases[i].text);

		print_message("%s\n", cases[i].name);
		assert_int_equal(hits->len, cases[i].hits);
		g_array_unref(hits);
	}
	lexicons_free(lexicons);
}

static void test_scan_context_out_of_reach(void **state)
{
	struct lexicons *lexicons = sample();
	GString *text = g_string_new("It is not exempt");
	GArray *hits;

	(void)state;
	for (int i = 0; i < LEXICON_CONTEXT_BYTES; i++)
		g_string_append(text, " x");
	g_string_append(text, " Schedule 12A");
	hits = lexicons_scan(lexicons, text->str);
	assert_int_equal(hits->len, 1);
	g_array_unref(hits);
	g_string_free(text, TRUE);
	lexicons_free(lexicons);
}

static void test_scan_gives_entry_and_place(void **state)
{
	struct lexicons *lexicons = sample();
	const char *text = "Then counsel advised us.";
	GArray *hits = lexicons_scan(lexicons, text);
	const struct lexicon_hit *hit = (const struct lexicon_hit *)hits->data;

	(void)state;
	assert_int_equal(hits->len, 1);
	assert_string_equal(hit->entry->category, "legal");
	assert_int_equal(hit->entry->weight, 6);
	assert_int_equal(hit->from, 5);
	assert_int_equal(hit->to, strlen("Then counsel advised"));
	g_array_unref(hits);
	lexicons_free(lexicons);
}

static void test_has_category(void **state)
{
	struct lexicons *lexicons = sample();

	(void)state;
	assert_true(lexicons_has_category(lexicons, "legal"));
	assert_false(lexicons_has_category(lexicons, "leg"));
	lexicons_free(lexicons);
}

static void test_new_names_the_line(void **state)
{
	GPtrArray *entries = g_ptr_array_new();
	GError *error = NULL;

	(void)state;
	add(entries, "exempt", "fine", TRUE, 1);
	add(entries, "exempt", "par(a", FALSE, 1);
	assert_null(lexicons_new(entries, &error));
	assert_true(g_str_has_prefix(error->message, "words.conf:2: "));
	g_error_free(error);
}

static void test_new_refuses_an_empty_pattern(void **state)
{
	GPtrArray *entries = g_ptr_array_new();
	GError *error = NULL;

	(void)state;
	add(entries, "exempt", "", FALSE, 1);
	assert_null(lexicons_new(entries, &error));
	assert_true(g_str_has_prefix(error->message, "words.conf:1: "));
	g_error_free(error);
}

static void test_entry_check(void **state)
{
	static const struct {
		const char *expression;
		gboolean is_literal, is_valid;
	} cases[] = {
		{"par(a", TRUE, TRUE},          {"par(a)? [0-9]", FALSE, TRUE},     {"par(a", FALSE, FALSE},
		{"para ... (12", FALSE, FALSE}, {"para ... schedule", FALSE, TRUE}, {"\xff", TRUE, FALSE},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)lexicon_entry_free);
		GError *error = NULL;

		print_message("%s\n", cases[i].expression);
		add(entries, "exempt", cases[i].expression, cases[i].is_literal, 1);
		assert_int_equal(lexicon_entry_check(g_ptr_array_index(entries, 0), &error), cases[i].is_valid);
		if (!cases[i].is_valid)
			assert_true(g_str_has_prefix(error->message, "words.conf:"));
		g_clear_error(&error);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scan_negative_contexts),
		cmocka_unit_test(test_scan_context_out_of_reach),
		cmocka_unit_test(test_scan_gives_entry_and_place),
		cmocka_unit_test(test_has_category),
		cmocka_unit_test(test_new_names_the_line),
		cmocka_unit_test(test_new_refuses_an_empty_pattern),
		cmocka_unit_test(test_entry_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
