/* SPDX-License-Identifier: BSD-2-Clause */
/* What Rich Text says, and what stands in it unseen. */
#include "tests/parser/extract_fixture.h"

#include <sys/mman.h>
#include <unistd.h>

static const struct rtf_case {
	const char *name, *rtf, *text;
} rtfs[] = {
	{"a word of two kinds", "{\\rtf1\\ansi Confi{\\b den}\ntial\\par two}", "Confidential\ntwo\n"},
	{"characters", "{\\rtf1\\ansi caf\\u233? d\\'e9j\\'e0 \\ldblquote x\\rdblquote\\emdash\\~\\{\\}\\\\}",
	 "caf\xc3\xa9 d\xc3\xa9j\xc3\xa0 \xe2\x80\x9cx\xe2\x80\x9d\xe2\x80\x94 {}\\\n"},
	{"a pair of halves", "{\\rtf1\\u-10179?\\u-8704?}", "\xf0\x9f\x98\x80\n"},
	{"half a pair", "{\\rtf1 a\\u-8704?b}",
	 "a\xef\xbf\xbd"
	 "b\n"},
	{"no fallback", "{\\rtf1\\uc0 a\\u233b\\uc2\\u233 xxc}",
	 "a\xc3\xa9"
	 "b\xc3\xa9"
	 "c\n"},
	{"a fallback of bytes", "{\\rtf1\\uc2 a\\u233\\'c3\\'a9b}",
	 "a\xc3\xa9"
	 "b\n"},
	{"a charset of its own", "{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'e8\\'f0\\par }", "\xd0\x9c\xd0\xb8\xd1\x80\n"},
	{"a font's charset",
	 "{\\rtf1\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}"
	 "\\f1\\'cc\\'e8\\'f0\\f0\\'e9}",
	 "\xd0\x9c\xd0\xb8\xd1\x80\xc3\xa9\n"},
	{"an optional hyphen does not part a word", "{\\rtf1 confi\\-dential}", "confidential\n"},
	{"cells are parted", "{\\rtf1\\ansi\\trowd\\cellx100\\cellx200 one\\cell two\\cell\\row three\\par }",
	 "one\ttwo\nthree\n"},
	{"a backslash is a character", "{\\rtf1\\ansi a\\\\cell b\\par }", "a\\cell b\n"},
	{"properties",
	 "{\\rtf1{\\info{\\title PRIVATE}{\\author A Nother}{\\creatim\\yr2026}}"
	 "{\\*\\userprops{\\propname Classification}\\proptype30{\\staticval OFFICIAL}}text}",
	 "Title: PRIVATE\nAuthor: A Nother\nClassification: OFFICIAL\n\ntext\n"},
	{"properties in Unicode", "{\\rtf1{\\info{\\upr{\\title Caf?}{\\*\\ud{\\title Caf\\u233?}}}}text}",
	 "Title: Caf?\nTitle: Caf\xc3\xa9\n\ntext\n"},
	{"header and footer", "{\\rtf1{\\headerl head}{\\footerf foot\\par}text}", "head\n\ntext\n\nfoot\n"},
	{"a footnote does not part its line", "{\\rtf1 not for{\\footnote see there} publication\\par}",
	 "not for publication\nsee there\n"},
	{"a comment", "{\\rtf1 not for{\\*\\atnid AN}{\\*\\atnauthor A}{\\*\\annotation why}  publication\\par}",
	 "not for  publication\nwhy\n"},
	{"a box",
	 "{\\rtf1 not{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt in a box\\par}}"
	 "{\\shprslt twice}} for\\par}",
	 "not for\nin a box\n"},
	{"a watermark", "{\\rtf1 text{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv DRAFT}}}}\\par}",
	 "text\nDRAFT\n"},
	{"hidden words", "{\\rtf1 not {\\v nearly }for \\v x\\v0 publication\\par}", "not for publication\nnearly x\n"},
	{"deleted words", "{\\rtf1 not {\\deleted nearly }for\\par}", "not for\nnearly \n"},
	{"what may be skipped says so at its start",
	 "{\\rtf1 {\\loch\\f2\\*\\cs7 not for} {\n\\*\\xyz gone}publication\\par}", "not for publication\n"},
	{"a group in an object", "{\\rtf1 text{\\*\\objdata 7b5c72{\\title not digits}}}",
	 "Title: not digits\n\ntext\n[object unknown-format]\n"},
	{"what is no text",
	 "{\\rtf1{\\stylesheet{\\s0 Normal;}}{\\colortbl;\\red0;}{\\*\\generator x;}{\\*\\nosuch y}a}", "a\n"},
	{"a field", "{\\rtf1{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt shown}}}", "shown\n"},
	{"bytes", "{\\rtf1 a{\\pict\\bin6 }{}{}\\'00}b}", "ab\n"},
	{"a picture alone", "{\\rtf1{\\pict 89504e47}}", "[image-only]\n"},
	{"an object", "{\\rtf1 a{\\object{\\*\\objdata 0105000002000000\n7b5c72746631206e65737465647d}{\\result}}}",
	 "a\n[object]\nnested\n"},
	{"an object of an unknown kind", "{\\rtf1 a{\\object{\\*\\objdata 0105}}}", "a\n[object unknown-format]\n"},
	{"HTML in it",
	 "{\\rtf1\\fromhtml1{\\*\\htmltag64 <p>}Confi\\htmlrtf {\\b\\htmlrtf0 {\\*\\htmltag84 <b>}dential"
	 "\\htmlrtf }\\htmlrtf0\\htmlrtf\\par\\htmlrtf0}",
	 "Confidential\n"},
	{"cut off", "{\\rtf1 one{\\b two", "[truncated]\nonetwo\n"},
	{"cut off in a word", "{\\rtf1 one\\pa", "[truncated]\none\n"},
	{"text behind the end", "{\\rtf1 one}two", "[truncated]\none\n"},
	{"too many ends", "{\\rtf1 one}}}", "one\n"},
	{"numbers out of bounds", "{\\rtf1 a\\u99999999999999?\\bin-5 b\\f-99999999 c\\uc99999999 d}",
	 "a\xef\xbf\xbd"
	 "bcd\n"},
};

