/* SPDX-License-Identifier: BSD-2-Clause */
/* Staffed hours on London's clock, over week's ends and changes of summer time. */
#include "policy/hours.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static gint64 at(const char *iso)
{
	g_autoptr(GDateTime) moment = g_date_time_new_from_iso8601(iso, NULL);

	assert_non_null(moment);
	return g_date_time_to_unix(moment);
}

struct form_case {
	const char *text;
	gboolean is_right;
	unsigned days, from_min, until_min;
};

static const struct form_case forms[] = {
	{"mon-fri 09:00-17:00", TRUE, 0x1f, 540, 1020},
	{"Mon-Fri  08:30-17:15 ", TRUE, 0x1f, 510, 1035},
	{"sat 00:00-24:00", TRUE, 0x20, 0, 1440},
	{"mon-wed,fri 9:00-17:00", TRUE, 0x17, 540, 1020},
	{"sat-mon 09:00-12:00", TRUE, 0x61, 540, 720},
	{"mon-fri", FALSE, 0, 0, 0},
	{"", FALSE, 0, 0, 0},
	{"mon-fri 17:00-09:00", FALSE, 0, 0, 0},
	{"mon-fri 09:00-09:00", FALSE, 0, 0, 0},
	{"mon-fri 09:00-25:00", FALSE, 0, 0, 0},
	{"mon-fri 09:60-17:00", FALSE, 0, 0, 0},
	{"mon-fri 09:00-17:00h", FALSE, 0, 0, 0},
	{"mon-fry 09:00-17:00", FALSE, 0, 0, 0},
	{"monday 09:00-17:00", FALSE, 0, 0, 0},
	{"mon-fri 09-17", FALSE, 0, 0, 0},
};

static void test_hours_parse_forms(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
		struct hours hours = {0x7f, 1, 2};
		g_autoptr(GError) error = NULL;

		if (hours_parse(forms[i].text, &hours, &error) != forms[i].is_right)
			fail_msg("%s", forms[i].text);
		assert_int_equal(error == NULL, forms[i].is_right);
		assert_int_equal(hours.days, forms[i].is_right ? forms[i].days : 0x7f);
		assert_int_equal(hours.from_min, forms[i].is_right ? forms[i].from_min : 1);
		assert_int_equal(hours.until_min, forms[i].is_right ? forms[i].until_min : 2);
	}
}

static const struct hours office = {0x1f, 9 * 60, 17 * 60};

static void test_hours_contain_clock_of_london(void **state)
{
	static const struct {
		const char *time;
		gboolean is_in;
	} times[] = {
		{"2026-05-14T09:00:00+01:00", TRUE},  {"2026-05-14T08:59:59+01:00", FALSE},
		{"2026-05-14T16:59:59+01:00", TRUE},  {"2026-05-14T17:00:00+01:00", FALSE},
		{"2026-05-14T08:30:00Z", TRUE},       {"2026-01-14T08:30:00Z", FALSE},
		{"2026-05-16T12:00:00+01:00", FALSE}, {"2026-05-17T12:00:00+01:00", FALSE},
	};
	const struct hours always = {0, 0, 0};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(times); i++) {
		if (hours_contain(&office, at(times[i].time)) != times[i].is_in)
			fail_msg("%s", times[i].time);
		assert_true(hours_contain(&always, at(times[i].time)));
	}
}

static void test_hours_after_counts_staffed_time(void **state)
{
	static const struct {
		const char *start;
		gint64 seconds;
		const char *end;
	} spans[] = {
		{"2026-05-14T09:30:00+01:00", 4 * 3600, "2026-05-14T13:30:00+01:00"},
		{"2026-05-14T15:00:00+01:00", 4 * 3600, "2026-05-15T11:00:00+01:00"},
		{"2026-05-15T16:00:00+01:00", 2 * 3600, "2026-05-18T10:00:00+01:00"},
		{"2026-05-16T12:00:00+01:00", 3600, "2026-05-18T10:00:00+01:00"},
		{"2026-05-14T20:00:00+01:00", 8 * 3600, "2026-05-15T17:00:00+01:00"},
		{"2026-05-14T09:30:00+01:00", 0, "2026-05-14T09:30:00+01:00"},
		{"2026-05-14T07:00:00+01:00", 0, "2026-05-14T09:00:00+01:00"},
		/* Summer time begins on Sunday the 29th, ends on Sunday the 25th. */
		{"2026-03-27T16:00:00Z", 2 * 3600, "2026-03-30T10:00:00+01:00"},
		{"2026-10-23T16:00:00+01:00", 2 * 3600, "2026-10-26T10:00:00Z"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(spans); i++)
		if (hours_after(&office, at(spans[i].start), spans[i].seconds) != at(spans[i].end))
			fail_msg("%s", spans[i].start);
}

static void test_hours_after_around_the_clock(void **state)
{
	const struct hours always = {0, 0, 0};
	const struct hours whole_days = {0x7f, 0, 1440};

	(void)state;
	assert_int_equal(hours_after(&always, 1000, 500), 1500);
	assert_int_equal(hours_after(&whole_days, at("2026-05-14T23:00:00+01:00"), 7200),
			 at("2026-05-15T01:00:00+01:00"));
	/* A day of 25 hours. */
	assert_int_equal(hours_after(&whole_days, at("2026-10-25T00:00:00+01:00"), 25 * 3600),
			 at("2026-10-26T00:00:00Z"));
}

static void test_hours_day_changes_at_londons_midnight(void **state)
{
	GDate date;

	(void)state;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, 14, 5, 2026);
	assert_int_equal(hours_day(at("2026-05-13T23:00:00Z")), g_date_get_julian(&date));
	assert_int_equal(hours_day(at("2026-05-13T22:59:59Z")), g_date_get_julian(&date) - 1);
	assert_int_equal(hours_day(at("2026-05-14T22:59:59Z")), g_date_get_julian(&date));
}

static void test_hours_clock(void **state)
{
	g_autofree char *summer = hours_clock(at("2026-05-14T08:30:00Z"));
	g_autofree char *winter = hours_clock(at("2026-01-14T08:05:00Z"));

	(void)state;
	assert_string_equal(summer, "09:30");
	assert_string_equal(winter, "08:05");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hours_parse_forms),
		cmocka_unit_test(test_hours_contain_clock_of_london),
		cmocka_unit_test(test_hours_after_counts_staffed_time),
		cmocka_unit_test(test_hours_after_around_the_clock),
		cmocka_unit_test(test_hours_day_changes_at_londons_midnight),
		cmocka_unit_test(test_hours_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
