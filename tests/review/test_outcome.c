/* SPDX-License-Identifier: BSD-2-Clause */
/* Word of what staff decided: to whom it goes, when, and what it says. */
#include "review/courier.h"
#include "review/outcome.h"
#include "tests/review/fake_server.h"
#include "tests/review/sample_council.h"
#include "tests/store/case_fixture.h"

#define ODUYA "cllr.oduya@northmere.gov.uk"
#define LEE "cllr.lee@northmere.gov.uk"

/* Well after whatever the store has stamped with the clock. */
static gint64 later(void)
{
	return g_get_real_time() / G_USEC_PER_SEC + 1000;
}

static void assert_has(const char *text, const char *part)
{
	g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
	g_autofree char *line = g_strjoinv(" ", words);

	if (!strstr(line, part))
		print_error("%s\n-- lacks: %s\n", text, part);
	assert_non_null(strstr(line, part));
}

/* A letter held for Oduya and Lee, about which its sender is owed a notice, or is not. */
static void record(const struct fixture *fixture, const char *name, gboolean owes_notice,
		   char ret_case_id[CASE_ID_BYTES])
{
	struct letter *letter = letter_new(fixture, name);

	letter_add(letter, ODUYA, DISPOSITION_HOLD);
	letter_add(letter, LEE, DISPOSITION_HOLD);
	letter->record.owes_notice = owes_notice;
	letter->record.notice_due_at = FIXTURE_TIME;
	assert_true(casebook_record(fixture->casebook, &letter->record, ret_case_id, NULL));
	letter_free(letter);
}

static void done(const struct fixture *fixture, struct outbox_item *item)
{
	assert_true(outbox_done(fixture->casebook, item, NULL));
	outbox_item_free(item);
}

static void release(const struct fixture *fixture, const char *case_id, const char *address, int position)
{
	const char *const addresses[] = {address, NULL};

	assert_true(cases_release(fixture->casebook, case_id, addresses, "staff", "secret reason", NULL));
	done(fixture, outbox_take(fixture->casebook, later(), NULL));
	assert_true(outbox_set_recipient(fixture->casebook, case_id, position, RECIPIENT_RELEASED, "250 ok", NULL));
}

static void test_outcome_is_owed_where_a_notice_was(void **state)
{
	const struct fixture *fixture = *state;

	for (int owes_notice = 0; owes_notice <= 1; owes_notice++) {
		g_autofree char *name = g_strdup_printf("m%d", owes_notice);
		char case_id[CASE_ID_BYTES];

		print_message("%s\n", owes_notice ? "warned" : "not warned");
		record(fixture, name, owes_notice, case_id);
		release(fixture, case_id, ODUYA, 0);
		release(fixture, case_id, LEE, 1);
		struct outbox_item *notice = outbox_take(fixture->casebook, later(), NULL);
		assert_int_equal(notice != NULL, owes_notice);
		if (!notice)
			continue;
		assert_int_equal(notice->kind, OUTBOX_NOTICE);
		done(fixture, notice);
		struct outbox_item *outcome = outbox_take(fixture->casebook, later(), NULL);
		assert_int_equal(outcome->kind, OUTBOX_OUTCOME);
		assert_int_equal(outcome->case_ids->len, 1);
		done(fixture, outcome);
		assert_null(outbox_take(fixture->casebook, later(), NULL));
	}
}

/* Two cases of one letter, discarded one after the other: one mail, and not before the minute is over. */
static void test_outcome_is_one_for_the_letter(void **state)
{
	const struct fixture *fixture = *state;
	gint64 before = g_get_real_time() / G_USEC_PER_SEC;
	char one[CASE_ID_BYTES], other[CASE_ID_BYTES];

	record(fixture, "m1", TRUE, one);
	struct letter *letter = letter_new(fixture, "m1");
	letter_add(letter, "cllr.patel@northmere.gov.uk", DISPOSITION_HOLD);
	letter->record.owes_notice = TRUE;
	letter->record.notice_due_at = FIXTURE_TIME;
	assert_true(casebook_record(fixture->casebook, &letter->record, other, NULL));
	letter_free(letter);
	assert_true(cases_discard(fixture->casebook, one, "staff", NULL, NULL));
	assert_true(cases_discard(fixture->casebook, other, "staff", NULL, NULL));
	done(fixture, outbox_take(fixture->casebook, before, NULL));
	assert_null(outbox_take(fixture->casebook, before + 59, NULL));
	struct outbox_item *outcome = outbox_take(fixture->casebook, later(), NULL);
	assert_int_equal(outcome->kind, OUTBOX_OUTCOME);
	assert_int_equal(outcome->case_ids->len, 2);
	done(fixture, outcome);
	assert_null(outbox_take(fixture->casebook, later(), NULL));
}

