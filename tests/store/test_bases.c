/* SPDX-License-Identifier: BSD-2-Clause */
/* Bases in the store: rows that only come, what they say together with the register's, and what must not pass. */
#include "store/bases.h"

#include "store/audit.h"
#include "store/basis_index_private.h"
#include "store/database.h"
#include "store/register_describe.h"
#include "store/rekey.h"
#include "tests/store/case_fixture.h"

#define MEMBER "cllr.patel@northmere.gov.uk"
#define OTHER "cllr.lee@northmere.gov.uk"

enum { TODAY = 739750 };

struct council {
	struct fixture *fixture;
	char *register_path, *key_path;
	struct register_file *file;
};

static void free_constituent(gpointer row)
{
	register_constituent_free(row);
}

static void free_basis(gpointer row)
{
	register_basis_free(row);
}

static void add_constituent(GPtrArray *rows, const char *id)
{
	struct register_constituent *row = g_new0(struct register_constituent, 1);

	row->id = g_strdup(id);
	row->surname = g_strdup("Pickersgill");
	row->references = g_strsplit("CAS-26-1;CAS-26-2", ";", -1);
	g_ptr_array_add(rows, row);
}

static void add_registered(GPtrArray *rows, const char *constituent, const char *matter, gint32 withdrawn)
{
	struct register_basis *row = g_new0(struct register_basis, 1);

	row->constituent = g_strdup(constituent);
	row->member = g_strdup(MEMBER);
	row->basis = g_strdup("consent");
	row->matter = g_strdup(matter);
	row->withdrawn = withdrawn;
	g_ptr_array_add(rows, row);
}

/* C1: nothing; C2: a basis; C3: a basis withdrawn yesterday; C4: a basis for one matter. */
static struct register_file *build(struct council *council)
{
	g_autoptr(GPtrArray) constituents = g_ptr_array_new_with_free_func(free_constituent);
	g_autoptr(GPtrArray) bases = g_ptr_array_new_with_free_func(free_basis);

	for (const char *const *id = (const char *const[]){"C1", "C2", "C3", "C4", NULL}; *id != NULL; id++)
		add_constituent(constituents, *id);
	add_registered(bases, "C2", NULL, 0);
	add_registered(bases, "C3", NULL, TODAY - 1);
	add_registered(bases, "C4", "CAS-26-1", 0);
	assert_true(register_build(constituents, bases, council->register_path, council->key_path, NULL));
	return register_open(council->register_path, council->key_path, NULL);
}

static int set_up(void **state)
{
	struct council *council = g_new0(struct council, 1);
	void *fixture;

	fixture_setup(&fixture);
	council->fixture = fixture;
	council->register_path = g_build_filename(council->fixture->folder, "register.db", NULL);
	council->key_path = g_build_filename(council->fixture->folder, "register.db.key", NULL);
	council->file = build(council);
	assert_non_null(council->file);
	*state = council;
	return 0;
}

static int tear_down(void **state)
{
	struct council *council = *state;
	void *fixture = council->fixture;

	register_close(council->file);
	fixture_teardown(&fixture);
	g_free(council->register_path);
	g_free(council->key_path);
	g_free(council);
	return 0;
}

/* What a test records: a word of NULL is a withdrawal. */
struct entry {
	const char *word, *matter;
	gint32 from, until, withdrawn;
	gboolean is_anew;
};

static gboolean record(const struct council *council, const char *id, const struct entry *entry, GError **error)
{
	g_autofree char *constituent = register_id_tag(council->file, id);
	g_autofree char *matter = entry->matter != NULL ? register_matter_tag(council->file, entry->matter) : NULL;
	g_autofree char *key_name = register_key_name(council->file);
	const struct basis_row row = {.constituent = constituent,
				      .member = (char *)MEMBER,
				      .basis = (char *)entry->word,
				      .matter = matter,
				      .from = entry->from,
				      .until = entry->until,
				      .withdrawn = entry->withdrawn,
				      .is_anew = entry->is_anew,
				      .evidence = (char *)"Form of 3 May",
				      .recorded_by = (char *)"jo",
				      .key_name = key_name};

	return bases_add(council->fixture->casebook, &row, error);
}

