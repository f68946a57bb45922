/* SPDX-License-Identifier: BSD-2-Clause */
/* Taxpayer references, bank accounts, IBANs (ISO 13616) and payment cards (ISO 7812) by their form. Which sort codes
 * there are is not known here: the banks' table changes. */
#include "policy/match/pattern_readers.h"
#include "policy/match/token.h"

#include <string.h>

enum {
	TAX_DIGITS = 10,
	ACCOUNT_REACH = 60, /* between sort code and account */
	IBAN_MIN = 15,
	IBAN_MAX = 34,
	CARD_MIN = 13,
	CARD_MAX = 19,
	CARD_DISTINCT = 3 /* fewer different digits are a test number's */
};

static gboolean is_among(const char *value, const char *const *known, gsize count)
{
	for (gsize i = 0; i < count; i++)
		if (strcmp(value, known[i]) == 0)
			return TRUE;
	return FALSE;
}

/* The check digit leads: weights 6 7 8 9 10 5 4 3 2 on the others; a K may trail. */
gsize pattern_read_tax_reference(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	static const guint8 layouts[][TOKEN_MAX_GROUPS] = {{10}, {5, 5}, {4, 3, 3}, {3, 3, 4}};
	static const int weights[] = {6, 7, 8, 9, 10, 5, 4, 3, 2};
	static const char *const known[] = {"3282497350", "1955839661", "2955839661", "1123456789"};
	gsize end = 0;
	int sum = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(layouts) && end == 0; i++)
		end = token_groups(text, from, layouts[i], ret_value);
	if (end == 0 && token_digits(text + from) == TAX_DIGITS && text[from + TAX_DIGITS] == 'k' &&
	    token_ends(text + from + TAX_DIGITS + 1)) {
		memcpy(ret_value, text + from, TAX_DIGITS);
		ret_value[TAX_DIGITS] = '\0';
		end = from + TAX_DIGITS + 1;
	}
	if (end == 0 || pattern_is_filler(ret_value) || is_among(ret_value, known, G_N_ELEMENTS(known)))
		return 0;
	for (gsize i = 0; i < G_N_ELEMENTS(weights); i++)
		sum += (ret_value[i + 1] - '0') * weights[i];
	return "21987654321"[sum % 11] == ret_value[0] ? end : 0;
}

/* Sort codes and accounts of the published examples of modulus checking. */
static gboolean is_bank_example(const char *value)
{
	static const char *const known[] = {"08999966374958", "10799988837491", "20295963748472", "87142746238510",
					    "82000073688637", "13402063849203", "11876564371389", "20091541011166",
					    "93861107806039", "18000200000190", "20000055779911", "20201555555555"};

	return strncmp(value, "000000", 6) == 0 || strncmp(value, "123456", 6) == 0 || pattern_is_filler(value + 6) ||
	       is_among(value, known, G_N_ELEMENTS(known));
}

/* A word that announces the account stands between both. */
static gboolean is_account_word(const char *text, gsize from, gsize to)
{
	static const char *const words[] = {"account", "acct", "acc", "a/c", "ac"};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
		const char *found = g_strstr_len(text + from, (gssize)(to - from), words[i]);

		if (found != NULL && !token_is_word(found[-1]))
			return TRUE;
	}
	return FALSE;
}

/* Three pairs of digits, together or apart: the end, or 0. */
static gsize read_sort_code(const char *text, gsize from, char *ret_digits)
{
	gsize at = from;

	for (gsize i = 0; i < 3; i++) {
		at += i > 0 && (text[at] == '-' || text[at] == ' ') ? 1 : 0;
		if (!g_ascii_isdigit(text[at]) || !g_ascii_isdigit(text[at + 1]))
			return 0;
		memcpy(ret_digits + i * 2, text + at, 2);
		at += 2;
	}
	ret_digits[6] = '\0';
	return token_ends(text + at) ? at : 0;
}

gsize pattern_read_bank_account(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	static const guint8 layouts[][TOKEN_MAX_GROUPS] = {{8}, {4, 4}};
	gsize start = read_sort_code(text, from, ret_value);

	for (gsize at = start; start > 0 && text[at] != '\0' && at < start + ACCOUNT_REACH; at++) {
		gsize end = 0;

		if (!g_ascii_isdigit(text[at]) || !token_starts(text, at))
			continue;
		/* What lies before the account is not looked at: the sort code may be a blank away. */
		for (gsize i = 0; i < G_N_ELEMENTS(layouts) && end == 0; i++)
			end = token_groups(text + at, 0, layouts[i], ret_value + 6);
		if (end > 0)
			return (at == start + 1 || is_account_word(text, start, at)) && !is_bank_example(ret_value)
				       ? at + end
				       : 0;
	}
	return 0;
}

