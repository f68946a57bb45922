/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are a message: nothing may crash, and all text must be UTF-8. For libFuzzer. */
#include "parser/message.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct message *message = message_parse((const char *)data, size);

	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		g_assert(!part->text || g_utf8_validate(part->text, -1, NULL));
	}
	g_assert(message->renditions->len > 0 && message->body_offset <= size);
	message_free(message);
	return 0;
}
