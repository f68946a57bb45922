/* SPDX-License-Identifier: BSD-2-Clause */
/* What of a judged message is to be known when its thread goes on. Pure: who keeps it is the store's business. */
#ifndef POLICY_REMEMBER_H
#define POLICY_REMEMBER_H

#include "policy/judge.h"

#include <glib.h>

enum { REMEMBER_WINDOW_CHARACTERS = 2000 }; /* how near together a member's letter may have two values of one person */

/* The message's note; got: a flag for each recipient that has it at once. NULL where nothing of it may be kept or
 * found again: no member has a part in it, all its recipients are protected, or it has no Message-ID. Protected
 * people are never in it. Free with history_note_free(). */
struct history_note *policy_remember(const struct policy *policy, const struct envelope *envelope,
				     const struct message *message, const struct history *history, const gboolean *got);

#endif