static const struct {
	const char *name;
	gboolean is_oduya_released, is_rest_discarded;
	enum conf_notice_language language;
	const char *has, *lacks; /* lacks: NULL where there is nothing to look for */
} outcomes[] = {
	{"released to one, the other waits", TRUE, FALSE, CONF_NOTICE_ENGLISH,
	 "Jo, your 09:30 email has now gone to Cllr Oduya. The copy to Cllr Lee still waits.", "not delivered"},
	{"released to one, the other discarded", TRUE, TRUE, CONF_NOTICE_ENGLISH,
	 "has now gone to Cllr Oduya. It was not delivered to Cllr Lee.", "waits"},
	{"discarded", FALSE, TRUE, CONF_NOTICE_ENGLISH,
	 "Jo, your 09:30 email was not delivered to Cllr Oduya and Cllr Lee, and will not be.", "has now gone"},
	{"released, in Welsh", TRUE, FALSE, CONF_NOTICE_WELSH,
	 "Jo, mae eich e-bost am 09:30 bellach wedi mynd at y Cyng. Oduya.", "your"},
	{"discarded, in Welsh", FALSE, TRUE, CONF_NOTICE_WELSH,
	 "Jo, ni chafodd eich e-bost am 09:30 ei ddanfon at y Cyng. Oduya, y Cyng. Lee", "your"},
	{"nothing decided", FALSE, FALSE, CONF_NOTICE_ENGLISH, NULL, NULL},
};

static void test_outcome_render(void **state)
{
	const struct fixture *fixture = *state;
	struct notice_texts *texts = notice_texts_load("conf/notices", NULL);
	struct sample sample;

	sample_init(&sample);
	for (gsize i = 0; i < G_N_ELEMENTS(outcomes); i++) {
		g_autofree char *name = g_strdup_printf("m%zu", i);
		g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_file_free);
		char case_id[CASE_ID_BYTES];

		print_message("%s\n", outcomes[i].name);
		record(fixture, name, FALSE, case_id);
		if (outcomes[i].is_oduya_released)
			release(fixture, case_id, ODUYA, 0);
		if (outcomes[i].is_rest_discarded)
			assert_true(cases_discard(fixture->casebook, case_id, "staff", "secret reason", NULL));
		g_ptr_array_add(cases, cases_load(fixture->casebook, case_id, NULL));
		sample.conf.notices.language = (int)outcomes[i].language;
		struct notice *notice = outcome_render(texts, &sample.snapshot, cases, FIXTURE_TIME + 600);
		assert_int_equal(notice != NULL, outcomes[i].has != NULL);
		if (notice) {
			assert_string_equal(notice->to, "j.hart@northmere.gov.uk");
			assert_has(notice->text, outcomes[i].has);
			assert_has(notice->text, case_id);
			assert_null(strstr(notice->text, outcomes[i].lacks));
			assert_null(strstr(notice->text, "secret reason"));
		}
		notice_free(notice);
	}
	sample_clear(&sample);
	notice_texts_free(texts);
}

/* In the thread of the original, from the null sender. */
static void test_outcome_is_sent(void **state)
{
	static const char *const replies[] = {"220 mx", "250-mx\r\n250 SIZE", "250 ok", "250 ok", "354 go", "250 ok",
					      NULL};
	const struct fixture *fixture = *state;
	struct notice_texts *texts = notice_texts_load("conf/notices", NULL);
	char case_id[CASE_ID_BYTES];
	struct fake_server server;
	struct sample sample;
	gboolean is_idle = TRUE;

	sample_init(&sample);
	struct courier courier = {.casebook = fixture->casebook, .snapshot = &sample.snapshot, .texts = texts};
	record(fixture, "m1@northmere.gov.uk", TRUE, case_id);
	done(fixture, outbox_take(fixture->casebook, FIXTURE_TIME, NULL));
	assert_true(cases_discard(fixture->casebook, case_id, "staff", NULL, NULL));
	fake_server_start(&server, replies, 1);
	sample.conf.release.port = server.port;
	assert_true(courier_step(&courier, later(), &is_idle, NULL));
	assert_false(is_idle);
	fake_server_join(&server);
	assert_has(server.commands->str, "MAIL FROM:<> SIZE=");
	assert_has(server.commands->str, "RCPT TO:<j.hart@northmere.gov.uk>");
	assert_has(server.message->str, "In-Reply-To: <m1@northmere.gov.uk>");
	assert_has(server.message->str, "Auto-Submitted: auto-generated");
	assert_has(server.message->str, ".outcome.");
	assert_true(courier_step(&courier, later() + 100000, &is_idle, NULL));
	assert_true(is_idle);
	fake_server_clear(&server);
	sample_clear(&sample);
	notice_texts_free(texts);
}

#define OUTCOME_TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OUTCOME_TEST(test_outcome_is_owed_where_a_notice_was),
		OUTCOME_TEST(test_outcome_is_one_for_the_letter),
		OUTCOME_TEST(test_outcome_render),
		OUTCOME_TEST(test_outcome_is_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
