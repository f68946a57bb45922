/* SPDX-License-Identifier: BSD-2-Clause */
/* What PDF documents say, through poppler's programs, and what programs may do. */
#include "tests/parser/extract_fixture.h"

#include "parser/extract/extract_process.h"

/* A document of one page: objects 1 to 5 and the information, then those given. */
static GString *pdf(const char *page, const char *more_of_catalog, const char *more_objects)
{
	GString *text = g_string_new("%PDF-1.4\n");
	g_autofree char *catalog = g_strdup_printf("<< /Type /Catalog /Pages 2 0 R %s>>", more_of_catalog);
	g_autofree char *stream =
		g_strdup_printf("<< /Length %u >>\nstream\n%s\nendstream", (unsigned)strlen(page), page);
	const char *const objects[] = {
		catalog,
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << "
		"/Font << /F1 5 0 R >> >> >>",
		stream,
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Title (Budget options) /Classification (OFFICIAL-SENSITIVE) >>"};
	gsize offsets[G_N_ELEMENTS(objects)], table;

	for (gsize i = 0; i < G_N_ELEMENTS(objects); i++) {
		offsets[i] = text->len;
		g_string_append_printf(text, "%u 0 obj\n%s\nendobj\n", (unsigned)i + 1, objects[i]);
	}
	g_string_append(text, more_objects);
	table = text->len;
	g_string_append_printf(text, "xref\n0 %u\n0000000000 65535 f \n", (unsigned)G_N_ELEMENTS(objects) + 1);
	for (gsize i = 0; i < G_N_ELEMENTS(objects); i++)
		g_string_append_printf(text, "%010u 00000 n \n", (unsigned)offsets[i]);
	g_string_append_printf(text, "trailer\n<< /Size 20 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%u\n%%%%EOF\n",
			       (unsigned)table);
	return text;
}

#define PROPERTIES "Classification: OFFICIAL-SENSITIVE\nTitle: Budget options\n\n"

static const struct page_case {
	const char *name, *page, *text;
} pages[] = {
	{"a word broken at a line's end",
	 "BT /F1 12 Tf 72 770 Td (This is confid-) Tj 0 -14 Td (ential and not for) Tj 0 -14 Td (publication.) Tj ET",
	 PROPERTIES "This is confidential and not for\npublication.\n\n\f"},
	{"a word placed letter by letter", "BT /F1 12 Tf 72 770 Td [(Con) 20 (fid) -30 (ential)] TJ ET",
	 PROPERTIES "Confidential\n\n\f"},
	{"a picture of a text", "0 0 m 100 100 l S", "[image-only]\n" PROPERTIES "\f"},
};

static void test_pdf_pages(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
		g_autoptr(GString) bytes = pdf(pages[i].page, "", "");
		g_autofree char *text = fixture_read_as((const guint8 *)bytes->str, bytes->len, NULL, NULL);

		print_message("  %s\n", pages[i].name);
		assert_string_equal(text, pages[i].text);
	}
}

/* A page that is a picture, or has one of that size in points, with these words beside it. */
static char *read_scan(const char *words, unsigned width, unsigned height)
{
	g_autofree char *grey = g_strnfill(83 * 117, 'x');
	g_autofree char *page =
		g_strdup_printf("q %u 0 0 %u 0 0 cm /I Do Q BT /F1 12 Tf 72 30 Td (%s) Tj ET", width, height, words);
	g_autofree char *image =
		g_strdup_printf("7 0 obj\n<< /Type /XObject /Subtype /Image /Width 83 /Height 117 /ColorSpace "
				"/DeviceGray /BitsPerComponent 8 /Length %d >>\nstream\n%s\nendstream\nendobj\n"
				"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
				"/Resources << /Font << /F1 5 0 R >> /XObject << /I 7 0 R >> >> >>\nendobj\n",
				83 * 117, grey);
	g_autoptr(GString) bytes = pdf(page, "", image);

	/* The table of the file does not know the two: poppler finds them by reading through it. */
	g_string_truncate(bytes, (gsize)(strstr(bytes->str, "xref\n") - bytes->str));
	g_string_append(bytes, "trailer\n<< /Size 20 /Root 1 0 R >>\n%%EOF\n");
	return fixture_read_as((const guint8 *)bytes->str, bytes->len, NULL, NULL);
}

/* A document of two pages: one says this, the other shows a picture of that many strips. */
static char *read_mixed(const char *first, const char *second, unsigned strips)
{
	g_autofree char *grey = g_strnfill(83 * 117, 'x');
	GString *drawn = g_string_new(NULL), *bytes = g_string_new("%PDF-1.4\n");
	char *text;

	for (unsigned i = 0; i < strips; i++)
		g_string_append_printf(drawn, "q 595 0 0 %u 0 %u cm /I Do Q ", 842 / strips, i * 842 / strips);
	g_string_append_printf(drawn, "BT /F1 12 Tf 40 30 Td (%s) Tj ET", second);
	g_string_append_printf(
		bytes,
		"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
		"2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources << /Font << "
		"/F1 "
		"5 0 R >> /XObject << /I 6 0 R >> >> >>\nendobj\n"
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 7 0 R >>\nendobj\n"
		"4 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 8 0 R >>\nendobj\n"
		"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
		"6 0 obj\n<< /Type /XObject /Subtype /Image /Width 83 /Height 117 /ColorSpace /DeviceGray "
		"/BitsPerComponent 8 /Length %d >>\nstream\n%s\nendstream\nendobj\n"
		"7 0 obj\n<< /Length %u >>\nstream\nBT /F1 12 Tf 40 770 Td (%s) Tj ET\nendstream\nendobj\n"
		"8 0 obj\n<< /Length %u >>\nstream\n%s\nendstream\nendobj\ntrailer\n<< /Size 9 /Root 1 0 R "
		">>\n%%%%EOF\n",
		83 * 117, grey, (unsigned)strlen(first) + 32, first, (unsigned)drawn->len, drawn->str);
	text = fixture_read_as((const guint8 *)bytes->str, bytes->len, NULL, NULL);
	g_string_free(drawn, TRUE);
	g_string_free(bytes, TRUE);
	return text;
}

