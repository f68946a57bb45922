/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes are all that a server says: nobody counts as accepted without a 250, and every recipient has a reply. */
#include "review/smtp.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static GSocket *listener;

static gpointer serve(gpointer said)
{
	GSocket *client = g_socket_accept(listener, NULL, NULL);
	gsize length;
	const char *bytes = g_bytes_get_data(said, &length);
	char heard[4096];

	for (gssize sent; length > 0 && (sent = g_socket_send(client, bytes, length, NULL, NULL)) > 0;)
		bytes += sent, length -= (gsize)sent;
	g_socket_shutdown(client, FALSE, TRUE, NULL);
	while (g_socket_receive(client, heard, sizeof(heard), NULL, NULL) > 0)
		;
	g_object_unref(client);
	return NULL;
}

static guint16 listen_once(void)
{
	g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
	g_autoptr(GSocketAddress) any = g_inet_socket_address_new(loopback, 0), here = NULL;

	if (!listener) {
		listener = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
		g_assert(g_socket_bind(listener, any, TRUE, NULL) && g_socket_listen(listener, NULL));
	}
	here = g_socket_get_local_address(listener, NULL);
	return g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(here));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) said = g_bytes_new(data, size), message = g_bytes_new_static("a: b\n\n.\n", 8);
	const struct smtp_server server = {"127.0.0.1", listen_once(), 5, "candour.example"};
	const struct smtp_recipient recipients[] = {{"a@northmere.gov.uk", NULL}, {"b@northmere.gov.uk", NULL}};
	const struct smtp_mail mail = {.sender = "", .recipients = recipients, .count = 2, .message = message};
	struct smtp_outcome outcomes[2];
	GThread *thread = g_thread_new("server", serve, said);

	smtp_send(&server, &mail, outcomes);
	g_thread_join(thread);
	for (gsize i = 0; i < G_N_ELEMENTS(outcomes); i++)
		g_assert(g_utf8_validate(outcomes[i].reply, -1, NULL) &&
			 (outcomes[i].result != SMTP_ACCEPTED || outcomes[i].reply[0] == '2'));
	smtp_outcomes_clear(outcomes, G_N_ELEMENTS(outcomes));
	return 0;
}
