/* SPDX-License-Identifier: BSD-2-Clause */
/* Lays a notice out as plain text. */
#ifndef REVIEW_LAYOUT_H
#define REVIEW_LAYOUT_H

#include <glib.h>

enum { LAYOUT_COLUMNS = 72 };

/* Paragraphs, which empty lines part, are filled to LAYOUT_COLUMNS; lines that begin with four spaces stand as they are
 * (the words to copy), with an empty line before and after. Ends with one '\n', or is empty. Caller frees. */
char *layout_text(const char *text);

#endif
