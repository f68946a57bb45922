/* SPDX-License-Identifier: BSD-2-Clause */
/* The way of one message from its bytes to the answer. It must not talk to the MTA, and must not answer what the
 * casebook has not committed. */
#include "milter/judging.h"

#include "parser/message.h"
#include "policy/hours.h"
#include "policy/judge.h"
#include "policy/remember.h"
#include "policy/rule.h"
#include "store/identity.h"
#include "store/register.h"

#include <gio/gio.h>
#include <syslog.h>

/* All about one message while it is judged; arrays have one entry for each recipient. */
struct judging {
	struct service *service;
	struct collect *collect;
	const char *bytes;
	struct message *message;
	struct basis_index *bases;       /* the store's, over the snapshot's register; NULL without one */
	struct register_with_bases both; /* for the policy's view */
	struct policy policy;            /* the snapshot's, but for that view */
	struct history *history;         /* of its thread; NULL: unknown */
	gboolean *is_protected;
	gboolean *bound;
	char **addresses; /* normalised, NULL-terminated */
	struct identity *identities;
	struct binding *bindings;
	struct verdict *reasons; /* nothing bound */
	struct verdict *verdict; /* with what is bound; may be the same as reasons */
	gboolean are_recipients_internal;
	gboolean is_over_limit;
	char case_id[CASE_ID_BYTES]; /* "": none */
};

/* How often a session yields to others that record the same letter at that moment. Each time binds a recipient more. */
enum { BOUND_TRIES = 8 };

/* As if nobody had asked the casebook yet. */
static void forget_bindings(struct judging *judging)
{
	if (judging->verdict != judging->reasons)
		verdict_free(judging->verdict);
	judging->verdict = judging->reasons;
	g_clear_pointer(&judging->bound, g_free);
	g_clear_pointer(&judging->identities, g_free);
	g_clear_pointer(&judging->bindings, g_free);
	judging->case_id[0] = '\0';
}

static void judging_done(struct judging *judging)
{
	forget_bindings(judging);
	verdict_free(judging->reasons);
	message_free(judging->message);
	history_free(judging->history);
	basis_index_unref(judging->bases);
	g_free(judging->is_protected);
	g_strfreev(judging->addresses);
}

static const char *queue_id(const struct collect *collect)
{
	return collect->envelope->queue_id ? collect->envelope->queue_id : "NOQUEUE";
}

static struct answer *fail(struct service *service, const struct collect *collect, const GError *error)
{
	struct answer *answer = answer_failure(collect->snapshot->conf);
	const char *what = answer->reply == ANSWER_TEMPFAIL ? "to be tried again later" : "accepted unjudged (failure)";

	log_write(&service->log, LOG_ERR, "%s: %s: %s", queue_id(collect), what, error->message);
	return answer;
}

static guint count(const struct judging *judging)
{
	return judging->collect->envelope->recipients->len;
}

/* Who the recipients are. FALSE where all of them are protected, and nothing of the message is to be judged or kept. */
static gboolean resolve_recipients(struct judging *judging)
{
	const struct envelope *envelope = judging->collect->envelope;
	const struct directory *directory = judging->collect->snapshot->policy.directory;
	guint32 day = hours_day(envelope->received_at);
	gboolean has_judged = FALSE;

	judging->is_protected = g_new0(gboolean, count(judging) + 1);
	judging->addresses = g_new0(char *, count(judging) + 1);
	judging->are_recipients_internal = TRUE;
	for (guint i = 0; i < count(judging); i++) {
		const struct envelope_recipient *recipient = envelope->recipients->pdata[i];
		struct resolution *who = directory_resolve(directory, recipient->address, day);

		judging->is_protected[i] = who->is_protected;
		judging->addresses[i] = g_strdup(who->address);
		has_judged |= !who->is_protected;
		judging->are_recipients_internal &=
			!who->is_protected && directory_is_council_address(directory, recipient->address);
		resolution_free(who);
	}
	return has_judged;
}

/* What lies past the limits is said to be uninspected, in the part where the reading stopped. */
static void parse(struct judging *judging)
{
	gsize inspected = collect_inspected_bytes(judging->collect);
	judging->message = message_parse_in(judging->service->sandbox, judging->bytes, inspected);
	if (inspected == spool_length(judging->collect->spool))
		return;

	GPtrArray *parts = judging->message->parts;
	if (parts->len == 0) {
		struct part *part = g_new0(struct part, 1);
		part->section = g_strdup("1");
		part->type = g_strdup("text/plain");
		part->is_body = TRUE;
		g_ptr_array_add(parts, part);
	}
	struct part *last = parts->pdata[parts->len - 1];
	last->reason = PART_LIMIT;
	judging->is_over_limit = TRUE;
}

