/* SPDX-License-Identifier: BSD-2-Clause */
/* Programs that read for the child that reads: it may start none, so it asks the process that watches it. For the
 * sandbox only. */
#ifndef PARSER_SANDBOX_TOOL_H
#define PARSER_SANDBOX_TOOL_H

#include "parser/sandbox_confine.h"

#include <sys/types.h>

enum {
	TOOL_RUNS = 500,                     /* over one message */
	TOOL_INPUT_BYTES = 64 * 1024 * 1024, /* of one run */
	TOOL_REQUEST_BYTES = 1024,           /* of arguments */
	TOOL_ARGUMENTS = 16
};

/* The three streams of a program that runs: its input is to be written and closed. */
struct tool_streams {
	int input, output, complaint;
};

/* Says that this process is the child that reads; once, before it reads. */
void tool_start_asking(void);
/* FALSE in any other process: programs can be started there. */
gboolean tool_is_asking(void);

/* In the child that reads. argv[0] is one of the programs that tool_program() knows; no argument names a file but a
 * standard stream. FALSE where it does not start. */
gboolean tool_ask(const char *const *argv, struct tool_streams *ret_streams);
/* Waits for its end, killing it first where it is not wanted any more: its exit status, or -1 where a signal ended it.
 */
int tool_wait(gboolean is_wanted);

/* In the process that watches: answers one request. *pid: of the program that runs, or 0. FALSE where the other end is
 * gone or talks nonsense. */
gboolean tool_answer(int fd, const struct wire_start *limits, const struct sock_fprog *filter, pid_t *pid,
		     unsigned *runs);
/* Tells that the program has ended, by waitpid()'s status. */
void tool_tell_end(int fd, int status);

/* The path of a program that may be asked for, or NULL. */
const char *tool_program(const char *name);

#endif
