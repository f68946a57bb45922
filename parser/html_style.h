/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether an element's attributes let a reader see its text (CSS, inline only). For this room only. */
#ifndef PARSER_HTML_STYLE_H
#define PARSER_HTML_STYLE_H

#include <glib.h>
#include <stdbool.h>

enum { HTML_COLOUR_UNKNOWN = -1, HTML_COLOUR_BLACK = 0x000000, HTML_COLOUR_WHITE = 0xffffff };

/* What children inherit. */
struct html_style {
	bool is_gone;      /* not displayed, whatever the children say */
	bool is_invisible; /* visibility: hidden */
	bool is_tiny;      /* letters too small to see */
	bool is_unframed;  /* says that it has no border: an indent rather than a quote; not inherited */
	gint32 colour;     /* 0xrrggbb, or HTML_COLOUR_UNKNOWN */
	gint32 background;
};

/* A document's: black on white. */
struct html_style html_style_initial(void);

/* Changes what was inherited by one attribute (name in lower case) of an element. */
void html_style_apply(struct html_style *style, const char *attribute, const char *value);

/* TRUE where text in this style cannot be seen. */
gboolean html_style_is_hidden(const struct html_style *style);

#endif
