/* SPDX-License-Identifier: BSD-2-Clause */
/* One selector of a style sheet (CSS 2.1, 5): tags, classes, ids and '*', joined by descendant and child combinators.
 * For this room only. */
#ifndef PARSER_HTML_SELECTOR_H
#define PARSER_HTML_SELECTOR_H

#include <glib.h>
#include <stdbool.h>

enum { SELECTOR_MAX_STEPS = 8 /* a longer one is not known */ };

/* What selectors know an element by; NULL where it has no such attribute. */
struct html_names {
	const char *tag, *id, *classes;
};

/* "p.note#first": all of it fits one element. */
struct html_step {
	char *tag;         /* NULL: any */
	char *id;          /* or NULL */
	char *whole_class; /* all that the attribute says ("[class=x]"), or NULL */
	char **classes;
	bool is_child; /* of what the step before fits; else somewhere in it */
};

struct html_selector {
	struct html_step steps[SELECTOR_MAX_STEPS];
	guint count;
};

/* Reads a selector into one that is zero. FALSE where something in it is not known, as attributes (but "[class=x]",
 * "[class~=x]" and "[id=x]"), states, neighbours and escapes are not. Free with html_selector_clear() in any case. */
gboolean html_selector_read(const char *text, struct html_selector *selector);
void html_selector_clear(struct html_selector *selector);

/* Ids before classes before tags (CSS 2.1, 6.4.3): below 1 << 16. */
guint32 html_selector_weight(const struct html_selector *selector);

/* Whether it chooses the last of the elements, which stand in one another; depth: how many. */
gboolean html_selector_fits(const struct html_selector *selector, const struct html_names *path, guint depth);

#endif
