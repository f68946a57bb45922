/* SPDX-License-Identifier: BSD-2-Clause */
/* Tells whole tokens from parts of longer ones. It knows nothing of what they mean. */
#include "policy/match/token.h"

#include <string.h>

gboolean token_is_word(char byte)
{
	return g_ascii_isalnum(byte) || byte == '_' || (guchar)byte >= 0x80;
}

gboolean token_ends(const char *at)
{
	if (token_is_word(*at) || *at == '@')
		return FALSE;
	if (*at == '.')
		return !g_ascii_isdigit(at[1]);
	return !((*at == '/' || *at == '-') && g_ascii_isalnum(at[1]));
}

gboolean token_starts(const char *text, gsize at)
{
	char before = at > 0 ? text[at - 1] : ' ', earlier = at > 1 ? text[at - 2] : ' ';

	if (token_is_word(before) || before == '@')
		return FALSE;
	if (before == '.')
		return !g_ascii_isdigit(earlier);
	return !((before == '/' || before == '-') && g_ascii_isalnum(earlier));
}

gboolean token_is_digit_before(const char *text, gsize at)
{
	return at > 1 && text[at - 1] == ' ' && g_ascii_isdigit(text[at - 2]);
}

gboolean token_is_digit_after(const char *at)
{
	return at[0] == ' ' && g_ascii_isdigit(at[1]);
}

gsize token_digits(const char *at)
{
	return strspn(at, "0123456789");
}

gsize token_letters(const char *at)
{
	gsize length = 0;

	while (g_ascii_isalpha(at[length]))
		length++;
	return length;
}

gsize token_groups(const char *text, gsize from, const guint8 sizes[TOKEN_MAX_GROUPS], char *ret_digits)
{
	char separator = '\0';
	gsize at = from;

	for (gsize i = 0; i < TOKEN_MAX_GROUPS && sizes[i] != 0; i++) {
		if (i == 1 && (text[at] == '\0' || strchr(" -.", text[at]) == NULL))
			return 0;
		if (i == 1)
			separator = text[at];
		if (i > 0 && text[at++] != separator)
			return 0;
		if (token_digits(text + at) != sizes[i])
			return 0;
		memcpy(ret_digits, text + at, sizes[i]);
		ret_digits += sizes[i];
		at += sizes[i];
	}
	*ret_digits = '\0';
	return token_ends(text + at) && !token_is_digit_after(text + at) && !token_is_digit_before(text, from) ? at : 0;
}
