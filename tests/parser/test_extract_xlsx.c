/* SPDX-License-Identifier: BSD-2-Clause */
/* What workbooks say: shared and inline strings, dates, hidden sheets, headers, comments, what is cached of others. */
#include "tests/parser/extract_fixture.h"

#include "parser/extract/extract_number.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"

static const char styles[] = XML
	"<styleSheet " MAIN "><numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/><numFmt "
	"numFmtId=\"165\" formatCode=\"&quot;day &quot;0.00\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
	"</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
	"</cellXfs></styleSheet>";
static const char strings[] = XML
	"<sst " MAIN " count=\"3\" uniqueCount=\"3\"><si><t>Name</t></si><si><r><rPr><b/></rPr><t>Confi</t></r><r><t "
	"xml:space=\"preserve\">dential </t></r></si><si><t>caf\xc3\xa9</t><rPh sb=\"0\" eb=\"1\"><t>reading</t></rPh>"
	"</si></sst>";
static const char workbook[] =
	XML "<workbook " MAIN "><workbookPr/><sheets><sheet name=\"People\" sheetId=\"1\"/><sheet name=\"Not shown\" "
	    "sheetId=\"2\" state=\"veryHidden\"/></sheets><definedNames><definedName "
	    "name=\"_xlnm.Print_Area\">People!$A$1</definedName><definedName name=\"Posts_at_risk\" hidden=\"1\" "
	    "comment=\"ask Jo\">People!$A$2</definedName></definedNames></workbook>";
static const char sheet[] = XML
	"<worksheet " MAIN "><dimension ref=\"A1:C3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c "
	"r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>99</v></c></row><row "
	"r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c><c r=\"B2\" "
	"s=\"1\"><v>18384</v></c><c r=\"C2\" s=\"2\"><v>46156.5</v></c><c r=\"D2\" s=\"3\"><v>18384</v></c></row><row "
	"r=\"3\"><c r=\"A3\" t=\"str\"><f>CONCAT(\"a\",\"b\")</f><v>ab</v></c><c r=\"B3\"><v>9990000018</v></c></row>"
	"</sheetData><headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;14OFFICIAL&amp;K01+000-SENSITIVE"
	"&amp;CR&amp;&amp;D&amp;RPage &amp;P</oddHeader><oddFooter>&amp;Cfoot "
	"&amp;\xc3\xa9</oddFooter></headerFooter></worksheet>";
static const char hidden_sheet[] = XML "<worksheet " MAIN "><sheetData><row><c t=\"inlineStr\"><is><t>not for "
				       "members</t></is></c></row></sheetData></worksheet>";
static const char comments[] =
	XML "<comments " MAIN "><authors><author>J Hart</author></authors><commentList><comment "
	    "ref=\"A1\"><text><r><t>ask </t></r><r><t>first</t></r></text></comment></commentList>"
	    "</comments>";
static const char cache[] =
	XML "<pivotCacheDefinition " MAIN "><cacheFields><cacheField name=\"Salary\"><sharedItems><s "
	    "v=\"cached one\"/><n v=\"5\"/></sharedItems></cacheField></cacheFields>"
	    "</pivotCacheDefinition>";
static const char records[] = XML "<pivotCacheRecords " MAIN "><r><s v=\"x\"/><n v=\"1\"/></r><r><s v=\"y\"/></r>"
				  "</pivotCacheRecords>";
static const char drawing[] = XML "<xdr:wsDr xmlns:xdr=\"xdr\" "
				  "xmlns:a=\"a\"><xdr:sp><xdr:txBody><a:p><a:r><a:t>box</a:t></a:r></a:p></xdr:txBody>"
				  "</xdr:sp></xdr:wsDr>";

static void test_xlsx(void **state)
{
	static const struct fixture_file files[] = {{"[Content_Types].xml", XML "<Types/>"},
						    {"xl/worksheets/sheet2.xml", hidden_sheet},
						    {"xl/worksheets/sheet1.xml", sheet},
						    {"xl/workbook.xml", workbook},
						    {"xl/sharedStrings.xml", strings},
						    {"xl/styles.xml", styles},
						    {"xl/comments1.xml", comments},
						    {"xl/drawings/drawing1.xml", drawing},
						    {"xl/pivotCache/pivotCacheDefinition1.xml", cache},
						    {"xl/pivotCache/pivotCacheRecords1.xml", records},
						    {"xl/printerSettings/printerSettings1.bin", "\x01\x02\x03\x04"},
						    {0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(extract_detect(zip->data, zip->len),
			    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
	assert_string_equal(text,
			    "Sheet: People\nSheet: Not shown\nName: Posts at risk\nName: ask "
			    "Jo\n\nOFFICIAL-SENSITIVE\tR&D\tPage \n\n"
			    "Name\tConfidential \tcaf\xc3\xa9\ninline\t1950-05-01\t2026-05-14\t18384\nab\t9990000018\n"
			    "not for members\n\nask first\nbox\ncached one\t5\nx\t1\ny\n\nfoot \xc3\xa9\n");
}

static const struct format_case {
	unsigned long format;
	const char *code;
	gboolean is_date;
} formats[] = {
	{0, NULL, FALSE},
	{14, NULL, TRUE},
	{22, NULL, TRUE},
	{45, NULL, FALSE},
	{49, NULL, FALSE},
	{164, "dd/mm/yyyy", TRUE},
	{164, "[$-809]d mmmm yyyy;@", TRUE},
	{164, "yyyy\\-mm\\-dd", TRUE},
	{164, "#,##0.00\\d", FALSE},
	{164, "0.00\"day\"", FALSE},
	{164, "[Red]0.00", FALSE},
	{164, "h:mm", FALSE},
	{164, "[", FALSE},
	{164, "\\", FALSE},
	{164, "", FALSE},
};

static void test_number_is_date(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
		print_message("  %lu %s\n", formats[i].format, formats[i].code ? formats[i].code : "built in");
		assert_int_equal(extract_number_is_date(formats[i].format, formats[i].code), formats[i].is_date);
	}
}

static const struct date_case {
	const char *number;
	gboolean is_1904;
	const char *date;
} dates[] = {
	{"1", FALSE, "1900-01-01"},
	{"59", FALSE, "1900-02-28"},
	{"61", FALSE, "1900-03-01"},
	{"45000", FALSE, "2023-03-15"},
	{"0", TRUE, NULL},
	{"1", TRUE, "1904-01-02"},
	{"2958465", FALSE, "9999-12-31"},
	{"2958465", TRUE, NULL},
	{"2958466", FALSE, NULL},
	{"46156.395833", FALSE, "2026-05-14"},
	{"0.5", FALSE, NULL},
	{"-3", FALSE, NULL},
	{"1e400", FALSE, NULL},
	{"nan", FALSE, NULL},
	{"12 May", FALSE, NULL},
	{"", FALSE, NULL},
};

static void test_number_as_date(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
		g_autofree char *date = extract_number_as_date(dates[i].number, dates[i].is_1904);

		print_message("  %s\n", dates[i].number);
		if (dates[i].date)
			assert_string_equal(date, dates[i].date);
		else
			assert_null(date);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_xlsx),
		cmocka_unit_test(test_number_is_date),
		cmocka_unit_test(test_number_as_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
