/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines at the foot of the authored text that speak to the protocol: who was copied ("CC Councillor Oduya"), and on
 * what basis a constituent's data goes out ("Basis: consent, 3 May"). (POLICY.md, "The foot line", "The sender's
 * line".) Only what a reader sees, only in the sender's own words, and in every rendition, counts. */
#ifndef POLICY_MATCH_FOOT_LINE_H
#define POLICY_MATCH_FOOT_LINE_H

#include "parser/message.h"
#include "policy/directory/directory.h"

#include <glib.h>

struct foot_line {
	char *text; /* the line as written */
};

struct foot_basis {
	const char *reason; /* one of the fixed words ("cannot-consent") */
	char *text;         /* the free text after it, may be empty; owned */
};

/* Lines further up and longer lines are never read. */
enum { FOOT_MAX_LINES = 100, FOOT_MAX_LINE_BYTES = 4000 };

/* The foot's lines of the message that tell of a copy or state a basis: struct foot_line, those that stand at the foot
 * of each rendition; owned array. The foot: the last lines of the authored text, above or below the sender's closing
 * ("Kind regards", a name), and the lines of signature and disclaimer. */
GPtrArray *foot_lines_new(const struct message *message);

/* TRUE where a line tells of the copy to this person and names them so that no other member can be meant. */
gboolean foot_lines_name(const GPtrArray *lines, const struct directory *directory, guint32 day,
			 const struct person *person);

/* The first Basis line with a reason of the list; FALSE where there is none. */
gboolean foot_lines_basis(const GPtrArray *lines, struct foot_basis *ret_basis);

#endif
