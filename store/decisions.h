/* SPDX-License-Identifier: BSD-2-Clause */
/* The record of who decided what. For this room alone; called inside a transaction. */
#ifndef STORE_DECISIONS_H
#define STORE_DECISIONS_H

#include "store/database.h"

#include <glib.h>

/* Also to the audit. positions: int, of the recipients it is about; or NULL. reason may be NULL. */
gboolean decisions_add(struct database *database, const char *case_id, const char *actor, const char *decision,
		       const char *reason, const GArray *positions, GError **error);

/* FALSE and CASES_ERROR_UNKNOWN where there is no such case. */
gboolean decisions_check_known(struct database *database, const char *case_id, GError **error);

/* Adds the positions (int) of those of the addresses who are held, of all held where it is NULL. FALSE and
 * CASES_ERROR_NOT_HELD where one is not, or none. */
gboolean decisions_find_held(struct database *database, const char *case_id, const char *const *addresses,
			     GArray *positions, GError **error);

/* "release", "return" or "discard", as cases_release() and its like do it. */
gboolean decisions_decide(struct database *database, const char *case_id, const char *decision,
			  const char *const *addresses, const char *actor, const char *reason, GError **error);

enum { DECISIONS_TELL_AFTER_S = 60 }; /* what is decided about one letter within it is told in one mail */

/* Owes the sender word of what became of the case, where they were owed a notice and no such word is owed already. */
gboolean decisions_owe_outcome(struct database *database, const char *case_id, GError **error);

#endif
