/* SPDX-License-Identifier: BSD-2-Clause */
/* The facts that `candour text` shows beside addresses, text and parts: quoted messages with their heads, markings with
 * where they stand, labels, invitations. */
#ifndef CLI_TEXT_FACTS_H
#define CLI_TEXT_FACTS_H

#include "parser/message.h"

#include <jansson.h>

/* Adds quoted_messages, markings, labels and calendars to the object. */
void text_facts_json(json_t *object, const struct message *message);

/* Prints the same to standard output, a line each; nothing where there is none. */
void text_facts_print(const struct message *message);

#endif