/* What is found where nobody is bound. Takes the bases in. */
static void judge(struct judging *judging, struct basis_index *bases)
{
	const struct collect *collect = judging->collect;
	const struct register_file *file = snapshot_register(collect->snapshot);

	basis_index_unref(judging->bases);
	judging->bases = bases;
	judging->both = (struct register_with_bases){.file = file, .bases = bases};
	judging->policy = collect->snapshot->policy;
	if (file)
		judging->policy.register_view = register_view_with(&judging->both);
	verdict_free(judging->reasons);
	judging->reasons = judging->verdict =
		policy_judge_in_thread(&judging->policy, collect->envelope, judging->message, NULL, judging->history);
}

/* A basis that was recorded meanwhile counts at once, so the verdict stands only where it was made with the bases of
 * now. FALSE and *error where nobody can say what they are. */
static gboolean judge_with_bases_of_now(struct judging *judging, GError **error)
{
	const struct register_file *file = snapshot_register(judging->collect->snapshot);

	if (!file)
		return TRUE;
	struct basis_index *bases = service_refresh_bases(judging->service, file, error);
	if (!bases)
		return FALSE;
	if (bases != judging->bases)
		judge(judging, bases);
	else
		basis_index_unref(bases);
	return TRUE;
}

/* A refusal binds where the whole transaction can be refused again. Together with others nobody would tell the sender:
 * then such a recipient is judged anew, and what is refused is returned. */
static void drop_refusals(struct judging *judging)
{
	guint refused = 0;

	for (guint i = 0; i < count(judging); i++)
		refused += judging->bindings[i].is_bound && judging->bindings[i].state == RECIPIENT_REJECTED;
	/* Nothing is returned to the null sender. */
	if (refused == count(judging) || !*judging->collect->envelope->sender)
		return;
	for (guint i = 0; i < count(judging); i++)
		if (judging->bindings[i].state == RECIPIENT_REJECTED)
			judging->bindings[i].is_bound = FALSE;
}

/* Earlier decisions, and the verdict with them. FALSE and *error where the store failed. */
static gboolean apply_bindings(struct judging *judging, GError **error)
{
	const struct collect *collect = judging->collect;
	gboolean has_bound = FALSE;

	judging->identities = g_new0(struct identity, count(judging) + 1);
	judging->bindings = g_new0(struct binding, count(judging) + 1);
	judging->bound = g_new0(gboolean, count(judging) + 1);
	identity_of(judging->service->identity_key, collect->envelope, judging->message, judging->bytes,
		    spool_length(collect->spool), (const char *const *)judging->addresses, judging->identities);
	if (!casebook_find_bindings(judging->service->casebook, judging->identities, count(judging),
				    collect->envelope->received_at, judging->bindings, error))
		return FALSE;

	drop_refusals(judging);
	for (guint i = 0; i < count(judging); i++) {
		judging->bound[i] = judging->bindings[i].is_bound && !judging->is_protected[i];
		judging->bindings[i].is_bound = judging->bound[i];
		if (judging->bound[i] && !has_bound)
			g_strlcpy(judging->case_id, judging->bindings[i].case_id, sizeof(judging->case_id));
		has_bound |= judging->bound[i];
	}
	if (has_bound)
		judging->verdict = policy_judge_in_thread(&judging->policy, collect->envelope, judging->message,
							  judging->bound, judging->history);
	return TRUE;
}

/* A case is owed where something was found and a recipient is neither bound nor protected. */
static gboolean is_case_owed(const struct judging *judging)
{
	if (judging->verdict->findings->len == 0)
		return FALSE;
	for (guint i = 0; i < count(judging); i++)
		if (!judging->bound[i] && !judging->is_protected[i])
			return TRUE;
	return FALSE;
}

static gboolean record(struct judging *judging, const struct answer_basis *basis, GError **error)
{
	const struct collect *collect = judging->collect;
	struct case_record record = {
		.envelope = collect->envelope,
		.verdict = judging->verdict,
		.identities = judging->identities,
		.bound = judging->bound,
		.is_unrecorded = judging->is_protected,
		.message_id = judging->message->message_id,
		.mta = collect->mta,
		.protocol = collect_protocol(collect),
		.seal = judging->service->seal,
		.bytes = judging->bytes,
		.length = spool_length(collect->spool),
		.owes_notice = answer_owes_notice(basis),
		.notice_due_at = collect->envelope->received_at + collect->snapshot->conf->notices.delay_s,
		.owes_return = answer_owes_return(basis),
	};

	return casebook_record(judging->service->casebook, &record, judging->case_id, error);
}

