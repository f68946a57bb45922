/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the daemon writes what happens: syslog (facility mail), or standard error in the foreground. Lines hold queue
 * ids, cases, rules and clauses, never a message's content. */
#ifndef MILTER_LOG_H
#define MILTER_LOG_H

#include <glib.h>

struct log {
	gboolean is_on_stderr;
};

void log_init(struct log *log, gboolean is_on_stderr);

/* One line; priority as of syslog(3). Control characters become '?', so that nothing a sender wrote can look like a
 * line of ours. Safe from several threads. */
void log_write(const struct log *log, int priority, const char *format, ...) G_GNUC_PRINTF(3, 4);

#endif
