/* SPDX-License-Identifier: BSD-2-Clause */
/* Any bytes at all are the value of an address field: names and mailboxes are UTF-8, and there are not too many. */
#include "parser/address.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *value = g_strndup((const char *)data, size);
	g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(address_free);
	g_autofree char *mailbox = address_mailbox(value);

	g_mime_init();
	g_assert(g_utf8_validate(mailbox, -1, NULL));
	address_read_field(value, ADDRESS_TO, addresses);
	g_assert(addresses->len <= MESSAGE_MAX_ADDRESSES);
	for (guint i = 0; i < addresses->len; i++) {
		const struct address *address = g_ptr_array_index(addresses, i);

		g_assert(address->mailbox && g_utf8_validate(address->mailbox, -1, NULL));
		g_assert(!address->name || g_utf8_validate(address->name, -1, NULL));
		g_assert(!address->group || g_utf8_validate(address->group, -1, NULL));
	}
	return 0;
}
