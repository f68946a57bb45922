/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes one trace field. Host names come from strangers: only the characters of names and address literals get in. */
#include "review/received.h"

#include "parser/compose.h"

#include <string.h>

enum { MAX_TOKEN_BYTES = 255 };

/* NULL where there is nothing to write. */
static char *token(const char *text)
{
	if (!text || !*text)
		return NULL;
	char *clean = g_strndup(text, MAX_TOKEN_BYTES);
	for (char *c = clean; *c; c++)
		if (!g_ascii_isalnum(*c) && !strchr("-._:[]", *c))
			*c = '?';
	return clean;
}

/* "[192.0.2.1]", "[IPv6:2001:db8::1]" (RFC 5321, 4.1.3). */
static char *literal(const char *address)
{
	g_autofree char *clean = token(address);

	if (!clean)
		return NULL;
	gboolean is_ipv6 = strchr(clean, ':') && g_ascii_strncasecmp(clean, "IPv6:", 5) != 0;
	return g_strdup_printf("[%s%s]", is_ipv6 ? "IPv6:" : "", clean);
}

char *received_line(const struct case_file *file, const char *helo)
{
	const struct envelope *envelope = file->envelope;
	g_autoptr(GString) line = g_string_new("Received: from ");
	g_autofree char *greeting = token(envelope->helo), *name = token(envelope->client_name);
	g_autofree char *address = literal(envelope->client_address), *by = token(file->mta), *own = token(helo);
	g_autofree char *protocol = token(file->protocol), *id = token(envelope->queue_id);
	g_autofree char *date = compose_date(file->received_at);

	g_string_append(line, greeting ? greeting : address ? address : "unknown");
	if (address)
		g_string_append_printf(line, " (%s%s%s)", name ? name : "", name ? " " : "", address);
	g_string_append_printf(line, "\r\n\tby %s", by ? by : own);
	if (protocol)
		g_string_append_printf(line, " with %s", protocol);
	if (id)
		g_string_append_printf(line, " id %s", id);
	g_string_append_printf(line, ";\r\n\t%s\r\n", date);
	return g_string_free(g_steal_pointer(&line), FALSE);
}
