/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads cases back as plain data, each from one consistent view of the file. It changes nothing. */
#include "store/cases.h"

#include "store/case_id.h"
#include "store/casebook_private.h"

static void recipient_free(gpointer data)
{
	struct case_recipient *recipient = data;

	g_free(recipient->raw);
	g_free(recipient->address);
	g_strfreev(recipient->arguments);
	g_free(recipient->reply);
	g_free(recipient);
}

static void evidence_free(gpointer data)
{
	struct evidence *evidence = data;

	g_free(evidence->part);
	g_free(evidence->name);
	g_free(evidence->what);
	g_free(evidence);
}

static void finding_row_free(gpointer data)
{
	struct case_finding *finding = data;

	g_free(finding->rule);
	g_free(finding->check);
	g_free(finding->clause);
	g_free(finding->point);
	g_free(finding->notice);
	g_free(finding->because);
	g_strfreev(finding->persons);
	g_strfreev(finding->recipients);
	g_strfreev(finding->visible_members);
	g_strfreev(finding->constituents);
	g_ptr_array_unref(finding->evidence);
	g_free(finding->cure);
	g_free(finding->cure_line);
	g_free(finding->kinds);
	g_free(finding->basis_reason);
	g_free(finding->basis_text);
	g_free(finding);
}

static void decision_free(gpointer data)
{
	struct case_decision *decision = data;

	g_free(decision->actor);
	g_free(decision->decision);
	g_free(decision->reason);
	g_strfreev(decision->recipients);
	g_free(decision);
}

void case_file_free(struct case_file *file)
{
	if (file == NULL)
		return;
	envelope_free(file->envelope);
	g_free(file->sender_person);
	g_free(file->message_id);
	g_free(file->mta);
	g_free(file->protocol);
	g_ptr_array_unref(file->recipients);
	g_ptr_array_unref(file->findings);
	g_ptr_array_unref(file->decisions);
	g_free(file);
}

static struct case_file *case_file_new(const char *id)
{
	struct case_file *file = g_new0(struct case_file, 1);

	g_strlcpy(file->id, id, sizeof file->id);
	file->envelope = envelope_new();
	file->recipients = g_ptr_array_new_with_free_func(recipient_free);
	file->findings = g_ptr_array_new_with_free_func(finding_row_free);
	file->decisions = g_ptr_array_new_with_free_func(decision_free);
	return file;
}

static gboolean damaged(GError **error)
{
	g_set_error(error, CASES_ERROR, CASES_ERROR_STORE,
		    "the casebook is damaged: it has a word candour never wrote");
	return FALSE;
}

static gboolean read_case(sqlite3_stmt *row, void *context, GError **error)
{
	struct case_file *file = context;
	struct envelope *envelope = file->envelope;

	file->received_at = envelope->received_at = sqlite3_column_int64(row, 0);
	file->recorded_at = sqlite3_column_int64(row, 1);
	file->is_restricted = sqlite3_column_int(row, 3);
	g_free(envelope->sender);
	envelope->sender = database_text(row, 4);
	file->sender_person = database_text(row, 5);
	file->message_id = database_text(row, 6);
	envelope->login = database_text(row, 7);
	envelope->client_address = database_text(row, 8);
	envelope->client_name = database_text(row, 9);
	envelope->helo = database_text(row, 10);
	envelope->tls_subject = database_text(row, 11);
	envelope->queue_id = database_text(row, 12);
	file->mta = database_text(row, 13);
	file->protocol = database_text(row, 14);
	file->has_message = sqlite3_column_int(row, 15);
	return action_from_name((const char *)sqlite3_column_text(row, 2), &file->action) || damaged(error);
}

static const char case_sql[] = "SELECT received_at, recorded_at, action, is_restricted, sender, sender_person, "
			       "message_id, login, client_address, client_name, helo, tls_subject, queue_id, mta, "
			       "protocol, EXISTS (SELECT 1 FROM sealed_chunks WHERE case_id = id) "
			       "FROM cases WHERE id = ?";

static gboolean read_text(sqlite3_stmt *row, void *context, GError **error)
{
	(void)error;
	g_ptr_array_add(context, database_text(row, 0));
	return TRUE;
}

/* The first column of a query as a NULL-terminated list. Takes the array. */
static char **strings_of(GPtrArray *array)
{
	g_ptr_array_add(array, NULL);
	return (char **)g_ptr_array_free(array, FALSE);
}

static gboolean load_arguments(struct database *database, const char *id, int position, char ***ret_arguments,
			       GError **error)
{
	GPtrArray *found = g_ptr_array_new();
	gboolean is_good =
		database_query(database, read_text, found, error,
			       "SELECT argument FROM arguments WHERE case_id = ? AND position = ? ORDER BY number",
			       "ti", id, position);

	g_strfreev(*ret_arguments);
	*ret_arguments = strings_of(found);
	return is_good;
}

