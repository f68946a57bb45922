/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of numbers by form, and the words that must stand near them. */
#include "policy/match/pattern.h"

#include "policy/match/pattern_readers.h"
#include "policy/match/token.h"

#include <string.h>

enum {
	EXAMPLE_BEFORE = 40,
	KEYWORD_BEFORE = 80,
	KEYWORD_AFTER = 40,
	NAME_BEFORE = 200,
	MAX_KEYWORDS = 10,
	MAX_NAMES = 4
};

static const struct kind {
	const char *name, *words;
	gboolean is_default;
	gsize before, after; /* bytes within which one of the keywords stands */
	gsize (*read)(const char *text, gsize from, char ret_value[PATTERN_VALUE_BYTES]);
	const char *keywords[MAX_KEYWORDS]; /* whole words of folded text, ended by NULL */
	const char *adjacent;              /* counts right before the value, or as a column's heading, alone; or NULL */
	const char *full_names[MAX_NAMES]; /* count from farther before: "her NHS number. The one she read out was" */
} kinds_table[PATTERN_KINDS] = {
	[PATTERN_NATIONAL_INSURANCE] = {"national-insurance",
					"NI number",
					TRUE,
					KEYWORD_BEFORE,
					KEYWORD_AFTER,
					pattern_read_national_insurance,
					{"national insurance", "nino", "ni no", "ni number", "ni num", "n.i. number",
					 "n.i. no", "nat ins"},
					"ni",
					{"national insurance number", "ni number", "nino"}},
	[PATTERN_NHS_NUMBER] = {"nhs-number",
				"NHS number",
				TRUE,
				KEYWORD_BEFORE,
				KEYWORD_AFTER,
				pattern_read_nhs_number,
				{"nhs", "patient", "gp"},
				NULL,
				{"nhs number", "nhs no"}},
	[PATTERN_CHI_NUMBER] = {"chi-number",
				"CHI number",
				TRUE,
				KEYWORD_BEFORE,
				KEYWORD_AFTER,
				pattern_read_chi_number,
				{"chi", "community health index", "patient"},
				NULL,
				{"chi number", "community health index number"}},
	[PATTERN_TAX_REFERENCE] = {"tax-reference",
				   "tax reference",
				   TRUE,
				   KEYWORD_BEFORE,
				   KEYWORD_AFTER,
				   pattern_read_tax_reference,
				   {"utr", "unique taxpayer", "taxpayer reference", "tax reference", "self assessment",
				    "self-assessment"},
				   NULL,
				   {"unique taxpayer reference"}},
	[PATTERN_BANK_ACCOUNT] = {"bank-account",
				  "bank account",
				  TRUE,
				  40,
				  KEYWORD_AFTER,
				  pattern_read_bank_account,
				  {"sort code", "sortcode", "sort-code", "s/c"}},
	[PATTERN_IBAN] = {"iban",
			  "IBAN",
			  TRUE,
			  KEYWORD_BEFORE,
			  KEYWORD_AFTER,
			  pattern_read_iban,
			  {"iban", "account", "bank", "bic", "swift"}},
	[PATTERN_CARD] = {"card",
			  "card number",
			  TRUE,
			  KEYWORD_BEFORE,
			  KEYWORD_AFTER,
			  pattern_read_card,
			  {"card", "visa", "mastercard", "amex", "maestro", "debit", "credit", "expiry", "expires"}},
	[PATTERN_DATE_OF_BIRTH] = {"date-of-birth",
				   "date of birth",
				   FALSE,
				   30,
				   0,
				   pattern_read_date_of_birth,
				   {"born", "dob", "d.o.b", "date of birth", "birth date", "aged"}},
	[PATTERN_DRIVING_LICENCE] = {"driving-licence",
				     "driving licence",
				     FALSE,
				     KEYWORD_BEFORE,
				     KEYWORD_AFTER,
				     pattern_read_driving_licence,
				     {"driving licence", "driver number", "driver's licence", "licence number",
				      "licence no", "dvla"}},
	[PATTERN_PASSPORT] = {"passport",
			      "passport number",
			      FALSE,
			      KEYWORD_BEFORE,
			      KEYWORD_AFTER,
			      pattern_read_passport,
			      {"passport", "hmpo"}},
	[PATTERN_PROPERTY] = {"uprn", "UPRN", FALSE, 20, 0, pattern_read_property, {"uprn"}},
	[PATTERN_VEHICLE] = {"vehicle",
			     "vehicle registration",
			     FALSE,
			     40,
			     KEYWORD_AFTER,
			     pattern_read_vehicle,
			     {"reg", "registration", "vehicle", "car", "van", "number plate", "vrm"}},
	[PATTERN_ELECTORAL] = {"electoral-number",
			       "electoral number",
			       FALSE,
			       40,
			       0,
			       pattern_read_electoral,
			       {"electoral number", "elector number", "electoral roll", "electoral register",
				"elector no", "poll number", "polling number"}},
};

