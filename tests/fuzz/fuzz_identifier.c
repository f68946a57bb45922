/* SPDX-License-Identifier: BSD-2-Clause */
/* Any text may hold identifiers: what is found lies within the text. */
#include "policy/match/candidate.h"
#include "policy/match/identifier.h"
#include "tests/fuzz/fuzz.h"
#include "tests/policy/fake_register.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct identifier_search how = {.view = &fake_register, .window_characters = 200};
	g_autofree char *text = fuzz_text(data, MIN(size, 2000)); /* the made-up register is slow */
	struct fold *fold = fold_new(text, strlen(text));
	g_autoptr(GPtrArray) candidates = candidates_new(fold, text), identities = identifier_scan(&how, text);
	g_autoptr(GArray) patterns = patterns_find(fold, text, ~0u, NULL, NULL);

	g_assert(g_utf8_validate_len(fold->text, fold->length, NULL) && candidates->len <= CANDIDATES_MAX);
	for (guint i = 0; i < candidates->len; i++) {
		const struct candidate *candidate = g_ptr_array_index(candidates, i);

		g_assert(candidate->from < candidate->to && candidate->to <= fold->length);
		g_assert(fold_origin(fold, candidate->to) <= strlen(text));
	}
	for (guint i = 0; i < patterns->len; i++)
		g_assert(g_array_index(patterns, struct pattern_match, i).to <= fold->length);
	for (register_row row = 0; row < G_N_ELEMENTS(fake_rows); row++)
		identifier_names(&fake_register, text, row);
	fold_free(fold);
	return 0;
}
