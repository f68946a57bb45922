/* SPDX-License-Identifier: BSD-2-Clause */
/* The kinds of work that the courier takes from the outbox, and what they share. */
#ifndef REVIEW_WORK_H
#define REVIEW_WORK_H

#include "review/courier.h"
#include "review/smtp.h"

#include <glib.h>

/* Each carries its item out and ends it: done, or to be tried again. FALSE and *error where the casebook failed. */
gboolean notice_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error);
gboolean outcome_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error);
gboolean release_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error);
gboolean return_send(const struct courier *courier, const struct outbox_item *item, gint64 now, GError **error);

/* Ends the item after its try: done for good, or again after the back-off. */
gboolean work_end(const struct courier *courier, const struct outbox_item *item, gint64 now, gboolean is_done,
		  GError **error);

/* TRUE where no further try is left for what the MTA puts off. */
gboolean work_is_last_try(const struct courier *courier, const struct outbox_item *item);

/* Writes what became of the recipient after a try: accepted is the state where the MTA took the message, on_the_way the
 * one where it put it off; refused or given up it is held again. *ret_is_open: it is to be tried again. */
gboolean work_settle(const struct courier *courier, const struct outbox_item *item, const struct case_file *file,
		     const struct case_recipient *recipient, const struct smtp_outcome *outcome,
		     enum recipient_state accepted, enum recipient_state on_the_way, gboolean *ret_is_open,
		     GError **error);

/* The case's recipients in that state; borrowed from the case, caller unrefs the array. */
GPtrArray *work_recipients(const struct case_file *file, enum recipient_state state);

/* A Message-ID (without brackets) that the same work always gets, so that a second copy after a crash shows as one. */
char *work_message_id(const struct courier *courier, const struct outbox_item *item, const char *kind);

#endif
