/* SPDX-License-Identifier: BSD-2-Clause */
/* Values in a text that have the shape of identifiers, whoever's they are. Shapes only: what they mean the register
 * says. */
#ifndef POLICY_MATCH_CANDIDATE_H
#define POLICY_MATCH_CANDIDATE_H

#include "policy/match/fold.h"
#include "policy/match/register_view.h"

#include <glib.h>

enum {
	CANDIDATES_MAX = 100000, /* of one text; what comes after is not looked at */
	REFERENCE_MIN = 4,       /* letters and digits */
	REFERENCE_MAX = 24,
	REFERENCE_BARE_DIGITS = 6 /* digits alone are a reference from so many on, or after a word like "ref" */
};

struct candidate {
	enum register_field field; /* a single one, or REGISTER_HOUSE_STREET; never a name */
	gsize from, to;            /* of the folded text */
	char *value;               /* normalised */
	gboolean is_stated;        /* REGISTER_REFERENCE: a pattern of the configuration or a word before it says so */
};

/* struct candidate by place, the same place under several fields where its shape allows them; never a value inside a
 * longer number or word. original: what fold was made of. Owned array. */
GPtrArray *candidates_new(const struct fold *fold, const char *original);

/* Adds the folded text's bytes [from, to) as a value of the field; nothing where they are none, or past
 * CANDIDATES_MAX. */
void candidates_add(GPtrArray *candidates, enum register_field field, const struct fold *fold, gsize from, gsize to,
		    gboolean is_stated);

#endif
