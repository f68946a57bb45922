/* SPDX-License-Identifier: BSD-2-Clause */
/* Notice texts: what they become, and how a wrong one is told. */
#include "review/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"forename", "time", "empty", NULL};

static const struct {
	const char *name, *text, *expect;
} renderings[] = {
	{"no variable", "plain\n", "plain\n"},
	{"a value", "{forename}, your {time} email", "Jo, your 09:30 email"},
	{"an empty value", "a{empty}b", "ab"},
	{"if there", "{if forename}{forename}, your{else}Your{end} email", "Jo, your email"},
	{"if absent", "{if empty}x{else}Your{end} email", "Your email"},
	{"if without else", "a{if empty}x{end}b", "ab"},
	{"within each other", "{if forename}{if empty}1{else}2{end}{else}{if time}3{end}{end}", "2"},
	{"within one that is not shown", "{if empty}{if time}1{else}2{end}{else}3{end}", "3"},
	{"else of a hidden one stays hidden", "{if empty}{if empty}1{else}2{end}{end}4", "4"},
	{"a brace", "{{time} }", "{time} }"},
};

static void test_template_render(void **state)
{
	g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);

	(void)state;
	g_hash_table_insert(values, (gpointer) "forename", (gpointer) "Jo");
	g_hash_table_insert(values, (gpointer) "time", (gpointer) "09:30");
	g_hash_table_insert(values, (gpointer) "empty", (gpointer) "");
	for (gsize i = 0; i < G_N_ELEMENTS(renderings); i++) {
		g_autoptr(GError) error = NULL;
		struct template *template = template_parse(renderings[i].text, names, "x.txt", 1, &error);

		print_message("%s\n", renderings[i].name);
		assert_null(error);
		g_autofree char *text = template_render(template, values);
		assert_string_equal(text, renderings[i].expect);
		template_free(template);
	}
}

static void test_template_render_value_with_braces(void **state)
{
	g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
	struct template *template = template_parse("{time}", names, "x.txt", 1, NULL);

	(void)state;
	g_hash_table_insert(values, (gpointer) "time", (gpointer) "{forename}");
	g_autofree char *text = template_render(template, values);
	assert_string_equal(text, "{forename}");
	template_free(template);
}

static const struct {
	const char *name, *text, *expect;
	int code;
} faults[] = {
	{"unknown name", "a\n{surname}", "x.txt:12: {surname} is no variable; there are: forename, time, empty",
	 TEMPLATE_ERROR_NAME},
	{"unknown name in if", "{if hold}{end}", "x.txt:11: {hold} is no variable", TEMPLATE_ERROR_NAME},
	{"no end", "\n{if time}\nx\n", "x.txt:14: {if} has no {end}", TEMPLATE_ERROR_SYNTAX},
	{"end alone", "x{end}", "x.txt:11: {end} has no {if} before it", TEMPLATE_ERROR_SYNTAX},
	{"else alone", "{else}", "x.txt:11: {else} has no {if} before it", TEMPLATE_ERROR_SYNTAX},
	{"else twice", "{if time}{else}{else}{end}", "x.txt:11: {else} has no {if}", TEMPLATE_ERROR_SYNTAX},
	{"open brace", "a {time\n}", "x.txt:11: {time} does not end on its line", TEMPLATE_ERROR_SYNTAX},
	{"too deep", "{if time}{if time}{if time}{if time}{if time}{end}{end}{end}{end}{end}",
	 "x.txt:11: {if time} stands inside too many others", TEMPLATE_ERROR_SYNTAX},
};

static void test_template_parse_faults(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autoptr(GError) error = NULL;

		print_message("%s\n", faults[i].name);
		assert_null(template_parse(faults[i].text, names, "x.txt", 11, &error));
		assert_true(g_error_matches(error, TEMPLATE_ERROR, faults[i].code));
		if (!g_str_has_prefix(error->message, faults[i].expect))
			assert_string_equal(error->message, faults[i].expect);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_template_render),
		cmocka_unit_test(test_template_render_value_with_braces),
		cmocka_unit_test(test_template_parse_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
