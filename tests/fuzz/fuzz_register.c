/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a register. Half of them get a header of the right key, with counts as the bytes say. */
#include "store/register.h"
#include "store/register_format.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const guint8 key[REGISTER_KEY_BYTES] = {7};
	g_autofree uint8_t *copy = g_memdup2(data, size);
	struct register_keys keys;
	struct register_header header = {0};
	struct register_layout layout;

	register_keys_derive(key, &keys);
	if (size >= REGISTER_HEADER_BYTES && data[size - 1] % 2) {
		memcpy(&header.rows, data + 16, 24);
		register_header_write(&keys, &header, copy);
	}
	if (!register_header_read(&keys, copy, size, &header) && register_layout_of(&header, &layout))
		g_assert(layout.tags <= layout.rows && layout.rows <= layout.fields &&
			 layout.fields <= layout.row_tags && layout.row_tags <= layout.bases &&
			 layout.bases <= layout.size);
	return 0;
}
