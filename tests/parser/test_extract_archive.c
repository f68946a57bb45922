/* SPDX-License-Identifier: BSD-2-Clause */
/* Archives of every kind, nested, encrypted, broken, and made to harm who opens them. */
#include "tests/parser/extract_fixture.h"

static const struct fixture_file two_files[] = {
	{"letters/a.txt", "one\n"}, {"b.html", "<p>two<span style='display:none'>unseen</span></p>"}, {0}};
#define TWO "[letters/a.txt]\none\n[b.html]\ntwo\nunseen\n"

static const struct kind_case {
	const char *name;
	int format, filter;
	const char *type;
} kinds[] = {
	{"zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "application/zip"},
	{"7z", ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, "application/x-7z-compressed"},
	{"tar", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "application/x-tar"},
	{"tar, pax", ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, "application/x-tar"},
	{"tar.gz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "application/gzip"},
	{"tar.bz2", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2, "application/x-bzip2"},
	{"tar.xz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ, "application/x-xz"},
	{"tar.zst", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, "application/zstd"},
	{"cpio", ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE, "application/x-cpio"},
};

static void test_archive_kinds(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(GByteArray) bytes = fixture_archive(kinds[i].format, kinds[i].filter, two_files);
		g_autofree char *text = fixture_read(bytes);

		print_message("  %s\n", kinds[i].name);
		assert_string_equal(extract_detect(bytes->data, bytes->len), kinds[i].type);
		assert_string_equal(text, TWO);
	}
}

/* One file compressed alone has the name of what it came in. */
static void test_archive_gzip_alone(void **state)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, NULL, bytes);
	g_autofree char *named = NULL, *nameless = NULL;

	(void)state;
	fixture_add(archive, "data", "minutes\n", 8);
	fixture_close(archive);
	named = fixture_read_as(bytes->data, bytes->len, "may.txt.gz", "application/gzip");
	nameless = fixture_read(bytes);
	assert_string_equal(named, "[may.txt]\nminutes\n");
	assert_string_equal(nameless, "[data]\nminutes\n");
}

static void test_archive_in_archive(void **state)
{
	g_autoptr(GByteArray) inner = fixture_archive(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, two_files);
	g_autoptr(GByteArray) outer = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, outer);
	g_autofree char *text = NULL;

	(void)state;
	fixture_add(archive, "in/ner.tgz", inner->data, inner->len);
	fixture_add(archive, "scan.png", "\x89PNG\r\n\x1a\n", 8);
	fixture_add(archive, "program",
		    "\x7f"
		    "ELF\0\0\0\0",
		    8);
	fixture_close(archive);
	text = fixture_read(outer);
	assert_string_equal(text, "[in/ner.tgz/letters/a.txt]\none\n[in/ner.tgz/b.html]\ntwo\nunseen\n"
				  "[scan.png image-only]\n[program unknown-format]\n");
}

static void test_archive_encrypted(void **state)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "open sesame", bytes);
	g_autofree char *text = NULL;

	(void)state;
	fixture_add(archive, "report.docx", "secret", 6);
	fixture_close(archive);
	text = fixture_read(bytes);
	assert_string_equal(text, "[report.docx encrypted]\n");
}

static void test_archive_truncated(void **state)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, bytes);
	g_autofree char *text = NULL;

	(void)state;
	fixture_add(archive, "first.txt", "first\n", 6);
	fixture_add(archive, "second.txt", "second\n", 7);
	fixture_close(archive);
	for (guint length = bytes->len - 1; length > 3; length--) {
		g_free(text);
		text = fixture_read_as(bytes->data, length, NULL, NULL);
		assert_true(strstr(text, "truncated") || strstr(text, "second") || strstr(text, "unknown-format"));
	}
	assert_string_equal(extract_detect(bytes->data, 10), "application/zip");
}

static void test_archive_empty(void **state)
{
	static const struct fixture_file none[] = {{0}};
	g_autoptr(GByteArray) zip = fixture_zip(none);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(text, "");
}

/* Names are labels: no file is made of them. */
static void test_archive_names(void **state)
{
	static const struct fixture_file files[] = {{"../../etc/passwd", "a\n"},
						    {"/abs", "b\n"},
						    {"new\nline", "c\n"},
						    {"same", "d\n"},
						    {"same", "e\n"},
						    {0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_string_equal(text, "[../../etc/passwd]\na\n[/abs]\nb\n[new?line]\nc\n[same]\nd\n[same]\ne\n");
}

static void test_archive_long_name(void **state)
{
	g_autofree char *name = g_strnfill(EXTRACT_MAX_NAME_BYTES * 3, 'n');
	const struct fixture_file files[] = {{name, "text\n"}, {0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_int_equal(strlen(text), EXTRACT_MAX_NAME_BYTES + strlen("[]\ntext\n"));
}

static void test_archive_of_links(void **state)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, NULL, bytes);
	struct archive_entry *entry = archive_entry_new();
	g_autofree char *text = NULL;

	(void)state;
	archive_entry_set_pathname(entry, "link");
	archive_entry_set_filetype(entry, AE_IFLNK);
	archive_entry_set_symlink(entry, "/etc/hostname");
	archive_write_header(archive, entry);
	archive_entry_free(entry);
	fixture_close(archive);
	text = fixture_read(bytes);
	assert_string_equal(text, "[link]\n/etc/hostname");
}

static void test_archive_too_many_entries(void **state)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, bytes);
	g_autofree char *text = NULL;

	(void)state;
	for (int i = 1; i <= 2 * EXTRACT_MAX_ENTRIES; i++) {
		g_autofree char *name = g_strdup_printf("%d", i);

		fixture_add(archive, name, "x\n", 2);
	}
	fixture_close(archive);
	text = fixture_read(bytes);
	assert_non_null(strstr(text, "[5000]\nx\n[limit]\n"));
	assert_null(strstr(text, "[5001]"));
}

