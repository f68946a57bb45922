/* SPDX-License-Identifier: BSD-2-Clause */
/* Lexicon files: words, phrases and patterns with weights. For this room only. */
#ifndef CONF_LEXICON_FILE_H
#define CONF_LEXICON_FILE_H

#include <glib.h>

/* Appends the file's entries (struct lexicon_entry), and what is wrong to faults ("FILE:LINE: ..."). The file:
 *   category = "exempt-information"; what = "exempt information";   of entries that have none of their own
 *   entries = ( { phrase = "pink paper"; weight = 10; }, { category = "legal-advice"; pattern = "counsel.*"; weight =
 * 6; } ); An entry has a phrase or a pattern (lexicon.h) and a weight other than 0. */
void lexicon_file_load(const char *path, GPtrArray *entries, GPtrArray *faults);

/* The shipped files, sorted: char *, owned array. NULL and *error. */
GPtrArray *lexicon_file_shipped(GError **error);

#endif
