/* SPDX-License-Identifier: BSD-2-Clause */
/* Decides about held recipients: state, record and the courier's work in one transaction. It sends nothing. */
#include "store/decisions.h"

#include "store/audit.h"
#include "store/case_id.h"
#include "store/casebook_private.h"
#include "store/cases.h"

#include <string.h>

static gint64 now(void)
{
	return g_get_real_time() / G_USEC_PER_SEC;
}

/* "0,2": which of the envelope's recipients it is about. Caller frees; NULL where it is about none. */
static char *list_positions(const GArray *positions)
{
	GString *list = g_string_new(NULL);

	for (guint i = 0; positions != NULL && i < positions->len; i++)
		g_string_append_printf(list, "%s%d", i > 0 ? "," : "", g_array_index(positions, int, i));
	return g_string_free(list, list->len == 0);
}

gboolean decisions_add(struct database *database, const char *case_id, const char *actor, const char *decision,
		       const char *reason, const GArray *positions, GError **error)
{
	g_autofree char *list = list_positions(positions);

	if (!database_run(database, error,
			  "INSERT INTO decisions (case_id, at, actor, decision, reason) VALUES (?, ?, ?, ?, ?)",
			  "tlttt", case_id, now(), actor, decision, reason))
		return FALSE;
	for (guint i = 0; positions != NULL && i < positions->len; i++)
		if (!database_run(database, error, "INSERT INTO decision_recipients SELECT max(id), ? FROM decisions",
				  "i", g_array_index(positions, int, i)))
			return FALSE;
	return audit_add(database, actor, decision, case_id, list, error);
}

static gboolean read_flag(sqlite3_stmt *row, void *context, GError **error)
{
	(void)row;
	(void)error;
	*(gboolean *)context = TRUE;
	return TRUE;
}

gboolean decisions_check_known(struct database *database, const char *case_id, GError **error)
{
	gboolean is_known = FALSE;

	return database_query(database, read_flag, &is_known, error, "SELECT 1 FROM cases WHERE id = ?", "t",
			      case_id) &&
	       (is_known || case_id_unknown(case_id, error));
}

gboolean cases_record_view(struct casebook *casebook, const char *id, const char *actor, GError **error)
{
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!case_id_read(id, case_id, error) || !database_begin_write(casebook->database, error))
		return FALSE;
	is_good = decisions_check_known(casebook->database, case_id, error) &&
		  decisions_add(casebook->database, case_id, actor, "viewed", NULL, NULL, error);
	return database_end(casebook->database, is_good, error);
}

/* What staff decide: the state a held recipient goes to, and the courier's work, if any. */
struct choice {
	const char *decision;
	enum recipient_state state;
	const char *work; /* the outbox's kind, or NULL */
};

static gboolean read_position(sqlite3_stmt *row, void *context, GError **error)
{
	int position = sqlite3_column_int(row, 0);

	(void)error;
	g_array_append_val((GArray *)context, position);
	return TRUE;
}

static gboolean not_held(const char *case_id, const char *address, GError **error)
{
	g_autofree char *shown = address == NULL ? NULL : g_strescape(address, NULL);

	if (shown == NULL)
		g_set_error(error, CASES_ERROR, CASES_ERROR_NOT_HELD, "nobody is held in case %s", case_id);
	else
		g_set_error(error, CASES_ERROR, CASES_ERROR_NOT_HELD, "%s is not held in case %s", shown, case_id);
	return FALSE;
}

/* An address twice in the envelope is two recipients, and both are meant. */
static gboolean find_held(struct database *database, const char *case_id, const char *address, GArray *positions,
			  GError **error)
{
	guint before = positions->len;

	return database_query(database, read_position, positions, error,
			      "SELECT position FROM recipients WHERE case_id = ?1 AND state = 'held' "
			      "AND (?2 IS NULL OR address = ?2 COLLATE NOCASE) ORDER BY position",
			      "tt", case_id, address) &&
	       (positions->len > before || not_held(case_id, address, error));
}

