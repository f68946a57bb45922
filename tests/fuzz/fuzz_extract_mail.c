/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are an attached message. */
#include "tests/fuzz/extract_target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_reader(extract_mail, "message/rfc822", data, size);
}
