/* SPDX-License-Identifier: BSD-2-Clause */
/* One phrase in every disguise that letters, lines and markup give it, through every family of files, to the hit that
 * a phrase rule gets. */
#include "tests/parser/extract_fixture.h"

#include "parser/message.h"
#include "policy/match/scanner.h"

#define PHRASE "not for publication"
#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"

/* What stands for the phrase in any text, whatever holds it. */
static const struct disguise {
	const char *name, *text;
} disguises[] = {
	{"none", "not for publication"},
	{"capitals", "NOT FOR PUBLICATION"},
	{"no-width spaces", "not for pub\u200blic\u200bation"},
	{"joiners", "not for pub\u200clic\u200dation"},
	{"word joiner", "not for publi\u2060cation"},
	{"byte order mark", "not for publi\ufeffcation"},
	{"soft hyphens", "not for pub\u00adli\u00adca\u00adtion"},
	{"directions", "not \u202afor\u202c publi\u200ecation"},
	{"no-break spaces", "not\u00a0for\u00a0publication"},
	{"thin and wide spaces", "not\u2009for\u3000publication"},
	{"full width", "\uff4e\uff4f\uff54 \uff46\uff4f\uff52 \uff50\uff55\uff42\uff4c\uff49\uff43\uff41\uff54\uff49"
		       "\uff4f\uff4e"},
	{"mathematical letters",
	 "not for \U0001d429\U0001d42e\U0001d41b\U0001d425\U0001d422\U0001d41c\U0001d41a\U0001d42d\U0001d422\U0001d428"
	 "\U0001d427"},
	{"struck through", "not for p\u0336u\u0336b\u0336l\u0336i\u0336c\u0336a\u0336t\u0336i\u0336o\u0336n\u0336"},
};

static char *plain(const char *text)
{
	return g_strdup_printf("This paper is %s before May.\n", text);
}

static char *html(const char *text)
{
	return g_strdup_printf("<!DOCTYPE html><html><body><p>This paper is %s before May.</p></body></html>", text);
}

/* Every character as \uN, in halves where it takes two. */
static char *rtf(const char *text)
{
	g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, NULL, NULL);
	GString *result = g_string_new("{\\rtf1\\ansi\\uc1 This paper is ");

	for (gsize i = 0; units[i]; i++)
		g_string_append_printf(result, "\\u%d?", (gint16)units[i]);
	g_string_append(result, " before May.\\par}");
	return g_string_free(result, FALSE);
}

/* A page in a font of which each code is one character of the text, said by its map to Unicode. */
static char *pdf(const char *text)
{
	g_autofree gunichar *characters = g_utf8_to_ucs4_fast(text, -1, NULL);
	GString *codes = g_string_new(NULL), *map = g_string_new(NULL);
	g_autofree char *stream = NULL;
	char *file;
	int count = 0;

	for (; characters[count]; count++) {
		char *one = g_ucs4_to_utf8(&characters[count], 1, NULL, NULL, NULL);
		gunichar2 *units = g_utf8_to_utf16(one, -1, NULL, NULL, NULL);

		g_string_append_printf(codes, "%02x", count + 33);
		g_string_append_printf(map, "<%02x> <", count + 33);
		for (gsize i = 0; units[i]; i++)
			g_string_append_printf(map, "%04x", units[i]);
		g_string_append(map, ">\n");
		g_free(units);
		g_free(one);
	}
	stream = g_strdup_printf("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange "
				 "<00> <ff> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap end end",
				 count, map->str);
	file = g_strdup_printf(
		"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
		"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
		"/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n"
		"4 0 obj\n<< /Length %u >>\nstream\nBT /F1 12 Tf 40 770 Td <%s> Tj ET\nendstream\nendobj\n"
		"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>\nendobj\n"
		"6 0 obj\n<< /Length %u >>\nstream\n%s\nendstream\nendobj\n"
		"trailer\n<< /Size 7 /Root 1 0 R >>\n%%%%EOF\n",
		(unsigned)codes->len + 30, codes->str, (unsigned)strlen(stream), stream);
	g_string_free(codes, TRUE);
	g_string_free(map, TRUE);
	return file;
}

/* The members of packages, with %s where the text goes; a NULL name ends each. */
static const struct fixture_file docx[] = {{"[Content_Types].xml", DECLARATION "<Types/>"},
					   {"word/document.xml", DECLARATION
					    "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>This paper is %s before "
					    "May.</w:t></w:r></w:p></w:body></w:document>"},
					   {0}};
