/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour held`: the command line by which staff at the shell see what is held and decide about it. */
#include "cli/held.h"

#include "cli/command.h"
#include "cli/options.h"
#include "cli/staff.h"
#include "conf/conf.h"

#include <string.h>
#include <sysexits.h>

enum { HELD_MAX_REASON_BYTES = 500 };

enum held_wants { WANTS_ID = 1, WANTS_REASON = 2, TAKES_TO = 4, TAKES_REASON = 8, TAKES_JSON = 16, TAKES_RAW = 32 };

static const struct held_command {
	const char *name, *whole_name, *usage;
	int (*run)(const struct held *held);
	unsigned wants;
} commands[] = {
	{"list", "held list", "what is held, oldest first", held_list, TAKES_JSON},
	{"show", "held show", "ID  a case and its message; who looked is put on record", held_show,
	 WANTS_ID | TAKES_JSON | TAKES_RAW},
	{"release", "held release", "ID  sends it to those who wait for it", held_release,
	 WANTS_ID | TAKES_TO | TAKES_REASON},
	{"return", "held return", "ID --reason TEXT  returns it to its sender, who reads the reason", held_return,
	 WANTS_ID | WANTS_REASON | TAKES_REASON},
	{"discard", "held discard", "ID --reason TEXT  delivers it to nobody, without a word", held_discard,
	 WANTS_ID | WANTS_REASON | TAKES_REASON},
};

static void print_help(FILE *stream)
{
	fputs("usage: candour held SUBCOMMAND ...\n\n", stream);
	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		fprintf(stream, "  %-8s %s\n", commands[i].name, commands[i].usage);
	fputs("\nCases for the monitoring officer alone are in no list without --restricted.\n", stream);
}

/* It stands in a mail to the sender, so it is one line of text. */
static const char *fault_of_reason(const char *reason)
{
	if (*reason == '\0')
		return "--reason wants a few words";
	if (strlen(reason) > HELD_MAX_REASON_BYTES)
		return "--reason is too long: 500 bytes at most";
	if (!g_utf8_validate(reason, -1, NULL))
		return "--reason is no UTF-8";
	for (; *reason != '\0'; reason = g_utf8_next_char(reason))
		if (g_unichar_iscntrl(g_utf8_get_char(reason)))
			return "--reason is one line, without control characters";
	return NULL;
}

static int fail_usage(const struct held_command *command, const char *what)
{
	fprintf(stderr, "candour: %s: %s\n", command->whole_name, what);
	return EX_USAGE;
}

static int check_usage(const struct held_command *command, int arguments, const struct held_options *options)
{
	const char *fault = options->reason == NULL ? NULL : fault_of_reason(options->reason);

	if (arguments < 1 && (command->wants & WANTS_ID))
		return fail_usage(command, "which case? Its ID is in `candour held list`");
	if (arguments > ((command->wants & WANTS_ID) ? 1 : 0))
		return fail_usage(command, "too many arguments; a reason of several words stands in quotes");
	if (options->reason == NULL && (command->wants & WANTS_REASON))
		return fail_usage(command, "--reason is missing");
	return fault == NULL ? EX_OK : fail_usage(command, fault);
}

static int run(const struct held_command *command, const char *conf_path, struct held *held)
{
	g_autoptr(GError) error = NULL;
	int status;

	held->conf = conf_load(conf_path, &error);
	if (held->conf == NULL) {
		options_complain(error);
		return EX_CONFIG;
	}
	held->casebook = staff_open_casebook(held->conf->store, &error);
	held->actor = staff_actor();
	status = held->casebook == NULL ? staff_complain(error) : command->run(held);
	g_free(held->actor);
	casebook_close(held->casebook);
	conf_free(held->conf);
	return status;
}

static gboolean parse(const struct held_command *command, int *argc, char ***argv, struct held_options *options,
		      int *ret_status)
{
	GOptionEntry entries[6] = {{"restricted", 0, 0, G_OPTION_ARG_NONE, &options->is_restricted,
				    "Cases for the monitoring officer alone; it is put on record", NULL}};
	int count = 1;

	if (command->wants & TAKES_JSON)
		entries[count++] = (GOptionEntry){"json",
						  0,
						  0,
						  G_OPTION_ARG_NONE,
						  &options->is_json,
						  "One JSON object a line for each case, without its message",
						  NULL};
	if (command->wants & TAKES_RAW)
		entries[count++] = (GOptionEntry){"raw",
						  0,
						  0,
						  G_OPTION_ARG_NONE,
						  &options->is_raw,
						  "The message's bytes as received, and nothing else",
						  NULL};
	if (command->wants & TAKES_TO)
		entries[count++] = (GOptionEntry){"to",
						  0,
						  0,
						  G_OPTION_ARG_STRING_ARRAY,
						  &options->to,
						  "To this recipient alone; may be repeated",
						  "ADDR"};
	if (command->wants & TAKES_REASON)
		entries[count++] =
			(GOptionEntry){"reason", 0, 0, G_OPTION_ARG_STRING, &options->reason, "Why, in a line", "TEXT"};
	(*argv)[0] = (char *)command->whole_name;
	return options_parse(entries, command->usage, argc, argv, ret_status);
}

int command_held(const char *conf_path, int argc, char **argv)
{
	const struct held_command *command;
	gssize number;
	struct held held = {0};
	int status;

	number = options_pick(commands, G_N_ELEMENTS(commands), sizeof *commands, print_help, argc, argv, &status);
	if (number < 0)
		return status;
	command = &commands[number];
	argc--;
	argv++;
	if (parse(command, &argc, &argv, &held.options, &status)) {
		status = check_usage(command, argc - 1, &held.options);
		held.id = argc > 1 ? argv[1] : NULL;
		if (status == EX_OK)
			status = run(command, conf_path, &held);
	}
	g_strfreev(held.options.to);
	g_free(held.options.reason);
	return status;
}
