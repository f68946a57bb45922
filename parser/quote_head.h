/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines that mail clients put above a quoted or forwarded message: "On … wrote:", "From: … Sent: … To: …". For
 * this room only. */
#ifndef PARSER_QUOTE_HEAD_H
#define PARSER_QUOTE_HEAD_H

#include "parser/lines.h"
#include "parser/message.h"

enum {
	QUOTE_HEAD_MAX_LINES = 200,     /* of a block */
	QUOTE_HEAD_MAX_ATTRIBUTION = 4, /* lines of "On … wrote:" */
	QUOTE_HEAD_MAX_ATTRIBUTION_BYTES = 1000
};

struct quote_head {
	guint lines;         /* how many it takes, with its separator line */
	gboolean is_certain; /* a block of fields, or a sentence with address or time: what follows is quoted even
			      * where no mark says so */
	struct quoted_message *quoted; /* owned; without text */
};

/* The head that begins at line i; FALSE where none does. A line of another depth ends it. */
gboolean quote_head_read(const struct lines *lines, guint i, struct quote_head *ret_head);

#endif