static gboolean find_all_held(struct database *database, const char *case_id, const char *const *addresses,
			      GArray *positions, GError **error)
{
	if (addresses == NULL)
		return find_held(database, case_id, NULL, positions, error);
	for (guint i = 0; addresses[i] != NULL; i++) {
		gboolean is_named_before = FALSE;

		for (guint j = 0; j < i; j++)
			is_named_before = is_named_before || g_ascii_strcasecmp(addresses[i], addresses[j]) == 0;
		if (!is_named_before && !find_held(database, case_id, addresses[i], positions, error))
			return FALSE;
	}
	return positions->len > 0 || not_held(case_id, NULL, error);
}

gboolean decisions_owe_outcome(struct database *database, const char *case_id, GError **error)
{
	return database_run(database, error,
			    "INSERT INTO outbox (kind, case_id, due_at) SELECT 'outcome', ?1, ?2 "
			    "WHERE EXISTS (SELECT 1 FROM outbox WHERE case_id = ?1 AND kind = 'notice') "
			    "AND NOT EXISTS (SELECT 1 FROM outbox WHERE case_id = ?1 AND kind = 'outcome' "
			    "	AND done_at IS NULL AND lease IS NULL)",
			    "tl", case_id, now() + DECISIONS_TELL_AFTER_S);
}

static gboolean apply(struct database *database, const char *case_id, const GArray *positions,
		      const struct choice *choice, GError **error)
{
	for (guint i = 0; i < positions->len; i++)
		if (!database_run(database, error,
				  "UPDATE recipients SET state = ?, reply = NULL WHERE case_id = ? AND position = ?",
				  "tti", recipient_state_name(choice->state), case_id,
				  g_array_index(positions, int, i)))
			return FALSE;
	if (choice->work == NULL)
		return decisions_owe_outcome(database, case_id, error);
	return database_run(database, error, "INSERT INTO outbox (kind, case_id, due_at) VALUES (?, ?, ?)", "ttl",
			    choice->work, case_id, now());
}

static const struct choice choices[] = {
	{"release", RECIPIENT_RELEASING, "release"},
	{"return", RECIPIENT_RETURNING, "return"},
	{"discard", RECIPIENT_DISCARDED, NULL}, /* what the courier does is to tell the sender */
};

static const struct choice *choice_named(const char *decision)
{
	for (guint i = 0; i < G_N_ELEMENTS(choices); i++)
		if (strcmp(choices[i].decision, decision) == 0)
			return &choices[i];
	g_assert_not_reached();
}

gboolean decisions_decide(struct database *database, const char *case_id, const char *decision,
			  const char *const *addresses, const char *actor, const char *reason, GError **error)
{
	g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(int));

	return decisions_check_known(database, case_id, error) &&
	       find_all_held(database, case_id, addresses, positions, error) &&
	       apply(database, case_id, positions, choice_named(decision), error) &&
	       decisions_add(database, case_id, actor, decision, reason, positions, error);
}

gboolean decisions_find_held(struct database *database, const char *case_id, const char *const *addresses,
			     GArray *positions, GError **error)
{
	return decisions_check_known(database, case_id, error) &&
	       find_all_held(database, case_id, addresses, positions, error);
}

static gboolean decide(struct casebook *casebook, const char *id, const char *decision, const char *const *addresses,
		       const char *actor, const char *reason, GError **error)
{
	char case_id[CASE_ID_BYTES];
	gboolean is_good;

	if (!case_id_read(id, case_id, error) || !database_begin_write(casebook->database, error))
		return FALSE;
	is_good = decisions_decide(casebook->database, case_id, decision, addresses, actor, reason, error);
	return database_end(casebook->database, is_good, error);
}

gboolean cases_release(struct casebook *casebook, const char *id, const char *const *addresses, const char *actor,
		       const char *reason, GError **error)
{
	return decide(casebook, id, "release", addresses, actor, reason, error);
}

gboolean cases_return(struct casebook *casebook, const char *id, const char *actor, const char *reason, GError **error)
{
	return decide(casebook, id, "return", NULL, actor, reason, error);
}

gboolean cases_discard(struct casebook *casebook, const char *id, const char *actor, const char *reason, GError **error)
{
	return decide(casebook, id, "discard", NULL, actor, reason, error);
}
