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
	const char *fault;                              /* what the message ends in; NULL: good */
} folders[] = {
	{"the least", GENERAL, RETURNED, SEVERAL, NULL, NULL},
	{"with one more", GENERAL, RETURNED, SEVERAL, "\n[letter]\nL\n[brief]\n", NULL},
	{"no general text", NULL, RETURNED, SEVERAL, NULL, ":1: there is no general.en.txt; copy the shipped one"},
	{"an unknown variable", GENERAL, RETURNED, SEVERAL, "# x\n[letter]\nL\n{surname}\n[brief]\n",
	 "silent-copy.en.txt:4: {surname} is no variable"},
	{"a section missing", GENERAL, RETURNED, SEVERAL, "[letter]\nL\n",
	 "silent-copy.en.txt:1: needs the sections [letter] and [brief]"},
	{"a section twice", GENERAL, RETURNED, SEVERAL, "[letter]\nL\n[brief]\n[letter]\n",
	 "silent-copy.en.txt:4: \"[letter]\" is no section, or there twice"},
	{"an unknown section", GENERAL, RETURNED, SEVERAL, "[letters]\n", "silent-copy.en.txt:1: \"[letters]\" is no"},
	{"not UTF-8", GENERAL, RETURNED, SEVERAL, "[letter]\n\xff\n[brief]\n", "silent-copy.en.txt:1: is not UTF-8"},
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
		put(folder, "silent-copy.en.txt", folders[i].own);
		struct notice_texts *texts = notice_texts_load(folder, &error);
		assert_int_equal(texts != NULL, folders[i].fault == NULL);
		if (folders[i].fault && !strstr(error->message, folders[i].fault))
			assert_string_equal(error->message, folders[i].fault);
		notice_texts_free(texts);
	}
	put(folder, "general.en.txt", NULL);
	put(folder, "returned.en.txt", NULL);
	put(folder, "several.en.txt", NULL);
	put(folder, "silent-copy.en.txt", NULL);
	g_rmdir(folder);
}

static void test_notice_texts_letter_falls_back(void **state)
{
	struct notice_texts *texts = notice_texts_load("conf/notices", NULL);

	(void)state;
	assert_ptr_equal(notice_texts_letter(texts, "no-such-kind"), notice_texts_letter(texts, "general"));
	assert_ptr_equal(notice_texts_letter(texts, NULL), notice_texts_letter(texts, "general"));
	assert_ptr_equal(notice_texts_letter(texts, "several"), notice_texts_letter(texts, "general"));
	assert_ptr_not_equal(notice_texts_letter(texts, "silent-copy"), notice_texts_letter(texts, "general"));
	notice_texts_free(texts);
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
		cmocka_unit_test(test_notice_texts_load_no_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
