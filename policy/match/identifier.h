/* SPDX-License-Identifier: BSD-2-Clause */
/* Whom a text identifies, by the register (POLICY.md, "Identified"; IDENTIFIERS.md). Names are never looked for in a
 * list of names: the words near another value of the register are hashed in pairs. */
#ifndef POLICY_MATCH_IDENTIFIER_H
#define POLICY_MATCH_IDENTIFIER_H

#include "policy/match/identifier_terms.h"
#include "policy/match/pattern.h"
#include "policy/match/register_view.h"

#include <glib.h>

/* What a sender can make us look up in one text: past it the rest of the text is not searched for names. */
enum {
	IDENTIFIER_MAX_NAME_LOOKUPS = 200000,
	IDENTIFIER_MAX_PAIRS = 200000,
	IDENTIFIER_MAX_ROW_BYTES = 8192 /* values of one row of a table are joined up to this distance */
};

/* The fields of values by their form alone stand behind the register's own. */
#define IDENTIFIER_FIELD_OF_PATTERN(kind) (REGISTER_FIELDS + (guint)(kind))

enum identifier_tier { IDENTIFIER_LOW, IDENTIFIER_MEDIUM, IDENTIFIER_HIGH };

struct identity {
	enum identifier_tier tier;
	gboolean has_row; /* FALSE: a pattern alone (LOW) */
	register_row row;
	guint group;        /* rows that share all that was found have one group: whose basis counts for each */
	guint fields;       /* bit (1 << enum register_field), or of a pattern's field, for each kind of value found */
	GHashTable *values; /* set of char *: "FIELD:VALUE", normalised; for comparison, never for print; owned */
};

/* How a text is searched. */
struct identifier_search {
	const struct register_view *view;     /* without functions: LOW alone */
	const struct identifier_terms *terms; /* or NULL */
	gsize window_characters;              /* how near together two values must be outside a row of a table */
	gboolean is_letter;                   /* to somebody of the council, whom its greeting names */
};

/* struct identity, one for each row, and one for each LOW value; owned array. */
GPtrArray *identifier_scan(const struct identifier_search *how, const char *text);

/* The references among its values: const char *, ended by NULL, borrowed; caller unrefs the array. */
GPtrArray *identity_references(const struct identity *identity);
/* Takes in another identity of the same row: the stronger tier, all values. */
void identity_merge(struct identity *identity, const struct identity *other);
void identity_free(struct identity *identity);

/* TRUE where the text names the row by itself: any value of it, its forename with surname, or a capitalised surname. */
gboolean identifier_names(const struct register_view *view, const char *text, register_row row);

/* The references in the text that nobody in the register has, where a pattern of the configuration or a word before
 * them ("file CAS-26-00931") says that they are some: char *, normalised; owned array. */
GPtrArray *identifier_foreign_references(const struct identifier_search *how, const char *text);

/* Kinds of the fields in words: "name, postcode, date of birth". Caller frees. */
char *identifier_kinds(guint fields);

/* TRUE where the row has the value, which is normalised. */
gboolean identifier_has(const struct register_view *view, enum register_field field, const char *value,
			register_row row);

#endif
