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
	const char *html;        /* the same as an HTML document, UTF-8; NULL: text alone */
	const char *in_reply_to; /* Message-ID without brackets, or NULL */
	const char *references;  /* likewise, usually the same; or NULL */
	const char *message_id;  /* without brackets */
	gint64 date;             /* seconds since the epoch */
};

struct compose_returned_recipient {
	const char *address;    /* the envelope's address, without brackets */
	const char *orcpt;      /* the ORCPT value as RCPT had it ("rfc822;a+2Bx@b", xtext), or NULL */
	const char *diagnostic; /* what the sender is told, one line */
	const char *status;     /* "5.7.1" (RFC 3463) */
};

/* A warning: text/plain UTF-8, with mail->html multipart/alternative (RFC 2046, 5.1.4); Auto-Submitted: auto-generated
 * (RFC 3834, 5), CRLF line ends. NULL and *error where From or To is no mailbox. Free with g_bytes_unref(). */
GBytes *compose_notice(const struct compose_mail *mail, GError **error);

/* What a delivery status notification says of the message that comes back. */
struct compose_report {
	const char *reporting_mta; /* host name */
	const char *envid;         /* the ENVID of MAIL as it stood there (xtext), or NULL */
	gint64 arrival;            /* seconds since the epoch */
	const struct compose_returned_recipient *recipients;
	gsize count;
	GBytes *original;         /* the bytes as received */
	gboolean is_headers_only; /* RET=HDRS: of the original only its header comes back */
};

/* A delivery status notification with the original attached (RFC 3461, 3464, 6522), byte for byte but for line ends,
 * which become CRLF. Auto-Submitted: auto-replied. mail->text is its human part, mail->html is not used. NULL and
 * *error as above. */
GBytes *compose_return(const struct compose_mail *mail, const struct compose_report *report, GError **error);

/* "Thu, 14 May 2026 08:30:00 +0000" (RFC 5322, 3.3), in UTC. Caller frees. */
char *compose_date(gint64 time);

#endif
