/* SPDX-License-Identifier: BSD-2-Clause */
/* For tests of the readers: archives made in memory, and what a reader gives of them as one text to compare. */
#ifndef TESTS_PARSER_EXTRACT_FIXTURE_H
#define TESTS_PARSER_EXTRACT_FIXTURE_H

#include "parser/extract/extract.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>
#include <string.h>

struct fixture_file {
	const char *name, *text;
};

static void fixture_add(struct archive *archive, const char *name, const void *bytes, gsize length)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)length);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	assert_int_equal(archive_write_data(archive, bytes, length), (la_ssize_t)length);
	archive_entry_free(entry);
}

static la_ssize_t fixture_write(struct archive *archive G_GNUC_UNUSED, void *data, const void *bytes, size_t length)
{
	g_byte_array_append(data, bytes, (guint)length);
	return (la_ssize_t)length;
}

/* Begins an archive of that format (ARCHIVE_FORMAT_ZIP) that writes to the array. */
static inline struct archive *fixture_open(int format, int filter, const char *passphrase, GByteArray *to)
{
	struct archive *archive = archive_write_new();

	assert_int_equal(archive_write_set_format(archive, format), ARCHIVE_OK);
	assert_int_equal(archive_write_add_filter(archive, filter), ARCHIVE_OK);
	archive_write_set_bytes_in_last_block(archive, 1);
	if (passphrase) {
		assert_int_equal(archive_write_set_options(archive, "zip:encryption=aes256"), ARCHIVE_OK);
		assert_int_equal(archive_write_set_passphrase(archive, passphrase), ARCHIVE_OK);
	}
	assert_int_equal(archive_write_open2(archive, to, NULL, fixture_write, NULL, NULL), ARCHIVE_OK);
	return archive;
}

static inline void fixture_close(struct archive *archive)
{
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
}

/* An archive of texts; the list ends with a NULL name. */
static inline GByteArray *fixture_archive(int format, int filter, const struct fixture_file *files)
{
	GByteArray *bytes = g_byte_array_new();
	struct archive *archive = fixture_open(format, filter, NULL, bytes);

	for (; files->name; files++)
		fixture_add(archive, files->name, files->text, strlen(files->text));
	fixture_close(archive);
	return bytes;
}

static inline GByteArray *fixture_zip(const struct fixture_file *files)
{
	return fixture_archive(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, files);
}

/* "[name reason]" where there is one of them, then the text. */
static inline void fixture_note(void *context, const char *name, const char *type, const char *text, gsize length,
				enum part_reason reason)
{
	GString *shown = context;

	assert_non_null(type);
	assert_true(text || reason != PART_INSPECTED);
	assert_true(!text || g_utf8_validate_len(text, length, NULL));
	if (name || reason != PART_INSPECTED)
		g_string_append_printf(shown, "[%s%s%s]\n", name ? name : "", name && reason ? " " : "",
				       reason ? part_reason_name(reason) : "");
	if (text)
		g_string_append_len(shown, text, (gssize)length);
}

/* Where FIXTURE_FOLDER names a folder the files are kept there: what fuzzing starts from (tests/fuzz/seeds.py). */
static inline void fixture_keep(const guint8 *bytes, gsize length)
{
	const char *folder = g_getenv("FIXTURE_FOLDER");
	g_autofree char *name = g_compute_checksum_for_data(G_CHECKSUM_SHA1, bytes, length);
	g_autofree char *path = folder ? g_build_filename(folder, name, NULL) : NULL;

	if (path)
		g_file_set_contents(path, (const char *)bytes, (gssize)length, NULL);
}

/* What the readers give. Free with g_free(). */
static inline char *fixture_read_as(const guint8 *bytes, gsize length, const char *name, const char *type)
{
	GString *shown = g_string_new(NULL);
	struct extract_sink sink = {.text = fixture_note, .context = shown};

	fixture_keep(bytes, length);
	extract_bytes(bytes, length, name, type, &sink);
	return g_string_free(shown, FALSE);
}

static inline char *fixture_read(const GByteArray *bytes)
{
	return fixture_read_as(bytes->data, bytes->len, NULL, NULL);
}

#endif
