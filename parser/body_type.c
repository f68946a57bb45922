/* SPDX-License-Identifier: BSD-2-Clause */
/* Which types are text, and which text is no letter. */
#include "parser/body_type.h"

#include <string.h>

gboolean body_type_is_in(const char *type, const char *const *types)
{
	for (; *types; types++)
		if (strcmp(type, *types) == 0)
			return TRUE;
	return FALSE;
}

/* Text that is data rather than a letter, wherever it stands. */
gboolean body_type_is_data(const char *type)
{
	static const char *const types[] = {"text/calendar", "text/csv",       "text/vcard",
					    "text/x-vcard",  "text/directory", "text/rfc822-headers",
					    "text/xml",      "text/css",       NULL};

	return body_type_is_in(type, types) || !g_str_has_prefix(type, "text/");
}

/* Not text by name, but lines of ASCII by their standards (RFC 3464, 8098, 5965). */
gboolean body_type_is_text(const char *type)
{
	static const char *const types[] = {"message/delivery-status", "message/disposition-notification",
					    "message/feedback-report", NULL};

	return g_str_has_prefix(type, "text/") || body_type_is_in(type, types);
}
