/* SPDX-License-Identifier: BSD-2-Clause */
/* The courier with a real casebook and a scripted MTA: what goes out, and what the record says afterwards. */
#include "review/courier.h"
#include "tests/review/fake_server.h"
#include "tests/review/sample_council.h"
#include "tests/store/case_fixture.h"

#define EHLO "250-mx\r\n250-SIZE\r\n250-8BITMIME\r\n250 DSN"
#define SHAH "cllr.shah@northmere.gov.uk"
#define ODUYA "cllr.oduya@northmere.gov.uk"
#define LEE "cllr.lee@northmere.gov.uk"

/* A casebook, a council, and the courier between them and a server. */
struct desk {
	struct fixture *fixture;
	struct sample sample;
	struct notice_texts *texts;
	struct seal_key *secret_key;
	struct courier courier;
	char case_id[CASE_ID_BYTES];
};

static int desk_setup(void **state)
{
	struct desk *desk = g_new0(struct desk, 1);
	void *fixture;

	fixture_setup(&fixture);
	desk->fixture = fixture;
	sample_init(&desk->sample);
	desk->texts = notice_texts_load("conf/notices", NULL);
	desk->secret_key = seal_secret_key(desk->fixture->secret_path, NULL);
	desk->courier = (struct courier){.casebook = desk->fixture->casebook,
					 .secret_key = desk->secret_key,
					 .snapshot = &desk->sample.snapshot,
					 .texts = desk->texts};
	*state = desk;
	return 0;
}

static int desk_teardown(void **state)
{
	struct desk *desk = *state;
	void *fixture = desk->fixture;

	sample_clear(&desk->sample);
	notice_texts_free(desk->texts);
	seal_key_free(desk->secret_key);
	fixture_teardown(&fixture);
	g_free(desk);
	return 0;
}

/* After whatever the store has stamped with the clock. */
static gint64 later(void)
{
	return g_get_real_time() / G_USEC_PER_SEC + 10;
}

/* One step against a server with that script, to be cleared by the caller. */
static void step(struct desk *desk, struct fake_server *server, const char *const *replies, gint64 now)
{
	g_autoptr(GError) error = NULL;
	gboolean is_idle = TRUE;

	fake_server_start(server, replies, 1);
	desk->sample.conf.release.port = server->port;
	assert_true(courier_step(&desk->courier, now, &is_idle, &error));
	assert_null(error);
	assert_false(is_idle);
	fake_server_join(server);
}

/* A step that must not talk to anybody: the port is nobody's. */
static gboolean is_idle_at(struct desk *desk, gint64 now)
{
	gboolean is_idle = FALSE;

	desk->sample.conf.release.port = 1;
	assert_true(courier_step(&desk->courier, now, &is_idle, NULL));
	return is_idle;
}

static void assert_recipient(struct desk *desk, const char *address, enum recipient_state state, const char *reply)
{
	struct case_file *file = cases_load(desk->fixture->casebook, desk->case_id, NULL);
	gboolean is_found = FALSE;

	for (guint i = 0; i < file->recipients->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);

		if (strcmp(recipient->address, address) != 0)
			continue;
		is_found = TRUE;
		assert_string_equal(recipient_state_name(recipient->state), recipient_state_name(state));
		if (reply && !strstr(recipient->reply, reply))
			assert_string_equal(recipient->reply, reply);
	}
	assert_true(is_found);
	case_file_free(file);
}

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		print_error("%s\n-- lacks: %s\n", text, part);
	assert_non_null(strstr(text, part));
}

