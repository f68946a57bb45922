/* SPDX-License-Identifier: BSD-2-Clause */
/* Staff's work on a case: each call one transaction. What a role may do is the page's. */
#include "store/desk.h"

#include "store/case_id.h"
#include "store/casebook_private.h"
#include "store/decisions.h"

#include <string.h>

static const char *const outcome_names[] = {
	[OUTCOME_RIGHT] = "right",
	[OUTCOME_HARMLESS] = "harmless",
	[OUTCOME_RULE_WRONG] = "rule-wrong",
	[OUTCOME_DIRECTORY_WRONG] = "directory-wrong",
	[OUTCOME_FALSE_ALARM] = "false-alarm",
	[OUTCOME_SUPERSEDED] = "superseded",
};

const char *outcome_name(enum outcome outcome)
{
	return outcome_names[outcome];
}

/* Begins to write about a case that there is; to be ended with database_end(). */
static gboolean begin(struct casebook *casebook, const char *id, char ret_case_id[CASE_ID_BYTES], GError **error)
{
	if (!case_id_read(id, ret_case_id, error) || !database_begin_write(casebook->database, error))
		return FALSE;
	if (decisions_check_known(casebook->database, ret_case_id, error))
		return TRUE;
	database_end(casebook->database, FALSE, NULL);
	return FALSE;
}

static gboolean make_row(struct database *database, const char *case_id, GError **error)
{
	return database_run(database, error, "INSERT OR IGNORE INTO case_work (case_id) VALUES (?)", "t", case_id);
}

/* sql is an UPDATE of case_work with the value and the case. */
static gboolean set_work(struct casebook *casebook, const char *id, const char *sql, const char *value,
			 const char *what, const char *actor, GError **error)
{
	struct database *database = casebook->database;
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!begin(casebook, id, case_id, error))
		return FALSE;
	is_good = make_row(database, case_id, error) && database_run(database, error, sql, "tt", value, case_id) &&
		  decisions_add(database, case_id, actor, what, value, NULL, error);
	return database_end(database, is_good, error);
}

gboolean desk_assign(struct casebook *casebook, const char *id, const char *owner, const char *actor, GError **error)
{
	return set_work(casebook, id, "UPDATE case_work SET owner = ? WHERE case_id = ?", owner, "assigned", actor,
			error);
}

static gboolean record(struct casebook *casebook, const char *id, const char *what, const char *text, const char *actor,
		       GError **error)
{
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!begin(casebook, id, case_id, error))
		return FALSE;
	is_good = decisions_add(casebook->database, case_id, actor, what, text, NULL, error);
	return database_end(casebook->database, is_good, error);
}

gboolean desk_note(struct casebook *casebook, const char *id, const char *text, const char *actor, GError **error)
{
	return record(casebook, id, "note", text, actor, error);
}

gboolean desk_record_reading(struct casebook *casebook, const char *id, gboolean is_original, const char *reason,
			     const char *actor, GError **error)
{
	return record(casebook, id, is_original ? "original" : "read", reason, actor, error);
}

gboolean desk_record_alarm(struct casebook *casebook, const char *id, GError **error)
{
	return record(casebook, id, "alarm", NULL, "courier", error);
}

gboolean desk_set_outcome(struct casebook *casebook, const char *id, enum outcome outcome, const char *actor,
			  GError **error)
{
	return set_work(casebook, id, "UPDATE case_work SET outcome = ? WHERE case_id = ?", outcome_name(outcome),
			"outcome", actor, error);
}

gboolean desk_keep(struct casebook *casebook, const char *id, gboolean is_kept, const char *reason, const char *actor,
		   GError **error)
{
	struct database *database = casebook->database;
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!begin(casebook, id, case_id, error))
		return FALSE;
	is_good = make_row(database, case_id, error) &&
		  database_run(database, error, "UPDATE case_work SET is_kept = ? WHERE case_id = ?", "it",
			       is_kept ? 1 : 0, case_id) &&
		  decisions_add(database, case_id, actor, is_kept ? "kept" : "not-kept", reason, NULL, error);
	return database_end(database, is_good, error);
}

gboolean desk_set_needed(struct casebook *casebook, const char *id, guint32 day, const char *actor, GError **error)
{
	struct database *database = casebook->database;
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!begin(casebook, id, case_id, error))
		return FALSE;
	is_good = database_run(database, error, "UPDATE cases SET needed_day = ? WHERE id = ?", "it", (int)day,
			       case_id) &&
		  decisions_add(database, case_id, actor, "needed", NULL, NULL, error);
	return database_end(database, is_good, error);
}

void desk_work_done(struct desk_work *work)
{
	g_clear_pointer(&work->owner, g_free);
	g_clear_pointer(&work->outcome, g_free);
}

static gboolean read_work(sqlite3_stmt *row, void *context, GError **error)
{
	struct desk_work *work = context;

	(void)error;
	work->needed_day = (guint32)sqlite3_column_int(row, 0);
	work->owner = database_text(row, 1);
	work->outcome = database_text(row, 2);
	work->is_kept = sqlite3_column_int(row, 3) != 0;
	return TRUE;
}

gboolean desk_load(struct casebook *casebook, const char *id, struct desk_work *ret_work, GError **error)
{
	struct desk_work work = {0};
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!case_id_read(id, case_id, error) || !database_begin_read(casebook->database, error))
		return FALSE;
	is_good = database_query(casebook->database, read_work, &work, error,
				 "SELECT needed_day, owner, outcome, ifnull(is_kept, 0) FROM cases "
				 "LEFT JOIN case_work ON case_id = id WHERE id = ?",
				 "t", case_id);
	if (!database_end(casebook->database, is_good, error)) {
		desk_work_done(&work);
		return FALSE;
	}
	*ret_work = work;
	return TRUE;
}

