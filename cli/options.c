/* SPDX-License-Identifier: BSD-2-Clause */
/* Command lines and complaints, the same for all subcommands. */
#include "cli/options.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

gboolean options_parse(const GOptionEntry *entries, const char *usage, int *argc, char ***argv, int *ret_status)
{
	g_autofree char *program = g_strconcat("candour ", (*argv)[0], NULL);
	g_autoptr(GOptionContext) context = g_option_context_new(usage);
	g_autoptr(GError) error = NULL;
	gboolean wants_help = FALSE;
	gboolean wants_version = FALSE;
	const GOptionEntry help[] = {
		{"help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, "Say this", NULL},
		{"version", 0, 0, G_OPTION_ARG_NONE, &wants_version, "Say the version", NULL},
		{0},
	};

	g_set_prgname(program);
	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_add_main_entries(context, help, NULL);
	if (entries != NULL)
		g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, argc, argv, &error)) {
		fprintf(stderr, "candour: %s; `%s --help` lists what there is\n", error->message, program);
		*ret_status = EX_USAGE;
		return FALSE;
	}
	if (wants_version) {
		puts("candour " CANDOUR_VERSION);
		*ret_status = EX_OK;
		return FALSE;
	}
	if (wants_help) {
		g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);

		fputs(text, stdout);
		*ret_status = EX_OK;
		return FALSE;
	}
	return TRUE;
}

gssize options_pick(const void *rows, gsize count, gsize size, void (*print_help)(FILE *stream), int argc, char **argv,
		    int *ret_status)
{
	gboolean is_help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0);

	for (gsize i = 0; !is_help && argc > 1 && i < count; i++) {
		const char *const *name = (const void *)((const char *)rows + i * size);

		if (strcmp(argv[1], *name) == 0)
			return (gssize)i;
	}
	print_help(is_help ? stdout : stderr);
	*ret_status = is_help ? EX_OK : EX_USAGE;
	return -1;
}

void options_complain(const GError *error)
{
	g_auto(GStrv) lines = g_strsplit(error->message, "\n", -1);

	for (char **line = lines; *line != NULL; line++)
		fprintf(stderr, "candour: %s\n", *line);
}

struct snapshot *options_snapshot(const char *conf_path)
{
	g_autoptr(GError) error = NULL;
	struct snapshot *snapshot = snapshot_load(conf_path, &error);

	if (snapshot == NULL)
		options_complain(error);
	return snapshot;
}
