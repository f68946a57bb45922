/* SPDX-License-Identifier: BSD-2-Clause */
/* Brings values to the one form that the register's builder hashes and the rules look up. It hashes nothing. */
#include "policy/match/register_view.h"

#include "policy/directory/name.h"
#include "policy/match/date.h"
#include "policy/match/fold.h"
#include "policy/match/token.h"

#include <string.h>

enum piece {
	PIECE_END,
	PIECE_REFERENCE,
	PIECE_EMAIL,
	PIECE_PHONE,
	PIECE_NINO,
	PIECE_NHS_NUMBER,
	PIECE_NAME,
	PIECE_POSTCODE,
	PIECE_HOUSE,
	PIECE_STREET,
	PIECE_DATE
};

enum { MAX_PIECES = 4, MAC_MIN = 6 };

static const struct {
	const char *name;
	enum piece pieces[MAX_PIECES + 1];
} fields[REGISTER_FIELDS] = {
	[REGISTER_REFERENCE] = {"reference", {PIECE_REFERENCE}},
	[REGISTER_EMAIL] = {"email address", {PIECE_EMAIL}},
	[REGISTER_PHONE] = {"phone number", {PIECE_PHONE}},
	[REGISTER_NINO] = {"NI number", {PIECE_NINO}},
	[REGISTER_NHS_NUMBER] = {"NHS number", {PIECE_NHS_NUMBER}},
	[REGISTER_NAME] = {"name", {PIECE_NAME, PIECE_NAME}},
	[REGISTER_SURNAME] = {"name", {PIECE_NAME}},
	[REGISTER_POSTCODE] = {"postcode", {PIECE_POSTCODE}},
	[REGISTER_HOUSE_STREET] = {"address", {PIECE_HOUSE, PIECE_STREET}},
	[REGISTER_DATE_OF_BIRTH] = {"date of birth", {PIECE_DATE}},
	[REGISTER_NAME_POSTCODE] = {"name with postcode", {PIECE_NAME, PIECE_NAME, PIECE_POSTCODE}},
	[REGISTER_NAME_ADDRESS] = {"name with address", {PIECE_NAME, PIECE_NAME, PIECE_HOUSE, PIECE_STREET}},
	[REGISTER_SURNAME_BIRTH] = {"name with date of birth", {PIECE_NAME, PIECE_DATE}},
};

const char *register_field_name(enum register_field field)
{
	return fields[field].name;
}

/* Letters and digits alone. */
static char *squeeze(const char *folded)
{
	GString *left = g_string_new(NULL);

	for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
		if (g_ascii_isalnum(*at))
			g_string_append_c(left, *at);
		else if ((guchar)*at >= 0x80 && g_unichar_isalnum(g_utf8_get_char(at)))
			g_string_append_unichar(left, g_utf8_get_char(at));
	}
	return g_string_free(left, FALSE);
}

static char *digits_of(const char *folded)
{
	GString *digits = g_string_new(NULL);

	for (const char *at = folded; *at != '\0'; at++)
		if (g_ascii_isdigit(*at))
			g_string_append_c(digits, *at);
	return g_string_free(digits, FALSE);
}

/* The national form, whatever stands for the country: +44 (0)1632 960101, 0044 1632..., 01632 960101. */
static char *normalise_phone(const char *folded)
{
	g_autofree char *digits = digits_of(folded);
	const char *national = digits;

	if (strchr(folded, '+') != NULL && g_str_has_prefix(national, "44"))
		national += 2;
	else if (g_str_has_prefix(national, "0044"))
		national += 4;
	else if (g_str_has_prefix(national, "44") && strlen(national) == 12)
		national += 2;
	while (*national == '0')
		national++;
	return *national != '\0' ? g_strconcat("0", national, NULL) : g_strdup("");
}

/* The suffix letter says nothing about who it is, and is often left out. */
static char *normalise_nino(const char *folded)
{
	char *value = squeeze(folded);

	if (strlen(value) == 9 && g_ascii_isalpha(value[8]) && strspn(value + 2, "0123456789") == 6)
		value[8] = '\0';
	return value;
}

static char *normalise_email(const char *folded)
{
	const char *from = g_str_has_prefix(folded, "mailto:") ? folded + strlen("mailto:") : folded;

	return g_strndup(from, strcspn(from, " >"));
}

/* "MacLeod" and "McLeod" are one name in two spellings; "Mace" is neither. */
static char *normalise_name(const char *value)
{
	g_autofree char *words = name_fold(value);
	char *name = squeeze(words);
	gsize length = strlen(name);

	if (g_str_has_prefix(name, "mac") && (length == 3 || length >= MAC_MIN))
		memmove(name + 1, name + 2, length - 1);
	return name;
}

