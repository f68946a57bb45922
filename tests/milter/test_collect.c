/* SPDX-License-Identifier: BSD-2-Clause */
/* What is collected is what was received. The snapshot here is bare: only limits and the state folder count. */
#include "milter/collect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int references;

struct snapshot *snapshot_ref(struct snapshot *snapshot)
{
	references++;
	return snapshot;
}

void snapshot_unref(struct snapshot *snapshot)
{
	(void)snapshot;
	references--;
}

static struct conf conf = {
	.state_dir = "/nonexistent/state",
	.limits = {.memory_body_bytes = 4096, .max_message_bytes = 2000, .recipients = 2, .header_bytes = 500}};
static struct snapshot snapshot = {.conf = &conf};
static const struct collect_client client = {"192.0.2.7", "desk.northmere.gov.uk", "desk"};

static struct collect *collect_of(const char *path)
{
	const char *const arguments[] = {path, "BODY=8BITMIME", "SIZE=300", NULL};
	return collect_new(&snapshot, &client, arguments, 1000000);
}

static void test_envelope(void **state)
{
	(void)state;
	struct collect *collect = collect_of("<j.hart@northmere.gov.uk>");
	const struct envelope *envelope = collect->envelope;
	assert_string_equal(envelope->sender, "j.hart@northmere.gov.uk");
	assert_string_equal(envelope->mail_arguments[0], "BODY=8BITMIME");
	assert_string_equal(envelope->mail_arguments[1], "SIZE=300");
	assert_null(envelope->mail_arguments[2]);
	assert_string_equal(envelope->client_address, "192.0.2.7");
	assert_string_equal(envelope->client_name, "desk.northmere.gov.uk");
	assert_string_equal(envelope->helo, "desk");
	assert_null(envelope->login);
	assert_null(envelope->queue_id);
	assert_int_equal(envelope->received_at, 1000000);
	collect_free(collect);
	assert_int_equal(references, 0);
}

static void test_null_sender(void **state)
{
	(void)state;
	struct collect *collect = collect_of("<>");
	assert_string_equal(collect->envelope->sender, "");
	collect_free(collect);
}

static void test_recipients_with_arguments_up_to_the_limit(void **state)
{
	(void)state;
	struct collect *collect = collect_of("<>");
	const char *const one[] = {"<@relay.example:Cllr.Shah@northmere.gov.uk>", "NOTIFY=NEVER", NULL};
	const char *const two[] = {"<b@northmere.gov.uk>", NULL};
	assert_true(collect_add_recipient(collect, one));
	assert_true(collect_add_recipient(collect, two));
	assert_false(collect_add_recipient(collect, two));
	assert_int_equal(collect->envelope->recipients->len, 2);
	const struct envelope_recipient *first = collect->envelope->recipients->pdata[0];
	assert_string_equal(first->raw, "<@relay.example:Cllr.Shah@northmere.gov.uk>");
	assert_string_equal(first->address, "Cllr.Shah@northmere.gov.uk");
	assert_string_equal(first->arguments[0], "NOTIFY=NEVER");
	collect_free(collect);
}

static void test_fields_keep_spacing_and_folds(void **state)
{
	(void)state;
	static const struct {
		const char *name, *value, *expected;
		gboolean has_leading_space;
	} cases[] = {
		{"plain", " Hello", "X: Hello\r\n", TRUE},
		{"no space", "Hello", "X:Hello\r\n", TRUE},
		{"two spaces and a tab", "  \tHello ", "X:  \tHello \r\n", TRUE},
		{"fold", " a,\n\tb,\n c", "X: a,\r\n\tb,\r\n c\r\n", TRUE},
		{"fold with CRLF already", " a,\r\n b", "X: a,\r\n b\r\n", TRUE},
		{"value begins with a fold", "\n folded", "X:\r\n folded\r\n", TRUE},
		{"empty", "", "X:\r\n", TRUE},
		{"the MTA ate the space", "Hello", "X: Hello\r\n", FALSE},
		{"it ate one of two", " Hello", "X:  Hello\r\n", FALSE},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		struct collect *collect = collect_of("<>");
		collect_add_field(collect, "X", cases[i].value, cases[i].has_leading_space);
		assert_string_equal(spool_bytes(collect->spool, NULL), cases[i].expected);
		assert_int_equal(collect->header_bytes, strlen(cases[i].expected));
		collect_free(collect);
	}
}

