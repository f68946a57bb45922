/* SPDX-License-Identifier: BSD-2-Clause */
/* The waits between tries, and their end. */
#include "review/backoff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
	int retry_s, tries;
	gint64 expect;
} waits[] = {
	{300, 1, 300},   {300, 2, 600},   {300, 4, 2400}, {300, 5, 3600}, {300, 500, 3600},
	{7200, 1, 7200}, {7200, 9, 7200}, {1, 12, 2048},  {1, 13, 3600},
};

static void test_backoff_wait_s(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(waits); i++)
		assert_int_equal(backoff_wait_s(waits[i].retry_s, waits[i].tries), waits[i].expect);
}

static const struct {
	int retry_s, give_up_s, tries;
	gboolean expect;
} ends[] = {
	{300, 300, 1, FALSE},
	{300, 299, 1, TRUE},
	{300, 900, 2, FALSE},
	{300, 899, 2, TRUE},
	{300, 432000, 100, FALSE},
	{300, 432000, 200, TRUE},
	{300, 432000, 2000000000, TRUE},
};

static void test_backoff_is_over(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
		assert_int_equal(backoff_is_over(ends[i].retry_s, ends[i].give_up_s, ends[i].tries), ends[i].expect);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_backoff_wait_s),
		cmocka_unit_test(test_backoff_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
