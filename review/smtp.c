/* SPDX-License-Identifier: BSD-2-Clause */
/* A small SMTP client on GIO: one connection, one message, one reply for each recipient. It neither reads nor changes
 * the message, keeps nothing between two messages, and speaks no TLS: the listener is the same machine's.
 *
 * Why no library (each tried on Debian 12 against a scripted server):
 * - libcurl 7.88: NOTIFY malformed, neither BODY nor SMTPUTF8, and of several recipients one 451 stays hidden.
 * - libESMTP 1.1.0: a reply for each recipient, but it adds Date, From and Message-Id where a message has none, encodes
 *   an ENVID again that is already xtext ("x+2By" becomes "x+2B2By"), sends bare LFs, and knows no SMTPUTF8.
 * - libetpan 1.9.4: replies and bytes are right, but MAIL cannot carry BODY, SMTPUTF8 or AUTH, a command past 512 bytes
 *   (a long ORCPT) is cut without its line end, so that both sides wait, and EHLO's name is always gethostname(). */
#include "review/smtp.h"

#include "review/smtp_arguments.h"
#include "review/smtp_data.h"

#include <string.h>

enum { DATA_CHUNK_BYTES = 64 * 1024 };

struct session {
	const struct smtp_server *server;
	GSocketConnection *connection;
	GInputStream *input; /* buffered, of the connection */
	GHashTable *offered; /* EHLO keywords, upper case */
	gboolean is_broken;  /* no further command may be sent */
};

static void session_clear(struct session *session)
{
	g_clear_object(&session->input);
	if (session->connection)
		g_io_stream_close(G_IO_STREAM(session->connection), NULL, NULL);
	g_clear_object(&session->connection);
	g_clear_pointer(&session->offered, g_hash_table_unref);
}

/* One line without its end. FALSE and *error where none came in time or it is too long. */
static gboolean read_line(struct session *session, gint64 deadline_us, GString *line, GError **error)
{
	GBufferedInputStream *input = G_BUFFERED_INPUT_STREAM(session->input);

	g_string_truncate(line, 0);
	for (;;) {
		int byte;

		if (g_buffered_input_stream_get_available(input) == 0 && g_get_monotonic_time() > deadline_us) {
			g_set_error(error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the reply took too long");
			return FALSE;
		}
		GError *failure = NULL;
		byte = g_buffered_input_stream_read_byte(input, NULL, &failure);
		if (byte < 0) {
			if (failure)
				g_propagate_error(error, failure);
			else
				g_set_error(error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the server closed the connection");
			return FALSE;
		}
		if (byte == '\n')
			break;
		if (line->len >= SMTP_MAX_LINE_BYTES) {
			g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a line of the reply is too long");
			return FALSE;
		}
		g_string_append_c(line, (char)byte);
	}
	if (line->len > 0 && line->str[line->len - 1] == '\r')
		g_string_truncate(line, line->len - 1);
	return TRUE;
}

/* "250-text", "250 text", "250" (RFC 5321, 4.2). 0 where the line is none of them. */
static int line_code(const char *line)
{
	if (!(line[0] >= '2' && line[0] <= '5' && g_ascii_isdigit(line[1]) && g_ascii_isdigit(line[2])))
		return 0;
	return line[3] == '\0' || line[3] == ' ' || line[3] == '-' ? atoi(line) : 0;
}

/* What a reply line may add to logs and to the casebook: printable text of limited length. */
static void append_printable(GString *text, const char *line)
{
	g_autofree char *valid = g_utf8_make_valid(line, -1);

	for (const char *c = valid; *c; c = g_utf8_next_char(c)) {
		gunichar character = g_utf8_get_char(c);

		if (text->len + 6 > SMTP_MAX_REPLY_BYTES)
			return;
		g_string_append_unichar(text, g_unichar_isprint(character) ? character : ' ');
	}
}

/* Reads a reply, of one line or several, into text. The code; 0 and *error where it is no reply. lines: the texts of
 * the lines, or NULL. */
static int read_reply(struct session *session, GString *text, GPtrArray *lines, GError **error)
{
	gint64 deadline_us = g_get_monotonic_time() + session->server->timeout_s * G_USEC_PER_SEC;
	g_autoptr(GString) line = g_string_new(NULL);
	int code = 0;

	for (unsigned count = 0; count < SMTP_MAX_REPLY_LINES; count++) {
		if (!read_line(session, deadline_us, line, error))
			return 0;
		int line_is = strlen(line->str) == line->len ? line_code(line->str) : 0;
		if (line_is == 0 || (code != 0 && line_is != code)) {
			g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the reply is not SMTP");
			return 0;
		}
		code = line_is;
		if (count > 0)
			g_string_append_c(text, ' ');
		append_printable(text, count == 0 ? line->str : line->str + MIN(line->len, 4));
		if (lines)
			g_ptr_array_add(lines, g_strdup(line->str + MIN(line->len, 4)));
		if (line->str[3] != '-')
			return code;
	}
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the reply has too many lines");
	return 0;
}

/* Sends a command (NULL: none, for the greeting and after the message) and reads its reply, which the caller frees. 0:
 * the dialogue is broken off, and the text says why. */
static int ask_lines(struct session *session, const char *command, GPtrArray *lines, char **ret_reply)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) text = g_string_new(NULL);
	GOutputStream *output = g_io_stream_get_output_stream(G_IO_STREAM(session->connection));
	g_autofree char *line = command ? g_strconcat(command, "\r\n", NULL) : NULL;
	int code = 0;

	if (!line || g_output_stream_write_all(output, line, strlen(line), NULL, NULL, &error))
		code = read_reply(session, text, lines, &error);
	if (code == 0)
		g_string_printf(text, "no reply from %s: %s", session->server->host, error->message);
	session->is_broken = code == 0 || code == 421;
	*ret_reply = g_string_free(g_steal_pointer(&text), FALSE);
	return code;
}

