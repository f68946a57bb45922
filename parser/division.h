/* SPDX-License-Identifier: BSD-2-Clause */
/* Divides a text into authored, quoted, signature and disclaimer (POLICY.md). For this room only. */
#ifndef PARSER_DIVISION_H
#define PARSER_DIVISION_H

#include "parser/lines.h"
#include "parser/quoted.h"

/* Appends the text's passages (struct passage) in reading order, and the heads it finds to the list. */
void division_divide(const struct lines *lines, const char *section, struct quoted_list *quoted, GPtrArray *passages);

void passage_free(gpointer passage);

#endif
