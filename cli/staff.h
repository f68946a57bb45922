/* SPDX-License-Identifier: BSD-2-Clause */
/* What the commands for staff share: who is at the shell, the casebook, exit statuses. */
#ifndef CLI_STAFF_H
#define CLI_STAFF_H

#include "store/casebook.h"

#include <glib.h>

/* The login name of who is at the shell, and through sudo whose; caller frees. */
char *staff_actor(void);

/* The casebook where it is there: the daemon makes it. NULL and *error (G_FILE_ERROR_NOENT). */
struct casebook *staff_open_casebook(const char *path, GError **error);

/* The exit status (sysexits.h) that an error of conf, store or the file system means. */
int staff_status(const GError *error);
/* Prints the error and gives its exit status. */
int staff_complain(const GError *error);

#endif
