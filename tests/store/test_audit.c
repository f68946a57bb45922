/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/audit.h"

#include "store/cases.h"
#include "tests/store/case_fixture.h"

#include <sqlite3.h>

static gboolean count_entry(const struct audit_entry *entry, void *context, GError **error)
{
	gint64 *count = context;

	(void)error;
	(*count)++;
	assert_int_equal(entry->number, *count);
	return TRUE;
}

static void add(const struct fixture *fixture, const char *event, const char *case_id, const char *detail)
{
	g_autoptr(GError) error = NULL;

	assert_true(audit_record(fixture->casebook, "p.nair", event, case_id, detail, &error));
	assert_null(error);
}

static gint64 verify(const struct fixture *fixture, GError **error)
{
	gint64 count = -1;

	return audit_verify(fixture->casebook, &count, error) ? count : -1;
}

/* Another program with the file in hand; it may take the triggers away. */
static void tamper(const struct fixture *fixture, const char *sql)
{
	sqlite3 *database = NULL;

	assert_int_equal(sqlite3_open(fixture->store, &database), SQLITE_OK);
	assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void test_audit_verify_untouched(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	g_autofree char *head = NULL, *later = NULL;
	gint64 number, count = 0;

	assert_int_equal(verify(fixture, &error), 0);
	assert_true(audit_head(fixture->casebook, &number, &head, &error));
	assert_int_equal(number, 0);
	assert_null(head);
	add(fixture, "viewed", "7KQ4-M2XD", NULL);
	assert_true(audit_head(fixture->casebook, &number, &head, &error));
	add(fixture, "release", "7KQ4-M2XD", "0,2");
	assert_true(audit_head(fixture->casebook, &number, &later, &error));
	assert_int_equal(number, 2);
	assert_int_equal(strlen(later), 2 * AUDIT_HASH_BYTES);
	assert_string_not_equal(head, later);
	assert_int_equal(verify(fixture, &error), 2);
	assert_true(audit_read(fixture->casebook, NULL, count_entry, &count, &error));
	assert_int_equal(count, 2);
	assert_null(error);
}

static void test_audit_verify_tampered(void **state)
{
	static const struct {
		const char *name, *sql, *word;
	} cases[] = {
		{"another actor", "UPDATE audit SET actor = 'x' WHERE number = 2", "entry 2"},
		{"another time", "UPDATE audit SET at = at + 1 WHERE number = 1", "entry 1"},
		{"nothing instead of a detail", "UPDATE audit SET detail = NULL WHERE number = 3", "entry 3"},
		{"a field moved into the next", "UPDATE audit SET event = 'rel', case_id = 'ease' WHERE number = 2",
		 "entry 2"},
		{"an entry taken out", "DELETE FROM audit WHERE number = 2", "entry 2 of the audit is missing"},
		{"the first taken out", "DELETE FROM audit WHERE number = 1", "entry 1 of the audit is missing"},
		{"a short hash", "UPDATE audit SET hash = x'00' WHERE number = 3", "entry 3"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *sql =
			g_strconcat("DROP TRIGGER audit_stays_as_it_is; DROP TRIGGER audit_stays;", cases[i].sql, NULL);
		void *own = NULL;
		struct fixture *fixture;

		print_message("%s\n", cases[i].name);
		fixture_setup(&own);
		fixture = own;
		add(fixture, "viewed", "7KQ4-M2XD", NULL);
		add(fixture, "release", NULL, NULL);
		add(fixture, "note", "7KQ4-M2XD", "1");
		tamper(fixture, sql);
		assert_int_equal(verify(fixture, &error), -1);
		assert_true(g_error_matches(error, AUDIT_ERROR, AUDIT_ERROR_BROKEN));
		assert_non_null(strstr(error->message, cases[i].word));
		fixture_teardown(&own);
	}
}

static void test_audit_stays_as_it_is(void **state)
{
	const struct fixture *fixture = *state;
	sqlite3 *database = NULL;

	add(fixture, "viewed", "7KQ4-M2XD", NULL);
	assert_int_equal(sqlite3_open(fixture->store, &database), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(database, "UPDATE audit SET actor = 'x'", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(database, "DELETE FROM audit", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(database);
}

static gboolean collect_event(const struct audit_entry *entry, void *context, GError **error)
{
	(void)error;
	g_string_append_printf(context, "%s %s %s\n", entry->actor, entry->event, entry->detail ? entry->detail : "-");
	return TRUE;
}

/* What is decided about a case is on the audit with it. */
static void test_audit_of_decisions(void **state)
{
	struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GString) events = g_string_new(NULL);
	char id[CASE_ID_BYTES];

	fixture_record_held(fixture, "a@b", 0, id);
	assert_true(cases_record_view(fixture->casebook, id, "p.nair", &error));
	assert_true(cases_release(fixture->casebook, id, NULL, "p.nair", "a secret reason", &error));
	assert_true(audit_read(fixture->casebook, id, collect_event, events, &error));
	assert_string_equal(events->str, "candour-milter recorded hold\np.nair viewed -\np.nair release 1\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_audit_verify_untouched, fixture_setup, fixture_teardown),
		cmocka_unit_test(test_audit_verify_tampered),
		cmocka_unit_test_setup_teardown(test_audit_stays_as_it_is, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_audit_of_decisions, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
