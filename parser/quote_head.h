/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines that mail clients put above a quoted or forwarded message: "On … wrote:", "From: … Sent: … To: …",
 * "-----Original Message-----". For this room only. */
#ifndef PARSER_QUOTE_HEAD_H
#define PARSER_QUOTE_HEAD_H

#include "parser/lines.h"
#include "parser/message.h"

struct quote_head {
	guint lines;         /* how many it takes, with its separator line */
	guint8 depth;        /* of its last lines: Apple Mail quotes the fields as well */
	gboolean is_certain; /* a block of fields, or a sentence as only a client writes: what follows is quoted even
			      * where no mark says so */
	struct quoted_message *quoted; /* owned; without text */
};

/* The head that begins at line i; FALSE where none does. */
gboolean quote_head_read(const struct lines *lines, guint i, struct quote_head *ret_head);

#endif
