/* SPDX-License-Identifier: BSD-2-Clause */
#include "review/page/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_html_add_escapes(void **state)
{
	static const struct {
		const char *foreign, *shown;
	} cases[] = {
		{"plain", "plain"},
		{"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
		{"\" onfocus=\"x", "&quot; onfocus=&quot;x"},
		{"' &amp;", "&#39; &amp;amp;"},
		{"Zoë Brontë-Hale", "Zoë Brontë-Hale"},
		{"a\xff\xfe b", "a\xEF\xBF\xBD\xEF\xBF\xBD b"},
		{"a\x1b[2J", "a\xEF\xBF\xBD[2J"},
		{"line\nand\ttab", "line\nand\ttab"},
		{"gpj.\u202Efdp", "gpj.\uFFFDfdp"},
		{"\u2067x\u2069\u200Fy", "\uFFFDx\uFFFD\uFFFDy"},
		{"\xC2\x85", "\uFFFD"},
		{"%s %d", "%s %d"},
		{"", ""},
		{NULL, ""},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct html *html = html_new();
		g_autoptr(GBytes) bytes = NULL;
		g_autofree char *wanted = g_strdup_printf("<p title=\"%s\">7 8%%</p>", cases[i].shown);
		g_autofree char *got = NULL;

		html_add(html, "<p title=\"%s\">%d %u%%</p>", cases[i].foreign, 7, 8U);
		bytes = html_steal(html);
		assert_int_equal(g_bytes_get_size(bytes), strlen(wanted));
		got = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
		assert_string_equal(got, wanted);
	}
}

static void test_html_address_text(void **state)
{
	g_autofree char *text = html_address_text("a&b=c/d?\"<é");

	(void)state;
	assert_string_equal(text, "a%26b%3Dc%2Fd%3F%22%3C%C3%A9");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_html_add_escapes),
		cmocka_unit_test(test_html_address_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