/* One page that is a picture is one that nobody has read, whatever the others say. */
static void test_pdf_of_text_and_scans(void **state)
{
	static const char words[] = "A page that somebody wrote, with all its words as letters in the file";
	g_autofree char *mixed = read_mixed(words, "2", 1);
	g_autofree char *strips = read_mixed(words, "2", 8);
	g_autofree char *captioned = read_mixed(words, words, 1);
	g_autofree char *expected = g_strdup_printf("[image-only]\n%s\n\n\f2\n\n\f", words);

	(void)state;
	assert_string_equal(mixed, expected);
	assert_string_equal(strips, expected);
	assert_true(g_str_has_prefix(captioned, words));
}

/* A page number below a scanned page is no text of it; a caption below a small picture is. */
static void test_pdf_scan(void **state)
{
	g_autofree char *scan = read_scan("Page 3 of 9", 595, 842);
	g_autofree char *picture = read_scan("Page 3 of 9", 200, 200);
	g_autofree char *text = read_scan("The scanned page with the words that a program has found on it", 595, 842);

	(void)state;
	assert_string_equal(scan, "[image-only]\nPage 3 of 9\n\n\f");
	assert_true(g_str_has_prefix(picture, "Page 3 of 9\n"));
	assert_true(g_str_has_prefix(text, "The scanned page"));
}

static void test_pdf_attachment(void **state)
{
	g_autoptr(GString) bytes =
		pdf("BT /F1 12 Tf 72 770 Td (cover) Tj ET", "/Names << /EmbeddedFiles << /Names [(x) 7 0 R] >> >> ",
		    "7 0 obj\n<< /Type /Filespec /F (inner.html) /EF << /F 8 0 R >> >>\nendobj\n"
		    "8 0 obj\n<< /Type /EmbeddedFile /Length 18 >>\nstream\n<html><p>within</p>\nendstream\nendobj\n");
	g_autofree char *text = NULL;

	(void)state;
	/* The table of the file above does not know the two: poppler finds them by reading through it. */
	g_string_truncate(bytes, (gsize)(strstr(bytes->str, "xref\n") - bytes->str));
	g_string_append(bytes, "trailer\n<< /Size 20 /Root 1 0 R >>\n%%EOF\n");
	text = fixture_read_as((const guint8 *)bytes->str, bytes->len, NULL, NULL);
	assert_string_equal(text, "cover\n\n\f[inner.html]\nwithin\n");
}

static void test_pdf_broken(void **state)
{
	static const char broken[] = "%PDF-1.4\nnothing of the kind\n";
	g_autofree char *text = fixture_read_as((const guint8 *)broken, strlen(broken), NULL, NULL);

	(void)state;
	assert_string_equal(text, "[truncated]\n");
}

/* Pages that name each other go round for ever in a reader that does not look. */
static void test_pdf_of_circles(void **state)
{
	static const char circles[] = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
				      "2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 >>\nendobj\n"
				      "trailer\n<< /Root 1 0 R >>\n%%EOF\n";
	g_autofree char *text = fixture_read_as((const guint8 *)circles, strlen(circles), NULL, NULL);

	(void)state;
	assert_non_null(strchr(text, '['));
}

static const struct run_case {
	const char *name;
	const char *argv[4];
	const char *input;
	gsize max_output;
	enum part_reason reason;
	int status;
	const char *output, *complaint;
} runs[] = {
	{"input to output", {"cat"}, "some\n", 100, PART_INSPECTED, 0, "some\n", ""},
	{"input by its name", {"cat", "/dev/stdin"}, "some\n", 100, PART_INSPECTED, 0, "some\n", ""},
	{"input that one can seek in", {"tail", "-c", "2"}, "some\n", 100, PART_INSPECTED, 0, "e\n", ""},
	{"complaints and status", {"sh", "-c", "echo bad >&2; exit 3"}, "", 100, PART_INSPECTED, 3, "", "bad\n"},
	{"too much output", {"yes"}, "", 10, PART_LIMIT, -1, "y\ny\ny\ny\ny\n", ""},
	{"killed by a signal", {"sh", "-c", "echo a; kill -SEGV $$"}, "", 100, PART_CRASH, -1, "a\n", ""},
	{"no such program", {"candour-has-no-such-program"}, "", 100, PART_CRASH, -1, "", ""},
	{"a plain environment", {"sh", "-c", "echo $HOME$LC_ALL"}, "", 100, PART_INSPECTED, 0, "C.UTF-8\n", ""},
};

static void test_run(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(runs); i++) {
		struct extract_run run;
		enum part_reason reason = extract_run(runs[i].argv, (const guint8 *)runs[i].input,
						      strlen(runs[i].input), runs[i].max_output, &run);

		print_message("  %s\n", runs[i].name);
		assert_int_equal(reason, runs[i].reason);
		assert_int_equal(run.status, runs[i].status);
		assert_string_equal(run.output->str, runs[i].output);
		assert_string_equal(run.complaint->str, runs[i].complaint);
		extract_run_done(&run);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pdf_pages),
		cmocka_unit_test(test_pdf_scan),
		cmocka_unit_test(test_pdf_attachment),
		cmocka_unit_test(test_pdf_of_text_and_scans),
		cmocka_unit_test(test_pdf_broken),
		cmocka_unit_test(test_pdf_of_circles),
		cmocka_unit_test(test_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
