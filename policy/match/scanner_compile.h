/* SPDX-License-Identifier: BSD-2-Clause */
/* Patterns made into one database of Vectorscan. For the scanner alone. */
#ifndef POLICY_MATCH_SCANNER_COMPILE_H
#define POLICY_MATCH_SCANNER_COMPILE_H

#include "policy/match/hit_start.h"
#include "policy/match/scanner.h"

#include <hs/hs.h>

/* One array entry for each pattern, in starts: where its hits start. FALSE and *error with file, line and reason where
 * one of them is invalid. */
gboolean scanner_compile_starts(const struct scanner_pattern *patterns, gsize count, struct hit_start *starts,
				GError **error);

/* The database, whose ids are indexes of the patterns. count is not 0. NULL and *error likewise. */
hs_database_t *scanner_compile(const struct scanner_pattern *patterns, gsize count, GError **error);

#endif
