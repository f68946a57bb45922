/* SPDX-License-Identifier: BSD-2-Clause */
/* What a case expects held against what candour found. */
#ifndef CLI_COMPARISON_H
#define CLI_COMPARISON_H

#include "cli/case_input.h"
#include "cli/tally.h"
#include "policy/verdict.h"

#include <glib.h>

/* Counts the case in, and returns what differs as sentences: char *, owned; empty where all is as expected. rules
 * (struct rule) say which check an expected rule is of; may be NULL. */
GPtrArray *comparison_of(struct tally *tally, const GPtrArray *rules, const struct expectation *expectation,
			 const struct verdict *verdict);

#endif
