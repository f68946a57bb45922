/* SPDX-License-Identifier: BSD-2-Clause */
/* Lays rows out in columns as wide as their widest cell. Cuts nothing: staff copy addresses out of it. */
#include "cli/table.h"

#include "cli/terminal.h"

#include <stdlib.h>

struct table {
	guint columns;
	GPtrArray *cells; /* char *, row by row, the headings first; owned */
};

struct table *table_new(const char *const *headings)
{
	struct table *table = g_new0(struct table, 1);

	table->columns = g_strv_length((char **)headings);
	table->cells = g_ptr_array_new_with_free_func(g_free);
	table_add(table, headings);
	return table;
}

void table_free(struct table *table)
{
	if (table == NULL)
		return;
	g_ptr_array_unref(table->cells);
	g_free(table);
}

static char *safe_text(const char *text)
{
	char *written = NULL, *safe;
	size_t length = 0;
	FILE *stream = open_memstream(&written, &length);

	terminal_print(stream, text);
	fclose(stream);
	safe = g_strdup(written);
	free(written);
	return safe;
}

void table_add(struct table *table, const char *const *cells)
{
	for (guint i = 0; i < table->columns; i++)
		g_ptr_array_add(table->cells, safe_text(cells[i]));
}

static guint width_of(const char *text)
{
	guint width = 0;

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);

		width += g_unichar_iszerowidth(character) ? 0 : g_unichar_iswide(character) ? 2 : 1;
	}
	return width;
}

static void print_cell(FILE *stream, const struct table *table, guint at)
{
	const char *cell = g_ptr_array_index(table->cells, at);
	guint column = at % table->columns, widest = 0;

	fputs(cell, stream);
	if (column + 1 == table->columns) {
		fputc('\n', stream);
		return;
	}
	for (guint i = column; i < table->cells->len; i += table->columns)
		widest = MAX(widest, width_of(g_ptr_array_index(table->cells, i)));
	fprintf(stream, "%*s", (int)(widest - width_of(cell) + 2), "");
}

void table_print(FILE *stream, const struct table *table)
{
	if (table->cells->len == table->columns)
		return;
	for (guint i = 0; i < table->cells->len; i++)
		print_cell(stream, table, i);
}
