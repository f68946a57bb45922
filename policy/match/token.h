/* SPDX-License-Identifier: BSD-2-Clause */
/* Where values begin and end in folded text (policy/match/fold.h): none within a longer word or number. */
#ifndef POLICY_MATCH_TOKEN_H
#define POLICY_MATCH_TOKEN_H

#include <glib.h>

enum { TOKEN_MAX_GROUPS = 5 };

/* Letters, digits, '_'; bytes of letters beyond ASCII too, so that no value ends within a word. */
gboolean token_is_word(char byte);

/* Nothing that continues a number or word stands before, or after: "12345" is no value within "12345.67", "12345-8". */
gboolean token_starts(const char *text, gsize at);
gboolean token_ends(const char *at);

/* Another group of digits a single blank away. */
gboolean token_is_digit_before(const char *text, gsize at);
gboolean token_is_digit_after(const char *at);

/* How many digits, or ASCII letters, stand there. */
gsize token_digits(const char *at);
gsize token_letters(const char *at);

/* The end of digits in groups of these sizes (0 ends them) at this place, with the same single blank, hyphen or dot
 * between all of them; 0 where there are none, or they are part of more. ret_digits gets them without separators. */
gsize token_groups(const char *text, gsize from, const guint8 sizes[TOKEN_MAX_GROUPS], char *ret_digits);

#endif
