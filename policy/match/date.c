/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads written dates. It does not ask what a date is for. */
#include "policy/match/date.h"

#include <string.h>

enum { CENTURY_PIVOT = 30, YEAR_MIN = 1850 };

static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
				     "july",    "august",   "september", "october", "november", "december"};

/* Up to max digits at *at; -1 where there are fewer than min. */
static int read_number(const char **at, int min, int max)
{
	int number = 0, digits = 0;

	while (digits < max && g_ascii_isdigit((*at)[digits]))
		number = number * 10 + ((*at)[digits++] - '0');
	if (digits < min)
		return -1;
	*at += digits;
	return number;
}

/* "Sept", "Sep" or "September": 1 to 12, or 0. */
static int read_month(const char **at)
{
	gsize length = 0;

	while (g_ascii_isalpha((*at)[length]))
		length++;
	if (length < 3)
		return 0;
	for (int i = 0; i < 12; i++) {
		gboolean is_short = length == 3 || (i == 8 && length == 4);

		if (length <= strlen(months[i]) && (is_short || length == strlen(months[i])) &&
		    g_ascii_strncasecmp(*at, months[i], length) == 0) {
			*at += length;
			if (**at == '.' && is_short)
				(*at)++;
			return i + 1;
		}
	}
	return 0;
}

static int read_year(const char **at)
{
	const char *start = *at;
	int year = read_number(at, 2, 4);

	if (*at - start == 3)
		return -1;
	if (*at - start == 2)
		year += year > CENTURY_PIVOT ? 1900 : 2000;
	return year;
}

static void skip(const char **at, const char *characters)
{
	while (**at != '\0' && strchr(characters, **at) != NULL)
		(*at)++;
}

static void skip_ordinal(const char **at)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};

	for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
		if (g_ascii_strncasecmp(*at, endings[i], 2) == 0 && !g_ascii_isalpha((*at)[2])) {
			*at += 2;
			return;
		}
	}
}

static gsize finish(const char *text, const char *end, int day, int month, int year, char ret_iso[DATE_ISO_BYTES])
{
	if (g_ascii_isdigit(*end) || year < YEAR_MIN || month < 1 || month > 12 ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return 0;
	g_snprintf(ret_iso, DATE_ISO_BYTES, "%04d-%02d-%02d", year % 10000, month, day % 100);
	return (gsize)(end - text);
}

static gsize read_numeric(const char *text, char ret_iso[DATE_ISO_BYTES])
{
	const char *at = text;
	int first = read_number(&at, 1, 4), second, third;
	gsize digits = (gsize)(at - text);
	char separator = *at;

	if (first < 0 || digits == 3 || strchr("/.-", separator) == NULL || separator == '\0')
		return 0;
	at++;
	second = read_number(&at, 1, 2);
	if (second < 0 || *at != separator)
		return 0;
	at++;
	if (digits == 4) {
		third = read_number(&at, 1, 2);
		return third < 1 ? 0 : finish(text, at, third, second, first, ret_iso);
	}
	third = read_year(&at);
	return third < 0 || first < 1 ? 0 : finish(text, at, first, second, third, ret_iso);
}

/* 14 May 2026, 14th of May, 2026 */
static gsize read_day_first(const char *text, char ret_iso[DATE_ISO_BYTES])
{
	const char *at = text;
	int day = read_number(&at, 1, 2), month, year;

	if (day < 1 || g_ascii_isdigit(*at))
		return 0;
	skip_ordinal(&at);
	skip(&at, " -");
	if (g_ascii_strncasecmp(at, "of ", 3) == 0)
		at += 3;
	month = read_month(&at);
	skip(&at, " ,-");
	year = month > 0 ? read_year(&at) : -1;
	return year < 0 ? 0 : finish(text, at, day, month, year, ret_iso);
}

/* May 14, 2026 */
static gsize read_month_first(const char *text, char ret_iso[DATE_ISO_BYTES])
{
	const char *at = text;
	int month = read_month(&at), day, year;

	if (month == 0 || *at != ' ')
		return 0;
	skip(&at, " ");
	day = read_number(&at, 1, 2);
	if (day < 1)
		return 0;
	skip_ordinal(&at);
	skip(&at, " ,");
	year = read_number(&at, 4, 4);
	return year < 0 ? 0 : finish(text, at, day, month, year, ret_iso);
}

gsize date_read(const char *text, char ret_iso[DATE_ISO_BYTES])
{
	gsize length;

	if (!g_ascii_isdigit(*text))
		return read_month_first(text, ret_iso);
	length = read_numeric(text, ret_iso);
	return length > 0 ? length : read_day_first(text, ret_iso);
}
