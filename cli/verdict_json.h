/* SPDX-License-Identifier: BSD-2-Clause */
/* What candour says of one message, as the contract's JSON and for people. The only other room for jansson is the
 * sidecar. */
#ifndef CLI_VERDICT_JSON_H
#define CLI_VERDICT_JSON_H

#include "cli/case_input.h"
#include "policy/verdict.h"

#include <stdio.h>

/* The contract's object on one line. */
void verdict_print_json(FILE *stream, const struct case_input *input, const struct verdict *verdict);

/* The same for people: a line for the message, one for each finding with its evidence and cure. Control characters of
 * the message are shown as '?'. */
void verdict_print(FILE *stream, const struct case_input *input, const struct verdict *verdict);

#endif
