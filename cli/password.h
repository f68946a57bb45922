/* SPDX-License-Identifier: BSD-2-Clause */
/* A password from who is at the shell. */
#ifndef CLI_PASSWORD_H
#define CLI_PASSWORD_H

#include <glib.h>

/* Asks twice on a terminal, without showing what is typed; else reads the first line of standard input. Caller frees
 * with password_free(). NULL after complaining. */
char *password_ask(void);

/* Overwrites, then frees. NULL is fine. */
void password_free(char *password);

#endif