static const char *expand_street_word(const char *word)
{
	static const char *const words[][2] = {
		{"rd", "road"},       {"st", "street"},   {"ave", "avenue"},  {"av", "avenue"},
		{"ln", "lane"},       {"cl", "close"},    {"ct", "court"},    {"dr", "drive"},
		{"cres", "crescent"}, {"pl", "place"},    {"sq", "square"},   {"gdns", "gardens"},
		{"gdn", "garden"},    {"ter", "terrace"}, {"tce", "terrace"}, {"terr", "terrace"},
		{"gr", "grove"},      {"pk", "park"},     {"wk", "walk"},     {"blvd", "boulevard"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp(word, words[i][0]) == 0)
			return words[i][1];
	return word;
}

/* Only the last word is an abbreviation: "St John's Rd" is no "Street John's Road". */
static char *normalise_street(const char *value)
{
	g_autofree char *folded = name_fold(value);
	char *last = strrchr(folded, ' ');
	g_autofree char *whole = NULL;

	if (last == NULL)
		return squeeze(folded);
	*last = '\0';
	whole = g_strconcat(folded, expand_street_word(last + 1), NULL);
	return squeeze(whole);
}

/* The flat of "81/2", as Scotland writes flat 2 at number 81; NULL where the house is none. */
static const char *find_slashed_flat(const char *folded)
{
	gsize digits = token_digits(folded), flat = folded[digits] == '/' ? token_digits(folded + digits + 1) : 0;

	return digits > 0 && flat > 0 && folded[digits + 1 + flat] == '\0' ? folded + digits + 1 : NULL;
}

/* "Apartment 2, 81", "Flat 2, 81" and "81/2" are one door. */
static char *normalise_house(const char *folded)
{
	static const struct {
		const char *prefix, *plain;
	} prefixes[] = {{"number ", ""},        {"no. ", ""},      {"no ", ""},      {"no.", ""},
			{"apartment ", "flat"}, {"apt. ", "flat"}, {"apt ", "flat"}, {"unit ", "flat"}};
	const char *slashed = find_slashed_flat(folded);

	if (slashed != NULL)
		return g_strdup_printf("flat%s%.*s", slashed, (int)(slashed - 1 - folded), folded);

	for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
		g_autofree char *rest = NULL;

		if (!g_str_has_prefix(folded, prefixes[i].prefix))
			continue;
		rest = squeeze(folded + strlen(prefixes[i].prefix));
		return g_strconcat(prefixes[i].plain, rest, NULL);
	}
	return squeeze(folded);
}

static char *normalise_date(const char *folded)
{
	char iso[DATE_ISO_BYTES];
	gsize length = date_read(folded, iso);

	return g_strdup(length > 0 && folded[length] == '\0' ? iso : "");
}

static char *normalise_piece(enum piece piece, const char *value)
{
	struct fold *fold = fold_new(value, strlen(value));
	const char *folded = g_strstrip(fold->text);
	char *normalised = NULL;

	switch (piece) {
	case PIECE_REFERENCE:
	case PIECE_POSTCODE:
		normalised = squeeze(folded);
		break;
	case PIECE_EMAIL:
		normalised = normalise_email(folded);
		break;
	case PIECE_PHONE:
		normalised = normalise_phone(folded);
		break;
	case PIECE_NINO:
		normalised = normalise_nino(folded);
		break;
	case PIECE_NHS_NUMBER:
		normalised = digits_of(folded);
		break;
	case PIECE_NAME:
		normalised = normalise_name(value);
		break;
	case PIECE_HOUSE:
		normalised = normalise_house(folded);
		break;
	case PIECE_STREET:
		normalised = normalise_street(value);
		break;
	case PIECE_DATE:
		normalised = normalise_date(folded);
		break;
	case PIECE_END:
		g_assert_not_reached();
	}
	fold_free(fold);
	return normalised;
}

char *register_join(const char *first, const char *second)
{
	return g_strconcat(first, "\x1f", second, NULL);
}

char *register_normalise(enum register_field field, const char *value)
{
	const enum piece *pieces = fields[field].pieces;
	g_auto(GStrv) given = g_strsplit(value, "\x1f", -1);
	GString *normalised = g_string_new(NULL);
	gsize i;

	for (i = 0; given[i] != NULL && pieces[i] != PIECE_END; i++) {
		g_autofree char *piece = normalise_piece(pieces[i], given[i]);

		if (*piece == '\0')
			break;
		if (i > 0)
			g_string_append_c(normalised, '\x1f');
		g_string_append(normalised, piece);
	}
	return g_string_free(normalised, given[i] != NULL || pieces[i] != PIECE_END);
}

char *register_house_of_flat(const char *house)
{
	static const char *const flats[] = {"flat ", "apartment ", "apt ", "apt. ", "unit "};
	g_autofree char *small = g_ascii_strdown(house, -1);
	const char *comma = strchr(house, ',');

	for (gsize i = 0; comma != NULL && i < G_N_ELEMENTS(flats); i++)
		if (g_str_has_prefix(small, flats[i]))
			return g_strstrip(g_strdup(comma + 1));
	return find_slashed_flat(house) != NULL ? g_strndup(house, token_digits(house)) : NULL;
}

gboolean register_is_primary(enum register_field field)
{
	static const enum register_field primaries[] = {REGISTER_REFERENCE, REGISTER_EMAIL, REGISTER_PHONE,
							REGISTER_NINO, REGISTER_NHS_NUMBER};

	for (gsize i = 0; i < G_N_ELEMENTS(primaries); i++)
		if (primaries[i] == field)
			return TRUE;
	return FALSE;
}

const char *register_strength_alone(enum register_field field, gsize count)
{
	if (field == REGISTER_NAME_POSTCODE || field == REGISTER_NAME_ADDRESS || field == REGISTER_SURNAME_BIRTH)
		return count > 0 ? "high" : NULL;
	return register_is_primary(field) && count == 1 ? "medium" : NULL;
}
