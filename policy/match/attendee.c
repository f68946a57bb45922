/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads who is invited. Understands no other property of a calendar. */
#include "policy/match/attendee.h"

#include <string.h>

/* One content line with its continuations (RFC 5545, 3.1); *text moves on to the next line. Caller frees. */
static char *next_line(const char **text)
{
	GString *line = g_string_new(NULL);

	for (;;) {
		gsize length = strcspn(*text, "\n");
		gsize kept = length > 0 && (*text)[length - 1] == '\r' ? length - 1 : length;

		g_string_append_len(line, *text, (gssize)kept);
		*text += length;
		if (**text == '\0')
			break;
		++*text;
		if (**text != ' ' && **text != '\t')
			break;
		++*text;
	}
	return g_string_free(line, FALSE);
}

/* The value behind name and parameters, whose quoted values may hold a colon; or NULL. */
static const char *find_value(const char *line)
{
	gboolean is_quoted = FALSE;

	for (; *line != '\0'; line++) {
		if (*line == '"')
			is_quoted = !is_quoted;
		else if (*line == ':' && !is_quoted)
			return line + 1;
	}
	return NULL;
}

static char *read_attendee(const char *line)
{
	static const char name[] = "ATTENDEE", scheme[] = "mailto:";
	const char *value;

	if (g_ascii_strncasecmp(line, name, strlen(name)) != 0 || strchr(";:", line[strlen(name)]) == NULL)
		return NULL;
	value = find_value(line);
	if (value == NULL || g_ascii_strncasecmp(value, scheme, strlen(scheme)) != 0)
		return NULL;
	return g_uri_unescape_string(value + strlen(scheme), NULL);
}

GPtrArray *attendee_addresses(const char *calendar)
{
	GPtrArray *addresses = g_ptr_array_new_with_free_func(g_free);

	while (*calendar != '\0' && addresses->len < ATTENDEE_MAX) {
		g_autofree char *line = next_line(&calendar);
		char *address = read_attendee(line);

		if (address != NULL)
			g_ptr_array_add(addresses, address);
	}
	return addresses;
}
