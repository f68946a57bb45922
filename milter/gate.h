/* SPDX-License-Identifier: BSD-2-Clause */
/* How many messages are judged at once: libmilter itself sets no limit to its threads. The gate also says when the last
 * one is through, so that the daemon can end without cutting a judgement short. */
#ifndef MILTER_GATE_H
#define MILTER_GATE_H

#include <glib.h>

struct gate;

struct gate *gate_new(int limit);
void gate_free(struct gate *gate);

/* A new limit holds for those who enter from now on. */
void gate_set_limit(struct gate *gate, int limit);

/* Waits at most that long for a place. FALSE: there was none, or the gate is closed. Who entered leaves. */
gboolean gate_enter(struct gate *gate, gint64 wait_us);
void gate_leave(struct gate *gate);

/* Lets nobody in any more, and waits at most that long until all have left. TRUE where they have. */
gboolean gate_close(struct gate *gate, gint64 wait_us);
gboolean gate_is_closed(struct gate *gate);

#endif
