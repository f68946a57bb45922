/* SPDX-License-Identifier: BSD-2-Clause */
/* The first line names a charset, the rest is a text in it: what comes of it is UTF-8 without NUL or CR LF. */
#include "parser/charset.h"
#include "tests/fuzz/fuzz.h"

#include <gmime/gmime.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, '\n', size);
	gsize named = end ? (gsize)(end - data) : 0;
	g_autofree char *charset = end ? g_strndup((const char *)data, named) : NULL;
	const char *text = end ? (const char *)end + 1 : (const char *)data;
	GString *decoded;

	g_mime_init();
	decoded = charset_decode(text, size - (gsize)(text - (const char *)data), charset);

	g_assert(g_utf8_validate_len(decoded->str, decoded->len, NULL) && !strstr(decoded->str, "\r\n"));
	g_string_free(decoded, TRUE);
	return 0;
}
