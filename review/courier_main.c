/* SPDX-License-Identifier: BSD-2-Clause */
/* candour-courier: options, signals, and the loop that asks for work. What the work is, is elsewhere; sd_notify() is
 * called here alone, for libsystemd is the programs' and no room's. */
#include "review/office.h"
#include "review/program.h"
#include "review/rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <systemd/sd-daemon.h>
#include <time.h>

enum {
	IDLE_MS = 1000,        /* between two looks into an empty outbox */
	TROUBLE_MS = 5000,     /* after the casebook failed */
	UNDECIDED_EVERY_S = 60 /* how often undecided holds are looked for */
};

struct options {
	char *conf_path;
	gboolean is_once, wants_version;
};

static gboolean read_options(int argc, char **argv, struct options *options)
{
	const GOptionEntry entries[] = {
		{"config", 'c', 0, G_OPTION_ARG_FILENAME, &options->conf_path, "The configuration (" CANDOUR_CONF ")",
		 "FILE"},
		{"once", 0, 0, G_OPTION_ARG_NONE, &options->is_once, "Do what is due now, then end", NULL},
		{"version", 0, 0, G_OPTION_ARG_NONE, &options->wants_version, "Show the version", NULL},
		G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new("- the only sender of candour");
	g_autoptr(GError) error = NULL;

	g_option_context_set_summary(context, "Delivers warnings, and releases and returns held mail.");
	g_option_context_add_main_entries(context, entries, NULL);
	if (!g_option_context_parse(context, &argc, &argv, &error))
		fprintf(stderr, "candour-courier: %s; see candour-courier --help\n", error->message);
	else if (argc > 1)
		fprintf(stderr, "candour-courier: what is \"%s\"? See candour-courier --help\n", argv[1]);
	else
		return TRUE;
	return FALSE;
}

static gint64 now(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

static void reload(struct office *office)
{
	g_autoptr(GError) error = NULL;
	gboolean is_reloaded = office_reload(office, &error);

	program_log_reload(is_reloaded, error);
}

/* Waits for a signal for so long, and heeds it. FALSE: it is time to end. */
static gboolean heed_signals(struct office *office, const sigset_t *signals, long wait_ms)
{
	struct timespec wait = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000};
	int number = sigtimedwait(signals, NULL, &wait);

	if (number == SIGUSR1)
		reload(office);
	return number != SIGTERM && number != SIGINT;
}

/* One look at what is owed. FALSE: the casebook failed, and the log says so. */
static gboolean look(const struct office *office, struct rounds *rounds, gint64 *undecided_at, gboolean *ret_is_idle)
{
	g_autoptr(GError) error = NULL;
	gint64 time = now();
	gboolean is_good = TRUE;

	if (time >= *undecided_at || *undecided_at > time + UNDECIDED_EVERY_S) {
		is_good = courier_return_undecided(&office->courier, time, &error) &&
			  rounds_go(rounds, &office->courier, time, &error);
		*undecided_at = time + UNDECIDED_EVERY_S;
	}
	if (is_good && courier_step(&office->courier, time, ret_is_idle, &error))
		return TRUE;
	g_warning("%s", error->message);
	return FALSE;
}

static int work(struct office *office, const sigset_t *signals, gboolean is_once)
{
	struct rounds rounds = {0};
	gint64 undecided_at = 0;
	long wait_ms = 0;

	while (heed_signals(office, signals, wait_ms)) {
		gboolean is_idle = FALSE, is_good = look(office, &rounds, &undecided_at, &is_idle);

		if (is_once && (is_idle || !is_good))
			return is_good ? EX_OK : EX_TEMPFAIL;
		wait_ms = !is_good ? TROUBLE_MS : is_idle ? IDLE_MS : 0;
	}
	sd_notify(0, "STOPPING=1");
	g_message("ended");
	return EX_OK;
}

static int run(const struct options *options)
{
	g_autoptr(GError) error = NULL;
	struct office office;
	sigset_t signals;
	int status;

	program_block_signals(&signals);
	if (office_open(&office, options->conf_path ? options->conf_path : CANDOUR_CONF, &error)) {
		if (!options->is_once)
			g_message("ready");
		sd_notify(0, "READY=1");
		status = work(&office, &signals, options->is_once);
	} else {
		g_warning("%s", error->message);
		status = program_status_of(error);
	}
	office_clear(&office);
	return status;
}

int main(int argc, char **argv)
{
	struct options options = {0};

	if (!read_options(argc, argv, &options))
		return EX_USAGE;
	if (options.wants_version) {
		puts("candour-courier " CANDOUR_VERSION);
		return EX_OK;
	}
	program_log_start("candour-courier");
	umask(0007);
	int status = run(&options);
	g_free(options.conf_path);
	return status;
}
