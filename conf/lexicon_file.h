/* SPDX-License-Identifier: BSD-2-Clause */
/* Lexicon files: words, phrases and patterns with weights. For this room only. */
#ifndef CONF_LEXICON_FILE_H
#define CONF_LEXICON_FILE_H

#include <glib.h>

/* Appends the file's entries (struct lexicon_entry), and what is wrong to faults ("FILE:LINE: ..."). The file:
 *   category = "exempt-information";                     of all its entries
 *   what = "says it is exempt";                          their kind in words; may be left out
 *   entries = ( { phrase = "not for publication"; weight = 10; what = "..."; }, { pattern = "sch(edule)? *12a"; weight
 * = 6; } ); An entry has a phrase (whole words, any case, any white space between) or a pattern (as Vectorscan takes
 * it), a weight other than 0 (negative: a context that takes weight away), and may have a what of its own. */
void lexicon_file_load(const char *path, GPtrArray *entries, GPtrArray *faults);

/* The shipped files, sorted: char *, owned array. NULL and *error. */
GPtrArray *lexicon_file_shipped(GError **error);

#endif
