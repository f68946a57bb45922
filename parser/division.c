/* SPDX-License-Identifier: BSD-2-Clause */
/* Says of each line whose words it is. The marks it goes by are found in modules of their own; it looks at no meaning.
 */
#include "parser/division.h"

#include "parser/disclaimer.h"
#include "parser/quote_head.h"
#include "parser/signature.h"

void passage_free(gpointer data)
{
	struct passage *passage = data;

	if (!passage)
		return;
	g_free(passage->section);
	g_free(passage->text);
	g_free(passage);
}

/* What is found out about a line. */
struct mark {
	guint8 division;
	bool is_told;        /* quoted: it belongs to that message, not only inside it */
	bool is_boilerplate; /* quoted: a disclaimer of that message */
	gint16 quoted;
};

/* The walk down the lines. known[d] is the quoted message that the lines of depth d belong to, -1 where unknown. */
struct walk {
	const struct lines *lines;
	struct quoted_list *quoted;
	struct mark *marks;
	int known[LINES_MAX_DEPTH + 2];
	gboolean is_below_head; /* all of depth 0 is quoted, up to the end of the box that the head stands in */
	guint8 head_box;
};

static void set_known(struct walk *walk, unsigned depth, int index)
{
	walk->known[depth] = index;
	for (unsigned deeper = depth + 1; deeper < G_N_ELEMENTS(walk->known); deeper++)
		walk->known[deeper] = -1;
}

/* The innermost known message at that depth, *ret_is_own: it is that depth's own, not one around it. */
static int known_at(const struct walk *walk, unsigned depth, gboolean *ret_is_own)
{
	unsigned outer = depth;

	while (outer > 0 && walk->known[outer] < 0)
		outer--;
	*ret_is_own = outer == depth;
	return walk->known[outer];
}

/* The depth of the next line from i on that shows something; -1 at the end. */
static int next_depth(const struct lines *lines, guint i)
{
	for (; i < lines->lines->len; i++)
		if (!lines_at(lines, i)->is_hidden && !lines_is_blank(lines, i))
			return lines_at(lines, i)->depth;
	return -1;
}

/* Marks the head's lines and remembers whom the lines below belong to. FALSE where it is a mere sentence. */
static gboolean enter_head(struct walk *walk, guint i, struct quote_head *head)
{
	guint8 depth = head->depth;
	int below = next_depth(walk->lines, i + head->lines);
	gboolean is_deeper = below > depth;
	int index;

	if (!head->is_certain && !is_deeper) {
		quoted_message_free(head->quoted);
		return FALSE;
	}
	index = quoted_list_add(walk->quoted, head->quoted);
	set_known(walk, is_deeper ? (unsigned)below : depth, index);
	if (!is_deeper && depth == 0) {
		walk->is_below_head = TRUE;
		walk->head_box = lines_at(walk->lines, i)->box;
	}
	for (guint j = i; j < i + head->lines; j++)
		walk->marks[j] = (struct mark){.division = DIVISION_QUOTED, .quoted = (gint16)index};
	return TRUE;
}

static void mark_line(struct walk *walk, guint i)
{
	const struct line *line = lines_at(walk->lines, i);
	gboolean is_own;
	int index = known_at(walk, line->depth, &is_own);

	if (line->depth == 0 && !walk->is_below_head) {
		walk->marks[i] = (struct mark){.division = DIVISION_AUTHORED, .quoted = -1};
		return;
	}
	walk->marks[i] = (struct mark){.division = DIVISION_QUOTED, .quoted = (gint16)index, .is_told = is_own};
}

/* First pass: quoted or authored. A blank line goes with the line before it. */
static void mark_quoted(struct walk *walk)
{
	guint count = walk->lines->lines->len;

	for (guint i = 0; i < count;) {
		const struct line *line = lines_at(walk->lines, i);
		struct quote_head head;

		if (line->box < walk->head_box && walk->is_below_head) {
			walk->is_below_head = FALSE;
			walk->known[0] = -1;
		}
		if (line->depth == 0 && i > 0 && lines_is_blank(walk->lines, i)) {
			walk->marks[i] = walk->marks[i - 1];
			i++;
		} else if (!line->is_hidden && quote_head_read(walk->lines, i, &head) && enter_head(walk, i, &head)) {
			i += head.lines;
		} else {
			mark_line(walk, i);
			i++;
		}
	}
}

