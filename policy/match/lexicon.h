/* SPDX-License-Identifier: BSD-2-Clause */
/* Weighted words and patterns by category, compiled together; what confidential content is made of. */
#ifndef POLICY_MATCH_LEXICON_H
#define POLICY_MATCH_LEXICON_H

#include <glib.h>

struct lexicons;

struct lexicon_entry {
	char *category; /* "exempt-information" */
	char *expression;
	gboolean is_literal;
	int weight; /* negative: a context that takes weight away ("is not exempt") */
	char *what; /* its kind in words for evidence and notice ("says it is exempt (Schedule 12A)"), or NULL */
	char *file;
	unsigned line;
};

void lexicon_entry_free(struct lexicon_entry *entry);

/* Takes the array of struct lexicon_entry. NULL and *error (file, line) where one is invalid. */
struct lexicons *lexicons_new(GPtrArray *entries, GError **error);
void lexicons_free(struct lexicons *lexicons);
gboolean lexicons_has_category(const struct lexicons *lexicons, const char *category);

/* A hit of an entry in bytes [from, to) of the text. */
struct lexicon_hit {
	const struct lexicon_entry *entry;
	gsize from, to;
};

/* Hits in the text; a negative context removes the positive hits of its category that it overlaps or touches within a
 * sentence. struct lexicon_hit; caller unrefs. */
GArray *lexicons_scan(const struct lexicons *lexicons, const char *text);

#endif