static struct basis_index *refresh(const struct council *council, const struct basis_index *known)
{
	g_autoptr(GError) error = NULL;
	struct basis_index *index = basis_index_refresh(council->fixture->casebook, council->file, known, &error);

	assert_null(error);
	assert_non_null(index);
	return index;
}

static gboolean is_in_force(const struct council *council, const struct basis_index *index, const char *id,
			    const char *member, const char *cited)
{
	const struct register_with_bases both = {council->file, index};
	struct register_view view = register_view_with(&both);
	const char *references[] = {cited, NULL};
	register_row row;

	assert_true(register_find_id(council->file, id, &row));
	return view.has_basis(view.context, row, member, TODAY, references);
}

static void test_what_is_in_force(void **state)
{
	static const struct {
		const char *name, *id;
		struct entry entries[3];
		const char *cited;
		gboolean is_expected;
	} cases[] = {
		{"nothing", "C1", {{0}}, NULL, FALSE},
		{"consent", "C1", {{"consent", NULL, TODAY, 0, 0, FALSE}}, NULL, TRUE},
		{"consent, a matter cited", "C1", {{"consent", NULL, TODAY, 0, 0, FALSE}}, "cas261", TRUE},
		{"from tomorrow", "C1", {{"consent", NULL, TODAY + 1, 0, 0, FALSE}}, NULL, FALSE},
		{"its last day", "C1", {{"acting", NULL, TODAY - 9, TODAY, 0, FALSE}}, NULL, TRUE},
		{"the day after", "C1", {{"acting", NULL, TODAY - 9, TODAY - 1, 0, FALSE}}, NULL, FALSE},
		{"its matter", "C1", {{"consent", "CAS-26-1", TODAY, 0, 0, FALSE}}, "cas261", TRUE},
		{"another matter", "C1", {{"consent", "CAS-26-1", TODAY, 0, 0, FALSE}}, "cas262", FALSE},
		{"the register's", "C2", {{0}}, NULL, TRUE},
		{"a withdrawal beats the register's", "C2", {{NULL, NULL, 0, 0, TODAY, FALSE}}, NULL, FALSE},
		{"from tomorrow on", "C2", {{NULL, NULL, 0, 0, TODAY + 1, FALSE}}, NULL, TRUE},
		{"a withdrawal is no basis before its day", "C1", {{NULL, NULL, 0, 0, TODAY + 1, FALSE}}, NULL, FALSE},
		{"of a matter that is cited", "C2", {{NULL, "CAS-26-1", 0, 0, TODAY, FALSE}}, "cas261", FALSE},
		{"of another matter", "C2", {{NULL, "CAS-26-1", 0, 0, TODAY, FALSE}}, "cas262", TRUE},
		{"a withdrawal beats a later entry",
		 "C1",
		 {{NULL, NULL, 0, 0, TODAY - 5, FALSE}, {"consent", NULL, TODAY, 0, 0, FALSE}},
		 NULL,
		 FALSE},
		{"and an earlier one",
		 "C1",
		 {{"consent", NULL, TODAY - 9, 0, 0, FALSE}, {NULL, NULL, 0, 0, TODAY, FALSE}},
		 NULL,
		 FALSE},
		{"but not what was given anew since",
		 "C1",
		 {{NULL, NULL, 0, 0, TODAY, FALSE}, {"consent", NULL, TODAY, 0, 0, TRUE}},
		 NULL,
		 TRUE},
		{"which can be withdrawn in its turn",
		 "C1",
		 {{NULL, NULL, 0, 0, TODAY, FALSE},
		  {"consent", NULL, TODAY, 0, 0, TRUE},
		  {NULL, NULL, 0, 0, TODAY, FALSE}},
		 NULL,
		 FALSE},
		{"and revives nothing else",
		 "C2",
		 {{NULL, NULL, 0, 0, TODAY, FALSE}, {"consent", "CAS-26-1", TODAY, 0, 0, TRUE}},
		 "cas262",
		 FALSE},
		{"the register's withdrawal beats the store's",
		 "C3",
		 {{"consent", NULL, TODAY, 0, 0, FALSE}},
		 NULL,
		 FALSE},
		{"given anew or not", "C3", {{"consent", NULL, TODAY, 0, 0, TRUE}}, NULL, FALSE},
		{"a second matter", "C4", {{"consent", "CAS-26-2", TODAY, 0, 0, FALSE}}, "cas262", TRUE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		void *own;
		struct basis_index *index;

		print_message("  %s\n", cases[i].name);
		set_up(&own);
		for (gsize n = 0; n < 3; n++) {
			const struct entry *entry = &cases[i].entries[n];

			if (entry->word != NULL || entry->withdrawn != 0)
				assert_true(record(own, cases[i].id, entry, NULL));
		}
		index = refresh(own, NULL);
		assert_int_equal(is_in_force(own, index, cases[i].id, MEMBER, cases[i].cited), cases[i].is_expected);
		assert_false(is_in_force(own, index, cases[i].id, OTHER, cases[i].cited));
		basis_index_unref(index);
		tear_down(&own);
	}
	(void)state;
}

static void test_refresh_takes_what_is_new(void **state)
{
	static const struct entry consent = {"consent", NULL, TODAY, 0, 0, FALSE};
	struct council *council = *state;
	struct basis_index *empty = refresh(council, NULL), *same = refresh(council, empty), *one, *two;

	assert_ptr_equal(empty, same);
	basis_index_unref(same);
	assert_true(record(council, "C4", &consent, NULL));
	one = refresh(council, empty);
	assert_int_equal(basis_index_count(one), 1);
	assert_true(record(council, "C1", &consent, NULL));
	two = refresh(council, one);
	assert_int_equal(basis_index_count(two), 2);
	/* Who took the older one still has it as it was. */
	assert_false(is_in_force(council, one, "C1", MEMBER, NULL));
	assert_true(is_in_force(council, two, "C1", MEMBER, NULL));
	assert_true(is_in_force(council, two, "C4", MEMBER, "cas262"));
	basis_index_unref(empty);
	basis_index_unref(one);
	basis_index_unref(two);
}

/* Rows of made-up constituents, one transaction. */
static void add_rows(const struct council *council, struct database *database, int from, int to)
{
	g_autofree char *key_name = register_key_name(council->file);

	assert_true(database_begin_write(database, NULL));
	for (int i = from; i < to; i++) {
		g_autofree char *tag = g_strdup_printf("%032x", (unsigned)(i % 500) * 2654435761u);

		assert_true(database_run(database, NULL,
					 "INSERT INTO bases (key_name, constituent, member, basis, from_day, "
					 "until_day, withdrawn_day, is_anew, recorded_at, recorded_by) "
					 "VALUES (?, ?, ?, 'consent', ?, 0, 0, 0, 0, 'jo')",
					 "ttti", key_name, tag, MEMBER, i));
	}
	assert_true(database_end(database, TRUE, NULL));
}

static GArray *bases_of(const struct basis_index *index, int number)
{
	GArray *bases = g_array_new(FALSE, FALSE, sizeof(struct register_keyed_basis));
	g_autofree char *tag = g_strdup_printf("%032x", (unsigned)number * 2654435761u);
	guint8 constituent[REGISTER_ROW_TAG_BYTES];

	for (gsize i = 0; i < sizeof constituent; i++)
		constituent[i] = (guint8)(g_ascii_xdigit_value(tag[2 * i]) * 16 + g_ascii_xdigit_value(tag[2 * i + 1]));
	basis_index_collect(index, constituent, bases);
	return bases;
}

/* An index that grew in steps, small and great, says what one says that was read at once. */
static void test_refresh_in_steps_misses_nothing(void **state)
{
	static const int steps[] = {1, 2, 700, 701, 1500, 1501, 1502, 4000, 4001};
	struct council *council = *state;
	struct database *database = database_open(council->fixture->store, NULL);
	struct basis_index *grown = refresh(council, NULL);

	for (gsize i = 0, from = 0; i < G_N_ELEMENTS(steps); from = (gsize)steps[i++]) {
		struct basis_index *next, *whole;

		add_rows(council, database, (int)from, steps[i]);
		next = refresh(council, grown);
		whole = refresh(council, NULL);
		assert_int_equal(basis_index_count(next), steps[i]);
		assert_int_equal(basis_index_count(grown), from);
		for (int number = 0; number < 500; number += 7) {
			g_autoptr(GArray) one = bases_of(next, number);
			g_autoptr(GArray) other = bases_of(whole, number);

			assert_int_equal(one->len, other->len);
			assert_int_equal(one->len, number < steps[i] ? (steps[i] - number + 499) / 500 : 0);
			for (guint j = 0; j < one->len; j++)
				assert_int_equal(g_array_index(one, struct register_keyed_basis, j).number,
						 g_array_index(other, struct register_keyed_basis, j).number);
		}
		basis_index_unref(whole);
		basis_index_unref(grown);
		grown = next;
	}
	basis_index_unref(grown);
	database_close(database);
}

/* Another process, as the command is to the daemon. */
static void test_refresh_sees_another_process(void **state)
{
	static const struct entry consent = {"consent", NULL, TODAY, 0, 0, FALSE};
	struct council *council = *state;
	struct casebook *own = council->fixture->casebook;
	struct basis_index *before = refresh(council, NULL), *after;

	council->fixture->casebook = casebook_open(council->fixture->store, NULL);
	assert_true(record(council, "C1", &consent, NULL));
	casebook_close(council->fixture->casebook);
	council->fixture->casebook = own;
	after = refresh(council, before);
	assert_ptr_not_equal(before, after);
	assert_true(is_in_force(council, after, "C1", MEMBER, NULL));
	basis_index_unref(before);
	basis_index_unref(after);
}

static void test_bases_survive_a_build(void **state)
{
	static const struct entry withdrawal = {NULL, NULL, 0, 0, TODAY, FALSE};
	struct council *council = *state;
	struct basis_index *index;

	assert_true(record(council, "C2", &withdrawal, NULL));
	register_close(council->file);
	council->file = build(council);
	index = refresh(council, NULL);
	assert_false(is_in_force(council, index, "C2", MEMBER, NULL));
	basis_index_unref(index);
}

static void test_another_key_is_a_failure(void **state)
{
	static const struct entry withdrawal = {NULL, NULL, 0, 0, TODAY, FALSE};
	struct council *council = *state;
	struct basis_index *known, *none = refresh(council, NULL);
	g_autoptr(GError) error = NULL;

	assert_true(record(council, "C2", &withdrawal, NULL));
	known = refresh(council, NULL);
	register_close(council->file);
	g_unlink(council->key_path);
	g_unlink(council->register_path);
	council->file = build(council);
	for (int i = 0; i < 3; i++) {
		const struct basis_index *from[] = {NULL, known, none};

		assert_null(basis_index_refresh(council->fixture->casebook, council->file, from[i], &error));
		assert_true(g_error_matches(error, REGISTER_ERROR, REGISTER_ERROR_INPUT));
		assert_non_null(strstr(error->message, "old key"));
		g_clear_error(&error);
	}
	basis_index_unref(known);
	basis_index_unref(none);
}

static void test_rows_only_come(void **state);

struct new_key {
	struct council *council;
	struct seal_key *secret;
	char *old_key_path;
};

/* What was recorded goes under a key that is gone; the register has another one now. C1 and C4 are sealed. */
static void lose_key(struct council *council, struct new_key *new)
{
	static const char *const words[][2] = {{"C1", NULL}, {"C4", "CAS-26-2"}, {"C2", NULL}};

	*new = (struct new_key){.council = council, .old_key_path = g_strconcat(council->key_path, ".old", NULL)};
	new->secret = seal_secret_key(council->fixture->secret_path, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		g_autofree char *constituent = register_id_tag(council->file, words[i][0]);
		g_autofree char *matter = words[i][1] != NULL ? register_matter_tag(council->file, words[i][1]) : NULL;
		g_autofree char *key_name = register_key_name(council->file);
		gboolean is_withdrawal = strcmp(words[i][0], "C2") == 0;
		const struct basis_row row = {
			.constituent = constituent,
			.member = (char *)MEMBER,
			.basis = (char *)(is_withdrawal ? NULL : "consent"),
			.matter = matter,
			.withdrawn = is_withdrawal ? TODAY : 0,
			.recorded_by = (char *)"jo",
			.key_name = key_name,
			.sealed = is_withdrawal ? NULL : rekey_seal(council->fixture->seal, words[i][0], words[i][1])};

		assert_true(bases_add(council->fixture->casebook, &row, NULL));
		if (row.sealed != NULL)
			g_bytes_unref(row.sealed);
	}
	register_close(council->file);
	assert_int_equal(g_rename(council->key_path, new->old_key_path), 0);
	g_unlink(council->register_path);
	council->file = build(council);
}

static void new_key_done(struct new_key *new)
{
	seal_key_free(new->secret);
	g_free(new->old_key_path);
}

static GPtrArray *old_constituents(void)
{
	GPtrArray *rows = g_ptr_array_new_with_free_func(free_constituent);

	add_constituent(rows, "C2");
	add_constituent(rows, "C4");
	return rows;
}

static void test_rekey_without_the_old_key(void **state)
{
	struct council *council = *state;
	struct rekey_result result;
	struct basis_index *index;
	struct new_key new;

	lose_key(council, &new);
	assert_true(rekey_bases(council->fixture->casebook, council->file, &(struct rekey_sources){new.secret, NULL},
				"jo", FALSE, &result, NULL));
	/* One is not sealed, so nothing is done, and it is shown. */
	assert_int_equal(result.rekeyed, 0);
	assert_int_equal(result.unknown->len, 1);
	assert_null(((struct basis_row *)g_ptr_array_index(result.unknown, 0))->basis);
	g_ptr_array_unref(result.unknown);
	assert_null(basis_index_refresh(council->fixture->casebook, council->file, NULL, NULL));
	assert_true(rekey_bases(council->fixture->casebook, council->file, &(struct rekey_sources){new.secret, NULL},
				"jo", TRUE, &result, NULL));
	assert_int_equal(result.rekeyed, 2);
	assert_int_equal(result.unknown->len, 1);
	g_ptr_array_unref(result.unknown);
	index = refresh(council, NULL);
	assert_int_equal(basis_index_count(index), 2);
	assert_true(is_in_force(council, index, "C1", MEMBER, NULL));
	assert_true(is_in_force(council, index, "C4", MEMBER, "cas262"));
	assert_true(is_in_force(council, index, "C2", MEMBER, NULL)); /* its withdrawal was dropped */
	basis_index_unref(index);
	new_key_done(&new);
}

static void test_rekey_with_the_old_key(void **state)
{
	struct council *council = *state;
	g_autoptr(GPtrArray) constituents = old_constituents();
	g_autoptr(GError) error = NULL;
	struct rekey_result result;
	struct rekey_names *names;
	struct basis_index *known = refresh(council, NULL), *index;
	struct new_key new;
	gint64 count;

	lose_key(council, &new);
	names = rekey_names_new(new.old_key_path, constituents, &error);
	assert_non_null(names);
	/* C1 has left the export. */
	assert_true(rekey_bases(council->fixture->casebook, council->file, &(struct rekey_sources){NULL, names}, "jo",
				FALSE, &result, NULL));
	assert_int_equal(result.unknown->len, 1);
	g_ptr_array_unref(result.unknown);
	/* Both sources together leave nobody out. */
	assert_true(rekey_bases(council->fixture->casebook, council->file, &(struct rekey_sources){new.secret, names},
				"jo", FALSE, &result, NULL));
	assert_int_equal(result.rekeyed, 3);
	assert_int_equal(result.unknown->len, 0);
	g_ptr_array_unref(result.unknown);
	index = refresh(council, known);
	assert_true(is_in_force(council, index, "C1", MEMBER, NULL));
	assert_false(is_in_force(council, index, "C2", MEMBER, NULL));
	assert_true(is_in_force(council, index, "C4", MEMBER, "cas262"));
	basis_index_unref(known);
	basis_index_unref(index);
	/* It is on record, and rows only come again. */
	assert_true(audit_verify(council->fixture->casebook, &count, NULL));
	assert_int_equal(count, 1);
	rekey_names_free(names);
	new_key_done(&new);
}

static void test_rekey_finds_nothing_to_do(void **state)
{
	static const struct entry consent = {"consent", NULL, TODAY, 0, 0, FALSE};
	struct council *council = *state;
	struct rekey_result result;

	assert_true(record(council, "C1", &consent, NULL));
	assert_true(rekey_bases(council->fixture->casebook, council->file, &(struct rekey_sources){NULL, NULL}, "jo",
				TRUE, &result, NULL));
	assert_int_equal(result.rekeyed, 0);
	assert_int_equal(result.unknown->len, 0);
	g_ptr_array_unref(result.unknown);
	test_rows_only_come(state);
}

static void test_a_failing_store_is_a_failure(void **state)
{
	struct council *council = *state;
	struct basis_index *known = refresh(council, NULL);
	struct database *database = database_open(council->fixture->store, NULL);
	g_autoptr(GError) error = NULL;

	assert_true(database_begin_write(database, NULL));
	assert_true(database_script(database, "DROP TABLE bases", NULL));
	assert_true(database_end(database, TRUE, NULL));
	assert_null(basis_index_refresh(council->fixture->casebook, council->file, known, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_STORE));
	database_close(database);
	basis_index_unref(known);
}

static void test_rows_only_come(void **state)
{
	static const char *const scripts[] = {"DELETE FROM bases", "UPDATE bases SET withdrawn_day = 0",
					      "DELETE FROM bases WHERE id = 1"};
	static const struct entry withdrawal = {NULL, NULL, 0, 0, TODAY, FALSE};
	struct council *council = *state;
	struct database *database = database_open(council->fixture->store, NULL);

	assert_true(record(council, "C2", &withdrawal, NULL));
	for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++) {
		g_autoptr(GError) error = NULL;

		print_message("  %s\n", scripts[i]);
		assert_true(database_begin_write(database, NULL));
		assert_false(database_script(database, scripts[i], &error));
		assert_non_null(strstr(error->message, "only added"));
		database_end(database, FALSE, NULL);
	}
	database_close(database);
}

