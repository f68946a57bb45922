/* SPDX-License-Identifier: BSD-2-Clause */
/* Messages read with the sandbox: what becomes of attachments, and that HTML is the same as without it. Started by
 * another name this program is the extractor. */
#include "extract_fixture.h"
#include "parser/body_foreign.h"
#include "parser/message.h"
#include "parser/sandbox_serve.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#define EXTRACTOR "own-extract"

static struct sandbox *sandbox;

/* A mixed message with these bytes behind a short text. */
static GString *message_with(const char *headers, const guint8 *bytes, gsize length)
{
	GString *message = g_string_new("From: a@example\nTo: b@example\nMIME-Version: 1.0\n"
					"Content-Type: multipart/mixed; boundary=b\n\n"
					"--b\n\nHello.\n--b\nContent-Transfer-Encoding: base64\n");
	g_autofree char *encoded = g_base64_encode(bytes, length);

	g_string_append_printf(message, "%s\n\n%s\n--b--\n", headers, encoded);
	return message;
}

/* Each part on a line: section, name, type, reason, text. */
static char *show(const struct message *message)
{
	GString *shown = g_string_new(NULL);

	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = message->parts->pdata[i];
		const char *reason = part_reason_name(part->reason);
		g_autofree char *text = g_strescape(part->text ? part->text : "-", NULL);

		g_string_append_printf(shown, "%s %s %s %s %s\n", part->section, part->name ? part->name : "-",
				       part->type, reason ? reason : "read", text);
	}
	return g_string_free(shown, FALSE);
}

static void assert_parts(const char *headers, const guint8 *bytes, gsize length, const char *expected)
{
	g_autoptr(GString) text = message_with(headers, bytes, length);
	struct message *message = message_parse_in(sandbox, text->str, text->len);
	g_autofree char *shown = show(message);

	assert_string_equal(shown, expected);
	message_free(message);
}

static void test_message_parse_in_archive(void **state)
{
	static const struct fixture_file inner[] = {{"deep.txt", "Deep words"}, {NULL, NULL}};
	g_autoptr(GByteArray) archive = NULL;
	g_autoptr(GByteArray) nested = fixture_zip(inner);
	GByteArray *bytes = g_byte_array_new();
	struct archive *writer = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, bytes);

	(void)state;
	fixture_add(writer, "a.txt", "First words", 11);
	fixture_add(writer, "inner.zip", nested->data, nested->len);
	fixture_add(writer, "x.bin", "\x01\x02\x00\x03", 4);
	fixture_close(writer);
	archive = bytes;
	assert_parts("Content-Type: application/zip; name=papers.zip", archive->data, archive->len,
		     "1 - text/plain read Hello.\n"
		     "2 papers.zip application/zip read -\n"
		     "2 papers.zip/a.txt text/plain read First words\n"
		     "2 papers.zip/inner.zip/deep.txt text/plain read Deep words\n"
		     "2 papers.zip/x.bin application/octet-stream unknown-format -\n");
}

static const struct {
	const char *name, *headers, *content, *expected;
} cases[] = {
	{"claimed text is none", "Content-Type: text/plain; name=a.txt", "{\\rtf1\\ansi Rich words\\par}",
	 "1 - text/plain read Hello.\n2 a.txt text/plain read Rich words\\n\n"},
	{"charset of a table", "Content-Type: text/csv; charset=windows-1252", "caf\xe9;1",
	 "1 - text/plain read Hello.\n2 - text/csv read caf\\303\\251;1\n"},
	{"type by content", "Content-Type: application/octet-stream; name=page", "<!DOCTYPE html><p>Words</p>",
	 "1 - text/plain read Hello.\n2 page text/html read Words\\n\n"},
	{"what a calendar says", "Content-Type: text/calendar; method=REQUEST",
	 "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nATTENDEE:mailto:\n a@example\nDESCRIPTION:One\\, two\\nthree\n"
	 "SUMMARY:Site visit\nEND:VEVENT\nEND:VCALENDAR\n",
	 "1 - text/plain read Hello.\n2 - text/calendar read Site visit\\nOne, two\\nthree\\n\n"},
	{"enciphered", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "x",
	 "1 - text/plain read Hello.\n2 - application/pkcs7-mime encrypted -\n"},
};

