/* SPDX-License-Identifier: BSD-2-Clause */
/* Weighted words and patterns by category, compiled together; what confidential content is made of. */
#ifndef POLICY_MATCH_LEXICON_H
#define POLICY_MATCH_LEXICON_H

#include "policy/match/content.h"

#include <glib.h>

struct lexicons;

struct lexicon_entry {
	char *category; /* "exempt-information" */
	char *expression;
	gboolean is_literal;
	int weight;          /* negative: a context that takes weight away ("is not exempt") */
	gboolean is_support; /* it adds to others of its category and counts for nothing without one */
	unsigned divisions;  /* where it is looked for: bits 1 << enum content_kind; 0: everywhere */
	char *near;          /* it stands only near a hit of that category, or NULL */
	int within;          /* characters between the two, at most */
	char *what;     /* its kind in words for evidence and notice ("says it is exempt (Schedule 12A)"), or NULL */
	char *language; /* "cy" (BCP 47), or NULL: any */
	char *file;
	unsigned line;
	GQuark category_id, near_id; /* set by lexicons_new() */
};

void lexicon_entry_free(struct lexicon_entry *entry);

/* A category that no file fills: the places where a person is named (policy/match/person_mention.h). Entries can stand
 * near it, and files can add words to it ("the tenant"). */
#define LEXICON_PERSON "person"

/* FALSE and *error (file, line) where the entry's form is invalid; cheap, for entries that need no compiling. */
gboolean lexicon_entry_check(const struct lexicon_entry *entry, GError **error);

/* Finds what was compiled earlier under that key, and gives a reference to it; NULL where there is none. */
typedef GBytes *(*lexicons_find)(const char *key, gpointer data);

/* Takes the array of struct lexicon_entry and its rows, whatever it returns. NULL and *error (file, line) where one is
 * invalid. find: asked before it compiles, or NULL. What it gives is believed. */
struct lexicons *lexicons_new(GPtrArray *entries, lexicons_find find, gpointer data, GError **error);
void lexicons_free(struct lexicons *lexicons);
gboolean lexicons_has_category(const struct lexicons *lexicons, const char *category);

/* What was compiled, to be found again by the key; NULL where nothing was, or it was found. Caller unrefs; the key is
 * borrowed. */
GBytes *lexicons_compiled(const struct lexicons *lexicons, const char **ret_key);

/* A hit of an entry in bytes [from, to) of the text. */
struct lexicon_hit {
	const struct lexicon_entry *entry;
	gsize from, to;
};

/* How far a negative context reaches within its sentence, and over how many hits; and how far apart the pieces of a
 * pattern ("paragraph [0-9]+ ... schedule 12a") may be. */
enum { LEXICON_CONTEXT_BYTES = 400, LEXICON_CONTEXT_HITS = 100, LEXICON_GAP_BYTES = 100 };

/* Hits with a positive weight of the entries for that division, by place; a negative context removes the hits of its
 * category that it overlaps or that stand in its sentence. A sentence ends with a stop before white space or at an
 * empty line. struct lexicon_hit; caller unrefs. */
GArray *lexicons_scan(const struct lexicons *lexicons, enum content_kind division, const char *text);

#endif
