/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts one message together from what the MTA says of it. It must not judge, and must not talk to the MTA. */
#include "milter/collect.h"

#include <string.h>

static char **copy_arguments(const char *const *arguments)
{
	return arguments ? g_strdupv((char **)arguments) : g_new0(char *, 1);
}

struct collect *collect_new(struct snapshot *snapshot, const struct collect_client *client,
			    const char *const *arguments, gint64 now)
{
	struct collect *collect = g_new0(struct collect, 1);
	struct envelope *envelope = envelope_new();

	g_free(envelope->sender);
	envelope->sender = envelope_path_address(arguments[0]);
	g_strfreev(envelope->mail_arguments);
	envelope->mail_arguments = copy_arguments(arguments + 1);
	envelope->client_address = g_strdup(client->address);
	envelope->client_name = g_strdup(client->name);
	envelope->helo = g_strdup(client->helo);
	envelope->received_at = now;

	collect->snapshot = snapshot_ref(snapshot);
	collect->envelope = envelope;
	collect->spool = spool_new(snapshot->conf->state_dir, (gsize)snapshot->conf->limits.memory_body_bytes);
	return collect;
}

void collect_free(struct collect *collect)
{
	if (!collect)
		return;
	envelope_free(collect->envelope);
	spool_free(collect->spool);
	g_free(collect->mta);
	g_free(collect->tls_version);
	g_clear_error(&collect->failure);
	snapshot_unref(collect->snapshot);
	g_free(collect);
}

gboolean collect_add_recipient(struct collect *collect, const char *const *arguments)
{
	if (collect->envelope->recipients->len >= (guint)collect->snapshot->conf->limits.recipients)
		return FALSE;
	envelope_add_recipient(collect->envelope, arguments[0], arguments + 1);
	return TRUE;
}

/* After a failure the message is answered by conf.failure alone, so nothing more is kept. */
static void add(struct collect *collect, const char *bytes, gsize length)
{
	if (!collect->failure)
		spool_add(collect->spool, bytes, length, &collect->failure);
}

void collect_add_field(struct collect *collect, const char *name, const char *value, gboolean has_leading_space)
{
	g_autoptr(GString) field = g_string_new(name);
	g_string_append_c(field, ':');
	if (!has_leading_space)
		g_string_append_c(field, ' ');
	for (const char *c = value; *c; c++) {
		if (*c == '\n' && (c == value || c[-1] != '\r'))
			g_string_append_c(field, '\r');
		g_string_append_c(field, *c);
	}
	g_string_append(field, "\r\n");
	collect->header_bytes += field->len;
	add(collect, field->str, field->len);
}

void collect_end_header(struct collect *collect)
{
	add(collect, "\r\n", 2);
}

void collect_add_body(struct collect *collect, const char *bytes, gsize length)
{
	add(collect, bytes, length);
}

static void learn(char **value, const char *found)
{
	if (!found || !*found)
		return;
	g_free(*value);
	*value = g_strdup(found);
}

void collect_learn(struct collect *collect, collect_macro_source source, void *context)
{
	learn(&collect->envelope->queue_id, source(context, "i"));
	learn(&collect->envelope->login, source(context, "{auth_authen}"));
	learn(&collect->envelope->tls_subject, source(context, "{cert_subject}"));
	learn(&collect->tls_version, source(context, "{tls_version}"));
	learn(&collect->mta, source(context, "j"));
}

gsize collect_inspected_bytes(const struct collect *collect)
{
	const struct conf *conf = collect->snapshot->conf;
	gsize length = spool_length(collect->spool);

	if (collect->header_bytes > (gsize)conf->limits.header_bytes)
		length = MIN(length, (gsize)conf->limits.header_bytes);
	return MIN(length, (gsize)conf->limits.max_message_bytes);
}

const char *collect_protocol(const struct collect *collect)
{
	static const char *const names[2][2] = {{"ESMTP", "ESMTPA"}, {"ESMTPS", "ESMTPSA"}};

	return names[collect->tls_version != NULL][collect->envelope->login != NULL];
}