static gboolean read_recipient(sqlite3_stmt *row, void *context, GError **error)
{
	struct case_file *file = context;
	struct case_recipient *recipient = g_new0(struct case_recipient, 1);

	g_ptr_array_add(file->recipients, recipient);
	recipient->position = sqlite3_column_int(row, 0);
	recipient->raw = database_text(row, 1);
	recipient->address = database_text(row, 2);
	recipient->reply = database_text(row, 4);
	recipient->attempts = sqlite3_column_int(row, 5);
	return recipient_state_from_name((const char *)sqlite3_column_text(row, 3), &recipient->state) ||
	       damaged(error);
}

static gboolean load_recipients(struct database *database, struct case_file *file, GError **error)
{
	if (!database_query(database, read_recipient, file, error,
			    "SELECT position, raw, address, state, reply, attempts FROM recipients WHERE case_id = ? "
			    "ORDER BY position",
			    "t", file->id))
		return FALSE;
	for (guint i = 0; i < file->recipients->len; i++) {
		struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);

		if (!load_arguments(database, file->id, recipient->position, &recipient->arguments, error))
			return FALSE;
		envelope_add_recipient(file->envelope, recipient->raw, (const char *const *)recipient->arguments);
	}
	return TRUE;
}

static gboolean read_evidence(sqlite3_stmt *row, void *context, GError **error)
{
	struct evidence *evidence = g_new0(struct evidence, 1);

	(void)error;
	evidence->part = database_text(row, 0);
	evidence->name = database_text(row, 1);
	evidence->what = database_text(row, 2);
	g_ptr_array_add(context, evidence);
	return TRUE;
}

static gboolean read_finding(sqlite3_stmt *row, void *context, GError **error)
{
	struct case_finding *finding = g_new0(struct case_finding, 1);

	g_ptr_array_add(context, finding);
	finding->evidence = g_ptr_array_new_with_free_func(evidence_free);
	finding->rule = database_text(row, 0);
	finding->check = database_text(row, 1);
	finding->clause = database_text(row, 2);
	finding->point = database_text(row, 3);
	finding->notice = database_text(row, 4);
	finding->because = database_text(row, 7);
	finding->cure = database_text(row, 8);
	finding->cure_line = database_text(row, 9);
	finding->kinds = database_text(row, 10);
	finding->basis_reason = database_text(row, 11);
	finding->basis_text = database_text(row, 12);
	return (action_from_name((const char *)sqlite3_column_text(row, 5), &finding->configured) &&
		action_from_name((const char *)sqlite3_column_text(row, 6), &finding->applied)) ||
	       damaged(error);
}

static gboolean load_names(struct database *database, const char *id, int number, const char *kind, char ***ret_names,
			   GError **error)
{
	GPtrArray *found = g_ptr_array_new();
	gboolean is_good = database_query(
		database, read_text, found, error,
		"SELECT name FROM finding_names WHERE case_id = ? AND finding = ? AND kind = ? ORDER BY number", "tit",
		id, number, kind);

	*ret_names = strings_of(found);
	return is_good;
}

static gboolean load_findings(struct database *database, struct case_file *file, GError **error)
{
	const char *id = file->id;

	if (!database_query(
		    database, read_finding, file->findings, error,
		    "SELECT rule, check_name, clause, point, notice, configured, applied, because, cure, "
		    "cure_line, kinds, basis_reason, basis_text FROM findings WHERE case_id = ? ORDER BY number",
		    "t", id))
		return FALSE;
	for (int i = 0; i < (int)file->findings->len; i++) {
		struct case_finding *finding = g_ptr_array_index(file->findings, (guint)i);

		if (!load_names(database, id, i, "person", &finding->persons, error) ||
		    !load_names(database, id, i, "recipient", &finding->recipients, error) ||
		    !load_names(database, id, i, "visible-member", &finding->visible_members, error) ||
		    !load_names(database, id, i, "constituent", &finding->constituents, error) ||
		    !database_query(database, read_evidence, finding->evidence, error,
				    "SELECT part, name, what FROM evidence WHERE case_id = ? AND finding = ? "
				    "ORDER BY number",
				    "ti", id, i))
			return FALSE;
	}
	return TRUE;
}

struct decision_ids {
	GPtrArray *decisions;
	GArray *ids; /* gint64 */
};

static gboolean read_decision(sqlite3_stmt *row, void *context, GError **error)
{
	struct decision_ids *found = context;
	struct case_decision *decision = g_new0(struct case_decision, 1);
	gint64 id = sqlite3_column_int64(row, 0);

	(void)error;
	decision->at = sqlite3_column_int64(row, 1);
	decision->actor = database_text(row, 2);
	decision->decision = database_text(row, 3);
	decision->reason = database_text(row, 4);
	g_ptr_array_add(found->decisions, decision);
	g_array_append_val(found->ids, id);
	return TRUE;
}

