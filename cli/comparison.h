/* SPDX-License-Identifier: BSD-2-Clause */
/* What a case expects held against what candour found, and precision and recall per check over many cases. */
#ifndef CLI_COMPARISON_H
#define CLI_COMPARISON_H

#include "cli/case_input.h"
#include "policy/verdict.h"

#include <glib.h>
#include <stdio.h>

struct tally;

/* rules (struct rule) say which check an expected rule is of; borrowed, or NULL. */
struct tally *tally_new(const GPtrArray *rules);
void tally_free(struct tally *tally);

/* Counts the case in, and returns what differs as sentences: char *, owned; empty where all is as expected. */
GPtrArray *tally_compare(struct tally *tally, const struct expectation *expectation, const struct verdict *verdict);

/* A line for each check: right, false alarms, misses, precision, recall ("-" where nothing was found or expected). */
void tally_print(FILE *stream, const struct tally *tally);

#endif