static const struct fixture_file pptx[] = {{"[Content_Types].xml", DECLARATION "<Types/>"},
					   {"ppt/slides/slide1.xml", DECLARATION
					    "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><p:cSld><p:spTree><p:sp><p:txBody>"
					    "<a:p><a:r><a:t>This paper is %s before May.</a:t></a:r></a:p>"
					    "</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"},
					   {0}};
static const struct fixture_file xlsx[] = {{"[Content_Types].xml", DECLARATION "<Types/>"},
					   {"xl/worksheets/sheet1.xml", DECLARATION
					    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is>"
					    "<t>This paper is %s before May.</t></is></c></row></sheetData>"
					    "</worksheet>"},
					   {0}};
#define ODF_NAMES                                                                                                      \
	" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "                                          \
	"xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
static const struct fixture_file odt[] = {{"mimetype", "application/vnd.oasis.opendocument.text"},
					  {"content.xml",
					   DECLARATION "<office:document-content" ODF_NAMES
						       "><office:body><office:text><text:p>This paper "
						       "is %s before May.</text:p></office:text></office:body>"
						       "</office:document-content>"},
					  {0}};

static const struct family {
	const char *name;
	char *(*make)(const char *text);
	const struct fixture_file *members;
} families[] = {
	{"plain text", plain, NULL}, {"HTML", html, NULL}, {"RTF", rtf, NULL},   {"PDF", pdf, NULL},
	{"docx", NULL, docx},        {"pptx", NULL, pptx}, {"xlsx", NULL, xlsx}, {"odt", NULL, odt},
};

static char *put_in(const char *model, const char *text)
{
	g_auto(GStrv) halves = g_strsplit(model, "%s", 2);

	return g_strjoinv(text, halves);
}

static char *read_package(const struct fixture_file *members, const char *text)
{
	struct fixture_file made[4] = {0};
	g_autoptr(GByteArray) bytes = NULL;

	for (gsize i = 0; members[i].name; i++)
		made[i] = (struct fixture_file){members[i].name, put_in(members[i].text, text)};
	bytes = fixture_zip(made);
	for (gsize i = 0; made[i].name; i++)
		g_free((char *)made[i].text);
	return fixture_read(bytes);
}

static char *read_family(const struct family *family, const char *text)
{
	g_autofree char *file = NULL;

	if (family->members)
		return read_package(family->members, text);
	file = family->make(text);
	return fixture_read_as((const guint8 *)file, strlen(file), NULL, NULL);
}

/* What the one hit of the phrase covers, or NULL. Free with g_free(). */
static char *find_phrase(const char *text)
{
	static const struct scanner_pattern pattern = {PHRASE, TRUE, 1, NULL, 0};
	struct scanner *scanner = scanner_new(&pattern, 1, NULL);
	g_autoptr(GArray) hits = scanner_scan(scanner, text, strlen(text));
	const struct scanner_hit *hit = (const struct scanner_hit *)(void *)hits->data;
	char *covered = hits->len == 1 ? g_strndup(text + hit->from, hit->to - hit->from) : NULL;

	scanner_free(scanner);
	return covered;
}

static void test_disguise_in_every_file(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(families); i++) {
		for (gsize j = 0; j < G_N_ELEMENTS(disguises); j++) {
			g_autofree char *text = read_family(&families[i], disguises[j].text);
			g_autofree char *covered = find_phrase(text);

			print_message("  %s, %s\n", families[i].name, disguises[j].name);
			assert_non_null(covered);
			/* The places are those of the file's own letters; HTML and pdftotext make plain spaces. */
			if (strstr(text, disguises[j].text))
				assert_string_equal(covered, disguises[j].text);
		}
	}
}

