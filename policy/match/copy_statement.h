/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether a sentence tells that a copy went to somebody ("CC ...", "... has been copied in"): not a request for one
 * ("please cc"), not a denial, not a plan. (POLICY.md, "The foot line".) */
#ifndef POLICY_MATCH_COPY_STATEMENT_H
#define POLICY_MATCH_COPY_STATEMENT_H

#include <glib.h>

/* Reads the sentence words[from..until) (words.h). TRUE where it tells of a copy; those who got it are named in
 * [*ret_from, *ret_until). */
gboolean copy_statement_read(const GArray *words, gsize from, gsize until, gsize *ret_from, gsize *ret_until);

/* TRUE where a word from..until denies ("not", "nobody"). */
gboolean copy_statement_is_denied(const GArray *words, gsize from, gsize until);

#endif
