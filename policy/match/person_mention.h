/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a text names a person: a guess by form, good enough to tell talk about somebody from talk in general. */
#ifndef POLICY_MATCH_PERSON_MENTION_H
#define POLICY_MATCH_PERSON_MENTION_H

#include <glib.h>

/* Bytes [from, to) of the text. */
struct person_mention {
	gsize from, to;
};

enum { PERSON_MENTION_MAX = 2000 }; /* further ones are left out */

/* "Jean Orme", "Mr Tighe", "Jude, 4": two or three words with capitals in a line, none of them a word of places, bodies
 * or the calendar; a title with a name; a name with an age. Not where the line holds nothing else (greeting, signature)
 * and not after Councillor. By place; struct person_mention; caller unrefs. */
GArray *person_mentions(const char *text);

#endif
