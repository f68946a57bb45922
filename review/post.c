/* SPDX-License-Identifier: BSD-2-Clause */
/* Hands candour's own mail to the listener. Notices and returns share it so that nothing of ours can bounce. */
#include "review/post.h"

struct smtp_server post_server(const struct conf *conf)
{
	return (struct smtp_server){.host = conf->release.host,
				    .port = (guint16)conf->release.port,
				    .timeout_s = (unsigned)conf->release.timeout_s,
				    .helo = conf->release.helo ? conf->release.helo : g_get_host_name()};
}

static gboolean is_eight_bit(GBytes *message)
{
	gsize length;
	const guchar *bytes = g_bytes_get_data(message, &length);

	for (gsize i = 0; i < length; i++)
		if (bytes[i] > 0x7f)
			return TRUE;
	return FALSE;
}

void post_mail(const struct conf *conf, const char *to, GBytes *message, struct smtp_outcome *ret_outcome)
{
	static const char *const eight_bit[] = {"BODY=8BITMIME", NULL};
	struct smtp_server server = post_server(conf);
	struct smtp_recipient recipient = {.address = to};
	struct smtp_mail mail = {.sender = "",
				 .arguments = is_eight_bit(message) ? eight_bit : NULL,
				 .recipients = &recipient,
				 .count = 1,
				 .message = message};

	smtp_send(&server, &mail, ret_outcome);
}
