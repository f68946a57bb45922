/* SPDX-License-Identifier: BSD-2-Clause */
/* Which types are text, and which text is no letter. */
#include "parser/body_type.h"

/* Text that is data rather than a letter, wherever it stands. */
gboolean body_type_is_data(const char *type)
{
	static const char *const types[] = {"text/calendar", "text/csv",       "text/vcard",
					    "text/x-vcard",  "text/directory", "text/rfc822-headers",
					    "text/xml",      "text/css",       NULL};

	return g_strv_contains(types, type) || !g_str_has_prefix(type, "text/");
}

/* Not text by name, but lines of ASCII by their standards (RFC 3464, 8098, 5965). */
gboolean body_type_is_text(const char *type)
{
	static const char *const types[] = {"message/delivery-status", "message/disposition-notification",
					    "message/feedback-report", NULL};

	return g_str_has_prefix(type, "text/") || g_strv_contains(types, type);
}
