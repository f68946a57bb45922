/* SPDX-License-Identifier: BSD-2-Clause */
/* One message while the MTA hands it over: the envelope, and the bytes as received, put together again from fields and
 * chunks. Knows no libmilter type; it is freed whatever becomes of the message. */
#ifndef MILTER_COLLECT_H
#define MILTER_COLLECT_H

#include "conf/snapshot.h"
#include "milter/spool.h"
#include "policy/envelope.h"

#include <glib.h>

struct collect {
	struct snapshot *snapshot; /* taken at MAIL: one message is judged by one configuration */
	struct envelope *envelope;
	struct spool *spool;
	gsize header_bytes;
	char *mta;         /* {j}, or NULL */
	char *tls_version; /* {tls_version}, or NULL */
	GError *failure;   /* the bytes are not complete, and why; or NULL */
};

/* What the connection knew; any may be NULL. */
struct collect_client {
	char *address, *name, *helo;
};

/* arguments: MAIL's path and its ESMTP arguments, NULL-terminated. Takes a reference of the snapshot. */
struct collect *collect_new(struct snapshot *snapshot, const struct collect_client *client,
			    const char *const *arguments, gint64 now);
void collect_free(struct collect *collect);

/* RCPT's path and its arguments. FALSE where limits.recipients are there already: this one is not taken. */
gboolean collect_add_recipient(struct collect *collect, const char *const *arguments);

/* A header field as the MTA gave it; folds come with LF and are kept as CRLF. has_leading_space: the value comes with
 * the space that follows the colon; else one is put in its place (the MTA ate it). */
void collect_add_field(struct collect *collect, const char *name, const char *value, gboolean has_leading_space);
void collect_end_header(struct collect *collect);
void collect_add_body(struct collect *collect, const char *bytes, gsize length);

/* Asks source for each of the MTA's macros that matter and keeps those that it has; later ones win. */
typedef const char *(*collect_macro_source)(void *context, const char *name);
void collect_learn(struct collect *collect, collect_macro_source source, void *context);

/* How many of the first bytes are to be judged: past limits.max_message_bytes, and past limits.header_bytes of header,
 * nothing is inspected. */
gsize collect_inspected_bytes(const struct collect *collect);

/* How the message came to the MTA (RFC 3848): "ESMTPSA"; for the Received line. */
const char *collect_protocol(const struct collect *collect);

#endif
