/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib.h>

#include "cli/terminal.h"

static char *printed(const char *text, const char *indent)
{
	char *shown = NULL;
	size_t length;
	FILE *stream = open_memstream(&shown, &length);

	if (indent == NULL)
		terminal_print(stream, text);
	else
		terminal_print_lines(stream, text, indent);
	fclose(stream);
	return shown;
}

static void test_terminal_print(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *name, *text, *shown;
	} cases[] = {
		{"plain", "Cllr Oduya", "Cllr Oduya"},
		{"accents", "Siân Ó Briain", "Siân Ó Briain"},
		{"nothing", NULL, ""},
		{"an escape sequence", "\033[2J\033]0;x\007", "?[2J?]0;x?"},
		{"right-to-left override", "a\u202Eb", "a?b"},
		{"zero width", "a\u200Bb", "a?b"},
		{"a line end", "a\nb", "a?b"},
		{"C1 control", "a\302\233b", "a?b"},
		{"no UTF-8", "a\xff\xc3", "a??"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *shown = printed(cases[i].text, NULL);

		print_message("%s\n", cases[i].name);
		assert_string_equal(shown, cases[i].shown);
	}
}

static void test_terminal_print_lines(void **state G_GNUC_UNUSED)
{
	g_autofree char *shown = printed("one\n\ntwo\tthree\r", "  ");

	assert_string_equal(shown, "  one\n\n  two\tthree?\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_terminal_print),
		cmocka_unit_test(test_terminal_print_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
