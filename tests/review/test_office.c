/* SPDX-License-Identifier: BSD-2-Clause */
/* The courier's start and reload: whole, or not at all and with the reason. */
#include "review/office.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COMMON                                                                                                         \
	"council = { name = \"Northmere Borough Council\"; domains = [ \"northmere.gov.uk\" ]; };\n"                   \
	"directory = { people = \"people.csv\"; };\n"                                                                  \
	"profiles = [ \"own.conf\" ];\nstate_dir = \"state\";\nnotices = { texts = \"texts\"; };\n"
#define PROFILE                                                                                                        \
	"rules = ( { rule = \"own-1\"; check = \"silent-copy\"; clause = \"Own, 1\"; point = \"Copies are told.\"; "   \
	"action = \"hold\"; } );\n"
#define PEOPLE "email,kind,surname\nj.hart@northmere.gov.uk,officer,Hart\n"
#define GENERAL "[letter]\nA {time}\n[brief]\nB\n"

static void put(const char *folder, const char *name, const char *content)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *parent = g_path_get_dirname(path);

	g_mkdir_with_parents(parent, 0700);
	assert_true(g_file_set_contents(path, content, -1, NULL));
}

static void remove_all(const char *path)
{
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	const char *name;

	while (folder && (name = g_dir_read_name(folder))) {
		g_autofree char *below = g_build_filename(path, name, NULL);

		remove_all(below);
	}
	g_remove(path);
}

static int setup(void **state)
{
	char *folder = g_dir_make_tmp("candour-office-XXXXXX", NULL);

	put(folder, "candour.conf", COMMON);
	put(folder, "people.csv", PEOPLE);
	put(folder, "own.conf", PROFILE);
	put(folder, "texts/general.en.txt", GENERAL);
	put(folder, "texts/returned.en.txt", "[letter]\nR\n");
	put(folder, "texts/released.en.txt", "[letter]\nR\n");
	put(folder, "texts/discarded.en.txt", "[letter]\nD\n");
	put(folder, "texts/several.en.txt", "[opening]\nO\n[closing]\nC\n");
	*state = folder;
	return 0;
}

static int teardown(void **state)
{
	remove_all(*state);
	g_free(*state);
	return 0;
}

/* The shipped files of this program: none. The place is asked for once a program. */
static int setup_data(void **state)
{
	char *data = g_dir_make_tmp("candour-data-XXXXXX", NULL);

	put(data, "lexicons/.keep", "");
	g_setenv("CANDOUR_DATA", data, TRUE);
	*state = data;
	return 0;
}

static char *conf_of(const char *folder)
{
	return g_build_filename(folder, "candour.conf", NULL);
}

static void test_office_open_and_reload(void **state)
{
	g_autofree char *path = conf_of(*state);
	g_autoptr(GError) error = NULL;
	struct office office;

	if (!office_open(&office, path, &error))
		print_error("%s\n", error->message);
	assert_null(error);
	assert_non_null(office.courier.casebook);
	assert_non_null(office.courier.secret_key);
	put(*state, "candour.conf", COMMON "undecided = \"keep\";\n");
	assert_true(office_reload(&office, &error));
	assert_ptr_equal(office.courier.snapshot, office.snapshot);
	assert_string_equal(office.courier.snapshot->conf->undecided, "keep");
	office_clear(&office);
}

static const struct {
	const char *name, *file, *content, *fault;
} reload_faults[] = {
	{"an unknown key", "candour.conf", COMMON "nonsense = 1;\n", "candour.conf:6: "},
	{"another store", "candour.conf", COMMON "store = \"other.db\";\n", "takes a restart"},
	{"a text with an unknown variable", "texts/general.en.txt", "[letter]\n{surname}\n[brief]\n",
	 "general.en.txt:2: {surname} is no variable"},
	{"a person of no kind", "people.csv", "email,kind\nj.hart@northmere.gov.uk,boss\n", "people.csv:2: "},
};

static void test_office_reload_refused_keeps_the_old(void **state)
{
	g_autofree char *path = conf_of(*state);
	struct office office;

	assert_true(office_open(&office, path, NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(reload_faults); i++) {
		struct courier before = office.courier;
		g_autoptr(GError) error = NULL;

		print_message("%s\n", reload_faults[i].name);
		put(*state, reload_faults[i].file, reload_faults[i].content);
		assert_false(office_reload(&office, &error));
		if (!strstr(error->message, reload_faults[i].fault))
			assert_string_equal(error->message, reload_faults[i].fault);
		assert_memory_equal(&before, &office.courier, sizeof(before));
		put(*state, "candour.conf", COMMON);
		put(*state, "texts/general.en.txt", GENERAL);
		put(*state, "people.csv", PEOPLE);
	}
	office_clear(&office);
}

static void test_office_open_faults(void **state)
{
	g_autofree char *path = conf_of(*state);
	g_autofree char *secret = g_build_filename(*state, "state", "seal.key", NULL);
	g_autoptr(GError) error = NULL;
	struct office office;

	assert_true(office_open(&office, path, NULL));
	office_clear(&office);
	g_remove(secret);
	assert_false(office_open(&office, path, &error));
	assert_true(strstr(error->message, "seal.key") != NULL);
	assert_false(error->domain == CASES_ERROR);
	office_clear(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_office_open_and_reload, setup, teardown),
		cmocka_unit_test_setup_teardown(test_office_reload_refused_keeps_the_old, setup, teardown),
		cmocka_unit_test_setup_teardown(test_office_open_faults, setup, teardown),
	};

	return cmocka_run_group_tests(tests, setup_data, teardown);
}
