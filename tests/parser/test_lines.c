/* SPDX-License-Identifier: BSD-2-Clause */
/* Plain text to lines: quote marks, format=flowed, blank lines. */
#include "parser/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct lines_case {
	const char *name, *text;
	gboolean is_flowed;
	const char *shown; /* "depth:text" a line */
} cases[] = {
	{"plain", "one\n\ntwo", FALSE, "0:one\n0:\n0:two\n"},
	{"quoted", "> one\n>two\n>> three\n> > four\n", FALSE, "1:one\n1:two\n2:three\n2:four\n"},
	{"indented mark", "  > one\n    > two\n", FALSE, "1:one\n0:    > two\n"},
	{"indented code in a quote", ">   one\n", FALSE, "1:  one\n"},
	{"GroupWise's head", ">>> Jo Hart 14/05/2026 09:30 >>>\n> >>> Jo 1/5/2026 >>>\n>>> three\n", FALSE,
	 "0:>>> Jo Hart 14/05/2026 09:30 >>>\n1:>>> Jo 1/5/2026 >>>\n3:three\n"},
	{"Apple Mail's U+FEFF", "\xef\xbb\xbf> one\n", FALSE, "1:one\n"},
	{"arrow in a line", "a > b\n", FALSE, "0:a > b\n"},
	{"flowed", "CC Councillor \nOduya\nnext", TRUE, "0:CC Councillor Oduya\n0:next\n"},
	{"flowed quote", "> one \n> two\nthree \n> four\n", TRUE, "1:one two\n0:three \n1:four\n"},
	{"flowed delimiter", "one\n-- \nJo", TRUE, "0:one\n0:-- \n0:Jo\n"},
	{"space-stuffed", " From\n > x", TRUE, "0:From\n1:x\n"},
	{"not flowed", "one \ntwo", FALSE, "0:one \n0:two\n"},
	{"empty", "", FALSE, ""},
};

static void test_lines_from_plain(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct lines *lines = lines_from_plain(cases[i].text, cases[i].is_flowed);
		g_autoptr(GString) shown = g_string_new(NULL);

		print_message("%s\n", cases[i].name);
		for (guint j = 0; j < lines->lines->len; j++) {
			const struct line *line = lines_at(lines, j);

			g_string_append_printf(shown, "%d:%.*s\n", line->depth, (int)line->length,
					       lines->text->str + line->start);
		}
		assert_string_equal(shown->str, cases[i].shown);
		lines_free(lines);
	}
}

static void test_lines_depth_limit(void **state)
{
	g_autofree char *marks = g_strnfill(100000, '>');
	struct lines *lines = lines_from_plain(marks, FALSE);

	(void)state;
	assert_int_equal(lines_at(lines, 0)->depth, LINES_MAX_DEPTH);
	lines_free(lines);
}

static void test_lines_blank_and_trimmed(void **state)
{
	struct lines *lines = lines_from_plain(" \xc2\xa0\xe2\x80\x8b\n\xc2\xa0 x \t\n", FALSE);
	g_autofree char *trimmed = lines_trimmed(lines, 1);

	(void)state;
	assert_true(lines_is_blank(lines, 0));
	assert_false(lines_is_blank(lines, 1));
	assert_string_equal(trimmed, "x");
	lines_free(lines);
}

static void test_lines_plain_characters(void **state)
{
	struct lines *lines = lines_from_plain("\xc2\xa0"
					       "From:\xe2\x80\xafJo\xe2\x80\x8b \xe2\x80\x90\xe2\x80\x94\n",
					       FALSE);
	g_autofree char *plain = lines_plain(lines, 0);

	(void)state;
	assert_string_equal(plain, "From: Jo --");
	lines_free(lines);
}

static void test_lines_count_limit(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	struct lines *lines;

	(void)state;
	for (guint i = 0; i < LINES_MAX; i++)
		g_string_append(text, "\n");
	g_string_append(text, "> last\nof all\n");
	lines = lines_from_plain(text->str, FALSE);
	assert_int_equal(lines->lines->len, LINES_MAX);
	assert_int_equal(lines_at(lines, LINES_MAX - 1)->length, strlen("\nlast\nof all"));
	assert_true(g_str_has_suffix(lines->text->str, "\n\nlast\nof all\n"));
	lines_free(lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_from_plain),       cmocka_unit_test(test_lines_depth_limit),
		cmocka_unit_test(test_lines_count_limit),      cmocka_unit_test(test_lines_blank_and_trimmed),
		cmocka_unit_test(test_lines_plain_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
