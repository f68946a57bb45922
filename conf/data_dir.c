/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the folder of what candour ships, so that programs work from the source tree as well as installed, from any
 * working directory. */
#include "conf/data_dir.h"

#include "conf/conf.h"

char *data_dir_of(const char *program)
{
	static const char *const places[] = {"../share/candour", "../conf", "../../conf"};
	g_autofree char *folder = g_path_get_dirname(program);

	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *place = g_canonicalize_filename(places[i], folder);
		g_autofree char *profiles = g_build_filename(place, "profiles", NULL);

		if (g_file_test(profiles, G_FILE_TEST_IS_DIR))
			return g_steal_pointer(&place);
	}
	return NULL;
}

static char *find(void)
{
	const char *named = g_getenv("CANDOUR_DATA");
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	char *found = NULL;

	if (named != NULL && *named != '\0')
		return g_canonicalize_filename(named, NULL);
	if (program != NULL)
		found = data_dir_of(program);
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
