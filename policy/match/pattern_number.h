/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers that are somebody's by their form alone: check digit, prefix and a word nearby that says what they are. */
#ifndef POLICY_MATCH_PATTERN_NUMBER_H
#define POLICY_MATCH_PATTERN_NUMBER_H

#include "policy/match/candidate.h"

#include <glib.h>

/* TRUE for a National Insurance number of an issued form, or an NHS or CHI number with its check digit, with its
 * keyword nearby in the folded text; never for placeholders and values from guidance (IDENTIFIERS.md). */
gboolean pattern_number_stands(const struct fold *fold, const struct candidate *candidate);

#endif
