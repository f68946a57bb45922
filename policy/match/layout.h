/* SPDX-License-Identifier: BSD-2-Clause */
/* Which places of a text a reader takes together: the sentences of prose, the rows of tables, lists and sheets. */
#ifndef POLICY_MATCH_LAYOUT_H
#define POLICY_MATCH_LAYOUT_H

#include "policy/match/fold.h"

#include <glib.h>

struct layout;

/* Ranges are bytes [from, to) of the folded text. */
struct layout_range {
	gsize from, to;
};

/* Reads the layout of text, which fold was made of. Never NULL; free with layout_free(). */
struct layout *layout_new(const struct fold *fold, const char *text);
void layout_free(struct layout *layout);

/* TRUE where the place stands in the row of a table that holds a record: cells apart by tabs, bars, several blanks, or
 * as in CSV. A row whose first cell is the name of a field ("Address:") is none: such rows tell of one record. */
gboolean layout_row_at(const struct layout *layout, gsize place, struct layout_range *ret_row);

/* The first row of the table in which the place stands; FALSE where it stands in none. */
gboolean layout_heading_at(const struct layout *layout, gsize place, struct layout_range *ret_heading);

/* The sentence in which the place stands: ends are full stops before a capital, semicolons, blank lines and rows. */
struct layout_range layout_sentence_at(const struct layout *layout, gsize place);

#endif
