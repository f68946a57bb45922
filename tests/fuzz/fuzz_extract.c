/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a file: nothing may crash, all text must be UTF-8, and what has no text has a reason. */
#include "tests/fuzz/extract_target.h"

static void read_any(const struct extract_job *job, const char *type G_GNUC_UNUSED, const guint8 *bytes, gsize length)
{
	extract_read(job, bytes, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reader(read_any, "", data, size);
}
