/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/desk.h"

#include "store/case_list.h"
#include "tests/store/case_fixture.h"

#include <sqlite3.h>

static const char oduya[] = "cllr.oduya@northmere.gov.uk";

static void run_sql(const struct fixture *fixture, const char *sql)
{
	sqlite3 *database = NULL;

	assert_int_equal(sqlite3_open(fixture->store, &database), SQLITE_OK);
	assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static enum recipient_state state_of(const struct fixture *fixture, const char *id, guint position)
{
	g_autoptr(GError) error = NULL;
	struct case_file *file = cases_load(fixture->casebook, id, &error);
	enum recipient_state state = ((struct case_recipient *)g_ptr_array_index(file->recipients, position))->state;

	case_file_free(file);
	return state;
}

static void test_desk_work(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	struct desk_work work;
	struct case_file *file;
	char id[CASE_ID_BYTES];

	fixture_record_held(fixture, "a@b", 0, id);
	assert_true(desk_load(fixture->casebook, id, &work, &error));
	assert_null(work.owner);
	assert_null(work.outcome);
	assert_false(work.is_kept);
	assert_true(desk_assign(fixture->casebook, id, "p.nair", "t.ward", &error));
	assert_true(desk_note(fixture->casebook, id, "Rang the officer.", "p.nair", &error));
	assert_true(desk_set_outcome(fixture->casebook, id, OUTCOME_FALSE_ALARM, "p.nair", &error));
	assert_true(desk_keep(fixture->casebook, id, TRUE, "complaint 7", "p.nair", &error));
	assert_true(desk_set_needed(fixture->casebook, id, 740000, "p.nair", &error));
	assert_true(desk_load(fixture->casebook, id, &work, &error));
	assert_string_equal(work.owner, "p.nair");
	assert_string_equal(work.outcome, "false-alarm");
	assert_true(work.is_kept);
	assert_int_equal(work.needed_day, 740000);
	desk_work_done(&work);
	file = cases_load(fixture->casebook, id, &error);
	assert_int_equal(file->decisions->len, 5);
	assert_string_equal(((struct case_decision *)g_ptr_array_index(file->decisions, 1))->reason,
			    "Rang the officer.");
	case_file_free(file);
	assert_false(desk_note(fixture->casebook, "2222-2222", "x", "p.nair", &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_UNKNOWN));
}

/* What one proposes, another answers; and only once. */
static void test_desk_answer(void **state)
{
	static const char *const addresses[] = {oduya, NULL}, *const strangers[] = {"x@y.example", NULL};
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	struct proposal *proposal;
	char id[CASE_ID_BYTES];
	gint64 number;

	fixture_record_held(fixture, "a@b", 0, id);
	assert_null(desk_proposal(fixture->casebook, id, &error));
	assert_null(error);
	assert_false(desk_propose(fixture->casebook, id, "discard", strangers, "p.nair", "sent twice", &error));
	g_clear_error(&error);
	assert_true(desk_propose(fixture->casebook, id, "discard", addresses, "p.nair", "sent twice", &error));
	assert_false(desk_propose(fixture->casebook, id, "release", NULL, "t.ward", NULL, &error));
	g_clear_error(&error);
	proposal = desk_proposal(fixture->casebook, id, &error);
	assert_string_equal(proposal->decision, "discard");
	assert_string_equal(proposal->recipients[0], oduya);
	assert_null(proposal->recipients[1]);
	number = proposal->id;
	proposal_free(proposal);
	assert_false(desk_answer(fixture->casebook, id, number, TRUE, "P.Nair", NULL, &error));
	g_clear_error(&error);
	assert_int_equal(state_of(fixture, id, 1), RECIPIENT_HELD);
	assert_true(desk_answer(fixture->casebook, id, number, FALSE, "t.ward", "not twice", &error));
	assert_int_equal(state_of(fixture, id, 1), RECIPIENT_HELD);
	assert_false(desk_answer(fixture->casebook, id, number, TRUE, "t.ward", NULL, &error));
	g_clear_error(&error);
	assert_true(desk_propose(fixture->casebook, id, "discard", NULL, "p.nair", "sent twice", &error));
	proposal = desk_proposal(fixture->casebook, id, &error);
	assert_true(desk_answer(fixture->casebook, id, proposal->id, TRUE, "t.ward", NULL, &error));
	proposal_free(proposal);
	assert_int_equal(state_of(fixture, id, 1), RECIPIENT_DISCARDED);
	assert_int_equal(state_of(fixture, id, 0), RECIPIENT_DELIVERED);
	assert_null(error);
}

/* Approved too late: it is all undone. */
static void test_desk_answer_after_a_decision(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	struct proposal *proposal;
	char id[CASE_ID_BYTES];

	fixture_record_held(fixture, "a@b", 0, id);
	assert_true(desk_propose(fixture->casebook, id, "discard", NULL, "p.nair", "sent twice", &error));
	assert_true(cases_release(fixture->casebook, id, NULL, "courier", NULL, &error));
	proposal = desk_proposal(fixture->casebook, id, &error);
	assert_false(desk_answer(fixture->casebook, id, proposal->id, TRUE, "t.ward", NULL, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_NOT_HELD));
	proposal_free(proposal);
	assert_int_equal(state_of(fixture, id, 1), RECIPIENT_RELEASING);
}

static guint count(const struct fixture *fixture, enum case_view view)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = case_list_load(fixture->casebook, view, &error);

	assert_null(error);
	return rows->len;
}

