/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "conf/conf.h"
#include "conf/data_dir.h"

/* Makes the folders below a new temporary one, looks, and takes them away again. */
static char *look(const char *data, const char *program)
{
	g_autofree char *root = g_dir_make_tmp("candour-data-XXXXXX", NULL);
	g_autofree char *profiles = g_build_filename(root, data, "profiles", NULL);
	g_autofree char *path = g_build_filename(root, program, NULL);
	g_autofree char *found = NULL;
	char *place;

	assert_int_equal(g_mkdir_with_parents(profiles, 0700), 0);
	found = data_dir_of(path);
	place = found == NULL ? NULL : g_strdup(found + strlen(root) + 1);
	while (strlen(profiles) >= strlen(root)) {
		char *parent = g_path_get_dirname(profiles);

		g_rmdir(profiles);
		g_free(profiles);
		profiles = parent;
	}
	return place;
}

static void test_data_dir_of_places(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *name, *data, *program, *found;
	} cases[] = {
		{"a build", "conf", "build/candour", "conf"},
		{"the sanitized build", "conf", "build/check/candour", "conf"},
		{"an installed command", "usr/share/candour", "usr/bin/candour", "usr/share/candour"},
		{"an installed daemon", "usr/share/candour", "usr/sbin/candour-milter", "usr/share/candour"},
		{"another prefix", "opt/candour/share/candour", "opt/candour/bin/candour", "opt/candour/share/candour"},
		{"nothing beside it", "etc/candour", "usr/bin/candour", NULL},
		{"too deep", "conf", "build/a/b/candour", NULL},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = look(cases[i].data, cases[i].program);

		print_message("%s\n", cases[i].name);
		if (cases[i].found == NULL)
			assert_null(found);
		else
			assert_string_equal(found, cases[i].found);
	}
}

static void test_conf_data_dir_named(void **state G_GNUC_UNUSED)
{
	g_setenv("CANDOUR_DATA", "/srv/candour/../data", TRUE);
	assert_string_equal(conf_data_dir(), "/srv/data");
	/* It stays, so that a program's parts agree. */
	g_setenv("CANDOUR_DATA", "/elsewhere", TRUE);
	assert_string_equal(conf_data_dir(), "/srv/data");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_data_dir_of_places),
		cmocka_unit_test(test_conf_data_dir_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
