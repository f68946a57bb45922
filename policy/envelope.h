/* SPDX-License-Identifier: BSD-2-Clause */
/* The envelope of one transaction (RFC 5321) and what the MTA knows of the client. Plain data. */
#ifndef POLICY_ENVELOPE_H
#define POLICY_ENVELOPE_H

#include <glib.h>

struct envelope_recipient {
	char *raw;        /* the RCPT path as the MTA showed it, brackets and source route included */
	char *address;    /* without brackets and source route, case as received: the address of the contract */
	char **arguments; /* ESMTP arguments ("NOTIFY=NEVER"), NULL-terminated; never NULL */
};

struct envelope {
	char *sender;          /* MAIL's address without brackets and source route; "" for the null sender */
	char **mail_arguments; /* ESMTP arguments ("BODY=8BITMIME"), NULL-terminated; never NULL */
	GPtrArray *recipients; /* struct envelope_recipient, owned */
	char *login;           /* {auth_authen}, or NULL */
	char *client_address;  /* "192.0.2.1", or NULL */
	char *client_name;     /* or NULL */
	char *helo;            /* or NULL */
	char *tls_subject;     /* {cert_subject}, or NULL */
	char *queue_id;        /* or NULL */
	gint64 received_at;    /* seconds since the epoch */
};

/* An empty envelope; free with envelope_free(). */
struct envelope *envelope_new(void);
void envelope_free(struct envelope *envelope);

/* Adds a recipient from the path that RCPT named ("<@relay:cllr.a@b>") and its arguments (NULL-terminated, or NULL). */
void envelope_add_recipient(struct envelope *envelope, const char *path, const char *const *arguments);

/* The path without angle brackets and without a leading source route (RFC 5321, 4.1.2 and appendix C), quote-aware.
 * Caller frees. */
char *envelope_path_address(const char *path);

#endif
