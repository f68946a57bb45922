/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads and writes the history's rows. A thread grows by trusted letters alone: whoever forges an In-Reply-To gets a
 * row of their own and changes nobody's thread. */
#include "store/history_rows.h"

#include "store/casebook.h"

static const char tables[] = "CREATE TABLE letters ("
			     "	id INTEGER PRIMARY KEY,"
			     "	message INTEGER NOT NULL," /* the Message-ID's tag */
			     "	sender INTEGER NOT NULL,"
			     "	is_trusted INTEGER NOT NULL,"
			     "	thread INTEGER NOT NULL," /* tag of its first letter, or of its Thread-Index */
			     "	received_at INTEGER NOT NULL,"
			     "	is_marked INTEGER NOT NULL,"
			     "	is_confidence_asked INTEGER NOT NULL,"
			     "	UNIQUE (message, sender, is_trusted)"
			     ") STRICT;"
			     "CREATE INDEX letters_thread ON letters(thread, received_at);"
			     "CREATE INDEX letters_received ON letters(received_at);"
			     "CREATE TABLE participants ("
			     "	letter INTEGER NOT NULL REFERENCES letters(id) ON DELETE CASCADE,"
			     "	person INTEGER NOT NULL,"
			     "	roles INTEGER NOT NULL," /* bits of enum history_role */
			     "	PRIMARY KEY (letter, person)"
			     ") STRICT, WITHOUT ROWID;"
			     "CREATE TABLE supplied ("
			     "	letter INTEGER NOT NULL REFERENCES letters(id) ON DELETE CASCADE,"
			     "	value INTEGER NOT NULL,"
			     "	PRIMARY KEY (letter, value)"
			     ") STRICT, WITHOUT ROWID;"
			     "PRAGMA user_version = 1;"
			     "PRAGMA application_id = 0x434E4448;";

G_STATIC_ASSERT(HISTORY_VERSION == 1 && HISTORY_APPLICATION == 0x434E4448);

void history_row_free(struct history_row *row)
{
	if (row == NULL)
		return;
	g_array_unref(row->links);
	g_array_unref(row->persons);
	g_array_unref(row->values);
	g_free(row);
}

static gboolean is_ours(const struct database_stamp *stamp)
{
	return stamp->application == HISTORY_APPLICATION && stamp->version == HISTORY_VERSION;
}

gboolean history_rows_prepare(struct database *database, const char *path, GError **error)
{
	struct database_stamp stamp = {0};
	gboolean is_good;

	/* Reading first: who only reads does not wait for writers. */
	if (!database_begin_read(database, error))
		return FALSE;
	is_good = database_read_stamp(database, &stamp, error);
	if (!database_end(database, is_good, is_good ? error : NULL))
		return FALSE;
	if (is_ours(&stamp))
		return TRUE;
	if (!database_begin_write(database, error))
		return FALSE;
	is_good = database_read_stamp(database, &stamp, error);
	if (is_good && stamp.version == 0 && stamp.application == 0 && stamp.tables == 0) {
		is_good = database_script(database, tables, error);
	} else if (is_good && !is_ours(&stamp)) {
		g_set_error(error, CASES_ERROR, CASES_ERROR_VERSION,
			    "%s: this is no history of this candour's; it may be deleted, and a new one is made", path);
		is_good = FALSE;
	}
	return database_end(database, is_good, error);
}

static gboolean read_number(sqlite3_stmt *row, void *context, GError **error)
{
	(void)error;
	*(gint64 *)context = sqlite3_column_int64(row, 0);
	return TRUE;
}

/* That of the nearest trusted letter that it continues, else a new one. */
static gboolean find_thread(struct database *database, const struct history_row *row, gint64 *ret_thread,
			    GError **error)
{
	gint64 thread = 0;

	for (guint i = 0; row->is_trusted && thread == 0 && i < row->links->len; i++)
		if (!database_query(database, read_number, &thread, error,
				    "SELECT thread FROM letters WHERE message = ? AND is_trusted ORDER BY id LIMIT 1",
				    "l", g_array_index(row->links, gint64, i)))
			return FALSE;
	if (thread == 0)
		thread = row->is_trusted && row->thread_index != 0 ? row->thread_index : row->message;
	*ret_thread = thread;
	return TRUE;
}

gboolean history_rows_write(struct database *database, const struct history_row *row, GError **error)
{
	gint64 thread, letter = 0;

	if (!find_thread(database, row, &thread, error) ||
	    !database_query(database, read_number, &letter, error,
			    "INSERT INTO letters (message, sender, is_trusted, thread, received_at, is_marked, "
			    "is_confidence_asked) VALUES (?, ?, ?, ?, ?, ?, ?) "
			    "ON CONFLICT (message, sender, is_trusted) DO UPDATE SET "
			    "is_marked = max(is_marked, excluded.is_marked), "
			    "is_confidence_asked = max(is_confidence_asked, excluded.is_confidence_asked) RETURNING id",
			    "llillii", row->message, row->sender, row->is_trusted, thread, row->received_at,
			    row->is_marked, row->is_confidence_asked))
		return FALSE;
	for (guint i = 0; i < row->persons->len; i++) {
		const struct history_tagged_person *person =
			&g_array_index(row->persons, struct history_tagged_person, i);

		if (!database_run(database, error,
				  "INSERT INTO participants (letter, person, roles) VALUES (?, ?, ?) "
				  "ON CONFLICT DO UPDATE SET roles = roles | excluded.roles",
				  "lli", letter, person->person, (int)person->roles))
			return FALSE;
	}
	for (guint i = 0; i < row->values->len; i++)
		if (!database_run(database, error, "INSERT OR IGNORE INTO supplied (letter, value) VALUES (?, ?)", "ll",
				  letter, g_array_index(row->values, gint64, i)))
			return FALSE;
	return TRUE;
}

