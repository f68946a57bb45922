/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes HTML. Whatever is put in with %s is escaped, so that nothing of a message can become markup: for text and for
 * attribute values in double quotes, and nowhere else (no script, no style, no address of a link). */
#ifndef REVIEW_PAGE_HTML_H
#define REVIEW_PAGE_HTML_H

#include <glib.h>

struct html;

/* To be ended with html_steal(). */
struct html *html_new(void);

/* Appends the format, which is a literal: %s (NULL is nothing), %d, %u and %% alone. Of a %s, bytes that are no UTF-8,
 * control characters and those that turn the direction of text show as U+FFFD. */
void html_add(struct html *html, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Frees it and gives what was written. */
GBytes *html_steal(struct html *html);

/* The text as an address's query or path may hold it (RFC 3986, 2.1); caller frees. */
char *html_address_text(const char *text);

#endif
