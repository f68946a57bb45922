/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the sender's signature begins. For this room only. */
#ifndef PARSER_SIGNATURE_H
#define PARSER_SIGNATURE_H

#include "parser/lines.h"

enum { SIGNATURE_MAX_LINES = 25 /* shown ones; a longer tail is no signature */ };

/* The first line of the signature with which lines[first..end) ends: the delimiter "-- " (RFC 3676, 4.3), or a closing
 * ("Kind regards") with nothing but short lines below; end where there is none. Lines that follow the signature up to
 * end count as part of it. */
guint signature_start(const struct lines *lines, guint first, guint end);

/* The end of the lines from first on that the client's own markup says are a signature. *ret_is_signature: they are;
 * what is too long for one is the letter, typed inside the signature's element. */
guint signature_marked_end(const struct lines *lines, guint first, guint end, gboolean *ret_is_signature);

#endif
