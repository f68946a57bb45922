/* SPDX-License-Identifier: BSD-2-Clause */
/* What of an HTML text is seen, hidden, or gone, and where its lines break. */
#include "parser/html.h"
#include "parser/html_sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* A line a line; '>' for each depth, hidden ones between braces. */
static char *show(const struct lines *lines)
{
	GString *shown = g_string_new(NULL);

	for (guint i = 0; i < lines->lines->len; i++) {
		const struct line *line = lines_at(lines, i);
		g_autofree char *text = g_strndup(lines->text->str + line->start, line->length);

		for (unsigned d = 0; d < line->depth; d++)
			g_string_append_c(shown, '>');
		g_string_append_printf(shown, line->is_hidden ? "{%s}" : "%s", text);
		g_string_append_c(shown, '\n');
	}
	return g_string_free(shown, FALSE);
}

static const struct html_case {
	const char *name, *html, *shown;
} cases[] = {
	{"text alone", "one  two\n three", "one two three\n"},
	{"paragraphs and breaks", "<p>one<p>two<br>three<div>four</div>five", "one\ntwo\nthree\nfour\nfive\n"},
	{"blank lines", "one<br><br>two<div><br></div>three<p>&nbsp;</p>four", "one\n\ntwo\n\nthree\n \nfour\n"},
	{"table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a\tb\nc\td\n"},
	{"lists", "<ul><li>one</li><li>two</li></ul>", "one\ntwo\n"},
	{"inline elements join", "<b>CC</b> <i>Coun</i>cillor", "CC Councillor\n"},
	{"entities", "caf&eacute; &amp; &lt;b&gt; &#8364; &nosuch; a&nbsp;b",
	 "caf\xc3\xa9 & <b> \xe2\x82\xac &nosuch; a b\n"},
	{"pre", "<pre>one\n  two\n</pre>three", "one\n  two\nthree\n"},
	{"an element of HTML 5 does not end the head",
	 "<style>p{}</style><title>t</title><article>one</article><main>two</main>", "one\ntwo\n"},
	{"nor does one of Office", "<html><head><meta name=x><o:p>one</o:p></html>", "one\n"},
	{"head, style, script, comment",
	 "<html><head><title>t</title><style>p{}</style></head><body><script>x<y</script>a<!-- b "
	 "--><style>q</style>c</body>",
	 "ac\n"},
	{"conditional comments", "a<!--[if mso]>b<![endif]-->c<![if !mso]>d<![endif]>e", "acde\n"},
	{"text after the end", "<html><body>a</body></html>b", "a\nb\n"},
	{"display none", "<body>a<div style='display: none'>b</div>c<span style=\"DISPLAY:NONE !important;\">d</span>",
	 "{b}\nac\n{d}\n"},
	{"display none around blocks", "<div style=display:none><p>a<p>b</div>c", "{a}\n{b}\nc\n"},
	{"display none is not undone", "<div style=display:none><p style=display:block>a</div>b", "{a}\nb\n"},
	{"visibility", "<div style=visibility:hidden>a<b style=visibility:visible>b</b></div>c", "b\n{a}\nc\n"},
	{"a picture's words", "not <img alt='Council\ncrest' title=OFFICIAL src=x>for<img alt=Seal><p>b",
	 "not for\n{Council crest OFFICIAL Seal}\nb\n"},
	{"a picture's words twice", "<img alt=Crest title=Crest>a", "a\n{Crest}\n"},
	{"a picture without words", "a<img alt='' title>b<pre><img alt='c\nd'></pre>", "ab\n{c d}\n"},
	{"hidden attribute", "a<p hidden>b</p>", "a\n{b}\n"},
	{"font size 0", "a<span style='font-size:0px'>b</span><span style='font-size:0'>c</span>", "a\n{bc}\n"},
	{"font size set again", "<td style='font-size:0'><span style='font-size:12pt'>a</span>b</td>", "a\n{b}\n"},
	{"font size 12", "a<span style='font-size:12.0pt'>b</span>", "ab\n"},
	{"out of sight to the left", "a<span style='position:absolute;left:-9999px'>b</span>c", "ac\n{b}\n"},
	{"out of sight in em", "a<span style='text-indent:-100em'>b</span>c", "ac\n{b}\n"},
	{"a hanging indent", "a<span style='position:relative;left:-18pt;text-indent:-18.0pt'>b</span>c", "abc\n"},
	{"a place that does not count", "a<span style='left:-9999px'>b</span>c", "abc\n"},
	{"opacity", "a<span style='opacity:0'>b</span><span style='opacity:0.5'>c</span>", "ac\n{b}\n"},
	{"white on white",
	 "a<span style='color:#fff'>b</span><font color=white>c</font><span style='color:#FEFEFE'>d</span>",
	 "a\n{bcd}\n"},
	{"white on blue", "<div style='background:#0000ff'><span style='color:white'>a</span></div>", "a\n"},
	{"white on blue by attribute", "<table bgcolor=#000080><tr><td><font color='#ffffff'>a</font></table>", "a\n"},
	{"colour and background in one style", "<span style='color:#222;background-color:rgb(34, 34, 34)'>a</span>b",
	 "b\n{a}\n"},
	{"white on an image", "<td background='cid:x'><span style='color:white'>a</span></td>", "a\n"},
	{"transparent", "<span style='color:transparent'>a</span><span style='color:rgba(0,0,0,0)'>b</span>c",
	 "c\n{ab}\n"},
	{"black on transparent", "<span style='color:black;background:transparent'>a</span>", "a\n"},
	{"clipped box", "<div style='max-height:0;overflow:hidden'>a</div>b", "{a}\nb\n"},
	{"flat box that shows", "<div style='height:0'>a</div>b", "a\nb\n"},
	{"mso-hide", "<span style='mso-hide:all'>a</span>b", "b\n{a}\n"},
	{"clear by eight digits", "a<span style='color:#00000000'>b</span><span style='color:#0000'>c</span>",
	 "a\n{bc}\n"},
	{"hsl", "a<span style='color:hsl(0, 0%, 100%)'>b</span><span style='color:hsl(200,50%,50%)'>c</span>",
	 "ac\n{b}\n"},
	{"a grey that is nearly white", "a<span style='color:#eee'>b</span><span style='color:#bbb'>c</span>",
	 "ac\n{b}\n"},
	{"letters filled with nothing", "a<span style='-webkit-text-fill-color:transparent'>b</span>", "a\n{b}\n"},
	{"font shorthand", "a<span style='font:0/0 serif'>b</span><span style='font:bold 12pt Arial'>c</span>",
	 "ac\n{b}\n"},
	{"a tenth of the size", "a<span style='font-size:1%'>b</span><span style='font-size:.05em'>c</span>",
	 "a\n{bc}\n"},
	{"clipped away",
	 "a<span style='position:absolute;clip:rect(0 0 0 0)'>b</span><span style='clip-path:inset(100%)'>c</span>"
	 "<span style='clip-path:inset(5%)'>d</span>",
	 "ad\n{bc}\n"},
	{"scaled away", "a<span style='transform:scale(0)'>b</span>", "a\n{b}\n"},
	{"moved by its margin", "a<span style='margin-left:-9999px'>b</span>", "a\n{b}\n"},
	{"one pixel of a box", "a<span style='position:absolute;width:1px;height:1px;overflow:hidden'>b</span>",
	 "a\n{b}\n"},
	{"comments in a declaration", "a<span style='display:/* x */none'>b</span>", "a\n{b}\n"},
	{"important comes first", "a<span style='display:none !important;display:inline'>b</span>", "a\n{b}\n"},
	{"the last one counts", "a<span style='display:none;display:inline'>b</span>", "ab\n"},
	{"sheet: class", "<style>.x{display:none}</style>a<span class='w x'>b</span><span class=xx>c</span>",
	 "ac\n{b}\n"},
	{"sheet: id", "<style>#x{font-size:1px}</style>a<span id=x>b</span>", "a\n{b}\n"},
	{"sheet: tag", "<style>EM{visibility:hidden}</style>a<em>b</em>", "a\n{b}\n"},
	{"sheet: all", "<style>body *{opacity:0}</style><body>a<em>b</em>", "a\n{b}\n"},
	{"sheet: list", "<style>h1, em.x , #y{display:none}</style>a<em class=x>b</em><em>c</em><i id=y>d</i>",
	 "ac\n{bd}\n"},
	{"sheet: together", "<style>em.x.y#z{display:none}</style>a<em class='y x' id=z>b</em><em class=x id=z>c</em>",
	 "ac\n{b}\n"},
	{"sheet: descendant", "<style>.o em{display:none}</style><p class=o>a<b><em>b</em></b></p><em>c</em>",
	 "a\n{b}\nc\n"},
	{"sheet: child", "<style>.o>em{display:none}</style><p class=o>a<em>b</em><b><em>c</em></b></p>", "ac\n{b}\n"},
	{"sheet: descendant of a child",
	 "<style>.o > p em{display:none}</style><div class=o><p>a<b><em>b</em></b></p></div>", "a\n{b}\n"},
	{"sheet: white on white", "<style>.x{color:#fff}</style>a<span class=x>b</span>", "a\n{b}\n"},
	{"sheet: white on blue", "<style>.o{background:#00f}.x{color:#fff}</style><p class=o><span class=x>a</span>",
	 "a\n"},
	{"sheet: inline is stronger", "<style>.x{display:none}</style><span class=x style='display:inline'>a</span>",
	 "a\n"},
	{"sheet: important is stronger",
	 "<style>.x{display:none!important}</style>a<b class=x style='display:inline'>b</b>", "a\n{b}\n"},
	{"sheet: the more special one", "<style>#x{display:inline}.x{display:none}</style><b class=x id=x>a</b>",
	 "a\n"},
	{"sheet: the later one", "<style>.b{display:none}.a{display:inline}</style><b class='a b'>a</b>", "a\n"},
	{"sheet: after the text", "a<b class=x>b</b><style>.x{display:none}</style>", "a\n{b}\n"},
	{"sheet: two of them",
	 "<style>.x{display:none}</style><style>.y{display:none}</style>a<b class=x>b</b><b class=y>c</b>",
	 "a\n{bc}\n"},
	{"sheet: between comment marks", "<style><!-- /* Style */ .x{display:none} --></style>a<b class=x>b</b>",
	 "a\n{b}\n"},
	{"sheet: in a comment", "<!--[if mso]><style>.x{display:none}</style><![endif]-->a<b class=x>b</b>", "ab\n"},
	{"sheet: screens",
	 "<style>@media screen{.x{display:none}} .y{display:none}</style>a<b class=x>b</b><b class=y>c</b>",
	 "a\n{bc}\n"},
	{"rules by the words of attributes",
	 "<style>td[class=x],*[id=\"y\"],b[class~='z']{display:none}</style>a<b class='u z'>b</b><i id=y>c</i>"
	 "<table><td class=x>d<td class='x u'>e</table>",
	 "a\n{bc}\ne\n{d}\n"},
	{"rules by attributes that are not known",
	 "<style>[class=x{display:none}[class='x]{display:none}[class^=x]{display:none}[class={display:none}"
	 "[data-x=x]{display:none}[class*=x]{display:none}[class=\"x</style>a<b class=x>b</b>",
	 "ab\n"},
	{"rules that every client supports",
	 "<style>@supports (display:grid){.x{display:none}}@supports not (display:grid){.y{display:none}}</style>"
	 "a<b class=x>b</b><b class=y>c</b>",
	 "ac\n{b}\n"},
	{"sheet: printers, small screens",
	 "<style>@media print{.x{display:none}}@media (max-width:600px){.x{display:none}}</style>a<b class=x>b</b>",
	 "ab\n"},
	{"sheet: a medium of its own", "<style media=print>.x{display:none}</style>a<b class=x>b</b>", "ab\n"},
	{"sheet: fonts, imports",
	 "<style>@import url(x);@font-face{font-family:x}.x{display:none}</style>a<b class=x>b</b>", "a\n{b}\n"},
	{"sheet: states do not count", "<style>.x:hover{display:none}</style>a<b class=x>b</b>", "ab\n"},
	{"sheet: broken", "<style>}} .y{ .x{display:none</style>a<b class=x>b</b>", "ab\n"},
	{"sheet: without an end", "a<style>.x{display:none}", "a\n"},
	{"sheet: Outlook's",
	 "<style>\r\np.MsoNormal, li.MsoNormal\r\n\t{margin:0cm;\r\n\tfont-size:11.0pt;}</style>"
	 "<p class=MsoNormal>a</p>",
	 "a\n"},
	{"blockquote", "a<blockquote>b<blockquote type=cite>c</blockquote>d</blockquote>e", "a\n>b\n>>c\n>d\ne\n"},
	{"indent",
	 "a<blockquote style='border:none'>b</blockquote><blockquote class='webkit-indent-blockquote'>c</blockquote>",
	 "a\nb\nc\n"},
	{"broken", "<p>a</b></div><td>b<<c><a href='x", "a\nb<\n"},
	{"a stray tag end", "a > b </ c", "a > b c\n"},
	{"empty", "", ""},
	{"doctype and entity declaration", "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>a&x;b", NULL},
};

