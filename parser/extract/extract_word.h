/* SPDX-License-Identifier: BSD-2-Clause */
/* What a document from before Word 2007 says. For this folder only. */
#ifndef PARSER_EXTRACT_WORD_H
#define PARSER_EXTRACT_WORD_H

#include "parser/extract/extract_sections.h"

/* What the header of the stream "WordDocument" says: where the table of pieces is. */
struct extract_word_head {
	gboolean is_second_table; /* in the stream "1Table", not "0Table" */
};

/* FALSE where it is older than Word 97. document: the stream "WordDocument". */
gboolean extract_word_head(const guint8 *document, gsize length, struct extract_word_head *ret_head);

/* Reads body, notes, comments, boxes, headers and footers. FALSE where the table of pieces cannot be found; nothing is
 * given then. Reasons: PART_TRUNCATED, PART_LIMIT. Hidden words and deleted ones stand in their line: which they are is
 * not read. */
gboolean extract_word_read(const guint8 *document, gsize length, const guint8 *table, gsize table_length,
			   struct extract_sections *sections);

#endif
