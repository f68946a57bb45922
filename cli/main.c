/* SPDX-License-Identifier: BSD-2-Clause */
/* The `candour` command: finds the subcommand in one table and hands over. It judges and decides nothing itself. */
#include "cli/command.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

static const struct subcommand {
	const char *name;
	int (*run)(const char *conf_path, int argc, char **argv);
	const char *help;
} subcommands[] = {
	{"check", command_check, "judge messages from files, without an MTA and changing nothing"},
	{"test", command_test, "judge labelled cases and compare with what they expect"},
	{"text", command_text, "show what the rules read of a message"},
	{"config", command_config, "check the configuration and everything it names"},
	{"directory", command_directory, "explain who an address is"},
	{"register", command_register, "build the register of constituents, and ask it without revealing data"},
	{"consent", command_consent, "record a constituent's basis or its withdrawal, in force at once"},
	{"basis", command_basis, "list the Basis lines that senders gave"},
	{"held", command_held, "list, show, release, return or discard held messages"},
	{"user", command_user, "the accounts of the review page"},
	{"audit", command_audit, "verify or write out what was seen and decided"},
	{"key", command_key, "make the keys that seal held messages"},
};

static void print_help(FILE *stream)
{
	fputs("usage: candour [-c FILE] SUBCOMMAND ...\n\n", stream);
	for (size_t i = 0; i < sizeof subcommands / sizeof *subcommands; i++)
		fprintf(stream, "  %-10s %s\n", subcommands[i].name, subcommands[i].help);
	fputs("  help       this list; SUBCOMMAND --help says more\n\n"
	      "  -c FILE    the configuration (default " CANDOUR_CONF ")\n"
	      "  --version  the version\n",
	      stream);
}

/* Takes `-c FILE` and `-cFILE` out of the arguments, wherever they stand before "--". FALSE where FILE is missing. */
static int take_conf_path(int *argc, char **argv, const char **conf_path)
{
	int kept = 0;
	int is_ended = 0;

	for (int i = 0; i < *argc; i++) {
		is_ended = is_ended || strcmp(argv[i], "--") == 0;
		if (is_ended || strncmp(argv[i], "-c", 2) != 0) {
			argv[kept++] = argv[i];
		} else if (argv[i][2] != '\0') {
			*conf_path = argv[i] + 2;
		} else if (++i < *argc) {
			*conf_path = argv[i];
		} else {
			return 0;
		}
	}
	argv[kept] = NULL;
	*argc = kept;
	return 1;
}

int main(int argc, char **argv)
{
	const char *conf_path = CANDOUR_CONF;

	/* Reasons and addresses are UTF-8 whatever the environment says; GLib would refuse them in the C locale. */
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "");
	if (!take_conf_path(&argc, argv, &conf_path)) {
		fputs("candour: -c wants the path of the configuration\n", stderr);
		return EX_USAGE;
	}
	if (argc < 2) {
		print_help(stderr);
		return EX_USAGE;
	}
	if (strcmp(argv[1], "help") == 0 && argc > 2) {
		argv[1] = argv[2];
		argv[2] = (char *)"--help";
		argc = 3;
	} else if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_help(stdout);
		return EX_OK;
	}
	if (strcmp(argv[1], "--version") == 0) {
		puts("candour " CANDOUR_VERSION);
		return EX_OK;
	}
	for (size_t i = 0; i < sizeof subcommands / sizeof *subcommands; i++)
		if (strcmp(argv[1], subcommands[i].name) == 0)
			return subcommands[i].run(conf_path, argc - 1, argv + 1);
	fprintf(stderr, "candour: there is no subcommand '%s'; `candour help` lists them\n", argv[1]);
	return EX_USAGE;
}
