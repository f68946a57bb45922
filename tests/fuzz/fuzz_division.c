/* SPDX-License-Identifier: BSD-2-Clause */
/* Any text divides: every passage is UTF-8, and points to a head that there is. */
#include "parser/division.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = fuzz_text(data, size);
	struct lines *lines = lines_from_plain(text, size % 2);
	g_autoptr(GPtrArray) passages = g_ptr_array_new_with_free_func(passage_free);
	g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func(quoted_message_free);
	struct quoted_list quoted;

	quoted_list_init(&quoted, messages);
	division_divide(lines, "1", &quoted, passages);
	for (guint i = 0; i < passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(passages, i);

		g_assert(g_utf8_validate(passage->text, -1, NULL) && passage->quoted < (int)messages->len);
	}
	quoted_list_done(&quoted);
	lines_free(lines);
	return 0;
}
