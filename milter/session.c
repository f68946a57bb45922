/* SPDX-License-Identifier: BSD-2-Clause */
/* A connection and the life of the messages on it. It must not judge. */
#include "milter/session.h"

#include <arpa/inet.h>
#include <netinet/in.h>

struct session *session_new(struct service *service)
{
	struct session *session = g_new0(struct session, 1);
	session->service = service;
	session->has_leading_space = TRUE;
	return session;
}

void session_free(struct session *session)
{
	if (!session)
		return;
	session_end_message(session);
	g_free(session->client.address);
	g_free(session->client.name);
	g_free(session->client.helo);
	g_free(session);
}

static char *address_text(const struct sockaddr *address)
{
	char text[INET6_ADDRSTRLEN];
	const void *bytes = NULL;

	if (address && address->sa_family == AF_INET)
		bytes = &((const struct sockaddr_in *)address)->sin_addr;
	else if (address && address->sa_family == AF_INET6)
		bytes = &((const struct sockaddr_in6 *)address)->sin6_addr;
	return bytes ? g_strdup(inet_ntop(address->sa_family, bytes, text, sizeof(text))) : NULL;
}

void session_connect(struct session *session, const char *host, const struct sockaddr *address)
{
	g_free(session->client.name);
	g_free(session->client.address);
	session->client.name = g_strdup(host);
	session->client.address = address_text(address);
}

void session_helo(struct session *session, const char *helo)
{
	g_free(session->client.helo);
	session->client.helo = g_strdup(helo);
}

void session_begin_message(struct session *session, const char *const *arguments, gint64 now)
{
	session_end_message(session);
	struct snapshot *snapshot = service_snapshot(session->service);
	session->message = collect_new(snapshot, &session->client, arguments, now);
	snapshot_unref(snapshot);
}

void session_end_message(struct session *session)
{
	g_clear_pointer(&session->message, collect_free);
}
