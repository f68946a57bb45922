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

/* FALSE and *error (file, line) where the entry's form is invalid; cheap, for entries that need no compiling. */
gboolean lexicon_entry_check(const struct lexicon_entry *entry, GError **error);

/* Takes the array of struct lexicon_entry and its rows, whatever it returns. NULL and *error (file, line) where one is
 * invalid. */
struct lexicons *lexicons_new(GPtrArray *entries, GError **error);
void lexicons_free(struct lexicons *lexicons);
gboolean lexicons_has_category(const struct lexicons *lexicons, const char *category);

/* A hit of an entry in bytes [from, to) of the text. */
struct lexicon_hit {
	const struct lexicon_entry *entry;
	gsize from, to;
};

/* How far a negative context reaches within its sentence, and over how many hits; and how far apart the pieces of a
 * pattern ("paragraph [0-9]+ ... schedule 12a") may be. */
enum { LEXICON_CONTEXT_BYTES = 400, LEXICON_CONTEXT_HITS = 50, LEXICON_GAP_BYTES = 100 };

/* Hits with a positive weight, by place; a negative context removes the hits of its category that it overlaps or that
 * stand in its sentence. A sentence ends with a stop before white space or at an empty line. struct lexicon_hit; caller
 * unrefs. */
GArray *lexicons_scan(const struct lexicons *lexicons, const char *text);

#endif
