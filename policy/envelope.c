/* SPDX-License-Identifier: BSD-2-Clause */
/* Holds the envelope of a transaction and takes paths apart. Resolves nobody and judges nothing. */
#include "policy/envelope.h"

#include <string.h>

static char *no_arguments[] = {NULL};

static void recipient_free(gpointer data)
{
	struct envelope_recipient *recipient = data;

	g_free(recipient->raw);
	g_free(recipient->address);
	g_strfreev(recipient->arguments);
	g_free(recipient);
}

struct envelope *envelope_new(void)
{
	struct envelope *envelope = g_new0(struct envelope, 1);

	envelope->sender = g_strdup("");
	envelope->mail_arguments = g_strdupv(no_arguments);
	envelope->recipients = g_ptr_array_new_with_free_func(recipient_free);
	return envelope;
}

void envelope_free(struct envelope *envelope)
{
	if (envelope == NULL)
		return;
	g_free(envelope->sender);
	g_strfreev(envelope->mail_arguments);
	g_ptr_array_unref(envelope->recipients);
	g_free(envelope->login);
	g_free(envelope->client_address);
	g_free(envelope->client_name);
	g_free(envelope->helo);
	g_free(envelope->tls_subject);
	g_free(envelope->queue_id);
	g_free(envelope);
}

void envelope_add_recipient(struct envelope *envelope, const char *path, const char *const *arguments)
{
	struct envelope_recipient *recipient = g_new0(struct envelope_recipient, 1);

	recipient->raw = g_strdup(path);
	recipient->address = envelope_path_address(path);
	recipient->arguments = g_strdupv(arguments != NULL ? (char **)arguments : no_arguments);
	g_ptr_array_add(envelope->recipients, recipient);
}

/* The first `wanted` outside quoted strings and domain literals, or the end. */
static const char *find_bare(const char *at, char wanted)
{
	gboolean is_quoted = FALSE, is_literal = FALSE;

	for (; *at != '\0'; at++) {
		if (*at == wanted && !is_quoted && !is_literal)
			return at;
		if (*at == '\\' && at[1] != '\0')
			at++;
		else if (*at == '"' && !is_literal)
			is_quoted = !is_quoted;
		else if ((*at == '[' || *at == ']') && !is_quoted)
			is_literal = *at == '[';
	}
	return at;
}

char *envelope_path_address(const char *path)
{
	g_autofree char *whole = g_strstrip(g_strdup(path));
	char *address = whole;

	if (*address == '<') {
		address++;
		*(char *)find_bare(address, '>') = '\0';
	}
	/* Appendix C: "@one,@two:user@host" is for user@host; an MTA delivers it so, whatever else it shows a milter.
	 */
	while (*address == '@') {
		const char *end = find_bare(address, ':');

		if (*end == '\0')
			break;
		address += end + 1 - address;
	}
	return g_strdup(g_strstrip(address));
}