static void test_header_blank_line_body(void **state)
{
	(void)state;
	static const char expected[] = "From: a@b.example\r\nSubject:x\r\n\r\nline\r\n\0byte";
	struct collect *collect = collect_of("<>");
	collect_add_field(collect, "From", " a@b.example", TRUE);
	collect_add_field(collect, "Subject", "x", TRUE);
	collect_end_header(collect);
	collect_add_body(collect, "line\r\n\0by", 9);
	collect_add_body(collect, "te", 2);
	assert_int_equal(spool_length(collect->spool), sizeof(expected) - 1);
	assert_memory_equal(spool_bytes(collect->spool, NULL), expected, sizeof(expected) - 1);
	assert_null(collect->failure);
	collect_free(collect);
}

static void test_failure_is_kept_until_the_end(void **state)
{
	(void)state;
	g_autofree char *much = g_strnfill(5000, 'x');
	struct collect *collect = collect_of("<>");
	collect_add_body(collect, much, 5000);
	assert_non_null(collect->failure);
	collect_add_body(collect, much, 5000);
	collect_add_field(collect, "X", much, TRUE);
	assert_non_null(collect->failure);
	collect_free(collect);
}

static void test_inspected_bytes(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		gsize header, body, expected;
	} cases[] = {
		{"small", 100, 100, 202},
		{"header at its limit", 500, 0, 502},
		{"header past its limit", 501, 1000, 500},
		{"message at its limit", 100, 1898, 2000},
		{"message past its limit", 100, 1899, 2000},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		g_autofree char *value = g_strnfill(cases[i].header - strlen("X:\r\n"), 'v');
		g_autofree char *body = g_strnfill(cases[i].body, 'b');
		struct collect *collect = collect_of("<>");
		collect_add_field(collect, "X", value, TRUE);
		collect_end_header(collect);
		collect_add_body(collect, body, cases[i].body);
		assert_int_equal(collect->header_bytes, cases[i].header);
		assert_int_equal(collect_inspected_bytes(collect), cases[i].expected);
		collect_free(collect);
	}
}

struct macros {
	const char *id, *login, *tls_version;
};

static const char *macro(void *context, const char *name)
{
	const struct macros *macros = context;
	if (strcmp(name, "i") == 0)
		return macros->id;
	if (strcmp(name, "{auth_authen}") == 0)
		return macros->login;
	return strcmp(name, "{tls_version}") == 0 ? macros->tls_version : NULL;
}

static void test_learn_keeps_the_latest_word(void **state)
{
	(void)state;
	struct collect *collect = collect_of("<>");
	struct macros early = {NULL, "jhart", NULL}, late = {"4XyZ", NULL, ""};
	collect_learn(collect, macro, &early);
	collect_learn(collect, macro, &late);
	assert_string_equal(collect->envelope->queue_id, "4XyZ");
	assert_string_equal(collect->envelope->login, "jhart");
	assert_null(collect->tls_version);
	assert_null(collect->mta);
	collect_free(collect);
}

static void test_protocol(void **state)
{
	(void)state;
	static const struct {
		const char *login, *tls_version, *expected;
	} cases[] = {
		{NULL, NULL, "ESMTP"},
		{"jhart", NULL, "ESMTPA"},
		{NULL, "TLSv1.3", "ESMTPS"},
		{"jhart", "TLSv1.3", "ESMTPSA"},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].expected);
		struct collect *collect = collect_of("<>");
		struct macros macros = {NULL, cases[i].login, cases[i].tls_version};
		collect_learn(collect, macro, &macros);
		assert_string_equal(collect_protocol(collect), cases[i].expected);
		collect_free(collect);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_envelope),
		cmocka_unit_test(test_null_sender),
		cmocka_unit_test(test_recipients_with_arguments_up_to_the_limit),
		cmocka_unit_test(test_fields_keep_spacing_and_folds),
		cmocka_unit_test(test_header_blank_line_body),
		cmocka_unit_test(test_failure_is_kept_until_the_end),
		cmocka_unit_test(test_inspected_bytes),
		cmocka_unit_test(test_learn_keeps_the_latest_word),
		cmocka_unit_test(test_protocol),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
