/* SPDX-License-Identifier: BSD-2-Clause */
/* Keeps the list of quoted messages free of repetitions. Reads no text itself. */
#include "parser/quoted.h"

#include "parser/address.h"

struct quoted_message *quoted_message_new(void)
{
	struct quoted_message *quoted = g_new0(struct quoted_message, 1);

	quoted->addresses = g_ptr_array_new_with_free_func(address_free);
	return quoted;
}

void quoted_message_free(gpointer data)
{
	struct quoted_message *quoted = data;

	if (!quoted)
		return;
	g_ptr_array_unref(quoted->addresses);
	g_free(quoted->date);
	g_free(quoted->subject);
	g_free(quoted->text);
	g_clear_pointer(&quoted->markings, g_ptr_array_unref);
	g_free(quoted);
}

static void text_free(gpointer text)
{
	if (text)
		g_string_free(text, TRUE);
}

void quoted_list_init(struct quoted_list *list, GPtrArray *messages)
{
	list->messages = messages;
	list->texts = g_ptr_array_new_with_free_func(text_free);
	list->rounds = g_array_new(FALSE, FALSE, sizeof(unsigned));
	list->round = 0;
}

void quoted_list_done(struct quoted_list *list)
{
	for (guint i = 0; i < list->messages->len; i++) {
		struct quoted_message *quoted = g_ptr_array_index(list->messages, i);
		GString *text = g_ptr_array_index(list->texts, i);

		quoted->text = g_strdup(text->str);
	}
	g_ptr_array_unref(list->texts);
	g_array_unref(list->rounds);
}

static gboolean is_equal(const struct quoted_message *a, const struct quoted_message *b)
{
	if (a->is_forwarded != b->is_forwarded || a->addresses->len != b->addresses->len ||
	    g_strcmp0(a->date, b->date) != 0 || g_strcmp0(a->subject, b->subject) != 0)
		return FALSE;
	for (guint i = 0; i < a->addresses->len; i++) {
		const struct address *left = g_ptr_array_index(a->addresses, i);
		const struct address *right = g_ptr_array_index(b->addresses, i);

		if (left->field != right->field || g_strcmp0(left->name, right->name) != 0 ||
		    g_strcmp0(left->mailbox, right->mailbox) != 0)
			return FALSE;
	}
	return TRUE;
}

int quoted_list_add(struct quoted_list *list, struct quoted_message *quoted)
{
	for (guint i = 0; i < list->messages->len; i++)
		if (is_equal(g_ptr_array_index(list->messages, i), quoted)) {
			quoted_message_free(quoted);
			return (int)i;
		}
	if (list->messages->len >= MESSAGE_MAX_QUOTED) {
		quoted_message_free(quoted);
		return -1;
	}
	g_ptr_array_add(list->messages, quoted);
	g_ptr_array_add(list->texts, g_string_new(NULL));
	g_array_append_val(list->rounds, list->round);
	return (int)list->messages->len - 1;
}

void quoted_list_append(struct quoted_list *list, int index, const char *text, gsize length)
{
	if (index >= 0 && g_array_index(list->rounds, unsigned, index) == list->round)
		g_string_append_len(g_ptr_array_index(list->texts, index), text, (gssize)length);
}
