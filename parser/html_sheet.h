/* SPDX-License-Identifier: BSD-2-Clause */
/* The style sheets in an HTML document (CSS 2.1, 5 and 6), as far as they hide text. For this room only. */
#ifndef PARSER_HTML_SHEET_H
#define PARSER_HTML_SHEET_H

#include "parser/html_selector.h"
#include "parser/html_style.h"

/* Limits on what a sender can grow; past one the rest of the sheets is not read. */
enum {
	SHEET_MAX_BYTES = 512 * 1024, /* of all sheets in a document */
	SHEET_MAX_RULES = 1000        /* with a declaration that counts, for each of their selectors */
};

struct html_sheet;

/* Reads what stands in the <style> elements of the document that are not in comments. *ret_is_whole: FALSE at a limit.
 * NULL where nothing in them counts. Known are lists of tags, classes, ids and '*', also joined by descendant and child
 * combinators, "[class=x]", "[class~=x]", "[id=x]", @media for screens without a condition, and @supports, which every
 * client is taken to pass. What else a rule is chosen by (other attributes, states, neighbours, escapes, "not") is not
 * known, and such rules do not count; nor do those for some widths alone: what they hide others see. Free with
 * html_sheet_free(). */
struct html_sheet *html_sheet_new(const char *html, gboolean *ret_is_whole);
void html_sheet_free(struct html_sheet *sheet);

/* Declares what the sheets say about the last of the elements, which stand in one another; depth: how many. */
void html_sheet_declare(const struct html_sheet *sheet, const struct html_names *path, guint depth,
			struct html_declared *declared);

#endif
