/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads blocks of fields and tells them from the memos and timetables that people type. What stands below is
 * division.c's. */
#include "parser/quote_block.h"

#include "parser/quote_key.h"
#include "parser/quote_people.h"

#include <string.h>

/* The fields of a block while it is read; both words for the date share QUOTE_KEY_DATE's value. */
struct block {
	GString *values[QUOTE_KEYS];
	gboolean has[QUOTE_KEYS];
	gboolean is_date_second; /* right below From, as Outlook and Apple Mail write */
	enum quote_key first, last;
	guint next; /* the line after the block */
};

char *quote_block_line(const struct lines *lines, guint *i, guint8 depth)
{
	while (*i < lines->lines->len && lines_at(lines, *i)->is_hidden)
		++*i;
	if (*i >= lines->lines->len || lines_at(lines, *i)->depth != depth)
		return NULL;
	return lines_plain(lines, (*i)++);
}

gboolean quote_block_has_time(const char *text)
{
	for (; *text; text++)
		if (g_ascii_isdigit(*text) && (text[1] == ':' || text[1] == '.') && g_ascii_isdigit(text[2]) &&
		    g_ascii_isdigit(text[3]) && !g_ascii_isdigit(text[4]))
			return TRUE;
	return FALSE;
}

/* TRUE where one of the next three lines is a field: a wrapped line stands between. */
static gboolean is_field_near(const struct lines *lines, guint i, guint8 depth)
{
	const char *value;

	for (int n = 0; n < 3; n++) {
		g_autofree char *line = quote_block_line(lines, &i, depth);

		if (!line || !*line)
			return FALSE;
		if (quote_key_of(line, &value) != QUOTE_KEY_NONE)
			return TRUE;
	}
	return FALSE;
}

static gboolean is_address_open(const GString *value)
{
	const char *bracket = strrchr(value->str, '<');

	return bracket && !strchr(bracket, '>');
}

/* A list of people breaks off behind a comma or inside a bracket, or goes on with an address. */
static gboolean is_list_open(const GString *value, const char *line)
{
	return (value->len > 0 && strchr(",;", value->str[value->len - 1])) || is_address_open(value) ||
	       (strchr(line, '@') && strlen(line) < 200 && strpbrk(line, "<;[")) || strchr(line, ';');
}

/* Takes one line into the block; FALSE where the block is over. */
static gboolean take_line(struct block *block, const struct lines *lines, guint next, guint8 depth, const char *line)
{
	const char *value = line;
	enum quote_key key = quote_key_of(line, &value);

	if (!*line || (key == QUOTE_KEY_FROM && block->has[QUOTE_KEY_FROM]))
		return FALSE;
	if (key == QUOTE_KEY_SENT)
		block->has[QUOTE_KEY_SENT] = TRUE, key = QUOTE_KEY_DATE;
	if (key == QUOTE_KEY_NONE) {
		gboolean is_people;

		key = block->last;
		is_people = key == QUOTE_KEY_FROM || key == QUOTE_KEY_TO || key == QUOTE_KEY_CC;
		/* In the client's own markup an empty field has its value below it. */
		if (key == QUOTE_KEY_NONE ||
		    (!(is_people && is_list_open(block->values[key], line)) &&
		     !(block->values[key]->len == 0 && lines_at(lines, next - 1)->kind == LINE_HEAD) &&
		     !is_field_near(lines, next, depth)))
			return FALSE;
		value = line;
	} else if (key == QUOTE_KEY_DATE && block->last == QUOTE_KEY_FROM) {
		block->is_date_second = TRUE;
	}
	if (block->values[key]->len > 0 && !(key != QUOTE_KEY_SUBJECT && is_address_open(block->values[key])))
		g_string_append_c(block->values[key], ' ');
	g_string_append(block->values[key], value);
	block->has[key] = TRUE;
	block->first = block->first == QUOTE_KEY_NONE ? key : block->first;
	block->last = key;
	return TRUE;
}

static void read_lines(struct block *block, const struct lines *lines, guint i)
{
	guint8 depth = lines_at(lines, i)->depth;
	guint end = MIN(i + QUOTE_BLOCK_MAX_LINES, lines->lines->len);

	block->next = i;
	while (i < end) {
		g_autofree char *line = quote_block_line(lines, &i, depth);

		if (!line || !take_line(block, lines, i, depth, line))
			break;
		block->next = i;
	}
}

