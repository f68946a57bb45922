/* SPDX-License-Identifier: BSD-2-Clause */
/* A folder of texts is taken whole or refused with file and line. */
#include "review/notice_texts.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define GENERAL "comment\n[letter]\nA {time}\n[brief]\nB\n"
#define RETURNED "[letter]\nR\n"
#define SEVERAL "[opening]\nO\n[closing]\nC\n"

static const struct {
	const char *name;
	const char *general, *returned, *several, *own; /* own: silent-copy.en.txt, NULL: none */
	const char *welsh;                              /* of the same, NULL: none */
	const char *fault;                              /* what the message ends in; NULL: good */
} folders[] = {
	{"the least", GENERAL, RETURNED, SEVERAL, NULL, NULL, NULL},
	{"with one more", GENERAL, RETURNED, SEVERAL, "\n[letter]\nL\n[brief]\n", NULL, NULL},
	{"no general text", NULL, RETURNED, SEVERAL, NULL, NULL,
	 ":1: there is no general.en.txt; copy the shipped one"},
	{"an unknown variable", GENERAL, RETURNED, SEVERAL, "# x\n[letter]\nL\n{surname}\n[brief]\n", NULL,
	 "silent-copy.en.txt:4: {surname} is no variable"},
	{"a section missing", GENERAL, RETURNED, SEVERAL, "[letter]\nL\n", NULL,
	 "silent-copy.en.txt:1: needs the sections [letter] and [brief]"},
	{"a section twice", GENERAL, RETURNED, SEVERAL, "[letter]\nL\n[brief]\n[letter]\n", NULL,
	 "silent-copy.en.txt:4: \"[letter]\" is no section, or there twice"},
	{"an unknown section", GENERAL, RETURNED, SEVERAL, "[letters]\n", NULL,
	 "silent-copy.en.txt:1: \"[letters]\" is no"},
	{"not UTF-8", GENERAL, RETURNED, SEVERAL, "[letter]\n\xff\n[brief]\n", NULL,
	 "silent-copy.en.txt:1: is not UTF-8"},
	{"in Welsh as well", GENERAL, RETURNED, SEVERAL, "[letter]\nL\n[brief]\n", "[letter]\nL\n[brief]\n", NULL},
	{"in Welsh alone", GENERAL, RETURNED, SEVERAL, NULL, "[letter]\nL\n[brief]\n",
	 "silent-copy.cy.txt:1: there is no silent-copy.en.txt"},
	{"an unknown variable in Welsh", GENERAL, RETURNED, SEVERAL, "[letter]\nL\n[brief]\n",
	 "[letter]\n{enw}\n[brief]\n", "silent-copy.cy.txt:2: {enw} is no variable"},
};

static void put(const char *folder, const char *name, const char *content)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	g_unlink(path);
	if (content)
		assert_true(g_file_set_contents(path, content, -1, NULL));
}

static void test_notice_texts_load(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("notices-XXXXXX", NULL);

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autoptr(GError) error = NULL;

		print_message("%s\n", folders[i].name);
		put(folder, "general.en.txt", folders[i].general);
		put(folder, "returned.en.txt", folders[i].returned);
		put(folder, "several.en.txt", folders[i].several);
		put(folder, "released.en.txt", RETURNED);
		put(folder, "discarded.en.txt", RETURNED);
		put(folder, "silent-copy.en.txt", folders[i].own);
		put(folder, "silent-copy.cy.txt", folders[i].welsh);
		struct notice_texts *texts = notice_texts_load(folder, &error);
		assert_int_equal(texts != NULL, folders[i].fault == NULL);
		if (folders[i].fault && !strstr(error->message, folders[i].fault))
			assert_string_equal(error->message, folders[i].fault);
		notice_texts_free(texts);
	}
	put(folder, "general.en.txt", NULL);
	put(folder, "returned.en.txt", NULL);
	put(folder, "several.en.txt", NULL);
	put(folder, "released.en.txt", NULL);
	put(folder, "discarded.en.txt", NULL);
	put(folder, "silent-copy.en.txt", NULL);
	put(folder, "silent-copy.cy.txt", NULL);
	g_rmdir(folder);
}

static void test_notice_texts_letter_falls_back(void **state)
{
	struct notice_texts *texts = notice_texts_load("conf/notices", NULL);

	(void)state;
	assert_ptr_equal(notice_texts_letter(texts, WORDING_ENGLISH, "no-such-kind"),
			 notice_texts_letter(texts, WORDING_ENGLISH, "general"));
	assert_ptr_equal(notice_texts_letter(texts, WORDING_ENGLISH, NULL),
			 notice_texts_letter(texts, WORDING_ENGLISH, "general"));
	assert_ptr_equal(notice_texts_letter(texts, WORDING_ENGLISH, "several"),
			 notice_texts_letter(texts, WORDING_ENGLISH, "general"));
	assert_ptr_not_equal(notice_texts_letter(texts, WORDING_ENGLISH, "silent-copy"),
			     notice_texts_letter(texts, WORDING_ENGLISH, "general"));
	notice_texts_free(texts);
}

