/* SPDX-License-Identifier: BSD-2-Clause */
/* What Word and PowerPoint documents say: runs, tables, boxes, headers, notes, hidden words, masters. The XML is shaped
 * as those programs write it. */
#include "tests/parser/extract_fixture.h"

#define CONTENT_TYPES                                                                                                  \
	{                                                                                                              \
		"[Content_Types].xml",                                                                                 \
			"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"                                \
			"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"               \
			"<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"                         \
	}
#define W(element, content)                                                                                            \
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:" element                                 \
	" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""                                    \
	" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""                                    \
	" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""                             \
	" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""                         \
	" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""                                      \
	" xmlns:v=\"urn:schemas-microsoft-com:vml\">" content "</w:" element ">"
#define P(content) "<w:p w:rsidR=\"00A1\">" content "</w:p>"
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define BODY(content) W("document", "<w:body>" content "<w:sectPr><w:pgSz w:w=\"11906\"/></w:sectPr></w:body>")

static const struct docx_case {
	const char *name, *document, *text;
} docx_cases[] = {
	{"a word split over runs",
	 BODY(P("<w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs></w:pPr>" R(
		 "Confi") "<w:proofErr "
			  "w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>dent</w:t></w:r>" R("ial")
				  R(" report"))),
	 "Confidential report\n"},
	{"paragraphs are lines", BODY(P(R("one")) P("") P(R("two"))), "one\ntwo\n"},
	{"tabs, breaks and hyphens",
	 BODY(P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>")),
	 "a\tb\nc-d\n"},
	{"a soft hyphen is nothing", BODY(P("<w:r><w:t>confi</w:t><w:softHyphen/><w:t>dential</w:t></w:r>")),
	 "confidential\n"},
	{"a table",
	 BODY("<w:tbl><w:tr><w:tc>" P(R("Name")) "</w:tc><w:tc>" P(R("Born")) "</w:tc></w:tr><w:tr><w:tc>" P(
		 R("A. "
		   "Nother")) "</w:tc><w:tc>" P(R("1 May")) P(R("1950")) "</w:tc></w:tr></w:tbl>" P(R("after"))),
	 "Name\tBorn\nA. Nother\t1 May\n1950\nafter\n"},
	{"a table in a cell",
	 BODY("<w:tbl><w:tr><w:tc>" P(R("a")) "<w:tbl><w:tr><w:tc>" P(R("b")) "</w:tc><w:tc>" P(
		 R("c")) "</w:tc></w:tr></w:tbl>" P("") "</w:tc><w:tc>" P(R("d")) "</w:tc></w:tr></w:tbl>"),
	 "a\nb\tc\td\n"},
	{"a text box, as Word writes it twice",
	 BODY(P(R("be") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>" P(
		 R("in the ") R("box"))
			P(R("two")) "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
				    "<v:textbox><w:txbxContent>" P(R("in the box"))
					    P(R("two")) "</w:txbxContent></v:textbox></w:pict></mc:Fallback></"
							"mc:AlternateContent></w:r>" R("fore"))),
	 "before\nin the box\ntwo\n"},
	{"a fallback that says something else",
	 BODY(P("<w:r><mc:AlternateContent><mc:Choice "
		"Requires=\"wps\"><w:t>shown</w:t></mc:Choice><mc:Fallback><w:t>not "
		"shown</w:t></mc:Fallback></mc:AlternateContent></w:r>")),
	 "shown\nnot shown\n"},
	{"a fallback alone",
	 BODY(P(R("a ") "<w:r><mc:AlternateContent><mc:Choice "
			"Requires=\"w16se\"/><mc:Fallback><w:t>b</w:t></mc:Fallback>"
			"</mc:AlternateContent></w:r>" R(" c"))),
	 "a b c\n"},
	{"hidden words split none",
	 BODY(P(R("confi") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>xx</w:t></w:r><w:r><w:rPr><w:color "
			   "w:val=\"FFFFFF\"/></w:rPr><w:t>yy</w:t></w:r><w:r><w:rPr><w:sz "
			   "w:val=\"2\"/></w:rPr><w:t>zz</w:t></w:r>" R("dential"))),
	 "confidential\nxxyyzz\n"},
	{"vanish that is off", BODY(P("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>a</w:t></w:r>" R("b"))), "ab\n"},
	{"deleted words are still there",
	 BODY(P(R("for ") "<w:del w:id=\"1\" w:author=\"x\"><w:r><w:delText>private </w:delText></w:r></w:del><w:ins "
			  "w:id=\"2\"><w:r><w:t>public</w:t></w:r></w:ins>" R(" use"))),
	 "for public use\nprivate \n"},
	{"fields show their result",
	 BODY(P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TITLE \\* MERGEFORMAT "
		"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" R(
			"Budget") "<w:r><w:fldChar "
				  "w:fldCharType="
				  "\"end\"/></w:r>")),
	 "Budget\n"},
	{"a watermark",
	 BODY(P("<w:r><w:pict><v:shape><v:textpath style=\"x\" string=\"DRAFT - "
		"CONFIDENTIAL\"/></v:shape></w:pict></w:r>" R("text"))),
	 "text\nDRAFT - CONFIDENTIAL\n"},
	{"a picture's description and place",
	 BODY(P("<w:r><w:drawing><wp:anchor><wp:positionH><wp:posOffset>12345</wp:posOffset></wp:positionH><wp:docPr "
		"id=\"1\" name=\"Picture 1\" title=\"Plan B\" descr=\"Plan of the "
		"site\"/></wp:anchor></w:drawing></w:r>")),
	 "Plan of the site\nPlan B\n"},
	{"a formula", BODY(P("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")), "x=1\n"},
	{"characters and CDATA", BODY(P(R("caf&#233; &amp; &lt;b&gt; <![CDATA[<raw>]]>"))),
	 "caf\xc3\xa9 & <b> <raw>\n"},
	{"nothing", BODY(""), ""},
	{"cut off",
	 "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
	 "main\"><w:body>" P(R("first")) "<w:p><w:r><w:t>sec",
	 "[truncated]\nfirst\nsec\n"},
	{"an external entity",
	 "<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
	 "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>"
	 "<w:t>&x;</w:t></w:r></w:p></w:body></w:document>",
	 "[limit]\n"},
};

