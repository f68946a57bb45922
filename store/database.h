/* SPDX-License-Identifier: BSD-2-Clause */
/* One SQLite connection: statements prepared once, values bound by type, transactions that hold the lock. For this
 * room alone. All errors are CASES_ERROR. Whoever calls anything but open and close is inside a transaction. */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include <glib.h>
#include <sqlite3.h>

enum {
	DATABASE_BUSY_MS = 10000,    /* how long another process's transaction is waited for */
	DATABASE_LIGHT_BUSY_MS = 250 /* and where nothing depends on the answer */
};

struct database;

/* Opens the file, and makes it where missing: 0660, of its folder's owner where root makes it. */
struct database *database_open(const char *path, GError **error);
/* The same for what may be lost: a power cut may take the last transactions, not the file. */
struct database *database_open_light(const char *path, GError **error);
void database_close(struct database *database);

/* Each locks the connection against other threads until database_end. Writing takes SQLite's write lock at once. */
gboolean database_begin_write(struct database *database, GError **error);
gboolean database_begin_read(struct database *database, GError **error);
/* Commits where everything went well, else rolls back; unlocks. TRUE where it committed; sets *error only where it was
 * the commit that failed. */
gboolean database_end(struct database *database, gboolean is_good, GError **error);

/* Takes one row; FALSE with *error set ends the query with that error. row may be NULL. */
typedef gboolean (*database_row)(sqlite3_stmt *row, void *context, GError **error);

/* Runs one statement. sql is a literal. types has a letter for each parameter: 't' const char * (or NULL), 'i' int, 'l'
 * gint64, 'b' const void * and gsize. */
gboolean database_run(struct database *database, GError **error, const char *sql, const char *types, ...);
gboolean database_query(struct database *database, database_row row, void *context, GError **error, const char *sql,
			const char *types, ...);

/* Several statements without parameters or rows; they are not kept. */
gboolean database_script(struct database *database, const char *sql, GError **error);

/* Whose file it is: the pragmas user_version and application_id, and how many objects its schema has. */
struct database_stamp {
	int version, application, tables;
};
gboolean database_read_stamp(struct database *database, struct database_stamp *ret_stamp, GError **error);

/* Writes what is committed into the file and empties its log, in which removed rows would stand on. Outside a
 * transaction. Where somebody reads just now, it is left to the next time. */
gboolean database_forget_log(struct database *database, GError **error);

int database_changes(const struct database *database); /* rows of the last statement that writes */

/* A copy of the column's text, NULL for NULL. */
char *database_text(sqlite3_stmt *row, int column);

#endif
