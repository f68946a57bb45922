/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour config check`: every complaint about the configuration and what it names, in one go. */
#include "cli/command.h"
#include "cli/options.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

int command_config(const char *conf_path, int argc, char **argv)
{
	g_autoptr(GPtrArray) complaints = NULL;
	gboolean is_good = TRUE;
	int status;

	if (!options_parse(NULL, "check  checks the configuration and everything it names", &argc, &argv, &status))
		return status;
	if (argc != 2 || strcmp(argv[1], "check") != 0) {
		fputs("candour: config knows one thing to do: `candour config check`\n", stderr);
		return EX_USAGE;
	}
	complaints = snapshot_check(conf_path);
	for (guint i = 0; i < complaints->len; i++) {
		const char *complaint = g_ptr_array_index(complaints, i);

		fprintf(stderr, "%s\n", complaint);
		is_good = is_good && g_str_has_prefix(complaint, "warning: ");
	}
	if (is_good)
		printf("%s: good%s\n", conf_path, complaints->len > 0 ? ", with warnings" : "");
	return is_good ? EX_OK : EX_CONFIG;
}
