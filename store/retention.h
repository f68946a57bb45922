/* SPDX-License-Identifier: BSD-2-Clause */
/* Forgets cases on schedule, by how they ended. What is removed is overwritten in the file (secure_delete) and in its
 * log; the audit keeps that it was removed. Legal hold and whoever still waits keep a case. */
#ifndef STORE_RETENTION_H
#define STORE_RETENTION_H

#include "store/casebook.h"

#include <glib.h>

enum {
	RETENTION_MIN_DAYS = BINDING_DAYS + 1, /* a retry must still find what was decided */
	RETENTION_MAX_PURGED = 500             /* cases in one call, so that the daemon is not kept waiting */
};

/* Days since the case was received or last dealt with. */
struct retention {
	int returned_days;    /* somebody's copy was returned, refused or discarded */
	int released_days;    /* somebody's copy was released */
	int delivered_days;   /* flagged or warned about, and delivered */
	int observed_days;    /* only recorded */
	int false_alarm_days; /* staff found it mistaken */
};

/* Removes what is due at `now`, up to RETENTION_MAX_PURGED; *ret_count: how many were. Each is an entry of the audit.
 * FALSE and *error where the store failed: nothing was removed. */
gboolean retention_purge(struct casebook *casebook, const struct retention *retention, gint64 now, guint *ret_count,
			 GError **error);

#endif
