/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers that are somebody's by their form alone (IDENTIFIERS.md): grammar, check digit, ranges that are issued, and a
 * word nearby that says what they are. The weakest tier: without such a word none of them counts. */
#ifndef POLICY_MATCH_PATTERN_H
#define POLICY_MATCH_PATTERN_H

#include "policy/match/fold.h"

#include <glib.h>

enum pattern_kind {
	PATTERN_NATIONAL_INSURANCE,
	PATTERN_NHS_NUMBER,
	PATTERN_CHI_NUMBER,
	PATTERN_TAX_REFERENCE,
	PATTERN_BANK_ACCOUNT, /* sort code with account */
	PATTERN_IBAN,
	PATTERN_CARD,
	PATTERN_DATE_OF_BIRTH,
	PATTERN_DRIVING_LICENCE,
	PATTERN_PASSPORT,
	PATTERN_PROPERTY, /* UPRN */
	PATTERN_VEHICLE,
	PATTERN_ELECTORAL,
	PATTERN_KINDS
};

enum { PATTERN_MAX_MATCHES = 2000, PATTERN_VALUE_BYTES = 40 };

struct pattern_match {
	enum pattern_kind kind;
	gsize from, to;                  /* of the folded text */
	char value[PATTERN_VALUE_BYTES]; /* without separators */
};

/* struct pattern_match by place, at most PATTERN_MAX_MATCHES, of those kinds (bits 1 << enum pattern_kind) in the
 * folded text, which was made of original; never a placeholder or a value from guidance. heading: FALSE, or TRUE with
 * the range of folded text that heads the table in which the place stands; or NULL. Caller unrefs. */
typedef gboolean (*pattern_heading)(const void *context, gsize place, gsize *ret_from, gsize *ret_to);
GArray *patterns_find(const struct fold *fold, const char *original, guint kinds, pattern_heading heading,
		      const void *context);

/* The kind by its name in the configuration ("driving-licence"); FALSE where there is none. */
gboolean pattern_from_name(const char *name, enum pattern_kind *ret_kind);
const char *pattern_name(enum pattern_kind kind);
/* How it is called to people ("NI number"). */
const char *pattern_words(enum pattern_kind kind);
/* The kinds that are looked for where the configuration says nothing. */
guint patterns_default(void);

#endif
