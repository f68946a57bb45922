/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the programs of this room log: to the journal where standard error is its, else there, a plain line each. */
#ifndef REVIEW_PROGRAM_LOG_H
#define REVIEW_PROGRAM_LOG_H

/* From now on g_message() and g_warning() go there. name: the program's, not copied. Control characters show as "?". */
void program_log_start(const char *name);

#endif
