/* SPDX-License-Identifier: BSD-2-Clause */
/* The history of threads: what is kept and given back, what a stranger cannot change, what is lost and forgotten. */
#include "store/history_store.h"

#include "store/casebook.h"
#include "store/database.h"
#include "store/history_rows.h"
#include "tests/policy/directory_rows.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define AT "@northmere.gov.uk"
#define SHAH "cllr.shah" AT
#define ODUYA "cllr.oduya" AT
#define HART "j.hart" AT

static const guint8 key[IDENTITY_KEY_BYTES] = {7};

struct shelf {
	char *folder, *path;
	struct directory *directory;
	struct history_store *store;
	struct history_people *people;
};

static struct directory *make_directory(void)
{
	static const char *const domains[] = {"northmere.gov.uk", NULL};
	struct directory *directory = directory_new(domains);
	struct person *oduya = rows_person(3, ODUYA, PERSON_MEMBER, "Ben", "Oduya");

	rows_set(&oduya->aliases, "ben.oduya" AT);
	assert_true(directory_take_person(directory, oduya, NULL));
	assert_true(directory_take_person(directory, rows_person(2, SHAH, PERSON_MEMBER, "Amina", "Shah"), NULL));
	assert_true(directory_take_person(directory, rows_person(4, HART, PERSON_OFFICER, "Jo", "Hart"), NULL));
	assert_true(directory_seal(directory, NULL));
	return directory;
}

static void open_store(struct shelf *shelf, int days)
{
	g_autoptr(GError) error = NULL;

	shelf->store = history_store_open(shelf->path, key, days, &error);
	assert_null(error);
	shelf->people = history_people_new(shelf->store, shelf->directory);
}

static void close_store(struct shelf *shelf)
{
	history_people_unref(shelf->people);
	history_store_close(shelf->store);
}

static int set_up(void **state)
{
	struct shelf *shelf = g_new0(struct shelf, 1);

	shelf->folder = g_dir_make_tmp("candour-test-XXXXXX", NULL);
	shelf->path = g_build_filename(shelf->folder, "history.db", NULL);
	shelf->directory = make_directory();
	open_store(shelf, 0);
	*state = shelf;
	return 0;
}

static int tear_down(void **state)
{
	static const char *const suffixes[] = {"", "-wal", "-shm"};
	struct shelf *shelf = *state;

	close_store(shelf);
	directory_free(shelf->directory);
	for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
		g_autofree char *path = g_strconcat(shelf->path, suffixes[i], NULL);

		g_unlink(path);
	}
	g_rmdir(shelf->folder);
	g_free(shelf->path);
	g_free(shelf->folder);
	g_free(shelf);
	return 0;
}

/* A letter: persons as "ROLES EMAIL", parted by ';'. */
struct told {
	const char *id, *links, *thread_index, *sender, *persons, *values;
	gint64 received_at;
	gboolean is_untrusted;
};

static struct history_note *note_new(const struct told *told)
{
	struct history_note *note = history_note_new();
	g_auto(GStrv) persons = g_strsplit(told->persons != NULL ? told->persons : "", ";", -1);
	g_auto(GStrv) values = g_strsplit(told->values != NULL ? told->values : "", ";", -1);

	note->message_id = g_strdup(told->id);
	note->links = g_strsplit(told->links != NULL ? told->links : "", " ", -1);
	note->thread_index = g_strdup(told->thread_index);
	note->sender = g_strdup(told->sender != NULL ? told->sender : SHAH);
	note->letter.is_trusted = !told->is_untrusted;
	note->letter.received_at = told->received_at;
	for (char **person = persons; *person != NULL; person++)
		history_letter_add(&note->letter, strchr(*person, ' ') + 1, (guint)atoi(*person));
	for (char **value = values; *value != NULL; value++)
		g_ptr_array_add(note->values, g_strdup(*value));
	return note;
}

static void add(struct shelf *shelf, const struct told *told)
{
	struct history_note *note = note_new(told);

	assert_true(history_store_add(shelf->store, note, NULL));
	history_store_flush(shelf->store);
	history_note_free(note);
}

static struct history *find(struct shelf *shelf, const char *id, const char *links, const char *thread_index)
{
	g_autofree char *bytes = g_strdup_printf(
		"Message-ID: <%s>\nReferences: %s\n%s%s\n\nText.\n", id, links,
		thread_index != NULL ? "Thread-Index: " : "X: ", thread_index != NULL ? thread_index : "");
	struct message *message = message_parse(bytes, strlen(bytes));
	g_autoptr(GError) error = NULL;
	struct history *history = history_store_find(shelf->store, shelf->people, message, &error);

