/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes bases into the casebook's file and reads them back. It changes and removes none, and knows no register. */
#include "store/bases.h"

#include "store/casebook_private.h"

void basis_row_free(struct basis_row *row)
{
	if (row == NULL)
		return;
	g_free(row->constituent);
	g_free(row->member);
	g_free(row->basis);
	g_free(row->matter);
	g_free(row->evidence);
	g_free(row->recorded_by);
	g_free(row->key_name);
	if (row->sealed != NULL)
		g_bytes_unref(row->sealed);
	g_free(row);
}

static void free_row(gpointer row)
{
	basis_row_free(row);
}

static gboolean read_count(sqlite3_stmt *row, void *context, GError **error)
{
	(void)error;
	*(int *)context = sqlite3_column_int(row, 0);
	return TRUE;
}

static gboolean has_room(struct database *database, const char *constituent, GError **error)
{
	int count = 0;

	if (!database_query(database, read_count, &count, error, "SELECT count(*) FROM bases WHERE constituent = ?",
			    "t", constituent))
		return FALSE;
	if (count < BASES_MAX_OF_CONSTITUENT)
		return TRUE;
	g_set_error(error, CASES_ERROR, CASES_ERROR_LIMIT,
		    "the store has %d bases of this constituent already, which is the limit: record this one in the "
		    "casework system and build the register again",
		    count);
	return FALSE;
}

gboolean bases_add(struct casebook *casebook, const struct basis_row *row, GError **error)
{
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	gsize length = 0;
	const void *sealed = row->sealed != NULL ? g_bytes_get_data(row->sealed, &length) : NULL;
	gboolean is_good;

	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = has_room(casebook->database, row->constituent, error) &&
		  database_run(casebook->database, error,
			       "INSERT INTO bases (key_name, constituent, member, basis, matter, from_day, until_day, "
			       "withdrawn_day, is_anew, evidence, recorded_at, recorded_by, sealed) "
			       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			       "tttttiiiitltb", row->key_name, row->constituent, row->member, row->basis, row->matter,
			       row->from, row->until, row->withdrawn, row->is_anew, row->evidence, now,
			       row->recorded_by, sealed, length);
	return database_end(casebook->database, is_good, error);
}

static gboolean read_row(sqlite3_stmt *statement, void *context, GError **error)
{
	struct basis_row *row = g_new0(struct basis_row, 1);

	(void)error;
	row->number = sqlite3_column_int64(statement, 0);
	row->key_name = database_text(statement, 1);
	row->constituent = database_text(statement, 2);
	row->member = database_text(statement, 3);
	row->basis = database_text(statement, 4);
	row->matter = database_text(statement, 5);
	row->from = sqlite3_column_int(statement, 6);
	row->until = sqlite3_column_int(statement, 7);
	row->withdrawn = sqlite3_column_int(statement, 8);
	row->is_anew = sqlite3_column_int(statement, 9);
	row->evidence = database_text(statement, 10);
	row->recorded_at = sqlite3_column_int64(statement, 11);
	row->recorded_by = database_text(statement, 12);
	if (sqlite3_column_type(statement, 13) == SQLITE_BLOB)
		row->sealed =
			g_bytes_new(sqlite3_column_blob(statement, 13), (gsize)sqlite3_column_bytes(statement, 13));
	g_ptr_array_add(context, row);
	return TRUE;
}

#define COLUMNS                                                                                                        \
	"SELECT id, key_name, constituent, member, basis, matter, from_day, until_day, withdrawn_day, is_anew, "       \
	"evidence, recorded_at, recorded_by, sealed FROM bases "

GPtrArray *bases_of_other_keys(struct database *database, const char *key_name, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);

	if (!database_query(database, read_row, rows, error, COLUMNS "WHERE key_name <> ? ORDER BY id", "t", key_name))
		return NULL;
	return g_steal_pointer(&rows);
}

GPtrArray *bases_list(struct casebook *casebook, const char *constituent, const char *member, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_row);
	gboolean is_good;

	if (!database_begin_read(casebook->database, error))
		return NULL;
	is_good = database_query(casebook->database, read_row, rows, error,
				 COLUMNS
				 "WHERE (?1 IS NULL OR constituent = ?1) AND (?2 IS NULL OR member = ?2) ORDER BY id",
				 "tt", constituent, member);
	return database_end(casebook->database, is_good, error) ? g_steal_pointer(&rows) : NULL;
}
