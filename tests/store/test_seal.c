/* SPDX-License-Identifier: BSD-2-Clause */
/* Only the key's owner reads, only the whole message in its order is read, and keys are kept from others. */
#include "store/seal.h"

#include "tests/store/case_fixture.h"

#include <gio/gio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean collect(void *context, unsigned number, const guint8 *chunk, gsize length, GError **error)
{
	GPtrArray *chunks = context;

	(void)error;
	assert_int_equal(number, chunks->len);
	g_ptr_array_add(chunks, g_bytes_new(chunk, length));
	return TRUE;
}

static GPtrArray *seal_text(const struct fixture *fixture, const char *bytes, gsize length)
{
	GPtrArray *chunks = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

	assert_true(seal_bytes(fixture->seal, bytes, length, collect, chunks, NULL));
	return chunks;
}

static GBytes *open_chunks(const char *secret_path, const GPtrArray *chunks, GError **error)
{
	struct seal_key *key = seal_secret_key(secret_path, error);
	struct seal_reader *reader = seal_reader_new(key);

	seal_key_free(key);
	for (guint i = 0; i < chunks->len; i++) {
		gsize length;
		const guint8 *chunk = g_bytes_get_data(g_ptr_array_index(chunks, i), &length);

		if (!seal_reader_add(reader, chunk, length, error)) {
			seal_reader_free(reader);
			return NULL;
		}
	}
	return seal_reader_end(reader, error);
}

static char *long_text(gsize length)
{
	char *text = g_malloc(length + 1);

	for (gsize i = 0; i < length; i++)
		text[i] = (char)('a' + (i * 7 + i / 251) % 26);
	return text;
}

static void test_seal_bytes_of_every_length(void **state)
{
	static const struct {
		const char *name;
		gsize length;
		guint chunks; /* the key's and the message's */
	} cases[] = {
		{"nothing", 0, 2},
		{"one byte", 1, 2},
		{"a chunk less one", SEAL_CHUNK_BYTES - 1, 2},
		{"a chunk", SEAL_CHUNK_BYTES, 2},
		{"a chunk and one", SEAL_CHUNK_BYTES + 1, 3},
		{"three chunks", 3 * SEAL_CHUNK_BYTES, 4},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = long_text(cases[i].length);
		g_autoptr(GPtrArray) chunks = seal_text(*state, text, cases[i].length);
		g_autoptr(GBytes) opened = open_chunks(((struct fixture *)*state)->secret_path, chunks, NULL);

		print_message("  %s\n", cases[i].name);
		assert_int_equal(chunks->len, cases[i].chunks);
		assert_non_null(opened);
		assert_int_equal(g_bytes_get_size(opened), cases[i].length);
		assert_memory_equal(g_bytes_get_data(opened, NULL), text, cases[i].length);
	}
}

static void replace(GPtrArray *chunks, guint at, GBytes *bytes)
{
	g_bytes_unref(g_ptr_array_index(chunks, at));
	g_ptr_array_index(chunks, at) = bytes;
}

static void drop_last(GPtrArray *chunks, GPtrArray *other)
{
	(void)other;
	g_ptr_array_remove_index(chunks, chunks->len - 1);
}

static void drop_middle(GPtrArray *chunks, GPtrArray *other)
{
	(void)other;
	g_ptr_array_remove_index(chunks, 2);
}

static void drop_first(GPtrArray *chunks, GPtrArray *other)
{
	(void)other;
	g_ptr_array_remove_index(chunks, 0);
}

static void drop_all(GPtrArray *chunks, GPtrArray *other)
{
	(void)other;
	g_ptr_array_set_size(chunks, 0);
}

static void swap(GPtrArray *chunks, GPtrArray *other)
{
	gpointer first = g_ptr_array_index(chunks, 1);

	(void)other;
	g_ptr_array_index(chunks, 1) = g_ptr_array_index(chunks, 2);
	g_ptr_array_index(chunks, 2) = first;
}

static void repeat(GPtrArray *chunks, GPtrArray *other)
{
	(void)other;
	g_ptr_array_add(chunks, g_bytes_ref(g_ptr_array_index(chunks, chunks->len - 1)));
}

static void take_foreign(GPtrArray *chunks, GPtrArray *other)
{
	replace(chunks, 2, g_bytes_ref(g_ptr_array_index(other, 2)));
}

static void take_foreign_key(GPtrArray *chunks, GPtrArray *other)
{
	replace(chunks, 0, g_bytes_ref(g_ptr_array_index(other, 0)));
}

