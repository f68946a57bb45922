/* SPDX-License-Identifier: BSD-2-Clause */
/* Sentences over pages with running heads and feet. */
#include "parser/extract/extract_pdf_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct page_case {
	const char *name, *text, *joined;
} cases[] = {
	{"nothing", "", ""},
	{"one page", "a word\n\f", "a word\n\f"},
	{"pages without heads", "not for publi-\n\n\fcation\n\n\f", "not for publi-\n\n\fcation\n\n\f"},
	{"a foot within a word", "not for publi-\n\nPage 1\n\n\fcation, or\nthe press.\n\nNext.\n\nPage 2\n\n\f",
	 "not for publi-\ncation, or\nthe press.\n\nPage 1\n\n\f\n\nNext.\n\nPage 2\n\n\f"},
	{"a head within a phrase", "Council 1\nnot for\n\n\fCouncil 2\npublication\n\n\f",
	 "Council 1\nnot for\npublication\n\n\fCouncil 2\n\n\n\f"},
	{"numbers alone", "not for\n\n9\n\n\fpublication\n\n10\n\n\f", "not for\npublication\n\n9\n\n\f\n\n10\n\n\f"},
	{"heads of left and right pages",
	 "L\na\n\f"
	 "R\nb\n\f"
	 "L\nc.\n\f"
	 "R\nd\n\f",
	 "L\na\nb\n\n\f"
	 "R\n\n\f"
	 "L\nc.\n\f"
	 "R\nd\n\f"},
	{"a sentence that ends with its page", "It is so.\n\nPage 1\n\n\fNext\n\nPage 2\n\n\f",
	 "It is so.\n\nPage 1\n\n\fNext\n\nPage 2\n\n\f"},
	{"pages that are alike", "a\nb\n\fa\nb\n\fa\nb\n\f", "a\nb\n\fa\nb\n\fa\nb\n\f"},
	{"empty pages", "\f\f\n\fa\n\f", "\f\f\n\fa\n\f"},
	{"text behind the last page", "a\n\nPage 1\n\fb\n\nPage 2\n\fc", "a\nb\n\nPage 1\n\f\n\nPage 2\n\fc"},
};

static void test_join(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *joined = extract_pdf_pages_join(cases[i].text);

		print_message("  %s\n", cases[i].name);
		assert_string_equal(joined->str, cases[i].joined);
		g_string_free(joined, TRUE);
	}
}

/* Behind the last page that is looked at all stays as it is. */
static void test_join_too_many_pages(void **state)
{
	g_autoptr(GString) text = g_string_new(NULL);
	GString *joined;
	char *late;

	(void)state;
	for (unsigned i = 0; i < PDF_PAGES_MAX + 2; i++)
		g_string_append_printf(text, "%c word\n\nPage %u\n\n\f", 'a' + i % 7, i);
	joined = extract_pdf_pages_join(text->str);
	assert_true(g_str_has_prefix(joined->str, "a word\nb word\n\nPage 0\n"));
	late = g_strdup_printf("%c word\n\nPage %u\n\n\f%c word\n\nPage %u\n\n\f", 'a' + PDF_PAGES_MAX % 7,
			       PDF_PAGES_MAX, 'a' + (PDF_PAGES_MAX + 1) % 7, PDF_PAGES_MAX + 1);
	assert_true(g_str_has_suffix(joined->str, late));
	g_free(late);
	g_string_free(joined, TRUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_join),
		cmocka_unit_test(test_join_too_many_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
