/* SPDX-License-Identifier: BSD-2-Clause */
/* The room's only way to SQLite: durable settings, one lock, errors that name the file. Knows nothing of cases. */
#include "store/database.h"

#include "store/casebook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct database {
	sqlite3 *connection;
	char *path;
	GMutex lock;
	GHashTable *statements; /* sql -> sqlite3_stmt */
	int last_result;
};

static gboolean fail(struct database *database, int result, GError **error)
{
	const char *reason = sqlite3_errmsg(database->connection);

	database->last_result = result;
	if ((result & 0xff) == SQLITE_BUSY)
		reason = "another program has kept it locked";
	g_set_error(error, CASES_ERROR, CASES_ERROR_STORE, "%s: %s", database->path, reason);
	return FALSE;
}

/* SQLite would make it 0644 less the umask; -wal and -shm take the mode and owner that it has. */
static gboolean make_file(const char *path, GError **error)
{
	g_autofree char *folder_path = g_path_get_dirname(path);
	int folder = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
	gboolean is_good = fd >= 0 || errno == EEXIST;
	struct stat status;

	if (fd >= 0) {
		is_good = fchmod(fd, 0660) == 0 && folder >= 0 && fstat(folder, &status) == 0 && fsync(folder) == 0;
		if (is_good && geteuid() == 0)
			is_good = fchown(fd, status.st_uid, status.st_gid) == 0;
	}
	if (!is_good)
		g_set_error(error, CASES_ERROR, CASES_ERROR_STORE, "%s: cannot make it: %s", path, g_strerror(errno));
	if (fd >= 0)
		close(fd);
	if (folder >= 0)
		close(folder);
	return is_good;
}

static const char settings[] = "PRAGMA journal_mode = WAL;"
			       "PRAGMA synchronous = FULL;"
			       "PRAGMA foreign_keys = ON;"
			       "PRAGMA secure_delete = ON;"
			       "PRAGMA trusted_schema = OFF;";
static const char light_settings[] = "PRAGMA journal_mode = WAL;"
				     "PRAGMA synchronous = NORMAL;"
				     "PRAGMA foreign_keys = ON;"
				     "PRAGMA secure_delete = ON;"
				     "PRAGMA trusted_schema = OFF;";

static void finalize(gpointer statement)
{
	sqlite3_finalize(statement);
}

/* SQLite waits for no one while it changes to WAL; two programs that start on a new file meet here. */
static gboolean apply_settings(struct database *database, const char *script, GError **error)
{
	enum { TRIES = 100 };

	for (int i = 1; i < TRIES; i++) {
		if (database_script(database, script, NULL))
			return TRUE;
		if ((database->last_result & 0xff) != SQLITE_BUSY)
			break;
		g_usleep(DATABASE_BUSY_MS * 1000 / TRIES);
	}
	return database_script(database, script, error);
}

static struct database *open_with(const char *path, const char *script, int busy_ms, GError **error)
{
	struct database *database;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int result;

	if (!make_file(path, error))
		return NULL;
	database = g_new0(struct database, 1);
	database->path = g_strdup(path);
	database->statements = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, finalize);
	g_mutex_init(&database->lock);
	result = sqlite3_open_v2(path, &database->connection, flags, NULL);
	if (result == SQLITE_OK)
		result = sqlite3_busy_timeout(database->connection, busy_ms);
	if (result != SQLITE_OK)
		fail(database, result, error);
	else if (apply_settings(database, script, error))
		return database;
	database_close(database);
	return NULL;
}

struct database *database_open(const char *path, GError **error)
{
	return open_with(path, settings, DATABASE_BUSY_MS, error);
}

struct database *database_open_light(const char *path, GError **error)
{
	return open_with(path, light_settings, DATABASE_LIGHT_BUSY_MS, error);
}

void database_close(struct database *database)
{
	if (database == NULL)
		return;
	g_hash_table_unref(database->statements);
	sqlite3_close(database->connection);
	g_mutex_clear(&database->lock);
	g_free(database->path);
	g_free(database);
}

