/* SPDX-License-Identifier: BSD-2-Clause */
/* A case is recorded whole or not at all, whatever breaks, and binds its letter for seven days. */
#include "store/casebook.h"

#include "store/schema.h"
#include "tests/store/case_fixture.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DAY_S = 86400 };

static int count_of(const struct fixture *fixture, const char *sql)
{
	sqlite3_stmt *statement;
	sqlite3 *connection;
	int count;

	assert_int_equal(sqlite3_open(fixture->store, &connection), SQLITE_OK);
	sqlite3_busy_timeout(connection, 5000);
	assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	count = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(connection);
	return count;
}

static int rows_of_all(const struct fixture *fixture)
{
	return count_of(fixture, "SELECT (SELECT count(*) FROM cases) + (SELECT count(*) FROM recipients) + "
				 "(SELECT count(*) FROM arguments) + (SELECT count(*) FROM bindings) + "
				 "(SELECT count(*) FROM findings) + (SELECT count(*) FROM finding_names) + "
				 "(SELECT count(*) FROM evidence) + (SELECT count(*) FROM sealed_chunks) + "
				 "(SELECT count(*) FROM outbox)");
}

static gboolean is_whole(const struct fixture *fixture)
{
	return count_of(fixture, "SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1 &&
	       count_of(fixture, "SELECT count(*) FROM pragma_foreign_key_check") == 0;
}

static struct binding binding_of(const struct fixture *fixture, const char *letter, const char *address, gint64 now)
{
	struct identity identity = fixture_identity(letter, address);
	struct binding binding;

	assert_true(casebook_find_bindings(fixture->casebook, &identity, 1, now, &binding, NULL));
	return binding;
}

#define A "cllr.shah@northmere.gov.uk"
#define B "cllr.oduya@northmere.gov.uk"

static void test_casebook_open_minds_modes_under_any_umask(void **state)
{
	static const char *const suffixes[] = {"", "-wal", "-shm"};
	const struct fixture *fixture = *state;
	g_autofree char *path = g_build_filename(fixture->folder, "umask.db", NULL);
	mode_t before = umask(0777);
	struct casebook *casebook = casebook_open(path, NULL);

	umask(before);
	assert_non_null(casebook);
	for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
		g_autofree char *file = g_strconcat(path, suffixes[i], NULL);
		struct stat status;

		print_message("  %s\n", file);
		assert_int_equal(stat(file, &status), 0);
		assert_int_equal(status.st_mode & 07777, 0660);
	}
	casebook_close(casebook);
}

