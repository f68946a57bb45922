/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks a line of evidence over by the register itself. It keeps and prints nothing. */
#include "cli/evidence.h"

#include "policy/match/identifier.h"

#include <string.h>

static gboolean holds(const char *text, const char *word)
{
	g_autofree char *folded = g_utf8_casefold(text, -1);
	g_autofree char *wanted = g_utf8_casefold(word, -1);

	return *g_strstrip(wanted) != '\0' && strstr(folded, wanted) != NULL;
}

static gboolean identifies_somebody(const char *text, const struct register_view *view)
{
	const struct identifier_search how = {.view = view, .window_characters = strlen(text) + 1};
	g_autoptr(GPtrArray) found = identifier_scan(&how, text);

	for (guint i = 0; i < found->len; i++)
		if (((const struct identity *)g_ptr_array_index(found, i))->has_row)
			return TRUE;
	return FALSE;
}

const char *evidence_fault(const char *text, const char *id, const struct register_view *view)
{
	if (strlen(text) > EVIDENCE_MAX_BYTES)
		return "--evidence is too long: 500 bytes at most";
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
		if (g_unichar_iscntrl(g_utf8_get_char(at)))
			return "--evidence is one line, without control characters";
	if (holds(text, id) || identifies_somebody(text, view))
		return "--evidence identifies a constituent, and the store keeps it readable: describe the paper "
		       "(\"form of 3 May\"), not the person or the reference";
	return NULL;
}