/* Letters as they are gathered, with what tells them apart. */
struct gathering {
	const struct history_question *question;
	struct history *history;
	GHashTable *letters; /* gint64 id -> struct history_letter, borrowed */
	gint64 threads[HISTORY_MAX_THREADS];
	gsize thread_count;
};

static gboolean read_letter(sqlite3_stmt *row, void *context, GError **error)
{
	struct gathering *gathering = context;
	gint64 id = sqlite3_column_int64(row, 0), person = sqlite3_column_int64(row, 6);
	struct history_letter *letter = g_hash_table_lookup(gathering->letters, &id);
	const char *email;

	(void)error;
	if (sqlite3_column_int64(row, 1) == gathering->question->message)
		return TRUE;
	if (letter == NULL) {
		letter = history_letter_new();
		letter->is_trusted = sqlite3_column_int(row, 2);
		letter->received_at = sqlite3_column_int64(row, 3);
		letter->is_marked = sqlite3_column_int(row, 4);
		letter->is_confidence_asked = sqlite3_column_int(row, 5);
		g_ptr_array_add(gathering->history->letters, letter);
		g_hash_table_insert(gathering->letters, g_memdup2(&id, sizeof id), letter);
	}
	/* Who has left the directory since is nobody any more. */
	email = g_hash_table_lookup(gathering->question->people, &person);
	if (email != NULL)
		history_letter_add(letter, email, (guint)sqlite3_column_int(row, 7));
	return TRUE;
}

static gboolean read_value(sqlite3_stmt *row, void *context, GError **error)
{
	const struct gathering *gathering = context;
	gint64 id = sqlite3_column_int64(row, 0), value = sqlite3_column_int64(row, 1);
	struct history_letter *letter = g_hash_table_lookup(gathering->letters, &id);

	(void)error;
	if (letter != NULL)
		g_hash_table_add(letter->supplied, g_memdup2(&value, sizeof value));
	return TRUE;
}

static void add_thread(struct gathering *gathering, gint64 thread)
{
	for (gsize i = 0; i < gathering->thread_count; i++)
		if (gathering->threads[i] == thread)
			return;
	if (gathering->thread_count < HISTORY_MAX_THREADS)
		gathering->threads[gathering->thread_count++] = thread;
}

static gboolean read_thread(sqlite3_stmt *row, void *context, GError **error)
{
	(void)error;
	add_thread(context, sqlite3_column_int64(row, 0));
	return TRUE;
}

#define LETTER_COLUMNS                                                                                                 \
	"SELECT id, message, is_trusted, received_at, is_marked, is_confidence_asked, person, roles FROM letters "     \
	"LEFT JOIN participants ON letter = id "

static gboolean read_whole_thread(struct database *database, struct gathering *gathering, gint64 thread, GError **error)
{
	return database_query(database, read_letter, gathering, error,
			      LETTER_COLUMNS "WHERE id IN (SELECT id FROM letters WHERE thread = ? AND is_trusted "
					     "ORDER BY received_at DESC LIMIT ?)",
			      "li", thread, HISTORY_MAX_LETTERS - 1) &&
	       database_query(database, read_letter, gathering, error,
			      LETTER_COLUMNS "WHERE id = (SELECT id FROM letters WHERE thread = ? AND is_trusted "
					     "ORDER BY received_at LIMIT 1)",
			      "l", thread) &&
	       database_query(database, read_value, gathering, error,
			      "SELECT letter, value FROM supplied WHERE letter IN (SELECT id FROM letters "
			      "WHERE thread = ? AND is_trusted ORDER BY received_at DESC LIMIT ?)",
			      "li", thread, HISTORY_MAX_LETTERS - 1);
}

static gint compare_letters(gconstpointer one, gconstpointer other)
{
	const struct history_letter *a = *(struct history_letter *const *)one;
	const struct history_letter *b = *(struct history_letter *const *)other;

	return a->received_at > b->received_at ? -1 : a->received_at < b->received_at;
}

gboolean history_rows_find(struct database *database, const struct history_question *question, struct history *history,
			   GError **error)
{
	g_autoptr(GHashTable) letters = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	struct gathering gathering = {.question = question, .history = history, .letters = letters};

	if (question->thread_index != 0)
		add_thread(&gathering, question->thread_index);
	for (guint i = 0; i < question->links->len; i++) {
		gint64 message = g_array_index(question->links, gint64, i);

		if (!database_query(database, read_thread, &gathering, error,
				    "SELECT thread FROM letters WHERE message = ? AND is_trusted ORDER BY id LIMIT ?",
				    "li", message, HISTORY_MAX_THREADS) ||
		    !database_query(database, read_letter, &gathering, error,
				    LETTER_COLUMNS "WHERE id IN (SELECT id FROM letters WHERE message = ? AND NOT "
						   "is_trusted ORDER BY id LIMIT ?)",
				    "li", message, HISTORY_MAX_THREADS))
			return FALSE;
	}
	for (gsize i = 0; i < gathering.thread_count; i++)
		if (!read_whole_thread(database, &gathering, gathering.threads[i], error))
			return FALSE;
	g_ptr_array_sort(history->letters, compare_letters);
	return TRUE;
}

gboolean history_rows_prune(struct database *database, gint64 before, int *ret_count, GError **error)
{
	if (!database_run(database, error,
			  "DELETE FROM letters WHERE id IN "
			  "(SELECT id FROM letters WHERE received_at < ? ORDER BY received_at LIMIT ?)",
			  "li", before, HISTORY_PRUNE_ROWS))
		return FALSE;
	*ret_count = database_changes(database);
	return TRUE;
}
