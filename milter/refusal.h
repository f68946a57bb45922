/* SPDX-License-Identifier: BSD-2-Clause */
/* What the sender is told in a 550 reply: the same as a notice would say, within what a reply can carry. */
#ifndef MILTER_REFUSAL_H
#define MILTER_REFUSAL_H

#include "conf/conf.h"
#include "policy/verdict.h"

#include <glib.h>

/* libmilter takes 32 lines of 980 bytes, without CR, LF and single '%'; RFC 5321, 4.5.3.1.5 asks for 512 with code and
 * line end. Shorter lines survive every client's window. */
enum { REFUSAL_MAX_LINES = 32, REFUSAL_LINE_BYTES = 200 };

/* ASCII lines: what happened, by which clause, how to put it right, whom to ask, the case. Who is not a trusted sender
 * of the council learns only that it was refused and the case. Kinds of things, never a value of the message.
 * case_id may be NULL. char *, owned array, 1 to REFUSAL_MAX_LINES long. */
GPtrArray *refusal_lines(const struct conf *conf, const struct verdict *verdict, const char *case_id);

#endif
