/* SPDX-License-Identifier: BSD-2-Clause */
/* The HTML form of a notice says what the text says, escaped, and loads nothing. */
#include "review/notice_html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *name, *text, *has;
} texts[] = {
	{"a paragraph of two lines", "one\ntwo\n\nthree\n", "<p>one\ntwo</p>\n<p>three</p>\n"},
	{"words to copy", "add:\n\n    CC A\n    CC B\n\nend\n", ">CC A\nCC B</pre>\n<p>end</p>\n"},
	{"words to copy at the end", "add:\n\n    CC A\n", "<p>add:</p>\n<pre style=\""},
	{"script", "<script>alert(1)</script> & \"x\"\n",
	 "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</p>"},
	{"a picture among the words to copy", "    <img src=x>\n", ">&lt;img src=x&gt;</pre>"},
	{"nothing", "", "<div lang=\"en\">\n</div>"},
};

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		print_error("%s\n-- lacks: %s\n", text, part);
	assert_non_null(strstr(text, part));
}

static void test_notice_html_blocks(void **state)
{
	static const char *const foreign[] = {"<img", "<script", "<a ", "src=\"", "href", "url(", "<link", "<style"};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct notice_version version = {.language = "en", .text = (char *)texts[i].text};
		g_autofree char *html = notice_html("a <b> & c", &version, 1);

		print_message("%s\n", texts[i].name);
		assert_has(html, texts[i].has);
		assert_has(html, "<html lang=\"en\">");
		assert_has(html, "<title>a &lt;b&gt; &amp; c</title>");
		for (gsize f = 0; f < G_N_ELEMENTS(foreign); f++)
			assert_null(strstr(html, foreign[f]));
	}
}

static void test_notice_html_two_languages(void **state)
{
	const struct notice_version versions[] = {{"cy", (char *)"Mae\n"}, {"en", (char *)"It\n"}};
	g_autofree char *html = notice_html("t", versions, G_N_ELEMENTS(versions));

	(void)state;
	assert_has(html, "<html lang=\"cy\">");
	assert_has(html, "<div lang=\"cy\">\n<p>Mae</p>\n</div>\n<hr>\n<div lang=\"en\">\n<p>It</p>\n</div>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_notice_html_blocks),
		cmocka_unit_test(test_notice_html_two_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
