/* SPDX-License-Identifier: BSD-2-Clause */
/* Quoted messages as text, for the tests of division and heads. */
#ifndef TESTS_PARSER_QUOTED_SHOWN_H
#define TESTS_PARSER_QUOTED_SHOWN_H

#include "parser/message.h"

/* "field=name<mailbox>;…|date|subject|forwarded|text", one a line. Caller frees. */
static inline char *show_quoted(const struct message *message)
{
	GString *shown = g_string_new(NULL);

	for (guint i = 0; i < message->quoted->len; i++) {
		const struct quoted_message *quoted = g_ptr_array_index(message->quoted, i);
		g_autofree char *text = g_strstrip(g_strdup(quoted->text));

		for (guint j = 0; j < quoted->addresses->len; j++) {
			const struct address *address = g_ptr_array_index(quoted->addresses, j);

			g_string_append_printf(shown, "%s=%s<%s>;", address_field_name(address->field),
					       address->name ? address->name : "",
					       address->mailbox ? address->mailbox : "");
		}
		g_string_append_printf(shown, "|%s|%s|%d|%s\n", quoted->date ? quoted->date : "",
				       quoted->subject ? quoted->subject : "", quoted->is_forwarded, text);
	}
	return g_string_free(shown, FALSE);
}

#endif
