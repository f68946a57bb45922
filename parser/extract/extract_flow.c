/* SPDX-License-Identifier: BSD-2-Clause */
/* Lines out of paragraphs, cells and boxes. Knows no format. */
#include "parser/extract/extract_flow.h"

#include "parser/extract/extract.h"

/* What stands between what was given and what comes: given with it, so that none is left at the end. */
enum gap { GAP_NONE, GAP_CELL, GAP_LINE };

struct box {
	GString *text;
	GString *beside;
	enum gap gap;
	unsigned rows; /* open */
};

struct extract_flow {
	GArray *boxes; /* struct box; the last is written to */
	gboolean is_full;
};

static void box_clear(gpointer data)
{
	struct box *box = data;

	g_string_free(box->text, TRUE);
	g_string_free(box->beside, TRUE);
}

static struct box *innermost(const struct extract_flow *flow)
{
	return &g_array_index(flow->boxes, struct box, flow->boxes->len - 1);
}

struct extract_flow *extract_flow_new(void)
{
	struct extract_flow *flow = g_new0(struct extract_flow, 1);

	flow->boxes = g_array_new(FALSE, FALSE, sizeof(struct box));
	g_array_set_clear_func(flow->boxes, box_clear);
	extract_flow_begin_box(flow);
	return flow;
}

void extract_flow_free(struct extract_flow *flow)
{
	if (!flow)
		return;
	g_array_unref(flow->boxes);
	g_free(flow);
}

static void append(struct extract_flow *flow, GString *to, const char *text, gsize length)
{
	gsize room = EXTRACT_MAX_TEXT_BYTES - MIN(to->len, EXTRACT_MAX_TEXT_BYTES);

	flow->is_full |= length > room;
	if (!flow->is_full)
		g_string_append_len(to, text, (gssize)length);
}

static void close_gap(struct box *box)
{
	if (box->gap != GAP_NONE && box->text->len > 0 && box->text->str[box->text->len - 1] != '\n')
		g_string_append_c(box->text, box->gap == GAP_CELL ? '\t' : '\n');
	box->gap = GAP_NONE;
}

void extract_flow_text(struct extract_flow *flow, const char *text, gsize length)
{
	struct box *box = innermost(flow);

	if (length == 0)
		return;
	close_gap(box);
	append(flow, box->text, text, length);
}

void extract_flow_beside(struct extract_flow *flow, const char *text, gsize length)
{
	append(flow, innermost(flow)->beside, text, length);
}

static void end_line(struct extract_flow *flow, struct box *box)
{
	box->gap = GAP_LINE;
	if (box->rows > 0 || box->beside->len == 0)
		return;
	close_gap(box);
	append(flow, box->text, box->beside->str, box->beside->len);
	g_string_truncate(box->beside, 0);
	box->gap = GAP_LINE;
}

void extract_flow_end_line(struct extract_flow *flow)
{
	struct box *box = innermost(flow);

	if (box->rows > 0 && box->beside->len > 0 && box->beside->str[box->beside->len - 1] != '\n')
		g_string_append_c(box->beside, '\n');
	end_line(flow, box);
}

void extract_flow_end_cell(struct extract_flow *flow)
{
	innermost(flow)->gap = GAP_CELL;
}

void extract_flow_begin_row(struct extract_flow *flow)
{
	innermost(flow)->rows++;
}

void extract_flow_end_row(struct extract_flow *flow)
{
	struct box *box = innermost(flow);

	if (box->rows > 0)
		box->rows--;
	end_line(flow, box);
}

void extract_flow_begin_box(struct extract_flow *flow)
{
	struct box box = {.text = g_string_new(NULL), .beside = g_string_new(NULL)};

	g_array_append_val(flow->boxes, box);
}

static void end_all_rows(struct extract_flow *flow, struct box *box)
{
	box->rows = 0;
	end_line(flow, box);
	close_gap(box);
}

void extract_flow_end_box(struct extract_flow *flow, enum extract_flow_end end)
{
	struct box *box = innermost(flow);
	struct box *outer = box - 1;

	if (flow->boxes->len < 2)
		return;
	end_all_rows(flow, box);
	if (end == FLOW_END_INSIDE) {
		end_line(flow, outer);
		close_gap(outer);
		append(flow, outer->text, box->text->str, box->text->len);
	} else if (end == FLOW_END_BESIDE) {
		if (outer->beside->len > 0 && outer->beside->str[outer->beside->len - 1] != '\n')
			g_string_append_c(outer->beside, '\n');
		append(flow, outer->beside, box->text->str, box->text->len);
	}
	g_array_set_size(flow->boxes, flow->boxes->len - 1);
}

struct extract_flow_mark extract_flow_mark(const struct extract_flow *flow)
{
	const struct box *box = innermost(flow);

	return (struct extract_flow_mark){box->text->len, box->beside->len};
}

char *extract_flow_since(const struct extract_flow *flow, struct extract_flow_mark mark)
{
	const struct box *box = innermost(flow);

	/* Beside may have gone into the text since. */
	return g_strconcat(box->text->str + MIN(mark.text, box->text->len), "\n",
			   box->beside->str + MIN(mark.beside, box->beside->len), NULL);
}

gboolean extract_flow_is_full(const struct extract_flow *flow)
{
	return flow->is_full;
}

GString *extract_flow_steal(struct extract_flow *flow)
{
	struct box *box;
	GString *text;

	while (flow->boxes->len > 1)
		extract_flow_end_box(flow, FLOW_END_BESIDE);
	box = innermost(flow);
	end_all_rows(flow, box);
	text = box->text;
	box->text = g_string_new(NULL);
	return text;
}
