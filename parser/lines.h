/* SPDX-License-Identifier: BSD-2-Clause */
/* A part's text as lines that know how deep they are quoted, the common form of plain text and HTML before the
 * division. For this room only. */
#ifndef PARSER_LINES_H
#define PARSER_LINES_H

#include <glib.h>
#include <stdbool.h>

enum {
	LINES_MAX = 1000000,  /* of a part; what follows counts as one with the last of them */
	LINES_MAX_DEPTH = 100 /* deeper quoting counts as this deep */
};

/* What a client's own markup (HTML: classes, ids) says of a line. */
enum line_kind { LINE_TEXT, LINE_HEAD, LINE_SIGNATURE, LINE_KINDS };

/* Small, because a sender can have millions of them. */
struct line {
	guint32 start;  /* into text */
	guint32 length; /* without the '\n' that ends it there */
	guint8 depth;   /* of quoting, its marks are not in the text */
	guint8 box;     /* how many containers for quoted mail it stands in (HTML: div.gmail_quote) */
	bool is_hidden; /* a reader does not see it */
	guint8 kind;    /* enum line_kind */
};

struct lines {
	GString *text;
	GArray *lines;       /* struct line */
	gboolean is_wrapped; /* a paragraph takes several lines (plain text), not one (HTML) */
};

/* Free with lines_free(). */
struct lines *lines_new(void);
void lines_free(struct lines *lines);

/* Appends a line; line->start is set here. Past LINES_MAX it lengthens the last one, line ends included. */
void lines_add(struct lines *lines, const char *text, gsize length, const struct line *line);

/* Reads plain text: '>' marks become depth, but those around GroupWise's ">>> Jo Hart 14/05/2026 09:30 >>>"; is_flowed:
 * soft breaks are joined (RFC 3676, 4.1). */
struct lines *lines_from_plain(const char *text, gboolean is_flowed);

static inline const struct line *lines_at(const struct lines *lines, guint i)
{
	return &g_array_index(lines->lines, struct line, i);
}

/* TRUE where the line shows nothing: white space, also of Unicode. */
gboolean lines_is_blank(const struct lines *lines, guint i);

/* A copy without white space at the ends. Free with g_free(). */
char *lines_trimmed(const struct lines *lines, guint i);

/* The same with a plain space for any other of Unicode, '-' for hyphens and dashes, and nothing for what takes no room.
 * Free with g_free(). */
char *lines_plain(const struct lines *lines, guint i);

#endif