	assert_null(error);
	assert_non_null(history);
	message_free(message);
	return history;
}

static void assert_letters(struct shelf *shelf, const char *links, guint count)
{
	struct history *history = find(shelf, "asking", links, NULL);

	assert_int_equal(history->letters->len, count);
	history_free(history);
}

static const struct history_letter *letter_at(const struct history *history, guint place)
{
	assert_true(place < history->letters->len);
	return g_ptr_array_index(history->letters, place);
}

static void test_a_letter_is_given_back(void **state)
{
	struct shelf *shelf = *state;
	struct history_note *note = note_new(&(struct told){
		.id = "one", .persons = "1 " SHAH ";2 " HART ";32 " HISTORY_ANYBODY, .received_at = 100});
	struct history *history;

	note->letter.is_marked = note->letter.is_confidence_asked = TRUE;
	assert_true(history_store_add(shelf->store, note, NULL));
	history_store_flush(shelf->store);
	history_note_free(note);
	history = find(shelf, "two", "<one>", NULL);
	assert_int_equal(history->letters->len, 1);
	assert_true(letter_at(history, 0)->is_trusted);
	assert_true(letter_at(history, 0)->is_marked);
	assert_true(letter_at(history, 0)->is_confidence_asked);
	assert_int_equal(letter_at(history, 0)->received_at, 100);
	assert_int_equal(history_letter_roles(letter_at(history, 0), SHAH), HISTORY_AUTHOR);
	assert_int_equal(history_letter_roles(letter_at(history, 0), HART), HISTORY_TO);
	assert_int_equal(history_letter_roles(letter_at(history, 0), HISTORY_ANYBODY), HISTORY_REFUSED);
	assert_int_equal(history_letter_roles(letter_at(history, 0), ODUYA), 0);
	history_free(history);
	assert_letters(shelf, "<another>", 0);
	assert_letters(shelf, "", 0);
}

static void test_a_thread_is_known_by_any_of_its_letters(void **state)
{
	struct shelf *shelf = *state;
	struct history *history;

	add(shelf, &(struct told){.id = "one", .persons = "1 " SHAH, .received_at = 100});
	add(shelf, &(struct told){.id = "two", .links = "one", .sender = HART, .received_at = 200});
	add(shelf, &(struct told){.id = "three", .links = "two", .persons = "1 " ODUYA, .received_at = 300});
	add(shelf, &(struct told){.id = "elsewhere", .persons = "1 " SHAH, .received_at = 250});
	history = find(shelf, "four", "<unseen> <one>", NULL);
	assert_int_equal(history->letters->len, 3);
	assert_int_equal(letter_at(history, 0)->received_at, 300);
	assert_int_equal(letter_at(history, 2)->received_at, 100);
	history_free(history);
	/* A message is not its own history, when it is sent again. */
	history = find(shelf, "three", "<one>", NULL);
	assert_int_equal(history->letters->len, 2);
	history_free(history);
}

static void test_a_thread_index_links_too(void **state)
{
	static const char root[] = "AQHaJxUAAQIDBAUGBwgJCgsMDQ4PEA==";
	struct shelf *shelf = *state;
	struct history *history;

	add(shelf, &(struct told){.id = "one", .thread_index = "000102030405060708090a0b0c0d0e0f10", .received_at = 1});
	history = find(shelf, "two", "", root);
	assert_int_equal(history->letters->len, 0);
	history_free(history);
	add(shelf, &(struct told){.id = "three", .thread_index = "0102030405060708090a0b0c0d0e0f10", .received_at = 1});
	history = find(shelf, "two", "", root);
	assert_int_equal(history->letters->len, 1);
	history_free(history);
}

static void test_split_transactions_are_one_letter(void **state)
{
	struct shelf *shelf = *state;
	struct history *history;

	add(shelf, &(struct told){.id = "one", .persons = "1 " SHAH ";2 " HART, .received_at = 100});
	add(shelf, &(struct told){.id = "one", .persons = "8 " HART ";8 " ODUYA, .values = "v", .received_at = 101});
	history = find(shelf, "two", "<one>", NULL);
	assert_int_equal(history->letters->len, 1);
	assert_int_equal(history_letter_roles(letter_at(history, 0), HART), HISTORY_TO | HISTORY_RECIPIENT);
	assert_int_equal(history_letter_roles(letter_at(history, 0), ODUYA), HISTORY_RECIPIENT);
	assert_true(history_has_supplied(history, SHAH, "v"));
	history_free(history);
}

