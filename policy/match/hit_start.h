/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a hit starts whose end is known. Asking Vectorscan for starts makes its databases five times as large, slower
 * to compile and to scan; hits are few, so each is looked back from on its own. */
#ifndef POLICY_MATCH_HIT_START_H
#define POLICY_MATCH_HIT_START_H

#include <glib.h>

/* A hit of a pattern without an upper bound is looked for this far back, and no farther. */
enum { HIT_START_MAX_BYTES = 400 };

struct hit_start {
	gsize min_bytes, max_bytes; /* of a hit; equal where every hit is as long */
	GRegex *regex;              /* NULL where they are equal */
};

/* For an expression in PCRE syntax whose hits have min_bytes to max_bytes (G_MAXSIZE: no bound). FALSE and *error
 * (without file and line) where it is invalid. */
gboolean hit_start_init(struct hit_start *start, const char *expression, gsize min_bytes, gsize max_bytes,
			GError **error);
/* For words as they stand. */
void hit_start_init_fixed(struct hit_start *start, gsize bytes);
void hit_start_done(struct hit_start *start);

/* The leftmost place from which the pattern ends at `to` and, where it begins with a letter or digit, begins a word.
 * FALSE where there is none. The text is folded. */
gboolean hit_start_find(const struct hit_start *start, const char *text, gsize to, gsize *ret_from);

#endif
