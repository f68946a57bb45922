/* SPDX-License-Identifier: BSD-2-Clause */
/* One text on its way from candidates to identities; private to policy/match/identifier*.c. */
#ifndef POLICY_MATCH_IDENTIFIER_SEARCH_H
#define POLICY_MATCH_IDENTIFIER_SEARCH_H

#include "policy/match/identifier.h"
#include "policy/match/layout.h"
#include "policy/match/names.h"

#include <glib.h>

/* A value that the register knows, at its place. */
struct known {
	enum register_field field;
	gsize from, to;
	gsize first, last; /* the same places in characters */
	const char *value; /* borrowed */
	gsize row_count;   /* how many rows have it; rows holds the first ones */
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
};

struct search {
	const struct identifier_search *how;
	const char *text;
	struct fold *fold;
	struct layout *layout;
	GPtrArray *candidates;
	GPtrArray *known;      /* struct known, by place: every field but names */
	GPtrArray *names;      /* struct known, by place: names and surnames near one of them */
	GPtrArray *strings;    /* values of names, owned */
	GHashTable *by_row;    /* register_row plus one to struct identity */
	GPtrArray *identities; /* what is returned */
	gsize *marks;          /* characters before each so many bytes of the folded text; NULL: nothing is known */
	gsize lookups, pairs;
};

/* Fills known, then names. */
void identifier_find_values(struct search *search);
void identifier_find_names(struct search *search);
/* Joins them to identities, row by row. */
void identifier_join(struct search *search);

/* The range of folded text in which another value can be joined with one at this place. */
struct layout_range identifier_reach(const struct search *search, gsize from, gsize to);

struct identity *identity_add(struct search *search, enum identifier_tier tier);
void identity_add_value(struct identity *identity, guint field, const char *value);

#endif
