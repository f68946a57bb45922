/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates as people in Britain write them. */
#ifndef POLICY_MATCH_DATE_H
#define POLICY_MATCH_DATE_H

#include <glib.h>

enum { DATE_ISO_BYTES = sizeof "1964-07-05" };

/* Reads the date that text begins with (2026-05-14, 14/5/2026, 14.05.26, 14 May 2026, 14th of May, 2026, May 14, 2026;
 * any case): its length in bytes, and the date in ISO form; 0 where there is none or the calendar has no such day. Two
 * digits of a year mean 1931 to 2030. A digit must not follow; what stands before is the caller's to mind. */
gsize date_read(const char *text, char ret_iso[DATE_ISO_BYTES]);

#endif