/* A letter delivered to Shah, held for those in held (NULL-terminated). */
static void record(struct desk *desk, const char *name, const char *const *held, const char *sender,
		   const char *mail_arguments, const char *rcpt_argument)
{
	struct letter *letter = letter_new(desk->fixture, name);
	g_autoptr(GError) error = NULL;

	letter_add(letter, SHAH, DISPOSITION_DELIVER);
	for (gsize i = 0; held[i]; i++)
		letter_add(letter, held[i], DISPOSITION_HOLD);
	if (sender) {
		g_free(letter->envelope->sender);
		letter->envelope->sender = g_strdup(sender);
	}
	if (mail_arguments) {
		g_strfreev(letter->envelope->mail_arguments);
		letter->envelope->mail_arguments = g_strsplit(mail_arguments, " ", 0);
	}
	if (rcpt_argument) {
		struct envelope_recipient *last =
			g_ptr_array_index(letter->envelope->recipients, letter->envelope->recipients->len - 1);
		g_strfreev(last->arguments);
		last->arguments = g_strsplit(rcpt_argument, " ", 0);
	}
	assert_true(casebook_record(desk->fixture->casebook, &letter->record, desk->case_id, &error));
	assert_null(error);
	letter_free(letter);
}

static const char *const one[] = {ODUYA, NULL};
static const char *const two[] = {ODUYA, LEE, NULL};

static void release(struct desk *desk, const char *const *addresses)
{
	assert_true(cases_release(desk->fixture->casebook, desk->case_id, addresses, "staff", NULL, NULL));
}

static void test_release_goes_out_as_it_came_in(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 2.0.0 queued as 4A",
					      NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", one, NULL, "BODY=8BITMIME SIZE=1234 RET=HDRS ENVID=x+2By",
	       "NOTIFY=FAILURE ORCPT=rfc822;a@b");
	release(desk, NULL);
	step(desk, &server, replies, later());
	assert_string_equal(server.message->str,
			    "Received: from pc7 (pc7.northmere.gov.uk [192.0.2.7])\r\n"
			    "\tby mx.northmere.gov.uk with ESMTPA id 4aBcDe;\r\n"
			    "\tThu, 14 May 2026 08:30:00 +0000\r\n"
			    "From: j.hart@northmere.gov.uk\r\nSubject: Bins\r\n\r\nSecret words of m1.\r\n.\r\n");
	assert_has(server.commands->str,
		   "MAIL FROM:<j.hart@northmere.gov.uk> BODY=8BITMIME RET=HDRS ENVID=x+2By SIZE=");
	assert_has(server.commands->str, "RCPT TO:<" ODUYA "> NOTIFY=FAILURE ORCPT=rfc822;a@b\r\nDATA\r\n");
	assert_null(strstr(server.commands->str, SHAH));
	assert_recipient(desk, ODUYA, RECIPIENT_RELEASED, "250 2.0.0 queued as 4A");
	assert_recipient(desk, SHAH, RECIPIENT_DELIVERED, NULL);
	assert_true(is_idle_at(desk, later() + 100000));
	fake_server_clear(&server);
}

