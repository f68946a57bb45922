/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates of birth, and what stands on papers: driving licences, passports, electoral numbers, vehicles, properties.
 * Their forms are weak, so the configuration must ask for them. */
#include "policy/match/date.h"
#include "policy/match/pattern_readers.h"
#include "policy/match/token.h"

#include <string.h>

enum { LICENCE_CHARACTERS = 16, PASSPORT_DIGITS = 9, PROPERTY_DIGITS = 12, VEHICLE_CHARACTERS = 7 };

/* An announced date is one; year and month alone are none. */
gsize pattern_read_date_of_birth(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	gsize length = date_read(text + from, ret_value);

	return length > 0 && !token_is_word(text[from + length]) ? from + length : 0;
}

/* Letters and digits of one value that may be written in blocks, upper case in ret_value; their end, or 0. */
static gsize read_blocks(const char *text, gsize from, gsize wanted, char *ret_value)
{
	gsize at = from, length = 0;

	while (length < wanted) {
		at += length > 0 && (text[at] == ' ' || text[at] == '-') ? 1 : 0;
		if (!g_ascii_isalnum(text[at]))
			return 0;
		ret_value[length++] = text[at++];
	}
	ret_value[length] = '\0';
	return token_ends(text + at) ? at : 0;
}

/* The form: a stands for a letter, 9 for a digit, x for either. */
static gboolean has_form(const char *value, const char *form)
{
	for (; *form != '\0'; value++, form++)
		if (*value == '\0' || (*form == 'a' && !g_ascii_isalpha(*value)) ||
		    (*form == '9' && !g_ascii_isdigit(*value)))
			return FALSE;
	return *value == '\0';
}

static int two_digits(const char *at)
{
	return (at[0] - '0') * 10 + at[1] - '0';
}

/* Five of the surname (9 fills), decade, month (50 more for women), day, year, two initials, a digit, two check
 * characters. */
gsize pattern_read_driving_licence(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	gsize end = read_blocks(text, from, LICENCE_CHARACTERS, ret_value);
	int month, day;

	if (end == 0 || !has_form(ret_value, "axxxx999999xxxaa"))
		return 0;
	for (gsize i = 1; i < 5; i++)
		if (g_ascii_isdigit(ret_value[i]) && ret_value[i] != '9')
			return 0;
	month = two_digits(ret_value + 6) % 50;
	day = two_digits(ret_value + 8);
	return month >= 1 && month <= 12 && two_digits(ret_value + 6) < 63 && day >= 1 && day <= 31 &&
			       strncmp(ret_value, "morga657054", 11) != 0
		       ? end
		       : 0;
}

gsize pattern_read_passport(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	static const guint8 sizes[TOKEN_MAX_GROUPS] = {PASSPORT_DIGITS};
	gsize end = token_groups(text, from, sizes, ret_value);

	return end > 0 && !pattern_is_filler(ret_value) && strcmp(ret_value, "925665416") != 0 ? end : 0;
}

gsize pattern_read_property(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	gsize digits = token_digits(text + from);

	if (digits < 5 || digits > PROPERTY_DIGITS || !token_ends(text + from + digits))
		return 0;
	memcpy(ret_value, text + from, digits);
	ret_value[digits] = '\0';
	return pattern_is_filler(ret_value) ? 0 : from + digits;
}

/* The three styles of DVLA's INF104: AB51 ABC with the age of 02 to 29 or 51 to 79, A123 ABC, ABC 123A. */
gsize pattern_read_vehicle(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	gsize end = read_blocks(text, from, VEHICLE_CHARACTERS, ret_value);
	int age;

	if (end == 0 || strcmp(ret_value, "ab51abc") == 0)
		return 0;
	if (has_form(ret_value, "a999aaa") || has_form(ret_value, "aaa999a"))
		return strpbrk(ret_value, "iq") == NULL ? end : 0;
	if (!has_form(ret_value, "aa99aaa") || strchr("iqz", ret_value[0]) != NULL ||
	    strchr("iqz", ret_value[1]) != NULL || strpbrk(ret_value + 4, "iq") != NULL)
		return 0;
	age = two_digits(ret_value + 2);
	return (age >= 2 && age <= 29) || (age >= 51 && age <= 79) ? end : 0;
}

gsize pattern_read_electoral(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES])
{
	gsize at = from + token_letters(text + from), digits;

	if (at != from + 2)
		return 0;
	at += text[at] == ' ' || text[at] == '-' ? 1 : 0;
	digits = token_digits(text + at);
	if (digits < 1 || digits > 4 || !token_ends(text + at + digits))
		return 0;
	g_snprintf(ret_value, PATTERN_VALUE_BYTES, "%.2s%.*s", text + from, (int)digits, text + at);
	return strcmp(ret_value, "ab1234") != 0 ? at + digits : 0;
}
