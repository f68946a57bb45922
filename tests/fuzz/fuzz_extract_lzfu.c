/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are packed RTF; no more comes of it than may. */
#include "parser/extract/extract_lzfu.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	GByteArray *unpacked = extract_lzfu_unpack(data, size, 1 << 20);

	g_assert(!unpacked || unpacked->len <= 1 << 20);
	if (unpacked)
		g_byte_array_unref(unpacked);
	return 0;
}
