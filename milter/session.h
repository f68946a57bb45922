/* SPDX-License-Identifier: BSD-2-Clause */
/* One connection of the MTA: what it said of the client, and the message that it is handing over, if any. Used by one
 * thread at a time, but not always by the same one. */
#ifndef MILTER_SESSION_H
#define MILTER_SESSION_H

#include "milter/collect.h"
#include "milter/service.h"

#include <sys/socket.h>

struct session {
	struct service *service;
	gboolean has_leading_space; /* field values come with the space after the colon */
	struct collect_client client;
	struct collect *message; /* NULL between messages */
};

struct session *session_new(struct service *service);
/* NULL is taken: a connection may close without a word. */
void session_free(struct session *session);

/* host: the client's name as the MTA knows it; address: of the client, or NULL where there is none. */
void session_connect(struct session *session, const char *host, const struct sockaddr *address);
void session_helo(struct session *session, const char *helo);

/* MAIL: whatever message was there before is gone. arguments as of collect_new(). */
void session_begin_message(struct session *session, const char *const *arguments, gint64 now);
/* The one end of a message: answered, aborted, connection closed, or another begins. */
void session_end_message(struct session *session);

#endif
