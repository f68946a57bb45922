/* SPDX-License-Identifier: BSD-2-Clause */
/* The SMTP client against a scripted server: what it says, and what it makes of the answers. */
#include "review/smtp.h"
#include "tests/review/fake_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EHLO_ALL "250-mx\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-DSN\r\n250 ENHANCEDSTATUSCODES"

enum { MAX_RECIPIENTS = 3 };

struct send {
	const char *sender;
	const char *const *arguments;
	const struct smtp_recipient recipients[MAX_RECIPIENTS];
	const char *head, *message;
};

static const struct send three = {
	.sender = "jo@northmere.gov.uk",
	.recipients = {{"a@example.org", NULL}, {"b@example.org", NULL}, {"c@example.org", NULL}},
	.message = "Subject: x\r\n\r\nbody\r\n"};

static void run(struct fake_server *server, const char *const *replies, const struct send *send,
		struct smtp_outcome *outcomes)
{
	fake_server_start(server, replies, 1);
	g_autoptr(GBytes) message = g_bytes_new_static(send->message, strlen(send->message));
	struct smtp_server to = {.host = "127.0.0.1", .port = server->port, .timeout_s = 1, .helo = "candour.example"};
	struct smtp_mail mail = {.sender = send->sender,
				 .arguments = send->arguments,
				 .recipients = send->recipients,
				 .head = send->head,
				 .message = message};

	while (mail.count < MAX_RECIPIENTS && send->recipients[mail.count].address)
		mail.count++;
	smtp_send(&to, &mail, outcomes);
	fake_server_join(server);
}

struct reply_case {
	const char *name;
	const char *replies[10];
	struct {
		enum smtp_result result;
		const char *reply; /* its beginning */
		gboolean is_uncertain;
	} expect[MAX_RECIPIENTS];
	gboolean is_sent; /* the message's bytes went out */
};

#define ACCEPTED(text)                                                                                                 \
	{                                                                                                              \
		.result = SMTP_ACCEPTED, .reply = (text)                                                               \
	}
#define REFUSED(text)                                                                                                  \
	{                                                                                                              \
		.result = SMTP_REFUSED, .reply = (text)                                                                \
	}
#define DELAYED(text)                                                                                                  \
	{                                                                                                              \
		.result = SMTP_DELAYED, .reply = (text)                                                                \
	}
#define UNCERTAIN(text)                                                                                                \
	{                                                                                                              \
		.result = SMTP_DELAYED, .reply = (text), .is_uncertain = TRUE                                          \
	}

