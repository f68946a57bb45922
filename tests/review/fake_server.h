/* SPDX-License-Identifier: BSD-2-Clause */
/* A scripted SMTP server on a loopback port, in a thread of the test: it answers each line that it reads with the next
 * reply of its script and keeps what it read. */
#ifndef TESTS_REVIEW_FAKE_SERVER_H
#define TESTS_REVIEW_FAKE_SERVER_H

#include <gio/gio.h>
#include <string.h>

struct fake_server {
	GSocketListener *listener;
	guint16 port;
	GThread *thread;
	/* Replies in order, the greeting first, ended by NULL; "" closes the connection, "..." never answers. After a
	 * reply that begins with 354 the next one answers the message. Past the end every line gets "250 ok". */
	const char *const *replies;
	unsigned connections; /* how many it serves before it ends, each with the script from the start */
	GString *commands;    /* what was read outside messages, each line as it came */
	GString *message;     /* what was read of messages, dots still doubled, the final line with the dot too */
};

static inline char *fake_read_line(GInputStream *input)
{
	g_autoptr(GString) line = g_string_new(NULL);
	int byte;

	while ((byte = g_buffered_input_stream_read_byte(G_BUFFERED_INPUT_STREAM(input), NULL, NULL)) >= 0) {
		g_string_append_c(line, (char)byte);
		if (byte == '\n')
			return g_string_free(g_steal_pointer(&line), FALSE);
	}
	return NULL;
}

static inline gboolean fake_reply(GSocketConnection *connection, const char *reply)
{
	GOutputStream *output = g_io_stream_get_output_stream(G_IO_STREAM(connection));
	g_autofree char *line = g_strconcat(reply, "\r\n", NULL);

	if (!*reply)
		return FALSE;
	return strcmp(reply, "...") == 0 || g_output_stream_write_all(output, line, strlen(line), NULL, NULL, NULL);
}

static inline void fake_serve(struct fake_server *server, GSocketConnection *connection)
{
	g_autoptr(GInputStream) input =
		g_buffered_input_stream_new(g_io_stream_get_input_stream(G_IO_STREAM(connection)));
	const char *const *next = server->replies;
	gboolean in_message = FALSE;

	for (;;) {
		const char *reply = *next ? *next++ : "250 ok";

		if (!fake_reply(connection, reply))
			return;
		in_message = g_str_has_prefix(reply, "354");
		for (;;) {
			g_autofree char *line = fake_read_line(input);

			if (!line)
				return;
			g_string_append(in_message ? server->message : server->commands, line);
			if (!in_message || strcmp(line, ".\r\n") == 0)
				break;
		}
	}
}

static inline gpointer fake_run(gpointer data)
{
	struct fake_server *server = data;

	for (unsigned i = 0; i < server->connections; i++) {
		g_autoptr(GSocketConnection) connection = g_socket_listener_accept(server->listener, NULL, NULL, NULL);

		if (!connection)
			break;
		fake_serve(server, connection);
		g_io_stream_close(G_IO_STREAM(connection), NULL, NULL);
	}
	return NULL;
}

static inline void fake_server_start(struct fake_server *server, const char *const *replies, unsigned connections)
{
	*server = (struct fake_server){.listener = g_socket_listener_new(),
				       .replies = replies,
				       .connections = connections,
				       .commands = g_string_new(NULL),
				       .message = g_string_new(NULL)};
	g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
	g_autoptr(GSocketAddress) address = g_inet_socket_address_new(loopback, 0), bound = NULL;

	g_socket_listener_add_address(server->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
				      &bound, NULL);
	server->port = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(bound));
	server->thread = g_thread_new("fake-server", fake_run, server);
}

/* Waits until the last connection has ended; what was read may then be looked at. */
static inline void fake_server_join(struct fake_server *server)
{
	g_thread_join(server->thread);
	g_socket_listener_close(server->listener);
	g_clear_object(&server->listener);
}

static inline void fake_server_clear(struct fake_server *server)
{
	g_string_free(server->commands, TRUE);
	g_string_free(server->message, TRUE);
}

#endif
