/* SPDX-License-Identifier: BSD-2-Clause */
/* Each piece of work goes to one courier at a time, none is lost in a crash, and a letter earns one notice. */
#include "store/outbox.h"

#include "tests/store/case_fixture.h"

#define B "cllr.oduya@northmere.gov.uk"

enum { NOW = FIXTURE_TIME + 3600, LATER = G_MAXINT32 /* after any decision of today */ };

static struct outbox_item *take(const struct fixture *fixture, gint64 now)
{
	g_autoptr(GError) error = NULL;
	struct outbox_item *item = outbox_take(fixture->casebook, now, &error);

	assert_null(error);
	return item;
}

static void done(const struct fixture *fixture, struct outbox_item *item)
{
	assert_true(outbox_done(fixture->casebook, item, NULL));
	outbox_item_free(item);
}

static gboolean has_case(const struct outbox_item *item, const char *case_id)
{
	return g_ptr_array_find_with_equal_func(item->case_ids, case_id, g_str_equal, NULL);
}

static void test_outbox_take_not_before_due(void **state)
{
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	struct outbox_item *item;

	assert_null(take(fixture, NOW));
	fixture_record_held(fixture, "1@x", NOW, case_id);
	assert_null(take(fixture, NOW - 1));
	item = take(fixture, NOW);
	assert_non_null(item);
	assert_int_equal(item->kind, OUTBOX_NOTICE);
	assert_int_equal(item->case_ids->len, 1);
	assert_true(has_case(item, case_id));
	assert_int_equal(item->attempts, 0);
	assert_false(item->is_repeated);
	done(fixture, item);
	assert_null(take(fixture, LATER));
}

/* Exchange sends each silent copy by itself: one letter, several cases, one warning. */
static void test_outbox_take_coalesces_notices(void **state)
{
	static const struct {
		const char *name, *sender, *message_id;
		gboolean is_together;
	} cases[] = {
		{"the same letter", "j.hart@northmere.gov.uk", "1@x", TRUE},
		{"its sender in capitals", "J.HART@northmere.gov.uk", "1@x", TRUE},
		{"another letter", "j.hart@northmere.gov.uk", "2@x", FALSE},
		{"another sender", "s.lee@northmere.gov.uk", "1@x", FALSE},
		{"a letter without a name", "j.hart@northmere.gov.uk", NULL, FALSE},
	};
	const struct fixture *fixture = *state;
	char first[CASE_ID_BYTES], ids[G_N_ELEMENTS(cases)][CASE_ID_BYTES];
	struct outbox_item *item;

	fixture_record_held(fixture, "1@x", NOW, first);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *address = g_strdup_printf("cllr%d@northmere.gov.uk", (int)i);
		struct letter *letter = letter_new(fixture, "1@x");

		letter_add(letter, address, DISPOSITION_HOLD);
		g_free(letter->envelope->sender);
		letter->envelope->sender = g_strdup(cases[i].sender);
		letter->record.message_id = cases[i].message_id;
		letter->record.owes_notice = TRUE;
		letter->record.notice_due_at = NOW + 30;
		assert_true(casebook_record(fixture->casebook, &letter->record, ids[i], NULL));
		letter_free(letter);
	}
	item = take(fixture, NOW);
	assert_true(has_case(item, first));
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("  %s\n", cases[i].name);
		assert_int_equal(has_case(item, ids[i]), cases[i].is_together);
	}
	assert_string_equal(g_ptr_array_index(item->case_ids, 0), first);
	assert_null(take(fixture, NOW));
	done(fixture, item);
	for (gsize i = 0, left = 3; i < left; i++) {
		item = take(fixture, NOW + 30);
		assert_non_null(item);
		assert_int_equal(item->case_ids->len, 1);
		done(fixture, item);
	}
	assert_null(take(fixture, LATER));
}

/* Letters without a Message-ID are never one letter. */
static void test_outbox_take_does_not_coalesce_nameless(void **state)
{
	const struct fixture *fixture = *state;
	char ids[2][CASE_ID_BYTES];

	for (int i = 0; i < 2; i++) {
		g_autofree char *name = g_strdup_printf("%d@x", i);
		struct letter *letter = letter_new(fixture, name);

		letter_add(letter, B, DISPOSITION_HOLD);
		letter->record.message_id = NULL;
		letter->record.owes_notice = TRUE;
		letter->record.notice_due_at = NOW;
		assert_true(casebook_record(fixture->casebook, &letter->record, ids[i], NULL));
		letter_free(letter);
	}
	for (int i = 0; i < 2; i++) {
		struct outbox_item *item = take(fixture, NOW);

		assert_int_equal(item->case_ids->len, 1);
		assert_true(has_case(item, ids[i]));
		done(fixture, item);
	}
}

