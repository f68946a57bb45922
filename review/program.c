/* SPDX-License-Identifier: BSD-2-Clause */
/* Log and signals of the programs. */
#include "review/program.h"

#include "store/casebook.h"

#include <stdio.h>
#include <sysexits.h>

static GLogWriterOutput write_log(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer name)
{
	if (g_log_writer_is_journald(fileno(stderr)))
		return g_log_writer_journald(level, fields, count, NULL);
	for (gsize i = 0; i < count; i++) {
		if (g_strcmp0(fields[i].key, "MESSAGE") != 0)
			continue;
		g_autofree char *line = g_strdup(fields[i].value);
		for (char *c = line; *c; c++)
			if (g_ascii_iscntrl(*c))
				*c = '?';
		fprintf(stderr, "%s: %s\n", (const char *)name, line);
	}
	return G_LOG_WRITER_HANDLED;
}

void program_log_start(const char *name)
{
	g_log_set_writer_func(write_log, (gpointer)name, NULL);
}

void program_block_signals(sigset_t *ret_signals)
{
	sigemptyset(ret_signals);
	sigaddset(ret_signals, SIGTERM);
	sigaddset(ret_signals, SIGINT);
	sigaddset(ret_signals, SIGUSR1);
	sigprocmask(SIG_BLOCK, ret_signals, NULL);
	signal(SIGPIPE, SIG_IGN);
}

void program_log_reload(gboolean is_reloaded, const GError *error)
{
	if (is_reloaded)
		g_message("reloaded");
	else
		g_warning("not reloaded, the old configuration stays: %s", error->message);
}

int program_status_of(const GError *error)
{
	return error->domain == CASES_ERROR ? EX_TEMPFAIL : EX_CONFIG;
}
