/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the folder of what candour ships, so that programs work from the source tree as well as installed. */
#include "conf/conf.h"

/* build/candour stands beside conf/ in a source tree. NULL where this is none. */
static char *beside_program(void)
{
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : NULL;
	g_autofree char *conf = folder != NULL ? g_build_filename(folder, "..", "conf", NULL) : NULL;
	g_autofree char *profiles = conf != NULL ? g_build_filename(conf, "profiles", NULL) : NULL;

	if (profiles == NULL || !g_file_test(profiles, G_FILE_TEST_IS_DIR))
		return NULL;
	return g_canonicalize_filename(conf, NULL);
}

static char *find(void)
{
	const char *named = g_getenv("CANDOUR_DATA");
	char *found;

	if (named != NULL && *named != '\0')
		return g_canonicalize_filename(named, NULL);
	found = beside_program();
	return found != NULL ? found : g_strdup(CANDOUR_DATA);
}

const char *conf_data_dir(void)
{
	/* Set once and then never changed: where a program's own files are. */
	static char *data_dir;

	if (g_once_init_enter(&data_dir))
		g_once_init_leave(&data_dir, find());
	return data_dir;
}
