/* SPDX-License-Identifier: BSD-2-Clause */
/* What OpenDocument files say, in packages and flat, shaped as LibreOffice writes them. */
#include "tests/parser/extract_fixture.h"

#define NAMES                                                                                                          \
	" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                                           \
	" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                                               \
	" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                                             \
	" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""                                            \
	" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                                             \
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""                                                               \
	" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""                                               \
	" xmlns:presentation=\"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define CONTENT(kind, content)                                                                                         \
	XML "<office:document-content" NAMES "><office:body><office:" kind ">" content "</office:" kind                \
	    "></office:body></office:document-content>"

static const struct odf_case {
	const char *name, *content, *text;
} cases[] = {
	{"spans and spaces",
	 CONTENT("text", "<text:p>Con<text:span>fiden</text:span>tial  \n  a<text:tab/>b<text:s text:c=\"3\"/>c"
			 "<text:line-break/>d</text:p><text:h>Head</text:h>"),
	 "Confidential a\tb   c\nd\nHead\n"},
	{"a table",
	 CONTENT("text", "<table:table table:name=\"Table1\"><table:table-row><table:table-cell><text:p>a</text:p>"
			 "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
			 "</table:table><text:p>c</text:p>"),
	 "a\tb\nc\n"},
	{"notes, comments and boxes",
	 CONTENT("text",
		 "<text:p>be<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>the "
		 "note</text:p></text:note-body></text:note><office:annotation><dc:creator>J "
		 "Hart</dc:creator><dc:date>2026-05-14</dc:date><text:p>the comment</text:p></office:annotation>"
		 "<draw:frame><draw:text-box><text:p>the box</text:p></draw:text-box></draw:frame>fore</text:p>"),
	 "before\nthe note\nthe comment\nthe box\n"},
	{"a hidden field", CONTENT("text", "<text:p>a<text:hidden-text text:string-value=\"unseen\"/>b</text:p>"),
	 "ab\nunseen\n"},
	{"sheets",
	 CONTENT("spreadsheet", "<table:table table:name=\"One\"><table:table-row><table:table-cell "
				"office:value=\"5\"><text:p>5</text:p></table:table-cell><table:table-cell "
				"table:number-columns-repeated=\"16383\"/></table:table-row></table:table><table:table "
				"table:name=\"Two\" table:display=\"false\"><table:table-row><table:table-cell><text:p>"
				"hidden</text:p></table:table-cell></table:table-row></table:table>"),
	 "Sheet: One\nSheet: Two\n\n5\nhidden\n"},
	{"slides",
	 CONTENT("presentation",
		 "<presentation:footer-decl presentation:name=\"f\">OFFICIAL</presentation:footer-decl>"
		 "<draw:page><draw:frame><draw:text-box><text:p>On it</text:p></draw:text-box></draw:frame>"
		 "<presentation:notes><draw:frame><draw:text-box><text:p>Say</text:p></draw:text-box>"
		 "</draw:frame></presentation:notes></draw:page>"),
	 "On it\nSay\n\nOFFICIAL\n"},
};

static void test_odf_content(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct fixture_file files[] = {{"mimetype", "application/vnd.oasis.opendocument.text"},
						     {"content.xml", cases[i].content},
						     {0}};
		g_autoptr(GByteArray) zip = fixture_zip(files);
		g_autofree char *text = fixture_read(zip);

		print_message("  %s\n", cases[i].name);
		assert_string_equal(extract_detect(zip->data, zip->len), "application/vnd.oasis.opendocument.text");
		assert_string_equal(text, cases[i].text);
	}
}

#define PAGES                                                                                                          \
	"<office:master-styles><style:master-page style:name=\"Standard\"><style:header><text:p>NOT FOR "              \
	"PUBLICATION</text:p></style:header><style:header-first><text:p>NOT FOR PUBLICATION</text:p>"                  \
	"</style:header-first><style:footer><text:p>Foot</text:p></style:footer></style:master-page>"                  \
	"</office:master-styles>"
#define META                                                                                                           \
	"<office:meta><meta:generator>LibreOffice</meta:generator><dc:title>Pay</dc:title><meta:keyword>restricted"    \
	"</meta:keyword><meta:user-defined meta:name=\"Classification\">OFFICIAL</meta:user-defined></office:meta>"
#define WHOLE "Title: Pay\nKeywords: restricted\nClassification: OFFICIAL\n\nNOT FOR PUBLICATION\n\nBody\n\nFoot\n"

static void test_odf_order_of_parts(void **state)
{
	static const struct fixture_file files[] = {
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", CONTENT("text", "<text:p>Body</text:p>")},
		{"styles.xml", XML "<office:document-styles" NAMES ">" PAGES "</office:document-styles>"},
		{"meta.xml", XML "<office:document-meta" NAMES ">" META "</office:document-meta>"},
		{"Pictures/1.png", "\x89PNG\r\n\x1a\n"},
		{0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(text, WHOLE);
}

static void test_odf_flat(void **state)
{
	static const char flat[] = XML "<office:document" NAMES ">" PAGES
				       "<office:body><office:text><text:p>Body</text:p></office:text></office:body>"
				       "</office:document>";
	g_autofree char *text = fixture_read_as((const guint8 *)flat, strlen(flat), NULL, NULL);

	(void)state;
	assert_string_equal(text, "NOT FOR PUBLICATION\n\nBody\n\nFoot\n");
}

static void test_odf_encrypted(void **state)
{
	static const struct fixture_file files[] = {
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"content.xml", "\x01\x02\x03 enciphered \x04\x05\x06"},
		{"META-INF/manifest.xml",
		 "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
		 "<manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data "
		 "manifest:checksum=\"x\"/></manifest:file-entry></manifest:manifest>"},
		{0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(text, "[password]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_odf_content),
		cmocka_unit_test(test_odf_order_of_parts),
		cmocka_unit_test(test_odf_flat),
		cmocka_unit_test(test_odf_encrypted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
