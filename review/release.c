/* SPDX-License-Identifier: BSD-2-Clause */
/* Releases held mail: the message as it was received, with its own envelope, to exactly the recipients that staff
 * released. Nothing is read in it and nothing changed but for the one trace line on top. */
#include "review/post.h"
#include "review/received.h"
#include "review/work.h"

/* Sends to all of them in one transaction. */
static void send_to(const struct courier *courier, const struct case_file *file, GBytes *message,
		    const GPtrArray *releasing, struct smtp_outcome *outcomes)
{
	struct smtp_server server = post_server(courier->snapshot->conf);
	g_autofree char *head = received_line(file, server.helo);
	g_autofree struct smtp_recipient *recipients = g_new0(struct smtp_recipient, releasing->len);
	struct smtp_mail mail = {.sender = file->envelope->sender,
				 .arguments = (const char *const *)file->envelope->mail_arguments,
				 .recipients = recipients,
				 .count = releasing->len,
				 .head = head,
				 .message = message};

	for (guint i = 0; i < releasing->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(releasing, i);

		recipients[i].address = recipient->address;
		recipients[i].arguments = (const char *const *)recipient->arguments;
	}
	smtp_send(&server, &mail, outcomes);
}

/* Without its message a case cannot be released: it is held again, and staff see why. */
static void refuse_all(struct smtp_outcome *outcomes, guint count, const char *why)
{
	for (guint i = 0; i < count; i++)
		outcomes[i] =
			(struct smtp_outcome){.result = SMTP_REFUSED, .reply = g_strdup_printf("not sent: %s", why)};
}

static gboolean settle_all(const struct courier *courier, const struct outbox_item *item, const struct case_file *file,
			   const GPtrArray *releasing, const struct smtp_outcome *outcomes, gboolean *ret_is_done,
			   GError **error)
{
	gboolean is_done = TRUE;

	for (guint i = 0; i < releasing->len; i++) {
		gboolean is_open;

		if (!work_settle(courier, item, file, g_ptr_array_index(releasing, i), &outcomes[i], RECIPIENT_RELEASED,
				 RECIPIENT_RELEASING, &is_open, error))
			return FALSE;
		is_done = is_done && !is_open;
	}
	*ret_is_done = is_done;
	return TRUE;
}

static gboolean release_recipients(const struct courier *courier, const struct outbox_item *item,
				   const struct case_file *file, const GPtrArray *releasing, gboolean *ret_is_done,
				   GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(GBytes) message = cases_open_message(courier->casebook, file->id, courier->secret_key, &failure);
	g_autofree struct smtp_outcome *outcomes = g_new0(struct smtp_outcome, releasing->len);

	if (!message && g_error_matches(failure, CASES_ERROR, CASES_ERROR_STORE)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	if (message)
		send_to(courier, file, message, releasing, outcomes);
	else
		refuse_all(outcomes, releasing->len, failure->message);
	gboolean is_settled = settle_all(courier, item, file, releasing, outcomes, ret_is_done, error);
	smtp_outcomes_clear(outcomes, releasing->len);
	return is_settled;
}

gboolean release_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error)
{
	struct case_file *file = cases_load(courier->casebook, g_ptr_array_index(item->case_ids, 0), error);
	gboolean is_done = TRUE, is_good;

	if (!file)
		return FALSE;
	g_autoptr(GPtrArray) releasing = work_recipients(file, RECIPIENT_RELEASING);
	is_good = releasing->len == 0 || release_recipients(courier, item, file, releasing, &is_done, error);
	case_file_free(file);
	return is_good && work_end(courier, item, now, is_done, error);
}