static int ask(struct session *session, const char *command, char **ret_reply)
{
	return ask_lines(session, command, NULL, ret_reply);
}

/* The keywords of EHLO's reply (RFC 5321, 4.1.1.1): all lines but the first. */
static void note_offers(struct session *session, const GPtrArray *lines)
{
	for (guint i = 1; i < lines->len; i++) {
		const char *line = g_ptr_array_index(lines, i);
		g_autofree char *keyword = g_strndup(line, strcspn(line, " ="));

		g_hash_table_add(session->offered, g_ascii_strup(keyword, -1));
	}
}

static int greet(struct session *session, char **ret_reply)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *ehlo = g_strconcat("EHLO ", session->server->helo, NULL);
	g_autofree char *helo = g_strconcat("HELO ", session->server->helo, NULL);
	int code = ask(session, NULL, ret_reply);

	if (code / 100 != 2)
		return code;
	g_clear_pointer(ret_reply, g_free);
	code = ask_lines(session, ehlo, lines, ret_reply);
	if (code / 100 == 2)
		note_offers(session, lines);
	if (code / 100 != 5)
		return code;
	g_clear_pointer(ret_reply, g_free);
	return ask(session, helo, ret_reply);
}

/* Connects and greets. The code that ended it: 2xx where a message can follow. */
static int session_open(struct session *session, const struct smtp_server *server, char **ret_reply)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GSocketClient) client = g_socket_client_new();

	*session = (struct session){.server = server,
				    .offered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
	g_socket_client_set_enable_proxy(client, FALSE);
	g_socket_client_set_timeout(client, server->timeout_s);
	session->connection = g_socket_client_connect_to_host(client, server->host, server->port, NULL, &error);
	if (!session->connection) {
		*ret_reply =
			g_strdup_printf("no connection to %s port %u: %s", server->host, server->port, error->message);
		session->is_broken = TRUE;
		return 0;
	}
	session->input = g_buffered_input_stream_new(g_io_stream_get_input_stream(G_IO_STREAM(session->connection)));
	return greet(session, ret_reply);
}

static void settle(struct smtp_outcome *outcome, int code, const char *reply)
{
	outcome->result = code / 100 == 2 ? SMTP_ACCEPTED : code / 100 == 5 ? SMTP_REFUSED : SMTP_DELAYED;
	outcome->reply = g_strdup(reply);
}

/* Why the address cannot stand in a command, or NULL. */
static const char *address_fault(const struct session *session, const char *address)
{
	for (const guchar *c = (const guchar *)address; *c; c++)
		if (*c < ' ' || *c == 0x7f)
			return "not sent: the address holds a control character";
	if (!g_str_is_ascii(address) && !g_hash_table_contains(session->offered, "SMTPUTF8"))
		return "not sent: the address is not ASCII, and the listener offers no SMTPUTF8";
	return NULL;
}

static gboolean names_smtputf8(const char *const *arguments)
{
	for (gsize i = 0; arguments && arguments[i]; i++)
		if (g_ascii_strcasecmp(arguments[i], "SMTPUTF8") == 0)
			return TRUE;
	return FALSE;
}

/* RFC 6531, 3.4: SMTPUTF8 is asked for where an address needs it, too. */
static gboolean needs_smtputf8(const struct smtp_mail *mail)
{
	gboolean is_needed = !g_str_is_ascii(mail->sender);

	for (gsize i = 0; i < mail->count; i++)
		is_needed |= !g_str_is_ascii(mail->recipients[i].address);
	return is_needed && !names_smtputf8(mail->arguments);
}

static int ask_mail(struct session *session, const struct smtp_mail *mail, char **ret_reply)
{
	g_autoptr(GString) command = g_string_new(NULL);
	const char *fault = address_fault(session, mail->sender);

	if (fault) {
		*ret_reply = g_strdup(fault);
		return 500;
	}
	g_string_printf(command, "MAIL FROM:<%s>", mail->sender);
	smtp_arguments_append(command, mail->arguments, session->offered);
	if (needs_smtputf8(mail) && g_hash_table_contains(session->offered, "SMTPUTF8"))
		g_string_append(command, " SMTPUTF8");
	if (g_hash_table_contains(session->offered, "SIZE"))
		g_string_append_printf(command, " SIZE=%zu",
				       (mail->head ? strlen(mail->head) : 0) + g_bytes_get_size(mail->message));
	return ask(session, command->str, ret_reply);
}

