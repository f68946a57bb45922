/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour consent`: the command line by which staff record a basis for a constituent's data, or its withdrawal. */
#include "cli/consent.h"

#include "cli/command.h"
#include "cli/options.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

enum consent_takes { TAKES_BASIS = 1, TAKES_DATE = 2, TAKES_JSON = 4, WANTS_WHOM = 8 };

static const struct consent_command {
	const char *name, *whole_name, *usage;
	int (*run)(struct desk *desk, const struct consent_options *options);
	unsigned takes;
} commands[] = {
	{"add", "consent add", "--constituent ID --member EMAIL --basis WORD  records a basis, in force at once",
	 consent_add, WANTS_WHOM | TAKES_BASIS},
	{"withdraw", "consent withdraw", "--constituent ID --member EMAIL  records a withdrawal, which always wins",
	 consent_withdraw, WANTS_WHOM | TAKES_DATE},
	{"list", "consent list", "what was recorded, by whom and when; constituents by their tags alone", consent_list,
	 TAKES_JSON},
};

static void print_help(FILE *stream)
{
	fputs("usage: candour consent SUBCOMMAND ...\n\n", stream);
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		fprintf(stream, "  %-8s  %s\n", commands[i].name, commands[i].usage);
	fputs("\nWhat is recorded here stands over the register, and outlives every `candour register build`.\n",
	      stream);
}

static void options_done(struct consent_options *options)
{
	g_free(options->constituent);
	g_free(options->member);
	g_free(options->basis);
	g_free(options->matter);
	g_free(options->from);
	g_free(options->until);
	g_free(options->date);
	g_free(options->evidence);
}

static gboolean parse(const struct consent_command *command, int *argc, char ***argv, struct consent_options *options,
		      int *ret_status)
{
	/* "Filenames" are taken as they are, whatever the locale. */
	GOptionEntry entries[10] = {{"constituent", 0, 0, G_OPTION_ARG_FILENAME, &options->constituent,
				     "Who: id of constituents.csv", "ID"},
				    {"member", 0, 0, G_OPTION_ARG_FILENAME, &options->member,
				     "The member whom it lets have their data", "EMAIL"}};
	int count = 2;

#define TAKE(name, type, place, help, what)                                                                            \
	entries[count++] = (GOptionEntry)                                                                              \
	{                                                                                                              \
		name, 0, 0, type, place, help, what                                                                    \
	}
	if (command->takes & WANTS_WHOM) {
		TAKE("matter", G_OPTION_ARG_FILENAME, &options->matter, "A reference; left out: any matter", "REF");
		TAKE("evidence", G_OPTION_ARG_FILENAME, &options->evidence,
		     "What shows it, in a line; describe the paper, not the person", "TEXT");
	}
	if (command->takes & TAKES_BASIS) {
		TAKE("basis", G_OPTION_ARG_FILENAME, &options->basis, "consent, acting, or a reason of the Basis line",
		     "WORD");
		TAKE("from", G_OPTION_ARG_FILENAME, &options->from, "Its first day (default: open, as in consents.csv)",
		     "DATE");
		TAKE("until", G_OPTION_ARG_FILENAME, &options->until, "Its last day (default: open)", "DATE");
		TAKE("anew", G_OPTION_ARG_NONE, &options->is_anew, "The constituent gave it anew after a withdrawal",
		     NULL);
	}
	if (command->takes & TAKES_DATE)
		TAKE("date", G_OPTION_ARG_FILENAME, &options->date, "The first day without it (default: today)",
		     "DATE");
	if (command->takes & TAKES_JSON)
		TAKE("json", G_OPTION_ARG_NONE, &options->is_json, "One JSON object a line", NULL);
#undef TAKE
	(*argv)[0] = (char *)command->whole_name;
	return options_parse(entries, command->usage, argc, argv, ret_status);
}

static gboolean is_text(const struct consent_command *command, const struct consent_options *options)
{
	const struct {
		const char *name, *value;
	} given[] = {{"--constituent", options->constituent},
		     {"--member", options->member},
		     {"--basis", options->basis},
		     {"--matter", options->matter},
		     {"--from", options->from},
		     {"--until", options->until},
		     {"--date", options->date},
		     {"--evidence", options->evidence}};

	for (gsize i = 0; i < G_N_ELEMENTS(given); i++)
		if (given[i].value != NULL && !g_utf8_validate(given[i].value, -1, NULL)) {
			fprintf(stderr, "candour: %s: %s is no UTF-8\n", command->whole_name, given[i].name);
			return FALSE;
		}
	return TRUE;
}

static gboolean is_complete(const struct consent_command *command, int argc, const struct consent_options *options)
{
	const char *missing = NULL;

	if (argc > 1) {
		fprintf(stderr, "candour: %s: too many arguments; text of several words stands in quotes\n",
			command->whole_name);
		return FALSE;
	}
	if ((command->takes & WANTS_WHOM) && options->constituent == NULL)
		missing = "--constituent ID";
	else if ((command->takes & WANTS_WHOM) && options->member == NULL)
		missing = "--member EMAIL";
	else if ((command->takes & TAKES_BASIS) && options->basis == NULL)
		missing = "--basis WORD";
	if (missing != NULL)
		fprintf(stderr, "candour: %s: %s is missing\n", command->whole_name, missing);
	return missing == NULL;
}

int command_consent(const char *conf_path, int argc, char **argv)
{
	const struct consent_command *command;
	gssize number;
	struct consent_options options = {0};
	struct desk desk = {0};
	int status;

	number = options_pick(commands, G_N_ELEMENTS(commands), sizeof *commands, print_help, argc, argv, &status);
	if (number < 0)
		return status;
	command = &commands[number];
	argc--;
	argv++;
	if (parse(command, &argc, &argv, &options, &status)) {
		status = EX_USAGE;
		if (is_complete(command, argc, &options) && is_text(command, &options) &&
		    desk_open(&desk, conf_path, command->takes & WANTS_WHOM, &status))
			status = command->run(&desk, &options);
	}
	desk_done(&desk);
	options_done(&options);
	return status;
}
