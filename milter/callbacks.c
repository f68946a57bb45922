/* SPDX-License-Identifier: BSD-2-Clause */
/* What libmilter calls, in the order of an SMTP session. It must hold no logic: sessions collect, judging decides. */
#include "milter/callbacks.h"

#include "milter/apply.h"
#include "milter/judging.h"
#include "milter/session.h"

#include <libmilter/mfapi.h>
#include <string.h>
#include <syslog.h>

/* While a message waits for its turn the MTA is told every GATE_STEP that candour lives; Postfix gives up after 300 s,
 * and an answer after that would only duplicate mail. */
enum { GATE_STEP_S = 10, GATE_STEPS = 24 };

/* No reply to these steps: nothing is decided there, and each reply is a round trip. libmilter sends one where the MTA
 * cannot do without. */
enum {
	QUIET_STEPS = SMFIP_NR_CONN | SMFIP_NR_HELO | SMFIP_NR_MAIL | SMFIP_NR_DATA | SMFIP_NR_UNKN | SMFIP_NR_HDR |
		      SMFIP_NR_EOH | SMFIP_NR_BODY
};

/* libmilter hands nothing of ours to its first callback. Set once, before it starts. */
static struct service *registered;

static struct session *session_of(SMFICTX *ctx)
{
	struct session *session = smfi_getpriv(ctx);

	if (!session) {
		session = session_new(registered);
		smfi_setpriv(ctx, session);
	}
	return session;
}

static sfsistat on_negotiate(SMFICTX *ctx, unsigned long actions, unsigned long steps, unsigned long unused_2,
			     unsigned long unused_3, unsigned long *ret_actions, unsigned long *ret_steps,
			     unsigned long *ret_2, unsigned long *ret_3)
{
	(void)unused_2, (void)unused_3;
	if (!(actions & SMFIF_DELRCPT)) {
		log_write(&registered->log, LOG_ERR, "the MTA does not let filters take recipients away; refusing it");
		return SMFIS_REJECT;
	}
	session_of(ctx)->has_leading_space = (steps & SMFIP_HDR_LEADSPC) != 0;
	*ret_actions = SMFIF_DELRCPT | (actions & SMFIF_ADDHDRS);
	/* Not SMFIP_RCPT_REJ: a recipient that the MTA refused is nobody's. */
	*ret_steps = QUIET_STEPS | (steps & (SMFIP_HDR_LEADSPC | SMFIP_NOUNKNOWN));
	*ret_2 = 0;
	*ret_3 = 0;
	return SMFIS_CONTINUE;
}

static sfsistat on_connect(SMFICTX *ctx, char *host, _SOCK_ADDR *address)
{
	session_connect(session_of(ctx), host, address);
	return SMFIS_NOREPLY;
}

static sfsistat on_helo(SMFICTX *ctx, char *helo)
{
	session_helo(session_of(ctx), helo);
	return SMFIS_NOREPLY;
}

static sfsistat on_mail(SMFICTX *ctx, char **arguments)
{
	session_begin_message(session_of(ctx), (const char *const *)arguments, g_get_real_time() / G_USEC_PER_SEC);
	return SMFIS_NOREPLY;
}

static sfsistat on_recipient(SMFICTX *ctx, char **arguments)
{
	struct session *session = session_of(ctx);
	const char *mailer = smfi_getsymval(ctx, "{rcpt_mailer}");

	/* The MTA will refuse this one itself. */
	if (!session->message || (mailer && strcmp(mailer, "error") == 0))
		return SMFIS_CONTINUE;
	if (collect_add_recipient(session->message, (const char *const *)arguments))
		return SMFIS_CONTINUE;
	/* The client sends the rest in a transaction of its own, where they are judged in full. */
	smfi_setreply(ctx, "452", "4.5.3", "Too many recipients in one message; send the rest separately");
	return SMFIS_TEMPFAIL;
}

static const char *macro(void *ctx, const char *name)
{
	return smfi_getsymval(ctx, (char *)name);
}

static sfsistat on_header(SMFICTX *ctx, char *name, char *value)
{
	struct session *session = session_of(ctx);

	if (session->message)
		collect_add_field(session->message, name, value, session->has_leading_space);
	return SMFIS_NOREPLY;
}

static sfsistat on_end_of_header(SMFICTX *ctx)
{
	struct session *session = session_of(ctx);

	if (session->message) {
		collect_learn(session->message, macro, ctx);
		collect_end_header(session->message);
	}
	return SMFIS_NOREPLY;
}

static sfsistat on_body(SMFICTX *ctx, unsigned char *bytes, size_t length)
{
	struct session *session = session_of(ctx);

	if (session->message)
		collect_add_body(session->message, (const char *)bytes, length);
	return SMFIS_NOREPLY;
}

/* FALSE where the daemon is ending or too busy for too long. */
static gboolean wait_turn(SMFICTX *ctx, struct gate *gate)
{
	for (int step = 0; step < GATE_STEPS && !gate_is_closed(gate); step++) {
		if (gate_enter(gate, GATE_STEP_S * G_USEC_PER_SEC))
			return TRUE;
		smfi_progress(ctx);
	}
	return FALSE;
}

static sfsistat on_end_of_message(SMFICTX *ctx)
{
	struct session *session = session_of(ctx);
	struct service *service = session->service;

	if (!session->message)
		return SMFIS_TEMPFAIL;
	collect_learn(session->message, macro, ctx);
	gboolean is_entered = wait_turn(ctx, service->gate);
	struct answer *answer =
		is_entered ? judging_answer(service, session->message) : judging_no_place(service, session->message);
	sfsistat reply = apply_answer(ctx, answer, session->has_leading_space);
	answer_free(answer);
	session_end_message(session);
	if (is_entered)
		gate_leave(service->gate);
	return reply;
}

static sfsistat on_abort(SMFICTX *ctx)
{
	session_end_message(session_of(ctx));
	return SMFIS_CONTINUE;
}

static sfsistat on_close(SMFICTX *ctx)
{
	/* A port probe comes here without ever having said a word. */
	session_free(smfi_getpriv(ctx));
	smfi_setpriv(ctx, NULL);
	return SMFIS_CONTINUE;
}

gboolean callbacks_register(struct service *service)
{
	struct smfiDesc filter = {
		.xxfi_name = "candour",
		.xxfi_version = SMFI_VERSION,
		.xxfi_flags = SMFIF_DELRCPT | SMFIF_ADDHDRS,
		.xxfi_negotiate = on_negotiate,
		.xxfi_connect = on_connect,
		.xxfi_helo = on_helo,
		.xxfi_envfrom = on_mail,
		.xxfi_envrcpt = on_recipient,
		.xxfi_header = on_header,
		.xxfi_eoh = on_end_of_header,
		.xxfi_body = on_body,
		.xxfi_eom = on_end_of_message,
		.xxfi_abort = on_abort,
		.xxfi_close = on_close,
	};

	registered = service;
	return smfi_register(filter) == MI_SUCCESS;
}
