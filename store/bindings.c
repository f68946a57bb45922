/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks retry identities up and remembers them. A binding's state is its recipient's, so it follows what staff decide.
 */
#include "store/bindings.h"

#include "store/casebook_private.h"

enum { DAY_S = 24 * 60 * 60 };

gboolean bindings_add(struct database *database, const struct identity *identity, const char *case_id, int position,
		      gint64 received_at, GError **error)
{
	return database_run(database, error, "INSERT INTO bindings VALUES (?, ?, ?, ?)", "btil", identity->bytes,
			    (gsize)IDENTITY_BYTES, case_id, position, received_at);
}

static gboolean read_binding(sqlite3_stmt *row, void *context, GError **error)
{
	struct binding *binding = context;

	if (!recipient_state_from_name((const char *)sqlite3_column_text(row, 0), &binding->state)) {
		g_set_error(error, CASES_ERROR, CASES_ERROR_STORE, "the casebook is damaged: a recipient in no state");
		return FALSE;
	}
	g_strlcpy(binding->case_id, (const char *)sqlite3_column_text(row, 1), sizeof binding->case_id);
	binding->is_bound = TRUE;
	return TRUE;
}

/* A recipient who stands twice in one envelope has two rows: while one of them is not delivered, a retry is not.
 * What was decided after a refusal, about the same letter in other company, counts before it. */
gboolean bindings_find(struct database *database, const struct identity *identity, gint64 now,
		       struct binding *ret_binding, GError **error)
{
	static const char sql[] = "SELECT state, case_id FROM bindings JOIN recipients USING (case_id, position) "
				  "WHERE identity = ? AND received_at >= ? "
				  "ORDER BY state = 'rejected', state = 'delivered', received_at DESC, case_id LIMIT 1";
	struct binding found = {0};

	if (!database_query(database, read_binding, &found, error, sql, "bl", identity->bytes, (gsize)IDENTITY_BYTES,
			    now - (gint64)BINDING_DAYS * DAY_S))
		return FALSE;
	*ret_binding = found;
	return TRUE;
}
