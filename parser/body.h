/* SPDX-License-Identifier: BSD-2-Clause */
/* The MIME tree: which parts there are, what they say, and which of them are the message's own text. For this room
 * only. */
#ifndef PARSER_BODY_H
#define PARSER_BODY_H

#include "parser/lines.h"
#include "parser/message.h"
#include "parser/sandbox.h"

#include <gmime/gmime.h>

/* A part that is read as a message's own text, in the order of the tree. */
struct body_text {
	struct lines *lines;
	char *section;
	int alternatives; /* the multipart/alternative it stands in, counted from 0; or -1 */
	int alternative;  /* which one of those */
	int embedded;     /* index into embedded: the attached message whose text it is; -1: the message's own */
};

/* A message/rfc822 part, as a forwarded message. */
struct body_embedded {
	GPtrArray *addresses; /* struct address, owned */
	char *date;
	char *subject;
};

struct body {
	GPtrArray *texts;    /* struct body_text, owned */
	GPtrArray *embedded; /* struct body_embedded, owned */
};

/* Walks the tree and fills message->parts; sandbox as for message_parse_in(). Free with body_free(). */
struct body *body_read(GMimeMessage *mime, struct sandbox *sandbox, struct message *message);
void body_free(struct body *body);
void part_free(gpointer part);

#endif