/* "9am", "Monday 4 May": when something begins, not who wrote. */
static gboolean is_time_only(const char *value)
{
	static const char *const words[] = {"mon", "tue",  "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar",
					    "apr", "may",  "jun", "jul", "aug", "sep", "oct", "nov", "dec", "am",
					    "pm",  "noon", "mid", "now", "st",  "nd",  "rd",  "th",  NULL};
	g_autofree char *lower = g_ascii_strdown(value, -1);
	gboolean has_digit = strpbrk(lower, "0123456789") != NULL;

	for (const char *at = lower; *at;) {
		gsize length = 0;
		int word = 0;

		while (g_ascii_isalpha(at[length]) || at[length] & 0x80)
			length++;
		while (length > 0 && words[word] && !g_str_has_prefix(at, words[word]))
			word++;
		if (length > 0 && !words[word])
			return FALSE;
		has_digit |= length > 0;
		at += MAX(length, 1);
	}
	return has_digit;
}

/* A line above that is a field, too: somebody typed a memo, "To: … From: … Date: …". */
static gboolean is_in_memo(const struct lines *lines, guint i)
{
	guint8 depth = lines_at(lines, i)->depth;

	while (i > 0 && lines_at(lines, i - 1)->is_hidden)
		i--;
	if (i > 0 && lines_at(lines, i - 1)->depth == depth) {
		g_autofree char *above = lines_plain(lines, i - 1);
		const char *value;
		enum quote_key key = quote_key_of(above, &value);

		return key != QUOTE_KEY_NONE && key != QUOTE_KEY_OTHER;
	}
	return FALSE;
}

static gboolean is_head(const struct block *block, const struct lines *lines, guint i, gboolean is_announced)
{
	const char *from = block->values[QUOTE_KEY_FROM]->str, *date = block->values[QUOTE_KEY_DATE]->str;
	gboolean has_rest = block->has[QUOTE_KEY_TO] || block->has[QUOTE_KEY_SUBJECT];

	if (is_announced)
		return has_rest && (block->has[QUOTE_KEY_FROM] || block->has[QUOTE_KEY_DATE]);
	if (block->first != QUOTE_KEY_FROM || !has_rest || !*from || is_time_only(from) || !strpbrk(date, "0123456789"))
		return FALSE;
	if (strchr(from, '@') || strchr(block->values[QUOTE_KEY_TO]->str, '@'))
		return TRUE;
	/* Names alone are in every memo, but who types one says neither "Sent" nor the time of day. */
	return !is_in_memo(lines, i) &&
	       (block->has[QUOTE_KEY_SENT] ||
		(block->is_date_second && block->has[QUOTE_KEY_SUBJECT] && quote_block_has_time(date)));
}

static char *filled_value(const GString *value)
{
	return value->len > 0 ? g_strchomp(g_strndup(value->str, value->len)) : NULL;
}

gboolean quote_block_read(const struct lines *lines, guint i, gboolean is_announced, struct quoted_message *quoted,
			  guint *ret_next)
{
	struct block block = {0};
	gboolean is_found;

	if (i >= lines->lines->len)
		return FALSE;
	for (int key = 0; key < QUOTE_KEYS; key++)
		block.values[key] = g_string_new(NULL);
	read_lines(&block, lines, i);
	is_found = is_head(&block, lines, i, is_announced);
	if (is_found) {
		quote_people_read(block.values[QUOTE_KEY_FROM]->str, ADDRESS_FROM, quoted->addresses);
		quote_people_read(block.values[QUOTE_KEY_TO]->str, ADDRESS_TO, quoted->addresses);
		quote_people_read(block.values[QUOTE_KEY_CC]->str, ADDRESS_CC, quoted->addresses);
		quoted->date = filled_value(block.values[QUOTE_KEY_DATE]);
		quoted->subject = filled_value(block.values[QUOTE_KEY_SUBJECT]);
		*ret_next = block.next;
	}
	for (int key = 0; key < QUOTE_KEYS; key++)
		g_string_free(block.values[key], TRUE);
	return is_found;
}
