/* SPDX-License-Identifier: BSD-2-Clause */
/* Paragraphs are filled, words to copy are left alone. */
#include "review/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *name, *in, *out;
} cases[] = {
	{"empty", "", ""},
	{"only spaces", " \n\n  \n", ""},
	{"one word", "a", "a\n"},
	{"spaces and line ends are one space", "a  b\nc \n d\n", "a b c d\n"},
	{"empty lines part paragraphs", "a\n\n\n\nb\n", "a\n\nb\n"},
	{"words to copy", "say:\n    CC Councillor  A\nthen\n", "say:\n\n    CC Councillor  A\n\nthen\n"},
	{"two lines to copy", "say:\n\n    one\n    two\n\n\nthen\n", "say:\n\n    one\n    two\n\nthen\n"},
	{"copy lines first and last", "    one\n    two  \n", "    one\n    two\n"},
	{"an indented empty line is empty", "a\n      \nb", "a\n\nb\n"},
	{"filled to the column", "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234567 9 next",
	 "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890\n1234567 9 next\n"},
	{"exactly the column", "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 123456 x",
	 "1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 123456\nx\n"},
};

static void test_layout_text(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = layout_text(cases[i].in);

		print_message("%s\n", cases[i].name);
		assert_string_equal(text, cases[i].out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_layout_text)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
