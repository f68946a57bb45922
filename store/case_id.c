/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes and reads case ids. Whether there is such a case, others ask. */
#include "store/case_id.h"

#include <sodium.h>
#include <string.h>

enum { HYPHEN_AT = 4 };

/* Crockford's base 32: no I, L, O, U. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void case_id_make(char ret_case_id[CASE_ID_BYTES])
{
	for (int i = 0; i < CASE_ID_BYTES - 1; i++)
		ret_case_id[i] = alphabet[randombytes_uniform(sizeof alphabet - 1)];
	ret_case_id[HYPHEN_AT] = '-';
	ret_case_id[CASE_ID_BYTES - 1] = '\0';
}

static char letter_meant(char typed)
{
	char letter = g_ascii_toupper(typed);

	return letter == 'O' ? '0' : letter == 'I' || letter == 'L' ? '1' : letter;
}

gboolean case_id_read(const char *text, char ret_case_id[CASE_ID_BYTES], GError **error)
{
	char case_id[CASE_ID_BYTES] = "";
	int length = 0;

	for (const char *at = text; *at != '\0'; at++) {
		char letter = letter_meant(*at);

		if (letter == '-' || letter == ' ')
			continue;
		if (strchr(alphabet, letter) == NULL || length >= CASE_ID_BYTES - 1)
			return case_id_unknown(text, error);
		if (length == HYPHEN_AT)
			case_id[length++] = '-';
		case_id[length++] = letter;
	}
	if (length != CASE_ID_BYTES - 1)
		return case_id_unknown(text, error);
	memcpy(ret_case_id, case_id, sizeof case_id);
	return TRUE;
}

gboolean case_id_unknown(const char *text, GError **error)
{
	g_autofree char *shown = g_strescape(text, NULL);

	g_set_error(error, CASES_ERROR, CASES_ERROR_UNKNOWN, "there is no case '%s'", shown);
	return FALSE;
}
