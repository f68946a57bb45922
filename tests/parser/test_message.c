/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole messages: where the header ends, which parts there are, how the body can be shown. */
#include "parser/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct header_end_case {
	const char *name, *bytes, *body;
	gboolean is_separated;
} header_end_cases[] = {
	{"empty line", "A: b\n\nbody", "body", TRUE},
	{"CRLF", "A: b\r\n\r\nbody", "body", TRUE},
	{"continuation", "A: b\n c\n\tD: e\n\nbody", "body", TRUE},
	{"a line of spaces is a continuation", "A: b\n  \nTo: c\n\nbody", "body", TRUE},
	{"white space before the colon", "A: b\nTo \t: c\n\nbody", "body", TRUE},
	{"no colon", "A: b\nHello\nTo: c\n\nbody", "Hello\nTo: c\n\nbody", FALSE},
	{"words before a colon", "A: b\nDear all: hello\n\nbody", "Dear all: hello\n\nbody", FALSE},
	{"8-bit name", "A: b\nT\xc3\xb6: c\n\nbody", "T\xc3\xb6: c\n\nbody", FALSE},
	{"first line begins with white space", " A: b\nTo: c\n\nbody", " A: b\nTo: c\n\nbody", FALSE},
	{"mbox line at the top", "From a@example Mon\nA: b\n\nbody", "body", TRUE},
	{"several mbox lines", ">From a\nFrom b\nA: b\n\nbody", "body", TRUE},
	{"white space after an mbox line", "From a\n b: c\n\nbody", " b: c\n\nbody", FALSE},
	{"mbox line further down", "A: b\nFrom a\n\nbody", "From a\n\nbody", FALSE},
	{"colon without a name", ": b\n\nbody", ": b\n\nbody", FALSE},
	{"empty header", "\nbody", "body", TRUE},
	{"header alone", "A: b\n", "", FALSE},
	{"no line end", "A: b", "", FALSE},
	{"nothing", "", "", FALSE},
};

static void test_message_header_end(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(header_end_cases); i++) {
		const struct header_end_case *c = &header_end_cases[i];
		gboolean is_separated = !c->is_separated;
		gsize end = message_header_end(c->bytes, strlen(c->bytes), &is_separated);

		print_message("%s\n", c->name);
		assert_string_equal(c->bytes + end, c->body);
		assert_int_equal(is_separated, c->is_separated);
	}
}

static struct message *parse(const char *text)
{
	return message_parse(text, strlen(text));
}

static char *authored(const struct message *message, guint rendition)
{
	const struct rendition *shown = g_ptr_array_index(message->renditions, rendition);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < shown->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(shown->passages, i);

		if (passage->division == DIVISION_AUTHORED && !passage->is_hidden)
			g_string_append(text, passage->text);
	}
	return g_string_free(text, FALSE);
}

static void test_message_parse_header_not_separated(void **state)
{
	struct message *message = parse("To : a@example.org\nHello there\nCc: b@example.org\n\nmore\n");
	g_autofree char *text = authored(message, 0);

	(void)state;
	assert_int_equal(message->addresses->len, 1);
	assert_string_equal(text, "Hello there\nCc: b@example.org\n\nmore\n");
	message_free(message);
}

static void test_message_parse_facts(void **state)
{
	struct message *message = parse("Message-ID: <1@example.org>\r\nIn-Reply-To: (x) <0@example.org>\r\n"
					"References: <a@example.org>\r\n <0@example.org>\r\n"
					"Subject: =?utf-8?Q?Caf=C3=A9?=\r\nDate: Thu, 14 May 2026 09:30:00 +0100\r\n"
					"List-Id: All <all.example.org>\r\nAuto-Submitted: Auto-Replied; x=y\r\n"
					"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nhi\r\n--b--\r\n");

	(void)state;
	assert_string_equal(message->message_id, "1@example.org");
	assert_string_equal(message->in_reply_to, "0@example.org");
	assert_int_equal(message->references->len, 2);
	assert_string_equal(g_ptr_array_index(message->references, 1), "0@example.org");
	assert_string_equal(message->subject, "Caf\xc3\xa9");
	assert_string_equal(message->date, "Thu, 14 May 2026 09:30:00 +0100");
	assert_string_equal(message->list_id, "all.example.org");
	assert_string_equal(message->auto_submitted, "auto-replied");
	assert_true(message->is_report);
	assert_int_equal(message->header_reason, PART_INSPECTED);
	assert_null(message->header_field);
	message_free(message);
}

static void test_message_parse_nothing(void **state)
{
	struct message *message = message_parse("", 0);

	(void)state;
	assert_null(message->subject);
	assert_int_equal(message->parts->len, 1); /* an empty text (RFC 2045, 5.2) */
	assert_int_equal(message->renditions->len, 1);
	message_free(message);
}

static void test_message_parse_header_truncated(void **state)
{
	g_autoptr(GString) text = g_string_new("To: ");
	struct message *message;

	(void)state;
	while (text->len < HEADER_TRUNCATED_BYTES)
		g_string_append(text, "someone.else@example.org,\r\n ");
	g_string_append(text, "a@example.org\r\n\r\nbody");
	message = message_parse(text->str, text->len);
	assert_int_equal(message->header_reason, PART_TRUNCATED);
	assert_string_equal(message->header_field, "To");
	message_free(message);
}

/* Answers carry the GUID of the first letter, and five bytes more each. */
static void test_message_parse_thread_index(void **state)
{
	static const struct {
		const char *field, *guid;
	} cases[] = {
		{"AQHaJxUAAQIDBAUGBwgJCgsMDQ4PEA==", "0102030405060708090a0b0c0d0e0f10"},
		{"AQHaJxUAAQIDBAUGBwgJCgsM\n DQ4PEAABAgME", "0102030405060708090a0b0c0d0e0f10"},
		{"AQHaJxUAAQIDBAUGBwgJCgsMDQ4P", NULL},
		{"*", NULL},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *bytes = g_strdup_printf("Thread-Index: %s\n\nText.\n", cases[i].field);
		struct message *message = message_parse(bytes, strlen(bytes));

		print_message("%s\n", cases[i].field);
		assert_true(g_strcmp0(message->thread_index, cases[i].guid) == 0);
		message_free(message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_message_header_end),
		cmocka_unit_test(test_message_parse_header_not_separated),
		cmocka_unit_test(test_message_parse_facts),
		cmocka_unit_test(test_message_parse_nothing),
		cmocka_unit_test(test_message_parse_header_truncated),
		cmocka_unit_test(test_message_parse_thread_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
