/* SPDX-License-Identifier: BSD-2-Clause */
/* The sample council's files load as they are. */
#include "conf/constituents.h"
#include "conf/directory_files.h"
#include "conf/faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_northmere_configurations_and_directory(void **state)
{
	static const char *const paths[] = {"tests/northmere/candour.conf", "tests/northmere/demo.conf",
					    "tests/northmere/york.conf", "tests/northmere/aberdeen.conf",
					    "tests/northmere/gloucester.conf"};

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_northmere_configurations_and_directory),
		cmocka_unit_test(test_northmere_register_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
