/* SPDX-License-Identifier: BSD-2-Clause */
/* What a reader sees of an HTML text, and what is in it unseen. For this room only. */
#ifndef PARSER_HTML_H
#define PARSER_HTML_H

#include "parser/lines.h"

enum {
	HTML_MAX_BYTES = 8 * 1024 * 1024, /* of one document; the rest is not read */
	HTML_MAX_DEPTH = 512,             /* of open elements */
	HTML_MAX_ATTRIBUTES = 1000        /* of one tag: libxml2 compares each with each */
};

/* Readies libxml2; once, before the first html_read(). */
void html_start(void);

/* The text of a UTF-8 document as lines: elements that break lines do so, table cells are parted by a tab, quoting is
 * depth, what is not shown is hidden, and so is what pictures say of themselves (alt, title); styles, scripts and
 * comments are gone. Reads nothing but the text given. At a limit it stops, with *ret_is_whole FALSE and the lines up
 * to there. Free with lines_free(). */
struct lines *html_read(const char *html, gboolean *ret_is_whole);

#endif