static void test_casebook_open_is_durable(void **state)
{
	assert_int_equal(count_of(*state, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
	assert_int_equal(count_of(*state, "SELECT user_version FROM pragma_user_version"), SCHEMA_VERSION);
}

static void test_casebook_open_refuses(void **state)
{
	static const struct {
		const char *name, *sql;
	} cases[] = {
		{"a newer candour's", "PRAGMA user_version = 999"},
		{"another program's", "PRAGMA application_id = 7"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct fixture *fixture = *state;
		g_autofree char *path = g_strdup_printf("%s/%" G_GSIZE_FORMAT ".db", fixture->folder, i);
		g_autoptr(GError) error = NULL;
		sqlite3 *connection;

		print_message("  %s\n", cases[i].name);
		casebook_close(casebook_open(path, NULL));
		assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
		assert_int_equal(sqlite3_exec(connection, cases[i].sql, NULL, NULL, NULL), SQLITE_OK);
		sqlite3_close(connection);
		assert_null(casebook_open(path, &error));
		assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_VERSION));
		assert_non_null(strstr(error->message, path));
	}
}

static void test_casebook_open_refuses_what_is_no_database(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *text = g_build_filename(fixture->folder, "text.db", NULL);
	g_autofree char *nowhere = g_build_filename(fixture->folder, "no", "such", "folder.db", NULL);
	g_autoptr(GError) error = NULL;

	g_file_set_contents(text, "This is a shopping list, and a long one so that it has a page. Milk, bread, eggs.",
			    -1, NULL);
	assert_null(casebook_open(text, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_STORE));
	g_clear_error(&error);
	assert_null(casebook_open(nowhere, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_STORE));
}

static void test_casebook_record_says_a_readable_id(void **state)
{
	char case_id[CASE_ID_BYTES];

	fixture_record_held(*state, "1@x", 0, case_id);
	assert_int_equal(strlen(case_id), 9);
	assert_int_equal(case_id[4], '-');
	assert_true(strspn(case_id, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == 9);
}

static void test_casebook_record_keeps_no_content(void **state)
{
	static const char *const words[] = {"Secret words", "Bins"};
	static const char *const suffixes[] = {"", "-wal"};
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];

	fixture_record_held(fixture, "1@x", FIXTURE_TIME, case_id);
	for (gsize i = 0; i < G_N_ELEMENTS(words) * G_N_ELEMENTS(suffixes); i++) {
		g_autofree char *path = g_strconcat(fixture->store, suffixes[i / 2], NULL);
		g_autofree char *bytes = NULL;
		gsize length;

		assert_true(g_file_get_contents(path, &bytes, &length, NULL));
		assert_null(memmem(bytes, length, words[i % 2], strlen(words[i % 2])));
	}
	assert_int_equal(count_of(fixture, "SELECT count(*) > 1 FROM sealed_chunks"), 1);
}

static void test_casebook_record_seals_only_what_waits(void **state)
{
	static const struct {
		const char *name;
		enum disposition disposition;
		gboolean owes_return, is_sealed;
		const char *state;
		int work;
	} cases[] = {
		{"delivered", DISPOSITION_DELIVER, FALSE, FALSE, "delivered", 0},
		{"held", DISPOSITION_HOLD, FALSE, TRUE, "held", 0},
		{"held, nobody else is returned", DISPOSITION_HOLD, TRUE, TRUE, "held", 0},
		{"rejected", DISPOSITION_REJECT, FALSE, FALSE, "rejected", 0},
		{"stripped and returned", DISPOSITION_REJECT, TRUE, TRUE, "returning", 1},
	};
	const struct fixture *fixture = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct letter *letter = letter_new(fixture, cases[i].name);
		int before = count_of(fixture, "SELECT count(*) FROM sealed_chunks");
		char case_id[CASE_ID_BYTES];

		print_message("  %s\n", cases[i].name);
		letter_add(letter, A, cases[i].disposition);
		letter->record.owes_return = cases[i].owes_return;
		assert_true(casebook_record(fixture->casebook, &letter->record, case_id, NULL));
		assert_int_equal(count_of(fixture, "SELECT count(*) FROM sealed_chunks") > before, cases[i].is_sealed);
		assert_string_equal(recipient_state_name(binding_of(fixture, cases[i].name, A, FIXTURE_TIME).state),
				    cases[i].state);
		assert_int_equal(count_of(fixture, "SELECT count(*) FROM outbox WHERE kind = 'return'"), cases[i].work);
		letter_free(letter);
	}
}