static void test_case_list_load(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = NULL;
	const struct case_row *row;
	char first[CASE_ID_BYTES], second[CASE_ID_BYTES];

	assert_int_equal(count(fixture, CASES_WAITING), 0);
	fixture_record_held(fixture, "a@b", 0, first);
	fixture_record_held(fixture, "c@d", 0, second);
	assert_true(cases_discard(fixture->casebook, second, "p.nair", "sent twice", &error));
	assert_true(desk_assign(fixture->casebook, first, "p.nair", "t.ward", &error));
	rows = case_list_load(fixture->casebook, CASES_WAITING, &error);
	assert_int_equal(rows->len, 1);
	row = g_ptr_array_index(rows, 0);
	assert_string_equal(row->id, first);
	assert_string_equal(row->sender, "j.hart@northmere.gov.uk");
	assert_string_equal(row->recipients[1], oduya);
	assert_string_equal(row->states[1], "held");
	assert_null(row->states[2]);
	assert_string_equal(row->rules[0], "york-10.1c");
	assert_string_equal(row->clauses[0], "York, Appendix 16, 10.1");
	assert_string_equal(row->persons[0], oduya);
	assert_string_equal(row->owner, "p.nair");
	assert_false(row->is_damaged);
	assert_int_equal(count(fixture, CASES_CLOSED), 1);
	assert_int_equal(count(fixture, CASES_FLAGGED), 0);
	assert_int_equal(count(fixture, CASES_ALL), 2);
}

/* One that cannot be read does not take the others away. */
static void test_case_list_load_damaged(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = NULL;
	char first[CASE_ID_BYTES], second[CASE_ID_BYTES];
	guint damaged = 0;

	fixture_record_held(fixture, "a@b", 0, first);
	fixture_record_held(fixture, "c@d", 0, second);
	g_autofree char *sql = g_strdup_printf("UPDATE cases SET action = 'nonsense' WHERE id = '%s'", first);
	run_sql(fixture, sql);
	rows = case_list_load(fixture->casebook, CASES_WAITING, &error);
	assert_int_equal(rows->len, 2);
	for (guint i = 0; i < rows->len; i++) {
		const struct case_row *row = g_ptr_array_index(rows, i);

		damaged += row->is_damaged;
		assert_int_equal(row->is_damaged, strcmp(row->id, first) == 0);
	}
	assert_int_equal(damaged, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_desk_work, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_desk_answer, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_desk_answer_after_a_decision, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_case_list_load, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_case_list_load_damaged, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
