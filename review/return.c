/* SPDX-License-Identifier: BSD-2-Clause */
/* Returns held or refused mail to its sender as a delivery status notification with the message attached. It honours
 * what the sender asked for in the envelope (RFC 3461: NOTIFY, RET, ENVID, ORCPT), and never answers the null sender.
 */
#include "parser/compose.h"
#include "review/post.h"
#include "review/returned.h"
#include "review/work.h"

#include <string.h>

/* The value of an ESMTP argument ("RET=HDRS"), or NULL where it is absent. */
static const char *argument_of(char **arguments, const char *name)
{
	gsize length = strlen(name);

	for (gsize i = 0; arguments && arguments[i]; i++)
		if (g_ascii_strncasecmp(arguments[i], name, length) == 0 && arguments[i][length] == '=')
			return arguments[i] + length + 1;
	return NULL;
}

/* RFC 3461, 4.1: without NOTIFY a failure is told, with it only where FAILURE is listed. */
static gboolean wants_failure(const struct case_recipient *recipient)
{
	const char *notify = argument_of(recipient->arguments, "NOTIFY");

	if (!notify)
		return TRUE;
	g_auto(GStrv) events = g_strsplit(notify, ",", -1);
	for (gsize i = 0; events[i]; i++)
		if (g_ascii_strcasecmp(events[i], "FAILURE") == 0)
			return TRUE;
	return FALSE;
}

static GBytes *compose(const struct courier *courier, const struct outbox_item *item, const struct case_file *file,
		       const GPtrArray *told, GBytes *original, gint64 now, GError **error)
{
	const struct conf *conf = courier->snapshot->conf;
	const char *ret = argument_of(file->envelope->mail_arguments, "RET");
	g_autofree char *id = work_message_id(courier, item, "return");
	g_autofree char *text = returned_text(courier->texts, courier->snapshot, file, told, now);
	g_autofree char *diagnostic = returned_diagnostic(file);
	g_autofree char *subject = g_strdup_printf("Your email comes back (case %s)", file->id);
	g_autofree struct compose_returned_recipient *returned = g_new0(struct compose_returned_recipient, told->len);
	struct compose_mail mail = {.from = conf->notices.from,
				    .to = file->envelope->sender,
				    .subject = subject,
				    .text = text,
				    .in_reply_to = file->message_id,
				    .references = file->message_id,
				    .message_id = id,
				    .date = now};
	struct compose_report report = {.reporting_mta = file->mta ? file->mta : post_server(conf).helo,
					.envid = argument_of(file->envelope->mail_arguments, "ENVID"),
					.arrival = file->received_at,
					.recipients = returned,
					.count = told->len,
					.original = original,
					.is_headers_only = ret && g_ascii_strcasecmp(ret, "HDRS") == 0};

	for (guint i = 0; i < told->len; i++) {
		const struct case_recipient *recipient = g_ptr_array_index(told, i);

		returned[i] = (struct compose_returned_recipient){.address = recipient->address,
								  .orcpt = argument_of(recipient->arguments, "ORCPT"),
								  .diagnostic = diagnostic,
								  .status = "5.7.1"};
	}
	return compose_return(&mail, &report, error);
}

/* Sends the notification about those who are told of; what stands in the way is an outcome as well. FALSE and *error
 * where the casebook failed. */
static gboolean notify(const struct courier *courier, const struct outbox_item *item, const struct case_file *file,
		       const GPtrArray *told, gint64 now, struct smtp_outcome *ret_outcome, GError **error)
{
	g_autoptr(GError) failure = NULL;
	g_autoptr(GBytes) original = cases_open_message(courier->casebook, file->id, courier->secret_key, &failure);

	if (!original && g_error_matches(failure, CASES_ERROR, CASES_ERROR_STORE)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	g_autoptr(GBytes) message = original ? compose(courier, item, file, told, original, now, &failure) : NULL;
	if (message)
		post_mail(courier->snapshot->conf, file->envelope->sender, message, ret_outcome);
	else
		*ret_outcome = (struct smtp_outcome){.result = SMTP_REFUSED,
						     .reply = g_strdup_printf("not sent: %s", failure->message)};
	return TRUE;
}

/* Nothing is sent, and yet the return is done. */
static struct smtp_outcome silent(const char *why)
{
	return (struct smtp_outcome){.result = SMTP_ACCEPTED, .reply = g_strdup(why)};
}

static gboolean settle_all(const struct courier *courier, const struct outbox_item *item, const struct case_file *file,
			   const GPtrArray *recipients, const struct smtp_outcome *outcome, gboolean *ret_is_done,
			   GError **error)
{
	for (guint i = 0; i < recipients->len; i++) {
		gboolean is_open;

		if (!work_settle(courier, item, file, g_ptr_array_index(recipients, i), outcome, RECIPIENT_RETURNED,
				 RECIPIENT_RETURNING, &is_open, error))
			return FALSE;
		*ret_is_done = *ret_is_done && !is_open;
	}
	return TRUE;
}

static gboolean return_recipients(const struct courier *courier, const struct outbox_item *item,
				  const struct case_file *file, gint64 now, gboolean *ret_is_done, GError **error)
{
	g_autoptr(GPtrArray) returning = work_recipients(file, RECIPIENT_RETURNING);
	g_autoptr(GPtrArray) told = g_ptr_array_new(), untold = g_ptr_array_new();
	gboolean has_sender = *file->envelope->sender != '\0', is_good;
	struct smtp_outcome nothing = silent(has_sender ? "no notification: the sender asked for none (NOTIFY)"
							: "no notification: the message has the null sender");
	struct smtp_outcome outcome = {0};

	for (guint i = 0; i < returning->len; i++) {
		struct case_recipient *recipient = g_ptr_array_index(returning, i);

		g_ptr_array_add(has_sender && wants_failure(recipient) ? told : untold, recipient);
	}
	is_good = (told->len == 0 || notify(courier, item, file, told, now, &outcome, error)) &&
		  settle_all(courier, item, file, told, &outcome, ret_is_done, error) &&
		  settle_all(courier, item, file, untold, &nothing, ret_is_done, error);
	smtp_outcomes_clear(&outcome, 1);
	smtp_outcomes_clear(&nothing, 1);
	return is_good;
}

gboolean return_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error)
{
	struct case_file *file = cases_load(courier->casebook, g_ptr_array_index(item->case_ids, 0), error);
	gboolean is_done = TRUE, is_good;

	if (!file)
		return FALSE;
	is_good = return_recipients(courier, item, file, now, &is_done, error);
	case_file_free(file);
	return is_good && work_end(courier, item, now, is_done, error);
}
