/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the sender's letter is over and the closing begins, in text that the parser could not tell apart. */
#ifndef POLICY_MATCH_CLOSING_H
#define POLICY_MATCH_CLOSING_H

#include <glib.h>

/* TRUE for lines that may stand anywhere in a closing and are no part of it. */
typedef gboolean (*closing_speaks)(const char *line);

/* "Kind regards" and its like, thanks too. */
gboolean closing_is_sign_off(const char *line);

/* The first of the lines (char *, downwards, without blank ones) that belongs to the closing, lines->len where there is
 * none. author: the name in From, or NULL. */
guint closing_start(const GPtrArray *lines, const char *author, closing_speaks speaks);

#endif
