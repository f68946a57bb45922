/* SPDX-License-Identifier: BSD-2-Clause */
/* The one form in which the directory compares addresses. */
#ifndef POLICY_DIRECTORY_MAILBOX_H
#define POLICY_DIRECTORY_MAILBOX_H

#include <glib.h>

/* The address without brackets, source route, comments, blanks and needless quotes (RFC 5321, 4.1.2; RFC 5322, 3.2.2),
 * in lower case, its domain in ASCII (xn--) without a final dot. No "@" is added where there is none. Caller frees. */
char *mailbox_normalise(const char *address);

/* A domain in lower case and ASCII, without a final dot; one that IDNA refuses is only put in lower case. Caller frees.
 */
char *mailbox_normalise_domain(const char *domain);

/* Splits a normalised address at the "@" of its domain: the length of the local part, all of it where it has no domain.
 */
gsize mailbox_local_length(const char *normalised);

/* TRUE where the normalised address has a local part and a domain. */
gboolean mailbox_is_whole(const char *normalised);

#endif
