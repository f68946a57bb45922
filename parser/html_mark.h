/* SPDX-License-Identifier: BSD-2-Clause */
/* What mail clients say of their own parts of a page by class, id and border: the mail that they quote, its head, the
 * signature that they put. For this room only. */
#ifndef PARSER_HTML_MARK_H
#define PARSER_HTML_MARK_H

#include "parser/lines.h"

struct html_mark {
	enum line_kind kind; /* LINE_TEXT: nothing is said */
	gboolean is_box;     /* a container that a quoted message does not leave */
	gboolean is_cited;   /* a quotation by its markup, not an editor's indent */
	gboolean is_indent;  /* an editor's indent by its class */
};

/* Adds what one attribute (name in lower case) of an element says. */
void html_mark_apply(struct html_mark *mark, const char *attribute, const char *value);

#endif
