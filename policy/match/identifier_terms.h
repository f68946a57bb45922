/* SPDX-License-Identifier: BSD-2-Clause */
/* What the configuration and the directory say of values: which forms of numbers count, how the council's references
 * look, and what is the council's own and so identifies no constituent. Immutable once built. */
#ifndef POLICY_MATCH_IDENTIFIER_TERMS_H
#define POLICY_MATCH_IDENTIFIER_TERMS_H

#include "policy/directory/directory.h"
#include "policy/match/candidate.h"

#include <glib.h>

struct identifier_terms;

/* A reference of the council's, as the configuration writes it. */
struct reference_pattern {
	char *name;       /* "tenancy" */
	char *expression; /* as of struct scanner_pattern */
	unsigned line;
};

void reference_pattern_free(struct reference_pattern *pattern);

/* The terms of a configuration that says nothing. Never NULL; free with identifier_terms_free(). */
struct identifier_terms *identifier_terms_new(void);
void identifier_terms_free(struct identifier_terms *terms);

/* Numbers by form that are looked for besides those of patterns_default(): bits 1 << enum pattern_kind. */
void identifier_terms_add_patterns(struct identifier_terms *terms, guint kinds);
guint identifier_terms_patterns(const struct identifier_terms *terms);

/* Takes in how references look: struct reference_pattern. FALSE and *error ("FILE:LINE: ...") where an expression is
 * invalid. */
gboolean identifier_terms_take_references(struct identifier_terms *terms, const GPtrArray *patterns, const char *file,
					  GError **error);

/* The council's own: telephone and account numbers, postcodes (NULL-terminated, as people write them), the names and
 * addresses of the directory's people. */
void identifier_terms_own(struct identifier_terms *terms, const char *const *numbers, const char *const *postcodes);
void identifier_terms_own_people(struct identifier_terms *terms, const struct directory *directory);

/* The rest takes NULL for terms that say nothing. */

/* Adds candidates of references by the configuration's patterns; candidates_new() has those of the usual form. */
void identifier_terms_add_candidates(const struct identifier_terms *terms, const struct fold *fold,
				     GPtrArray *candidates);

/* The normalised value is the council's own. */
gboolean identifier_terms_is_own(const struct identifier_terms *terms, enum register_field field, const char *value);
/* The digits of an account, or another number by its form. */
gboolean identifier_terms_is_own_number(const struct identifier_terms *terms, const char *digits);
/* The normalised forename and surname are those of somebody of the directory. */
gboolean identifier_terms_is_own_name(const struct identifier_terms *terms, const char *forename, const char *surname);
gboolean identifier_terms_is_own_surname(const struct identifier_terms *terms, const char *surname);

#endif