/* Zeros, far more than a member of a council reads. */
static GByteArray *bomb(gsize expanded)
{
	GByteArray *bytes = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, bytes);
	g_autofree char *zeros = g_malloc0(expanded);

	fixture_add(archive, "zeros", zeros, expanded);
	fixture_close(archive);
	return bytes;
}

static void test_archive_bomb(void **state)
{
	g_autoptr(GByteArray) bytes = bomb(2 * EXTRACT_RATIO_SLACK_BYTES + 1024 * 1024);
	g_autofree char *text = fixture_read(bytes);

	(void)state;
	assert_non_null(strstr(text, "limit"));
	assert_true(strlen(text) < 1000);
}

/* Files behind a bomb are read: it gets half of what all may have. */
static void test_archive_behind_a_bomb(void **state)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct archive *archive = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, bytes);
	gsize expanded = 2 * EXTRACT_RATIO_SLACK_BYTES;
	g_autofree char *letters = g_strnfill(expanded, 'a');
	g_autofree char *text = NULL;

	(void)state;
	fixture_add(archive, "a.txt", letters, expanded);
	fixture_add(archive, "b.txt", letters, expanded);
	fixture_add(archive, "report.txt", "not for publication\n", 20);
	fixture_close(archive);
	text = fixture_read(bytes);
	assert_non_null(strstr(text, "[a.txt limit]\n"));
	assert_non_null(strstr(text, "[b.txt limit]\n"));
	assert_true(g_str_has_suffix(text, "[report.txt]\nnot for publication\n"));
}

/* Two texts that are too long leave room for a third. */
static void test_archive_of_long_texts(void **state)
{
	g_autoptr(GString) words = g_string_new(NULL);
	g_autoptr(GByteArray) zip = NULL;
	g_autofree char *text = NULL;

	(void)state;
	for (unsigned i = 0; words->len < EXTRACT_MAX_TEXT_BYTES; i++)
		g_string_append_printf(words, "%08x ", i * 2654435761u);
	const struct fixture_file files[] = {
		{"a.txt", words->str}, {"b.txt", words->str}, {"report.txt", "not for publication\n"}, {0}};
	zip = fixture_zip(files);
	text = fixture_read(zip);
	assert_non_null(strstr(text, "[a.txt limit]\n"));
	assert_non_null(strstr(text, "[b.txt limit]\n"));
	assert_true(g_str_has_suffix(text, "[report.txt]\nnot for publication\n"));
}

/* Well packed text is no bomb as long as it is small. */
static void test_archive_below_the_slack(void **state)
{
	g_autofree char *spaces = g_strnfill(EXTRACT_RATIO_SLACK_BYTES / 4, ' ');
	const struct fixture_file files[] = {{"spaces.txt", spaces}, {0}};
	g_autoptr(GByteArray) zip = fixture_zip(files);
	g_autofree char *text = fixture_read(zip);

	(void)state;
	assert_int_equal(strlen(text), EXTRACT_RATIO_SLACK_BYTES / 4 + strlen("[spaces.txt]\n"));
}

static void test_archive_nested_too_deep(void **state)
{
	GByteArray *bytes = fixture_archive(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, two_files);
	g_autofree char *text = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		GByteArray *outer = g_byte_array_new();
		struct archive *archive = fixture_open(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, NULL, outer);

		fixture_add(archive, "a", bytes->data, bytes->len);
		fixture_close(archive);
		g_byte_array_unref(bytes);
		bytes = outer;
	}
	text = fixture_read(bytes);
	g_byte_array_unref(bytes);
	assert_string_equal(text, "[a/a/a/a/a/a/a/a/a/a/a limit]\n");
}

/* The size in the headers says less, and more, than there is. */
static void test_archive_lying_sizes(void **state)
{
	static const guint8 claims[] = {0x00, 0x01, 0x7f, 0xff};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(claims); i++) {
		g_autoptr(GByteArray) zip = fixture_zip(two_files);
		g_autofree char *text = NULL;

		/* Uncompressed size in the central directory: 24 bytes into its record. */
		for (guint at = 0; at + 46 < zip->len; at++)
			if (memcmp(zip->data + at, "PK\1\2", 4) == 0)
				memset(zip->data + at + 24, claims[i], 4);
		text = fixture_read(zip);
		assert_true(*text);
	}
}

/* Every byte changed in turn: what comes out may be anything, but it comes. */
static void test_archive_broken(void **state)
{
	g_autoptr(GByteArray) zip = fixture_zip(two_files);

	(void)state;
	for (guint at = 0; at < zip->len; at++) {
		g_autofree char *text = NULL;

		zip->data[at] ^= 0xff;
		text = fixture_read(zip);
		zip->data[at] ^= 0xff;
		assert_non_null(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_archive_kinds),
		cmocka_unit_test(test_archive_gzip_alone),
		cmocka_unit_test(test_archive_in_archive),
		cmocka_unit_test(test_archive_encrypted),
		cmocka_unit_test(test_archive_truncated),
		cmocka_unit_test(test_archive_empty),
		cmocka_unit_test(test_archive_names),
		cmocka_unit_test(test_archive_long_name),
		cmocka_unit_test(test_archive_of_links),
		cmocka_unit_test(test_archive_too_many_entries),
		cmocka_unit_test(test_archive_bomb),
		cmocka_unit_test(test_archive_behind_a_bomb),
		cmocka_unit_test(test_archive_of_long_texts),
		cmocka_unit_test(test_archive_below_the_slack),
		cmocka_unit_test(test_archive_nested_too_deep),
		cmocka_unit_test(test_archive_lying_sizes),
		cmocka_unit_test(test_archive_broken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
