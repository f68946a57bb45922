/* SPDX-License-Identifier: BSD-2-Clause */
/* The Received line of the MTA's own hop, which a milter never sees. */
#ifndef REVIEW_RECEIVED_H
#define REVIEW_RECEIVED_H

#include "store/cases.h"

#include <glib.h>

/* One Received field with its CRLF (RFC 5321, 4.4; the protocol as RFC 3848 names it), from the case's envelope. What
 * is unknown is left out; no recipient is named. helo: our own name, where the MTA's is unknown. Caller frees. */
char *received_line(const struct case_file *file, const char *helo);

#endif
