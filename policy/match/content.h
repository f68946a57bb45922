/* SPDX-License-Identifier: BSD-2-Clause */
/* The texts that a message gives its readers, each as one whole: subject, what the sender wrote, attachments, quoted
 * messages. Signatures and disclaimers are none (POLICY.md). */
#ifndef POLICY_MATCH_CONTENT_H
#define POLICY_MATCH_CONTENT_H

#include "parser/message.h"

#include <glib.h>

enum content_kind { CONTENT_SUBJECT, CONTENT_AUTHORED, CONTENT_ATTACHMENT, CONTENT_QUOTED };

/* FALSE where the word ("authored") names none. */
gboolean content_kind_from_name(const char *name, enum content_kind *ret_kind);

struct content {
	enum content_kind kind;
	char *part;                          /* as evidence names it: IMAP section number, or "header:Subject" */
	const char *name;                    /* of an attachment, or NULL; borrowed */
	char *text;                          /* a quoted message's begins with the people and the subject of its head */
	gsize head;                          /* where the text begins, behind a document's properties */
	const GPtrArray *markings;           /* struct marking: what it says of itself, or NULL; borrowed */
	const GPtrArray *labels;             /* struct label: of an attachment, or NULL; borrowed */
	const struct quoted_message *quoted; /* CONTENT_QUOTED: whose it is, or NULL where there is no head; borrowed */
};

/* struct content in that order, empty texts left out; an attachment's text begins with its file name in words
 * ("Exempt report Mill Lane"), which is all there is of one that could not be read; equal ones of alternative
 * renditions once. Owned array; borrows from the message. */
GPtrArray *content_new(const struct message *message);

#endif
