/* SPDX-License-Identifier: BSD-2-Clause */
/* Running in the background: the command returns once the daemon takes mail, or with the reason why it does not. */
#ifndef MILTER_DETACH_H
#define MILTER_DETACH_H

/* Forks. The parent waits for the child's word and exits: 0 once the child is ready, else with the child's status. In
 * the child it gives the descriptor for detach_ready(), or -1 where there was no fork: errno. Before any thread. */
int detach_start(void);

/* Ends the parent's wait and lets go of the terminal. */
void detach_ready(int fd);

#endif
