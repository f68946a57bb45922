/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeps what GMime makes an object of within bounds, before it does: it has no limits of its own, and a message of
 * 25 MB can hold millions of parts or fields, a hundred times its size in memory. For this room only. */
#ifndef PARSER_CROWD_H
#define PARSER_CROWD_H

#include <glib.h>

enum {
	CROWD_MAX_BOUNDARIES =
		10000,           /* lines that may be boundaries ("--"); there are two of them for a part at most */
	CROWD_MAX_FIELDS = 20000 /* of the header, and of parts and attached messages together */
};

/* What was left out. */
struct crowd {
	char *field;          /* the name of the first field of the message's own header, or NULL; free it */
	gboolean is_body_cut; /* something of the body */
};

/* A copy that ends before the boundary that is too many, and without the fields that are too many; NULL where the bytes
 * do as they are. What may be a header or a boundary counts as one. Fills *ret_crowd. */
GString *crowd_thinned(const char *bytes, gsize length, struct crowd *ret_crowd);

#endif
