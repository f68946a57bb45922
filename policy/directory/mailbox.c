/* SPDX-License-Identifier: BSD-2-Clause */
/* Brings an address into the form that the directory compares. Knows of forms only, not of who has the address. */
#include "policy/directory/mailbox.h"

#include "policy/envelope.h"

#include <string.h>

/* Without comments (they nest) and blanks, both outside quotes only. */
static char *strip_comments(const char *address)
{
	GString *plain = g_string_new(NULL);
	gboolean is_quoted = FALSE;
	unsigned depth = 0;

	for (const char *at = address; *at != '\0'; at++) {
		gboolean is_escape = *at == '\\' && at[1] != '\0' && (is_quoted || depth > 0);

		if (*at == '"' && depth == 0)
			is_quoted = !is_quoted;
		else if (*at == '(' && !is_quoted)
			depth++;
		if (depth == 0 && (is_quoted || !g_ascii_isspace(*at))) {
			g_string_append_c(plain, *at);
			if (is_escape)
				g_string_append_c(plain, at[1]);
		}
		if (*at == ')' && !is_quoted && depth > 0)
			depth--;
		if (is_escape)
			at++;
	}
	return g_string_free(plain, FALSE);
}

gsize mailbox_local_length(const char *normalised)
{
	gsize last = strlen(normalised);
	gboolean is_quoted = FALSE;

	for (gsize i = 0; normalised[i] != '\0'; i++) {
		if (normalised[i] == '\\' && is_quoted && normalised[i + 1] != '\0')
			i++;
		else if (normalised[i] == '"')
			is_quoted = !is_quoted;
		else if (normalised[i] == '@' && !is_quoted)
			last = i;
	}
	return last;
}

gboolean mailbox_is_whole(const char *normalised)
{
	gsize local = mailbox_local_length(normalised);

	return local > 0 && normalised[local] == '@' && normalised[local + 1] != '\0';
}

/* A local part may stand without quotes: a dot-atom, or one of those that real systems give out ("a..b"). */
static gboolean needs_no_quotes(const char *local)
{
	for (const char *at = local; *at != '\0'; at++)
		if (!((guchar)*at >= 0x80 || g_ascii_isalnum(*at) || strchr("!#$%&'*+-/=?^_`{|}~.", *at) != NULL))
			return FALSE;
	return *local != '\0';
}

/* "cllr.shah" in quotes is cllr.shah (RFC 5321, 4.1.2: quotes that are not needed change nothing). */
static char *unquote(const char *local)
{
	g_autoptr(GString) plain = g_string_new(NULL);
	g_autoptr(GString) quoted = g_string_new("\"");

	for (const char *at = local; *at != '\0'; at++) {
		if (*at == '"')
			continue;
		if (*at == '\\' && at[1] != '\0')
			at++;
		g_string_append_c(plain, *at);
		if (*at == '"' || *at == '\\')
			g_string_append_c(quoted, '\\');
		g_string_append_c(quoted, *at);
	}
	g_string_append_c(quoted, '"');
	return g_strdup(needs_no_quotes(plain->str) ? plain->str : quoted->str);
}

static char *lower(const char *text)
{
	g_autofree char *small = NULL;

	if (g_str_is_ascii(text) || !g_utf8_validate(text, -1, NULL))
		return g_ascii_strdown(text, -1);
	small = g_utf8_strdown(text, -1);
	return g_utf8_normalize(small, -1, G_NORMALIZE_NFC);
}

char *mailbox_normalise_domain(const char *domain)
{
	g_autofree char *small = lower(domain);
	gsize length = strlen(small);
	char *ascii = NULL;

	if (length > 1 && small[length - 1] == '.')
		small[length - 1] = '\0';
	if (!g_str_is_ascii(small) && g_utf8_validate(small, -1, NULL))
		ascii = g_hostname_to_ascii(small);
	return ascii != NULL ? ascii : g_steal_pointer(&small);
}

char *mailbox_normalise(const char *address)
{
	g_autofree char *path = envelope_path_address(address);
	g_autofree char *plain = strip_comments(path);
	g_autofree char *unquoted = NULL, *local = NULL, *domain = NULL;
	gsize length = mailbox_local_length(plain);

	if (plain[length] == '@') {
		domain = mailbox_normalise_domain(plain + length + 1);
		plain[length] = '\0';
	}
	unquoted = strchr(plain, '"') != NULL || strchr(plain, '\\') != NULL ? unquote(plain) : g_strdup(plain);
	local = lower(unquoted);
	return domain != NULL ? g_strconcat(local, "@", domain, NULL) : g_steal_pointer(&local);
}
