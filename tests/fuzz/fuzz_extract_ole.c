/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a compound file: a document before 2007, or a message of Outlook. */
#include "tests/fuzz/extract_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reader(extract_ole, "application/x-ole-storage", data, size);
}
