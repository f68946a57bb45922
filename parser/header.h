/* SPDX-License-Identifier: BSD-2-Clause */
/* The header as the MTA delimits it, and the single facts that it states. For this room only. */
#ifndef PARSER_HEADER_H
#define PARSER_HEADER_H

#include "parser/message.h"

#include <gmime/gmime.h>

enum {
	HEADER_MAX_COLONS = 1000 /* of an address field: each may open a group, and GMime reads groups by recursion */
};

/* A copy of the message that GMime reads as Postfix delivers it, or NULL where the bytes do as they are: without mbox
 * lines at the top, with the empty line that Postfix puts before a body that begins without one, NULs as spaces.
 * Colons past HEADER_MAX_COLONS are blanked, in attached messages too, and *ret_cut is the name of the first such field
 * (free it), else NULL. body_offset, is_separated: from message_header_end(). */
GString *header_mended(const char *bytes, gsize length, gsize body_offset, gboolean is_separated, char **ret_cut);

/* The decoded value of the first field of that name, UTF-8, white space trimmed and folds undone; NULL where it is
 * missing. Free with g_free(). */
char *header_value(GMimeHeaderList *headers, const char *name);

/* Fills message_id to auto_submitted and header_reason where the MTA cut a field. */
void header_read(GMimeHeaderList *headers, struct message *message);

#endif
