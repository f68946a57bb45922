/* SPDX-License-Identifier: BSD-2-Clause */
/* When to try again what the MTA put off. */
#ifndef REVIEW_BACKOFF_H
#define REVIEW_BACKOFF_H

#include <glib.h>

enum { BACKOFF_MAX_S = 3600 }; /* the longest wait, unless the first one is longer already */

/* The wait after a number of tries (1: the first has just failed), in seconds: retry_s, doubled each time. */
gint64 backoff_wait_s(int retry_s, int tries);

/* TRUE where the waits before and after that try add up to more than give_up_s. */
gboolean backoff_is_over(int retry_s, int give_up_s, int tries);

#endif
