/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds shapes of identifiers in folded text (IDENTIFIERS.md). Each reader looks at one place and takes the whole value
 * or nothing; none of them knows the register. */
#include "policy/match/candidate.h"

#include "policy/match/candidate_house.h"
#include "policy/match/date.h"
#include "policy/match/token.h"

#include <string.h>

enum { STATED_MIN = 5 /* letters and digits of a reference that a word announces */ };

static void candidate_free(gpointer data)
{
	struct candidate *candidate = data;

	g_free(candidate->value);
	g_free(candidate);
}

/* Takes value, which may be NULL. */
static void take(GPtrArray *candidates, enum register_field field, gsize from, gsize to, char *value,
		 gboolean is_stated)
{
	struct candidate *candidate;

	if (value == NULL || candidates->len >= CANDIDATES_MAX) {
		g_free(value);
		return;
	}
	candidate = g_new0(struct candidate, 1);
	*candidate = (struct candidate){field, from, to, value, is_stated};
	g_ptr_array_add(candidates, candidate);
}

void candidates_add(GPtrArray *candidates, enum register_field field, const struct fold *fold, gsize from, gsize to,
		    gboolean is_stated)
{
	g_autofree char *slice = g_strndup(fold->text + from, to - from);

	take(candidates, field, from, to, register_normalise(field, slice), is_stated);
}

void candidates_add_house(GPtrArray *candidates, const struct fold *fold, gsize from, gsize street, gsize to)
{
	g_autofree char *house = g_strndup(fold->text + from, street - from);
	g_autofree char *name = g_strndup(fold->text + street, to - street);
	g_autofree char *joined = register_join(g_strdelimit(house, ",\"", ' '), name);

	take(candidates, REGISTER_HOUSE_STREET, from, to, register_normalise(REGISTER_HOUSE_STREET, joined), FALSE);
}

static void add(GPtrArray *candidates, enum register_field field, const struct fold *fold, gsize from, gsize to)
{
	candidates_add(candidates, field, fold, from, to, FALSE);
}

static gboolean is_token_byte(char byte)
{
	return token_is_word(byte) || byte == '/' || byte == '-';
}

static void read_email(GPtrArray *candidates, const struct fold *fold, gsize at)
{
	static const char local_extra[] = ".!#$%&'*+/=?^_`{|}~-";
	const char *text = fold->text;
	gsize from = at, to = at + 1;

	while (from > 0 && at - from < 64 &&
	       (token_is_word(text[from - 1]) || strchr(local_extra, text[from - 1]) != NULL))
		from--;
	from += strspn(text + from, "'.");
	while (token_is_word(text[to]) || text[to] == '-' || (text[to] == '.' && token_is_word(text[to + 1])))
		to++;
	if (from < at && memchr(text + at, '.', to - at) != NULL)
		add(candidates, REGISTER_EMAIL, fold, from, to);
}

/* Digits of a phone number with at most one blank, dot or hyphen between them, or brackets; the place after the number
 * that has wanted digits, or 0. */
static gsize phone_end(const char *text, gsize at, gsize wanted)
{
	gsize digits = 0;

	while (digits < wanted) {
		gsize separators = strspn(text + at, " .-()");

		if (separators > 2 || (digits == 0 && separators > 0 && text[at] != '('))
			return 0;
		at += separators;
		if (!g_ascii_isdigit(text[at]))
			return 0;
		at++;
		digits++;
	}
	/* Two numbers are often written "01632 960101/07700 900461". */
	return token_ends(text + at) || g_str_has_prefix(text + at, "/0") || g_str_has_prefix(text + at, "/+") ? at : 0;
}

static void read_phone(GPtrArray *candidates, const struct fold *fold, gsize from)
{
	const char *text = fold->text;
	gsize at = from, end;
	gboolean is_abroad = g_str_has_prefix(text + at, "+44") || g_str_has_prefix(text + at, "0044");

	if (is_abroad) {
		at += text[at] == '+' ? 3 : 4;
		at += strspn(text + at, " -.");
		at += g_str_has_prefix(text + at, "(0)") ? 3 : 0;
		at += strspn(text + at, " -.");
		at += text[at] == '0' ? 1 : 0;
	} else if (text[at] == '4') {
		/* "44 7700 900102": the plus is often lost; of so little a number only the whole counts. */
		at += 2 + strspn(text + at + 2, " -.");
		end = text[from + 1] == '4' && text[at] != '0' ? phone_end(text, at, 10) : 0;
		if (end > 0 && !token_is_digit_before(text, from) && !token_is_digit_after(text + end))
			add(candidates, REGISTER_PHONE, fold, from, end);
		return;
	} else if (text[at + (text[at] == '(')] != '0') {
		return;
	}
	/* National numbers have ten digits after the 0, a few old ones nine. */
	end = phone_end(text, at, is_abroad ? 10 : 11);
	if (end == 0)
		end = phone_end(text, at, is_abroad ? 9 : 10);
	if (end > 0)
		add(candidates, REGISTER_PHONE, fold, from, end);
}

