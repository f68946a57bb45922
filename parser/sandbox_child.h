/* SPDX-License-Identifier: BSD-2-Clause */
/* The child that reads. For the sandbox only. */
#ifndef PARSER_SANDBOX_CHILD_H
#define PARSER_SANDBOX_CHILD_H

#include "parser/sandbox_serve.h"

/* How it ends, by itself. */
enum { CHILD_OUT_OF_MEMORY = 75, CHILD_FAILED = 70 };

/* Answers requests on WIRE_CHANNEL_FD until there are no more, then ends the process. To be called confined. */
void child_serve(sandbox_reader *reader) __attribute__((noreturn));

/* Lets the process end with CHILD_OUT_OF_MEMORY where GLib finds none left. */
void child_watch_memory(void);

#endif
