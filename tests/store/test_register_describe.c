/* SPDX-License-Identifier: BSD-2-Clause */
/* What a register says of itself: counts and tags by field, never a value. */
#include "store/register_describe.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
	char *folder, *path, *key_path;
	struct register_file *file;
};

static void free_constituent(gpointer row)
{
	register_constituent_free(row);
}

static void free_basis(gpointer row)
{
	register_basis_free(row);
}

static struct register_constituent *add(GPtrArray *rows, const char *id, const char *forename, const char *phone)
{
	struct register_constituent *row = g_new0(struct register_constituent, 1);

	row->id = g_strdup(id);
	row->forename = g_strdup(forename);
	row->surname = g_strdup("Okafor");
	row->phone = g_strdup(phone);
	g_ptr_array_add(rows, row);
	return row;
}

static int set_up(void **state)
{
	struct fixture *f = g_new0(struct fixture, 1);
	g_autoptr(GPtrArray) constituents = g_ptr_array_new_with_free_func(free_constituent);
	g_autoptr(GPtrArray) bases = g_ptr_array_new_with_free_func(free_basis);
	struct register_basis *basis = g_new0(struct register_basis, 1);

	f->folder = g_dir_make_tmp("candour-describe-XXXXXX", NULL);
	f->path = g_build_filename(f->folder, "register.db", NULL);
	f->key_path = g_build_filename(f->folder, "register.db.key", NULL);
	add(constituents, "C1", "Chidi", "01632 960120")->references = g_strsplit("TEN/06012/3;CAS-1", ";", -1);
	add(constituents, "C2", "Amara", "01632 960120")->references = g_strsplit("CAS-2", ";", -1);
	add(constituents, "C3", NULL, NULL);
	basis->constituent = g_strdup("C2");
	basis->member = g_strdup("Cllr.Lee@northmere.gov.uk");
	basis->basis = g_strdup("consent");
	basis->matter = g_strdup("CAS-2");
	basis->from = 700000;
	basis->withdrawn = 700001;
	g_ptr_array_add(bases, basis);
	assert_true(register_build(constituents, bases, f->path, f->key_path, NULL));
	f->file = register_open(f->path, f->key_path, NULL);
	assert_non_null(f->file);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	register_close(f->file);
	g_unlink(f->path);
	g_unlink(f->key_path);
	g_rmdir(f->folder);
	g_free(f->folder);
	g_free(f->path);
	g_free(f->key_path);
	g_free(f);
	return 0;
}

static void test_find_id(void **state)
{
	struct fixture *f = *state;
	struct register_view view = register_view_of(f->file);
	g_autofree char *tag = register_id_tag(f->file, "C2"), *row_tag = NULL;
	register_row row = 99;

	assert_false(register_find_id(f->file, "C9", &row));
	assert_false(register_find_id(f->file, "", &row));
	assert_int_equal(row, 99);
	assert_true(register_find_id(f->file, "C2", &row));
	assert_int_equal(row, 1);
	row_tag = view.row_tag(view.context, row);
	assert_string_equal(tag, row_tag);
}

static void test_describe_row(void **state)
{
	struct fixture *f = *state;
	struct register_row_values values;

	register_describe_row(f->file, 0, &values);
	assert_int_equal(values.values[REGISTER_REFERENCE], 2);
	assert_int_equal(values.shared[REGISTER_REFERENCE], 0);
	assert_int_equal(values.values[REGISTER_PHONE], 1);
	assert_int_equal(values.shared[REGISTER_PHONE], 1);
	assert_int_equal(values.values[REGISTER_NAME], 1);
	assert_int_equal(values.shared[REGISTER_NAME], 0);
	assert_int_equal(values.values[REGISTER_EMAIL], 0);
	register_describe_row(f->file, 2, &values);
	assert_int_equal(values.values[REGISTER_SURNAME], 1);
	assert_int_equal(values.shared[REGISTER_SURNAME], 1);
	assert_int_equal(values.values[REGISTER_NAME], 0);
}

static void test_row_bases(void **state)
{
	struct fixture *f = *state;
	g_autoptr(GPtrArray) none = register_row_bases(f->file, 0), one = register_row_bases(f->file, 1);
	g_autofree char *member = register_member_tag_of(f->file, "cllr.lee@northmere.gov.uk");
	g_autofree char *matter = register_matter_tag(f->file, "cas 2");
	g_autofree char *no_matter = register_matter_tag(f->file, "--");
	const struct register_row_basis *basis;

	assert_null(no_matter);
	assert_int_equal(none->len, 0);
	assert_int_equal(one->len, 1);
	basis = g_ptr_array_index(one, 0);
	assert_string_equal(basis->member, member);
	assert_string_equal(basis->matter, matter);
	assert_int_equal(basis->from, 700000);
	assert_int_equal(basis->until, 0);
	assert_int_equal(basis->withdrawn, 700001);
}

static void test_describe(void **state)
{
	struct fixture *f = *state;
	struct register_stats stats;

	register_describe(f->file, &stats);
	assert_int_equal(stats.rows, 3);
	assert_int_equal(stats.bases, 1);
	assert_int_equal(stats.withdrawn, 1);
	assert_int_equal(stats.values[REGISTER_REFERENCE], 3);
	assert_int_equal(stats.shared[REGISTER_REFERENCE], 0);
	assert_int_equal(stats.values[REGISTER_PHONE], 1);
	assert_int_equal(stats.shared[REGISTER_PHONE], 1);
	assert_int_equal(stats.values[REGISTER_SURNAME], 1);
	assert_int_equal(stats.shared[REGISTER_SURNAME], 1);
	assert_int_equal(stats.values[REGISTER_NHS_NUMBER], 0);
	assert_true(stats.built_at > 1700000000);
	assert_true(stats.version >= 2);
}

static void test_key_name_is_the_keys(void **state)
{
	struct fixture *f = *state;
	g_autofree char *name = register_key_name(f->file), *other = NULL;
	void *second;

	assert_int_equal(strlen(name), 32);
	set_up(&second);
	other = register_key_name(((struct fixture *)second)->file);
	assert_string_not_equal(name, other);
	tear_down(&second);
}

#define REGISTER_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		REGISTER_TEST(test_find_id),  REGISTER_TEST(test_describe_row),         REGISTER_TEST(test_row_bases),
		REGISTER_TEST(test_describe), REGISTER_TEST(test_key_name_is_the_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
