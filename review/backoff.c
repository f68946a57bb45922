/* SPDX-License-Identifier: BSD-2-Clause */
/* Doubling waits, reckoned from the number of tries alone, so that a restart changes nothing. */
#include "review/backoff.h"

gint64 backoff_wait_s(int retry_s, int tries)
{
	gint64 longest = MAX(retry_s, BACKOFF_MAX_S), wait = retry_s;

	for (int i = 1; i < tries && wait < longest; i++)
		wait *= 2;
	return MIN(wait, longest);
}

gboolean backoff_is_over(int retry_s, int give_up_s, int tries)
{
	gint64 waited = 0;

	for (int i = 1; i <= tries && waited <= give_up_s; i++)
		waited += backoff_wait_s(retry_s, i);
	return waited > give_up_s;
}
