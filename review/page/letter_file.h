/* SPDX-License-Identifier: BSD-2-Clause */
/* One letter with all its cases, as a page about it needs it, after who asks was found to be allowed. */
#ifndef REVIEW_PAGE_LETTER_FILE_H
#define REVIEW_PAGE_LETTER_FILE_H

#include "parser/message.h"
#include "review/page/request.h"
#include "store/cases.h"
#include "store/desk.h"

#include <glib.h>

struct letter_file {
	GPtrArray *files;        /* struct case_file, owned, oldest first; at least one */
	struct case_file *file;  /* the one asked for; borrowed */
	struct desk_work work;   /* of it */
	struct message *message; /* read in the sandbox; NULL where none is kept, or it cannot be opened */
	GBytes *bytes;           /* of it as received, or NULL */
	char *fault;             /* why the message cannot be opened, or NULL */
};

/* The letter of the case that the request's path names, its message opened and read where one is kept. NULL with
 * *ret_refusal, a page that says why, where it is not there or not for this user; NULL with *error where the store
 * failed. */
struct letter_file *letter_file_load(const struct request *request, struct response **ret_refusal, GError **error);
void letter_file_free(struct letter_file *letter);

/* Addresses of recipients in that state, over all cases of the letter, each once: const char *, borrowed; caller unrefs
 * the array. */
GPtrArray *letter_file_recipients(const struct letter_file *letter, enum recipient_state state);

/* TRUE where a finding is about legal advice and the user is not who may read that. */
gboolean letter_file_is_privileged(const struct letter_file *letter, const struct request *request);

#endif
