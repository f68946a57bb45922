/* SPDX-License-Identifier: BSD-2-Clause */
/* The gate: who gets in, who waits, and that closing waits for those inside. */
#include "milter/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_enter_up_to_the_limit(void **state)
{
	(void)state;
	struct gate *gate = gate_new(2);
	assert_true(gate_enter(gate, 0));
	assert_true(gate_enter(gate, 0));
	assert_false(gate_enter(gate, 0));
	gate_leave(gate);
	assert_true(gate_enter(gate, 0));
	gate_free(gate);
}

static void test_set_limit_holds_for_the_next(void **state)
{
	(void)state;
	struct gate *gate = gate_new(1);
	assert_true(gate_enter(gate, 0));
	assert_false(gate_enter(gate, 0));
	gate_set_limit(gate, 2);
	assert_true(gate_enter(gate, 0));
	gate_set_limit(gate, 1);
	gate_leave(gate);
	assert_false(gate_enter(gate, 0));
	gate_free(gate);
}

static void test_close_lets_nobody_in(void **state)
{
	(void)state;
	struct gate *gate = gate_new(5);
	assert_false(gate_is_closed(gate));
	assert_true(gate_close(gate, 0));
	assert_true(gate_is_closed(gate));
	assert_false(gate_enter(gate, G_USEC_PER_SEC));
	gate_free(gate);
}

static void test_close_tells_of_those_inside(void **state)
{
	(void)state;
	struct gate *gate = gate_new(5);
	assert_true(gate_enter(gate, 0));
	assert_false(gate_close(gate, 1000));
	gate_leave(gate);
	assert_true(gate_close(gate, 0));
	gate_free(gate);
}

static gpointer enter_and_leave(gpointer data)
{
	struct gate *gate = data;
	gboolean is_entered = gate_enter(gate, 60 * G_USEC_PER_SEC);
	if (is_entered)
		gate_leave(gate);
	return GINT_TO_POINTER(is_entered);
}

static void test_enter_waits_for_a_place(void **state)
{
	(void)state;
	struct gate *gate = gate_new(1);
	assert_true(gate_enter(gate, 0));
	GThread *thread = g_thread_new("waiting", enter_and_leave, gate);
	gate_leave(gate);
	assert_true(GPOINTER_TO_INT(g_thread_join(thread)));
	gate_free(gate);
}

static void test_close_waits_for_those_inside(void **state)
{
	(void)state;
	struct gate *gate = gate_new(4);
	GThread *threads[8];
	for (int i = 0; i < 8; i++)
		threads[i] = g_thread_new("inside", enter_and_leave, gate);
	assert_true(gate_close(gate, 60 * G_USEC_PER_SEC));
	for (int i = 0; i < 8; i++)
		g_thread_join(threads[i]);
	assert_true(gate_close(gate, 0));
	gate_free(gate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_enter_up_to_the_limit),   cmocka_unit_test(test_set_limit_holds_for_the_next),
		cmocka_unit_test(test_close_lets_nobody_in),    cmocka_unit_test(test_close_tells_of_those_inside),
		cmocka_unit_test(test_enter_waits_for_a_place), cmocka_unit_test(test_close_waits_for_those_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
