/* SPDX-License-Identifier: BSD-2-Clause */
/* What the courier does by the clock for staff: an alarm for held mail that is late, a digest of what waits once a
 * staffed day, and the audit's head once a day to the system journal. Each hour it forgets cases whose time is over. */
#ifndef REVIEW_ROUNDS_H
#define REVIEW_ROUNDS_H

#include "review/courier.h"

#include <glib.h>

/* When each was last done; zeroed at the start: the audit is asked then. */
struct rounds {
	gboolean is_started;
	gint64 digest_at, head_at, purged_at;
};

/* Does what is due at `now`. Mail goes to notices.alert; that of restricted cases to the monitoring officer, of whom
 * the others hear nothing. What the MTA does not take is tried again at the next call. FALSE and *error: the casebook
 * failed. */
gboolean rounds_go(struct rounds *rounds, const struct courier *courier, gint64 now, GError **error);

#endif