static void test_message_parse_in_attachments(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		assert_parts(cases[i].headers, (const guint8 *)cases[i].content, strlen(cases[i].content),
			     cases[i].expected);
	}
}

static const struct confined_case {
	const char *file, *phrase;
} confined[] = {
	{"letter.doc", "Commentword beside"}, {"letter.docx", "Footnoteword below"},
	{"letter.odt", "Boxword inside"},     {"letter.rtf", "Headerword OFFICIAL"},
	{"letter.fodt", "Endnoteword last"},  {"letter.pdf", "Secondpage words"},
	{"sheet.xls", "1950-05-01"},          {"sheet.xlsx", "Hiddenword secret"},
	{"sheet.ods", "Commentword in cell"}, {"slides.pptx", "Noteword for the speaker"},
	{"slides.odp", "Hiddenslideword"},
};

/* Documents of every kind, alone and in archives, by a child that can open nothing and map nothing but its input. */
static void test_message_parse_in_files(void **state)
{
	static const struct {
		int format, filter;
	} archives[] = {{ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
			{ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE},
			{ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ}};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(confined); i++) {
		g_autofree char *path = g_build_filename("tests/parser/files", confined[i].file, NULL);
		g_autofree char *bytes = NULL;
		gsize length;

		print_message("%s\n", confined[i].file);
		assert_true(g_file_get_contents(path, &bytes, &length, NULL));
		for (gsize wrap = 0; wrap <= G_N_ELEMENTS(archives); wrap++) {
			g_autoptr(GByteArray) outer = g_byte_array_new();
			struct archive *writer = wrap == 0 ? NULL
							   : fixture_open(archives[wrap - 1].format,
									  archives[wrap - 1].filter, NULL, outer);
			g_autoptr(GString) text = NULL;
			struct message *message;
			const struct part *last;

			if (writer) {
				fixture_add(writer, confined[i].file, bytes, length);
				fixture_close(writer);
			} else {
				g_byte_array_append(outer, (const guint8 *)bytes, (guint)length);
			}
			text = message_with("Content-Type: application/octet-stream", outer->data, outer->len);
			message = message_parse_in(sandbox, text->str, text->len);
			last = message->parts->pdata[message->parts->len - 1];
			assert_int_equal(last->reason, PART_INSPECTED);
			assert_non_null(strstr(last->text, confined[i].phrase));
			message_free(message);
		}
	}
}

/* The passages, which come from lines with all they know. */
static char *show_passages(const struct message *message)
{
	GString *shown = g_string_new(NULL);

	for (guint i = 0; i < message->renditions->len; i++) {
		const struct rendition *rendition = message->renditions->pdata[i];

		for (guint j = 0; j < rendition->passages->len; j++) {
			const struct passage *passage = rendition->passages->pdata[j];

			g_string_append_printf(shown, "%d %d %s\n", passage->division, passage->is_hidden,
					       passage->text);
		}
	}
	return g_string_free(shown, FALSE);
}

static void test_message_parse_in_html(void **state)
{
	static const char text[] =
		"From: a@example\nContent-Type: text/html; charset=iso-8859-1\n\n"
		"<p>One</p><div style='display:none'>Hidden</div><table><tr><td>a<td>b</table><p>caf\xe9"
		"<div class=gmail_quote>On Monday, B &lt;b@example&gt; wrote:<blockquote>Two<br>Three"
		"<blockquote>Four</blockquote></blockquote></div>";
	struct message *with = message_parse_in(sandbox, text, strlen(text));
	struct message *without = message_parse(text, strlen(text));
	g_autofree char *parts_with = show(with), *parts_without = show(without);
	g_autofree char *passages_with = show_passages(with), *passages_without = show_passages(without);

	(void)state;
	assert_string_equal(parts_with, parts_without);
	assert_string_equal(passages_with, passages_without);
	assert_non_null(strstr(passages_with, "Four"));
	message_free(with);
	message_free(without);
}

