/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of people in the one form in which they are compared: without case, diacritics, apostrophes and titles. */
#ifndef POLICY_DIRECTORY_NAME_H
#define POLICY_DIRECTORY_NAME_H

#include <glib.h>

enum { NAME_MAX_BYTES = 400, NAME_MAX_WORDS = 8 }; /* of a display name; a longer one names nobody */

/* The name's words, folded, one blank between them ("Ó’Néill-Smith" is "oneill smith"). "" where nothing is left or the
 * text is not UTF-8. Caller frees. */
char *name_fold(const char *name);

/* TRUE where the folded word is a title or what stands behind a name ("cllr", "dr", "mbe"). */
gboolean name_is_title(const char *word);
/* TRUE where the folded word is the title of an elected member ("cllr", "councillor"). */
gboolean name_is_member_title(const char *word);

#endif
