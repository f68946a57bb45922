/* SPDX-License-Identifier: BSD-2-Clause */
/* A folder of files for one test, gone afterwards. */
#ifndef TESTS_CONF_FILES_H
#define TESTS_CONF_FILES_H

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The folder's path; caller frees with files_end(). */
static inline char *files_begin(void)
{
	char *folder = g_dir_make_tmp("candour-conf-XXXXXX", NULL);

	g_assert_nonnull(folder);
	return folder;
}

/* Flat: the tests make no folders in it but empty ones. */
static inline void files_end(char *folder)
{
	GDir *dir = g_dir_open(folder, 0, NULL);

	for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_remove(path);
	}
	g_dir_close(dir);
	g_rmdir(folder);
	g_free(folder);
}

/* Writes length bytes (-1: up to the NUL) and returns the path; caller frees. */
static inline char *files_write_bytes(const char *folder, const char *name, const char *bytes, gssize length)
{
	char *path = g_build_filename(folder, name, NULL);

	g_assert_true(g_file_set_contents(path, bytes, length, NULL));
	return path;
}

static inline char *files_write(const char *folder, const char *name, const char *text)
{
	return files_write_bytes(folder, name, text, -1);
}

/* The message without the folder in front of it: "candour.conf:3: ..."; NULL is "no error". */
static inline const char *files_message(const char *folder, const GError *error)
{
	if (error == NULL)
		return "no error";
	if (g_str_has_prefix(error->message, folder))
		return error->message + strlen(folder) + 1;
	return error->message;
}

#endif