/* Without an extractor a message still has its plain text, and says what it could not read. */
static void test_message_parse_in_no_extractor(void **state)
{
	static const char text[] = "From: a@example\nContent-Type: multipart/alternative; boundary=b\n\n"
				   "--b\n\nHello.\n--b\nContent-Type: text/html\n\n<p>Hello.</p>\n"
				   "--b\nContent-Type: application/pdf\n\n%PDF-1.4\n--b--\n";
	struct sandbox *missing = sandbox_new("/nonexistent/candour-extract", NULL);
	struct message *message = message_parse_in(missing, text, strlen(text));
	g_autofree char *shown = show(message);

	(void)state;
	assert_string_equal(shown, "1 - text/plain read Hello.\n2 - text/html crash -\n"
				   "3 - application/pdf crash -\n");
	message_free(message);
	sandbox_free(missing);
}

/* An archive of many files takes parts as a message of many parts does. */
static void test_message_parse_in_max_parts(void **state)
{
	GByteArray *bytes = g_byte_array_new();
	struct archive *writer = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, bytes);
	g_autoptr(GByteArray) archive = bytes;

	(void)state;
	for (int i = 0; i < MESSAGE_MAX_PARTS + 10; i++) {
		g_autofree char *name = g_strdup_printf("%d.txt", i);

		fixture_add(writer, name, "x", 1);
	}
	fixture_close(writer);
	g_autoptr(GString) text = message_with("Content-Type: application/zip", archive->data, archive->len);
	struct message *message = message_parse_in(sandbox, text->str, text->len);

	assert_in_range(message->parts->len, MESSAGE_MAX_PARTS - 1, MESSAGE_MAX_PARTS);
	assert_int_equal(((struct part *)message->parts->pdata[1])->reason, PART_LIMIT);
	message_free(message);
}

static void test_body_foreign_is_binary(void **state)
{
	static const struct {
		const char *name, *bytes, *charset;
		gsize length;
		gboolean is_binary;
	} tables[] = {
		{"empty", "", NULL, 0, FALSE},         {"text", "Words", NULL, 5, FALSE},
		{"NUL", "a\0b", NULL, 3, TRUE},        {"UTF-16", "a\0b\0", "UTF-16LE", 4, FALSE},
		{"PDF", "%PDF-1.4", "utf-8", 8, TRUE}, {"zip", "PK\003\004", "utf-16", 4, TRUE},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
		print_message("%s\n", tables[i].name);
		assert_int_equal(
			body_foreign_is_binary((const guint8 *)tables[i].bytes, tables[i].length, tables[i].charset),
			tables[i].is_binary);
	}
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_message_parse_in_archive),      cmocka_unit_test(test_message_parse_in_files),
		cmocka_unit_test(test_message_parse_in_attachments),  cmocka_unit_test(test_message_parse_in_html),
		cmocka_unit_test(test_message_parse_in_no_extractor), cmocka_unit_test(test_message_parse_in_max_parts),
		cmocka_unit_test(test_body_foreign_is_binary),
	};
	g_autofree char *folder = NULL, *self = NULL, *program = NULL;
	int failed;

	if (argc == 1 && g_str_has_suffix(argv[0], "/" EXTRACTOR))
		return sandbox_serve(extract_bytes);
	folder = g_dir_make_tmp("candour-XXXXXX", NULL);
	self = g_file_read_link("/proc/self/exe", NULL);
	program = g_build_filename(folder, EXTRACTOR, NULL);
	if (symlink(self, program) != 0)
		return EXIT_FAILURE;
	sandbox = sandbox_new(program, NULL);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	sandbox_free(sandbox);
	g_unlink(program);
	g_rmdir(folder);
	return failed;
}
