/* SPDX-License-Identifier: BSD-2-Clause */
/* What a notice has to explain: the findings of one or more cases of the same email, those of one kind put together.
 * An Exchange server sends each silent copy in a transaction of its own, so one email can be several cases. */
#ifndef REVIEW_MATTER_H
#define REVIEW_MATTER_H

#include "policy/directory/directory.h"
#include "store/cases.h"

#include <glib.h>

/* All arrays: char *, owned, each string once. */
struct matter {
	char *kind; /* the text's name */
	GPtrArray *clauses;
	GPtrArray *persons; /* names of whom it concerns */
	GPtrArray *waiting; /* names of those of them for whom the email is held */
	GPtrArray *refused; /* likewise refused */
	GPtrArray *visible; /* names of the members it openly went to */
	GPtrArray *cure_lines;
	GPtrArray *kinds;
	GPtrArray *residents; /* register ids: only their number is ever told */
	char *cure, *point;   /* of the first finding, or NULL */
	char *where;          /* name of the attachment, or NULL */
};

/* What became of the email as a whole. */
struct fate {
	GPtrArray *matters;   /* struct matter, owned, in the order of the findings */
	GPtrArray *delivered; /* names, members to whom it openly went first; char *, owned */
	GPtrArray *waiting, *refused;
	GPtrArray *case_ids; /* of the cases that are told of; char *, owned */
	gint64 received_at;  /* the earliest */
	gint64 held_since;   /* the earliest of those in which somebody waits; 0: nobody does */
	guint32 day;
};

/* cases: const struct case_file *, borrowed. Findings weaker than a notice are left out, and holds that were decided
 * meanwhile (released, cured, returned). Never NULL. */
struct fate *fate_of(const GPtrArray *cases, const struct directory *directory);
void fate_free(struct fate *fate);

#endif
