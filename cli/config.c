/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour config check`: every complaint about the configuration and what it names, in one go. */
#include "cli/command.h"
#include "cli/options.h"
#include "review/notice_texts.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#define WARNING "warning: "

/* The texts belong to the courier's room, which the configuration's does not know. NULL where they are good, or their
 * folder is reported as missing already. */
static char *complaint_of_texts(const char *conf_path)
{
	struct conf *conf = conf_load(conf_path, NULL);
	g_autofree char *shipped = g_build_filename(conf_data_dir(), "notices", NULL);
	const char *folder = conf == NULL || conf->notices.texts == NULL ? shipped : conf->notices.texts;
	g_autoptr(GError) error = NULL;
	struct notice_texts *texts =
		conf != NULL && g_file_test(folder, G_FILE_TEST_IS_DIR) ? notice_texts_load(folder, &error) : NULL;

	notice_texts_free(texts);
	conf_free(conf);
	return error == NULL ? NULL : g_strdup(error->message);
}

/* Errors come first, then warnings. */
static void add_complaint(GPtrArray *complaints, char *complaint)
{
	guint at = 0;

	while (at < complaints->len && !g_str_has_prefix(g_ptr_array_index(complaints, at), WARNING))
		at++;
	g_ptr_array_insert(complaints, (int)at, complaint);
}

int command_config(const char *conf_path, int argc, char **argv)
{
	g_autoptr(GPtrArray) complaints = NULL;
	gboolean is_good = TRUE;
	char *complaint;
	int status;

	if (!options_parse(NULL, "check  checks the configuration and everything it names", &argc, &argv, &status))
		return status;
	if (argc != 2 || strcmp(argv[1], "check") != 0) {
		fputs("candour: config knows one thing to do: `candour config check`\n", stderr);
		return EX_USAGE;
	}
	complaints = snapshot_check(conf_path);
	complaint = complaint_of_texts(conf_path);
	if (complaint != NULL)
		add_complaint(complaints, complaint);
	for (guint i = 0; i < complaints->len; i++) {
		const char *line = g_ptr_array_index(complaints, i);

		fprintf(stderr, "%s\n", line);
		is_good = is_good && g_str_has_prefix(line, WARNING);
	}
	if (is_good)
		printf("%s: good%s\n", conf_path, complaints->len > 0 ? ", with warnings" : "");
	return is_good ? EX_OK : EX_CONFIG;
}
