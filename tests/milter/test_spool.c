/* SPDX-License-Identifier: BSD-2-Clause */
/* The spool gives back what was put in, in memory and in a file that has no name. */
#include "milter/spool.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MEMORY_BYTES = 1000 };

static int make_folder(void **state)
{
	*state = g_dir_make_tmp("spool-XXXXXX", NULL);
	return *state ? 0 : -1;
}

static int remove_folder(void **state)
{
	g_rmdir(*state);
	g_free(*state);
	return 0;
}

static guint count_files(const char *folder)
{
	guint count = 0;
	GDir *dir = g_dir_open(folder, 0, NULL);
	while (g_dir_read_name(dir))
		count++;
	g_dir_close(dir);
	return count;
}

static void test_bytes_of_every_size(void **state)
{
	static const struct {
		const char *name;
		gsize length, chunk;
	} cases[] = {
		{"empty", 0, 1},
		{"one byte", 1, 1},
		{"just in memory", MEMORY_BYTES, 100},
		{"one past memory", MEMORY_BYTES + 1, 100},
		{"one big chunk", 300000, 300000},
		{"many chunks in the file", 300000, 65535},
		{"bytes one by one", 5 * MEMORY_BYTES + 3, 1},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		g_autofree char *expected = g_malloc(cases[i].length + 1);
		for (gsize k = 0; k < cases[i].length; k++)
			expected[k] = (char)(k * 7 % 251); /* NUL among them */
		struct spool *spool = spool_new(*state, MEMORY_BYTES);
		for (gsize at = 0; at < cases[i].length; at += cases[i].chunk)
			assert_true(spool_add(spool, expected + at, MIN(cases[i].chunk, cases[i].length - at), NULL));
		assert_int_equal(spool_length(spool), cases[i].length);
		const char *bytes = spool_bytes(spool, NULL);
		assert_non_null(bytes);
		assert_memory_equal(bytes, expected, cases[i].length);
		assert_ptr_equal(spool_bytes(spool, NULL), bytes);
		assert_int_equal(count_files(*state), 0);
		spool_free(spool);
	}
}

static void test_add_without_a_folder_needs_none_in_memory(void **state)
{
	(void)state;
	struct spool *spool = spool_new("/nonexistent/state", MEMORY_BYTES);
	assert_true(spool_add(spool, "abc", 3, NULL));
	assert_string_equal(spool_bytes(spool, NULL), "abc");
	spool_free(spool);
}

static void test_add_fails_where_no_file_can_be_made(void **state)
{
	(void)state;
	g_autofree char *much = g_malloc0(MEMORY_BYTES + 1);
	g_autoptr(GError) error = NULL;
	struct spool *spool = spool_new("/nonexistent/state", MEMORY_BYTES);
	assert_false(spool_add(spool, much, MEMORY_BYTES + 1, &error));
	assert_non_null(error);
	assert_int_equal(error->domain, G_FILE_ERROR);
	spool_free(spool);
}

static void test_add_fails_past_the_limit(void **state)
{
	g_autoptr(GError) error = NULL;
	struct spool *spool = spool_new(*state, MEMORY_BYTES);
	/* The length alone is over: the bytes are not read. */
	assert_false(spool_add(spool, "", (gsize)SPOOL_MAX_BYTES + 1, &error));
	assert_int_equal(error->code, G_FILE_ERROR_NOSPC);
	assert_int_equal(spool_length(spool), 0);
	spool_free(spool);
}

static void test_free_takes_null(void **state)
{
	(void)state;
	spool_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_bytes_of_every_size, make_folder, remove_folder),
		cmocka_unit_test(test_add_without_a_folder_needs_none_in_memory),
		cmocka_unit_test(test_add_fails_where_no_file_can_be_made),
		cmocka_unit_test_setup_teardown(test_add_fails_past_the_limit, make_folder, remove_folder),
		cmocka_unit_test(test_free_takes_null),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
