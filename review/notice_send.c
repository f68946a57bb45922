/* SPDX-License-Identifier: BSD-2-Clause */
/* Sends the sender of an email what its cases owe: the one warning, or word of what became of it. The texts are
 * notice.c's and outcome.c's. */
#include "review/notice.h"
#include "review/outcome.h"

#include "parser/compose.h"
#include "review/post.h"
#include "review/work.h"

/* Cases that cannot be read are left out, so that one of them does not hold up the others' warning. */
static gboolean load_cases(const struct courier *courier, const struct outbox_item *item, GPtrArray *cases,
			   GError **error)
{
	for (guint i = 0; i < item->case_ids->len; i++) {
		g_autoptr(GError) failure = NULL;
		struct case_file *file = cases_load(courier->casebook, g_ptr_array_index(item->case_ids, i), &failure);

		if (file) {
			g_ptr_array_add(cases, file);
		} else if (g_error_matches(failure, CASES_ERROR, CASES_ERROR_UNKNOWN)) {
			g_warning("notice: %s", failure->message);
		} else {
			g_propagate_error(error, g_steal_pointer(&failure));
			return FALSE;
		}
	}
	return TRUE;
}

/* What differs between the two. */
struct word {
	const char *name; /* in the Message-ID and the log */
	struct notice *(*render)(const struct notice_texts *texts, const struct snapshot *snapshot,
				 const GPtrArray *cases, gint64 now);
};

static GBytes *compose(const struct courier *courier, const struct outbox_item *item, const struct word *word,
		       const struct notice *notice, const struct case_file *first, gint64 now, GError **error)
{
	g_autofree char *id = work_message_id(courier, item, word->name);
	struct compose_mail mail = {.from = courier->snapshot->conf->notices.from,
				    .to = notice->to,
				    .subject = notice->subject,
				    .text = notice->text,
				    .html = notice->html,
				    .in_reply_to = first->message_id,
				    .references = first->message_id,
				    .message_id = id,
				    .date = now};

	return compose_notice(&mail, error);
}

/* TRUE where nothing is left to do: sent, refused for good, or nothing to say. */
static gboolean tell(const struct courier *courier, const struct outbox_item *item, const struct word *word,
		     const GPtrArray *cases, gint64 now)
{
	const struct case_file *first = g_ptr_array_index(cases, 0);
	struct notice *notice = word->render(courier->texts, courier->snapshot, cases, now);
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) message = notice ? compose(courier, item, word, notice, first, now, &error) : NULL;
	struct smtp_outcome outcome = {0};

	if (message)
		post_mail(courier->snapshot->conf, notice->to, message, &outcome);
	notice_free(notice);
	if (!message) {
		g_message("case %s: no %s: %s", first->id, word->name,
			  error ? error->message : "everything is decided, or there is no sender to tell");
		return TRUE;
	}
	gboolean is_done = outcome.result != SMTP_DELAYED || work_is_last_try(courier, item);
	g_log(G_LOG_DOMAIN, outcome.result == SMTP_REFUSED ? G_LOG_LEVEL_WARNING : G_LOG_LEVEL_MESSAGE,
	      "case %s: %s: %s%s", first->id, word->name, outcome.reply,
	      outcome.result == SMTP_DELAYED && is_done ? " (given up)" : "");
	smtp_outcomes_clear(&outcome, 1);
	return is_done;
}

static gboolean send_word(const struct courier *courier, const struct outbox_item *item, const struct word *word,
			  gint64 now, GError **error)
{
	g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func((GDestroyNotify)case_file_free);

	if (!load_cases(courier, item, cases, error))
		return FALSE;
	return work_end(courier, item, now, cases->len == 0 || tell(courier, item, word, cases, now), error);
}

gboolean notice_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error)
{
	static const struct word word = {"notice", notice_render};

	return send_word(courier, item, &word, now, error);
}

gboolean outcome_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error)
{
	static const struct word word = {"outcome", outcome_render};

	return send_word(courier, item, &word, now, error);
}
