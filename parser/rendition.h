/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts the message's own text together, once for each way to show it, and collects the quoted messages. For this room
 * only. */
#ifndef PARSER_RENDITION_H
#define PARSER_RENDITION_H

#include "parser/body.h"

enum { RENDITION_MAX = 8 /* alternatives past the last one are joined to it */ };

/* Fills message->renditions and message->quoted from the body's texts. */
void rendition_read(const struct body *body, struct message *message);

/* One that shows nothing, for a message without text. */
void rendition_add_empty(struct message *message);
void rendition_free(gpointer rendition);

#endif