static void test_release_only_to_those_released(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 ok", NULL};
	static const char *const lee[] = {LEE, NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", two, NULL, NULL, NULL);
	release(desk, lee);
	step(desk, &server, replies, later());
	assert_null(strstr(server.commands->str, ODUYA));
	assert_has(server.commands->str, "RCPT TO:<" LEE ">");
	assert_recipient(desk, ODUYA, RECIPIENT_HELD, NULL);
	assert_recipient(desk, LEE, RECIPIENT_RELEASED, NULL);
	fake_server_clear(&server);
}

/* 550 goes back to staff, 451 is tried again, alone, after the back-off. */
static void test_release_refused_and_delayed(void **state)
{
	static const char *const first[] = {"220 mx", EHLO, "250 ok", "550 5.1.1 nobody", "451 4.2.1 later", NULL};
	static const char *const second[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 ok", NULL};
	struct desk *desk = *state;
	struct fake_server server;
	gint64 now = later();

	record(desk, "m1", two, NULL, NULL, NULL);
	release(desk, NULL);
	step(desk, &server, first, now);
	assert_recipient(desk, ODUYA, RECIPIENT_HELD, "550 5.1.1 nobody");
	assert_recipient(desk, LEE, RECIPIENT_RELEASING, "451 4.2.1 later");
	assert_int_equal(server.message->len, 0);
	fake_server_clear(&server);
	assert_true(is_idle_at(desk, now + 299));
	step(desk, &server, second, now + 300);
	assert_null(strstr(server.commands->str, ODUYA));
	assert_recipient(desk, LEE, RECIPIENT_RELEASED, "250 ok");
	fake_server_clear(&server);
}

static void test_release_gives_up(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "451 4.2.1 later", NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", one, NULL, NULL, NULL);
	release(desk, NULL);
	desk->sample.conf.release.give_up_s = 299;
	step(desk, &server, replies, later());
	assert_recipient(desk, ODUYA, RECIPIENT_HELD, "given up: 451 4.2.1 later");
	assert_true(is_idle_at(desk, later() + 100000));
	fake_server_clear(&server);
}

static void test_release_dropped_after_the_message(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "", NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", one, NULL, NULL, NULL);
	release(desk, NULL);
	step(desk, &server, replies, later());
	assert_recipient(desk, ODUYA, RECIPIENT_RELEASING, "(the message may have arrived)");
	fake_server_clear(&server);
}

/* A courier died over it: it is sent again, and the record says so. */
static void test_release_again_after_a_crash(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 2.0.0 queued", NULL};
	struct desk *desk = *state;
	struct fake_server server;
	gint64 now = later();

	record(desk, "m1", one, NULL, NULL, NULL);
	release(desk, NULL);
	outbox_item_free(outbox_take(desk->fixture->casebook, now, NULL));
	assert_true(is_idle_at(desk, now + 1));
	step(desk, &server, replies, now + OUTBOX_LEASE_S + 1);
	assert_recipient(desk, ODUYA, RECIPIENT_RELEASED,
			 "250 2.0.0 queued (sent again; an earlier try may have got through)");
	fake_server_clear(&server);
}

static void test_return_brings_the_message_back(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 ok", NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", one, NULL, "ENVID=x+2By", "NOTIFY=FAILURE,DELAY ORCPT=rfc822;old@northmere.gov.uk");
	assert_true(cases_return(desk->fixture->casebook, desk->case_id, "staff", "Not for Cllr Oduya: ask Cllr Shah.",
				 NULL));
	step(desk, &server, replies, later());
	assert_has(server.commands->str, "MAIL FROM:<> SIZE=");
	assert_has(server.commands->str, "RCPT TO:<j.hart@northmere.gov.uk>\r\n");
	assert_has(server.message->str, "\r\nTo: j.hart@northmere.gov.uk\r\n");
	assert_has(server.message->str, "Jo, your 09:30 email to Cllr Oduya was not delivered.");
	assert_has(server.message->str, "The reason: Not for Cllr Oduya: ask Cllr Shah.");
	assert_has(server.message->str, "Original-Envelope-Id: x+y\r\n");
	assert_has(server.message->str,
		   "Original-Recipient: rfc822;old@northmere.gov.uk\r\nFinal-Recipient: rfc822; " ODUYA "\r\n"
		   "Action: failed\r\n");
	assert_has(server.message->str,
		   "\r\n\r\nFrom: j.hart@northmere.gov.uk\r\nSubject: Bins\r\n\r\nSecret words of m1.\r\n");
	assert_null(strstr(server.message->str, SHAH));
	assert_recipient(desk, ODUYA, RECIPIENT_RETURNED, "250 ok");
	fake_server_clear(&server);
}

static void test_return_headers_only(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 ok", NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", one, NULL, "RET=HDRS", "");
	assert_true(cases_return(desk->fixture->casebook, desk->case_id, "staff", "No.", NULL));
	step(desk, &server, replies, later());
	assert_has(server.message->str, "Content-Type: text/rfc822-headers\r\n");
	assert_null(strstr(server.message->str, "Secret words"));
	fake_server_clear(&server);
}

static const struct {
	const char *name, *sender, *rcpt_argument, *reply;
} silent[] = {
	{"the null sender", "", "", "null sender"},
	{"NOTIFY=NEVER", NULL, "NOTIFY=NEVER", "asked for none"},
	{"success only", NULL, "notify=success,delay", "asked for none"},
};