/* A stranger who knows a Message-ID can neither add to the letter nor to its thread. */
static void test_a_stranger_changes_nothing(void **state)
{
	struct shelf *shelf = *state;
	struct history *history;

	add(shelf, &(struct told){.id = "one", .persons = "1 " SHAH, .received_at = 100});
	add(shelf,
	    &(struct told){.id = "one", .persons = "17 " ODUYA, .values = "v", .received_at = 1, .is_untrusted = TRUE});
	add(shelf, &(struct told){.id = "two",
				  .links = "one",
				  .persons = "17 " SHAH,
				  .values = "w",
				  .received_at = 150,
				  .is_untrusted = TRUE});
	add(shelf,
	    &(struct told){.id = "three", .links = "two", .persons = "1 " HART, .sender = HART, .received_at = 200});
	history = find(shelf, "four", "<one>", NULL);
	assert_int_equal(history->letters->len, 2);
	assert_true(letter_at(history, 0)->is_trusted);
	assert_int_equal(history_letter_roles(letter_at(history, 0), ODUYA), 0);
	assert_false(letter_at(history, 1)->is_trusted);
	assert_false(history_has_supplied(history, ODUYA, "v"));
	assert_false(history_has_supplied(history, SHAH, "w"));
	history_free(history);
	/* Nor does an answer to a stranger's letter join the thread that the stranger named. */
	assert_letters(shelf, "<three>", 1);
}

static void test_values_are_their_authors(void **state)
{
	struct shelf *shelf = *state;
	struct history *history;

	add(shelf, &(struct told){.id = "one", .persons = "1 " SHAH ";2 " ODUYA, .values = "a;b", .received_at = 1});
	history = find(shelf, "two", "<one>", NULL);
	assert_true(history_has_supplied(history, SHAH, "a"));
	assert_true(history_has_supplied(history, SHAH, "b"));
	assert_false(history_has_supplied(history, SHAH, "c"));
	assert_false(history_has_supplied(history, ODUYA, "a"));
	history_free(history);
	history = find(shelf, "two", "<other>", NULL);
	assert_false(history_has_supplied(history, SHAH, "a"));
	history_free(history);
}

static void test_people_are_known_by_aliases_and_forgotten(void **state)
{
	struct shelf *shelf = *state;
	struct history *history;

	add(shelf, &(struct told){.id = "one", .persons = "1 Ben.Oduya" AT ";2 gone" AT, .received_at = 1});
	history = find(shelf, "two", "<one>", NULL);
	assert_int_equal(letter_at(history, 0)->persons->len, 1);
	assert_int_equal(history_letter_roles(letter_at(history, 0), ODUYA), HISTORY_AUTHOR);
	history_free(history);
}

static void test_it_outlives_the_process_and_reveals_nobody(void **state)
{
	struct shelf *shelf = *state;
	g_autofree char *bytes = NULL;
	gsize length;

	add(shelf, &(struct told){.id = "secret-one", .persons = "1 " SHAH, .values = "HB-2204417", .received_at = 1});
	close_store(shelf);
	assert_true(g_file_get_contents(shelf->path, &bytes, &length, NULL));
	assert_null(memmem(bytes, length, "shah", 4));
	assert_null(memmem(bytes, length, "secret", 6));
	assert_null(memmem(bytes, length, "2204417", 7));
	open_store(shelf, 0);
	assert_letters(shelf, "<secret-one>", 1);
}

static void test_old_letters_are_forgotten(void **state)
{
	struct shelf *shelf = *state;
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;

	add(shelf, &(struct told){.id = "old", .persons = "1 " SHAH, .values = "v", .received_at = now - 11 * 86400});
	add(shelf, &(struct told){.id = "young", .persons = "1 " SHAH, .received_at = now - 9 * 86400});
	close_store(shelf);
	open_store(shelf, 10);
	add(shelf, &(struct told){.id = "new", .persons = "1 " SHAH, .received_at = now});
	assert_letters(shelf, "<old>", 0);
	assert_letters(shelf, "<young>", 1);
}

