/* SPDX-License-Identifier: BSD-2-Clause */
/* TNEF's properties, as they stand in winmail.dat. For this folder only. */
#ifndef PARSER_EXTRACT_TNEF_PROPERTIES_H
#define PARSER_EXTRACT_TNEF_PROPERTIES_H

#include <glib.h>

enum {
	TNEF_TEXT = 0x1e,
	TNEF_WIDE_TEXT = 0x1f,
	TNEF_OBJECT = 0x0d,
	TNEF_BINARY = 0x102,
};

struct tnef_property {
	unsigned id, type;
	const guint8 *bytes; /* of the first value */
	gsize length;
};

/* Calls visit for each property of a list ([MS-OXTNEF], 2.1.3.4 MsgPropertyList); FALSE where the list is broken, after
 * those before. */
gboolean extract_tnef_properties(const guint8 *bytes, gsize length,
				 void (*visit)(void *data, const struct tnef_property *property), void *data);

#endif
