/* SPDX-License-Identifier: BSD-2-Clause */
/* The threads that cases are judged with: the store's for `candour check`, a fresh one for each folder of cases that
 * holds a file HISTORY for `candour test` (CONTRACT.md, "A case"). */
#ifndef CLI_THREADS_H
#define CLI_THREADS_H

#include "cli/case_input.h"
#include "conf/snapshot.h"
#include "policy/history.h"
#include "policy/verdict.h"

struct threads;

/* The store's, for reading alone; complains where there is one that cannot be read, and then knows none. NULL where
 * there is none to read. */
struct threads *threads_of_store(const struct snapshot *snapshot);
/* None yet; below temporary folders, that threads_free() removes. */
struct threads *threads_of_cases(const struct snapshot *snapshot);
void threads_free(struct threads *threads);

/* What is known of the case's thread; NULL: nothing. Free with history_free(). threads may be NULL. */
struct history *threads_find(struct threads *threads, const struct case_input *input);
/* Later cases of the folder know of this one; of cases alone. */
void threads_keep(struct threads *threads, const struct case_input *input, const struct history *history,
		  const struct verdict *verdict);

#endif