static void test_html_read(void **state)
{
	(void)state;
	html_start();
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gboolean is_whole = FALSE;
		struct lines *lines = html_read(cases[i].html, &is_whole);
		g_autofree char *shown = show(lines);

		print_message("%s\n", cases[i].name);
		assert_true(is_whole);
		if (cases[i].shown)
			assert_string_equal(shown, cases[i].shown);
		else
			assert_null(strstr(shown, "root"));
		lines_free(lines);
	}
}

static void check_limit(const char *unit, unsigned count, const char *tail, gboolean is_within)
{
	g_autoptr(GString) html = g_string_new("<p>top");
	gboolean is_whole = !is_within;
	struct lines *lines;

	for (unsigned i = 0; i < count; i++)
		g_string_append(html, unit);
	g_string_append(html, tail);
	lines = html_read(html->str, &is_whole);
	assert_int_equal(is_whole, is_within);
	assert_true(g_str_has_prefix(lines->text->str, "top"));
	lines_free(lines);
}

static void test_html_read_limits(void **state)
{
	(void)state;
	check_limit("<div>", HTML_MAX_DEPTH / 2, "", TRUE);
	check_limit("<div>", 200000, "x", FALSE);
	check_limit("<i>", 200000, "</b>", FALSE);
	check_limit(" a", 10, "", TRUE);
	check_limit("</b>", 100000, "", TRUE);
	check_limit("&", 100000, "", TRUE);
	check_limit("<", 100000, "", TRUE);
	check_limit("<!--", 100000, "", TRUE);
}

