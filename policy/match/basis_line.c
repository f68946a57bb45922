/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the sender's "Basis: REASON, free text". Does not ask whether it stands where it counts. */
#include "policy/match/basis_line.h"

#include <string.h>

/* POLICY.md, "The sender's line". */
static const char *const reasons[] = {
	"asked",           "consent",
	"cannot-consent",  "consent-impracticable",
	"would-prejudice", "unreasonably-withheld",
	"legal-duty",      "safeguarding",
};

/* Finds the reason at the start of the folded text and the text behind it, which a mark or the end must part. */
static const char *match_reason(const char *text, const char **ret_rest)
{
	for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++) {
		gsize length = strlen(reasons[i]);
		const char *rest = text + length;

		if (g_ascii_strncasecmp(text, reasons[i], length) != 0)
			continue;
		rest += strspn(rest, " \t*_");
		if (*rest != '\0' && strchr(",;:.-(", *rest) == NULL)
			continue;
		/* "consent-impracticable" is not "consent". */
		if (text[length] == '-' && g_ascii_isalpha(text[length + 1]))
			continue;
		*ret_rest = rest;
		return reasons[i];
	}
	return NULL;
}

/* Hyphens and blanks of every kind as the plain ones; caller frees. */
static char *plain_line(const char *line)
{
	g_autofree char *whole = g_utf8_normalize(line, -1, G_NORMALIZE_ALL_COMPOSE);
	GString *plain = g_string_new(NULL);

	for (const char *at = whole; at != NULL && *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar letter = g_utf8_get_char(at);

		if (g_unichar_isspace(letter))
			g_string_append_c(plain, ' ');
		else if (g_unichar_type(letter) == G_UNICODE_DASH_PUNCTUATION)
			g_string_append_c(plain, '-');
		else if (g_unichar_type(letter) != G_UNICODE_FORMAT)
			g_string_append_unichar(plain, letter);
	}
	return g_string_free(plain, FALSE);
}

static gboolean says_something(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text))
		if (g_unichar_isalnum(g_utf8_get_char(text)))
			return TRUE;
	return FALSE;
}

const char *basis_line_read(const char *line, char **ret_text)
{
	static const char label[] = "basis";
	g_autofree char *plain = plain_line(line);
	const char *at = plain + strspn(plain, " *_-\t");
	const char *reason, *rest;

	if (g_ascii_strncasecmp(at, label, strlen(label)) != 0)
		return NULL;
	at += strlen(label);
	at += strspn(at, " *_");
	if (*at != ':')
		return NULL;
	at++;
	at += strspn(at, " *_");
	reason = match_reason(at, &rest);
	if (reason == NULL)
		return NULL;
	rest += strspn(rest, ",;:.- *_");
	if (!says_something(rest))
		return NULL;
	*ret_text = g_strdup(rest);
	for (gsize length = strlen(rest); length > 0 && strchr(" *_", rest[length - 1]) != NULL; length--)
		(*ret_text)[length - 1] = '\0';
	return reason;
}
