/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes the daemon's log lines. It knows nothing of messages and must be given nothing of their content. */
#include "milter/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <syslog.h>
#include <unistd.h>

void log_init(struct log *log, gboolean is_on_stderr)
{
	log->is_on_stderr = is_on_stderr;
	openlog("candour-milter", LOG_PID, LOG_MAIL);
}

void log_write(const struct log *log, int priority, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *line = g_strdup_vprintf(format, arguments);
	va_end(arguments);

	for (char *c = line; *c; c++)
		if (g_ascii_iscntrl(*c))
			*c = '?';
	if (log->is_on_stderr)
		fprintf(stderr, "candour-milter: %s\n", line);
	else
		syslog(priority, "%s", line);
}
