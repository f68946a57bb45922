/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads and writes days. It guesses nothing: 14/05/26 is an error. */
#include "cli/day.h"

#include "policy/hours.h"

#include <stdlib.h>
#include <string.h>

gboolean day_read(const char *text, gint32 *ret_day)
{
	static const char form[] = "0000-00-00";
	int year, month, number;

	if (strlen(text) != strlen(form))
		return FALSE;
	for (gsize i = 0; form[i] != '\0'; i++)
		if (form[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != form[i])
			return FALSE;
	year = atoi(text);
	month = atoi(text + strlen("0000-"));
	number = atoi(text + strlen("0000-00-"));
	if (!g_date_valid_dmy((GDateDay)number, (GDateMonth)month, (GDateYear)year))
		return FALSE;
	GDate date;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)number, (GDateMonth)month, (GDateYear)year);
	*ret_day = (gint32)g_date_get_julian(&date);
	return TRUE;
}

char *day_write(gint32 day)
{
	GDate date;

	if (day <= 0 || !g_date_valid_julian((guint32)day))
		return NULL;
	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)day);
	return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date), g_date_get_month(&date),
			       g_date_get_day(&date));
}

gint32 day_today(void)
{
	return (gint32)hours_day(g_get_real_time() / G_USEC_PER_SEC);
}