static void test_list_says_who_and_when_and_not_of_whom(void **state)
{
	static const struct entry entries[] = {{"consent", "CAS-26-1", TODAY, TODAY + 30, 0, FALSE},
					       {NULL, NULL, 0, 0, TODAY + 1, FALSE}};
	struct council *council = *state;
	g_autofree char *first = register_id_tag(council->file, "C1");
	g_autoptr(GPtrArray) rows = NULL, none = NULL, others = NULL;
	g_autofree char *bytes = NULL;
	const struct basis_row *row;
	gsize size;

	assert_true(record(council, "C1", &entries[0], NULL));
	assert_true(record(council, "C2", &entries[1], NULL));
	rows = bases_list(council->fixture->casebook, NULL, NULL, NULL);
	assert_int_equal(rows->len, 2);
	row = g_ptr_array_index(rows, 0);
	assert_string_equal(row->constituent, first);
	assert_string_equal(row->basis, "consent");
	assert_string_equal(row->recorded_by, "jo");
	assert_true(row->recorded_at > FIXTURE_TIME);
	assert_int_equal(row->until, TODAY + 30);
	assert_int_equal(strlen(row->matter), 16);
	row = g_ptr_array_index(rows, 1);
	assert_null(row->basis);
	assert_int_equal(row->withdrawn, TODAY + 1);
	others = bases_list(council->fixture->casebook, first, MEMBER, NULL);
	assert_int_equal(others->len, 1);
	none = bases_list(council->fixture->casebook, NULL, OTHER, NULL);
	assert_int_equal(none->len, 0);
	casebook_close(council->fixture->casebook);
	council->fixture->casebook = NULL;
	assert_true(g_file_get_contents(council->fixture->store, &bytes, &size, NULL));
	assert_non_null(memmem(bytes, size, first, strlen(first)));
	assert_null(memmem(bytes, size, "CAS-26", 6));
	assert_null(memmem(bytes, size, "cas26", 5));
}