static void test_return_without_notification(void **state)
{
	struct desk *desk = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(silent); i++) {
		g_autofree char *name = g_strdup_printf("m%zu", i);

		print_message("%s\n", silent[i].name);
		record(desk, name, one, silent[i].sender, NULL, silent[i].rcpt_argument);
		assert_true(cases_return(desk->fixture->casebook, desk->case_id, "staff", "No.", NULL));
		assert_false(is_idle_at(desk, later()));
		assert_recipient(desk, ODUYA, RECIPIENT_RETURNED, silent[i].reply);
		assert_true(is_idle_at(desk, later()));
	}
}

static void test_return_refused_is_held_again(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "550 5.1.1 nobody", NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", one, NULL, NULL, NULL);
	assert_true(cases_return(desk->fixture->casebook, desk->case_id, "staff", "No.", NULL));
	step(desk, &server, replies, later());
	assert_recipient(desk, ODUYA, RECIPIENT_HELD, "550 5.1.1 nobody");
	fake_server_clear(&server);
}

/* A rule refused one recipient of several: the MTA could not say 550, so this does. */
static void test_return_of_a_refusal(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 ok", NULL};
	struct desk *desk = *state;
	struct letter *letter = letter_new(desk->fixture, "m1");
	struct finding *finding = g_ptr_array_index(letter->verdict->findings, 0);
	struct fake_server server;

	letter_add(letter, SHAH, DISPOSITION_DELIVER);
	letter_add(letter, ODUYA, DISPOSITION_REJECT);
	finding->applied = ACTION_REJECT;
	letter->verdict->action = ACTION_REJECT;
	letter->record.owes_return = TRUE;
	assert_true(casebook_record(desk->fixture->casebook, &letter->record, desk->case_id, NULL));
	letter_free(letter);
	step(desk, &server, replies, later());
	assert_has(server.message->str, "The blind copy to Cllr Oduya was\r\nnot delivered.");
	assert_has(server.message->str, "\r\n    CC Councillor Oduya\r\n");
	assert_has(server.message->str, "Diagnostic-Code: X-Candour; refused by York, Appendix 16, 10.1\r\n");
	assert_recipient(desk, ODUYA, RECIPIENT_RETURNED, "250 ok");
	fake_server_clear(&server);
}

static void test_notice_one_mail_for_all_cases(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 ok", NULL};
	struct desk *desk = *state;
	char other[CASE_ID_BYTES];
	struct fake_server server;

	fixture_record_held(desk->fixture, "m1@northmere.gov.uk", FIXTURE_TIME + 60, desk->case_id);
	struct letter *letter = letter_new(desk->fixture, "m1@northmere.gov.uk");
	letter_add(letter, LEE, DISPOSITION_HOLD);
	letter->record.owes_notice = TRUE;
	letter->record.notice_due_at = FIXTURE_TIME + 62;
	assert_true(casebook_record(desk->fixture->casebook, &letter->record, other, NULL));
	letter_free(letter);
	assert_true(is_idle_at(desk, FIXTURE_TIME + 59));
	step(desk, &server, replies, FIXTURE_TIME + 60);
	assert_has(server.commands->str, "MAIL FROM:<> SIZE=");
	assert_has(server.commands->str, "RCPT TO:<j.hart@northmere.gov.uk>\r\nDATA\r\n");
	assert_has(server.message->str, "From: Democratic Services <democratic.services@northmere.gov.uk>\r\n");
	assert_has(server.message->str, "Subject: Your email of 09:30 (case ");
	assert_has(server.message->str, "Auto-Submitted: auto-generated\r\n");
	assert_has(server.message->str, "In-Reply-To: <m1@northmere.gov.uk>\r\nReferences: <m1@northmere.gov.uk>\r\n");
	assert_has(server.message->str, "Content-Type: multipart/alternative; ");
	assert_has(server.message->str, "<html lang=");
	assert_has(server.message->str, "The blind copies to Cllr Oduya");
	assert_has(server.message->str, desk->case_id);
	assert_has(server.message->str, other);
	assert_null(strstr(server.message->str, "Bins"));
	assert_null(strstr(server.message->str, "Secret"));
	assert_true(is_idle_at(desk, FIXTURE_TIME + 100));
	fake_server_clear(&server);
}

