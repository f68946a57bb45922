/* SPDX-License-Identifier: BSD-2-Clause */
/* What a part's type (RFC 2045, 5: "text/plain", lower case) says of its content. For this room only. */
#ifndef PARSER_BODY_TYPE_H
#define PARSER_BODY_TYPE_H

#include <glib.h>

/* Data rather than a letter, wherever it stands: no text, or text such as text/csv. */
gboolean body_type_is_data(const char *type);

/* Not text by name, but lines of ASCII by their standards (RFC 3464, 8098, 5965). */
gboolean body_type_is_text(const char *type);

#endif