static void flip_bit(GPtrArray *chunks, GPtrArray *other)
{
	gsize length;
	const guint8 *data = g_bytes_get_data(g_ptr_array_index(chunks, 2), &length);
	guint8 *copy = g_memdup2(data, length);

	(void)other;
	copy[length / 2] ^= 1;
	replace(chunks, 2, g_bytes_new_take(copy, length));
}

static void cut_chunk(GPtrArray *chunks, GPtrArray *other)
{
	(void)other;
	replace(chunks, 2, g_bytes_new_from_bytes(g_ptr_array_index(chunks, 2), 0, 5));
}

static void test_seal_reader_refuses(void **state)
{
	static const struct {
		const char *name;
		void (*harm)(GPtrArray *chunks, GPtrArray *other);
	} cases[] = {
		{"a missing tail", drop_last},
		{"a missing middle", drop_middle},
		{"a missing key", drop_first},
		{"nothing at all", drop_all},
		{"two in the wrong order", swap},
		{"one after the end", repeat},
		{"one of another message", take_foreign},
		{"another message's key", take_foreign_key},
		{"a bit turned", flip_bit},
		{"a chunk cut short", cut_chunk},
	};
	const struct fixture *fixture = *state;
	g_autofree char *text = long_text(3 * SEAL_CHUNK_BYTES);

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) chunks = seal_text(fixture, text, 3 * SEAL_CHUNK_BYTES);
		g_autoptr(GPtrArray) other = seal_text(fixture, text, 3 * SEAL_CHUNK_BYTES);
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) opened = NULL;

		print_message("  %s\n", cases[i].name);
		cases[i].harm(chunks, other);
		opened = open_chunks(fixture->secret_path, chunks, &error);
		assert_null(opened);
		assert_true(g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA));
	}
}

static void test_seal_reader_refuses_another_key(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *public_path = g_build_filename(fixture->folder, "other.pub", NULL);
	g_autofree char *secret_path = g_build_filename(fixture->folder, "other.key", NULL);
	g_autoptr(GPtrArray) chunks = seal_text(fixture, "words", 5);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) opened = NULL;

	assert_true(seal_make_keys(public_path, secret_path, NULL, NULL));
	opened = open_chunks(secret_path, chunks, &error);
	assert_null(opened);
	assert_non_null(error);
}

/* The daemon has the public key alone: it cannot read what it wrote. */
static void test_seal_reader_refuses_public_key(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GPtrArray) chunks = seal_text(fixture, "words", 5);
	struct seal_reader *reader = seal_reader_new(fixture->seal);
	gsize length;
	const guint8 *first = g_bytes_get_data(g_ptr_array_index(chunks, 0), &length);

	assert_false(seal_reader_add(reader, first, length, NULL));
	seal_reader_free(reader);
}

static gboolean fail_at_two(void *context, unsigned number, const guint8 *chunk, gsize length, GError **error)
{
	(void)context;
	(void)chunk;
	(void)length;
	if (number < 2)
		return TRUE;
	g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
	return FALSE;
}

static void test_seal_bytes_stops_with_its_sink(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *text = long_text(4 * SEAL_CHUNK_BYTES);
	g_autoptr(GError) error = NULL;

	assert_false(seal_bytes(fixture->seal, text, 4 * SEAL_CHUNK_BYTES, fail_at_two, NULL, &error));
	assert_true(g_error_matches(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE));
}

static unsigned mode_of(const char *path)
{
	struct stat status;

	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

static void test_seal_make_keys_minds_modes_and_overwrites_nothing(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *before = NULL, *after = NULL;
	gboolean is_made = TRUE;
	g_autoptr(GError) error = NULL;

	assert_int_equal(mode_of(fixture->public_path), 0644);
	assert_int_equal(mode_of(fixture->secret_path), 0600);
	g_file_get_contents(fixture->secret_path, &before, NULL, NULL);
	assert_true(seal_make_keys(fixture->public_path, fixture->secret_path, &is_made, NULL));
	assert_false(is_made);
	g_file_get_contents(fixture->secret_path, &after, NULL, NULL);
	assert_string_equal(before, after);
	g_unlink(fixture->public_path);
	assert_false(seal_make_keys(fixture->public_path, fixture->secret_path, &is_made, &error));
	assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_EXIST));
	assert_false(g_file_test(fixture->public_path, G_FILE_TEST_EXISTS));
}

