/* SPDX-License-Identifier: BSD-2-Clause */
/* The words that mark and how they may stand in a text, apart from where that text comes from. For this room only. */
#ifndef PARSER_MARKING_WORDS_H
#define PARSER_MARKING_WORDS_H

#include <glib.h>

enum { MARKING_MAX_WORDS = 200 /* of a Subject or line; what follows is not looked at */ };

/* What parts two words, the strongest of what stands between. */
enum gap {
	GAP_SPACE,  /* white space, '&', '+' */
	GAP_HYPHEN, /* "non-confidential" */
	GAP_BREAK,  /* punctuation, a dash, a bracket */
	GAP_QUESTION
};

struct word {
	guint32 start, end; /* into the text */
	enum gap gap;       /* behind it */
	char bracket;       /* the opening bracket right before it, or 0 */
	char closing;       /* the closing bracket behind it, or 0 */
	char mark;          /* the first punctuation behind it (a dash is '-'), or 0 */
	gboolean is_upper;  /* all its letters are capitals, and it has one */
	char *lower;        /* owned */
};

/* A text's words; free with g_array_unref(). */
GArray *marking_words(const char *text);

static inline const struct word *marking_word(const GArray *words, guint i)
{
	return &g_array_index(words, struct word, i);
}

/* How many words from i on are a marking with its descriptors ("OFFICIAL-SENSITIVE COMMERCIAL"); 0 where they are
 * none. */
guint marking_words_length(const GArray *words, guint i);

/* TRUE where the word at i is one of the NULL-ended list; FALSE past the end. */
gboolean marking_word_is(const GArray *words, guint i, const char *const *list);

#endif
