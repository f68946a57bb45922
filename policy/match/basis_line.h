/* SPDX-License-Identifier: BSD-2-Clause */
/* The line by which a sender states on what basis a constituent's data goes out (POLICY.md, "The sender's line"). */
#ifndef POLICY_MATCH_BASIS_LINE_H
#define POLICY_MATCH_BASIS_LINE_H

#include <glib.h>

/* The reason's fixed word ("cannot-consent") and the free text behind it, which the caller frees. NULL where the line,
 * valid UTF-8, is none, states none of the eight reasons, or nothing besides: a word alone is not worth sampling. What
 * the text says is for who samples it: a notice's "(when)" counts as it stands. */
const char *basis_line_read(const char *line, char **ret_text);

#endif