static void log_decision(const struct judging *judging, const struct answer *answer, gboolean is_recorded)
{
	const struct log *log = &judging->service->log;
	const char *id = queue_id(judging->collect);

	if (judging->is_over_limit)
		log_write(log, LOG_WARNING,
			  "%s: past limits.max_message_bytes or limits.header_bytes, not inspected whole", id);
	if (!is_recorded && !*judging->case_id)
		return;
	log_write(log, LOG_INFO, "%s: case=%s verdict=%s%s recipients=%u stripped=%u%s", id, judging->case_id,
		  action_name(judging->verdict->action), is_recorded ? "" : " (decided earlier)", count(judging),
		  answer->stripped->len, answer->reply == ANSWER_REJECT ? " refused" : "");
	for (guint i = 0; is_recorded && i < judging->verdict->findings->len; i++) {
		const struct finding *finding = judging->verdict->findings->pdata[i];
		log_write(log, LOG_INFO, "%s: case=%s rule=%s applied=%s clause=%s", id, judging->case_id,
			  finding->rule->name, action_name(finding->applied), finding->rule->clause);
	}
}

/* Looks earlier decisions up and puts on record what they leave. FALSE and *error where the store failed, or
 * CASES_ERROR_BOUND where another session has recorded the letter in between. */
static gboolean settle(struct judging *judging, struct answer_basis *ret_basis, gboolean *ret_is_recorded,
		       GError **error)
{
	const struct register_file *file = snapshot_register(judging->collect->snapshot);

	forget_bindings(judging);
	if (!judge_with_bases_of_now(judging, error) || !apply_bindings(judging, error))
		return FALSE;
	/* After the last look-up. */
	if (file && !register_is_intact(file, error))
		return FALSE;
	*ret_basis = (struct answer_basis){
		.conf = judging->collect->snapshot->conf,
		.envelope = judging->collect->envelope,
		.verdict = judging->verdict,
		.reasons = judging->reasons,
		.bindings = judging->bindings,
		.is_protected = judging->is_protected,
		.are_recipients_internal = judging->are_recipients_internal,
	};
	*ret_is_recorded = is_case_owed(judging);
	return !*ret_is_recorded || record(judging, ret_basis, error);
}

/* Only what goes on is remembered; a refused letter comes again, or never. */
static void remember(struct judging *judging, const struct answer_basis *basis)
{
	g_autofree gboolean *got = g_new0(gboolean, count(judging) + 1);

	for (guint i = 0; i < count(judging); i++)
		got[i] = answer_delivers(basis, i);
	struct history_note *note =
		policy_remember(&judging->policy, judging->collect->envelope, judging->message, judging->history, got);
	service_remember(judging->service, queue_id(judging->collect), note);
	history_note_free(note);
}

/* The message is in scope: it is judged in full and put on record. NULL and *error where the store failed. */
static struct answer *decide(struct judging *judging, GError **error)
{
	g_autoptr(GError) failure = NULL;
	struct answer_basis basis;
	gboolean is_recorded;
	int tries = 1;

	while (!settle(judging, &basis, &is_recorded, &failure)) {
		/* That another session was quicker is no failure: what it decided binds this one. */
		if (!g_error_matches(failure, CASES_ERROR, CASES_ERROR_BOUND) || tries++ == BOUND_TRIES) {
			g_propagate_error(error, g_steal_pointer(&failure));
			return NULL;
		}
		g_clear_error(&failure);
	}
	struct answer *answer = answer_new(&basis, *judging->case_id ? judging->case_id : NULL);
	log_decision(judging, answer, is_recorded);
	if (answer->reply == ANSWER_CONTINUE)
		remember(judging, &basis);
	return answer;
}

struct answer *judging_no_place(struct service *service, const struct collect *collect)
{
	g_autoptr(GError) error =
		g_error_new_literal(G_IO_ERROR, G_IO_ERROR_BUSY,
				    "all places for judging are taken (limits.judging), or the daemon "
				    "is ending");
	return fail(service, collect, error);
}

struct answer *judging_answer(struct service *service, struct collect *collect)
{
	struct judging judging = {.service = service, .collect = collect};
	g_autoptr(GError) error = NULL;
	struct answer *answer = NULL;

	if (collect->failure)
		return fail(service, collect, collect->failure);
	judging.bytes = spool_bytes(collect->spool, &error);
	if (!judging.bytes)
		return fail(service, collect, error);

	if (resolve_recipients(&judging)) {
		parse(&judging);
		judging.history = service_find_thread(service, queue_id(collect), judging.message);
		judge(&judging, service_bases(service));
		/* Mail without a member in it never touches the store, so it cannot fail for the store either. */
		answer = judging.verdict->is_in_scope ? decide(&judging, &error) : answer_pass();
	} else {
		answer = answer_pass();
	}
	judging_done(&judging);
	return answer ? answer : fail(service, collect, error);
}
