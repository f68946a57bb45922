/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes text fit for jansson. */
#include "cli/json_text.h"

#include <glib.h>

json_t *json_text(const char *text)
{
	g_autofree char *valid = text == NULL ? NULL : g_utf8_make_valid(text, -1);

	return valid == NULL ? json_null() : json_string(valid);
}