static gboolean load_decisions(struct database *database, struct case_file *file, GError **error)
{
	g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
	struct decision_ids found = {file->decisions, ids};
	gboolean is_good = database_query(
		database, read_decision, &found, error,
		"SELECT id, at, actor, decision, reason FROM decisions WHERE case_id = ? ORDER BY id", "t", file->id);

	for (guint i = 0; i < ids->len; i++) {
		struct case_decision *decision = g_ptr_array_index(file->decisions, i);
		GPtrArray *addresses = g_ptr_array_new();

		is_good = is_good && database_query(database, read_text, addresses, error,
						    "SELECT address FROM decision_recipients JOIN recipients "
						    "USING (position) WHERE decision = ? AND case_id = ? "
						    "ORDER BY position",
						    "lt", g_array_index(ids, gint64, i), file->id);
		decision->recipients = strings_of(addresses);
	}
	return is_good;
}

static gboolean load(struct database *database, struct case_file *file, GError **error)
{
	if (!database_query(database, read_case, file, error, case_sql, "t", file->id))
		return FALSE;
	if (file->received_at == 0 && file->recorded_at == 0)
		return case_id_unknown(file->id, error);
	return load_arguments(database, file->id, -1, &file->envelope->mail_arguments, error) &&
	       load_recipients(database, file, error) && load_findings(database, file, error) &&
	       load_decisions(database, file, error);
}

struct case_file *cases_load(struct casebook *casebook, const char *id, GError **error)
{
	char case_id[CASE_ID_BYTES];
	struct case_file *file;
	gboolean is_good;

	if (!case_id_read(id, case_id, error) || !database_begin_read(casebook->database, error))
		return NULL;
	file = case_file_new(case_id);
	is_good = load(casebook->database, file, error);
	if (database_end(casebook->database, is_good, error))
		return file;
	case_file_free(file);
	return NULL;
}

GPtrArray *cases_of_letter(struct casebook *casebook, const char *id, GError **error)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	char case_id[CASE_ID_BYTES];
	gboolean is_good = case_id_read(id, case_id, error) && database_begin_read(casebook->database, error);

	if (is_good) {
		is_good = database_query(casebook->database, read_text, ids, error,
					 "SELECT id FROM (SELECT id, received_at FROM cases WHERE id = ?1 UNION "
					 "SELECT c.id, c.received_at FROM cases a JOIN cases c "
					 "ON c.message_id = a.message_id AND c.sender = a.sender COLLATE NOCASE "
					 "WHERE a.id = ?1) ORDER BY received_at, id",
					 "t", case_id);
		is_good = database_end(casebook->database, is_good, error);
	}
	if (is_good && ids->len == 0)
		is_good = case_id_unknown(id, error);
	if (!is_good)
		g_clear_pointer(&ids, g_ptr_array_unref);
	return ids;
}

GPtrArray *cases_held(struct casebook *casebook, GError **error)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	gboolean is_good = database_begin_read(casebook->database, error);

	if (is_good) {
		is_good = database_query(casebook->database, read_text, ids, error,
					 "SELECT id FROM cases WHERE id IN (SELECT case_id FROM recipients "
					 "WHERE state IN ('held', 'releasing', 'returning')) "
					 "ORDER BY received_at, recorded_at, id",
					 "");
		is_good = database_end(casebook->database, is_good, error);
	}
	if (is_good)
		return ids;
	g_ptr_array_unref(ids);
	return NULL;
}

static gboolean read_chunk(sqlite3_stmt *row, void *context, GError **error)
{
	return seal_reader_add(context, sqlite3_column_blob(row, 0), (gsize)sqlite3_column_bytes(row, 0), error);
}

static gboolean check_message(struct casebook *casebook, const char *id, GError **error)
{
	struct case_file *file = case_file_new(id);
	gboolean has_message, is_good = database_query(casebook->database, read_case, file, error, case_sql, "t", id);
	gboolean is_known = file->recorded_at != 0;

	has_message = file->has_message;
	case_file_free(file);
	if (is_good && !is_known)
		return case_id_unknown(id, error);
	if (is_good && !has_message)
		g_set_error(error, CASES_ERROR, CASES_ERROR_NO_MESSAGE, "case %s keeps no message", id);
	return is_good && has_message;
}

GBytes *cases_open_message(struct casebook *casebook, const char *id, const struct seal_key *secret_key, GError **error)
{
	char case_id[CASE_ID_BYTES];
	struct seal_reader *reader;
	gboolean is_good;

	if (!case_id_read(id, case_id, error) || !database_begin_read(casebook->database, error))
		return NULL;
	reader = seal_reader_new(secret_key);
	is_good = check_message(casebook, case_id, error) &&
		  database_query(casebook->database, read_chunk, reader, error,
				 "SELECT chunk FROM sealed_chunks WHERE case_id = ? ORDER BY number", "t", case_id);
	if (database_end(casebook->database, is_good, error))
		return seal_reader_end(reader, error);
	seal_reader_free(reader);
	return NULL;
}
