/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of `candour consent` share. For them alone. */
#ifndef CLI_CONSENT_H
#define CLI_CONSENT_H

#include "cli/desk.h"

#include <glib.h>

struct consent_options {
	char *constituent, *member, *basis, *matter, *from, *until, *date, *evidence;
	gboolean is_anew, is_json;
};

/* The subcommands. Each returns an exit status; the desk has a casebook, but that of list may not. */
int consent_add(struct desk *desk, const struct consent_options *options);
int consent_withdraw(struct desk *desk, const struct consent_options *options);
int consent_list(struct desk *desk, const struct consent_options *options);

/* Prints struct basis_row for people; nothing where there is none. */
void consent_print_table(const GPtrArray *rows);

#endif
