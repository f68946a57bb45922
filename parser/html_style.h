/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether an element's declarations (CSS 2.1, and what later levels add to hide) let a reader see its text. For this
 * room only. */
#ifndef PARSER_HTML_STYLE_H
#define PARSER_HTML_STYLE_H

#include "parser/html_colour.h"

/* What children inherit. */
struct html_style {
	bool is_gone;      /* not displayed, whatever the children say */
	bool is_invisible; /* visibility: hidden */
	bool is_tiny;      /* letters too small to see */
	bool is_unframed;  /* says that it has no border: an indent rather than a quote; not inherited */
	gint32 colour;     /* 0xrrggbb, or HTML_COLOUR_UNKNOWN */
	gint32 background;
};

/* The properties that can hide text. */
enum html_property {
	HTML_BACKGROUND, /* and background-color: the last one counts */
	HTML_BORDER,
	HTML_CLIP,
	HTML_COLOUR,
	HTML_DISPLAY,
	HTML_FILL,
	HTML_FONT_SIZE,
	HTML_HEIGHT,
	HTML_LEFT,
	HTML_MARGIN_LEFT,
	HTML_MARGIN_TOP,
	HTML_MAX_HEIGHT,
	HTML_MAX_WIDTH,
	HTML_MSO_HIDE,
	HTML_OPACITY,
	HTML_OVERFLOW,
	HTML_POSITION,
	HTML_TEXT_INDENT,
	HTML_TOP,
	HTML_TRANSFORM,
	HTML_VISIBILITY,
	HTML_WIDTH,
	HTML_PROPERTIES /* how many there are */
};

/* "property: value", the value in lower case. */
struct html_declaration {
	guint8 property;
	bool is_important;
	const char *value;
};

/* Of each property the value that wins (CSS 2.1, 6.4), NULL where it has none. */
struct html_declared {
	const char *value[HTML_PROPERTIES];
	guint32 weight[HTML_PROPERTIES];
};

enum { HTML_WEIGHT_ATTRIBUTE = 0, HTML_WEIGHT_SHEET = 1, HTML_WEIGHT_INLINE = 1 << 30 };

/* A document's: black on white. */
struct html_style html_style_initial(void);

/* Reads the declarations in text (a style attribute, a rule's block) into an array of struct html_declaration; values
 * point into text, which is changed for it. */
void html_style_read(char *text, GArray *declarations);

/* Lets a declaration win where its weight is not below the one there. */
void html_style_declare(struct html_declared *declared, const struct html_declaration *declaration, guint32 weight);

/* Changes what was inherited by what is declared for an element. */
void html_style_apply(struct html_style *style, const struct html_declared *declared);

/* TRUE where text in this style cannot be seen. */
gboolean html_style_is_hidden(const struct html_style *style);

#endif