void proposal_free(struct proposal *proposal)
{
	if (proposal == NULL)
		return;
	g_free(proposal->actor);
	g_free(proposal->decision);
	g_free(proposal->reason);
	g_strfreev(proposal->recipients);
	g_free(proposal);
}

static gboolean read_proposal(sqlite3_stmt *row, void *context, GError **error)
{
	struct proposal **ret = context;
	struct proposal *proposal = g_new0(struct proposal, 1);
	const char *recipients = (const char *)sqlite3_column_text(row, 5);

	(void)error;
	proposal->id = sqlite3_column_int64(row, 0);
	proposal->at = sqlite3_column_int64(row, 1);
	proposal->actor = database_text(row, 2);
	proposal->decision = database_text(row, 3);
	proposal->reason = database_text(row, 4);
	proposal->recipients = recipients == NULL ? g_new0(char *, 1) : g_strsplit(recipients, "\n", -1);
	proposal_free(*ret);
	*ret = proposal;
	return TRUE;
}

static gboolean find_proposal(struct database *database, const char *case_id, struct proposal **ret_proposal,
			      GError **error)
{
	return database_query(database, read_proposal, ret_proposal, error,
			      "SELECT id, at, actor, decision, reason, (SELECT group_concat(address, char(10)) FROM "
			      "(SELECT address FROM proposal_recipients q JOIN recipients r ON r.case_id = p.case_id "
			      "AND r.position = q.position WHERE q.proposal = p.id ORDER BY q.position)) "
			      "FROM proposals p WHERE case_id = ? AND state = 'open'",
			      "t", case_id);
}

struct proposal *desk_proposal(struct casebook *casebook, const char *id, GError **error)
{
	struct proposal *proposal = NULL;
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!case_id_read(id, case_id, error) || !database_begin_read(casebook->database, error))
		return NULL;
	is_good = find_proposal(casebook->database, case_id, &proposal, error);
	if (!database_end(casebook->database, is_good, error))
		g_clear_pointer(&proposal, proposal_free);
	return proposal;
}

static gboolean refuse(GError **error, const char *text)
{
	g_set_error_literal(error, CASES_ERROR, CASES_ERROR_NOT_HELD, text);
	return FALSE;
}

static gboolean write_proposal(struct database *database, const char *case_id, const char *decision,
			       const char *const *addresses, const char *actor, const char *reason, GError **error)
{
	g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(int));
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;

	if (!decisions_find_held(database, case_id, addresses, positions, error) ||
	    !database_run(database, error,
			  "INSERT INTO proposals (case_id, at, actor, decision, reason, state) "
			  "VALUES (?, ?, ?, ?, ?, 'open')",
			  "tlttt", case_id, now, actor, decision, reason))
		return FALSE;
	for (guint i = 0; addresses != NULL && i < positions->len; i++)
		if (!database_run(database, error, "INSERT INTO proposal_recipients SELECT max(id), ? FROM proposals",
				  "i", g_array_index(positions, int, i)))
			return FALSE;
	return decisions_add(database, case_id, actor, "proposed", reason, positions, error);
}

gboolean desk_propose(struct casebook *casebook, const char *id, const char *decision, const char *const *addresses,
		      const char *actor, const char *reason, GError **error)
{
	struct proposal *before = NULL;
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!begin(casebook, id, case_id, error))
		return FALSE;
	is_good = find_proposal(casebook->database, case_id, &before, error) &&
		  (before == NULL || refuse(error, "a proposal waits for an answer already")) &&
		  write_proposal(casebook->database, case_id, decision, addresses, actor, reason, error);
	proposal_free(before);
	return database_end(casebook->database, is_good, error);
}

static gboolean answer(struct database *database, const char *case_id, const struct proposal *proposal,
		       gboolean is_approved, const char *actor, const char *reason, GError **error)
{
	const char *const *addresses = (const char *const *)proposal->recipients;

	if (!database_run(database, error, "UPDATE proposals SET state = ?, answered_by = ? WHERE id = ?", "ttl",
			  is_approved ? "approved" : "refused", actor, proposal->id) ||
	    !decisions_add(database, case_id, actor, is_approved ? "approved" : "not-approved", reason, NULL, error))
		return FALSE;
	return !is_approved || decisions_decide(database, case_id, proposal->decision, addresses[0] ? addresses : NULL,
						proposal->actor, proposal->reason, error);
}

gboolean desk_answer(struct casebook *casebook, const char *id, gint64 number, gboolean is_approved, const char *actor,
		     const char *reason, GError **error)
{
	struct proposal *proposal = NULL;
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!begin(casebook, id, case_id, error))
		return FALSE;
	is_good = find_proposal(casebook->database, case_id, &proposal, error);
	if (is_good && (proposal == NULL || proposal->id != number))
		is_good = refuse(error, "the proposal was answered meanwhile");
	else if (is_good && g_ascii_strcasecmp(proposal->actor, actor) == 0)
		is_good = refuse(error, "who proposes does not answer: that takes a second person");
	is_good = is_good && answer(casebook->database, case_id, proposal, is_approved, actor, reason, error);
	proposal_free(proposal);
	return database_end(casebook->database, is_good, error);
}
