/* SPDX-License-Identifier: BSD-2-Clause */
/* How much text each part of a message may hold: one that takes all it can get leaves every other part a share. For
 * this room only. */
#ifndef PARSER_TEXT_BUDGET_H
#define PARSER_TEXT_BUDGET_H

#include <glib.h>

enum {
	TEXT_BUDGET_SHARE_BYTES = 256 * 1024 /* kept for each part that is still to come, fewer where there are many */
};

struct text_budget {
	gsize left;
	gsize share;
	guint coming; /* parts */
};

/* Of all of the parts' texts together: MESSAGE_MAX_TEXT_BYTES. Half of it at the most is kept in shares. */
struct text_budget text_budget_new(guint parts);

/* The next part begins: its own share is free for it, and what those before it left. */
void text_budget_begin_part(struct text_budget *budget);

/* Takes what there is for the part that was begun last, of that many bytes wanted: how many it may have. */
gsize text_budget_take(struct text_budget *budget, gsize wanted);

#endif
