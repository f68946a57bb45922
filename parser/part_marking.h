/* SPDX-License-Identifier: BSD-2-Clause */
/* What attachments and quoted messages say of themselves: markings that are theirs and never the message's (POLICY.md).
 * For this room only. */
#ifndef PARSER_PART_MARKING_H
#define PARSER_PART_MARKING_H

#include "parser/message.h"

enum {
	PART_MARKING_MAX_PROPERTIES = 500, /* lines of document properties; what follows is the text */
	PART_MARKING_HEAD = 12,            /* lines with words on them, page header included */
	PART_MARKING_FOOT = 4,             /* likewise, at the end of the first page and of the text */
	PART_MARKING_MAX = 20              /* of one part; further ones say nothing new */
};

/* Fills markings, labels and head of every part that is no body, from its name, the properties that the document has,
 * the head and foot of its text; and markings of every quoted message, from its subject and the head of its text. */
void part_marking_read(struct message *message);

#endif
