/* SPDX-License-Identifier: BSD-2-Clause */
/* Gathers the Basis lines over all cases. It changes nothing. */
#include "store/stated_bases.h"

#include "store/casebook_private.h"

static void free_stated(gpointer data)
{
	struct stated_basis *stated = data;

	g_free(stated->sender);
	g_strfreev(stated->members);
	g_free(stated->rule);
	g_free(stated->reason);
	g_free(stated->text);
	g_free(stated);
}

static gboolean read_stated(sqlite3_stmt *row, void *context, GError **error)
{
	struct stated_basis *stated = g_new0(struct stated_basis, 1);
	const char *members = (const char *)sqlite3_column_text(row, 6);

	(void)error;
	g_strlcpy(stated->case_id, (const char *)sqlite3_column_text(row, 0), sizeof stated->case_id);
	stated->received_at = sqlite3_column_int64(row, 1);
	stated->sender = database_text(row, 2);
	stated->rule = database_text(row, 3);
	stated->reason = database_text(row, 4);
	stated->text = database_text(row, 5);
	stated->members = g_strsplit(members != NULL ? members : "", "\n", -1);
	g_ptr_array_add(context, stated);
	return TRUE;
}

GPtrArray *stated_bases_list(struct casebook *casebook, gboolean is_restricted, GError **error)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(free_stated);
	gboolean is_good;

	if (!database_begin_read(casebook->database, error))
		return NULL;
	is_good =
		database_query(casebook->database, read_stated, found, error,
			       "SELECT id, received_at, coalesce(sender_person, sender), rule, basis_reason, "
			       "basis_text, (SELECT group_concat(name, char(10)) FROM (SELECT name FROM finding_names "
			       "WHERE case_id = id AND finding = findings.number AND kind = 'person' "
			       "ORDER BY finding_names.number)) "
			       "FROM cases JOIN findings ON case_id = id "
			       "WHERE basis_reason IS NOT NULL AND is_restricted = ? "
			       "ORDER BY received_at, recorded_at, id, findings.number",
			       "i", is_restricted);
	return database_end(casebook->database, is_good, error) ? g_steal_pointer(&found) : NULL;
}