static const struct reply_case reply_cases[] = {
	{.name = "all accepted",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "250 ok", "251 will forward", "354 go",
		     "250 2.0.0 queued as 4A"},
	 .expect = {ACCEPTED("250 2.0.0 queued as 4A"), ACCEPTED("250 2.0.0"), ACCEPTED("250 2.0.0")},
	 .is_sent = TRUE},
	{.name = "250, 451 and 550, each its own",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "451 4.2.1 later", "550 5.1.1 nobody", "354 go",
		     "250 2.0.0 queued"},
	 .expect = {ACCEPTED("250 2.0.0 queued"), DELAYED("451 4.2.1 later"), REFUSED("550 5.1.1 nobody")},
	 .is_sent = TRUE},
	{.name = "none taken, so no DATA",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "550 5.1.1 a", "450 4.2.0 b", "550 5.1.1 c"},
	 .expect = {REFUSED("550 5.1.1 a"), DELAYED("450 4.2.0 b"), REFUSED("550 5.1.1 c")}},
	{.name = "the message delayed, one recipient refused before",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "550 5.1.1 no", "250 ok", "354 go", "452 4.3.1 disk full"},
	 .expect = {DELAYED("452 4.3.1 disk full"), REFUSED("550 5.1.1 no"), DELAYED("452 4.3.1")},
	 .is_sent = TRUE},
	{.name = "the message refused",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "250 ok", "250 ok", "354 go", "554 5.7.1 no"},
	 .expect = {REFUSED("554 5.7.1 no"), REFUSED("554 5.7.1 no"), REFUSED("554 5.7.1 no")},
	 .is_sent = TRUE},
	{.name = "DATA refused",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "250 ok", "250 ok", "554 5.5.1 no"},
	 .expect = {REFUSED("554 5.5.1 no"), REFUSED("554"), REFUSED("554")}},
	{.name = "DATA answered with 250 is no acceptance",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "250 ok", "250 ok", "250 ok"},
	 .expect = {DELAYED("250 ok"), DELAYED("250"), DELAYED("250")}},
	{.name = "MAIL refused",
	 .replies = {"220 mx", EHLO_ALL, "553 5.1.8 sender"},
	 .expect = {REFUSED("553 5.1.8 sender"), REFUSED("553"), REFUSED("553")}},
	{.name = "greeting delays",
	 .replies = {"421 4.3.2 busy"},
	 .expect = {DELAYED("421 4.3.2 busy"), DELAYED("421"), DELAYED("421")}},
	{.name = "dropped before the greeting",
	 .replies = {""},
	 .expect = {DELAYED("no reply from 127.0.0.1"), DELAYED("no reply"), DELAYED("no reply")}},
	{.name = "dropped at the second RCPT: nothing was sent",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "550 5.1.1 no", ""},
	 .expect = {REFUSED("550 5.1.1 no"), DELAYED("no reply"), DELAYED("no reply")}},
	{.name = "421 at the second RCPT ends the dialogue",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "421 4.3.2 going down"},
	 .expect = {DELAYED("421"), DELAYED("421"), DELAYED("421")}},
	{.name = "dropped after the message: it may have arrived",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "550 5.1.1 no", "250 ok", "354 go", ""},
	 .expect = {UNCERTAIN("no reply"), REFUSED("550 5.1.1 no"), UNCERTAIN("no reply")},
	 .is_sent = TRUE},
	{.name = "silent after the message: it may have arrived",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "250 ok", "250 ok", "354 go", "..."},
	 .expect = {UNCERTAIN("no reply"), UNCERTAIN("no reply"), UNCERTAIN("no reply")},
	 .is_sent = TRUE},
	{.name = "several lines, with their codes",
	 .replies = {"220-mx\r\n220 ready", EHLO_ALL, "250 ok", "550-5.1.1 no\r\n550 5.1.1 such", "550 x", "550 x"},
	 .expect = {REFUSED("550-5.1.1 no 5.1.1 such"), REFUSED("550 x"), REFUSED("550 x")}},
	{.name = "lines that disagree are no reply",
	 .replies = {"220 mx", EHLO_ALL, "250 ok", "250-one\r\n550 two"},
	 .expect = {DELAYED("no reply"), DELAYED("no reply"), DELAYED("no reply")}},
	{.name = "nonsense is no reply",
	 .replies = {"220 mx", EHLO_ALL, "HTTP/1.1 200 OK"},
	 .expect = {DELAYED("no reply"), DELAYED("no reply"), DELAYED("no reply")}},
};

static void test_smtp_send_outcomes(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(reply_cases); i++) {
		const struct reply_case *c = &reply_cases[i];
		struct smtp_outcome outcomes[MAX_RECIPIENTS];
		struct fake_server server;

		print_message("%s\n", c->name);
		run(&server, c->replies, &three, outcomes);
		for (gsize r = 0; r < MAX_RECIPIENTS; r++) {
			assert_int_equal(outcomes[r].result, c->expect[r].result);
			assert_int_equal(outcomes[r].is_uncertain, c->expect[r].is_uncertain);
			if (!g_str_has_prefix(outcomes[r].reply, c->expect[r].reply))
				assert_string_equal(outcomes[r].reply, c->expect[r].reply);
		}
		assert_int_equal(server.message->len > 0, c->is_sent);
		smtp_outcomes_clear(outcomes, MAX_RECIPIENTS);
		fake_server_clear(&server);
	}
}

struct command_case {
	const char *name;
	const char *ehlo;
	const char *arguments[6], *rcpt_arguments[4];
	const char *sender, *recipient;
	const char *mail, *rcpt; /* the commands expected, NULL: none */
};

