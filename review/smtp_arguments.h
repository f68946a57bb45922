/* SPDX-License-Identifier: BSD-2-Clause */
/* Which ESMTP arguments of MAIL and RCPT may be passed on to a server (RFC 5321, 4.1.1.11). */
#ifndef REVIEW_SMTP_ARGUMENTS_H
#define REVIEW_SMTP_ARGUMENTS_H

#include <glib.h>

/* Appends " ARGUMENT" for each argument whose extension is in offered (EHLO keywords in upper case: a set), in their
 * order and as written. SIZE never: its value is the other message's. */
void smtp_arguments_append(GString *command, const char *const *arguments, GHashTable *offered);

#endif