/* Asks for one recipient. TRUE where the server takes it; else its outcome is settled. */
static gboolean ask_recipient(struct session *session, const struct smtp_recipient *recipient,
			      struct smtp_outcome *outcome)
{
	g_autoptr(GString) command = g_string_new(NULL);
	g_autofree char *reply = NULL;
	const char *fault = address_fault(session, recipient->address);

	if (fault) {
		settle(outcome, 500, fault);
		return FALSE;
	}
	g_string_printf(command, "RCPT TO:<%s>", recipient->address);
	smtp_arguments_append(command, recipient->arguments, session->offered);
	int code = ask(session, command->str, &reply);
	if (code / 100 == 2)
		return TRUE;
	settle(outcome, code, reply);
	return FALSE;
}

static gboolean write_part(GOutputStream *output, struct smtp_data *data, const char *bytes, gsize length,
			   GError **error)
{
	g_autoptr(GString) chunk = g_string_sized_new(DATA_CHUNK_BYTES + DATA_CHUNK_BYTES / 32);

	for (gsize at = 0; at < length; at += DATA_CHUNK_BYTES) {
		g_string_truncate(chunk, 0);
		smtp_data_append(data, bytes + at, MIN(length - at, DATA_CHUNK_BYTES), chunk);
		if (!g_output_stream_write_all(output, chunk->str, chunk->len, NULL, NULL, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean write_message(struct session *session, const struct smtp_mail *mail, GError **error)
{
	GOutputStream *output = g_io_stream_get_output_stream(G_IO_STREAM(session->connection));
	struct smtp_data data = SMTP_DATA_START;
	g_autoptr(GString) end = g_string_new(NULL);
	gsize length;
	const char *bytes = g_bytes_get_data(mail->message, &length);

	if (mail->head && !write_part(output, &data, mail->head, strlen(mail->head), error))
		return FALSE;
	if (!write_part(output, &data, bytes, length, error))
		return FALSE;
	smtp_data_end(&data, end);
	return g_output_stream_write_all(output, end->str, end->len, NULL, NULL, error);
}

/* DATA, the message, and the one reply that stands for all recipients that were taken. */
static int ask_data(struct session *session, const struct smtp_mail *mail, char **ret_reply, gboolean *ret_is_uncertain)
{
	g_autoptr(GError) error = NULL;
	int code = ask(session, "DATA", ret_reply);

	if (code / 100 != 3)
		return code / 100 == 2 ? 0 : code;
	g_clear_pointer(ret_reply, g_free);
	if (!write_message(session, mail, &error)) {
		session->is_broken = TRUE;
		*ret_reply = g_strdup_printf("connection lost while sending the message: %s", error->message);
		return 0;
	}
	code = ask(session, NULL, ret_reply);
	*ret_is_uncertain = code == 0;
	return code;
}

/* Sets what is not settled yet. */
static void settle_rest(struct smtp_outcome *outcomes, gsize count, int code, const char *reply, gboolean is_uncertain)
{
	for (gsize i = 0; i < count; i++) {
		if (outcomes[i].reply)
			continue;
		settle(&outcomes[i], code, reply);
		outcomes[i].is_uncertain = is_uncertain;
	}
}

/* MAIL, RCPTs and DATA of an open session. */
static void transact(struct session *session, const struct smtp_mail *mail, struct smtp_outcome *outcomes)
{
	g_autofree char *reply = NULL;
	gboolean is_uncertain = FALSE;
	gsize taken = 0;
	int code = ask_mail(session, mail, &reply);

	if (code / 100 != 2) {
		settle_rest(outcomes, mail->count, code, reply, FALSE);
		return;
	}
	for (gsize i = 0; i < mail->count; i++) {
		if (ask_recipient(session, &mail->recipients[i], &outcomes[i])) {
			taken++;
		} else if (session->is_broken) {
			settle_rest(outcomes, mail->count, 0, outcomes[i].reply, FALSE);
			return;
		}
	}
	if (taken == 0)
		return;
	g_clear_pointer(&reply, g_free);
	code = ask_data(session, mail, &reply, &is_uncertain);
	settle_rest(outcomes, mail->count, code, reply, is_uncertain);
}

void smtp_send(const struct smtp_server *server, const struct smtp_mail *mail, struct smtp_outcome *ret_outcomes)
{
	struct session session;
	g_autofree char *reply = NULL, *goodbye = NULL;

	memset(ret_outcomes, 0, mail->count * sizeof(*ret_outcomes));
	int code = session_open(&session, server, &reply);
	if (code / 100 == 2)
		transact(&session, mail, ret_outcomes);
	else
		settle_rest(ret_outcomes, mail->count, code, reply, FALSE);
	if (!session.is_broken)
		ask(&session, "QUIT", &goodbye);
	session_clear(&session);
}

void smtp_outcomes_clear(struct smtp_outcome *outcomes, gsize count)
{
	for (gsize i = 0; i < count; i++)
		g_clear_pointer(&outcomes[i].reply, g_free);
}