static const struct command_case command_cases[] = {
	{"all arguments, verbatim and in order",
	 EHLO_ALL,
	 {"SMTPUTF8", "BODY=8BITMIME", "SIZE=99", "RET=HDRS", "ENVID=x+2By"},
	 {"NOTIFY=SUCCESS,FAILURE", "ORCPT=rfc822;old+2Bme@example.net"},
	 "jo@example.org",
	 "a@example.org",
	 "MAIL FROM:<jo@example.org> SMTPUTF8 BODY=8BITMIME RET=HDRS ENVID=x+2By SIZE=22\r\n",
	 "RCPT TO:<a@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;old+2Bme@example.net\r\n"},
	{"none where the server offers none",
	 "250 mx",
	 {"SMTPUTF8", "BODY=8BITMIME", "SIZE=99", "RET=HDRS", "ENVID=x", NULL},
	 {"NOTIFY=NEVER"},
	 "jo@example.org",
	 "a@example.org",
	 "MAIL FROM:<jo@example.org>\r\n",
	 "RCPT TO:<a@example.org>\r\n"},
	{"lower case offers and arguments; AUTH only where offered",
	 "250-mx\r\n250-dsn\r\n250 auth=PLAIN",
	 {"ret=full", "AUTH=jo@example.org", "X-UNKNOWN=1"},
	 {"notify=never"},
	 "jo@example.org",
	 "a@example.org",
	 "MAIL FROM:<jo@example.org> ret=full AUTH=jo@example.org\r\n",
	 "RCPT TO:<a@example.org> notify=never\r\n"},
	{"AUTH not offered, BINARYMIME not spoken, an argument that is two words",
	 EHLO_ALL,
	 {"AUTH=<>", "BODY=BINARYMIME", "RET=FULL BODY=7BIT", "ENVID=a\r\nRSET"},
	 {NULL},
	 "",
	 "\"odd name\"@example.org",
	 "MAIL FROM:<> SIZE=22\r\n",
	 "RCPT TO:<\"odd name\"@example.org>\r\n"},
	{"an address outside ASCII asks for SMTPUTF8",
	 EHLO_ALL,
	 {NULL},
	 {NULL},
	 "jo@example.org",
	 "jos\xc3\xa9@example.org",
	 "MAIL FROM:<jo@example.org> SMTPUTF8 SIZE=22\r\n",
	 "RCPT TO:<jos\xc3\xa9@example.org>\r\n"},
	{"an address outside ASCII is not sent without SMTPUTF8",
	 "250 mx",
	 {NULL},
	 {NULL},
	 "jo@example.org",
	 "jos\xc3\xa9@example.org",
	 "MAIL FROM:<jo@example.org>\r\n",
	 NULL},
	{"an address cannot smuggle a command",
	 EHLO_ALL,
	 {NULL},
	 {NULL},
	 "jo@example.org",
	 "a@example.org>\r\nRCPT TO:<b@example.org",
	 "MAIL FROM:<jo@example.org> SIZE=22\r\n",
	 NULL},
};

static void test_smtp_send_commands(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(command_cases); i++) {
		const struct command_case *c = &command_cases[i];
		const char *replies[] = {"220 mx", c->ehlo,  "250 ok", c->rcpt ? "250 ok" : "221 bye",
					 "354 go", "250 ok", NULL};
		struct send send = {.sender = c->sender,
				    .arguments = c->arguments,
				    .recipients = {{c->recipient, c->rcpt_arguments}},
				    .message = "Subject: x\r\n\r\nbody22\r\n"};
		struct smtp_outcome outcome;
		struct fake_server server;

		print_message("%s\n", c->name);
		run(&server, replies, &send, &outcome);
		g_autofree char *expect = g_strconcat("EHLO candour.example\r\n", c->mail, c->rcpt ? c->rcpt : "",
						      c->rcpt ? "DATA\r\n" : "", "QUIT\r\n", NULL);
		assert_string_equal(server.commands->str, expect);
		assert_int_equal(outcome.result, c->rcpt ? SMTP_ACCEPTED : SMTP_REFUSED);
		smtp_outcomes_clear(&outcome, 1);
		fake_server_clear(&server);
	}
}

static void test_smtp_send_falls_back_to_helo(void **state)
{
	static const char *const replies[] = {"220 mx", "502 what", "250 mx", "250 ok",
					      "250 ok", "354 go",   "250 ok", NULL};
	static const char *const arguments[] = {"BODY=8BITMIME", NULL};
	struct send send = {.sender = "jo@example.org",
			    .arguments = arguments,
			    .recipients = {{"a@example.org", NULL}},
			    .message = "x\r\n"};
	struct smtp_outcome outcome;
	struct fake_server server;

	(void)state;
	run(&server, replies, &send, &outcome);
	assert_int_equal(outcome.result, SMTP_ACCEPTED);
	assert_non_null(strstr(server.commands->str, "HELO candour.example\r\nMAIL FROM:<jo@example.org>\r\n"));
	smtp_outcomes_clear(&outcome, 1);
	fake_server_clear(&server);
}

