/* SPDX-License-Identifier: BSD-2-Clause */
/* No text becomes markup on the page, and none leaves a path or query. */
#include "review/page/html.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = g_strndup((const char *)data, size), *address = html_address_text(text);
	struct html *html = html_new();
	GBytes *bytes;
	const char *written;
	gsize length;

	html_add(html, "%s", text);
	bytes = html_steal(html);
	written = g_bytes_get_data(bytes, &length);
	for (gsize i = 0; i < length; i++)
		g_assert(!strchr("<>\"'", written[i]) || written[i] == '\0');
	g_assert(g_utf8_validate_len(written, length, NULL) && !strpbrk(address, "/?#&=+ <>\"'\r\n"));
	g_bytes_unref(bytes);
	return 0;
}