static void test_rtf(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(rtfs); i++) {
		g_autofree guint8 *bytes = g_memdup2(rtfs[i].rtf, strlen(rtfs[i].rtf));
		g_autofree char *text = fixture_read_as(bytes, strlen(rtfs[i].rtf), NULL, NULL);

		print_message("  %s\n", rtfs[i].name);
		assert_string_equal(text, rtfs[i].text);
	}
}

static void test_rtf_too_deep(void **state)
{
	g_autoptr(GString) rtf = g_string_new("{\\rtf1 text");
	g_autofree char *text = NULL;

	(void)state;
	for (int i = 0; i < 1000 * 1000; i++)
		g_string_append_c(rtf, '{');
	text = fixture_read_as((const guint8 *)rtf->str, rtf->len, NULL, NULL);
	assert_string_equal(text, "[limit]\ntext\n");
}

/* Nothing is looked at behind the last byte: there begins a page that cannot be read. */
static void test_rtf_ends_with_its_bytes(void **state)
{
	static const char rtf[] = "{\\rtf1 text\\par";
	gsize page = (gsize)sysconf(_SC_PAGESIZE), length = sizeof(rtf) - 1;
	char *pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	g_autofree char *text = NULL;

	(void)state;
	assert_true(pages != MAP_FAILED && mprotect(pages + page, page, PROT_NONE) == 0);
	memcpy(pages + page - length, rtf, length);
	text = fixture_read_as((const guint8 *)pages + page - length, length, NULL, "text/rtf");
	assert_string_equal(text, "[truncated]\ntext\n");
	munmap(pages, 2 * page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rtf),
		cmocka_unit_test(test_rtf_too_deep),
		cmocka_unit_test(test_rtf_ends_with_its_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