static sqlite3_stmt *statement_of(struct database *database, const char *sql, GError **error)
{
	sqlite3_stmt *statement = g_hash_table_lookup(database->statements, sql);
	int result;

	if (statement != NULL)
		return statement;
	result = sqlite3_prepare_v3(database->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
	if (result != SQLITE_OK) {
		fail(database, result, error);
		return NULL;
	}
	g_hash_table_insert(database->statements, (char *)sql, statement);
	return statement;
}

static int bind(sqlite3_stmt *statement, const char *types, va_list values)
{
	int result = SQLITE_OK;

	for (int at = 1; *types != '\0' && result == SQLITE_OK; at++, types++) {
		if (*types == 't') {
			result = sqlite3_bind_text(statement, at, va_arg(values, const char *), -1, SQLITE_STATIC);
		} else if (*types == 'i') {
			result = sqlite3_bind_int(statement, at, va_arg(values, int));
		} else if (*types == 'l') {
			result = sqlite3_bind_int64(statement, at, va_arg(values, gint64));
		} else {
			const void *bytes = va_arg(values, const void *);
			gsize length = va_arg(values, gsize);

			result = sqlite3_bind_blob64(statement, at, bytes, length, SQLITE_STATIC);
		}
	}
	return result;
}

static gboolean run(struct database *database, database_row row, void *context, GError **error, const char *sql,
		    const char *types, va_list values)
{
	sqlite3_stmt *statement = statement_of(database, sql, error);
	gboolean is_good = TRUE;
	int result;

	if (statement == NULL)
		return FALSE;
	result = bind(statement, types, values);
	if (result == SQLITE_OK) {
		while (is_good && (result = sqlite3_step(statement)) == SQLITE_ROW)
			is_good = row == NULL || row(statement, context, error);
	}
	if (is_good && result != SQLITE_DONE)
		is_good = fail(database, result, error);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return is_good;
}

gboolean database_run(struct database *database, GError **error, const char *sql, const char *types, ...)
{
	gboolean is_good;
	va_list values;

	va_start(values, types);
	is_good = run(database, NULL, NULL, error, sql, types, values);
	va_end(values);
	return is_good;
}

gboolean database_query(struct database *database, database_row row, void *context, GError **error, const char *sql,
			const char *types, ...)
{
	gboolean is_good;
	va_list values;

	va_start(values, types);
	is_good = run(database, row, context, error, sql, types, values);
	va_end(values);
	return is_good;
}

gboolean database_script(struct database *database, const char *sql, GError **error)
{
	int result = sqlite3_exec(database->connection, sql, NULL, NULL, NULL);

	return result == SQLITE_OK || fail(database, result, error);
}

static gboolean read_stamp(sqlite3_stmt *row, void *context, GError **error)
{
	struct database_stamp *stamp = context;

	(void)error;
	stamp->version = sqlite3_column_int(row, 0);
	stamp->application = sqlite3_column_int(row, 1);
	stamp->tables = sqlite3_column_int(row, 2);
	return TRUE;
}

gboolean database_read_stamp(struct database *database, struct database_stamp *ret_stamp, GError **error)
{
	return database_query(database, read_stamp, ret_stamp, error,
			      "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema) "
			      "FROM pragma_user_version, pragma_application_id",
			      "");
}

gboolean database_forget_log(struct database *database, GError **error)
{
	gboolean is_good;

	g_mutex_lock(&database->lock);
	is_good = database_script(database, "PRAGMA wal_checkpoint(TRUNCATE)", error);
	g_mutex_unlock(&database->lock);
	return is_good;
}

static gboolean begin(struct database *database, const char *sql, GError **error)
{
	g_mutex_lock(&database->lock);
	if (database_run(database, error, sql, ""))
		return TRUE;
	g_mutex_unlock(&database->lock);
	return FALSE;
}

gboolean database_begin_write(struct database *database, GError **error)
{
	return begin(database, "BEGIN IMMEDIATE", error);
}

gboolean database_begin_read(struct database *database, GError **error)
{
	return begin(database, "BEGIN", error);
}

gboolean database_end(struct database *database, gboolean is_good, GError **error)
{
	is_good = is_good && database_run(database, error, "COMMIT", "");
	/* A full disk may have rolled it back already. */
	if (!is_good && !sqlite3_get_autocommit(database->connection))
		database_run(database, NULL, "ROLLBACK", "");
	g_mutex_unlock(&database->lock);
	return is_good;
}

int database_changes(const struct database *database)
{
	return sqlite3_changes(database->connection);
}

char *database_text(sqlite3_stmt *row, int column)
{
	return g_strdup((const char *)sqlite3_column_text(row, column));
}
