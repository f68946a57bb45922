/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are RTF. */
#include "tests/fuzz/extract_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reader(extract_rtf, "text/rtf", data, size);
}
