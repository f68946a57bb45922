/* SPDX-License-Identifier: BSD-2-Clause */
/* Any text is a subject, a line, and the value of a label field. */
#include "parser/label.h"
#include "parser/marking.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = fuzz_text(data, size);
	g_autofree char *of_subject = marking_in_subject(text), *of_line = marking_in_line(text);
	g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(label_free);

	label_read_value(text, labels);
	g_assert(labels->len <= LABEL_MAX);
	g_assert(!of_subject || g_utf8_validate(of_subject, -1, NULL));
	g_assert(!of_line || g_utf8_validate(of_line, -1, NULL));
	for (guint i = 0; i < labels->len; i++) {
		const struct label *label = g_ptr_array_index(labels, i);

		g_assert(label->guid && (!label->name || g_utf8_validate(label->name, -1, NULL)));
	}
	return 0;
}