static void test_outbox_take_again_after_the_lease(void **state)
{
	const struct fixture *fixture = *state;
	struct outbox_item *lost, *item;
	char case_id[CASE_ID_BYTES];
	struct case_file *file;
	g_autoptr(GError) error = NULL;

	fixture_record_held(fixture, "1@x", 0, case_id);
	assert_true(cases_release(fixture->casebook, case_id, NULL, "jo", NULL, NULL));
	lost = take(fixture, LATER);
	assert_int_equal(lost->kind, OUTBOX_RELEASE);
	assert_false(lost->is_repeated);
	assert_null(take(fixture, (gint64)LATER + OUTBOX_LEASE_S - 1));
	item = take(fixture, (gint64)LATER + OUTBOX_LEASE_S);
	assert_non_null(item);
	assert_int_equal(item->id, lost->id);
	assert_int_equal(item->attempts, 1);
	assert_true(item->is_repeated);
	file = cases_load(fixture->casebook, case_id, NULL);
	assert_string_equal(((struct case_decision *)g_ptr_array_index(file->decisions, 1))->decision, "repeated");
	case_file_free(file);
	/* The courier that was thought dead comes back: the work is not its any more. */
	assert_false(outbox_done(fixture->casebook, lost, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_STALE));
	assert_false(outbox_retry(fixture->casebook, lost, LATER, NULL));
	outbox_item_free(lost);
	done(fixture, item);
	assert_null(take(fixture, (gint64)LATER * 2));
}

static void test_outbox_retry_at_its_time(void **state)
{
	const struct fixture *fixture = *state;
	struct outbox_item *item;
	char case_id[CASE_ID_BYTES];

	fixture_record_held(fixture, "1@x", NOW, case_id);
	item = take(fixture, NOW);
	assert_true(outbox_retry(fixture->casebook, item, NOW + 300, NULL));
	outbox_item_free(item);
	assert_null(take(fixture, NOW + 299));
	item = take(fixture, NOW + 300);
	assert_int_equal(item->attempts, 1);
	assert_false(item->is_repeated);
	done(fixture, item);
}

