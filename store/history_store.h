/* SPDX-License-Identifier: BSD-2-Clause */
/* The history of threads, in a database of its own. Who wrote and who got which letter is there as keyed tags alone. It
 * may lose rows: a thread that it does not know is unknown, and mail is judged without it. A handle may be used by
 * several threads; writing is a thread's of its own, in batches. */
#ifndef STORE_HISTORY_STORE_H
#define STORE_HISTORY_STORE_H

#include "parser/message.h"
#include "policy/directory/directory.h"
#include "policy/history.h"
#include "store/identity.h"

#include <glib.h>

enum { HISTORY_MAX_QUEUE = 2000 }; /* letters that wait to be written; further ones are lost, and counted */

struct history_store;

/* Opens, and makes the file (0660) where missing. identity_key: what the tags are made under. days: how long a letter
 * is kept; 0: for ever. NULL and *error (CASES_ERROR): not to be opened, damaged, or another program's. */
struct history_store *history_store_open(const char *path, const guint8 identity_key[IDENTITY_KEY_BYTES], int days,
					 GError **error);
/* Writes what waits, then closes. */
void history_store_close(struct history_store *store);

void history_store_set_days(struct history_store *store, int days);

/* The people of a directory by their tags, aliases too. It borrows nothing; counted. */
struct history_people;
struct history_people *history_people_new(const struct history_store *store, const struct directory *directory);
struct history_people *history_people_ref(struct history_people *people);
void history_people_unref(struct history_people *people);

/* What is known of the thread that the message continues; without letters where it is unknown. Borrows the store. NULL
 * and *error where nobody can say: then it is unknown, too. */
struct history *history_store_find(struct history_store *store, const struct history_people *people,
				   const struct message *message, GError **error);

/* Leaves the note for the writer; copies it. FALSE and *error where it, or others since the last call, were lost; the
 * message says how many in all. */
gboolean history_store_add(struct history_store *store, const struct history_note *note, GError **error);

/* Waits until all that was added is written or lost. */
void history_store_flush(struct history_store *store);

#endif
