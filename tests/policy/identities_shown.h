/* SPDX-License-Identifier: BSD-2-Clause */
/* What is identified in a text, as text, for the tests of identifiers. */
#ifndef TESTS_POLICY_IDENTITIES_SHOWN_H
#define TESTS_POLICY_IDENTITIES_SHOWN_H

#include "policy/match/identifier.h"

static inline int compare_identities(gconstpointer one, gconstpointer other)
{
	const struct identity *a = *(const struct identity *const *)one, *b = *(const struct identity *const *)other;

	return a->row < b->row ? -1 : a->row > b->row;
}

/* "HIGH 0, MEDIUM 2, LOW": by row. Caller frees. */
static inline char *identities_shown(const struct identifier_search *how, const char *text)
{
	static const char *const tiers[] = {"LOW", "MEDIUM", "HIGH"};
	g_autoptr(GPtrArray) identities = identifier_scan(how, text);
	GString *found = g_string_new(NULL);

	g_ptr_array_sort(identities, compare_identities);
	for (guint i = 0; i < identities->len; i++) {
		const struct identity *identity = g_ptr_array_index(identities, i);

		g_string_append_printf(found, "%s%s", i > 0 ? ", " : "", tiers[identity->tier]);
		if (identity->has_row)
			g_string_append_printf(found, " %u", identity->row);
	}
	return g_string_free(found, FALSE);
}

#endif
