/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour check`: judges messages from files as the daemon would, without an MTA, and changes nothing. */
#include "cli/case_input.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/staff.h"
#include "cli/threads.h"
#include "cli/verdict_json.h"
#include "store/basis_index.h"

#include <stdio.h>
#include <sysexits.h>

/* Exit statuses of the contract, by the strongest action applied. */
static int exit_status(enum action strongest)
{
	switch (strongest) {
	case ACTION_PASS:
		return 0;
	case ACTION_HOLD:
		return 2;
	case ACTION_REJECT:
		return 3;
	default:
		return 1;
	}
}

static gboolean check_file(const struct policy *policy, struct threads *threads, const char *path,
			   const struct envelope_options *options, gboolean is_json, enum action *strongest)
{
	g_autoptr(GError) error = NULL;
	struct case_input *input = case_input_load(path, options, &error);
	struct history *history;
	struct verdict *verdict;

	if (input == NULL) {
		options_complain(error);
		return FALSE;
	}
	history = threads_find(threads, input);
	verdict = policy_judge_in_thread(policy, input->envelope, input->message, NULL, history);
	if (is_json)
		verdict_print_json(stdout, input, verdict);
	else
		verdict_print(stdout, input, verdict);
	*strongest = MAX(*strongest, verdict->action);
	verdict_free(verdict);
	history_free(history);
	case_input_free(input);
	return TRUE;
}

/* The store's bases count as they do for the daemon. FALSE after complaining, where nobody can say what they are:
 * nothing is judged without them. */
static gboolean take_bases(struct snapshot *snapshot, struct register_with_bases *both, struct basis_index **ret_bases,
			   int *ret_status)
{
	g_autoptr(GError) error = NULL;
	struct casebook *casebook;

	both->file = snapshot_register(snapshot);
	if (both->file == NULL || !g_file_test(snapshot->conf->store, G_FILE_TEST_EXISTS))
		return TRUE;
	casebook = casebook_open(snapshot->conf->store, &error);
	if (casebook != NULL)
		both->bases = *ret_bases = basis_index_refresh(casebook, both->file, NULL, &error);
	casebook_close(casebook);
	if (both->bases == NULL) {
		*ret_status = staff_complain(error);
		return FALSE;
	}
	snapshot->policy.register_view = register_view_with(both);
	return TRUE;
}

static int check_files(const char *conf_path, char **paths, const struct envelope_options *options, gboolean is_json)
{
	struct snapshot *snapshot = options_snapshot(conf_path);
	struct register_with_bases both = {0};
	struct basis_index *bases = NULL;
	struct threads *threads;
	enum action strongest = ACTION_PASS;
	gboolean is_all_read = TRUE;
	int status = EX_CONFIG;

	if (snapshot == NULL)
		return EX_CONFIG;
	threads = threads_of_store(snapshot);
	if (take_bases(snapshot, &both, &bases, &status)) {
		for (; *paths != NULL; paths++)
			is_all_read = check_file(&snapshot->policy, threads, *paths, options, is_json, &strongest) &&
				      is_all_read;
		status = is_all_read ? exit_status(strongest) : EX_NOINPUT;
	}
	threads_free(threads);
	basis_index_unref(bases);
	snapshot_unref(snapshot);
	return status;
}

static gboolean is_good_usage(int argc, const char *date)
{
	gint64 received_at;

	if (argc < 2)
		fputs("candour: check wants at least one FILE.eml\n", stderr);
	else if (date != NULL && !case_input_date(date, &received_at))
		fprintf(stderr, "candour: --date: \"%s\" is no date like 2026-05-14T09:30:00+01:00\n", date);
	else
		return TRUE;
	return FALSE;
}

int command_check(const char *conf_path, int argc, char **argv)
{
	gboolean is_json = FALSE;
	g_autofree char *from = NULL, *login = NULL, *date = NULL;
	g_auto(GStrv) recipients = NULL;
	const GOptionEntry entries[] = {
		{"json", 0, 0, G_OPTION_ARG_NONE, &is_json, "One JSON object a line for each message", NULL},
		{"from", 0, 0, G_OPTION_ARG_STRING, &from, "Envelope sender", "ADDRESS"},
		{"rcpt", 0, 0, G_OPTION_ARG_STRING_ARRAY, &recipients, "Envelope recipient; may be repeated",
		 "ADDRESS"},
		{"auth", 0, 0, G_OPTION_ARG_STRING, &login, "Login that the MTA authenticated", "USER"},
		{"date", 0, 0, G_OPTION_ARG_STRING, &date, "When it was received (ISO 8601)", "DATE"},
		{0}};
	struct envelope_options options;
	int status;

	if (!options_parse(entries, "FILE.eml...  judges messages without an MTA", &argc, &argv, &status))
		return status;
	if (!is_good_usage(argc, date))
		return EX_USAGE;
	options = (struct envelope_options){from, login, date, recipients};
	return check_files(conf_path, argv + 1, &options, is_json);
}