static void test_docx_document(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(docx_cases); i++) {
		const struct fixture_file files[] = {CONTENT_TYPES, {"word/document.xml", docx_cases[i].document}, {0}};
		g_autoptr(GByteArray) zip = fixture_zip(files);
		g_autofree char *text = fixture_read(zip);

		print_message("  %s\n", docx_cases[i].name);
		assert_string_equal(extract_detect(zip->data, zip->len),
				    "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
		assert_string_equal(text, docx_cases[i].text);
	}
}

static void test_docx_order_of_parts(void **state)
{
	static const struct fixture_file files[] = {
		CONTENT_TYPES,
		{"word/comments.xml",
		 W("comments", "<w:comment w:id=\"0\" w:author=\"J Hart\">" P(R("Leave this out")) "</w:comment>")},
		{"word/document.xml", BODY(P(R("Body")))},
		{"word/endnotes.xml", W("endnotes", "<w:endnote w:id=\"1\">" P(R("End")) "</w:endnote>")},
		{"word/footer1.xml", W("ftr", P(R("Foot")))},
		{"word/footnotes.xml", W("footnotes", "<w:footnote w:id=\"1\">" P(R("Note")) "</w:footnote>")},
		{"word/header1.xml", W("hdr", P(R("OFFICIAL-") R("SENSITIVE")))},
		{"word/header2.xml", W("hdr", P(R("OFFICIAL-SENSITIVE")))},
		{"word/header3.xml", W("hdr", P(R("First page")))},
		{"word/styles.xml", W("styles", "<w:style><w:name w:val=\"Normal\"/></w:style>")},
		{"docProps/core.xml",
		 "<cp:coreProperties "
		 "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
		 "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Pay\nreview</dc:title><dc:creator>J "
		 "Hart</dc:creator><cp:keywords>restricted</cp:keywords><cp:revision>7</cp:revision></"
		 "cp:coreProperties>"},
		{"docProps/custom.xml",
		 "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" "
		 "xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property "
		 "fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" "
		 "name=\"Classification\"><vt:lpwstr>OFFICIAL-SENSITIVE</vt:lpwstr></property></Properties>"},
		{"word/media/image1.png", "\x89PNG\r\n\x1a\n"},
		{"word/embeddings/notes.txt", "embedded"},
		{0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(text, "Title: Pay review\nAuthor: J Hart\nKeywords: restricted\n"
				  "Classification: OFFICIAL-SENSITIVE\n\n"
				  "OFFICIAL-SENSITIVE\nFirst page\n\nBody\n\nLeave this out\nEnd\nNote\n\nFoot\n"
				  "[word/embeddings/notes.txt]\nembedded");
}

/* Readers find parts by what refers to them; so a part's name proves nothing. */
static void test_docx_parts_under_other_names(void **state)
{
	static const struct fixture_file files[] = {
		CONTENT_TYPES, {"word/theme/x.dat", BODY(P(R("Body")))}, {"WORD\\h.bin", W("hdr", P(R("Head")))}, {0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(text, "Head\n\nBody\n");
}

static void test_docx_of_pictures(void **state)
{
	static const struct fixture_file files[] = {
		CONTENT_TYPES, {"word/document.xml", BODY(P(""))}, {"word/media/scan.jpeg", "\xff\xd8\xff\xe0"}, {0}};
	static const struct fixture_file empty[] = {CONTENT_TYPES,
						    {"word/document.xml", BODY(P(""))},
						    {"docProps/thumbnail.jpeg", "\xff\xd8\xff\xe0"},
						    {0}};
	g_autoptr(GByteArray) zip = fixture_zip(files), empty_zip = fixture_zip(empty);
	g_autofree char *text = fixture_read(zip), *empty_text = fixture_read(empty_zip);

	(void)state;
	assert_string_equal(text, "[image-only]\n");
	assert_string_equal(empty_text, "");
}

#define A(element, content)                                                                                            \
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<p:" element                                 \
	" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""                                           \
	" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree>" content           \
	"</p:spTree></p:cSld></p:" element ">"
#define SP(placeholder, content)                                                                                       \
	"<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title 1\"/><p:nvPr>" placeholder                                     \
	"</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/><a:p>" content "</a:p></p:txBody></p:sp>"
#define AR(text) "<a:r><a:rPr lang=\"en-GB\"/><a:t>" text "</a:t></a:r>"

#define TC(text) "<a:tc><a:txBody><a:p>" AR(text) "</a:p></a:txBody></a:tc>"

static const char first_slide[] =
	A("sld", SP("<p:ph type=\"title\"/>", AR("Plans") "<a:br/>" AR("for 2027")) SP("", AR("Two")));
static const char hidden_slide[] = "<p:sld xmlns:a=\"a\" xmlns:p=\"p\" show=\"0\"><p:cSld><p:spTree>" SP(
	"", AR("Hid") AR("den")) "<p:graphicFrame><a:tbl><a:tr>" TC("a") TC("b") "</a:tr></a:tbl></p:graphicFrame>"
										 "</p:spTree></p:cSld></p:sld>";
static const char last_slide[] = A("sld", SP("", AR("Ten")));
static const char master[] =
	A("sldMaster", SP("<p:ph type=\"title\"/>", AR("Click to edit Master title style")) SP("", AR("OFFICIAL")));
static const char slide_notes[] = A("notes", SP("", AR("Say nothing of this")));
static const char slide_comments[] = "<p:cmLst xmlns:p=\"p\"><p:cm authorId=\"1\"><p:pos x=\"1\" y=\"2\"/>"
				     "<p:text>A comment</p:text></p:cm></p:cmLst>";

static void test_pptx(void **state)
{
	static const struct fixture_file files[] = {CONTENT_TYPES,
						    {"ppt/slides/slide10.xml", last_slide},
						    {"ppt/slides/slide2.xml", hidden_slide},
						    {"ppt/slides/slide1.xml", first_slide},
						    {"ppt/slideMasters/slideMaster1.xml", master},
						    {"ppt/notesSlides/notesSlide1.xml", slide_notes},
						    {"ppt/comments/comment1.xml", slide_comments},
						    {0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(extract_detect(zip->data, zip->len),
			    "application/vnd.openxmlformats-officedocument.presentationml.presentation");
	assert_string_equal(text,
			    "OFFICIAL\n\nPlans\nfor 2027\nTwo\nHidden\na\tb\nTen\n\nA comment\nSay nothing of this\n");
}

/* Each entity is ten of the one before it. */
static void test_docx_entity_bomb(void **state)
{
	g_autoptr(GString) document = g_string_new("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a0 \"lol\">");
	struct fixture_file files[] = {CONTENT_TYPES, {"word/document.xml", NULL}, {0}};
	g_autoptr(GByteArray) zip = NULL;
	g_autofree char *text = NULL;

	(void)state;
	for (int i = 1; i < 20; i++) {
		g_string_append_printf(document, "<!ENTITY a%d \"", i);
		for (int j = 0; j < 10; j++)
			g_string_append_printf(document, "&a%d;", i - 1);
		g_string_append(document, "\">");
	}
	g_string_append(document, "]><w:document xmlns:w=\"w\"><w:p><w:r><w:t>&a19;</w:t></w:r></w:p></w:document>");
	files[1].text = document->str;
	zip = fixture_zip(files);
	text = fixture_read(zip);
	assert_string_equal(text, "[limit]\n");
}

static void test_docx_deep_nesting(void **state)
{
	g_autoptr(GString) document = g_string_new("<w:document xmlns:w=\"w\"><w:p><w:r><w:t>top</w:t></w:r></w:p>");
	struct fixture_file files[] = {CONTENT_TYPES, {"word/document.xml", NULL}, {0}};
	g_autoptr(GByteArray) zip = NULL;
	g_autofree char *text = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++)
		g_string_append(document, "<w:txbxContent><w:tbl><w:tr><w:tc>");
	files[1].text = document->str;
	zip = fixture_zip(files);
	text = fixture_read(zip);
	assert_string_equal(text, "[limit]\ntop\n");
}

/* A binary workbook and one of Apple's are no packages that are read here, and say so. */
static void test_packages_unread(void **state)
{
	static const struct fixture_file xlsb[] = {{"[Content_Types].xml", "<?xml version=\"1.0\"?><Types/>"},
						   {"xl/workbook.bin", "\x83\x01"},
						   {"xl/worksheets/sheet1.bin", "\x81\x01"},
						   {0}};
	static const struct fixture_file pages[] = {
		{"Index/Document.iwa", "\x01\x02\x03\x04"}, {"preview.jpg", "\xff\xd8\xff\xe0"}, {0}};
	g_autoptr(GByteArray) binary = fixture_zip(xlsb), apple = fixture_zip(pages);
	g_autofree char *binary_text = fixture_read(binary), *apple_text = fixture_read(apple);

	(void)state;
	assert_string_equal(binary_text, "[unknown-format]\n");
	assert_string_equal(apple_text, "[Index/Document.iwa unknown-format]\n[preview.jpg image-only]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_docx_document),
		cmocka_unit_test(test_docx_order_of_parts),
		cmocka_unit_test(test_docx_parts_under_other_names),
		cmocka_unit_test(test_docx_of_pictures),
		cmocka_unit_test(test_pptx),
		cmocka_unit_test(test_docx_entity_bomb),
		cmocka_unit_test(test_docx_deep_nesting),
		cmocka_unit_test(test_packages_unread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