/* The country's four characters go last, letters count from 10; modulo 97 leaves 1. */
static gboolean has_iban_rest(const char *value)
{
	gsize length = strlen(value);
	int rest = 0;

	for (gsize i = 0; i < length; i++) {
		char character = value[(i + 4) % length];
		int number = g_ascii_isdigit(character) ? character - '0' : character - 'a' + 10;

		rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
	}
	return rest == 1;
}

/* Together, or in groups of four of which the last may be shorter. */
gsize pattern_read_iban(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	static const char *const known[] = {"gb82west12345698765432", "gb29nwbk60161331926819",
					    "gb33bukb20201555555555", "gb94barc10201530093459",
					    "gb98midl07009312345678", "gb15midl40051512345678",
					    "gb60barc20000055779911", "ie29aibk93115212345678",
					    "de89370400440532013000", "fr1420041010050500013m02606"};
	gsize at = from, length = 0, group = 0;

	if (token_letters(text + from) < 2 || !g_ascii_isdigit(text[from + 2]) || !g_ascii_isdigit(text[from + 3]))
		return 0;
	while (length <= IBAN_MAX) {
		if (g_ascii_isalnum(text[at])) {
			ret_value[length++] = text[at++];
			group++;
		} else if (text[at] == ' ' && group == 4 && g_ascii_isalnum(text[at + 1])) {
			at++;
			group = 0;
		} else {
			break;
		}
		/* A word after the last group is no part of it: the rest is tried where a group can end. */
		ret_value[length] = '\0';
		if (length >= IBAN_MIN && !g_ascii_isalnum(text[at]) && token_ends(text + at) &&
		    has_iban_rest(ret_value))
			return is_among(ret_value, known, G_N_ELEMENTS(known)) ? 0 : at;
	}
	return 0;
}

/* Every second digit from the right counts twice, its digits added (ISO 7812-1, annex B). */
static gboolean has_card_digit(const char *digits)
{
	gsize length = strlen(digits);
	int sum = 0;

	for (gsize i = 0; i < length; i++) {
		int digit = digits[length - 1 - i] - '0';

		if (i % 2 == 1)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 == 0;
}

static gboolean has_issuer(const char *digits)
{
	gsize length = strlen(digits);
	int first_two = (digits[0] - '0') * 10 + digits[1] - '0';
	int first_four = first_two * 100 + (digits[2] - '0') * 10 + digits[3] - '0';

	if (digits[0] == '4')
		return length == 13 || length == 16 || length == 19;
	if ((first_two >= 51 && first_two <= 55) || (first_four >= 2221 && first_four <= 2720))
		return length == 16;
	if (first_two == 34 || first_two == 37)
		return length == 15;
	return first_two == 50 || (first_two >= 56 && first_two <= 58) || digits[0] == '6';
}

/* Numbers that payment services publish for trials. */
static gboolean is_card_example(const char *digits)
{
	static const char *const known[] = {"4012888888881881", "4539578763621486", "378282246310005",
					    "371449635398431",  "6011000990139424", "5200828282828210",
					    "2223003122003222", "5105105105105100", "6304000000000000",
					    "4917610000000000", "5610591081018250"};
	gboolean is_used[10] = {FALSE};
	int distinct = 0;

	for (gsize i = 0; digits[i] != '\0'; i++) {
		distinct += is_used[digits[i] - '0'] ? 0 : 1;
		is_used[digits[i] - '0'] = TRUE;
	}
	return distinct <= CARD_DISTINCT || is_among(digits, known, G_N_ELEMENTS(known));
}

gsize pattern_read_card(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	static const guint8 groups[][TOKEN_MAX_GROUPS] = {{4, 4, 4, 4}, {4, 6, 5}, {4, 4, 4, 4, 3}};
	gsize end = 0, digits = token_digits(text + from);

	if (digits >= CARD_MIN && digits <= CARD_MAX) {
		const guint8 together[TOKEN_MAX_GROUPS] = {(guint8)digits};

		end = token_groups(text, from, together, ret_value);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(groups) && end == 0; i++)
		end = token_groups(text, from, groups[i], ret_value);
	if (end == 0 || !has_issuer(ret_value) || !has_card_digit(ret_value) || is_card_example(ret_value))
		return 0;
	return end;
}
