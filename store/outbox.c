/* SPDX-License-Identifier: BSD-2-Clause */
/* Hands out what is owed, each piece to one courier at a time, and writes down what came of it. It sends nothing. */
#include "store/outbox.h"

#include "store/casebook_private.h"
#include "store/decisions.h"

#include <sodium.h>

static const char courier[] = "courier"; /* the actor of what follows from an SMTP reply */

static const char *const kind_names[] = {[OUTBOX_NOTICE] = "notice",
					 [OUTBOX_RELEASE] = "release",
					 [OUTBOX_RETURN] = "return",
					 [OUTBOX_OUTCOME] = "outcome"};

void outbox_item_free(struct outbox_item *item)
{
	if (item == NULL)
		return;
	g_ptr_array_unref(item->case_ids);
	g_free(item);
}

static gboolean read_item(sqlite3_stmt *row, void *context, GError **error)
{
	struct outbox_item *item = context;
	const char *kind = (const char *)sqlite3_column_text(row, 1);

	item->id = sqlite3_column_int64(row, 0);
	item->attempts = sqlite3_column_int(row, 2);
	item->is_repeated = sqlite3_column_int(row, 3);
	for (guint i = 0; i < G_N_ELEMENTS(kind_names); i++)
		if (g_strcmp0(kind, kind_names[i]) == 0) {
			item->kind = (enum outbox_kind)i;
			return TRUE;
		}
	g_set_error(error, CASES_ERROR, CASES_ERROR_STORE, "the outbox is damaged: it has work of no known kind");
	return FALSE;
}

/* What staff decided goes before warnings, however many wait, and word of it comes last. A lease that ran out means a
 * courier that died, or hung, over it. Releases and returns of one case wait for each other: both would send to whoever
 * is being released then. */
static const char first_due[] =
	"SELECT id, kind, attempts, is_repeated OR lease IS NOT NULL FROM outbox AS item "
	"WHERE done_at IS NULL AND due_at <= ?1 AND (lease IS NULL OR leased_until <= ?1) "
	"AND (kind IN ('notice', 'outcome') OR NOT EXISTS (SELECT 1 FROM outbox AS other WHERE other.case_id = "
	"item.case_id "
	"	AND other.id <> item.id AND other.kind NOT IN ('notice', 'outcome') AND other.done_at IS NULL "
	"	AND other.lease IS NOT NULL AND other.leased_until > ?1)) "
	"ORDER BY CASE kind WHEN 'outcome' THEN 2 WHEN 'notice' THEN 1 ELSE 0 END, due_at, id LIMIT 1";

/* The item, and for a notice or an outcome what else is owed for the same letter; attempts count all of it. */
static const char lease_all[] =
	"UPDATE outbox SET lease = ?1, leased_until = ?2, attempts = attempts + 1, "
	"	is_repeated = is_repeated OR lease IS NOT NULL "
	"WHERE id = ?3 OR (kind IN ('notice', 'outcome') AND done_at IS NULL AND (lease IS NULL OR leased_until <= ?4) "
	"	AND case_id IN (SELECT other.id FROM cases AS own JOIN cases AS other "
	"		ON other.message_id = own.message_id AND other.sender = own.sender COLLATE NOCASE "
	"		JOIN outbox AS first ON first.case_id = own.id "
	"		WHERE first.id = ?3 AND first.kind = outbox.kind))";

static gboolean read_case_id(sqlite3_stmt *row, void *context, GError **error)
{
	(void)error;
	g_ptr_array_add(context, database_text(row, 0));
	return TRUE;
}

static gboolean lease(struct database *database, struct outbox_item *item, gint64 now, GError **error)
{
	randombytes_buf(&item->lease, sizeof item->lease);
	return database_run(database, error, lease_all, "llll", item->lease, now + OUTBOX_LEASE_S, item->id, now) &&
	       database_query(database, read_case_id, item->case_ids, error,
			      "SELECT DISTINCT case_id FROM outbox WHERE lease = ? ORDER BY id", "l", item->lease);
}

static gboolean take(struct database *database, struct outbox_item *item, gint64 now, GError **error)
{
	if (!database_query(database, read_item, item, error, first_due, "l", now))
		return FALSE;
	if (item->id == 0)
		return TRUE;
	return lease(database, item, now, error) &&
	       (!item->is_repeated || decisions_add(database, g_ptr_array_index(item->case_ids, 0), courier, "repeated",
						    kind_names[item->kind], NULL, error));
}

/* Looking first, without the write lock: a courier with nothing to do disturbs nobody. */
static gboolean find_due(struct database *database, gint64 now, gboolean *ret_is_due, GError **error)
{
	struct outbox_item item = {0};
	gboolean is_good;

	if (!database_begin_read(database, error))
		return FALSE;
	is_good = database_query(database, read_item, &item, error, first_due, "l", now);
	if (!database_end(database, is_good, error))
		return FALSE;
	*ret_is_due = item.id != 0;
	return TRUE;
}

