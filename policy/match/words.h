/* SPDX-License-Identifier: BSD-2-Clause */
/* A line of people's writing as words: folded for comparison, with what stood between them. */
#ifndef POLICY_MATCH_WORDS_H
#define POLICY_MATCH_WORDS_H

#include <glib.h>

struct word {
	char *text;             /* folded (name_fold): "oneil"; an address as written */
	gboolean is_capital;    /* begins with a capital letter */
	gboolean is_address;    /* holds an "@" */
	gboolean is_bracketed;  /* stands in round brackets */
	gboolean starts_item;   /* the first of all, or after , ; : / & + ( ) or a dash */
	gboolean is_after_mark; /* after a colon or a dash: "Copy: ..." */
	gboolean ends_sentence; /* before . ! ? or the end */
	gboolean is_asked;      /* before a question mark */
};

enum { WORDS_MAX = 600 }; /* what comes after is left out */

/* The words of the UTF-8 text: struct word; caller unrefs. Empty where the text is not UTF-8. */
GArray *words_new(const char *text);

/* The word's folded text, "" past the end. */
const char *words_text(const GArray *words, gsize at);

/* TRUE where the word at that place is one of the texts (sorted or not, ended by NULL). */
gboolean words_is_among(const GArray *words, gsize at, const char *const *texts);

/* How many words stand at that place as the phrase's words (folded, one blank between); 0 where they do not. */
gsize words_match(const GArray *words, gsize at, gsize until, const char *phrase);

/* The end of the sentence that the word at `from` stands in. */
gsize words_sentence_end(const GArray *words, gsize from);

#endif