gboolean pattern_from_name(const char *name, enum pattern_kind *ret_kind)
{
	for (guint kind = 0; kind < PATTERN_KINDS; kind++)
		if (strcmp(kinds_table[kind].name, name) == 0) {
			*ret_kind = (enum pattern_kind)kind;
			return TRUE;
		}
	return FALSE;
}

const char *pattern_name(enum pattern_kind kind)
{
	return kinds_table[kind].name;
}

const char *pattern_words(enum pattern_kind kind)
{
	return kinds_table[kind].words;
}

guint patterns_default(void)
{
	guint kinds = 0;

	for (guint kind = 0; kind < PATTERN_KINDS; kind++)
		if (kinds_table[kind].is_default)
			kinds |= 1u << kind;
	return kinds;
}

/* One of the words stands whole in that range. */
static gboolean has_keyword_in(const struct fold *fold, gsize from, gsize to, const char *const *keywords)
{
	g_autofree char *around = g_strndup(fold->text + from, to - from);

	for (gsize i = 0; keywords[i] != NULL; i++) {
		gsize length = strlen(keywords[i]);

		for (const char *at = strstr(around, keywords[i]); at != NULL; at = strstr(at + 1, keywords[i]))
			if ((at == around || !token_is_word(at[-1])) && !token_is_word(at[length]))
				return TRUE;
	}
	return FALSE;
}

gboolean pattern_is_filler(const char *digits)
{
	gboolean is_same = TRUE, is_up = TRUE, is_down = TRUE;

	for (gsize i = 1; digits[i] != '\0' && digits[0] != '\0'; i++) {
		int step = digits[i] - digits[i - 1];

		is_same = is_same && step == 0;
		is_up = is_up && (step == 1 || step == -9);
		is_down = is_down && (step == -1 || step == 9);
	}
	return is_same || is_up || is_down;
}

/* "such as 400 000 0004": nobody's number. */
static gboolean is_example(const struct fold *fold, const struct pattern_match *match)
{
	static const char *const words[] = {"such as",  "for example", "e.g",        "eg",       "example",
					    "specimen", "dummy",       "fictitious", "invented", NULL};
	gsize from = match->from > EXAMPLE_BEFORE ? match->from - EXAMPLE_BEFORE : 0;

	return has_keyword_in(fold, from, match->from, words);
}

static gboolean is_right_after(const struct fold *fold, gsize place, const char *word)
{
	gsize length = strlen(word), end = place;

	while (end > 0 && strchr(" :.-#(", fold->text[end - 1]) != NULL)
		end--;
	return end >= length && memcmp(fold->text + end - length, word, length) == 0 &&
	       (end == length || !token_is_word(fold->text[end - length - 1]));
}

static gboolean is_announced(const struct fold *fold, const struct kind *kind, const struct pattern_match *match,
			     pattern_heading heading, const void *context)
{
	gsize from = match->from > kind->before ? match->from - kind->before : 0;
	gsize to = MIN(match->to + kind->after, fold->length);

	const char *const adjacent[] = {kind->adjacent, NULL};

	gsize far = match->from > NAME_BEFORE ? match->from - NAME_BEFORE : 0;

	if (has_keyword_in(fold, from, to, kind->keywords) ||
	    has_keyword_in(fold, far, match->from, kind->full_names) ||
	    (kind->adjacent != NULL && is_right_after(fold, match->from, kind->adjacent)))
		return TRUE;
	return heading != NULL && heading(context, match->from, &from, &to) &&
	       (has_keyword_in(fold, from, to, kind->keywords) || has_keyword_in(fold, from, to, adjacent));
}

GArray *patterns_find(const struct fold *fold, const char *original, guint kinds, pattern_heading heading,
		      const void *context)
{
	g_autofree char *bordered = fold_with_borders(fold, original);
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct pattern_match));

	for (gsize at = 0; at < fold->length && matches->len < PATTERN_MAX_MATCHES; at++) {
		if (!g_ascii_isalnum(fold->text[at]) || !token_starts(fold->text, at))
			continue;
		for (guint kind = 0; kind < PATTERN_KINDS; kind++) {
			struct pattern_match match = {(enum pattern_kind)kind, at, 0, ""};

			if ((kinds & 1u << kind) == 0)
				continue;
			match.to = kinds_table[kind].read(fold->text, at, match.value);
			/* What stands in the next cell continues no number. */
			if (match.to == 0)
				match.to = kinds_table[kind].read(bordered, at, match.value);
			if (match.to == 0 || is_example(fold, &match) ||
			    !is_announced(fold, &kinds_table[kind], &match, heading, context))
				continue;
			g_array_append_val(matches, match);
			break;
		}
	}
	return matches;
}
