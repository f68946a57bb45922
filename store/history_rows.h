/* SPDX-License-Identifier: BSD-2-Clause */
/* The history's tables: one row a letter, keyed tags for everything. For store/history*.c alone. */
#ifndef STORE_HISTORY_ROWS_H
#define STORE_HISTORY_ROWS_H

#include "policy/history.h"
#include "store/database.h"

enum {
	HISTORY_VERSION = 1,
	HISTORY_APPLICATION = 0x434E4448, /* "CNDH", SQLite's application_id */
	HISTORY_MAX_THREADS = 4,          /* that one message continues */
	HISTORY_PRUNE_ROWS = 500          /* forgotten in one transaction */
};

/* A history_note in tags (64 bits of a keyed hash). Arrays are owned. */
struct history_row {
	gint64 message, sender, received_at;
	gint64 thread_index; /* 0: none */
	gboolean is_trusted, is_marked, is_confidence_asked;
	GArray *links;   /* gint64, nearest first */
	GArray *persons; /* struct history_tagged_person */
	GArray *values;  /* gint64 */
};

struct history_tagged_person {
	gint64 person;
	guint roles;
};

void history_row_free(struct history_row *row);

/* Makes the tables in an empty file. FALSE and *error where another program, or a newer candour, made it. */
gboolean history_rows_prepare(struct database *database, const char *path, GError **error);

/* Inside a transaction: adds the letter, or what is new of one that it knows. */
gboolean history_rows_write(struct database *database, const struct history_row *row, GError **error);

/* Inside a transaction: what the question's message continues, newest first, the message itself left out. */
struct history_question {
	gint64 message, thread_index;
	GArray *links;
	GHashTable *people; /* gint64 tag -> email */
};
gboolean history_rows_find(struct database *database, const struct history_question *question, struct history *history,
			   GError **error);

/* Inside a transaction: forgets up to HISTORY_PRUNE_ROWS letters received before that time; *ret_count says how many.
 */
gboolean history_rows_prune(struct database *database, gint64 before, int *ret_count, GError **error);

#endif
