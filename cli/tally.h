/* SPDX-License-Identifier: BSD-2-Clause */
/* What many labelled cases add up to: a confusion table of the checks and one of the verdicts, with precision and
 * recall as a council can publish them. It compares nothing itself. */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include "policy/verdict.h"

#include <glib.h>
#include <stdio.h>

/* Of one check. The first three count findings, clean counts messages. */
struct tally_count {
	unsigned right, false_alarms, misses; /* true positives, false positives, false negatives */
	unsigned clean;                       /* true negatives: neither expected nor found in the message */
};

enum tally_outcome { TALLY_RIGHT, TALLY_FALSE_ALARM, TALLY_MISS };

/* Of all cases. */
struct tally_cases {
	unsigned cases, differing, unlabelled, unread;
};

struct tally;

/* Every check of the rules (struct rule) has a row, what finds nothing too. rules may be NULL, and are not kept. */
struct tally *tally_new(const GPtrArray *rules);
void tally_free(struct tally *tally);

/* A case whose findings are compared begins; what is added until the next one belongs to it. */
void tally_begin(struct tally *tally);
void tally_add(struct tally *tally, const char *check, enum tally_outcome outcome);
void tally_add_verdict(struct tally *tally, enum action expected, enum action found);

/* The checks' names, sorted: char *, borrowed; the caller frees the list. */
GList *tally_checks(const struct tally *tally);
struct tally_count tally_count(const struct tally *tally, const char *check);
unsigned tally_verdicts(const struct tally *tally, enum action expected, enum action found);

/* A part of a whole, and between what bounds the true share lies with 95 % certainty (Wilson's interval: E. B. Wilson,
 * Journal of the American Statistical Association 22, 1927). Nothing is known where the whole is 0: from 0 to 1. */
struct tally_share {
	unsigned part, whole;
	double value, low, high; /* value is 0 where the whole is 0 */
};

struct tally_share tally_share(unsigned part, unsigned whole);

/* A row for each check, then expected verdicts against those found; "-" where nothing was found or expected. */
void tally_print(FILE *stream, const struct tally *tally);

#endif
