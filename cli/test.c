/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour test`: runs labelled cases against the policy, so that a council's rules have tests like code has. */
#include "cli/case_input.h"
#include "cli/command.h"
#include "cli/comparison.h"
#include "cli/options.h"
#include "cli/tally_json.h"
#include "cli/terminal.h"
#include "cli/threads.h"
#include "cli/verdict_json.h"

#include <stdio.h>
#include <sysexits.h>

struct test_run {
	const struct snapshot *snapshot;
	struct threads *threads;
	struct tally *tally;
	gboolean is_json;
	FILE *report; /* differences and the summary: apart from the JSON */
	struct tally_cases count;
};

static void print_differences(FILE *stream, const char *path, const GPtrArray *differences)
{
	terminal_print(stream, path);
	fputs(": ", stream);
	for (guint i = 0; i < differences->len; i++) {
		fputs(i == 0 ? "" : "; ", stream);
		terminal_print(stream, g_ptr_array_index(differences, i));
	}
	fputc('\n', stream);
}

static void test_case(struct test_run *run, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) differences = NULL;
	struct case_input *input = case_input_load(path, NULL, &error);
	struct history *history;
	struct verdict *verdict;

	if (input == NULL) {
		options_complain(error);
		run->count.unread++;
		return;
	}
	history = threads_find(run->threads, input);
	verdict = policy_judge_in_thread(&run->snapshot->policy, input->envelope, input->message, NULL, history);
	threads_keep(run->threads, input, history, verdict);
	run->count.cases++;
	if (input->expectation == NULL)
		run->count.unlabelled++;
	else
		differences = comparison_of(run->tally, run->snapshot->policy.rules, input->expectation, verdict);
	if (run->is_json)
		verdict_print_json(stdout, input, verdict);
	if (differences != NULL && differences->len > 0) {
		run->count.differing++;
		print_differences(run->report, path, differences);
	}
	verdict_free(verdict);
	history_free(history);
	case_input_free(input);
}

static gboolean test_folder(struct test_run *run, const char *folder)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) paths = case_input_find(folder, &error);

	if (paths == NULL) {
		options_complain(error);
		run->count.unread++;
		return FALSE;
	}
	run->threads = threads_of_cases(run->snapshot);
	for (guint i = 0; i < paths->len; i++)
		test_case(run, g_ptr_array_index(paths, i));
	threads_free(run->threads);
	return TRUE;
}

/* The table, and where it is asked for the same as JSON in a file. FALSE after complaining. */
static gboolean summarise(const struct test_run *run, const char *summary_path)
{
	const struct tally_cases *count = &run->count;
	g_autoptr(GError) error = NULL;

	tally_print(run->report, run->tally);
	fprintf(run->report, "\n%u cases, %u differ, %u without expectation, %u unread\n", count->cases,
		count->differing, count->unlabelled, count->unread);
	if (summary_path == NULL || tally_write_json(summary_path, run->tally, count, &error))
		return TRUE;
	options_complain(error);
	return FALSE;
}

int command_test(const char *conf_path, int argc, char **argv)
{
	struct test_run run = {0};
	g_autofree char *summary_path = NULL;
	const GOptionEntry entries[] = {
		{"json", 0, 0, G_OPTION_ARG_NONE, &run.is_json, "One JSON object a line for each message", NULL},
		{"summary", 0, 0, G_OPTION_ARG_FILENAME, &summary_path, "Write the tables as one JSON object", "FILE"},
		{0}};
	struct snapshot *snapshot;
	int status;

	if (!options_parse(entries, "DIR...  judges labelled cases", &argc, &argv, &status))
		return status;
	if (argc < 2) {
		fputs("candour: test wants at least one folder of cases\n", stderr);
		return EX_USAGE;
	}
	snapshot = options_snapshot(conf_path);
	if (snapshot == NULL)
		return EX_CONFIG;
	snapshot->policy.is_observe = FALSE; /* cases are judged as `enforce`, whatever the configuration's mode */
	run.snapshot = snapshot;
	run.tally = tally_new(snapshot->policy.rules);
	run.report = run.is_json ? stderr : stdout;
	for (int i = 1; i < argc; i++)
		test_folder(&run, argv[i]);
	if (!summarise(&run, summary_path))
		status = EX_CANTCREAT;
	else
		status = run.count.unread > 0 ? EX_NOINPUT : run.count.differing > 0 ? 1 : 0;
	tally_free(run.tally);
	snapshot_unref(snapshot);
	return status;
}
