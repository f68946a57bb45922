/* SPDX-License-Identifier: BSD-2-Clause */
/* Composes the mail that candour itself sends: the warning to an officer and the return of a held message. */
#ifndef PARSER_COMPOSE_H
#define PARSER_COMPOSE_H

#include <glib.h>

struct compose_mail {
	const char *from;        /* a mailbox with or without display name (RFC 5322, 3.4) */
	const char *to;          /* addr-spec */
	const char *subject;     /* UTF-8 */
	const char *text;        /* UTF-8, lines end with '\n' */
	const char *in_reply_to; /* Message-ID without brackets, or NULL */
	const char *references;  /* likewise, usually the same; or NULL */
	const char *message_id;  /* without brackets */
	gint64 date;             /* seconds since the epoch */
};

struct compose_returned_recipient {
	const char *address;    /* the envelope's address, without brackets */
	const char *orcpt;      /* the ORCPT value ("rfc822;a@b"), or NULL */
	const char *diagnostic; /* what the sender is told, one line */
	const char *status;     /* "5.7.1" (RFC 3463) */
};

/* A warning: text/plain UTF-8, Auto-Submitted: auto-generated (RFC 3834, 5), CRLF line ends.
 * NULL and *error where From or To is no mailbox. Free with g_bytes_unref(). */
GBytes *compose_notice(const struct compose_mail *mail, GError **error);

/* A delivery status notification with the original attached whole (RFC 3461, 3464, 6522), Auto-Submitted:
 * auto-replied. reporting_mta: host name; envid: the ENVID of MAIL, or NULL; recipients: count of them;
 * original: the bytes as received. NULL and *error as above. */
GBytes *compose_return(const struct compose_mail *mail, const char *reporting_mta, const char *envid, gint64 arrival,
		       const struct compose_returned_recipient *recipients, gsize count, GBytes *original,
		       GError **error);

#endif
