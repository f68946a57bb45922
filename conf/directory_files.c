/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts the directory together from its files, and the files' real names into its messages. */
#include "conf/directory_files.h"

#include "conf/faults.h"

#include <string.h>

/* The directory knows its files by the contract's names only: "people.csv:7: ..." becomes the path's. */
static void name_file(const struct conf *conf, GError *error)
{
	const struct {
		const char *name, *path;
	} files[] = {
		{"people.csv:", conf->directory.people},
		{"lists.csv:", conf->directory.lists},
		{"domains.csv:", conf->directory.domains},
	};

	for (gsize i = 0; error != NULL && error->domain == DIRECTORY_ERROR && i < G_N_ELEMENTS(files); i++) {
		if (files[i].path != NULL && g_str_has_prefix(error->message, files[i].name)) {
			char *message = g_strconcat(files[i].path, strchr(error->message, ':'), NULL);

			g_free(error->message);
			error->message = message;
			return;
		}
	}
}

struct directory *directory_files_load(const struct conf *conf, GPtrArray *faults)
{
	struct directory *directory = directory_new((const char *const *)conf->council.domains);
	g_autoptr(GPtrArray) own = faults_new();
	GError *error = NULL;

	directory_protect_roles(directory, (const char *const *)conf->directory.protected_roles);
	people_load(conf->directory.people, directory, own);
	if (conf->directory.lists != NULL)
		lists_load(conf->directory.lists, directory, own);
	if (conf->directory.domains != NULL)
		domains_load(conf->directory.domains, directory, own);
	/* With rows missing, what refers to them would be reported as well. */
	if (own->len == 0)
		directory_seal(directory, &error);
	faults_take(own, &error);
	if (own->len == 0)
		return directory;
	for (guint i = 0; i < own->len; i++) {
		GError *fault = g_error_copy(g_ptr_array_index(own, i));

		name_file(conf, fault);
		faults_take(faults, &fault);
	}
	directory_free(directory);
	return NULL;
}
