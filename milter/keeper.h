/* SPDX-License-Identifier: BSD-2-Clause */
/* The thread that keeps the snapshot fresh: it reloads on SIGUSR1, and when the register on disk is a new one.
 * (SIGHUP is libmilter's, and ends it.) */
#ifndef MILTER_KEEPER_H
#define MILTER_KEEPER_H

#include "milter/service.h"

/* Blocks SIGUSR1, and the signals that libmilter waits for, in the calling thread and all that it starts later; first
 * thing in main(). */
void keeper_block_signals(void);

/* Starts the thread; it lasts as long as the process. The service outlives it. */
void keeper_start(struct service *service);

#endif
