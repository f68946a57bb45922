/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a package of Office or OpenDocument. */
#include "tests/fuzz/extract_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reader(extract_package, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
			   data, size);
}
