/* SPDX-License-Identifier: BSD-2-Clause */
/* Decides what the MTA is told. It must not look at the message, and must not forget a recipient. */
#include "milter/answer.h"

#include "milter/refusal.h"
#include "policy/rule.h"

#include <string.h>

enum fate { FATE_DELIVER, FATE_STRIP, FATE_REFUSE };

static enum fate fate_of(const struct answer_basis *basis, guint recipient)
{
	static const enum fate of_disposition[] = {[DISPOSITION_DELIVER] = FATE_DELIVER,
						   [DISPOSITION_HOLD] = FATE_STRIP,
						   [DISPOSITION_REJECT] = FATE_REFUSE};
	const struct binding *binding = &basis->bindings[recipient];

	if (basis->is_protected[recipient])
		return FATE_DELIVER;
	if (!binding->is_bound)
		return of_disposition[g_array_index(basis->verdict->dispositions, enum disposition, recipient)];
	if (binding->state == RECIPIENT_DELIVERED)
		return FATE_DELIVER;
	/* Held, decided about, or on its way back: the casebook has it, so a second copy must not pass. */
	return binding->state == RECIPIENT_REJECTED ? FATE_REFUSE : FATE_STRIP;
}

gboolean answer_is_refusal(const struct answer_basis *basis)
{
	guint recipients = basis->envelope->recipients->len;

	for (guint i = 0; i < recipients; i++)
		if (fate_of(basis, i) != FATE_REFUSE)
			return FALSE;
	return recipients > 0;
}

gboolean answer_owes_return(const struct answer_basis *basis)
{
	/* A return to the null sender is forbidden (RFC 5321, 4.5.5). */
	if (answer_is_refusal(basis) || !*basis->envelope->sender)
		return FALSE;
	for (guint i = 0; i < basis->envelope->recipients->len; i++)
		if (!basis->bindings[i].is_bound && fate_of(basis, i) == FATE_REFUSE)
			return TRUE;
	return FALSE;
}

gboolean answer_owes_notice(const struct answer_basis *basis)
{
	if (!basis->verdict->may_answer || answer_is_refusal(basis))
		return FALSE;
	for (guint i = 0; i < basis->verdict->findings->len; i++) {
		const struct finding *finding = basis->verdict->findings->pdata[i];
		if (finding->applied == ACTION_NOTICE || finding->applied == ACTION_HOLD)
			return TRUE;
	}
	return FALSE;
}

/* Postfix matches the path as the client wrote it for most addresses, and stores one with a source route without the
 * route; what it answers proves nothing. So both forms go. */
static void strip(struct answer *answer, const struct envelope_recipient *recipient)
{
	char *bare =
		recipient->raw[0] == '<' ? g_strdup_printf("<%s>", recipient->address) : g_strdup(recipient->address);

	g_ptr_array_add(answer->stripped, g_strdup(recipient->raw));
	if (strcmp(bare, recipient->raw) == 0)
		g_free(bare);
	else
		g_ptr_array_add(answer->stripped, bare);
}

static gboolean is_header_wanted(const struct answer_basis *basis)
{
	if (!basis->conf->adds_case_header || !basis->are_recipients_internal)
		return FALSE;
	if (basis->reasons->action < ACTION_FLAG)
		return FALSE;
	for (guint i = 0; i < basis->reasons->findings->len; i++) {
		const struct finding *finding = basis->reasons->findings->pdata[i];
		if (finding->rule->is_restricted)
			return FALSE;
	}
	return TRUE;
}

gboolean answer_delivers(const struct answer_basis *basis, guint recipient)
{
	return fate_of(basis, recipient) == FATE_DELIVER;
}

static struct answer *answer_of_reply(enum answer_reply reply)
{
	struct answer *answer = g_new0(struct answer, 1);
	answer->reply = reply;
	answer->stripped = g_ptr_array_new_with_free_func(g_free);
	answer->lines = g_ptr_array_new_with_free_func(g_free);
	return answer;
}

struct answer *answer_new(const struct answer_basis *basis, const char *case_id)
{
	struct answer *answer = answer_of_reply(ANSWER_CONTINUE);

	if (answer_is_refusal(basis)) {
		answer->reply = ANSWER_REJECT;
		g_ptr_array_unref(answer->lines);
		answer->lines = refusal_lines(basis->conf, basis->reasons, case_id);
		return answer;
	}
	for (guint i = 0; i < basis->envelope->recipients->len; i++)
		if (fate_of(basis, i) != FATE_DELIVER)
			strip(answer, basis->envelope->recipients->pdata[i]);
	if (case_id && is_header_wanted(basis))
		answer->case_header = g_strdup(case_id);
	return answer;
}

struct answer *answer_pass(void)
{
	return answer_of_reply(ANSWER_CONTINUE);
}

struct answer *answer_failure(const struct conf *conf)
{
	return answer_of_reply(g_strcmp0(conf->failure, "accept") == 0 ? ANSWER_CONTINUE : ANSWER_TEMPFAIL);
}

void answer_free(struct answer *answer)
{
	if (!answer)
		return;
	g_ptr_array_unref(answer->stripped);
	g_ptr_array_unref(answer->lines);
	g_free(answer->case_header);
	g_free(answer);
}
