/* SPDX-License-Identifier: BSD-2-Clause */
/* The quoted messages of a message while they are collected: each once, though several renditions show it. For this
 * room only. */
#ifndef PARSER_QUOTED_H
#define PARSER_QUOTED_H

#include "parser/message.h"

struct quoted_list {
	GPtrArray *messages; /* struct quoted_message, borrowed: message->quoted */
	GPtrArray *texts;    /* GString, owned: text of each */
	GArray *rounds;      /* unsigned: the round that found each */
	unsigned round;      /* raise before each rendition: text is taken from the round that found the head */
};

struct quoted_message *quoted_message_new(void);
void quoted_message_free(gpointer quoted);

void quoted_list_init(struct quoted_list *list, GPtrArray *messages);
/* Gives each message its text. */
void quoted_list_done(struct quoted_list *list);

/* Takes over the message, or frees it where an equal one is there or MESSAGE_MAX_QUOTED is reached; its index or -1. */
int quoted_list_add(struct quoted_list *list, struct quoted_message *quoted);
void quoted_list_append(struct quoted_list *list, int index, const char *text, gsize length);

#endif
