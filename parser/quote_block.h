/* SPDX-License-Identifier: BSD-2-Clause */
/* Heads that are blocks of fields: "From: … Sent: … To: … Subject: …". For this room only. */
#ifndef PARSER_QUOTE_BLOCK_H
#define PARSER_QUOTE_BLOCK_H

#include "parser/lines.h"
#include "parser/message.h"

enum { QUOTE_BLOCK_MAX_LINES = 200 };

/* Reads the block that begins at line i into quoted; *ret_next: the line after it. is_announced: a separator above or
 * the client's own markup says that a head stands here, so that less of one suffices. FALSE, with quoted untouched,
 * where there is too little: a timetable, a memo or a list in a letter has such words, too. */
gboolean quote_block_read(const struct lines *lines, guint i, gboolean is_announced, struct quoted_message *quoted,
			  guint *ret_next);

/* The next line from i on that is shown and in that depth, as lines_plain() gives it, *i after it; NULL at the end or
 * another depth. Free with g_free(). */
char *quote_block_line(const struct lines *lines, guint *i, guint8 depth);

/* TRUE where the text has a time of day, "9:30" or "09.30". */
gboolean quote_block_has_time(const char *text);

#endif
