/* SPDX-License-Identifier: BSD-2-Clause */
/* Knows the names that clients give. A name alone makes no text quoted: people write inside such elements, too. */
#include "parser/html_mark.h"

#include <string.h>

enum { MARK_MAX_NAMES = 50 /* of one class attribute */ };

/* Outlook puts "x_" before the names of the mail that it quotes, Yahoo "ydp" and a number; Gmail adds to the end. */
static const struct {
	const char *name;
	enum line_kind kind;
	gboolean is_box;
} names[] = {
	{"gmail_quote", LINE_TEXT, TRUE},
	{"yahoo_quoted", LINE_TEXT, TRUE},
	{"moz-forward-container", LINE_TEXT, TRUE},
	{"protonmail_quote", LINE_TEXT, TRUE},
	{"mail-editor-reference-message-container", LINE_TEXT, TRUE},
	{"zmail_extra", LINE_TEXT, TRUE},
	{"gmail_attr", LINE_HEAD, FALSE},
	{"moz-cite-prefix", LINE_HEAD, FALSE},
	{"moz-email-headers-table", LINE_HEAD, FALSE},
	{"divrplyfwdmsg", LINE_HEAD, FALSE},
	{"outlookmessageheader", LINE_HEAD, FALSE},
	{"reply-intro", LINE_HEAD, FALSE},
	{"gmail_signature", LINE_SIGNATURE, FALSE},
	{"ms-outlook-mobile-signature", LINE_SIGNATURE, FALSE},
	{"signature", LINE_SIGNATURE, FALSE},
	{"moz-signature", LINE_SIGNATURE, FALSE},
	{"applemailsignature", LINE_SIGNATURE, FALSE},
	{"composer_signature", LINE_SIGNATURE, FALSE},
	{"yahoo-signature", LINE_SIGNATURE, FALSE},
	{"protonmail_signature_block", LINE_SIGNATURE, FALSE},
};

static gboolean is_named(const char *given, const char *name)
{
	while (g_str_has_prefix(given, "x_"))
		given += 2;
	if (g_str_has_prefix(given, "ydp") && strlen(given) > strlen(name))
		given += strlen(given) - strlen(name);
	return g_str_has_prefix(given, name) && (given[strlen(name)] == '\0' || given[strlen(name)] == '_');
}

static void apply_name(struct html_mark *mark, const char *given)
{
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (is_named(given, names[i].name)) {
			mark->kind = names[i].kind != LINE_TEXT ? names[i].kind : mark->kind;
			mark->is_box |= names[i].is_box;
		}
	mark->is_indent |= strstr(given, "indent") != NULL;
}

static void apply_names(struct html_mark *mark, const char *value)
{
	g_autofree char *lower = g_ascii_strdown(value, -1);
	g_auto(GStrv) given = g_strsplit_set(lower, " \t\r\n\f", MARK_MAX_NAMES);

	for (char **name = given; *name; name++)
		if (**name)
			apply_name(mark, *name);
}

/* Outlook draws a line to the left of what it quotes where it is told to indent it. */
static gboolean has_left_border(const char *style)
{
	g_autofree char *lower = g_ascii_strdown(style, -1);
	const char *border = strstr(lower, "border-left");
	g_autofree char *value = NULL;

	if (!border)
		return FALSE;
	border += strlen("border-left");
	value = g_strndup(border, strcspn(border, ";"));
	return strstr(value, "solid") != NULL;
}

void html_mark_apply(struct html_mark *mark, const char *attribute, const char *value)
{
	if (strcmp(attribute, "class") == 0 || strcmp(attribute, "id") == 0)
		apply_names(mark, value);
	else if (strcmp(attribute, "style") == 0)
		mark->is_box |= has_left_border(value);
	else if (strcmp(attribute, "type") == 0)
		mark->is_cited |= g_ascii_strcasecmp(value, "cite") == 0;
}
