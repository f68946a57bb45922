/* SPDX-License-Identifier: BSD-2-Clause */
/* What a try leads to, for all kinds of work: the recipient's new state, and the item's end. It sends nothing. */
#include "review/work.h"

#include "review/backoff.h"
#include "review/post.h"

gboolean work_is_last_try(const struct courier *courier, const struct outbox_item *item)
{
	const struct conf *conf = courier->snapshot->conf;

	return backoff_is_over(conf->release.retry_s, conf->release.give_up_s, item->attempts + 1);
}

gboolean work_end(const struct courier *courier, const struct outbox_item *item, gint64 now, gboolean is_done,
		  GError **error)
{
	if (is_done)
		return outbox_done(courier->casebook, item, error);
	return outbox_retry(courier->casebook, item,
			    now + backoff_wait_s(courier->snapshot->conf->release.retry_s, item->attempts + 1), error);
}

/* What the record says of the try: the MTA's reply, and what the reply alone does not tell. */
static char *note_of(const struct outbox_item *item, const struct smtp_outcome *outcome, gboolean is_given_up)
{
	return g_strconcat(is_given_up ? "given up: " : "", outcome->reply,
			   outcome->is_uncertain ? " (the message may have arrived)" : "",
			   item->is_repeated ? " (sent again; an earlier try may have got through)" : "", NULL);
}

gboolean work_settle(const struct courier *courier, const struct outbox_item *item, const struct case_file *file,
		     const struct case_recipient *recipient, const struct smtp_outcome *outcome,
		     enum recipient_state accepted, enum recipient_state on_the_way, gboolean *ret_is_open,
		     GError **error)
{
	gboolean is_given_up = outcome->result == SMTP_DELAYED && work_is_last_try(courier, item);
	gboolean is_open = outcome->result == SMTP_DELAYED && !is_given_up;
	enum recipient_state state = outcome->result == SMTP_ACCEPTED ? accepted
				     : is_open                        ? on_the_way
								      : RECIPIENT_HELD;
	g_autofree char *note = note_of(item, outcome, is_given_up);
	g_autoptr(GError) failure = NULL;

	g_message("case %s: recipient %d: %s: %s", file->id, recipient->position + 1, recipient_state_name(state),
		  note);
	*ret_is_open = is_open;
	if (outbox_set_recipient(courier->casebook, file->id, recipient->position, state, note, &failure))
		return TRUE;
	if (!g_error_matches(failure, CASES_ERROR, CASES_ERROR_NOT_HELD)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return FALSE;
	}
	g_warning("case %s: %s", file->id, failure->message);
	*ret_is_open = FALSE;
	return TRUE;
}

GPtrArray *work_recipients(const struct case_file *file, enum recipient_state state)
{
	GPtrArray *recipients = g_ptr_array_new();

	for (guint i = 0; i < file->recipients->len; i++) {
		struct case_recipient *recipient = g_ptr_array_index(file->recipients, i);

		if (recipient->state == state)
			g_ptr_array_add(recipients, recipient);
	}
	return recipients;
}

char *work_message_id(const struct courier *courier, const struct outbox_item *item, const char *kind)
{
	return g_strdup_printf("%s.%s.%" G_GINT64_FORMAT "@%s", (const char *)g_ptr_array_index(item->case_ids, 0),
			       kind, item->id, post_server(courier->snapshot->conf).helo);
}
