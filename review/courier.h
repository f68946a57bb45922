/* SPDX-License-Identifier: BSD-2-Clause */
/* The only sender: takes what the outbox owes, one item at a time, and writes down what the MTA answered. */
#ifndef REVIEW_COURIER_H
#define REVIEW_COURIER_H

#include "conf/snapshot.h"
#include "review/notice_texts.h"
#include "store/outbox.h"
#include "store/seal.h"

#include <glib.h>

/* What it works with; all borrowed. It logs (g_message, g_warning): ids, rules, states and SMTP replies. */
struct courier {
	struct casebook *casebook;
	const struct seal_key *secret_key;
	const struct snapshot *snapshot;
	const struct notice_texts *texts;
};

/* Takes one item that is due at `now` and carries it out. *ret_is_idle: there was none. FALSE and *error: the casebook
 * failed; the item's lease runs out and it is done again. */
gboolean courier_step(const struct courier *courier, gint64 now, gboolean *ret_is_idle, GError **error);

/* Returns to their senders the held messages that nobody has decided about for conf.undecided_s staffed seconds
 * (undecided = "return"): since receipt, or since staff or the MTA last did something about them. */
gboolean courier_return_undecided(const struct courier *courier, gint64 now, GError **error);

#endif