struct outbox_item *outbox_take(struct casebook *casebook, gint64 now, GError **error)
{
	struct outbox_item *item;
	gboolean is_due, is_good;

	if (!find_due(casebook->database, now, &is_due, error) || !is_due ||
	    !database_begin_write(casebook->database, error))
		return NULL;
	item = g_new0(struct outbox_item, 1);
	item->case_ids = g_ptr_array_new_with_free_func(g_free);
	is_good = take(casebook->database, item, now, error);
	if (database_end(casebook->database, is_good, error) && item->id != 0)
		return item;
	outbox_item_free(item);
	return NULL;
}

static gboolean check_changed(struct database *database, GError **error)
{
	if (database_changes(database) > 0)
		return TRUE;
	g_set_error(error, CASES_ERROR, CASES_ERROR_STALE, "another courier has taken this work over");
	return FALSE;
}

gboolean outbox_done(struct casebook *casebook, const struct outbox_item *item, GError **error)
{
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	gboolean is_good;

	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = database_run(casebook->database, error,
			       "UPDATE outbox SET done_at = ?, lease = NULL WHERE lease = ? AND done_at IS NULL", "ll",
			       now, item->lease) &&
		  check_changed(casebook->database, error);
	return database_end(casebook->database, is_good, error);
}

gboolean outbox_retry(struct casebook *casebook, const struct outbox_item *item, gint64 at, GError **error)
{
	gboolean is_good;

	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = database_run(casebook->database, error,
			       "UPDATE outbox SET due_at = ?, lease = NULL WHERE lease = ? AND done_at IS NULL", "ll",
			       at, item->lease) &&
		  check_changed(casebook->database, error);
	return database_end(casebook->database, is_good, error);
}

/* Which state each may come from, so that a late courier undoes nothing. */
static const struct step {
	enum recipient_state to, from, or_from;
} steps[] = {
	{RECIPIENT_RELEASING, RECIPIENT_RELEASING, RECIPIENT_RELEASING},
	{RECIPIENT_RELEASED, RECIPIENT_RELEASING, RECIPIENT_RELEASING},
	{RECIPIENT_RETURNING, RECIPIENT_RETURNING, RECIPIENT_RETURNING},
	{RECIPIENT_RETURNED, RECIPIENT_RETURNING, RECIPIENT_RETURNING},
	{RECIPIENT_HELD, RECIPIENT_RELEASING, RECIPIENT_RETURNING},
};

static const struct step *step_to(enum recipient_state state)
{
	for (guint i = 0; i < G_N_ELEMENTS(steps); i++)
		if (steps[i].to == state)
			return &steps[i];
	return NULL;
}

static gboolean set_recipient(struct database *database, const char *case_id, int position, const struct step *step,
			      const char *reply, GError **error)
{
	g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(int));

	if (!database_run(database, error,
			  "UPDATE recipients SET state = ?, reply = ?, attempts = attempts + 1 "
			  "WHERE case_id = ? AND position = ? AND state IN (?, ?)",
			  "tttitt", recipient_state_name(step->to), reply, case_id, position,
			  recipient_state_name(step->from), recipient_state_name(step->or_from)))
		return FALSE;
	if (database_changes(database) == 0) {
		g_set_error(error, CASES_ERROR, CASES_ERROR_NOT_HELD,
			    "recipient %d of case %s cannot become %s: it was not on its way there", position, case_id,
			    recipient_state_name(step->to));
		return FALSE;
	}
	g_array_append_val(positions, position);
	return (step->to != RECIPIENT_RELEASED || decisions_owe_outcome(database, case_id, error)) &&
	       decisions_add(database, case_id, courier, recipient_state_name(step->to), reply, positions, error);
}

gboolean outbox_set_recipient(struct casebook *casebook, const char *case_id, int position, enum recipient_state state,
			      const char *reply, GError **error)
{
	const struct step *step = step_to(state);
	gboolean is_good;

	g_assert(step != NULL);
	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = set_recipient(casebook->database, case_id, position, step, reply, error);
	return database_end(casebook->database, is_good, error);
}

GPtrArray *outbox_undecided(struct casebook *casebook, gint64 received_before, GError **error)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	gboolean is_good = database_begin_read(casebook->database, error);

	if (is_good) {
		is_good = database_query(casebook->database, read_case_id, ids, error,
					 "SELECT id FROM cases WHERE received_at < ? AND id IN "
					 "(SELECT case_id FROM recipients WHERE state = 'held') "
					 "ORDER BY received_at, recorded_at, id",
					 "l", received_before);
		is_good = database_end(casebook->database, is_good, error);
	}
	if (is_good)
		return ids;
	g_ptr_array_unref(ids);
	return NULL;
}
