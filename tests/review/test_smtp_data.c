/* SPDX-License-Identifier: BSD-2-Clause */
/* Line ends and dots, whole and cut at every place. */
#include "review/smtp_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *name, *in, *out;
} cases[] = {
	{"empty", "", ".\r\n"},
	{"plain", "a\r\nb\r\n", "a\r\nb\r\n.\r\n"},
	{"open last line", "a", "a\r\n.\r\n"},
	{"dots at the start only", ".\r\n..a\r\nb.c\r\n", "..\r\n...a\r\nb.c\r\n.\r\n"},
	{"a bare LF ended a line", "a\n.b\n", "a\r\n..b\r\n.\r\n"},
	{"a bare CR ended none", "a\rb\r\n", "a b\r\n.\r\n"},
	{"a bare CR cannot end the message", "a\r.\r\n", "a .\r\n.\r\n"},
	{"nor a bare LF and dot", "a\n.\nMAIL FROM:<x>\r\n", "a\r\n..\r\nMAIL FROM:<x>\r\n.\r\n"},
	{"nor CR dot CR", "a\r\n.\rb\r\n", "a\r\n.. b\r\n.\r\n"},
	{"CR CR LF", "a\r\r\nb", "a \r\nb\r\n.\r\n"},
	{"CR at the end", "a\r", "a\r\n.\r\n"},
	{"CR alone", "\r", "\r\n.\r\n"},
	{"CR LF CR", "a\r\n\r", "a\r\n\r\n.\r\n"},
	{"eight bits", "\xc3\xa9\xff\r\n", "\xc3\xa9\xff\r\n.\r\n"},
};

static void test_smtp_data_cut_anywhere(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gsize length = strlen(cases[i].in);

		print_message("%s\n", cases[i].name);
		for (gsize cut = 0; cut <= length; cut++) {
			struct smtp_data data = SMTP_DATA_START;
			g_autoptr(GString) out = g_string_new(NULL);

			smtp_data_append(&data, cases[i].in, cut, out);
			smtp_data_append(&data, cases[i].in + cut, length - cut, out);
			smtp_data_end(&data, out);
			assert_string_equal(out->str, cases[i].out);
		}
	}
}

static void test_smtp_data_keeps_nul(void **state)
{
	struct smtp_data data = SMTP_DATA_START;
	g_autoptr(GString) out = g_string_new(NULL);

	(void)state;
	smtp_data_append(&data, "a\0b\r\n", 5, out);
	assert_int_equal(out->len, 5);
	assert_memory_equal(out->str, "a\0b\r\n", 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_smtp_data_cut_anywhere),
		cmocka_unit_test(test_smtp_data_keeps_nul),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
