/* SPDX-License-Identifier: BSD-2-Clause */
/* Lexicon files: their form, and that the shipped ones load and compile. */
#include "conf/lexicon_file.h"

#include "conf/faults.h"
#include "policy/match/lexicon.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void free_entry(gpointer entry)
{
	lexicon_entry_free(entry);
}

static void test_lexicon_file_load_entries(void **state)
{
	g_autofree char *path =
		files_write(*state, "words.conf",
			    "category = \"a\"; what = \"of the file\";\n"
			    "entries = ( { phrase = \"one two\"; weight = 5; },\n"
			    "  { category = \"b\"; pattern = \"x+\"; weight = -3; what = \"own\"; } );\n");
	g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(free_entry);
	g_autoptr(GPtrArray) faults = faults_new();
	const struct lexicon_entry *entry;

	lexicon_file_load(path, entries, faults);
	assert_int_equal(faults->len, 0);
	assert_int_equal(entries->len, 2);
	entry = g_ptr_array_index(entries, 0);
	assert_string_equal(entry->category, "a");
	assert_string_equal(entry->expression, "one two");
	assert_string_equal(entry->what, "of the file");
	assert_true(entry->is_literal);
	assert_int_equal(entry->line, 2);
	entry = g_ptr_array_index(entries, 1);
	assert_string_equal(entry->category, "b");
	assert_string_equal(entry->what, "own");
	assert_int_equal(entry->weight, -3);
	assert_false(entry->is_literal);
}

static void test_lexicon_file_load_conditions(void **state)
{
	g_autofree char *path =
		files_write(*state, "words.conf",
			    "category = [ \"a\", \"b\" ]; language = \"cy\";\n"
			    "entries = ( { phrase = \"x\"; weight = 5; near = \"person\"; within = 40; },\n"
			    "  { category = \"c\"; pattern = \"y\"; weight = 3; supports = true; language = \"en\";\n"
			    "    divisions = [ \"subject\", \"quoted\" ]; } );\n");
	g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(free_entry);
	g_autoptr(GPtrArray) faults = faults_new();
	const struct lexicon_entry *entry;
	g_autofree char *categories = NULL;

	lexicon_file_load(path, entries, faults);
	assert_int_equal(faults->len, 0);
	assert_int_equal(entries->len, 3);
	categories = g_strconcat(((struct lexicon_entry *)g_ptr_array_index(entries, 0))->category,
				 ((struct lexicon_entry *)g_ptr_array_index(entries, 1))->category, NULL);
	assert_true(strcmp(categories, "ab") == 0 || strcmp(categories, "ba") == 0);
	entry = g_ptr_array_index(entries, 1);
	assert_string_equal(entry->near, "person");
	assert_int_equal(entry->within, 40);
	assert_string_equal(entry->language, "cy");
	assert_int_equal(entry->divisions, 0);
	entry = g_ptr_array_index(entries, 2);
	assert_true(entry->is_support);
	assert_string_equal(entry->language, "en");
	assert_int_equal(entry->divisions, 1u << CONTENT_SUBJECT | 1u << CONTENT_QUOTED);
}

static void test_lexicon_file_load_refuses(void **state)
{
	static const struct {
		const char *name, *text, *message;
	} cases[] = {
		{"no entries", "category = \"a\";", "words.conf:1: a lexicon needs entries = ( { ... }, { ... } );"},
		{"unknown key", "words = ( );", "words.conf:1: unknown key 'words'"},
		{"unknown key of an entry", "entries = ( { category = \"a\"; phrase = \"x\"; wieght = 1; } );",
		 "words.conf:1: unknown key 'wieght'; did you mean 'weight'?"},
		{"no category", "entries = (\n { phrase = \"x\"; weight = 1; } );",
		 "words.conf:2: an entry needs a category, its own or the file's"},
		{"neither", "category = \"a\"; entries = ( { weight = 1; } );",
		 "words.conf:1: an entry needs a phrase or a pattern, and not both"},
		{"both", "category = \"a\"; entries = ( { phrase = \"x\"; pattern = \"y\"; weight = 1; } );",
		 "words.conf:1: an entry needs a phrase or a pattern, and not both"},
		{"no weight", "category = \"a\"; entries = ( { phrase = \"x\"; } );",
		 "words.conf:1: weight is missing in this entry"},
		{"weight of nothing", "category = \"a\"; entries = ( { phrase = \"x\"; weight = 0; } );",
		 "words.conf:1: an entry that weighs 0 does nothing; take it out"},
		{"too heavy", "category = \"a\"; entries = ( { phrase = \"x\"; weight = 1001; } );",
		 "words.conf:1: weight is 1001; it must lie between -1000 and 1000"},
		{"near without within",
		 "category = \"a\"; entries = ( { phrase = \"x\"; weight = 1; near = \"b\"; } );",
		 "words.conf:1: near and within go together: near = \"person\"; within = 200;"},
		{"within too far",
		 "category = \"a\"; entries = ( { phrase = \"x\"; weight = 1; near = \"b\"; within = 0; } );",
		 "words.conf:1: within is 0; it must lie between 1 and 10000"},
		{"unknown division",
		 "category = \"a\"; entries = (\n { phrase = \"x\"; weight = 1; divisions = \"body\"; } );",
		 "words.conf:2: 'body' is no division that lexicons are looked for in; there are subject, authored, "
		 "attachment and quoted"},
		{"unknown language", "category = \"a\"; language = \"fr\"; entries = ( );",
		 "words.conf:1: 'fr' is no language of lexicons; there are en, cy (Welsh) and gd (Gaelic)"},
		{"a support that takes away",
		 "category = \"a\"; entries = ( { phrase = \"x\"; weight = -1; supports = true; } );",
		 "words.conf:1: an entry that supports others has a weight above 0"},
		{"a category that is no word", "category = \"A b\"; entries = ( );",
		 "words.conf:1: 'A b' cannot be a category; write small letters and hyphens"},
		{"an entry that is a word", "category = \"a\"; entries = ( \"x\" );",
		 "words.conf:1: an entry must be a group: { phrase = ...; weight = ...; }"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = files_write(*state, "words.conf", cases[i].text);
		g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(free_entry);
		g_autoptr(GPtrArray) faults = faults_new();
		const char *message;

		lexicon_file_load(path, entries, faults);
		message = files_message(*state, faults->len > 0 ? g_ptr_array_index(faults, 0) : NULL);
		if (strcmp(message, cases[i].message) != 0)
			fail_msg("%s: %s", cases[i].name, message);
	}
}

static void test_lexicon_file_shipped_compile(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) paths = lexicon_file_shipped(&error);
	g_autoptr(GPtrArray) faults = faults_new();
	GPtrArray *entries = g_ptr_array_new_with_free_func(free_entry);
	struct lexicons *lexicons;

	(void)state;
	assert_non_null(paths);
	assert_true(paths->len > 0);
	for (guint i = 0; i < paths->len; i++)
		lexicon_file_load(g_ptr_array_index(paths, i), entries, faults);
	if (faults->len > 0)
		fail_msg("%s", ((GError *)g_ptr_array_index(faults, 0))->message);
	lexicons = lexicons_new(entries, NULL, NULL, &error);
	if (lexicons == NULL)
		fail_msg("%s", error->message);
	assert_true(lexicons_has_category(lexicons, "exempt-information"));
	lexicons_free(lexicons);
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
		cmocka_unit_test(test_lexicon_file_load_entries),
		cmocka_unit_test(test_lexicon_file_load_conditions),
		cmocka_unit_test(test_lexicon_file_load_refuses),
		cmocka_unit_test(test_lexicon_file_shipped_compile),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
