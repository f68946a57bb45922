/* SPDX-License-Identifier: BSD-2-Clause */
/* Text of any charset, declared well, badly or not at all. */
#include "parser/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gmime/gmime.h>
#include <string.h>

#define BYTES(text) (text), sizeof(text) - 1

static const struct charset_case {
	const char *name, *bytes;
	gsize length;
	const char *charset, *text;
} cases[] = {
	{"UTF-8", BYTES("caf\xc3\xa9"), "utf-8", "caf\xc3\xa9"},
	{"UTF-8 undeclared", BYTES("caf\xc3\xa9"), NULL, "caf\xc3\xa9"},
	{"UTF-8 declared ASCII", BYTES("caf\xc3\xa9"), "US-ASCII", "caf\xc3\xa9"},
	{"UTF-8 with a stray byte", BYTES("\xc3\xa9 \x93x"), "utf-8", "\xc3\xa9 \xe2\x80\x9cx"},
	{"Latin-1", BYTES("caf\xe9"), "ISO-8859-1", "caf\xc3\xa9"},
	{"windows-1252 declared Latin-1", BYTES("\x93x\x94 \x80"), "iso-8859-1",
	 "\xe2\x80\x9cx\xe2\x80\x9d \xe2\x82\xac"},
	{"windows-1252 undeclared", BYTES("caf\xe9 \x96"), NULL, "caf\xc3\xa9 \xe2\x80\x93"},
	{"unassigned byte",
	 BYTES("a\x81"
	       "b"),
	 "windows-1252",
	 "a\xef\xbf\xbd"
	 "b"},
	{"unknown charset", BYTES("caf\xe9"), "x-none", "caf\xc3\xa9"},
	{"endless charset name", BYTES("caf\xe9"), "utf-16utf-16utf-16utf-16utf-16utf-16utf-16utf-16", "caf\xc3\xa9"},
	{"ISO-8859-15", BYTES("\xa4"), "iso-8859-15", "\xe2\x82\xac"},
	{"UTF-16 with mark",
	 BYTES("\xff\xfe"
	       "a\0b\0"),
	 "utf-16", "ab"},
	{"UTF-16, odd length",
	 BYTES("\xff\xfe"
	       "a\0b"),
	 "utf-16", "ab"},
	{"ISO-2022-JP", BYTES("\x1b$B$\"\x1b(B."), "iso-2022-jp", "\xe3\x81\x82."},
	{"GB 18030, broken",
	 BYTES("a\xff"
	       "b"),
	 "gb18030",
	 "a\xc3\xbf"
	 "b"},
	{"a name of Outlook's", BYTES("\xbd\xba"), "ks_c_5601-1987", "\xec\x8a\xa4"},
	{"UCS-4 beyond Unicode", BYTES("\x7f\xff\xff\xff\0\0\0a"), "ucs-4be", NULL},
	{"UCS-4 beyond Unicode, with a NUL", BYTES("\x7f\xff\xff\xff\0\0\0\0\0\0\0a"), "ucs-4be", NULL},
	{"byte order mark",
	 BYTES("\xef\xbb\xbf"
	       "a"),
	 "utf-8", "a"},
	{"NUL", BYTES("a\0b"), "utf-8", "ab"},
	{"line ends", BYTES("a\r\nb\rc\n"), "utf-8", "a\nb\nc\n"},
	{"empty", BYTES(""), "utf-8", ""},
	{"empty charset", BYTES("a"), "", "a"},
};

static void test_charset_decode(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct charset_case *c = &cases[i];
		GString *text = charset_decode(c->bytes, c->length, c->charset);

		print_message("%s\n", c->name);
		assert_true(g_utf8_validate_len(text->str, text->len, NULL));
		if (c->text)
			assert_string_equal(text->str, c->text);
		g_string_free(text, TRUE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_charset_decode)};

	g_mime_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