static const struct {
	const char *name, *reply;
	gboolean is_tried_again;
} notice_replies[] = {
	{"delayed", "451 4.2.1 later", TRUE},
	{"refused", "550 5.1.1 nobody", FALSE},
};

static void test_notice_replies(void **state)
{
	struct desk *desk = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(notice_replies); i++) {
		const char *const replies[] = {"220 mx", EHLO, "250 ok", notice_replies[i].reply, NULL};
		g_autofree char *name = g_strdup_printf("m%zu", i);
		gint64 due = FIXTURE_TIME + 60;
		struct fake_server server;

		print_message("%s\n", notice_replies[i].name);
		fixture_record_held(desk->fixture, name, due, desk->case_id);
		step(desk, &server, replies, due);
		assert_int_equal(server.message->len, 0);
		assert_true(is_idle_at(desk, due + 299));
		fake_server_clear(&server);
		if (!notice_replies[i].is_tried_again) {
			assert_true(is_idle_at(desk, due + 100000));
			continue;
		}
		const char *const again[] = {"220 mx", EHLO, "250 ok", "250 ok", "354 go", "250 ok", NULL};
		step(desk, &server, again, due + 300);
		fake_server_clear(&server);
	}
}

static const struct {
	const char *name, *undecided;
	gint64 after; /* receipt on Thursday 09:30, in seconds */
	gboolean is_returned;
} undecided[] = {
	{"a second too early", "return", 24 * 3600 - 1, FALSE},
	{"a staffed day later, which is the next morning", "return", 24 * 3600, TRUE},
	{"kept", "keep", 30 * 24 * 3600, FALSE},
};

static void test_courier_return_undecided(void **state)
{
	struct desk *desk = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(undecided); i++) {
		g_autofree char *name = g_strdup_printf("m%zu", i);

		print_message("%s\n", undecided[i].name);
		record(desk, name, one, NULL, NULL, NULL);
		desk->sample.conf.undecided = (char *)undecided[i].undecided;
		assert_true(courier_return_undecided(&desk->courier, FIXTURE_TIME + undecided[i].after, NULL));
		assert_recipient(desk, ODUYA, undecided[i].is_returned ? RECIPIENT_RETURNING : RECIPIENT_HELD, NULL);
	}
}

/* A release that the MTA refused gives staff their time anew; a look at the case does not. */
static void test_courier_return_undecided_counts_from_the_last_deed(void **state)
{
	static const char *const replies[] = {"220 mx", EHLO, "250 ok", "550 5.1.1 nobody", NULL};
	struct desk *desk = *state;
	struct fake_server server;

	record(desk, "m1", one, NULL, NULL, NULL);
	release(desk, NULL);
	step(desk, &server, replies, later());
	assert_true(courier_return_undecided(&desk->courier, later(), NULL));
	assert_recipient(desk, ODUYA, RECIPIENT_HELD, NULL);
	fake_server_clear(&server);
	record(desk, "m2", one, NULL, NULL, NULL);
	assert_true(cases_record_view(desk->fixture->casebook, desk->case_id, "staff", NULL));
	assert_true(courier_return_undecided(&desk->courier, FIXTURE_TIME + 24 * 3600, NULL));
	assert_recipient(desk, ODUYA, RECIPIENT_RETURNING, NULL);
}

#define COURIER_TEST(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COURIER_TEST(test_release_goes_out_as_it_came_in),
		COURIER_TEST(test_release_only_to_those_released),
		COURIER_TEST(test_release_refused_and_delayed),
		COURIER_TEST(test_release_gives_up),
		COURIER_TEST(test_release_dropped_after_the_message),
		COURIER_TEST(test_release_again_after_a_crash),
		COURIER_TEST(test_return_brings_the_message_back),
		COURIER_TEST(test_return_headers_only),
		COURIER_TEST(test_return_without_notification),
		COURIER_TEST(test_return_refused_is_held_again),
		COURIER_TEST(test_return_of_a_refusal),
		COURIER_TEST(test_notice_one_mail_for_all_cases),
		COURIER_TEST(test_notice_replies),
		COURIER_TEST(test_courier_return_undecided),
		COURIER_TEST(test_courier_return_undecided_counts_from_the_last_deed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
