/* SPDX-License-Identifier: BSD-2-Clause */
/* Houses with their streets among a text's candidates; private to policy/match/candidate*.c. */
#ifndef POLICY_MATCH_CANDIDATE_HOUSE_H
#define POLICY_MATCH_CANDIDATE_HOUSE_H

#include "policy/match/candidate.h"

#include <glib.h>

/* Adds what stands at this place as a house with one, two, three or four words of its street. */
void candidates_read_house(GPtrArray *candidates, const struct fold *fold, const char *original, gsize from);

/* Adds the bytes [from, street) as house and [street, to) as street. */
void candidates_add_house(GPtrArray *candidates, const struct fold *fold, gsize from, gsize street, gsize to);

#endif
