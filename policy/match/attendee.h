/* SPDX-License-Identifier: BSD-2-Clause */
/* Whom an invitation shows as invited (RFC 5545, 3.8.4.1). */
#ifndef POLICY_MATCH_ATTENDEE_H
#define POLICY_MATCH_ATTENDEE_H

#include <glib.h>

enum { ATTENDEE_MAX = 2000 }; /* further ones are not read */

/* The mail addresses of the text's ATTENDEE properties: char *, in their order, owned. The text is that of a
 * text/calendar part, line ends LF or CRLF. */
GPtrArray *attendee_addresses(const char *calendar);

#endif
