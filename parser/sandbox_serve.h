/* SPDX-License-Identifier: BSD-2-Clause */
/* The other side of the sandbox: the program candour-extract. Not for the daemon. */
#ifndef PARSER_SANDBOX_SERVE_H
#define PARSER_SANDBOX_SERVE_H

#include "parser/sandbox.h"

/* Reads one part; extract_bytes(), or what a test puts in its place. */
typedef void sandbox_reader(const guint8 *bytes, gsize length, const char *claimed_name, const char *claimed_type,
			    const struct extract_sink *sink);

/* Serves the daemon on descriptor 3 until it goes away: one confined child for each message. Returns an exit status.
 * One thread; to be called first thing in main(). */
int sandbox_serve(sandbox_reader *reader);

#endif
