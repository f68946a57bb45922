/* SPDX-License-Identifier: BSD-2-Clause */
/* Heads that are sentences: "On … wrote:", "Ar … ysgrifennodd …:". For this room only. */
#ifndef PARSER_QUOTE_SENTENCE_H
#define PARSER_QUOTE_SENTENCE_H

#include "parser/lines.h"
#include "parser/message.h"

enum { QUOTE_SENTENCE_MAX_LINES = 4, QUOTE_SENTENCE_MAX_BYTES = 1000 };

/* Reads the sentence that begins at line i, also wrapped over lines, into quoted; *ret_next: the line after it.
 * *ret_is_certain: only a client writes so; else people do as well ("On Monday the clerk wrote:"), and it is a head
 * only where quoted lines follow. FALSE, with quoted untouched, where there is none. */
gboolean quote_sentence_read(const struct lines *lines, guint i, struct quoted_message *quoted, guint *ret_next,
			     gboolean *ret_is_certain);

/* Reads "DATE, PERSON" or "PERSON DATE", as a sentence has it between its first and its last word; *text is changed. */
void quote_sentence_people(char *text, struct quoted_message *quoted);

/* A quick look at whether the line may begin or be one. */
gboolean quote_sentence_may_begin(const char *line);

#endif
