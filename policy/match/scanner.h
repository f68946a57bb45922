/* SPDX-License-Identifier: BSD-2-Clause */
/* One pass over a text for all phrases and patterns of all lexicons; owns Vectorscan. Immutable once built. */
#ifndef POLICY_MATCH_SCANNER_H
#define POLICY_MATCH_SCANNER_H

#include <glib.h>

struct scanner;

/* One thing to look for. */
struct scanner_pattern {
	const char *expression; /* PCRE syntax as Vectorscan takes it, or a literal phrase */
	gboolean is_literal;    /* phrase: any white space between words, any case, whole words */
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

/* All hits in the UTF-8 text, by place; struct scanner_hit; at most SCANNER_MAX_HITS. Safe from several threads. Caller
 * unrefs the array. */
GArray *scanner_scan(const struct scanner *scanner, const char *text, gsize length);

enum { SCANNER_MAX_HITS = 10000 };

#endif
