/* SPDX-License-Identifier: BSD-2-Clause */
/* A refusal says what a notice would, within what libmilter takes, and nothing to strangers. */
#include "milter/refusal.h"

#include "policy/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct conf conf = {.council = {.name = "Northmere Borough Council", .protocol = "Our protocol"},
			   .notices = {.help = "01632 960001"}};
static struct rule rule = {.name = "york-10.1c",
			   .clause = "York, Appendix 16, 10.1",
			   .point = "a councillor knows who else gets an email"};

static struct verdict *verdict_with(const char *cure, enum action applied)
{
	struct verdict *verdict = verdict_new(1);
	struct finding *finding = finding_new(&rule, ACTION_REJECT);
	finding->applied = applied;
	g_free(finding->cure);
	finding->cure = g_strdup(cure);
	g_ptr_array_add(verdict->findings, finding);
	verdict->may_answer = TRUE;
	return verdict;
}

static char *text_of(const struct verdict *verdict, const char *case_id)
{
	GPtrArray *lines = refusal_lines(&conf, verdict, case_id);
	assert_in_range(lines->len, 1, REFUSAL_MAX_LINES);
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < lines->len; i++) {
		const char *line = lines->pdata[i];
		assert_in_range(strlen(line), 1, REFUSAL_LINE_BYTES);
		assert_null(strpbrk(line, "\r\n%"));
		for (const char *c = line; *c; c++)
			assert_true(g_ascii_isprint(*c));
		g_string_append_printf(text, "%s ", line);
	}
	g_ptr_array_unref(lines);
	return g_string_free(text, FALSE);
}

static void test_lines_say_why_and_how(void **state)
{
	(void)state;
	struct verdict *verdict = verdict_with("Add the line \"CC Councillor Oduya\" at the foot.", ACTION_REJECT);
	g_autofree char *text = text_of(verdict, "7KQ4-M2XD");
	assert_non_null(strstr(text, "Northmere Borough Council"));
	assert_non_null(strstr(text, "York, Appendix 16, 10.1"));
	assert_non_null(strstr(text, rule.point));
	assert_non_null(strstr(text, "\"CC Councillor Oduya\""));
	assert_non_null(strstr(text, "01632 960001"));
	assert_non_null(strstr(text, "7KQ4-M2XD"));
	verdict_free(verdict);
}

static void test_lines_tell_a_stranger_nothing(void **state)
{
	(void)state;
	struct verdict *verdict = verdict_with("Secret cure.", ACTION_REJECT);
	verdict->may_answer = FALSE;
	g_autofree char *text = text_of(verdict, "7KQ4-M2XD");
	assert_null(strstr(text, "Secret"));
	assert_null(strstr(text, "York"));
	assert_non_null(strstr(text, "7KQ4-M2XD"));
	verdict_free(verdict);
}

static void test_lines_leave_out_weaker_findings(void **state)
{
	(void)state;
	struct verdict *verdict = verdict_with("Secret cure.", ACTION_NOTICE);
	g_autofree char *text = text_of(verdict, NULL);
	assert_null(strstr(text, "Secret"));
	verdict_free(verdict);
}

static void test_lines_take_any_text(void **state)
{
	(void)state;
	g_autofree char *long_word = g_strnfill(3000, 'w');
	g_autofree char *long_text = g_malloc0(40001);
	for (gsize i = 0; i < 40000; i++)
		long_text[i] = i % 6 == 5 ? ' ' : 'x';
	const struct {
		const char *name, *cure;
	} cases[] = {
		{"line breaks", "one\r\ntwo\nthree"},
		{"per cent", "100% of %s"},
		{"not ASCII", "Councillor Zoë Odúya – now"},
		{"not UTF-8", "a\xff\xfe z"},
		{"a word longer than a line", long_word},
		{"more than all lines hold", long_text},
		{"empty", ""},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		struct verdict *verdict = verdict_with(cases[i].cure, ACTION_REJECT);
		g_autofree char *text = text_of(verdict, "7KQ4-M2XD");
		assert_non_null(strstr(text, "7KQ4-M2XD"));
		verdict_free(verdict);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_say_why_and_how),
		cmocka_unit_test(test_lines_tell_a_stranger_nothing),
		cmocka_unit_test(test_lines_leave_out_weaker_findings),
		cmocka_unit_test(test_lines_take_any_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
