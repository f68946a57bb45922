/* SPDX-License-Identifier: BSD-2-Clause */
/* What is kept is given back whole; what is another's, cut or changed is not there. */
#include "conf/lexicon_cache.h"

#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static const char bytes[] = "compiled\nbytes";

static struct conf conf_of(void *folder)
{
	struct conf conf = {.state_dir = folder};

	return conf;
}

/* Keeps the bytes; the file's path, caller frees. */
static char *keep(void *folder)
{
	struct conf conf = conf_of(folder);
	g_autoptr(GBytes) compiled = g_bytes_new_static(bytes, sizeof bytes);

	assert_true(lexicon_cache_keep(&conf, "key1", compiled, NULL));
	return g_build_filename(folder, LEXICON_CACHE_NAME, NULL);
}

static gboolean is_found(void *folder, const char *key)
{
	struct conf conf = conf_of(folder);
	g_autoptr(GBytes) found = lexicon_cache_find(key, &conf);

	if (found != NULL) {
		assert_int_equal(g_bytes_get_size(found), sizeof bytes);
		assert_memory_equal(g_bytes_get_data(found, NULL), bytes, sizeof bytes);
	}
	return found != NULL;
}

static void test_find_what_was_kept(void **state)
{
	g_autofree char *path = NULL;

	assert_false(is_found(*state, "key1"));
	path = keep(*state);
	assert_true(is_found(*state, "key1"));
	assert_false(is_found(*state, "key2"));
	g_free(keep(*state));
	assert_true(is_found(*state, "key1"));
}

static void test_find_refuses_a_damaged_file(void **state)
{
	g_autofree char *path = keep(*state), *text = NULL;
	gsize length;

	assert_true(g_file_get_contents(path, &text, &length, NULL));
	for (gsize cut = 0; cut < length; cut += 7) {
		assert_int_equal(truncate(path, (off_t)cut), 0);
		assert_false(is_found(*state, "key1"));
		assert_true(g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0640, NULL));
	}
	assert_true(is_found(*state, "key1"));
	for (gsize i = 0; i < length; i++) {
		text[i] ^= 1;
		assert_true(g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0640, NULL));
		assert_false(is_found(*state, "key1"));
		text[i] ^= 1;
	}
}

static void test_find_refuses_what_others_could_have_written(void **state)
{
	g_autofree char *path = keep(*state), *other = g_strconcat(path, ".other", NULL);

	chmod(path, 0666);
	assert_false(is_found(*state, "key1"));
	chmod(path, 0620);
	assert_false(is_found(*state, "key1"));
	chmod(path, 0640);
	assert_true(is_found(*state, "key1"));
	chmod(*state, 0777);
	assert_false(is_found(*state, "key1"));
	chmod(*state, 0700);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(symlink(other, path), 0);
	assert_false(is_found(*state, "key1"));
	/* Only root can give a file away. */
	if (geteuid() == 0) {
		assert_int_equal(rename(other, path), 0);
		assert_int_equal(chown(path, 12345, 12345), 0);
		assert_false(is_found(*state, "key1"));
	}
}

static void test_keep_says_why_not(void **state)
{
	g_autofree char *missing = g_build_filename(*state, "missing", NULL);
	struct conf conf = conf_of(missing);
	g_autoptr(GBytes) compiled = g_bytes_new_static(bytes, sizeof bytes);
	g_autoptr(GError) error = NULL;

	assert_false(lexicon_cache_keep(&conf, "key1", compiled, &error));
	assert_non_null(strstr(error->message, LEXICON_CACHE_NAME ": compiled lexicons cannot be kept: "));
}

static int set_up(void **state)
{
	*state = files_begin();
	return 0;
}

static int tear_down(void **state)
{
	files_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_find_what_was_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_find_refuses_a_damaged_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_find_refuses_what_others_could_have_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_keep_says_why_not, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
