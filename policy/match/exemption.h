/* SPDX-License-Identifier: BSD-2-Clause */
/* Which exemption a piece of text names. */
#ifndef POLICY_MATCH_EXEMPTION_H
#define POLICY_MATCH_EXEMPTION_H

#include <glib.h>

enum { EXEMPTION_MAX_PARAGRAPHS = 8 };

/* "Schedule 12A, paragraphs 3 and 5" of bytes [from, to) of the text; NULL where no schedule is named there. Caller
 * frees. */
char *exemption_of(const char *text, gsize from, gsize to);

/* "paragraph 3", "paragraphs 3, 12 and 14", or NULL where none is named. Caller frees. */
char *exemption_paragraphs(const char *text, gsize from, gsize to);

/* The template with "{exemption}" in it filled in; where none is named, it goes with its brackets. Caller frees. */
char *exemption_fill(const char *template, const char *text, gsize from, gsize to);

#endif
