/* SPDX-License-Identifier: BSD-2-Clause */
/* What candour owes: notices to senders, releases and returns, and, where a sender was owed a notice, word of the
 * outcome. The courier alone takes from it. A work item is taken with a lease, so that two couriers, or one after a
 * crash, never work on the same item at once; what a crash leaves is done again (at least once). */
#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

#include "store/cases.h"

#include <glib.h>

enum outbox_kind { OUTBOX_NOTICE, OUTBOX_RELEASE, OUTBOX_RETURN, OUTBOX_OUTCOME };

enum { OUTBOX_LEASE_S = 900 }; /* longer than an SMTP session that times out at each step */

struct outbox_item {
	gint64 id;
	gint64 lease; /* whose it is: of this taking */
	enum outbox_kind kind;
	GPtrArray *case_ids;  /* char *: one, or for a notice or an outcome all cases of the same sender and Message-ID
			       * that are due  with  it; owned */
	int attempts;         /* before this one */
	gboolean is_repeated; /* an earlier try of a release may have got through before a crash */
};

/* Takes the first item that is due at `now` and not leased by another; of one case at most one release or return is out
 * at a time. NULL without *error where none is. */
struct outbox_item *outbox_take(struct casebook *casebook, gint64 now, GError **error);
void outbox_item_free(struct outbox_item *item);

/* Ends the item: done for good, or to be tried again at that time. FALSE and CASES_ERROR_STALE where the lease ran out
 * and another courier has it. */
gboolean outbox_done(struct casebook *casebook, const struct outbox_item *item, GError **error);
gboolean outbox_retry(struct casebook *casebook, const struct outbox_item *item, gint64 at, GError **error);

/* Writes a recipient's state after an SMTP reply ("250 2.1.5 Ok"): released, returned, or back to held; releasing or
 * returning still where it is to be tried again. Each is put on record as the courier's. FALSE and CASES_ERROR_NOT_HELD
 * where the recipient was not being released or returned. */
gboolean outbox_set_recipient(struct casebook *casebook, const char *case_id, int position, enum recipient_state state,
			      const char *reply, GError **error);

/* Cases with a recipient still held that were received before that time, for `undecided`: char *, owned array. */
GPtrArray *outbox_undecided(struct casebook *casebook, gint64 received_before, GError **error);

#endif
