/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/retention.h"

#include "store/audit.h"
#include "store/desk.h"
#include "store/outbox.h"
#include "tests/store/case_fixture.h"

static const struct retention days = {
	.returned_days = 300, .released_days = 200, .delivered_days = 100, .observed_days = 50, .false_alarm_days = 30};

enum { DAY_S = 24 * 3600 };

static guint purge(const struct fixture *fixture, int after_days)
{
	g_autoptr(GError) error = NULL;
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	guint count = G_MAXUINT;

	assert_true(retention_purge(fixture->casebook, &days, now + (gint64)after_days * DAY_S, &count, &error));
	assert_null(error);
	return count;
}

static gboolean is_there(const struct fixture *fixture, const char *id)
{
	struct case_file *file = cases_load(fixture->casebook, id, NULL);
	gboolean is_there = file != NULL;

	case_file_free(file);
	return is_there;
}

static gboolean holds(const char *path, const char *words)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;

	return g_file_get_contents(path, &bytes, &length, NULL) && memmem(bytes, length, words, strlen(words)) != NULL;
}

/* Who waits is never forgotten; the rest by how it ended. */
static void test_retention_purge_by_ending(void **state)
{
	const struct fixture *fixture = *state;
	char held[CASE_ID_BYTES], discarded[CASE_ID_BYTES], mistaken[CASE_ID_BYTES], kept[CASE_ID_BYTES];
	g_autoptr(GError) error = NULL;

	fixture_record_held(fixture, "held@x", 0, held);
	fixture_record_held(fixture, "discarded@x", 0, discarded);
	fixture_record_held(fixture, "mistaken@x", 0, mistaken);
	fixture_record_held(fixture, "kept@x", 0, kept);
	assert_true(cases_discard(fixture->casebook, discarded, "p.nair", "sent twice", &error));
	assert_true(cases_discard(fixture->casebook, mistaken, "p.nair", "sent twice", &error));
	assert_true(desk_set_outcome(fixture->casebook, mistaken, OUTCOME_FALSE_ALARM, "p.nair", &error));
	assert_true(cases_discard(fixture->casebook, kept, "p.nair", "sent twice", &error));
	assert_true(desk_keep(fixture->casebook, kept, TRUE, "complaint", "p.nair", &error));
	assert_int_equal(purge(fixture, 29), 0);
	assert_int_equal(purge(fixture, 31), 1);
	assert_false(is_there(fixture, mistaken));
	assert_int_equal(purge(fixture, 299), 0);
	assert_int_equal(purge(fixture, 301), 1);
	assert_false(is_there(fixture, discarded));
	assert_int_equal(purge(fixture, 3000), 0);
	assert_true(is_there(fixture, held));
	assert_true(is_there(fixture, kept));
	assert_true(desk_keep(fixture->casebook, kept, FALSE, "complaint closed", "p.nair", &error));
	assert_int_equal(purge(fixture, 3000), 1);
}

/* Not in the file, and not in its log; the audit says so and its chain holds. */
static void test_retention_purge_really_removes(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *log = g_strconcat(fixture->store, "-wal", NULL);
	g_autoptr(GError) error = NULL;
	char id[CASE_ID_BYTES];
	gint64 count = 0;

	fixture_record_held(fixture, "a-very-rare-name@x", 0, id);
	assert_true(cases_discard(fixture->casebook, id, "p.nair", "an even rarer reason", &error));
	assert_true(holds(fixture->store, "a-very-rare-name") || holds(log, "a-very-rare-name"));
	assert_int_equal(purge(fixture, 301), 1);
	assert_false(holds(fixture->store, "a-very-rare-name"));
	assert_false(holds(log, "a-very-rare-name"));
	assert_false(holds(fixture->store, "an even rarer reason"));
	assert_false(holds(log, "an even rarer reason"));
	assert_true(audit_verify(fixture->casebook, &count, &error));
	assert_int_equal(count, 3); /* recorded, discard, purged */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_retention_purge_by_ending, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_retention_purge_really_removes, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
