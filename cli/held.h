/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of `candour held` share. For them alone. */
#ifndef CLI_HELD_H
#define CLI_HELD_H

#include "conf/conf.h"
#include "parser/message.h"
#include "store/cases.h"

#include <glib.h>
#include <stdio.h>

struct held_options {
	gboolean is_json, is_raw, is_restricted;
	char **to, *reason;
};

struct held {
	struct conf *conf;
	struct casebook *casebook;
	char *actor;
	const char *id; /* NULL for list */
	struct held_options options;
};

/* The subcommands. Each returns an exit status. */
int held_list(const struct held *held);
int held_show(const struct held *held);
int held_release(const struct held *held);
int held_return(const struct held *held);
int held_discard(const struct held *held);

/* The case, where who asks may see it; else NULL, after complaining, and the exit status. Free with case_file_free().
 */
struct case_file *held_load(const struct held *held, int *ret_status);

/* "5 min", "3 h", "2 days"; caller frees. */
char *held_age(gint64 since, gint64 now);

/* The cases (struct case_file *) as a table, a line for each recipient that waits. */
void held_print_list(FILE *stream, const GPtrArray *cases, gint64 now);

/* The whole case but for its message. */
void held_print_case(FILE *stream, const struct case_file *file);

/* The message's header fields and what it says, safe for a terminal. */
void held_print_message(FILE *stream, const struct message *message);

/* One JSON object and a line end; without the message. */
void held_print_json(FILE *stream, const struct case_file *file);

/* TRUE where a decision about it, or the mail server's reply, is still awaited. */
gboolean held_is_waiting(const struct case_recipient *recipient);

#endif
