/* SPDX-License-Identifier: BSD-2-Clause */
/* Programs that read a format candour has no library for. */
#ifndef PARSER_EXTRACT_PROCESS_H
#define PARSER_EXTRACT_PROCESS_H

#include "parser/message.h"

enum {
	EXTRACT_RUN_SECONDS = 15,              /* of wall time, then the program is killed */
	EXTRACT_RUN_MAX_COMPLAINT_BYTES = 4096 /* of standard error, what follows is read and forgotten */
};

struct extract_run {
	GString *output;    /* standard output, cut at max_output */
	GString *complaint; /* standard error, cut; for telling why, not for showing */
	int status;         /* of the exit, -1 where it was killed */
};

/* Runs the program argv[0], found along PATH, with the bytes as its standard input: a file in memory, so that programs
 * may seek in it. PART_INSPECTED where it ended by itself, whatever its status; PART_LIMIT where it was killed past
 * max_output, PART_TIMEOUT past EXTRACT_RUN_SECONDS, PART_CRASH where a signal killed it or it could not be started.
 * Output up to there is kept. Free the result with extract_run_done(). */
enum part_reason extract_run(const char *const *argv, const guint8 *bytes, gsize length, gsize max_output,
			     struct extract_run *ret_run);
void extract_run_done(struct extract_run *run);

#endif