static void test_seal_make_keys_under_any_umask(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *public_path = g_build_filename(fixture->folder, "u.pub", NULL);
	g_autofree char *secret_path = g_build_filename(fixture->folder, "u.key", NULL);
	mode_t before = umask(0777);
	gboolean is_made = FALSE;

	assert_true(seal_make_keys(public_path, secret_path, &is_made, NULL));
	umask(before);
	assert_true(is_made);
	assert_int_equal(mode_of(public_path), 0644);
	assert_int_equal(mode_of(secret_path), 0600);
}

static void test_seal_secret_key_refuses_file(void **state)
{
	static const struct {
		const char *name, *text;
		unsigned mode;
		int code;
	} cases[] = {
		{"readable by others", NULL, 0604, G_FILE_ERROR_PERM},
		{"writable by its group", NULL, 0620, G_FILE_ERROR_PERM},
		{"writable by others", NULL, 0602, G_FILE_ERROR_PERM},
		{"empty", "", 0600, G_FILE_ERROR_INVAL},
		{"too short", "candour-seal-secret-key 00ff\n", 0600, G_FILE_ERROR_INVAL},
		{"no hexadecimal",
		 "candour-seal-secret-key zz00000000000000000000000000000000000000000000000000000000000000\n", 0600,
		 G_FILE_ERROR_INVAL},
		{"another kind",
		 "candour-seal-public-key 0000000000000000000000000000000000000000000000000000000000000000\n", 0600,
		 G_FILE_ERROR_INVAL},
		{"too long",
		 "candour-seal-secret-key 000000000000000000000000000000000000000000000000000000000000000000\n", 0600,
		 G_FILE_ERROR_INVAL},
	};
	const struct fixture *fixture = *state;
	g_autofree char *good = NULL;

	g_file_get_contents(fixture->secret_path, &good, NULL, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		print_message("  %s\n", cases[i].name);
		g_file_set_contents(fixture->secret_path, cases[i].text != NULL ? cases[i].text : good, -1, NULL);
		g_chmod(fixture->secret_path, (int)cases[i].mode);
		assert_null(seal_secret_key(fixture->secret_path, &error));
		assert_true(g_error_matches(error, G_FILE_ERROR, cases[i].code));
		assert_non_null(strstr(error->message, fixture->secret_path));
	}
}

static void test_seal_secret_key_may_be_a_group_s(void **state)
{
	const struct fixture *fixture = *state;
	struct seal_key *key;

	g_chmod(fixture->secret_path, 0640);
	key = seal_secret_key(fixture->secret_path, NULL);
	assert_non_null(key);
	seal_key_free(key);
}

static void test_seal_key_missing(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;

	g_unlink(fixture->public_path);
	assert_null(seal_public_key(fixture->public_path, &error));
	assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
}

static void test_seal_words(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("candour-test-XXXXXX", NULL);
	g_autofree char *public_path = g_build_filename(folder, "seal.pub", NULL);
	g_autofree char *secret_path = g_build_filename(folder, "seal.key", NULL);
	g_autofree char *words = NULL;
	g_autoptr(GError) error = NULL;
	struct seal_key *public_key, *secret_key;
	GBytes *sealed, *cut;

	(void)state;
	assert_true(seal_make_keys(public_path, secret_path, NULL, NULL));
	public_key = seal_public_key(public_path, NULL);
	secret_key = seal_secret_key(secret_path, NULL);
	sealed = seal_words(public_key, "C0029");
	words = seal_words_open(secret_key, sealed, &error);
	assert_string_equal(words, "C0029");
	for (gsize length = 0; length < g_bytes_get_size(sealed); length++) {
		cut = g_bytes_new_from_bytes(sealed, 0, length);
		assert_null(seal_words_open(secret_key, cut, &error));
		assert_non_null(error);
		g_clear_error(&error);
		g_bytes_unref(cut);
	}
	g_bytes_unref(sealed);
	seal_key_free(public_key);
	seal_key_free(secret_key);
	g_unlink(public_path);
	g_unlink(secret_path);
	g_rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_seal_words),
		cmocka_unit_test_setup_teardown(test_seal_bytes_of_every_length, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_reader_refuses, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_reader_refuses_another_key, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_reader_refuses_public_key, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_bytes_stops_with_its_sink, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_make_keys_minds_modes_and_overwrites_nothing, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_make_keys_under_any_umask, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_secret_key_refuses_file, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_secret_key_may_be_a_group_s, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_seal_key_missing, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