static void test_casebook_record_leaves_no_trace_of_protected(void **state)
{
	const struct fixture *fixture = *state;
	struct letter *letter = letter_new(fixture, "1@x");
	char case_id[CASE_ID_BYTES];

	letter_add(letter, "monitoring.officer@northmere.gov.uk", DISPOSITION_DELIVER);
	letter_add(letter, B, DISPOSITION_HOLD);
	letter->is_unrecorded[0] = TRUE;
	assert_true(casebook_record(fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
	assert_int_equal(count_of(fixture, "SELECT count(*) FROM recipients"), 1);
	assert_int_equal(count_of(fixture, "SELECT count(*) FROM bindings"), 1);
	assert_int_equal(count_of(fixture, "SELECT position FROM recipients"), 1);
	assert_false(binding_of(fixture, "1@x", "monitoring.officer@northmere.gov.uk", FIXTURE_TIME).is_bound);
}

static void test_casebook_record_needs_a_key_to_hold(void **state)
{
	const struct fixture *fixture = *state;
	struct letter *letter = letter_new(fixture, "1@x");
	char case_id[CASE_ID_BYTES] = "untouched";
	g_autoptr(GError) error = NULL;

	letter_add(letter, B, DISPOSITION_HOLD);
	letter->record.seal = NULL;
	assert_false(casebook_record(fixture->casebook, &letter->record, case_id, &error));
	assert_non_null(error);
	assert_string_equal(case_id, "untouched");
	assert_int_equal(rows_of_all(fixture), 0);
	letter_free(letter);
}

static void test_casebook_find_bindings_after_days(void **state)
{
	static const struct {
		const char *name;
		gint64 later;
		gboolean is_bound;
	} cases[] = {
		{"at once", 0, TRUE},
		{"before, by another clock", -60, TRUE},
		{"at the end of the seventh day", 7 * DAY_S, TRUE},
		{"a second later", 7 * DAY_S + 1, FALSE},
	};
	char case_id[CASE_ID_BYTES];

	fixture_record_held(*state, "1@x", 0, case_id);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct binding binding = binding_of(*state, "1@x", B, FIXTURE_TIME + cases[i].later);

		print_message("  %s\n", cases[i].name);
		assert_int_equal(binding.is_bound, cases[i].is_bound);
		if (binding.is_bound) {
			assert_int_equal(binding.state, RECIPIENT_HELD);
			assert_string_equal(binding.case_id, case_id);
		}
	}
	assert_int_equal(binding_of(*state, "1@x", A, FIXTURE_TIME).state, RECIPIENT_DELIVERED);
	assert_false(binding_of(*state, "2@x", B, FIXTURE_TIME).is_bound);
}

/* After the seven days the letter is a new one. */
static void test_casebook_record_again_after_days(void **state)
{
	const struct fixture *fixture = *state;
	struct letter *letter = letter_new(fixture, "1@x");
	char first[CASE_ID_BYTES], second[CASE_ID_BYTES];

	fixture_record_held(fixture, "1@x", 0, first);
	letter_add(letter, B, DISPOSITION_REJECT);
	letter->envelope->received_at += 8 * DAY_S;
	assert_true(casebook_record(fixture->casebook, &letter->record, second, NULL));
	letter_free(letter);
	assert_string_equal(binding_of(fixture, "1@x", B, FIXTURE_TIME + 8 * DAY_S).case_id, second);
	assert_int_equal(binding_of(fixture, "1@x", B, FIXTURE_TIME + 8 * DAY_S).state, RECIPIENT_REJECTED);
}

static guint submit(const struct fixture *fixture, const char *const *addresses)
{
	struct letter *letter = letter_new(fixture, "1@x");
	struct binding bindings[FIXTURE_MAX_RECIPIENTS];
	char case_id[CASE_ID_BYTES];
	guint fresh = 0, count;

	for (count = 0; addresses[count] != NULL; count++)
		letter_add(letter, addresses[count],
			   g_str_equal(addresses[count], A) ? DISPOSITION_DELIVER : DISPOSITION_HOLD);
	assert_true(casebook_find_bindings(fixture->casebook, letter->identities, count, FIXTURE_TIME + 60, bindings,
					   NULL));
	for (guint i = 0; i < count; i++) {
		letter->bound[i] = bindings[i].is_bound;
		fresh += !bindings[i].is_bound;
		if (bindings[i].is_bound && !g_str_equal(addresses[i], A))
			assert_int_equal(bindings[i].state, RECIPIENT_HELD);
	}
	if (fresh > 0)
		assert_true(casebook_record(fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
	return fresh;
}

/* What the milter does at end of message, for one letter sent in again in any grouping. */
static void test_casebook_retry_in_any_grouping(void **state)
{
	static const char C[] = "cllr.reid@northmere.gov.uk";
	static const struct {
		const char *name;
		const char *tries[4][4];
		int cases;
	} cases[] = {
		{"both, then both", {{A, B}, {A, B}}, 1},
		{"both, then the held one", {{A, B}, {B}}, 1},
		{"both, then the delivered one", {{A, B}, {A}}, 1},
		{"both, then one by one", {{A, B}, {B}, {A}}, 1},
		{"in another order", {{A, B}, {B, A}}, 1},
		{"one, then both", {{B}, {A, B}}, 2},
		{"one by one, then all, then both", {{A}, {B}, {A, B, C}, {B, C}}, 3},
		{"twice in one envelope", {{B, B}, {B}, {B, B}}, 1},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		void *own;
		int cases_recorded;

		print_message("  %s\n", cases[i].name);
		fixture_setup(&own);
		for (gsize try = 0; try < 4 && cases[i].tries[try][0] != NULL; try++)
			submit(own, cases[i].tries[try]);
		cases_recorded = count_of(own, "SELECT count(*) FROM cases");
		assert_int_equal(cases_recorded, cases[i].cases);
		assert_int_equal(count_of(own, "SELECT count(*) - count(DISTINCT address) FROM recipients"),
				 i == G_N_ELEMENTS(cases) - 1 ? 1 : 0);
		fixture_teardown(&own);
	}
	(void)state;
}

/* Two sessions with the same letter at once: both looked up before either recorded. */
static void test_casebook_record_refuses_what_is_bound_meanwhile(void **state)
{
	const struct fixture *fixture = *state;
	struct letter *letter = letter_new(fixture, "1@x");
	char first[CASE_ID_BYTES], second[CASE_ID_BYTES] = "untouched";
	g_autoptr(GError) error = NULL;
	int before;

	letter_add(letter, B, DISPOSITION_HOLD);
	fixture_record_held(fixture, "1@x", 0, first);
	before = rows_of_all(fixture);
	assert_false(casebook_record(fixture->casebook, &letter->record, second, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_BOUND));
	assert_string_equal(second, "untouched");
	assert_int_equal(rows_of_all(fixture), before);
	letter_free(letter);
}

/* What a test does to each new connection of this process: SQLite calls spoil() when candour opens one. */
static struct {
	sqlite3 *connection;
	int statements_to_live; /* then the process kills itself; 0: lives */
	const char *sql;
} harm;

static int count_down(unsigned event, void *context, void *statement, void *text)
{
	(void)event;
	(void)context;
	(void)statement;
	(void)text;
	if (harm.statements_to_live > 0 && --harm.statements_to_live == 0)
		kill(getpid(), SIGKILL);
	return 0;
}

static int spoil(sqlite3 *connection, const char **message, const struct sqlite3_api_routines *api)
{
	(void)message;
	(void)api;
	harm.connection = connection;
	sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, count_down, NULL);
	return SQLITE_OK;
}

/* A second handle on the same file, its connection known to the test. */
static struct casebook *open_spoilt(const struct fixture *fixture)
{
	struct casebook *casebook;

	sqlite3_auto_extension((void (*)(void))spoil);
	casebook = casebook_open(fixture->store, NULL);
	sqlite3_reset_auto_extension();
	assert_non_null(casebook);
	return casebook;
}

static struct letter *large_letter(const struct fixture *fixture)
{
	struct letter *letter = letter_new(fixture, "large@x");

	letter_add(letter, A, DISPOSITION_DELIVER);
	letter_add(letter, B, DISPOSITION_HOLD);
	g_free(letter->bytes);
	letter->length = 5 * SEAL_CHUNK_BYTES;
	letter->bytes = g_malloc0(letter->length);
	letter->record.bytes = letter->bytes;
	letter->record.length = letter->length;
	letter->record.owes_notice = TRUE;
	return letter;
}

static G_NORETURN void record_and_die(const struct fixture *fixture, int statements)
{
	struct casebook *casebook = open_spoilt(fixture);
	struct letter *letter = large_letter(fixture);
	char case_id[CASE_ID_BYTES];

	harm.statements_to_live = statements;
	_exit(casebook_record(casebook, &letter->record, case_id, NULL) ? 0 : 1);
}

/* A process that dies before any one of its statements leaves nothing behind; one that says it recorded leaves all. */
static void test_casebook_record_survives_being_killed(void **state)
{
	const struct fixture *fixture = *state;
	gboolean is_recorded = FALSE;
	int kills = 0;

	for (int statements = 1; !is_recorded; statements++) {
		pid_t child = fork();
		int status;

		if (child == 0)
			record_and_die(fixture, statements);
		assert_int_equal(waitpid(child, &status, 0), child);
		is_recorded = WIFEXITED(status) && WEXITSTATUS(status) == 0;
		assert_true(is_recorded || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
		assert_true(is_whole(fixture));
		assert_int_equal(count_of(fixture, "SELECT count(*) FROM cases"), is_recorded);
		if (!is_recorded)
			assert_int_equal(rows_of_all(fixture), 0);
		kills += !is_recorded;
	}
	assert_true(kills > 10);
	assert_int_equal(count_of(fixture, "SELECT count(*) FROM recipients"), 2);
	assert_int_equal(count_of(fixture, "SELECT count(*) FROM sealed_chunks"), 6);
	assert_int_equal(count_of(fixture, "SELECT count(*) FROM outbox"), 1);
	assert_int_equal(binding_of(fixture, "large@x", B, FIXTURE_TIME).state, RECIPIENT_HELD);
}

static void fill_disk(const struct fixture *fixture)
{
	(void)fixture;
	sqlite3_exec(harm.connection, "PRAGMA max_page_count = 60", NULL, NULL, NULL);
}

static void make_read_only(const struct fixture *fixture)
{
	(void)fixture;
	sqlite3_exec(harm.connection, "PRAGMA query_only = ON", NULL, NULL, NULL);
}

static sqlite3 *locker;

static void lock_elsewhere(const struct fixture *fixture)
{
	sqlite3_busy_timeout(harm.connection, 10);
	assert_int_equal(sqlite3_open(fixture->store, &locker), SQLITE_OK);
	assert_int_equal(sqlite3_exec(locker, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
}

static void break_outbox(const struct fixture *fixture)
{
	(void)fixture;
	assert_int_equal(sqlite3_exec(harm.connection,
				      "CREATE TRIGGER broken BEFORE INSERT ON outbox "
				      "BEGIN SELECT RAISE(ABORT, 'broken'); END",
				      NULL, NULL, NULL),
			 SQLITE_OK);
}

static void test_casebook_record_fails_whole(void **state)
{
	static const struct {
		const char *name;
		void (*harm)(const struct fixture *fixture);
	} cases[] = {
		{"the disk is full", fill_disk},
		{"the file is read-only", make_read_only},
		{"another program keeps it locked", lock_elsewhere},
		{"the last statement fails", break_outbox},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		char case_id[CASE_ID_BYTES] = "untouched";
		g_autoptr(GError) error = NULL;
		struct casebook *casebook;
		struct letter *letter;
		void *own;

		print_message("  %s\n", cases[i].name);
		fixture_setup(&own);
		letter = large_letter(own);
		casebook = open_spoilt(own);
		cases[i].harm(own);
		assert_false(casebook_record(casebook, &letter->record, case_id, &error));
		assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_STORE));
		assert_string_equal(case_id, "untouched");
		sqlite3_close(locker);
		locker = NULL;
		assert_int_equal(rows_of_all(own), 0);
		assert_true(is_whole(own));
		casebook_close(casebook);
		letter_free(letter);
		fixture_teardown(&own);
	}
}

/* A handle is usable again once the trouble is over. */
static void test_casebook_record_after_a_failure(void **state)
{
	const struct fixture *fixture = *state;
	struct casebook *casebook = open_spoilt(fixture);
	struct letter *letter = large_letter(fixture);
	char case_id[CASE_ID_BYTES];

	fill_disk(fixture);
	assert_false(casebook_record(casebook, &letter->record, case_id, NULL));
	sqlite3_exec(harm.connection, "PRAGMA max_page_count = 100000", NULL, NULL, NULL);
	assert_true(casebook_record(casebook, &letter->record, case_id, NULL));
	casebook_close(casebook);
	letter_free(letter);
}

static G_NORETURN void record_as_reader(const struct fixture *fixture)
{
	struct letter *letter = large_letter(fixture);
	g_autoptr(GError) error = NULL;
	char case_id[CASE_ID_BYTES];
	struct casebook *casebook;

	if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		_exit(2);
	casebook = casebook_open(fixture->store, &error);
	if (casebook != NULL && casebook_record(casebook, &letter->record, case_id, &error))
		_exit(3);
	_exit(g_error_matches(error, CASES_ERROR, CASES_ERROR_STORE) ? 0 : 4);
}

static void test_casebook_record_without_permission(void **state)
{
	const struct fixture *fixture = *state;
	int status;
	pid_t child;

	g_chmod(fixture->folder, 0755);
	g_chmod(fixture->store, 0444);
	child = fork();
	if (child == 0)
		record_as_reader(fixture);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	g_chmod(fixture->store, 0660);
	assert_int_equal(rows_of_all(fixture), 0);
}

static gpointer record_some(gpointer data)
{
	const struct fixture *fixture = data;

	for (int i = 0; i < 20; i++) {
		g_autofree char *name = g_strdup_printf("%p-%d@x", (void *)g_thread_self(), i);
		char case_id[CASE_ID_BYTES];

		fixture_record_held(fixture, name, 0, case_id);
	}
	return NULL;
}

static void test_casebook_record_from_threads(void **state)
{
	GThread *threads[4];

	for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
		threads[i] = g_thread_new("record", record_some, *state);
	for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
		g_thread_join(threads[i]);
	assert_int_equal(count_of(*state, "SELECT count(*) FROM cases"), 80);
}

static G_NORETURN void open_and_record(const struct fixture *fixture, const char *path, int number)
{
	struct fixture own = *fixture;

	own.casebook = casebook_open(path, NULL);
	if (own.casebook == NULL)
		_exit(1);
	for (int i = 0; i < 10; i++) {
		g_autofree char *name = g_strdup_printf("%d-%d@x", number, i);
		char case_id[CASE_ID_BYTES];

		fixture_record_held(&own, name, 0, case_id);
	}
	_exit(0);
}

/* Milter, courier and command start at once on a machine that has no casebook yet. */
static void test_casebook_open_from_processes(void **state)
{
	enum { PROCESSES = 6 };
	const struct fixture *fixture = *state;
	g_autofree char *path = g_build_filename(fixture->folder, "shared.db", NULL);
	struct fixture shared = *fixture;
	pid_t children[PROCESSES];

	for (int i = 0; i < PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0)
			open_and_record(fixture, path, i);
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status;

		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	shared.store = path;
	assert_int_equal(count_of(&shared, "SELECT count(*) FROM cases"), PROCESSES * 10);
	assert_true(is_whole(&shared));
}

#define CASEBOOK_TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASEBOOK_TEST(test_casebook_open_minds_modes_under_any_umask),
		CASEBOOK_TEST(test_casebook_open_is_durable),
		CASEBOOK_TEST(test_casebook_open_refuses),
		CASEBOOK_TEST(test_casebook_open_refuses_what_is_no_database),
		CASEBOOK_TEST(test_casebook_record_says_a_readable_id),
		CASEBOOK_TEST(test_casebook_record_keeps_no_content),
		CASEBOOK_TEST(test_casebook_record_seals_only_what_waits),
		CASEBOOK_TEST(test_casebook_record_leaves_no_trace_of_protected),
		CASEBOOK_TEST(test_casebook_record_needs_a_key_to_hold),
		CASEBOOK_TEST(test_casebook_find_bindings_after_days),
		CASEBOOK_TEST(test_casebook_record_again_after_days),
		cmocka_unit_test(test_casebook_retry_in_any_grouping),
		CASEBOOK_TEST(test_casebook_record_refuses_what_is_bound_meanwhile),
		CASEBOOK_TEST(test_casebook_record_survives_being_killed),
		cmocka_unit_test(test_casebook_record_fails_whole),
		CASEBOOK_TEST(test_casebook_record_after_a_failure),
		CASEBOOK_TEST(test_casebook_record_without_permission),
		CASEBOOK_TEST(test_casebook_record_from_threads),
		CASEBOOK_TEST(test_casebook_open_from_processes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
