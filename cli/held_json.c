/* SPDX-License-Identifier: BSD-2-Clause */
/* A case as JSON, for `candour held list --json` and `show --json`. Plain ASCII, so that it is safe on a terminal. */
#include "cli/held.h"

#include "cli/json_text.h"

#include <jansson.h>

static json_t *list_of(char *const *names)
{
	json_t *list = json_array();

	for (; names != NULL && *names != NULL; names++)
		json_array_append_new(list, json_text(*names));
	return list;
}

static json_t *time_of(gint64 at)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(at);
	g_autofree char *text = date == NULL ? NULL : g_date_time_format_iso8601(date);

	return json_text(text);
}

static json_t *recipient_of(const struct case_recipient *recipient)
{
	return json_pack("{s:o, s:s, s:o, s:i}", "address", json_text(recipient->address), "state",
			 recipient_state_name(recipient->state), "reply", json_text(recipient->reply), "attempts",
			 recipient->attempts);
}

static json_t *evidence_of(const GPtrArray *evidence)
{
	json_t *list = json_array();

	for (guint i = 0; i < evidence->len; i++) {
		const struct evidence *piece = g_ptr_array_index(evidence, i);

		json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "part", json_text(piece->part), "name",
						      json_text(piece->name), "what", json_text(piece->what)));
	}
	return list;
}

/* The keys of `candour check --json`. */
static json_t *finding_of(const struct case_finding *finding)
{
	return json_pack("{s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "rule", json_text(finding->rule),
			 "check", json_text(finding->check), "clause", json_text(finding->clause), "configured",
			 action_name(finding->configured), "applied", action_name(finding->applied), "because",
			 json_text(finding->because), "persons", list_of(finding->persons), "recipients",
			 list_of(finding->recipients), "evidence", evidence_of(finding->evidence), "cure",
			 json_text(finding->cure));
}

static json_t *decision_of(const struct case_decision *decision)
{
	return json_pack("{s:o, s:o, s:o, s:o, s:o}", "at", time_of(decision->at), "actor", json_text(decision->actor),
			 "decision", json_text(decision->decision), "recipients", list_of(decision->recipients),
			 "reason", json_text(decision->reason));
}

void held_print_json(FILE *stream, const struct case_file *file)
{
	json_t *recipients = json_array(), *findings = json_array(), *decisions = json_array(), *whole;

	for (guint i = 0; i < file->recipients->len; i++)
		json_array_append_new(recipients, recipient_of(g_ptr_array_index(file->recipients, i)));
	for (guint i = 0; i < file->findings->len; i++)
		json_array_append_new(findings, finding_of(g_ptr_array_index(file->findings, i)));
	for (guint i = 0; i < file->decisions->len; i++)
		json_array_append_new(decisions, decision_of(g_ptr_array_index(file->decisions, i)));
	whole = json_pack("{s:s, s:o, s:s, s:o, s:o, s:b, s:o, s:o, s:o}", "case", file->id, "received",
			  time_of(file->received_at), "action", action_name(file->action), "sender",
			  json_text(file->envelope->sender), "message_id", json_text(file->message_id), "restricted",
			  file->is_restricted, "recipients", recipients, "findings", findings, "decisions", decisions);
	json_dumpf(whole, stream, JSON_ENSURE_ASCII);
	json_decref(whole);
	fputc('\n', stream);
}
