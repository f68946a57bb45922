/* SPDX-License-Identifier: BSD-2-Clause */
/* Staffed hours on the clock of Europe/London, summer time included. Asks nobody what time it is now. */
#include "policy/hours.h"

#include <stdio.h>
#include <string.h>

G_DEFINE_QUARK(candour - hours - error, hours_error)

enum { DAY_MIN = 24 * 60, WEEK_DAYS = 7 };

static const char *const day_names[WEEK_DAYS] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static GDateTime *london(gint64 time)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/London");
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(time);

	/* A machine without zone data keeps UTC, which is right in winter. */
	return zone != NULL ? g_date_time_to_timezone(utc, zone) : g_steal_pointer(&utc);
}

static int day_from_name(const char *name, gsize length)
{
	for (int day = 0; day < WEEK_DAYS; day++)
		if (length == strlen(day_names[day]) && g_ascii_strncasecmp(name, day_names[day], length) == 0)
			return day;
	return -1;
}

/* "mon-fri" or "sat" or "mon-wed,fri"; a range may pass the week's end ("sat-mon"). */
static gboolean parse_days(const char *text, guint8 *ret_days)
{
	g_auto(GStrv) items = g_strsplit(text, ",", -1);
	guint8 days = 0;

	for (char **item = items; *item != NULL; item++) {
		const char *dash = strchr(*item, '-');
		int from = day_from_name(*item, dash != NULL ? (gsize)(dash - *item) : strlen(*item));
		int until = dash != NULL ? day_from_name(dash + 1, strlen(dash + 1)) : from;

		if (from < 0 || until < 0)
			return FALSE;
		for (int day = from;; day = (day + 1) % WEEK_DAYS) {
			days |= (guint8)(1U << day);
			if (day == until)
				break;
		}
	}
	*ret_days = days;
	return days != 0;
}

static gboolean parse_clock(const char *text, guint16 *ret_min)
{
	unsigned hour, minute;
	int end = 0;

	if (sscanf(text, "%2u:%2u%n", &hour, &minute, &end) != 2 || text[end] != '\0' || minute > 59 ||
	    hour * 60 + minute > DAY_MIN)
		return FALSE;
	*ret_min = (guint16)(hour * 60 + minute);
	return TRUE;
}

gboolean hours_parse(const char *text, struct hours *ret_hours, GError **error)
{
	g_autofree char *plain = g_strstrip(g_strdup(text));
	g_auto(GStrv) halves = g_strsplit_set(plain, " \t", 2);
	g_auto(GStrv) clocks = NULL;
	struct hours hours;

	if (g_strv_length(halves) == 2)
		clocks = g_strsplit(g_strstrip(halves[1]), "-", 2);
	if (clocks == NULL || g_strv_length(clocks) != 2 || !parse_days(halves[0], &hours.days) ||
	    !parse_clock(clocks[0], &hours.from_min) || !parse_clock(clocks[1], &hours.until_min)) {
		g_set_error(error, HOURS_ERROR, HOURS_ERROR_FORM,
			    "'%s' are no hours; write days and times as in \"mon-fri 09:00-17:00\"", text);
		return FALSE;
	}
	if (hours.from_min >= hours.until_min) {
		g_set_error(error, HOURS_ERROR, HOURS_ERROR_FORM,
			    "'%s' ends before it begins; hours lie within one day, as in \"mon-fri 09:00-17:00\"",
			    text);
		return FALSE;
	}
	*ret_hours = hours;
	return TRUE;
}

static gboolean is_staffed_day(const struct hours *hours, GDateTime *day)
{
	return (hours->days & 1U << (g_date_time_get_day_of_week(day) - 1)) != 0;
}

gboolean hours_contain(const struct hours *hours, gint64 time)
{
	g_autoptr(GDateTime) local = london(time);
	int minute = g_date_time_get_hour(local) * 60 + g_date_time_get_minute(local);

	if (hours->days == 0)
		return TRUE;
	return is_staffed_day(hours, local) && minute >= hours->from_min && minute < hours->until_min;
}

/* The moment of that day at which the clock shows so many minutes after midnight. */
static gint64 moment_of(GDateTime *day, guint16 minutes)
{
	int year, month, date;
	g_autoptr(GDateTime) moment = NULL;

	g_date_time_get_ymd(day, &year, &month, &date);
	moment = g_date_time_new(g_date_time_get_timezone(day), year, month, date, 0, 0, 0);
	if (minutes == DAY_MIN) {
		g_autoptr(GDateTime) next = g_date_time_add_days(moment, 1);

		return g_date_time_to_unix(next);
	}
	g_date_time_unref(moment);
	moment = g_date_time_new(g_date_time_get_timezone(day), year, month, date, minutes / 60, minutes % 60, 0);
	return g_date_time_to_unix(moment);
}

gint64 hours_after(const struct hours *hours, gint64 start, gint64 seconds)
{
	g_autoptr(GDateTime) day = london(start);
	gint64 left = MAX(seconds, 0);

	if (hours->days == 0 || hours->from_min >= hours->until_min)
		return start + left;
	for (;;) {
		GDateTime *next;

		if (is_staffed_day(hours, day)) {
			gint64 from = MAX(moment_of(day, hours->from_min), start);
			gint64 until = moment_of(day, hours->until_min);

			if (until > from && left <= until - from)
				return from + left;
			left -= MAX(until - from, 0);
		}
		next = g_date_time_add_days(day, 1);
		g_date_time_unref(day);
		day = next;
	}
}

guint32 hours_day(gint64 time)
{
	g_autoptr(GDateTime) local = london(time);
	int year, month, date;
	GDate day;

	g_date_time_get_ymd(local, &year, &month, &date);
	g_date_clear(&day, 1);
	g_date_set_dmy(&day, (GDateDay)date, (GDateMonth)month, (GDateYear)year);
	return g_date_get_julian(&day);
}

char *hours_clock(gint64 time)
{
	g_autoptr(GDateTime) local = london(time);

	return g_date_time_format(local, "%H:%M");
}
