/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts what a document says into lines: words split over runs are joined, paragraphs and table rows are lines, cells
 * are parted by tabs, and what stands beside the text (boxes, notes, hidden words) follows the line it hangs on, so
 * that the line stays whole. For this folder only. */
#ifndef PARSER_EXTRACT_FLOW_H
#define PARSER_EXTRACT_FLOW_H

#include <glib.h>

struct extract_flow;

/* Free with extract_flow_free(). */
struct extract_flow *extract_flow_new(void);
void extract_flow_free(struct extract_flow *flow);

/* Appends to the line, or beside it. Past EXTRACT_MAX_TEXT_BYTES it is dropped, and the flow is full. */
void extract_flow_text(struct extract_flow *flow, const char *text, gsize length);
void extract_flow_beside(struct extract_flow *flow, const char *text, gsize length);

/* The line, the cell, the row ends here. */
void extract_flow_end_line(struct extract_flow *flow);
void extract_flow_end_cell(struct extract_flow *flow);
void extract_flow_begin_row(struct extract_flow *flow);
void extract_flow_end_row(struct extract_flow *flow);

/* A text of its own inside this one. It is appended as lines, put beside, or forgotten when it ends. */
enum extract_flow_end { FLOW_END_INSIDE, FLOW_END_BESIDE, FLOW_END_DROPPED };
void extract_flow_begin_box(struct extract_flow *flow);
void extract_flow_end_box(struct extract_flow *flow, enum extract_flow_end end);

/* Marks a place, from which extract_flow_since() copies what was given since, beside the line or in it; within the same
 * box. Free with g_free(). */
struct extract_flow_mark {
	gsize text, beside;
};
struct extract_flow_mark extract_flow_mark(const struct extract_flow *flow);
char *extract_flow_since(const struct extract_flow *flow, struct extract_flow_mark mark);

gboolean extract_flow_is_full(const struct extract_flow *flow);

/* Ends all that is open and hands over the text. Free with g_string_free(). */
GString *extract_flow_steal(struct extract_flow *flow);

#endif
