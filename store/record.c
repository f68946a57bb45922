/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes a case: what was decided, about whom, why, and the sealed message where somebody waits for it. It puts nothing
 * of the message elsewhere. */
#include "store/record.h"

#include "policy/rule.h"
#include "store/audit.h"
#include "store/bindings.h"

enum { ARGUMENTS_OF_MAIL = -1 };

gboolean record_has_recipient(const struct case_record *record, guint position)
{
	return (record->bound == NULL || !record->bound[position]) &&
	       (record->is_unrecorded == NULL || !record->is_unrecorded[position]);
}

static gboolean is_restricted(const struct verdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(verdict->findings, i);

		if (finding->rule->is_restricted)
			return TRUE;
	}
	return FALSE;
}

static gboolean write_arguments(struct database *database, const char *case_id, int position, char *const *arguments,
				GError **error)
{
	for (int i = 0; arguments != NULL && arguments[i] != NULL; i++)
		if (!database_run(database, error, "INSERT INTO arguments VALUES (?, ?, ?, ?)", "tiit", case_id,
				  position, i, arguments[i]))
			return FALSE;
	return TRUE;
}

static gboolean write_case(struct database *database, const struct case_record *record, const char *case_id,
			   gint64 recorded_at, GError **error)
{
	const struct envelope *envelope = record->envelope;
	const struct verdict *verdict = record->verdict;

	return database_run(
		       database, error,
		       "INSERT INTO cases (id, received_at, recorded_at, action, is_restricted, sender, sender_person, "
		       "message_id, login, client_address, client_name, helo, tls_subject, queue_id, mta, protocol) "
		       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		       "tlltittttttttttt", case_id, envelope->received_at, recorded_at, action_name(verdict->action),
		       is_restricted(verdict), envelope->sender, verdict->sender_person, record->message_id,
		       envelope->login, envelope->client_address, envelope->client_name, envelope->helo,
		       envelope->tls_subject, envelope->queue_id, record->mta, record->protocol) &&
	       write_arguments(database, case_id, ARGUMENTS_OF_MAIL, envelope->mail_arguments, error);
}

static enum recipient_state state_of(const struct case_record *record, guint position)
{
	switch (g_array_index(record->verdict->dispositions, enum disposition, position)) {
	case DISPOSITION_HOLD:
		return RECIPIENT_HELD;
	case DISPOSITION_REJECT:
		return record->owes_return ? RECIPIENT_RETURNING : RECIPIENT_REJECTED;
	case DISPOSITION_DELIVER:
		break;
	}
	return RECIPIENT_DELIVERED;
}

/* The look-up and the record are two transactions: of two sessions with the same letter the later one finds it here. A
 * refusal leaves nothing behind, so that the letter may get a case again. */
static gboolean is_unbound(struct database *database, const struct case_record *record, guint position,
			   const char *case_id, GError **error)
{
	struct binding binding;

	if (!bindings_find(database, &record->identities[position], record->envelope->received_at, &binding, error))
		return FALSE;
	if (!binding.is_bound || binding.state == RECIPIENT_REJECTED || g_str_equal(binding.case_id, case_id))
		return TRUE;
	g_set_error(error, CASES_ERROR, CASES_ERROR_BOUND, "case %s holds the same letter since a moment ago",
		    binding.case_id);
	return FALSE;
}

static gboolean write_recipient(struct database *database, const struct case_record *record, const char *case_id,
				guint position, enum recipient_state state, GError **error)
{
	const struct envelope_recipient *recipient = g_ptr_array_index(record->envelope->recipients, position);

	return is_unbound(database, record, position, case_id, error) &&
	       database_run(database, error,
			    "INSERT INTO recipients (case_id, position, raw, address, state) VALUES (?, ?, ?, ?, ?)",
			    "tittt", case_id, (int)position, recipient->raw, recipient->address,
			    recipient_state_name(state)) &&
	       write_arguments(database, case_id, (int)position, recipient->arguments, error) &&
	       bindings_add(database, &record->identities[position], case_id, (int)position,
			    record->envelope->received_at, error);
}

