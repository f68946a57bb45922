/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes the rows of one case. For this room alone; called inside a transaction, which the caller ends. */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "store/casebook.h"
#include "store/database.h"

/* FALSE and *error where a row could not be written; CASES_ERROR_BOUND where one of its recipients is bound by now. */
gboolean record_write(struct database *database, const struct case_record *record, const char *case_id,
		      gint64 recorded_at, GError **error);

/* TRUE where the recipient at that position belongs to the case: neither bound by another nor unrecorded. */
gboolean record_has_recipient(const struct case_record *record, guint position);

#endif
