/* SPDX-License-Identifier: BSD-2-Clause */
/* What the programs of this room have in common: where they log, and which signals they wait for. */
#ifndef REVIEW_PROGRAM_H
#define REVIEW_PROGRAM_H

#include <glib.h>
#include <signal.h>

/* From now on g_message() and g_warning() go to the journal where standard error is its, else there, a plain line each.
 * name: the program's, not copied. Control characters show as "?". */
void program_log_start(const char *name);

/* Keeps SIGTERM, SIGINT and SIGUSR1 for sigwait(3) and its like, and ignores SIGPIPE. */
void program_block_signals(sigset_t *ret_signals);

/* Says how a reload ended. */
void program_log_reload(gboolean is_reloaded, const GError *error);

/* The exit status (sysexits.h) of a program that cannot open what it works with. */
int program_status_of(const GError *error);

#endif
