/* SPDX-License-Identifier: BSD-2-Clause */
/* The mailboxes of the address fields (RFC 5322, 3.4 and 3.6.6). For this room only. */
#ifndef PARSER_ADDRESS_H
#define PARSER_ADDRESS_H

#include "parser/message.h"

#include <gmime/gmime.h>

/* Takes over nothing; name and mailbox may be NULL. Free with address_free(). */
struct address *address_new(enum address_field field, const char *name, const char *mailbox);
void address_free(gpointer address);

/* addr-spec as struct address holds it: local part as written, domain in lower case and ASCII. Free with g_free(). */
char *address_mailbox(const char *addr_spec);

/* Appends the mailboxes of one field's value, as in the header, to the array of struct address. What GMime skips is
 * taken where a mailbox can be seen in it. FALSE where MESSAGE_MAX_ADDRESSES cut it. */
gboolean address_read_field(const char *value, enum address_field field, GPtrArray *addresses);

/* All address fields of the header, in its order, Resent blocks numbered. FALSE as above. */
gboolean address_read(GMimeHeaderList *headers, GPtrArray *addresses);

#endif
