/* SPDX-License-Identifier: BSD-2-Clause */
/* Judges numbers by their form, without a register: the weakest tier. */
#include "policy/match/pattern_number.h"

#include "policy/match/date.h"

#include <string.h>

enum { KEYWORD_BEFORE = 80, KEYWORD_AFTER = 40 };

/* The word stands whole near the value. */
static gboolean has_keyword(const struct fold *fold, const struct candidate *candidate, const char *const *keywords)
{
	gsize from = candidate->from > KEYWORD_BEFORE ? candidate->from - KEYWORD_BEFORE : 0;
	gsize to = MIN(candidate->to + KEYWORD_AFTER, fold->length);
	g_autofree char *around = g_strndup(fold->text + from, to - from);

	for (gsize i = 0; keywords[i] != NULL; i++) {
		gsize length = strlen(keywords[i]);

		for (const char *at = strstr(around, keywords[i]); at != NULL; at = strstr(at + 1, keywords[i]))
			if ((at == around || !g_ascii_isalnum(at[-1])) && !g_ascii_isalnum(at[length]))
				return TRUE;
	}
	return FALSE;
}

/* Grammar and prefixes that are never issued (HMRC, NIM39110); the letters are lower case. */
static gboolean is_issued_nino(const char *value)
{
	static const char *const never[] = {"bg", "gb", "kn", "nk", "nt", "tn", "zz"};
	static const char *const placeholders[] = {"123456", "654321", "012345", "111111", "000000", "999999"};

	if (strlen(value) != 8 || strspn(value + 2, "0123456789") != 6 || strchr("dfiquv", value[0]) != NULL ||
	    strchr("dfiquvo", value[1]) != NULL)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(never); i++)
		if (strncmp(value, never[i], 2) == 0)
			return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(placeholders); i++)
		if (strcmp(value + 2, placeholders[i]) == 0)
			return FALSE;
	return TRUE;
}

/* Weights 10 to 2, the check digit 11 less the rest of 11; 10 is never issued. */
static gboolean has_check_digit(const char *digits)
{
	int sum = 0, check;

	for (int i = 0; i < 9; i++)
		sum += (digits[i] - '0') * (10 - i);
	check = 11 - sum % 11;
	return (check == 11 ? 0 : check) == digits[9] - '0';
}

/* DDMMYY leads a CHI number. */
static gboolean begins_with_date(const char *digits)
{
	char date[sizeof "01/02/03"], iso[DATE_ISO_BYTES];

	g_snprintf(date, sizeof date, "%.2s/%.2s/%.2s", digits, digits + 2, digits + 4);
	return date_read(date, iso) > 0;
}

/* Values that stand in guidance and test data. */
static gboolean is_placeholder(const char *digits)
{
	static const char *const known[] = {"9434765919", "4010232137", "4505577104", "0101011237", "1234567881"};

	if (strspn(digits, (const char[]){digits[0], '\0'}) == 10 || g_str_has_prefix(digits, "999"))
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
		if (strcmp(digits, known[i]) == 0)
			return TRUE;
	return FALSE;
}

gboolean pattern_number_stands(const struct fold *fold, const struct candidate *candidate)
{
	static const char *const nino_words[] = {"national insurance", "nino", "ni no", "ni number", "ni num", NULL};
	static const char *const nhs_words[] = {"nhs", "patient", "gp", NULL};
	static const char *const chi_words[] = {"chi", "community health index", NULL};
	const char *value = candidate->value;

	if (candidate->field == REGISTER_NINO)
		return is_issued_nino(value) && has_keyword(fold, candidate, nino_words);
	if (candidate->field != REGISTER_NHS_NUMBER || strlen(value) != 10 || is_placeholder(value) ||
	    !has_check_digit(value))
		return FALSE;
	/* England and Wales lead with 3, 4, 6 or 7. */
	if (strchr("3467", value[0]) != NULL && has_keyword(fold, candidate, nhs_words))
		return TRUE;
	return begins_with_date(value) && has_keyword(fold, candidate, chi_words);
}