/* ret_counts: how many recipients came into each state. */
static gboolean write_recipients(struct database *database, const struct case_record *record, const char *case_id,
				 guint ret_counts[RECIPIENT_REJECTED + 1], GError **error)
{
	guint written = 0;

	for (guint i = 0; i < record->envelope->recipients->len; i++) {
		enum recipient_state state = state_of(record, i);

		if (!record_has_recipient(record, i))
			continue;
		if (!write_recipient(database, record, case_id, i, state, error))
			return FALSE;
		ret_counts[state]++;
		written++;
	}
	if (written > 0)
		return TRUE;
	g_set_error(error, CASES_ERROR, CASES_ERROR_STORE, "a case without a recipient of its own");
	return FALSE;
}

static gboolean write_names(struct database *database, const char *case_id, int number, const char *kind,
			    const GPtrArray *names, GError **error)
{
	for (guint i = 0; names != NULL && i < names->len; i++)
		if (!database_run(database, error, "INSERT INTO finding_names VALUES (?, ?, ?, ?, ?)", "titit", case_id,
				  number, kind, (int)i, (const char *)g_ptr_array_index(names, i)))
			return FALSE;
	return TRUE;
}

static gboolean write_evidence(struct database *database, const char *case_id, int number, const GPtrArray *evidence,
			       GError **error)
{
	for (guint i = 0; evidence != NULL && i < evidence->len; i++) {
		const struct evidence *piece = g_ptr_array_index(evidence, i);

		if (!database_run(database, error, "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?)", "tiittt", case_id,
				  number, (int)i, piece->part, piece->name, piece->what))
			return FALSE;
	}
	return TRUE;
}

static gboolean write_finding(struct database *database, const char *case_id, int number, const struct finding *finding,
			      GError **error)
{
	const struct rule *rule = finding->rule;

	return database_run(
		       database, error, "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		       "tittttttttttttt", case_id, number, rule->name, rule->check->name, rule->clause, rule->point,
		       rule->notice != NULL ? rule->notice : rule->check->name, action_name(finding->configured),
		       action_name(finding->applied), because_name(finding->because), finding->cure, finding->cure_line,
		       finding->kinds, finding->basis_reason, finding->basis_text) &&
	       write_names(database, case_id, number, "person", finding->persons, error) &&
	       write_names(database, case_id, number, "recipient", finding->recipients, error) &&
	       write_names(database, case_id, number, "visible-member", finding->visible_members, error) &&
	       write_names(database, case_id, number, "constituent", finding->constituents, error) &&
	       write_evidence(database, case_id, number, finding->evidence, error);
}

struct chunk_target {
	struct database *database;
	const char *case_id;
};

static gboolean write_chunk(void *context, unsigned number, const guint8 *chunk, gsize length, GError **error)
{
	const struct chunk_target *target = context;

	return database_run(target->database, error, "INSERT INTO sealed_chunks VALUES (?, ?, ?)", "tib",
			    target->case_id, (int)number, chunk, length);
}

static gboolean write_message(struct database *database, const struct case_record *record, const char *case_id,
			      GError **error)
{
	struct chunk_target target = {database, case_id};

	if (record->seal == NULL) {
		g_set_error(error, CASES_ERROR, CASES_ERROR_STORE, "no key to seal a held message with");
		return FALSE;
	}
	return seal_bytes(record->seal, record->bytes, record->length, write_chunk, &target, error);
}

static gboolean write_work(struct database *database, const char *case_id, const char *kind, gint64 due_at,
			   GError **error)
{
	return database_run(database, error, "INSERT INTO outbox (kind, case_id, due_at) VALUES (?, ?, ?)", "ttl", kind,
			    case_id, due_at);
}

gboolean record_write(struct database *database, const struct case_record *record, const char *case_id,
		      gint64 recorded_at, GError **error)
{
	const GPtrArray *findings = record->verdict->findings;
	guint counts[RECIPIENT_REJECTED + 1] = {0};
	gboolean is_returned;

	if (!write_case(database, record, case_id, recorded_at, error) ||
	    !write_recipients(database, record, case_id, counts, error))
		return FALSE;
	for (guint i = 0; i < findings->len; i++)
		if (!write_finding(database, case_id, (int)i, g_ptr_array_index(findings, i), error))
			return FALSE;
	is_returned = counts[RECIPIENT_RETURNING] > 0;
	if ((counts[RECIPIENT_HELD] > 0 || is_returned) && !write_message(database, record, case_id, error))
		return FALSE;
	return (!is_returned || write_work(database, case_id, "return", recorded_at, error)) &&
	       (!record->owes_notice || write_work(database, case_id, "notice", record->notice_due_at, error)) &&
	       audit_add(database, "candour-milter", "recorded", case_id, action_name(record->verdict->action), error);
}
