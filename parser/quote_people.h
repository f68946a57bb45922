/* SPDX-License-Identifier: BSD-2-Clause */
/* The people in the head of a quoted message, as clients show them: "Shah, Amina (Cllr); Oduya, Ben <b@example>". For
 * this room only. */
#ifndef PARSER_QUOTE_PEOPLE_H
#define PARSER_QUOTE_PEOPLE_H

#include "parser/message.h"

enum { QUOTE_PEOPLE_MAX = 1000 /* of one head */ };

/* Appends a struct address for each person of the shown list; mailbox is NULL where only a name is shown. */
void quote_people_read(const char *shown, enum address_field field, GPtrArray *addresses);

#endif
