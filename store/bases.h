/* SPDX-License-Identifier: BSD-2-Clause */
/* Bases for constituents' data that staff record with `candour consent`, over the register's and in force at once. They
 * live in the casebook's file. Rows are only ever added: a withdrawal is a row of its own. A constituent and a matter
 * are there as keyed tags alone, so the file says nothing of who they are. */
#ifndef STORE_BASES_H
#define STORE_BASES_H

#include "store/casebook.h"

#include <glib.h>

enum { BASES_MAX_OF_CONSTITUENT = 1000 }; /* rows, withdrawals included */

/* One row. */
struct basis_row {
	gint64 number;                 /* in the order of recording; given by bases_add() */
	char *constituent;             /* register_id_tag() */
	char *member;                  /* people.csv's email, lower case */
	char *basis;                   /* a word of register_basis_words(); NULL: a withdrawal */
	char *matter;                  /* register_matter_tag(), or NULL: any */
	gint32 from, until, withdrawn; /* days (g_date_get_julian), inclusive; 0: none. withdrawn: of a withdrawal */
	gboolean is_anew;              /* given anew: the withdrawals recorded before it do not take it away */
	char *evidence;                /* or NULL */
	gint64 recorded_at;            /* given by bases_add() */
	char *recorded_by;
	char *key_name; /* register_key_name() of the register that made the tags */
	GBytes *sealed; /* rekey_seal(): of whom, for who has the courier's key; or NULL */
};

void basis_row_free(struct basis_row *row);

/* Commits the row. FALSE and *error where the store failed, or the constituent has too many (CASES_ERROR_LIMIT). */
gboolean bases_add(struct casebook *casebook, const struct basis_row *row, GError **error);

/* The rows, oldest first: of that constituent (a tag) and that member, each of whom may be NULL for all. struct
 * basis_row, owned array; NULL and *error. */
GPtrArray *bases_list(struct casebook *casebook, const char *constituent, const char *member, GError **error);

/* Inside the caller's transaction: the rows that are under another key than that of this name. For this room alone. */
struct database;
GPtrArray *bases_of_other_keys(struct database *database, const char *key_name, GError **error);

#endif
