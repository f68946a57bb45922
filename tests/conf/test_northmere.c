/* SPDX-License-Identifier: BSD-2-Clause */
/* The sample council's files load as they are. */
#include "conf/constituents.h"
#include "conf/directory_files.h"
#include "conf/faults.h"
#include "conf/snapshot.h"
#include "store/register.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_northmere_configurations_and_directory(void **state)
{
	static const char *const paths[] = {"tests/northmere/candour.conf",    "tests/northmere/demo.conf",
					    "tests/northmere/york.conf",       "tests/northmere/aberdeen.conf",
					    "tests/northmere/gloucester.conf", "tests/northmere/uninspectable.conf"};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(GPtrArray) faults = faults_new();
		g_autoptr(GError) error = NULL;
		struct conf *conf = conf_load(paths[i], &error);
		struct directory *directory = conf != NULL ? directory_files_load(conf, faults) : NULL;

		if (conf == NULL)
			fail_msg("%s", error->message);
		if (faults->len > 0)
			fail_msg("%s", ((GError *)g_ptr_array_index(faults, 0))->message);
		directory_free(directory);
		conf_free(conf);
	}
}

static void test_northmere_register_files(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) constituents = constituents_load("tests/northmere/constituents.csv", &error);
	g_autoptr(GPtrArray) consents = NULL;

	(void)state;
	if (constituents == NULL)
		fail_msg("%s", error->message);
	consents = consents_load("tests/northmere/consents.csv", &error);
	if (consents == NULL)
		fail_msg("%s", error->message);
	assert_true(constituents->len > 0 && consents->len > 0);
}

/* All shipped profiles together, with the register: what the daemon loads. */
static void test_northmere_snapshot(void **state)
{
	char *folder = files_begin();
	g_autofree char *data = g_canonicalize_filename("tests/northmere", NULL);
	g_autofree char *text = g_strdup_printf(
		"council = { name = \"Northmere\"; domains = [ \"northmere.gov.uk\", \"members.northmere.gov.uk\" ]; "
		"};\n"
		"directory = { people = \"%s/people.csv\"; lists = \"%s/lists.csv\"; domains = \"%s/domains.csv\"; };\n"
		"profiles = [ \"york\", \"aberdeen\", \"gloucester\", \"uninspectable\" ]; state_dir = \".\"; "
		"register = \"register.db\";\n",
		data, data, data);
	g_autofree char *path = files_write(folder, "candour.conf", text);
	g_autofree char *register_path = g_build_filename(folder, "register.db", NULL);
	g_autofree char *key_path = g_build_filename(folder, "register.db.key", NULL);
	g_autoptr(GPtrArray) constituents = constituents_load("tests/northmere/constituents.csv", NULL);
	g_autoptr(GPtrArray) consents = consents_load("tests/northmere/consents.csv", NULL);
	g_autoptr(GError) error = NULL;
	struct snapshot *snapshot;

	(void)state;
	if (!register_build(constituents, consents, register_path, key_path, &error))
		fail_msg("%s", error->message);
	snapshot = snapshot_load(path, &error);
	if (snapshot == NULL)
		fail_msg("%s", error->message);
	assert_int_equal(snapshot->policy.rules->len, 7);
	snapshot_unref(snapshot);
	files_end(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_northmere_configurations_and_directory),
		cmocka_unit_test(test_northmere_register_files),
		cmocka_unit_test(test_northmere_snapshot),
	};

	g_setenv("CANDOUR_DATA", "conf", TRUE);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
