/* SPDX-License-Identifier: BSD-2-Clause */
/* Any text may speak of consent, copies, a basis, a date, or an exemption. */
#include "policy/match/basis_line.h"
#include "policy/match/consent_text.h"
#include "policy/match/copy_statement.h"
#include "policy/match/date.h"
#include "policy/match/exemption.h"
#include "policy/match/marking.h"
#include "policy/match/words.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = fuzz_text(data, size), *reason = NULL;
	g_autofree char *exemption = exemption_fill("{exemption} ({exemption})", text, 0, strlen(text));
	g_autoptr(GArray) words = words_new(text);
	char iso[DATE_ISO_BYTES];
	gsize from = 0, until = 0;

	g_assert(words->len <= WORDS_MAX);
	g_assert(!basis_line_read(text, &reason) || g_utf8_validate(reason, -1, NULL));
	g_assert(date_read(text, iso) <= strlen(text));
	g_assert(!copy_statement_read(words, 0, words->len, &from, &until) || (from <= until && until <= words->len));
	consent_text_free(consent_text_new(text));
	consent_text_announces(text);
	marking_heads(text);
	return 0;
}
