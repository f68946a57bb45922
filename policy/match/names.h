/* SPDX-License-Identifier: BSD-2-Clause */
/* Words of a text that may be names, and the ways in which neighbours make a name. Knows no names. */
#ifndef POLICY_MATCH_NAMES_H
#define POLICY_MATCH_NAMES_H

#include "policy/match/fold.h"

#include <glib.h>

enum { NAMES_MAX_VARIANTS = 11 };

struct name_word {
	gsize from, to; /* of the folded text */
	gboolean is_capital;
	char *piece; /* normalised as a forename or surname; NULL until names_piece() asks */
};

/* A reading of neighbouring words: normalised forename and surname joined (register_join). */
struct name_reading {
	char *value;
	gsize from, to;
};

/* The words of the folded text whose original is `text`: struct name_word; caller unrefs. */
GArray *names_words(const struct fold *fold, const char *text);

/* The word's normalised piece, "" where nothing is left; borrowed from words. */
const char *names_piece(const struct fold *fold, GArray *words, guint at);

/* The names that begin with that word: "Forename Surname", "Surname, Forename", with a middle name or two, with a
 * forename or surname of two or three words, "Forename and Forename Surname". Fills ret_readings and returns how many;
 * caller frees their values. */
guint names_readings(const struct fold *fold, GArray *words, guint at,
		     struct name_reading ret_readings[NAMES_MAX_VARIANTS]);

#endif
