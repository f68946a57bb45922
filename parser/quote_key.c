/* SPDX-License-Identifier: BSD-2-Clause */
/* Knows what Outlook, Gmail, Apple Mail, Thunderbird and their like call the fields of a head, in English and Welsh. */
#include "parser/quote_key.h"

#include <glib.h>
#include <string.h>

enum { KEY_MAX_BYTES = 60 /* in front of the colon, both languages */ };

static const struct {
	const char *name;
	enum quote_key key;
} keys[] = {
	{"from", QUOTE_KEY_FROM},
	{"oddi wrth", QUOTE_KEY_FROM},
	{"oddiwrth", QUOTE_KEY_FROM},
	{"gan", QUOTE_KEY_FROM},
	{"sent", QUOTE_KEY_SENT},
	{"date sent", QUOTE_KEY_SENT},
	{"anfonwyd", QUOTE_KEY_SENT},
	{"anfonwyd ar", QUOTE_KEY_SENT},
	{"dyddiad anfon", QUOTE_KEY_SENT},
	{"date", QUOTE_KEY_DATE},
	{"dyddiad", QUOTE_KEY_DATE},
	{"to", QUOTE_KEY_TO},
	{"at", QUOTE_KEY_TO},
	{"i", QUOTE_KEY_TO},
	{"cc", QUOTE_KEY_CC},
	{"copi", QUOTE_KEY_CC},
	{"copi at", QUOTE_KEY_CC},
	{"cop\xc3\xafo", QUOTE_KEY_CC},
	{"cop\xc3\xaf"
	 "au",
	 QUOTE_KEY_CC},
	{"subject", QUOTE_KEY_SUBJECT},
	{"pwnc", QUOTE_KEY_SUBJECT},
	{"testun", QUOTE_KEY_SUBJECT},
	{"bcc", QUOTE_KEY_OTHER},
	{"importance", QUOTE_KEY_OTHER},
	{"pwysigrwydd", QUOTE_KEY_OTHER},
	{"priority", QUOTE_KEY_OTHER},
	{"reply-to", QUOTE_KEY_OTHER},
	{"attachments", QUOTE_KEY_OTHER},
	{"attachment", QUOTE_KEY_OTHER},
	{"atodiadau", QUOTE_KEY_OTHER},
	{"atodiad", QUOTE_KEY_OTHER},
	{"sensitivity", QUOTE_KEY_OTHER},
	{"organisation", QUOTE_KEY_OTHER},
	{"organization", QUOTE_KEY_OTHER},
	{"categories", QUOTE_KEY_OTHER},
	{"when", QUOTE_KEY_OTHER},
	{"where", QUOTE_KEY_OTHER},
	{"pryd", QUOTE_KEY_OTHER},
	{"ble", QUOTE_KEY_OTHER},
};

static enum quote_key key_named(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
		if (strcmp(name, keys[i].name) == 0)
			return keys[i].key;
	return QUOTE_KEY_NONE;
}

/* In lower case, one blank between words, without the marks of bold type. */
static char *normalise(const char *text, gsize length)
{
	g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
	GString *name = g_string_new(NULL);

	for (const char *at = lower; *at; at++) {
		if (strchr("*_", *at))
			continue;
		if (!g_ascii_isspace(*at))
			g_string_append_c(name, *at);
		else if (name->len > 0 && name->str[name->len - 1] != ' ')
			g_string_append_c(name, ' ');
	}
	return g_strchomp(g_string_free(name, FALSE));
}

enum quote_key quote_key_of(const char *line, const char **ret_value)
{
	gsize length = strcspn(line, ":");
	g_autofree char *name = NULL;
	enum quote_key key;
	char *other;

	if (line[length] != ':' || length > KEY_MAX_BYTES)
		return QUOTE_KEY_NONE;
	name = normalise(line, length);
	key = key_named(name);
	other = strchr(name, '/');
	if (key == QUOTE_KEY_NONE && other) {
		*other = '\0';
		key = key_named(g_strstrip(name));
		if (key != key_named(g_strstrip(other + 1)) && key != QUOTE_KEY_SENT)
			key = QUOTE_KEY_NONE;
	}
	if (key != QUOTE_KEY_NONE)
		*ret_value = line + length + 1 + strspn(line + length + 1, "*_ \t");
	return key;
}