/* Two letters, six digits, mostly a letter; any prefix, for the register decides. */
static void read_nino(GPtrArray *candidates, const struct fold *fold, gsize from)
{
	const char *text = fold->text;
	gsize at = from + 2, digits = 0, end;

	if (token_letters(text + from) != 2)
		return;
	while (digits < 6) {
		if (strchr(" -.", text[at]) != NULL && text[at] != '\0')
			at++;
		if (!g_ascii_isdigit(text[at]))
			return;
		at++;
		digits++;
	}
	end = at + (strchr(" -", text[at]) != NULL && text[at] != '\0');
	if (text[end] >= 'a' && text[end] <= 'd' && token_ends(text + end + 1))
		add(candidates, REGISTER_NINO, fold, from, end + 1);
	else if (token_ends(text + at) && !token_is_digit_after(text + at))
		add(candidates, REGISTER_NINO, fold, from, at);
}

/* Ten digits, together or 3-3-4. */
static void read_nhs_number(GPtrArray *candidates, const struct fold *fold, gsize from)
{
	const char *text = fold->text;
	gsize at = from, digits = token_digits(text + from);

	if (digits == 3 && text[from + 3] != '\0' && strchr(" -.", text[from + 3]) != NULL &&
	    token_digits(text + from + 4) == 3 && text[from + 7] == text[from + 3] &&
	    token_digits(text + from + 8) == 4)
		at = from + 12;
	else if (digits == 10)
		at = from + 10;
	/* CHI numbers are often written 6-4. */
	else if (digits == 6 && text[from + 6] == ' ' && token_digits(text + from + 7) == 4)
		at = from + 11;
	if (at > from && token_ends(text + at) && !token_is_digit_after(text + at) &&
	    !token_is_digit_before(text, from))
		add(candidates, REGISTER_NHS_NUMBER, fold, from, at);
}

/* Area, district, and after at most one blank or hyphen a digit and two letters. */
static void read_postcode(GPtrArray *candidates, const struct fold *fold, gsize from)
{
	const char *text = fold->text;
	gsize at = from + token_letters(text + from);

	if (at == from || at - from > 2 || !g_ascii_isdigit(text[at]))
		return;
	/* With no blank the last three belong to the inward half: "m11aa" is M1 1AA. */
	for (gsize outward = 2; outward >= 1; outward--) {
		gsize inward = at + outward;

		if (outward == 2 && !g_ascii_isalnum(text[at + 1]))
			continue;
		inward += text[inward] == ' ' || text[inward] == '-';
		if (g_ascii_isdigit(text[inward]) && token_letters(text + inward + 1) == 2 &&
		    token_ends(text + inward + 3)) {
			add(candidates, REGISTER_POSTCODE, fold, from, inward + 3);
			return;
		}
	}
}

/* Two digits of a year may mean either century: the register knows which. */
static void read_date(GPtrArray *candidates, const struct fold *fold, gsize from)
{
	char iso[DATE_ISO_BYTES];
	gsize length = date_read(fold->text + from, iso), end = from + length;

	if (length == 0 || token_is_word(fold->text[end]))
		return;
	take(candidates, REGISTER_DATE_OF_BIRTH, from, end, g_strdup(iso), FALSE);
	if (g_ascii_isdigit(fold->text[end - 1]) && g_ascii_isdigit(fold->text[end - 2]) &&
	    !g_ascii_isdigit(fold->text[end - 3]) &&
	    !(g_ascii_isdigit(fold->text[from + 2]) && g_ascii_isdigit(fold->text[from + 3]))) {
		memcpy(iso, g_str_has_prefix(iso, "19") ? "20" : "19", 2);
		take(candidates, REGISTER_DATE_OF_BIRTH, from, end, register_normalise(REGISTER_DATE_OF_BIRTH, iso),
		     FALSE);
	}
}

/* The end of the word before `end` where it is this one, less its length; else G_MAXSIZE. */
static gsize before_word(const char *text, gsize end, const char *word)
{
	gsize length = strlen(word);

	if (end < length || memcmp(text + end - length, word, length) != 0 ||
	    (end > length && token_is_word(text[end - length - 1])))
		return G_MAXSIZE;
	return end - length;
}

/* After a word that says so digits alone are a reference; is_matter: after one that tells of a matter, and not of the
 * file in which a letter lies ("our ref"). */
