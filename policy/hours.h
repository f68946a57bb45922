/* SPDX-License-Identifier: BSD-2-Clause */
/* The hours in which staff can decide about held mail, in Europe/London. */
#ifndef POLICY_HOURS_H
#define POLICY_HOURS_H

#include <glib.h>

struct hours {
	guint8 days;                 /* bit 0: Monday ... bit 6: Sunday; none at all: every hour is staffed */
	guint16 from_min, until_min; /* minutes after midnight, [from, until) */
};

/* Reads "mon-fri 09:00-17:00" ("mon-wed,fri 08:30-24:00"). FALSE and *error with the reason. */
gboolean hours_parse(const char *text, struct hours *ret_hours, GError **error);

/* The time (seconds since the epoch, as all times here) is one that staff work in. */
gboolean hours_contain(const struct hours *hours, gint64 time);

/* The moment after `seconds` staffed seconds have passed since `start`. */
gint64 hours_after(const struct hours *hours, gint64 start, gint64 seconds);

/* The day in Europe/London (g_date_get_julian) that the time falls on. */
guint32 hours_day(gint64 time);

/* "09:30" in Europe/London; caller frees. */
char *hours_clock(gint64 time);

#define HOURS_ERROR (hours_error_quark())
GQuark hours_error_quark(void);
enum hours_error { HOURS_ERROR_FORM };

#endif
