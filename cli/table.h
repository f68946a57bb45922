/* SPDX-License-Identifier: BSD-2-Clause */
/* Aligned columns for people. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include <glib.h>
#include <stdio.h>

struct table;

/* headings: NULL-terminated literals, one for each column. */
struct table *table_new(const char *const *headings);
void table_free(struct table *table);

/* Copies the cells, one for each column; NULL is an empty one. Foreign text is made safe for a terminal. */
void table_add(struct table *table, const char *const *cells);

/* Prints headings and rows; nothing where there is no row. */
void table_print(FILE *stream, const struct table *table);

#endif
