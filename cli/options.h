/* SPDX-License-Identifier: BSD-2-Clause */
/* What the subcommands share on the command line. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "conf/snapshot.h"

#include <glib.h>
#include <stdio.h>

/* Parses GLib options; --help prints and gives EX_OK in *ret_status. FALSE: return *ret_status. */
gboolean options_parse(const GOptionEntry *entries, const char *usage, int *argc, char ***argv, int *ret_status);

/* Finds the row that argv[1] names in a table of count rows of that size, whose first member is const char *name. -1:
 * help was asked for (EX_OK in *ret_status), or there is no such row (EX_USAGE); print_help has said what there is. */
gssize options_pick(const void *rows, gsize count, gsize size, void (*print_help)(FILE *stream), int argc, char **argv,
		    int *ret_status);

/* "candour: message" to stderr, for each line of the message. */
void options_complain(const GError *error);

/* The snapshot of the configuration; NULL after complaining: return EX_CONFIG. */
struct snapshot *options_snapshot(const char *conf_path);

#endif