/* Second pass, over one run of authored lines: banner, letter, signature, disclaimer. */
static void mark_tail(struct walk *walk, guint first, guint end)
{
	guint disclaimer = disclaimer_start(walk->lines, first, end);
	guint letter = first == 0 ? disclaimer_banner_end(walk->lines, first, disclaimer) : first;
	guint signature = signature_start(walk->lines, letter, disclaimer);

	for (guint i = first; i < letter; i++)
		walk->marks[i].division = DIVISION_DISCLAIMER;
	for (guint i = letter; i < signature;) {
		gboolean is_signature;
		guint next = MAX(signature_marked_end(walk->lines, i, signature, &is_signature), i + 1);

		for (; i < next; i++)
			walk->marks[i].division = is_signature ? DIVISION_SIGNATURE : DIVISION_AUTHORED;
	}
	for (guint i = signature; i < disclaimer; i++)
		walk->marks[i].division = DIVISION_SIGNATURE;
	for (guint i = disclaimer; i < end; i++)
		walk->marks[i].division = DIVISION_DISCLAIMER;
}

/* The same over a run of one quoted message: its disclaimers are not what it says. */
static void mark_quoted_tail(struct walk *walk, guint first, guint end)
{
	guint disclaimer = disclaimer_start(walk->lines, first, end);
	guint letter = disclaimer_banner_end(walk->lines, first, disclaimer);

	for (guint i = first; i < letter; i++)
		walk->marks[i].is_boilerplate = true;
	for (guint i = disclaimer; i < end; i++)
		walk->marks[i].is_boilerplate = true;
}

static gboolean is_one_run(const struct mark *a, const struct mark *b)
{
	return a->division == b->division && a->quoted == b->quoted && a->is_told == b->is_told;
}

static void mark_tails(struct walk *walk)
{
	guint count = walk->lines->lines->len;

	for (guint first = 0, end; first < count; first = end) {
		for (end = first + 1; end < count && is_one_run(&walk->marks[end], &walk->marks[first]); end++)
			;
		if (walk->marks[first].division == DIVISION_AUTHORED)
			mark_tail(walk, first, end);
		else if (walk->marks[first].is_told)
			mark_quoted_tail(walk, first, end);
	}
}

/* Third pass: what each quoted message says itself. */
static void tell_quoted(struct walk *walk)
{
	for (guint i = 0; i < walk->lines->lines->len; i++) {
		const struct line *line = lines_at(walk->lines, i);
		const struct mark *mark = &walk->marks[i];

		if (mark->division == DIVISION_QUOTED && mark->is_told && !mark->is_boilerplate)
			quoted_list_append(walk->quoted, mark->quoted, walk->lines->text->str + line->start,
					   line->length + 1);
	}
}

static gboolean is_one_passage(const struct walk *walk, guint a, guint b)
{
	const struct mark *marks = walk->marks;

	return marks[a].division == marks[b].division && marks[a].quoted == marks[b].quoted &&
	       marks[a].is_boilerplate == marks[b].is_boilerplate &&
	       lines_at(walk->lines, a)->is_hidden == lines_at(walk->lines, b)->is_hidden;
}

static void add_passages(const struct walk *walk, const char *section, GPtrArray *passages)
{
	const struct lines *lines = walk->lines;
	guint count = lines->lines->len;

	for (guint first = 0, next; first < count; first = next) {
		struct passage *passage = g_new0(struct passage, 1);
		gsize start = lines_at(lines, first)->start;
		gsize end;

		for (next = first + 1; next < count && is_one_passage(walk, first, next); next++)
			;
		end = next < count ? lines_at(lines, next)->start : lines->text->len;
		passage->division = walk->marks[first].division;
		passage->quoted = walk->marks[first].quoted;
		passage->is_boilerplate = walk->marks[first].is_boilerplate;
		passage->is_hidden = lines_at(lines, first)->is_hidden;
		passage->section = g_strdup(section);
		passage->text = g_strndup(lines->text->str + start, end - start);
		g_ptr_array_add(passages, passage);
	}
}

void division_divide(const struct lines *lines, const char *section, struct quoted_list *quoted, GPtrArray *passages)
{
	guint count = lines->lines->len;
	g_autofree struct mark *marks = g_new0(struct mark, count + 1);
	struct walk walk = {.lines = lines, .quoted = quoted, .marks = marks};

	set_known(&walk, 0, -1);
	mark_quoted(&walk);
	mark_tails(&walk);
	tell_quoted(&walk);
	add_passages(&walk, section, passages);
}
