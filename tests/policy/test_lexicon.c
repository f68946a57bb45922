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
	lexicons = lexicons_new(entries, NULL, NULL, &error);
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
		GArray *hits = lexicons_scan(lexicons, CONTENT_AUTHORED, cases[i].text);

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
	hits = lexicons_scan(lexicons, CONTENT_AUTHORED, text->str);
	assert_int_equal(hits->len, 1);
	g_array_unref(hits);
	g_string_free(text, TRUE);
	lexicons_free(lexicons);
}

static void test_scan_gives_entry_and_place(void **state)
{
	struct lexicons *lexicons = sample();
	const char *text = "Then counsel advised us.";
	GArray *hits = lexicons_scan(lexicons, CONTENT_AUTHORED, text);
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

static struct lexicon_entry *last(GPtrArray *entries)
{
	return g_ptr_array_index(entries, entries->len - 1);
}

static guint count_hits(const struct lexicons *lexicons, enum content_kind division, const char *text)
{
	g_autoptr(GArray) hits = lexicons_scan(lexicons, division, text);

	return hits->len;
}

static void test_scan_in_its_divisions(void **state)
{
	GPtrArray *entries = g_ptr_array_new();
	struct lexicons *lexicons;

	(void)state;
	add(entries, "exempt", "pinks", TRUE, 5);
	last(entries)->divisions = 1u << CONTENT_ATTACHMENT | 1u << CONTENT_SUBJECT;
	lexicons = lexicons_new(entries, NULL, NULL, NULL);
	assert_int_equal(count_hits(lexicons, CONTENT_ATTACHMENT, "the pinks"), 1);
	assert_int_equal(count_hits(lexicons, CONTENT_SUBJECT, "the pinks"), 1);
	assert_int_equal(count_hits(lexicons, CONTENT_AUTHORED, "the pinks"), 0);
	assert_int_equal(count_hits(lexicons, CONTENT_QUOTED, "the pinks"), 0);
	lexicons_free(lexicons);
}

static void test_scan_near_another_category(void **state)
{
	static const struct {
		const char *name, *text;
		guint hits;
	} cases[] = {
		{"before", "Jean Orme was suspended.", 1},
		{"after", "suspended today: Jean Orme, it seems", 1},
		{"a word of the category", "suspended was the driver", 1},
		{"nobody", "The service was suspended.", 0},
		{"too far", "Jean Orme came in. On the very same day all of the lines were suspended.", 0},
		{"so many characters, not bytes", "Jean Orme éééééééééééééééééé suspended", 1},
		{"one more", "Jean Orme ééééééééééééééééééé suspended", 0},
	};
	GPtrArray *entries = g_ptr_array_new();
	struct lexicons *lexicons;

	(void)state;
	add(entries, "personnel", "suspended", TRUE, 5);
	last(entries)->near = g_strdup(LEXICON_PERSON);
	last(entries)->within = 20;
	add(entries, LEXICON_PERSON, "the driver", TRUE, 1);
	lexicons = lexicons_new(entries, NULL, NULL, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) hits = lexicons_scan(lexicons, CONTENT_AUTHORED, cases[i].text);
		guint found = 0;

		for (guint j = 0; j < hits->len; j++)
			found += g_array_index(hits, struct lexicon_hit, j).entry->near != NULL;
		print_message("%s\n", cases[i].name);
		assert_int_equal(found, cases[i].hits);
	}
	lexicons_free(lexicons);
}

static void test_scan_one_expression_for_two_categories(void **state)
{
	GPtrArray *entries = g_ptr_array_new();
	struct lexicons *lexicons;
	g_autoptr(GArray) hits = NULL;

	(void)state;
	add(entries, "legal", "nobody ... knows", FALSE, 5);
	add(entries, "commercial", "nobody ... knows", FALSE, 4);
	add(entries, "commercial", "nobody", FALSE, 3);
	lexicons = lexicons_new(entries, NULL, NULL, NULL);
	hits = lexicons_scan(lexicons, CONTENT_AUTHORED, "Nobody at the depot knows.");
	assert_int_equal(hits->len, 3);
	lexicons_free(lexicons);
}

static GBytes *find_kept(const char *key, gpointer data)
{
	GHashTable *kept = data;
	GBytes *bytes = g_hash_table_lookup(kept, key);

	return bytes != NULL ? g_bytes_ref(bytes) : NULL;
}

static struct lexicons *with_kept(GHashTable *kept, const char *word)
{
	GPtrArray *entries = g_ptr_array_new();

	add(entries, "exempt", word, FALSE, 5);
	return lexicons_new(entries, find_kept, kept, NULL);
}

static void test_new_takes_what_is_kept(void **state)
{
	g_autoptr(GHashTable) kept =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
	struct lexicons *first = with_kept(kept, "pinks?"), *second, *third;
	const char *key;
	GBytes *compiled = lexicons_compiled(first, &key);

	(void)state;
	assert_non_null(compiled);
	g_hash_table_insert(kept, g_strdup(key), compiled);
	second = with_kept(kept, "pinks?");
	assert_null(lexicons_compiled(second, &key));
	assert_int_equal(count_hits(second, CONTENT_AUTHORED, "the pinks"), 1);
	third = with_kept(kept, "blues?");
	assert_int_equal(count_hits(third, CONTENT_AUTHORED, "the blues"), 1);
	lexicons_free(first);
	lexicons_free(second);
	lexicons_free(third);
}

static void test_new_compiles_where_what_is_kept_is_damaged(void **state)
{
	g_autoptr(GHashTable) kept =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
	struct lexicons *lexicons = with_kept(kept, "pinks?");
	const char *key;
	g_autoptr(GBytes) compiled = lexicons_compiled(lexicons, &key), again = NULL;

	(void)state;
	g_hash_table_insert(kept, g_strdup(key), g_bytes_new_from_bytes(compiled, 0, 100));
	lexicons_free(lexicons);
	lexicons = with_kept(kept, "pinks?");
	again = lexicons_compiled(lexicons, &key);
	assert_non_null(again);
	assert_int_equal(count_hits(lexicons, CONTENT_AUTHORED, "the pinks"), 1);
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
	assert_null(lexicons_new(entries, NULL, NULL, &error));
	assert_true(g_str_has_prefix(error->message, "words.conf:2: "));
	g_error_free(error);
}

static void test_new_refuses_an_empty_pattern(void **state)
{
	GPtrArray *entries = g_ptr_array_new();
	GError *error = NULL;

	(void)state;
	add(entries, "exempt", "", FALSE, 1);
	assert_null(lexicons_new(entries, NULL, NULL, &error));
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
		cmocka_unit_test(test_scan_in_its_divisions),
		cmocka_unit_test(test_scan_near_another_category),
		cmocka_unit_test(test_scan_one_expression_for_two_categories),
		cmocka_unit_test(test_new_takes_what_is_kept),
		cmocka_unit_test(test_new_compiles_where_what_is_kept_is_damaged),
		cmocka_unit_test(test_new_names_the_line),
		cmocka_unit_test(test_new_refuses_an_empty_pattern),
		cmocka_unit_test(test_entry_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