static void test_limit_of_a_constituent(void **state)
{
	static const struct entry consent = {"consent", NULL, TODAY, 0, 0, FALSE};
	struct council *council = *state;
	struct database *database = database_open(council->fixture->store, NULL);
	g_autofree char *tag = register_id_tag(council->file, "C1"), *key_name = register_key_name(council->file);
	g_autofree char *sql = g_strdup_printf(
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
		"INSERT INTO bases (key_name, constituent, member, basis, from_day, until_day, withdrawn_day, is_anew, "
		"recorded_at, recorded_by) SELECT '%s', '%s', 'm@x', 'consent', 0, 0, 0, 0, 1, 'jo' FROM n",
		BASES_MAX_OF_CONSTITUENT - 1, key_name, tag);
	g_autoptr(GError) error = NULL;

	assert_true(database_begin_write(database, NULL));
	assert_true(database_script(database, sql, &error));
	assert_true(database_end(database, TRUE, NULL));
	database_close(database);
	assert_true(record(council, "C1", &consent, NULL));
	assert_false(record(council, "C1", &consent, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_LIMIT));
	assert_true(record(council, "C2", &consent, NULL));
}

/* A casebook of the first version keeps what it has and gets the tables of the later ones. */
static void test_older_casebook_is_brought_up(void **state)
{
	static const struct entry consent = {"consent", NULL, TODAY, 0, 0, FALSE};
	struct council *council = *state;
	struct database *database = database_open(council->fixture->store, NULL);
	char case_id[CASE_ID_BYTES];
	struct basis_index *index;

	fixture_record_held(council->fixture, "1@x", 0, case_id);
	casebook_close(council->fixture->casebook);
	assert_true(database_begin_write(database, NULL));
	assert_true(database_script(
		database,
		"DROP TABLE bases; DROP TABLE proposal_recipients; DROP TABLE proposals; DROP TABLE case_work; "
		"ALTER TABLE cases DROP COLUMN needed_day; DROP TABLE audit; DROP TABLE sessions; DROP TABLE users; "
		"PRAGMA user_version = 1",
		NULL));
	assert_true(database_end(database, TRUE, NULL));
	database_close(database);
	council->fixture->casebook = casebook_open(council->fixture->store, NULL);
	assert_non_null(council->fixture->casebook);
	assert_true(record(council, "C1", &consent, NULL));
	index = refresh(council, NULL);
	assert_int_equal(basis_index_count(index), 1);
	basis_index_unref(index);
}

#define COUNCIL_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_in_force),
		COUNCIL_TEST(test_refresh_takes_what_is_new),
		COUNCIL_TEST(test_refresh_in_steps_misses_nothing),
		COUNCIL_TEST(test_refresh_sees_another_process),
		COUNCIL_TEST(test_bases_survive_a_build),
		COUNCIL_TEST(test_another_key_is_a_failure),
		COUNCIL_TEST(test_rekey_without_the_old_key),
		COUNCIL_TEST(test_rekey_with_the_old_key),
		COUNCIL_TEST(test_rekey_finds_nothing_to_do),
		COUNCIL_TEST(test_a_failing_store_is_a_failure),
		COUNCIL_TEST(test_rows_only_come),
		COUNCIL_TEST(test_list_says_who_and_when_and_not_of_whom),
		COUNCIL_TEST(test_limit_of_a_constituent),
		COUNCIL_TEST(test_older_casebook_is_brought_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
