/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds cases whose time is over, and removes all of them but their entries in the audit. */
#include "store/retention.h"

#include "store/audit.h"
#include "store/casebook_private.h"

enum { DAY_S = 24 * 3600 };

/* The first that fits is how the case ended; ?1 is now, then the days as seconds. */
static const char due_sql[] =
	"SELECT id FROM (SELECT c.id AS id, "
	"	max(c.received_at, ifnull((SELECT max(at) FROM decisions d WHERE d.case_id = c.id), 0)) AS last_at, "
	"	CASE WHEN w.outcome = 'false-alarm' THEN ?6 "
	"	WHEN EXISTS (SELECT 1 FROM recipients r WHERE r.case_id = c.id "
	"		AND r.state IN ('returned', 'rejected', 'discarded')) THEN ?2 "
	"	WHEN EXISTS (SELECT 1 FROM recipients r WHERE r.case_id = c.id AND r.state = 'released') THEN ?3 "
	"	WHEN c.action IN ('flag', 'notice') THEN ?4 ELSE ?5 END AS kept_s "
	"	FROM cases c LEFT JOIN case_work w ON w.case_id = c.id "
	"	WHERE ifnull(w.is_kept, 0) = 0 AND NOT EXISTS (SELECT 1 FROM recipients r WHERE r.case_id = c.id "
	"		AND r.state IN ('held', 'releasing', 'returning')) "
	"	AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.case_id = c.id AND o.done_at IS NULL)) "
	"WHERE last_at + kept_s <= ?1 ORDER BY last_at LIMIT ?7";

static gboolean read_id(sqlite3_stmt *row, void *context, GError **error)
{
	(void)error;
	g_ptr_array_add(context, database_text(row, 0));
	return TRUE;
}

/* Decisions refer to no case, so they go by themselves. */
static gboolean remove_case(struct database *database, const char *id, GError **error)
{
	return database_run(database, error, "DELETE FROM decisions WHERE case_id = ?", "t", id) &&
	       database_run(database, error, "DELETE FROM cases WHERE id = ?", "t", id) &&
	       audit_add(database, "courier", "purged", id, NULL, error);
}

static gboolean purge(struct database *database, const struct retention *retention, gint64 now, GPtrArray *ids,
		      GError **error)
{
	if (!database_query(database, read_id, ids, error, due_sql, "lllllli", now,
			    (gint64)retention->returned_days * DAY_S, (gint64)retention->released_days * DAY_S,
			    (gint64)retention->delivered_days * DAY_S, (gint64)retention->observed_days * DAY_S,
			    (gint64)retention->false_alarm_days * DAY_S, RETENTION_MAX_PURGED))
		return FALSE;
	for (guint i = 0; i < ids->len; i++)
		if (!remove_case(database, g_ptr_array_index(ids, i), error))
			return FALSE;
	return TRUE;
}

gboolean retention_purge(struct casebook *casebook, const struct retention *retention, gint64 now, guint *ret_count,
			 GError **error)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	gboolean is_good;

	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = purge(casebook->database, retention, now, ids, error);
	if (!database_end(casebook->database, is_good, error))
		return FALSE;
	*ret_count = ids->len;
	return ids->len == 0 || database_forget_log(casebook->database, error);
}