static void test_outbox_take_one_release_of_a_case_at_a_time(void **state)
{
	static const char *const only_b[] = {B, NULL};
	const struct fixture *fixture = *state;
	struct letter *letter = letter_new(fixture, "1@x");
	struct outbox_item *first, *second;
	char case_id[CASE_ID_BYTES], other[CASE_ID_BYTES];

	letter_add(letter, B, DISPOSITION_HOLD);
	letter_add(letter, "cllr.reid@northmere.gov.uk", DISPOSITION_HOLD);
	assert_true(casebook_record(fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
	fixture_record_held(fixture, "2@x", 0, other);
	assert_true(cases_release(fixture->casebook, case_id, only_b, "jo", NULL, NULL));
	assert_true(cases_return(fixture->casebook, case_id, "jo", "not needed", NULL));
	first = take(fixture, LATER);
	assert_int_equal(first->kind, OUTBOX_RELEASE);
	assert_null(take(fixture, LATER));
	assert_true(cases_release(fixture->casebook, other, NULL, "jo", NULL, NULL));
	second = take(fixture, LATER);
	assert_true(has_case(second, other));
	done(fixture, second);
	done(fixture, first);
	second = take(fixture, LATER);
	assert_int_equal(second->kind, OUTBOX_RETURN);
	done(fixture, second);
}

static void test_outbox_take_decisions_before_notices(void **state)
{
	const struct fixture *fixture = *state;
	struct outbox_item *item;
	char first[CASE_ID_BYTES], second[CASE_ID_BYTES];

	fixture_record_held(fixture, "1@x", NOW, first);
	fixture_record_held(fixture, "2@x", NOW, second);
	assert_true(cases_release(fixture->casebook, second, NULL, "jo", NULL, NULL));
	item = take(fixture, LATER);
	assert_int_equal(item->kind, OUTBOX_RELEASE);
	done(fixture, item);
	item = take(fixture, LATER);
	assert_int_equal(item->kind, OUTBOX_NOTICE);
	done(fixture, item);
}

static const struct case_recipient *recipient_of(const struct case_file *file)
{
	return g_ptr_array_index(file->recipients, 1);
}

static void test_outbox_set_recipient_follows_replies(void **state)
{
	static const struct {
		const char *name;
		enum recipient_state to;
		const char *reply;
		gboolean is_taken;
	} cases[] = {
		{"not yet", RECIPIENT_RELEASING, "451 4.3.0 try later", TRUE},
		{"not returned, it is being released", RECIPIENT_RETURNED, "250 2.1.5 Ok", FALSE},
		{"refused: held again", RECIPIENT_HELD, "550 5.1.1 no such user", TRUE},
		{"not released, nobody decided so", RECIPIENT_RELEASED, "250 2.1.5 Ok", FALSE},
	};
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	struct case_file *file;

	fixture_record_held(fixture, "1@x", 0, case_id);
	assert_true(cases_release(fixture->casebook, case_id, NULL, "jo", NULL, NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		print_message("  %s\n", cases[i].name);
		assert_int_equal(
			outbox_set_recipient(fixture->casebook, case_id, 1, cases[i].to, cases[i].reply, &error),
			cases[i].is_taken);
		assert_int_equal(error == NULL, cases[i].is_taken);
		file = cases_load(fixture->casebook, case_id, NULL);
		if (cases[i].is_taken) {
			assert_int_equal(recipient_of(file)->state, cases[i].to);
			assert_string_equal(recipient_of(file)->reply, cases[i].reply);
		}
		case_file_free(file);
	}
	assert_true(cases_release(fixture->casebook, case_id, NULL, "jo", NULL, NULL));
	assert_true(outbox_set_recipient(fixture->casebook, case_id, 1, RECIPIENT_RELEASED, "250 2.1.5 Ok", NULL));
	file = cases_load(fixture->casebook, case_id, NULL);
	assert_int_equal(recipient_of(file)->state, RECIPIENT_RELEASED);
	assert_int_equal(recipient_of(file)->attempts, 3);
	assert_int_equal(file->decisions->len, 5);
	assert_string_equal(((struct case_decision *)g_ptr_array_index(file->decisions, 2))->reason,
			    "550 5.1.1 no such user");
	case_file_free(file);
}

static void test_outbox_set_recipient_never_delivered(void **state)
{
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	g_autoptr(GError) error = NULL;

	fixture_record_held(fixture, "1@x", 0, case_id);
	assert_false(outbox_set_recipient(fixture->casebook, case_id, 0, RECIPIENT_RELEASED, "250 Ok", &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_NOT_HELD));
}

static void test_outbox_undecided(void **state)
{
	const struct fixture *fixture = *state;
	char first[CASE_ID_BYTES], second[CASE_ID_BYTES];
	g_autoptr(GPtrArray) before = NULL, after = NULL, released = NULL;

	fixture_record_held(fixture, "1@x", 0, first);
	fixture_record_held(fixture, "2@x", 0, second);
	before = outbox_undecided(fixture->casebook, FIXTURE_TIME, NULL);
	assert_int_equal(before->len, 0);
	after = outbox_undecided(fixture->casebook, FIXTURE_TIME + 1, NULL);
	assert_int_equal(after->len, 2);
	assert_true(cases_release(fixture->casebook, first, NULL, "jo", NULL, NULL));
	released = outbox_undecided(fixture->casebook, FIXTURE_TIME + 1, NULL);
	assert_int_equal(released->len, 1);
	assert_string_equal(g_ptr_array_index(released, 0), second);
}

#define OUTBOX_TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OUTBOX_TEST(test_outbox_take_not_before_due),
		OUTBOX_TEST(test_outbox_take_coalesces_notices),
		OUTBOX_TEST(test_outbox_take_does_not_coalesce_nameless),
		OUTBOX_TEST(test_outbox_take_again_after_the_lease),
		OUTBOX_TEST(test_outbox_retry_at_its_time),
		OUTBOX_TEST(test_outbox_take_one_release_of_a_case_at_a_time),
		OUTBOX_TEST(test_outbox_take_decisions_before_notices),
		OUTBOX_TEST(test_outbox_set_recipient_follows_replies),
		OUTBOX_TEST(test_outbox_set_recipient_never_delivered),
		OUTBOX_TEST(test_outbox_undecided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
