/* SPDX-License-Identifier: BSD-2-Clause */
/* One pass over a text for all phrases and patterns of all lexicons; owns Vectorscan. Immutable once built. */
#ifndef POLICY_MATCH_SCANNER_H
#define POLICY_MATCH_SCANNER_H

#include <glib.h>

struct scanner;

/* One thing to look for. */
struct scanner_pattern {
	const char *expression; /* PCRE syntax as Vectorscan takes it, or a literal phrase; a pattern whose first
				 * alternative begins with a letter or digit begins where a word does */
	gboolean is_literal;    /* phrase: words as they stand */
	unsigned id;            /* given back with a hit */
	const char *file;       /* for the error */
	unsigned line;
};

/* A hit: bytes [from, to) of the text scanned. */
struct scanner_hit {
	unsigned id;
	gsize from, to;
};

/* Compiles. count may be 0. NULL and *error with file, line and reason where an expression is invalid. */
struct scanner *scanner_new(const struct scanner_pattern *patterns, gsize count, GError **error);
void scanner_free(struct scanner *scanner);

/* The same from what scanner_compiled() gave for the same scanner_key(), which takes hardly any time. NULL and *error
 * where the bytes are no such thing; bytes that somebody made up can do anything, so the caller knows whose they are.
 */
struct scanner *scanner_new_from(const struct scanner_pattern *patterns, gsize count, GBytes *compiled, GError **error);

/* What compiling costs, to be kept; NULL where there is nothing to look for. Caller unrefs. */
GBytes *scanner_compiled(const struct scanner *scanner);

/* Differs where what is compiled would: by expressions, version of Vectorscan and processor. Caller frees. */
char *scanner_key(const struct scanner_pattern *patterns, gsize count);

/* FALSE and *error as scanner_new() where the pattern is no valid one; far cheaper, and it sees faults of form alone.
 */
gboolean scanner_check(const struct scanner_pattern *pattern, GError **error);

/* What floods the text with one phrase hides no other: past its own limit a pattern gives no more hits, and past the
 * limit of ends tried (a pattern can end at every word) no more are looked at. A text with words broken at line ends is
 * read twice, and each reading has these limits. */
enum { SCANNER_MAX_HITS = 10000, SCANNER_MAX_HITS_OF_PATTERN = 500, SCANNER_MAX_ENDS_OF_PATTERN = 2000 };

/* All hits in the UTF-8 text, by place; struct scanner_hit; within the limits above. Both kinds match whole words, in
 * any case, in folded text (policy/match/fold.h): every run of white space, line ends too, is one blank there, and a
 * word that a hyphen breaks at a line's end is read with the hyphen and without. Hits of one pattern that overlap are
 * one. Safe from several threads. Caller unrefs the array. */
GArray *scanner_scan(const struct scanner *scanner, const char *text, gsize length);

#endif