/* The phrase as a family's own markup can part it. */
static const struct parting {
	const char *family, *name, *markup;
} partings[] = {
	{"plain text", "a line's end", "not for\r\npublication"},
	{"plain text", "a word broken at a line's end", "not for publi-\r\ncation"},
	{"HTML", "elements", "n<b>ot f</b>or p<i>u</i><span>bli</span>cation"},
	{"HTML", "entities", "not&nbsp;for&emsp;pub&shy;li&#8203;ca&zwnj;ti&#x2060;on"},
	{"HTML", "a place to break", "not for publi<wbr>cation"},
	{"HTML", "a broken word", "not for publi-<br>cation"},
	{"HTML", "lines", "not<br>for<br>publication"},
	{"HTML", "cells", "<table><tr><td>not for<td>publication</table>"},
	{"HTML", "rows", "<table><tr><td>not for</td></tr><tr><td>publication</td></tr></table>"},
	{"HTML", "blocks", "<div>not for</div><div>publi-</div><div>cation</div>"},
	{"HTML", "a comment", "not for publi<!-- x -->cation"},
	{"HTML", "hidden letters", "not for publi<span style=\"display:none\">x</span>cation"},
	{"RTF", "groups", "not for p{\\b u}b{\\i li}cation"},
	{"RTF", "an optional hyphen", "not for publi\\-cation"},
	{"RTF", "characters without width", "not for pub\\zwnj li\\zwj ca\\zwbo ti\\zwnbo on"},
	{"RTF", "no-break spaces", "not\\~for\\~publication"},
	{"RTF", "typed spaces", "not\\emspace for\\enspace publication"},
	{"RTF", "a broken word", "not for publi-\\line cation"},
	{"RTF", "a page's end", "not for publi-\\page cation"},
	{"RTF", "cells", "not for\\cell publication"},
	{"docx", "runs", "not for pub</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>lication"},
	{"docx", "a soft hyphen", "not for publi</w:t><w:softHyphen/><w:t>cation"},
	{"docx", "a broken word", "not for publi-</w:t><w:br/><w:t>cation"},
	{"docx", "a page's end",
	 "not for publi-</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:br w:type=\"page\"/><w:t>cation"},
	{"docx", "cells",
	 "</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>not for</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>"
	 "publication</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>"},
	{"docx", "a bookmark", "not for publi</w:t></w:r><w:bookmarkStart w:id=\"1\"/><w:r><w:t>cation"},
	{"docx", "a link",
	 "not for </w:t></w:r><w:hyperlink><w:r><w:t>publi</w:t></w:r></w:hyperlink><w:r><w:t>cation"},
	{"pptx", "runs", "not for publi</a:t></a:r><a:r><a:rPr b=\"1\"/><a:t>cation"},
	{"pptx", "a broken word", "not for publi-</a:t></a:r><a:br/><a:r><a:t>cation"},
	{"pptx", "paragraphs", "not for</a:t></a:r></a:p><a:p><a:r><a:t>publication"},
	{"xlsx", "runs", "</t><r><t>not for publi</t></r><r><rPr><b/></rPr><t>cation </t></r><t>"},
	{"xlsx", "a line's end in a cell", "not for publi-\ncation"},
	{"xlsx", "cells",
	 "</t></is></c><c t=\"inlineStr\"><is><t>not for</t></is></c><c t=\"inlineStr\"><is><t>"
	 "publication</t></is></c><c t=\"inlineStr\"><is><t>"},
	{"odt", "spans", "not for p<text:span>ub</text:span>lication"},
	{"odt", "a page's end", "not for publi<text:soft-page-break/>cation"},
	{"odt", "a broken word", "not for publi-<text:line-break/>cation"},
	{"odt", "spaces and tabs", "not<text:s text:c=\"3\"/>for<text:tab/>publication"},
	{"odt", "a bookmark", "not for publi<text:bookmark text:name=\"x\"/>cation"},
	{"odt", "paragraphs", "not for</text:p><text:p>publication"},
};

static char *read_rtf(const char *markup)
{
	g_autofree char *file = g_strdup_printf("{\\rtf1\\ansi This paper is %s before May.\\par}", markup);

	return fixture_read_as((const guint8 *)file, strlen(file), NULL, NULL);
}

static void test_phrase_parted_by_markup(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(partings); i++) {
		const struct family *family = families;
		g_autofree char *text = NULL, *covered = NULL;

		while (strcmp(family->name, partings[i].family) != 0)
			family++;
		text = family->make == rtf ? read_rtf(partings[i].markup) : read_family(family, partings[i].markup);
		covered = find_phrase(text);
		print_message("  %s, %s\n", partings[i].family, partings[i].name);
		assert_non_null(covered);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_disguise_in_every_file),
		cmocka_unit_test(test_phrase_parted_by_markup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