/* The names in braces, each once, in their order of the alphabet. */
static char *variables_of(const char *path)
{
	g_autoptr(GTree) names = g_tree_new_full((GCompareDataFunc)(void (*)(void))strcmp, NULL, g_free, NULL);
	g_autoptr(GRegex) pattern = g_regex_new("\\{(?:if )?([a-z_]+)\\}", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *content = NULL;
	GString *list = g_string_new(NULL);

	assert_true(g_file_get_contents(path, &content, NULL, NULL));
	g_regex_match(pattern, content, 0, &match);
	for (; g_match_info_matches(match); g_match_info_next(match, NULL)) {
		char *name = g_match_info_fetch(match, 1);

		g_tree_replace(names, name, name);
	}
	for (GTreeNode *node = g_tree_node_first(names); node; node = g_tree_node_next(node))
		g_string_append_printf(list, "%s ", (const char *)g_tree_node_key(node));
	return g_string_free(list, FALSE);
}

static void test_notice_texts_shipped_in_both_languages(void **state)
{
	g_autoptr(GDir) folder = g_dir_open("conf/notices", 0, NULL);
	unsigned welsh = 0, english = 0;
	const char *name;

	(void)state;
	while ((name = g_dir_read_name(folder))) {
		g_autofree char *kind = g_strndup(name, strcspn(name, "."));
		g_autofree char *ours = g_strdup_printf("conf/notices/%s.en.txt", kind);
		g_autofree char *theirs = g_strdup_printf("conf/notices/%s.cy.txt", kind);

		welsh += g_str_has_suffix(name, ".cy.txt");
		english += g_str_has_suffix(name, ".en.txt");
		print_message("%s\n", name);
		g_autofree char *in_english = variables_of(ours);
		g_autofree char *in_welsh = variables_of(theirs);
		assert_true(strlen(in_english) > 0);
		assert_string_equal(in_english, in_welsh);
	}
	assert_true(english > 0);
	assert_int_equal(welsh, english);
}

#define WELSH "cy"
#define ENGLISH "en"

static const struct {
	const char *name;
	enum conf_notice_language wanted;
	const char *kinds, *expect; /* space-separated */
} wanted[] = {
	{"English", CONF_NOTICE_ENGLISH, "own", ENGLISH},
	{"Welsh", CONF_NOTICE_WELSH, "own", WELSH},
	{"both, Welsh first", CONF_NOTICE_BOTH, "own", WELSH " " ENGLISH},
	{"no Welsh text", CONF_NOTICE_WELSH, "english-only", ENGLISH},
	{"no Welsh text, both", CONF_NOTICE_BOTH, "english-only", ENGLISH},
	{"no text at all: the general one", CONF_NOTICE_BOTH, "none", WELSH " " ENGLISH},
	{"one of two has none", CONF_NOTICE_WELSH, "own english-only", ENGLISH},
	{"several has no Welsh text", CONF_NOTICE_WELSH, "own none", ENGLISH},
};

static void test_notice_texts_languages(void **state)
{
	static const char *const files[] = {"discarded.en.txt", "released.en.txt",     "general.en.txt",
					    "returned.en.txt",  "several.en.txt",      "own.en.txt",
					    "own.cy.txt",       "english-only.en.txt", "general.cy.txt"};
	g_autofree char *folder = g_dir_make_tmp("notices-XXXXXX", NULL);

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
		put(folder, files[i], strcmp(files[i], "several.en.txt") == 0 ? SEVERAL : GENERAL);
	struct notice_texts *texts = notice_texts_load(folder, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
		g_auto(GStrv) kinds = g_strsplit(wanted[i].kinds, " ", -1);
		g_autoptr(GPtrArray) array = g_ptr_array_new();
		g_autoptr(GString) got = g_string_new(NULL);
		enum wording_language languages[WORDING_LANGUAGES];

		print_message("%s\n", wanted[i].name);
		for (gsize k = 0; kinds[k]; k++)
			g_ptr_array_add(array, kinds[k]);
		gsize count = notice_texts_languages(texts, wanted[i].wanted, array, languages);
		for (gsize k = 0; k < count; k++)
			g_string_append_printf(got, "%s%s", k > 0 ? " " : "", wording_language_name(languages[k]));
		assert_string_equal(got->str, wanted[i].expect);
	}
	notice_texts_free(texts);
	for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
		put(folder, files[i], NULL);
	g_rmdir(folder);
}

static void test_notice_texts_load_no_folder(void **state)
{
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_null(notice_texts_load("/nonexistent", &error));
	assert_non_null(error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_notice_texts_load),
		cmocka_unit_test(test_notice_texts_letter_falls_back),
		cmocka_unit_test(test_notice_texts_shipped_in_both_languages),
		cmocka_unit_test(test_notice_texts_languages),
		cmocka_unit_test(test_notice_texts_load_no_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
