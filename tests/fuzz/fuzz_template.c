/* SPDX-License-Identifier: BSD-2-Clause */
/* Any text is the text of a notice: refused with the reason, or it can be filled in. */
#include "review/template.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"case", "sender", "rule", NULL};
	g_autofree char *text = fuzz_text(data, size), *rendered = NULL;
	g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GError) error = NULL;
	struct template *template = template_parse(text, names, "fuzz", 1, &error);

	g_assert(!template == !!error);
	g_hash_table_insert(values, (char *)"case", (char *)"{sender}");
	rendered = template ? template_render(template, values) : NULL;
	g_assert(!template || g_utf8_validate(rendered, -1, NULL));
	template_free(template);
	return 0;
}