static gboolean is_after_keyword(const char *text, gsize at, gboolean is_matter)
{
	static const char *const words[] = {"ref",    "reference", "account",   "case", "claim",  "tenancy", "file",
					    "matter", "enquiry",   "complaint", "no",   "number", "id"};
	enum { MATTER_WORDS = 10 };
	gsize end = at;

	while (end > 0 && strchr(" .:,#(", text[end - 1]) != NULL)
		end--;
	for (gsize i = 0; i < (is_matter ? (gsize)MATTER_WORDS : G_N_ELEMENTS(words)); i++) {
		gsize start = before_word(text, end, words[i]);

		if (start == G_MAXSIZE)
			continue;
		while (start > 0 && text[start - 1] == ' ')
			start--;
		return !is_matter ||
		       (before_word(text, start, "our") == G_MAXSIZE && before_word(text, start, "your") == G_MAXSIZE);
	}
	return FALSE;
}

/* The end of the token at this place, without separators behind it. */
static gsize reference_end(const char *text, gsize at)
{
	gsize end = at;

	while (is_token_byte(text[end]))
		end++;
	while (end > at && (text[end - 1] == '/' || text[end - 1] == '-' || text[end - 1] == '_'))
		end--;
	return end;
}

static void count(const char *text, gsize from, gsize to, gsize *ret_letters, gsize *ret_digits)
{
	*ret_letters = *ret_digits = 0;
	for (gsize i = from; i < to; i++) {
		*ret_letters += g_ascii_isalpha(text[i]) != 0;
		*ret_digits += g_ascii_isdigit(text[i]) != 0;
	}
}

/* One token ("hb-2204417"), or up to three with single blanks, the first of letters or all of digits ("hb 220 4417");
 * or digits with dots ("771.203.345"). */
static void read_reference(GPtrArray *candidates, const struct fold *fold, gsize from)
{
	const char *text = fold->text;
	gsize end = reference_end(text, from), letters, digits;
	char separator = text[end] == '.' ? '.' : ' ';
	gboolean is_pound = from > 1 && (guchar)text[from - 1] == 0xa3 && (guchar)text[from - 2] == 0xc2;

	if (is_pound)
		return;
	for (int tokens = 1; tokens <= 3 && end > from; tokens++) {
		gboolean is_bare;

		count(text, from, end, &letters, &digits);
		if (letters + digits > REFERENCE_MAX)
			return;
		is_bare = letters == 0;
		if (digits > 0 && letters + digits >= REFERENCE_MIN && token_ends(text + end) &&
		    (!is_bare || digits >= REFERENCE_BARE_DIGITS || is_after_keyword(text, from, FALSE)) &&
		    !(is_bare && tokens > 1 && (token_is_digit_before(text, from) || token_is_digit_after(text + end))))
			candidates_add(candidates, REGISTER_REFERENCE, fold, from, end,
				       letters > 0 && letters + digits >= STATED_MIN &&
					       is_after_keyword(text, from, TRUE));
		/* More tokens only of digits, after letters alone or digits alone. */
		if (text[end] != separator || !g_ascii_isdigit(text[end + 1]) || letters > 4 ||
		    (letters > 0 && (digits > 0 || separator == '.') && tokens == 1))
			return;
		end = reference_end(text, end + 1);
	}
}

/* Reads the text as it is, and where that holds nothing, apart from the cells beside it: "02/03/2026" in the cell
 * before "999 104 2016" is no part of that number. */
static void read_or_apart(GPtrArray *candidates, const struct fold *fold, const struct fold *apart, gsize at,
			  void (*read)(GPtrArray *, const struct fold *, gsize))
{
	guint count = candidates->len;

	read(candidates, fold, at);
	if (candidates->len == count)
		read(candidates, apart, at);
}

static void read_place(GPtrArray *candidates, const struct fold *fold, const struct fold *apart, const char *original,
		       gsize at)
{
	const char *text = fold->text;

	if (g_ascii_isdigit(text[at])) {
		read_date(candidates, fold, at);
		read_or_apart(candidates, fold, apart, at, read_nhs_number);
		candidates_read_house(candidates, fold, original, at);
	} else {
		read_or_apart(candidates, fold, apart, at, read_nino);
		read_postcode(candidates, fold, at);
		read_date(candidates, fold, at);
		candidates_read_house(candidates, fold, original, at);
	}
	read_or_apart(candidates, fold, apart, at, read_reference);
}

GPtrArray *candidates_new(const struct fold *fold, const char *original)
{
	GPtrArray *candidates = g_ptr_array_new_with_free_func(candidate_free);
	g_autofree char *bordered = fold_with_borders(fold, original);
	struct fold apart = *fold;
	const char *text = fold->text;

	apart.text = bordered;
	for (gsize at = 0; at < fold->length && candidates->len < CANDIDATES_MAX; at++) {
		if (text[at] == '@')
			read_email(candidates, fold, at);
		if (strchr("04+(", text[at]) != NULL && (token_starts(text, at) || (at > 0 && text[at - 1] == '/')))
			read_phone(candidates, fold, at);
		if (!token_starts(text, at))
			continue;
		if (g_ascii_isalnum(text[at]))
			read_place(candidates, fold, &apart, original, at);
	}
	return candidates;
}
