/* SPDX-License-Identifier: BSD-2-Clause */
/* The text that gateways and templates put on every mail, at its end and its top. For this room only. */
#ifndef PARSER_DISCLAIMER_H
#define PARSER_DISCLAIMER_H

#include "parser/lines.h"

enum {
	DISCLAIMER_MAX_PARAGRAPHS = 60,   /* looked at from the end */
	DISCLAIMER_MAX_AFTER = 4,         /* short paragraphs that may follow, and belong to it: a foot line */
	DISCLAIMER_MAX_AFTER_BYTES = 300, /* of those together */
	DISCLAIMER_MAX_PARAGRAPH = 8000   /* bytes */
};

/* The first line of the disclaimer with which lines[first..end) ends, end where there is none. */
guint disclaimer_start(const struct lines *lines, guint first, guint end);

/* The line after a banner ("CAUTION: this e-mail comes from outside") at the top of lines[first..end), first where
 * there is none. */
guint disclaimer_banner_end(const struct lines *lines, guint first, guint end);

#endif
