/* SPDX-License-Identifier: BSD-2-Clause */
/* Text in the one form in which phrases are compared, with the way back to the places in the text it came from. */
#ifndef POLICY_MATCH_FOLD_H
#define POLICY_MATCH_FOLD_H

#include <glib.h>

struct fold {
	char *text; /* lower case; every run of white space one blank; plain quotes and hyphens; valid UTF-8 */
	gsize length;
	GArray *steps;             /* private: where the distance between the two texts changes */
	gboolean has_broken_words; /* a hyphen at a line's end may part a word or join two */
};

/* Folds length bytes; bytes that are not UTF-8 become U+FFFD. Soft hyphens, characters without width and lines set
 * through letters go, marks join their letters, letters of compatibility (full width, ligatures, mathematical) and
 * digits of any script become the ASCII they stand for: NFKC (UAX 15) where that is ASCII, NFC elsewhere. A line end
 * behind a hyphen goes ("part-exempt"), and with a soft hyphen. Never NULL; free with fold_free(). */
struct fold *fold_new(const char *text, gsize length);

/* The same without the hyphens at line ends: "confidential" of "confiden-" and "tial". Differs from fold_new() where
 * that has_broken_words. */
struct fold *fold_new_joined(const char *text, gsize length);
void fold_free(struct fold *fold);

/* The folded text, of the same length, with a line end instead of each blank that stands for the border of cells: an
 * end of line, a tab, several blanks. original is what the fold was made of; caller frees. */
char *fold_with_borders(const struct fold *fold, const char *original);

/* The byte of the original text that the folded text's byte at this place came from; the original's length at its end.
 */
gsize fold_origin(const struct fold *fold, gsize place);

/* The place in the folded text of the original's byte; of what left no trace, the place after it. */
gsize fold_place(const struct fold *fold, gsize original);

/* TRUE where the character is part of a word: a letter, a digit or '_'. */
gboolean fold_is_word(gunichar character);

#endif
