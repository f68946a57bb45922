/* SPDX-License-Identifier: BSD-2-Clause */
/* Days on the command line and in tables: 2026-05-14 and nothing else, as g_date_get_julian. */
#ifndef CLI_DAY_H
#define CLI_DAY_H

#include <glib.h>

/* FALSE where the text is no day that the calendar has; then *ret_day is untouched. */
gboolean day_read(const char *text, gint32 *ret_day);

/* Caller frees; NULL for 0, no day. */
char *day_write(gint32 day);

/* Today in Europe/London. */
gint32 day_today(void);

#endif