static void test_html_read_many_attributes(void **state)
{
	g_autoptr(GString) html = g_string_new("<p>top<a ");
	gboolean is_whole = TRUE;
	struct lines *lines;

	(void)state;
	for (int i = 0; i < 200000; i++)
		g_string_append_printf(html, "a%d=\"x\"", i);
	g_string_append(html, ">tail");
	lines = html_read(html->str, &is_whole);
	assert_false(is_whole);
	assert_string_equal(lines->text->str, "top\n");
	lines_free(lines);
}

/* More rules than are read: what they hide may be unknown, and that is said. */
static void test_html_read_many_rules(void **state)
{
	(void)state;
	for (int past = 0; past <= 1; past++) {
		g_autoptr(GString) html = g_string_new("<style>");
		gboolean is_whole = past;
		struct lines *lines;

		for (int i = 0; i < SHEET_MAX_RULES + past; i++)
			g_string_append_printf(html, ".c%d{display:none}", i);
		g_string_append(html, "</style>a<b class=c999>b</b>");
		lines = html_read(html->str, &is_whole);
		assert_int_equal(is_whole, !past);
		assert_true(lines_at(lines, 1)->is_hidden);
		lines_free(lines);
	}
}

static void test_html_read_long_sheet(void **state)
{
	g_autofree char *blanks = g_strnfill(SHEET_MAX_BYTES, ' ');
	g_autofree char *html = g_strconcat("<style>", blanks, ".x{display:none}</style>a<b class=x>b</b>", NULL);
	gboolean is_whole = TRUE;
	struct lines *lines = html_read(html, &is_whole);

	(void)state;
	assert_false(is_whole);
	assert_string_equal(lines->text->str, "ab\n");
	lines_free(lines);
}

/* The first part of a document that is too long is read, to the last whole character. */
static void test_html_read_long_document(void **state)
{
	g_autoptr(GString) html = g_string_sized_new(HTML_MAX_BYTES + 100);
	gboolean is_whole;
	struct lines *lines;

	(void)state;
	g_string_append(html, "<p>first</p><p>");
	while (html->len < HTML_MAX_BYTES + 10)
		g_string_append(html, "\xc5\xb4yn.");
	g_string_append(html, "</p><p>last</p>");
	lines = html_read(html->str, &is_whole);
	assert_false(is_whole);
	assert_true(g_str_has_prefix(lines->text->str, "first\n\xc5\xb4yn."));
	assert_true(lines->text->len > HTML_MAX_BYTES - 100 && lines->text->len < HTML_MAX_BYTES);
	assert_true(g_utf8_validate_len(lines->text->str, lines->text->len, NULL));
	assert_null(strstr(lines->text->str, "last"));
	lines_free(lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_html_read),
		cmocka_unit_test(test_html_read_limits),
		cmocka_unit_test(test_html_read_many_attributes),
		cmocka_unit_test(test_html_read_many_rules),
		cmocka_unit_test(test_html_read_long_sheet),
		cmocka_unit_test(test_html_read_long_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