static void test_smtp_send_message_is_unchanged(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "354 go", "250 ok", NULL};
	struct send send = {.sender = "jo@example.org",
			    .recipients = {{"a@example.org", NULL}},
			    .head = "Received: by mx; Thu, 14 May 2026 08:30:00 +0000\r\n",
			    .message = "X-Odd:nospace\r\nsubject:  two \r\nno colon\r\n\r\n.dot\r\n..\r\n\xff\r\nopen"};
	struct smtp_outcome outcome;
	struct fake_server server;

	(void)state;
	run(&server, replies, &send, &outcome);
	assert_string_equal(server.message->str, "Received: by mx; Thu, 14 May 2026 08:30:00 +0000\r\n"
						 "X-Odd:nospace\r\nsubject:  two \r\nno colon\r\n\r\n..dot\r\n...\r\n"
						 "\xff\r\nopen\r\n.\r\n");
	smtp_outcomes_clear(&outcome, 1);
	fake_server_clear(&server);
}

/* A reply of that many lines, or of one line of that many bytes. */
static char *long_reply(unsigned lines, gsize bytes)
{
	GString *reply = g_string_new(NULL);

	for (unsigned i = 1; i < lines; i++)
		g_string_append(reply, "250-x\r\n");
	g_string_append(reply, "250 ");
	for (gsize i = 4; i < bytes; i++)
		g_string_append_c(reply, 'x');
	return g_string_free(reply, FALSE);
}

static const struct {
	const char *name;
	unsigned lines;
	gsize bytes;
	enum smtp_result expect;
} limit_cases[] = {
	{"as many lines as allowed", SMTP_MAX_REPLY_LINES, 4, SMTP_ACCEPTED},
	{"a line more", SMTP_MAX_REPLY_LINES + 1, 4, SMTP_DELAYED},
	{"as long as allowed", 1, SMTP_MAX_LINE_BYTES - 1, SMTP_ACCEPTED},
	{"too long", 1, SMTP_MAX_LINE_BYTES + 1, SMTP_DELAYED},
	{"much too long", 1, 1000 * 1000, SMTP_DELAYED},
};

static void test_smtp_send_reply_limits(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(limit_cases); i++) {
		g_autofree char *reply = long_reply(limit_cases[i].lines, limit_cases[i].bytes);
		const char *replies[] = {"220 mx", EHLO_ALL, "250 ok", "250 ok", "354 go", reply, NULL};
		struct send send = {
			.sender = "jo@example.org", .recipients = {{"a@example.org", NULL}}, .message = "x\r\n"};
		struct smtp_outcome outcome;
		struct fake_server server;

		print_message("%s\n", limit_cases[i].name);
		run(&server, replies, &send, &outcome);
		assert_int_equal(outcome.result, limit_cases[i].expect);
		assert_true(strlen(outcome.reply) <= SMTP_MAX_REPLY_BYTES);
		smtp_outcomes_clear(&outcome, 1);
		fake_server_clear(&server);
	}
}

static void test_smtp_send_without_a_listener(void **state)
{
	g_autoptr(GSocketListener) listener = g_socket_listener_new();
	guint16 port = g_socket_listener_add_any_inet_port(listener, NULL, NULL);
	struct smtp_server to = {.host = "127.0.0.1", .port = port, .timeout_s = 1, .helo = "candour.example"};
	struct smtp_recipient recipient = {"a@example.org", NULL};
	g_autoptr(GBytes) message = g_bytes_new_static("x\r\n", 3);
	struct smtp_mail mail = {.sender = "", .recipients = &recipient, .count = 1, .message = message};
	struct smtp_outcome outcome;

	(void)state;
	g_socket_listener_close(listener);
	smtp_send(&to, &mail, &outcome);
	assert_int_equal(outcome.result, SMTP_DELAYED);
	assert_true(g_str_has_prefix(outcome.reply, "no connection to 127.0.0.1 port "));
	assert_false(outcome.is_uncertain);
	smtp_outcomes_clear(&outcome, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_smtp_send_outcomes),
		cmocka_unit_test(test_smtp_send_commands),
		cmocka_unit_test(test_smtp_send_falls_back_to_helo),
		cmocka_unit_test(test_smtp_send_message_is_unchanged),
		cmocka_unit_test(test_smtp_send_reply_limits),
		cmocka_unit_test(test_smtp_send_without_a_listener),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
