/* SPDX-License-Identifier: BSD-2-Clause */
/* Chooses the texts that are shown together (RFC 2046, 5.1.3 and 5.1.4), has them divided, and drops a rendition that
 * says what an earlier one says. */
#include "parser/rendition.h"

#include "parser/address.h"
#include "parser/division.h"
#include "parser/quoted.h"

void rendition_free(gpointer data)
{
	struct rendition *rendition = data;

	if (!rendition)
		return;
	g_ptr_array_unref(rendition->passages);
	g_free(rendition);
}

static struct rendition *rendition_new(void)
{
	struct rendition *rendition = g_new0(struct rendition, 1);

	rendition->passages = g_ptr_array_new_with_free_func(passage_free);
	return rendition;
}

void rendition_add_empty(struct message *message)
{
	g_ptr_array_add(message->renditions, rendition_new());
}

/* The rank of each text among those of its multipart/alternative, which may have gaps (a calendar is no text), and
 * how many renditions that makes. Texts of one alternative follow one another, in rising order. */
static unsigned rank_alternatives(const struct body *body, int embedded, int *ranks)
{
	int group = -1, last = -1, rank = 0;
	unsigned count = 1;

	for (guint i = 0; i < body->texts->len; i++) {
		const struct body_text *text = g_ptr_array_index(body->texts, i);

		ranks[i] = -1;
		if (text->embedded != embedded || text->alternatives < 0)
			continue;
		if (text->alternatives != group)
			rank = 0;
		else if (text->alternative != last)
			rank++;
		group = text->alternatives;
		last = text->alternative;
		ranks[i] = MIN(rank, RENDITION_MAX - 1);
		count = MAX(count, (unsigned)ranks[i] + 1);
	}
	return count;
}

/* The highest rank in the group of text i: what a short group shows in the later renditions. */
static int last_rank(const struct body *body, const int *ranks, guint i)
{
	const struct body_text *text = g_ptr_array_index(body->texts, i);
	int rank = ranks[i];

	for (guint j = i + 1; j < body->texts->len; j++) {
		const struct body_text *next = g_ptr_array_index(body->texts, j);

		if (next->embedded == text->embedded && next->alternatives != text->alternatives)
			break;
		if (next->embedded == text->embedded)
			rank = ranks[j];
	}
	return rank;
}

static struct rendition *rendition_of(const struct body *body, int embedded, const int *ranks, int number,
				      struct quoted_list *quoted)
{
	struct rendition *rendition = rendition_new();

	quoted->round++;
	for (guint i = 0; i < body->texts->len; i++) {
		const struct body_text *text = g_ptr_array_index(body->texts, i);

		if (text->embedded == embedded && (ranks[i] < 0 || ranks[i] == number ||
						   (ranks[i] < number && last_rank(body, ranks, i) == ranks[i])))
			division_divide(text->lines, text->section, quoted, rendition->passages);
	}
	return rendition;
}

/* The letters and signs of a text, without white space and quote marks. */
static void append_key(GString *key, const char *text)
{
	for (; *text; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (c < 0x80 && c > ' ' && c != '>')
			g_string_append_c(key, (char)c);
		else if (c >= 0x80 && c != 0xa0 && !g_unichar_isspace(c) && !g_unichar_iszerowidth(c))
			g_string_append_unichar(key, c);
	}
}

/* Equal for renditions that show the same text, divided alike. */
static char *rendition_key(const struct rendition *rendition)
{
	GString *key = g_string_new(NULL);
	int last = -1;

	for (guint i = 0; i < rendition->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);
		int kind = (int)passage->division * 2 + (passage->is_hidden ? 1 : 0);
		gsize length = key->len, start;

		if (kind != last)
			g_string_append_printf(key, "\n%d:", kind);
		start = key->len;
		append_key(key, passage->text);
		if (key->len == start)
			g_string_truncate(key, length); /* blank passages do not count */
		else
			last = kind;
	}
	return g_string_free(key, FALSE);
}

/* All renditions of a message's text, different ones only; owned array. */
static GPtrArray *renditions_of(const struct body *body, int embedded, struct quoted_list *quoted)
{
	GPtrArray *renditions = g_ptr_array_new_with_free_func(rendition_free);
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree int *ranks = g_new0(int, body->texts->len + 1);
	unsigned count = rank_alternatives(body, embedded, ranks);

	for (unsigned i = 0; i < count; i++) {
		struct rendition *rendition = rendition_of(body, embedded, ranks, (int)i, quoted);

		if (count == 1 || g_hash_table_add(keys, rendition_key(rendition)))
			g_ptr_array_add(renditions, rendition);
		else
			rendition_free(rendition);
	}
	return renditions;
}

/* The attached message as a forwarded one: its people from its header, its words from its first rendition. */
static void add_embedded(const struct body *body, int number, struct quoted_list *quoted)
{
	struct body_embedded *embedded = g_ptr_array_index(body->embedded, number);
	struct quoted_message *message = quoted_message_new();
	g_autoptr(GPtrArray) renditions = NULL;
	const struct rendition *first;
	int index;

	message->is_forwarded = TRUE;
	message->date = g_strdup(embedded->date);
	message->subject = g_strdup(embedded->subject);
	for (guint i = 0; i < embedded->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(embedded->addresses, i);

		if (address->field == ADDRESS_FROM || address->field == ADDRESS_TO || address->field == ADDRESS_CC)
			g_ptr_array_add(message->addresses,
					address_new(address->field, address->name, address->mailbox));
	}
	quoted->round++;
	index = quoted_list_add(quoted, message);
	renditions = renditions_of(body, number, quoted);
	first = g_ptr_array_index(renditions, 0);
	for (guint i = 0; index >= 0 && i < first->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(first->passages, i);

		if (passage->division != DIVISION_QUOTED)
			g_string_append(g_ptr_array_index(quoted->texts, index), passage->text);
	}
}

void rendition_read(const struct body *body, struct message *message)
{
	struct quoted_list quoted;

	quoted_list_init(&quoted, message->quoted);
	g_ptr_array_unref(message->renditions);
	message->renditions = renditions_of(body, -1, &quoted);
	for (guint i = 0; i < body->embedded->len; i++)
		add_embedded(body, (int)i, &quoted);
	quoted_list_done(&quoted);
}
