/* SPDX-License-Identifier: BSD-2-Clause */
/* One plain line for each message. */
#include "review/program_log.h"

#include <glib.h>
#include <stdio.h>

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
