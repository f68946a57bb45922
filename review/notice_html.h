/* SPDX-License-Identifier: BSD-2-Clause */
/* A notice as HTML: the laid-out text again, for readers whose mail program shows HTML. It says nothing that the plain
 * text does not say, and loads nothing. */
#ifndef REVIEW_NOTICE_HTML_H
#define REVIEW_NOTICE_HTML_H

#include <glib.h>

/* The same notice in one language. */
struct notice_version {
	const char *language; /* BCP 47: "en", "cy" */
	char *text;           /* as layout_text() gives it */
};

/* A whole document: a paragraph for each of the text's, the indented lines (words to copy) as blocks of their own.
 * versions: at least one; each is marked with its language, the document with the first's. Caller frees. */
char *notice_html(const char *title, const struct notice_version *versions, gsize count);

#endif
