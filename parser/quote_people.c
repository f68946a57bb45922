/* SPDX-License-Identifier: BSD-2-Clause */
/* Takes apart lists of people that are made for the eye and follow no grammar. Header fields are address.c's. */
#include "parser/quote_people.h"

#include "parser/address.h"

#include <string.h>

/* White space, and the marks that clients and rich text put around names. */
static char *strip_marks(char *text)
{
	static const char marks[] = " \t\r\n*'\"";
	gsize length = strlen(text);

	while (length > 0 && strchr(marks, text[length - 1]))
		text[--length] = '\0';
	return text + strspn(text, marks);
}

/* The word around the '@' at text + at. */
static void word_around(const char *text, const char *at, const char **ret_start, const char **ret_end)
{
	static const char bounds[] = " \t\r\n<>()[]\"',;";
	const char *start = at, *end = at;

	while (start > text && !strchr(bounds, start[-1]))
		start--;
	while (*end && !strchr(bounds, *end))
		end++;
	if (g_ascii_strncasecmp(start, "mailto:", 7) == 0)
		start += 7;
	*ret_start = start;
	*ret_end = end;
}

/* One person: "Name <a@b>", "Name [mailto:a@b]", "Name <a@b<mailto:a@b>>", "a@b" or "Name". */
static void add_person(const char *bytes, gsize length, enum address_field field, GPtrArray *addresses)
{
	g_autofree char *text = g_strndup(bytes, length);
	const char *bracket = strpbrk(text, "<[");
	const char *at = strchr(bracket ? bracket : text, '@');
	g_autofree char *mailbox = NULL;
	char *name;

	if (addresses->len >= QUOTE_PEOPLE_MAX)
		return;
	if (at) {
		const char *start, *end;

		word_around(text, at, &start, &end);
		if (start < at && end > at + 1)
			mailbox = g_strndup(start, (gsize)(end - start));
		if (!bracket)
			text[start - text] = '\0';
	}
	if (bracket)
		text[bracket - text] = '\0';
	name = strip_marks(text);
	if (*name || mailbox)
		g_ptr_array_add(addresses, address_new(field, name, mailbox));
}

/* Semicolons part people; without one, a comma does after something with an '@' ("Shah, Amina <a@b>, Ben <c@d>"). */
void quote_people_read(const char *shown, enum address_field field, GPtrArray *addresses)
{
	gboolean has_semicolon = strchr(shown, ';') != NULL;
	gboolean is_quoted = FALSE, has_at = FALSE;
	const char *start = shown, *at;

	for (at = shown; *at; at++) {
		if (*at == '"')
			is_quoted = !is_quoted;
		has_at |= *at == '@';
		if (!is_quoted && (*at == ';' || (*at == ',' && has_at && !has_semicolon))) {
			add_person(start, (gsize)(at - start), field, addresses);
			start = at + 1;
			has_at = FALSE;
		}
	}
	add_person(start, (gsize)(at - start), field, addresses);
}