static void test_limits(void **state)
{
	struct shelf *shelf = *state;
	struct history *history;

	add(shelf, &(struct told){.id = "first", .persons = "1 " SHAH, .received_at = 1});
	for (int i = 0; i < HISTORY_MAX_LETTERS + 10; i++) {
		g_autofree char *id = g_strdup_printf("n%d", i);
		const struct told told = {.id = id, .links = "first", .persons = "1 " HART, .received_at = 10 + i};
		struct history_note *note = note_new(&told);

		assert_true(history_store_add(shelf->store, note, NULL));
		history_note_free(note);
	}
	history_store_flush(shelf->store);
	history = find(shelf, "asking", "<n3>", NULL);
	assert_int_equal(history->letters->len, HISTORY_MAX_LETTERS);
	assert_int_equal(letter_at(history, 0)->received_at, 10 + HISTORY_MAX_LETTERS + 9);
	assert_int_equal(history_letter_roles(letter_at(history, HISTORY_MAX_LETTERS - 1), SHAH), HISTORY_AUTHOR);
	history_free(history);
}

/* While somebody keeps the file locked the queue fills up; what is lost is counted and told. */
static void test_a_full_queue_loses_and_counts(void **state)
{
	struct shelf *shelf = *state;
	struct database *other = database_open(shelf->path, NULL);
	const struct told told = {.id = "one", .persons = "1 " SHAH, .received_at = 1};
	struct history_note *note = note_new(&told);
	g_autoptr(GError) error = NULL;

	assert_true(database_begin_write(other, NULL));
	assert_true(history_store_add(shelf->store, note, NULL));
	history_store_flush(shelf->store);
	assert_false(history_store_add(shelf->store, note, &error));
	assert_non_null(strstr(error->message, "1 letters lost so far"));
	assert_non_null(strstr(error->message, "locked"));
	g_clear_error(&error);
	for (int i = 0; i < 50 * HISTORY_MAX_QUEUE && error == NULL; i++)
		if (!history_store_add(shelf->store, note, &error) && strstr(error->message, "no more may") == NULL)
			g_clear_error(&error);
	assert_non_null(error);
	/* Nobody waits for the writer to look a thread up. */
	assert_letters(shelf, "<one>", 0);
	database_end(other, TRUE, NULL);
	database_close(other);
	history_store_flush(shelf->store);
	history_note_free(note);
	add(shelf, &(struct told){.id = "two", .persons = "1 " SHAH, .received_at = 1}); /* told of the loss already */
	assert_letters(shelf, "<two>", 1);
}

static void write_file(const char *path, const char *text)
{
	assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void test_a_file_that_is_none_is_refused(void **state)
{
	struct shelf *shelf = *state;
	g_autofree char *path = g_build_filename(shelf->folder, "other.db", NULL);
	g_autoptr(GError) error = NULL;
	struct casebook *casebook;

	write_file(path, "This is no database, and long enough to be one: a hundred bytes and then some more of them,"
			 " so that the header would fit in it.");
	assert_null(history_store_open(path, key, 0, &error));
	assert_non_null(strstr(error->message, path));
	g_clear_error(&error);
	g_unlink(path);
	casebook = casebook_open(path, NULL);
	casebook_close(casebook);
	assert_null(history_store_open(path, key, 0, &error));
	assert_non_null(strstr(error->message, "no history"));
	g_unlink(path);
}

static void test_a_damaged_table_is_a_failure(void **state)
{
	struct shelf *shelf = *state;
	struct database *other = database_open(shelf->path, NULL);
	struct message *message = message_parse("In-Reply-To: <one>\n\nText.\n", 26);
	g_autoptr(GError) error = NULL;

	add(shelf, &(struct told){.id = "one", .persons = "1 " SHAH, .received_at = 1});
	assert_true(database_begin_write(other, NULL));
	assert_true(database_script(other, "DROP TABLE participants", NULL));
	assert_true(database_end(other, TRUE, NULL));
	database_close(other);
	assert_null(history_store_find(shelf->store, shelf->people, message, &error));
	assert_non_null(strstr(error->message, "participants"));
	message_free(message);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_a_letter_is_given_back),
		TEST(test_a_thread_is_known_by_any_of_its_letters),
		TEST(test_a_thread_index_links_too),
		TEST(test_split_transactions_are_one_letter),
		TEST(test_a_stranger_changes_nothing),
		TEST(test_values_are_their_authors),
		TEST(test_people_are_known_by_aliases_and_forgotten),
		TEST(test_it_outlives_the_process_and_reveals_nobody),
		TEST(test_old_letters_are_forgotten),
		TEST(test_limits),
		TEST(test_a_full_queue_loses_and_counts),
		TEST(test_a_file_that_is_none_is_refused),
		TEST(test_a_damaged_table_is_a_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
