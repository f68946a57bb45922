/* SPDX-License-Identifier: BSD-2-Clause */
/* Undoes a part's transfer encoding (RFC 2045, 6) as far as somebody wants to read it. */
#include "parser/body_content.h"

#include "parser/gmime_cleanup.h"

enum { BLOCK_BYTES = 16 * 1024 };

GByteArray *body_content_read(GMimePart *mime, gsize max_bytes)
{
	GMimeDataWrapper *content = g_mime_part_get_content(mime);
	GByteArray *bytes = g_byte_array_new();
	g_autoptr(GMimeStream) decoded = NULL;
	g_autoptr(GMimeFilter) decoder = NULL;
	guint8 block[BLOCK_BYTES];
	ssize_t got;

	if (!content)
		return bytes;
	g_mime_stream_reset(g_mime_data_wrapper_get_stream(content));
	decoded = g_mime_stream_filter_new(g_mime_data_wrapper_get_stream(content));
	decoder = g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE);
	g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded), decoder);
	while (bytes->len < max_bytes &&
	       (got = g_mime_stream_read(decoded, (char *)block, MIN(max_bytes - bytes->len, BLOCK_BYTES))) > 0)
		g_byte_array_append(bytes, block, (guint)got);
	return bytes;
}
