/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole writes and synced folders, and errno where they cannot be. */
#include "store/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static gpointer read_all(gpointer context)
{
	GByteArray *all = g_byte_array_new();
	guint8 piece[4096];
	ssize_t length;

	while ((length = read(*(int *)context, piece, sizeof piece)) > 0)
		g_byte_array_append(all, piece, (guint)length);
	return all;
}

/* A pipe takes 64 KiB at a time, so that one call of write() is not enough. */
static void writes_in_pieces(void **state)
{
	enum { LENGTH = 1 << 20 };
	g_autofree guint8 *bytes = g_malloc(LENGTH);
	int ends[2];
	GThread *reader;
	GByteArray *all;

	(void)state;
	for (gsize i = 0; i < LENGTH; i++)
		bytes[i] = (guint8)(i * 7 / 3);
	assert_int_equal(pipe(ends), 0);
	reader = g_thread_new("reader", read_all, &ends[0]);
	assert_true(durable_write(ends[1], bytes, LENGTH));
	close(ends[1]);
	all = g_thread_join(reader);
	assert_int_equal(all->len, LENGTH);
	assert_memory_equal(all->data, bytes, LENGTH);
	g_byte_array_unref(all);
	close(ends[0]);
}

static void says_why_it_cannot_write(void **state)
{
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);

	(void)state;
	assert_true(full >= 0);
	assert_true(durable_write(full, "", 0));
	assert_false(durable_write(full, "x", 1));
	assert_int_equal(errno, ENOSPC);
	close(full);
}

static void syncs_the_folder_of_a_path(void **state)
{
	g_autofree char *folder = g_dir_make_tmp("durable-XXXXXX", NULL);
	g_autofree char *inside = g_build_filename(folder, "file", NULL);
	g_autofree char *nowhere = g_build_filename(folder, "missing", "file", NULL);

	(void)state;
	assert_true(durable_sync_folder(inside));
	assert_false(durable_sync_folder(nowhere));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_in_pieces),
		cmocka_unit_test(says_why_it_cannot_write),
		cmocka_unit_test(syncs_the_folder_of_a_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
