/* SPDX-License-Identifier: BSD-2-Clause */
/* Sends one message to the MTA's listener without candour (RFC 5321), and says what became of each recipient. The
 * message goes out as it is: no header is added, changed or reordered but the `head` that the caller gives. */
#ifndef REVIEW_SMTP_H
#define REVIEW_SMTP_H

#include <gio/gio.h>

/* What a server may grow. Past it the dialogue is broken off, and nothing counts as accepted. */
enum { SMTP_MAX_LINE_BYTES = 4096, SMTP_MAX_REPLY_LINES = 128, SMTP_MAX_REPLY_BYTES = 1000 };

struct smtp_server {
	const char *host;
	guint16 port;
	unsigned timeout_s; /* for the connection, and for each reply */
	const char *helo;   /* how candour calls itself: a host name or an address literal */
};

struct smtp_recipient {
	const char *address;          /* without brackets */
	const char *const *arguments; /* as RCPT had them, NULL-terminated; or NULL */
};

/* All borrowed. */
struct smtp_mail {
	const char *sender;           /* "" for the null sender */
	const char *const *arguments; /* as MAIL had them, NULL-terminated; or NULL */
	const struct smtp_recipient *recipients;
	gsize count;
	const char *head; /* header lines to stand above the message, or NULL */
	GBytes *message;
};

enum smtp_result {
	SMTP_DELAYED,  /* 4xx, or no (sensible) reply: try again */
	SMTP_ACCEPTED, /* 2xx for the recipient and for the message */
	SMTP_REFUSED   /* 5xx */
};

struct smtp_outcome {
	enum smtp_result result;
	char *reply; /* in one line with its codes ("250 2.0.0 Ok: queued as 4A"), or what went wrong; owned */
	gboolean is_uncertain; /* the message was sent and no reply came: it may have arrived */
};

/* Sends, and fills one outcome for each recipient; free them with smtp_outcomes_clear(). Arguments that the server
 * does not offer are left out; SIZE is stated anew. A recipient or sender that cannot be written in SMTP (control
 * characters, non-ASCII without SMTPUTF8) is refused without asking. Blocks. */
void smtp_send(const struct smtp_server *server, const struct smtp_mail *mail, struct smtp_outcome *ret_outcomes);
void smtp_outcomes_clear(struct smtp_outcome *outcomes, gsize count);

#endif
