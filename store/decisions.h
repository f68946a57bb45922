/* SPDX-License-Identifier: BSD-2-Clause */
/* The record of who decided what. For this room alone; called inside a transaction. */
#ifndef STORE_DECISIONS_H
#define STORE_DECISIONS_H

#include "store/database.h"

#include <glib.h>

/* Also to the audit. positions: int, of the recipients it is about; or NULL. reason may be NULL. */
gboolean decisions_add(struct database *database, const char *case_id, const char *actor, const char *decision,
		       const char *reason, const GArray *positions, GError **error);

#endif
