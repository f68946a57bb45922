/* SPDX-License-Identifier: BSD-2-Clause */
/* National Insurance, NHS and CHI numbers by their form (HMRC NIM39110; NHS data dictionary). */
#include "policy/match/date.h"
#include "policy/match/pattern_readers.h"
#include "policy/match/token.h"

#include <string.h>

enum { NI_DIGITS = 6, NHS_DIGITS = 10 };

/* Prefixes that are never issued; two of the first two letters' places allow fewer letters still. */
static gboolean is_issued_prefix(const char *letters)
{
	static const char *const never[] = {"bg", "gb", "kn", "nk", "nt", "tn", "zz"};

	if (strchr("dfiquv", letters[0]) != NULL || strchr("dfiquvo", letters[1]) != NULL)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(never); i++)
		if (strncmp(letters, never[i], 2) == 0)
			return FALSE;
	return TRUE;
}

gsize pattern_read_national_insurance(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	gsize at = from + 2;

	if (token_letters(text + from) != 2 || !is_issued_prefix(text + from))
		return 0;
	for (gsize digits = 0; digits < NI_DIGITS; digits++) {
		at += text[at] == ' ' || text[at] == '-' || text[at] == '.';
		if (!g_ascii_isdigit(text[at]))
			return 0;
		ret_value[2 + digits] = text[at++];
	}
	memcpy(ret_value, text + from, 2);
	ret_value[2 + NI_DIGITS] = '\0';
	if (pattern_is_filler(ret_value + 2))
		return 0;
	if (text[at] >= 'a' && text[at] <= 'd' && token_ends(text + at + 1))
		return at + 1;
	if ((text[at] == ' ' || text[at] == '-') && text[at + 1] >= 'a' && text[at + 1] <= 'd' &&
	    token_ends(text + at + 2))
		return at + 2;
	return token_ends(text + at) && !token_is_digit_after(text + at) ? at : 0;
}

/* Weights 10 to 2; the check digit is 11 less the rest of 11, and 10 is never issued. */
static gboolean has_check_digit(const char *digits)
{
	int sum = 0, check;

	for (int i = 0; i < NHS_DIGITS - 1; i++)
		sum += (digits[i] - '0') * (NHS_DIGITS - i);
	check = 11 - sum % 11;
	return (check == 11 ? 0 : check) == digits[NHS_DIGITS - 1] - '0';
}

/* Values that stand in guidance and test data. From 999 on no number is issued; those of 999 000 are the ones that
 * guidance takes, any other was given as somebody's. */
static gboolean is_placeholder(const char *digits)
{
	static const char *const known[] = {"9434765919", "9434765870", "4010232137", "4505577104",
					    "0101011237", "1234567881", "9876544321", "4857773456"};

	if (pattern_is_filler(digits) || g_str_has_prefix(digits, "999000"))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (strcmp(digits, known[i]) == 0)
			return TRUE;
	return FALSE;
}

/* Ten digits, together or 3-3-4; CHI numbers 6-4, too. */
static gsize read_ten(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	static const guint8 layouts[][TOKEN_MAX_GROUPS] = {{10}, {3, 3, 4}, {6, 4}};
	gsize end = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(layouts) && end == 0; i++)
		end = token_groups(text, from, layouts[i], ret_value);
	return end > 0 && !is_placeholder(ret_value) && has_check_digit(ret_value) ? end : 0;
}

/* England and Wales lead with 3, 4, 6 or 7, Northern Ireland with 3. */
gsize pattern_read_nhs_number(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	if (strchr("3467", text[from]) == NULL && !g_str_has_prefix(text + from, "999"))
		return 0;
	return read_ten(text, from, ret_value);
}

/* DDMMYY leads. */
gsize pattern_read_chi_number(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	char date[sizeof "01/02/03"], iso[DATE_ISO_BYTES];
	gsize end = strchr("0123", text[from]) != NULL ? read_ten(text, from, ret_value) : 0;

	if (end == 0)
		return 0;
	g_snprintf(date, sizeof date, "%.2s/%.2s/%.2s", ret_value, ret_value + 2, ret_value + 4);
	return date_read(date, iso) > 0 ? end : 0;
}
