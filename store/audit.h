/* SPDX-License-Identifier: BSD-2-Clause */
/* The audit: an entry for each thing that somebody did or saw, in the casebook's file. Entries are only ever added, and
 * each carries the hash (BLAKE2b, 256 bits) of itself and of the hash before it, so that a changed, missing or inserted
 * entry shows; whoever holds an older head, as the system journal does, also sees where all was written anew. An entry
 * holds ids and words of candour's own only, so that purging a case takes nothing from the chain. */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/casebook.h"

#include <glib.h>

enum {
	AUDIT_HASH_BYTES = 32,
	AUDIT_MAX_DETAIL_BYTES = 500 /* ids and positions; the rest is cut */
};

struct audit_entry {
	gint64 number; /* from 1, without a gap */
	gint64 at;
	char *actor;   /* a user's or login name, or the program's */
	char *event;   /* "viewed", "release", "signed-in" ... */
	char *case_id; /* or NULL */
	char *detail;  /* ids alone: positions of recipients, a rule's or a user's name; or NULL */
	guint8 hash[AUDIT_HASH_BYTES];
};

/* Adds an entry in a transaction of its own. case_id and detail may be NULL. FALSE and *error where the store failed.
 */
gboolean audit_record(struct casebook *casebook, const char *actor, const char *event, const char *case_id,
		      const char *detail, GError **error);

/* Takes one entry, oldest first; FALSE with *error set ends the reading. */
typedef gboolean (*audit_reader)(const struct audit_entry *entry, void *context, GError **error);

/* Reads the entries of a case, or all where case_id is NULL. */
gboolean audit_read(struct casebook *casebook, const char *case_id, audit_reader reader, void *context, GError **error);

/* The last entry's number and hash in hexadecimal (caller frees); 0 and NULL where there is none yet. */
gboolean audit_head(struct casebook *casebook, gint64 *ret_number, char **ret_hash, GError **error);

/* When the last entry of that event was made; 0: there is none. It reads the whole audit: ask once, not often. */
gboolean audit_last_at(struct casebook *casebook, const char *event, gint64 *ret_at, GError **error);

/* Computes the whole chain anew. FALSE and *error: AUDIT_ERROR_BROKEN with the first entry that does not fit and what
 * is wrong with it, or the store's failure. *ret_count: entries that fit. */
gboolean audit_verify(struct casebook *casebook, gint64 *ret_count, GError **error);

#define AUDIT_ERROR (audit_error_quark())
GQuark audit_error_quark(void);
enum audit_error { AUDIT_ERROR_BROKEN };

/* Adds an entry inside the caller's transaction. For this room alone. */
struct database;
gboolean audit_add(struct database *database, const char *actor, const char *event, const char *case_id,
		   const char *detail, GError **error);

#endif
