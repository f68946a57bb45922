/* SPDX-License-Identifier: BSD-2-Clause */
/* Serial days as dates (ISO/IEC 29500-1, 18.17.4). Times of day are left out. */
#include "parser/extract/extract_number.h"

#include <stdlib.h>
#include <string.h>

enum {
	DAYS_TO_1904 = 1462,         /* between the two systems' day 0 */
	JULIAN_BEFORE_1900 = 693594, /* GDate's number of 1899-12-30: right for every day since 1 March 1900 */
	LEAP_DAY_1900 = 60,          /* which there was not; Excel counts it */
	LAST_DAY = 2958465           /* 9999-12-31 */
};

gboolean extract_number_is_date(unsigned long format, const char *code)
{
	gboolean is_quoted = FALSE;

	if (!code)
		return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 36) ||
		       (format >= 50 && format <= 58);
	/* Quoted words, "[Red]" and escaped characters name nothing. A day or a year does; hours alone are no date. */
	for (const char *at = code; *at; at++) {
		if (*at == '"')
			is_quoted = !is_quoted;
		else if (*at == '\\' && at[1])
			at++;
		else if (*at == '[' && !is_quoted)
			at += strcspn(at, "]") - (strchr(at, ']') ? 0 : 1);
		else if (!is_quoted && strchr("dDyY", *at))
			return TRUE;
	}
	return FALSE;
}

char *extract_number_as_date(const char *number, gboolean is_1904)
{
	char *end;
	double days = g_ascii_strtod(number, &end);
	gint64 day;
	GDate date;

	if (end == number || *end || !(days >= 1 && days <= LAST_DAY))
		return NULL;
	day = (gint64)days + (is_1904 ? DAYS_TO_1904 : 0);
	if (day > LAST_DAY)
		return NULL;
	if (day < LEAP_DAY_1900)
		day++;
	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)(day + JULIAN_BEFORE_1900));
	return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date), g_date_get_month(&date),
			       g_date_get_day(&date));
}
