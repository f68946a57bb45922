/* SPDX-License-Identifier: BSD-2-Clause */
/* A counting semaphore that can be closed. It must not know what is done inside. */
#include "milter/gate.h"

struct gate {
	GMutex lock;
	GCond changed;
	int limit, inside;
	gboolean is_closed;
};

struct gate *gate_new(int limit)
{
	struct gate *gate = g_new0(struct gate, 1);
	g_mutex_init(&gate->lock);
	g_cond_init(&gate->changed);
	gate->limit = limit;
	return gate;
}

void gate_free(struct gate *gate)
{
	if (!gate)
		return;
	g_mutex_clear(&gate->lock);
	g_cond_clear(&gate->changed);
	g_free(gate);
}

void gate_set_limit(struct gate *gate, int limit)
{
	g_mutex_lock(&gate->lock);
	gate->limit = limit;
	g_cond_broadcast(&gate->changed);
	g_mutex_unlock(&gate->lock);
}

gboolean gate_enter(struct gate *gate, gint64 wait_us)
{
	gint64 until = g_get_monotonic_time() + wait_us;
	gboolean is_in_time = TRUE;

	g_mutex_lock(&gate->lock);
	while (!gate->is_closed && gate->inside >= gate->limit && is_in_time)
		is_in_time = g_cond_wait_until(&gate->changed, &gate->lock, until);
	gboolean is_entered = !gate->is_closed && gate->inside < gate->limit;
	if (is_entered)
		gate->inside++;
	g_mutex_unlock(&gate->lock);
	return is_entered;
}

void gate_leave(struct gate *gate)
{
	g_mutex_lock(&gate->lock);
	gate->inside--;
	g_cond_broadcast(&gate->changed);
	g_mutex_unlock(&gate->lock);
}

gboolean gate_close(struct gate *gate, gint64 wait_us)
{
	gint64 until = g_get_monotonic_time() + wait_us;
	gboolean is_in_time = TRUE;

	g_mutex_lock(&gate->lock);
	gate->is_closed = TRUE;
	g_cond_broadcast(&gate->changed);
	while (gate->inside > 0 && is_in_time)
		is_in_time = g_cond_wait_until(&gate->changed, &gate->lock, until);
	gboolean is_empty = gate->inside == 0;
	g_mutex_unlock(&gate->lock);
	return is_empty;
}

gboolean gate_is_closed(struct gate *gate)
{
	g_mutex_lock(&gate->lock);
	gboolean is_closed = gate->is_closed;
	g_mutex_unlock(&gate->lock);
	return is_closed;
}
