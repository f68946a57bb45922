/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a file: nothing may crash, all text must be UTF-8, and what has no text has a reason. For
 * libFuzzer; the programs that some formats need are run, so seeds of other formats are quicker. */
#include "parser/extract/extract.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(void *context, const char *name, const char *type, const char *text, gsize length,
		  enum part_reason reason)
{
	g_assert(type && (!name || g_utf8_validate(name, -1, NULL)));
	g_assert(text ? g_utf8_validate_len(text, length, NULL) : reason != PART_INSPECTED);
	*(gboolean *)context = TRUE;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gboolean is_told = FALSE;
	struct extract_sink sink = {.text = check, .context = &is_told};

	extract_bytes(data, size, NULL, NULL, &sink);
	g_assert(is_told);
	return 0;
}
