/* SPDX-License-Identifier: BSD-2-Clause */
/* Which letters to whom are decided already: retry identities and the recipients they stand for. For this room alone;
 * every function is called inside a transaction. */
#ifndef STORE_BINDINGS_H
#define STORE_BINDINGS_H

#include "store/casebook.h"
#include "store/database.h"

gboolean bindings_add(struct database *database, const struct identity *identity, const char *case_id, int position,
		      gint64 received_at, GError **error);
gboolean bindings_find(struct database *database, const struct identity *identity, gint64 now,
		       struct binding *ret_binding, GError **error);

#endif
