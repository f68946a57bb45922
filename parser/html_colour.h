/* SPDX-License-Identifier: BSD-2-Clause */
/* Colours as CSS and HTML write them. For this room only. */
#ifndef PARSER_HTML_COLOUR_H
#define PARSER_HTML_COLOUR_H

#include <glib.h>
#include <stdbool.h>

enum { HTML_COLOUR_UNKNOWN = -1, HTML_COLOUR_BLACK = 0x000000, HTML_COLOUR_WHITE = 0xffffff };

/* 0xrrggbb of a value in lower case without blanks around it, or HTML_COLOUR_UNKNOWN; *is_clear where it lets all
 * through. */
gint32 html_colour_read(const char *value, bool *is_clear);

/* Whether letters of one colour cannot be seen on the other; FALSE where one is unknown. */
bool html_colour_is_near(gint32 a, gint32 b);

#endif
