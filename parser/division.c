/* SPDX-License-Identifier: BSD-2-Clause */
/* Says of each line whose words it is. The marks it goes by are found in modules of their own; it looks at no meaning.
 */
#include "parser/division.h"

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
	gint16 quoted;
};

static void mark_quoted(const struct lines *lines, struct mark *marks)
{
	for (guint i = 0; i < lines->lines->len; i++) {
		marks[i].division = lines_at(lines, i)->depth > 0 ? DIVISION_QUOTED : DIVISION_AUTHORED;
		marks[i].quoted = -1;
	}
}

static gboolean is_same_passage(const struct lines *lines, const struct mark *marks, guint a, guint b)
{
	return marks[a].division == marks[b].division && marks[a].quoted == marks[b].quoted &&
	       lines_at(lines, a)->is_hidden == lines_at(lines, b)->is_hidden;
}

void division_divide(const struct lines *lines, const char *section, struct quoted_list *quoted, GPtrArray *passages)
{
	guint count = lines->lines->len;
	g_autofree struct mark *marks = g_new0(struct mark, count + 1);

	(void)quoted;
	mark_quoted(lines, marks);
	for (guint first = 0, next; first < count; first = next) {
		struct passage *passage = g_new0(struct passage, 1);
		gsize start = lines_at(lines, first)->start;

		for (next = first + 1; next < count && is_same_passage(lines, marks, first, next); next++)
			;
		passage->division = marks[first].division;
		passage->quoted = marks[first].quoted;
		passage->is_hidden = lines_at(lines, first)->is_hidden;
		passage->section = g_strdup(section);
		passage->text = g_strndup(lines->text->str + start,
					  (next < count ? lines_at(lines, next)->start : lines->text->len) - start);
		g_ptr_array_add(passages, passage);
	}
}
