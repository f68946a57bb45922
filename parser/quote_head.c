/* SPDX-License-Identifier: BSD-2-Clause */
/* Recognises the heads that Outlook, Gmail, Apple Mail and Thunderbird write. What stands below is division.c's. */
#include "parser/quote_head.h"

#include "parser/quote_people.h"
#include "parser/quoted.h"

#include <string.h>

enum key { KEY_NONE, KEY_FROM, KEY_DATE, KEY_TO, KEY_CC, KEY_SUBJECT, KEY_OTHER, KEYS };

/* The fields of a block while it is read. */
struct block {
	GString *values[KEYS];
	gboolean has[KEYS];
	enum key last;
	guint next; /* the line after the block */
};

/* The field that a line of a block begins ("*From:* x" after conversion from rich text), and its value. */
static enum key key_of(const char *line, const char **ret_value)
{
	static const struct {
		const char *name;
		enum key key;
	} keys[] = {
		{"from", KEY_FROM},
		{"sent", KEY_DATE},
		{"date", KEY_DATE},
		{"to", KEY_TO},
		{"cc", KEY_CC},
		{"subject", KEY_SUBJECT},
		{"bcc", KEY_OTHER},
		{"importance", KEY_OTHER},
		{"priority", KEY_OTHER},
		{"reply-to", KEY_OTHER},
		{"attachments", KEY_OTHER},
		{"sensitivity", KEY_OTHER},
	};
	gsize length;

	line += strspn(line, "*_ ");
	length = strcspn(line, ":* ");
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		const char *colon = line + length + strspn(line + length, "* ");

		if (strlen(keys[i].name) == length && *colon == ':' &&
		    g_ascii_strncasecmp(line, keys[i].name, length) == 0) {
			*ret_value = colon + 1 + strspn(colon + 1, "* \t");
			return keys[i].key;
		}
	}
	return KEY_NONE;
}

/* The next line from i on that is shown and in that depth, trimmed, *i after it; NULL at the end or another depth. */
static char *next_line(const struct lines *lines, guint *i, guint8 depth)
{
	while (*i < lines->lines->len && lines_at(lines, *i)->is_hidden)
		++*i;
	if (*i >= lines->lines->len || lines_at(lines, *i)->depth != depth)
		return NULL;
	return lines_trimmed(lines, (*i)++);
}

/* TRUE where one of the next three lines is a field: a wrapped line stands between. */
static gboolean is_field_near(const struct lines *lines, guint i, guint8 depth)
{
	const char *value;

	for (int n = 0; n < 3; n++) {
		g_autofree char *line = next_line(lines, &i, depth);

		if (!line || !*line)
			return FALSE;
		if (key_of(line, &value) != KEY_NONE)
			return TRUE;
	}
	return FALSE;
}

/* Takes one line into the block; FALSE where the block is over. */
static gboolean take_line(struct block *block, const struct lines *lines, guint next, guint8 depth, const char *line)
{
	const char *value = line;
	enum key key = key_of(line, &value);

	if (!*line || (key == KEY_FROM && block->has[KEY_FROM]))
		return FALSE;
	if (key == KEY_NONE) {
		key = block->last;
		if (key == KEY_NONE)
			return FALSE;
		if (key != KEY_FROM && key != KEY_TO && key != KEY_CC && !is_field_near(lines, next, depth))
			return FALSE;
		value = line;
	}
	if (block->values[key]->len > 0)
		g_string_append_c(block->values[key], ' ');
	g_string_append(block->values[key], value);
	block->has[key] = TRUE;
	block->last = key;
	return TRUE;
}

/* TRUE where there is enough of a head at line i. Values are filled either way. */
static gboolean read_block(struct block *block, const struct lines *lines, guint i, guint8 depth, gboolean is_announced)
{
	guint end = MIN(i + QUOTE_HEAD_MAX_LINES, lines->lines->len);

	block->next = i;
	while (i < end) {
		g_autofree char *line = next_line(lines, &i, depth);

		if (!line || !take_line(block, lines, i, depth, line))
			break;
		if (!is_announced && !block->has[KEY_FROM])
			return FALSE;
		block->next = i;
	}
	return block->has[KEY_FROM] && (block->has[KEY_DATE] || is_announced) &&
	       (block->has[KEY_TO] || block->has[KEY_SUBJECT]);
}

static char *filled_value(const GString *value)
{
	return value->len > 0 ? g_strchomp(g_strndup(value->str, value->len)) : NULL;
}

static gboolean read_fields(const struct lines *lines, guint i, guint8 depth, gboolean is_announced,
			    struct quoted_message *quoted, guint *ret_next)
{
	struct block block = {0};
	gboolean is_head;

	for (int key = 0; key < KEYS; key++)
		block.values[key] = g_string_new(NULL);
	is_head = read_block(&block, lines, i, depth, is_announced);
	if (is_head) {
		quote_people_read(block.values[KEY_FROM]->str, ADDRESS_FROM, quoted->addresses);
		quote_people_read(block.values[KEY_TO]->str, ADDRESS_TO, quoted->addresses);
		quote_people_read(block.values[KEY_CC]->str, ADDRESS_CC, quoted->addresses);
		quoted->date = filled_value(block.values[KEY_DATE]);
		quoted->subject = filled_value(block.values[KEY_SUBJECT]);
		*ret_next = block.next;
	}
	for (int key = 0; key < KEYS; key++)
		g_string_free(block.values[key], TRUE);
	return is_head;
}

/* A line that announces a block: "-----Original Message-----", "---------- Forwarded message ---------", "Begin
 * forwarded message:"; *ret_is_rule: only a line of underscores, as Outlook draws it. */
static gboolean is_separator(const char *line, gboolean *ret_is_forward, gboolean *ret_is_rule)
{
	g_autofree char *words = NULL;

	*ret_is_forward = FALSE;
	*ret_is_rule = strspn(line, "_") >= 10 && line[strspn(line, "_")] == '\0';
	if (*ret_is_rule || strlen(line) > 80)
		return *ret_is_rule;
	if (g_ascii_strncasecmp(line, "begin forwarded message", 23) == 0) {
		*ret_is_forward = TRUE;
		return TRUE;
	}
	if (strspn(line, "-") < 2)
		return FALSE;
	words = g_ascii_strdown(line + strspn(line, "- "), -1);
	words[strcspn(words, "-")] = '\0';
	g_strchomp(words);
	*ret_is_forward = strcmp(words, "forwarded message") == 0;
	return *ret_is_forward || strcmp(words, "original message") == 0 || strcmp(words, "original appointment") == 0;
}

static gboolean read_announced(const struct lines *lines, guint i, guint8 depth, const char *first,
			       struct quoted_message *quoted, guint *ret_next)
{
	gboolean is_forward, is_rule;
	guint next = i + 1;

	if (!is_separator(first, &is_forward, &is_rule))
		return FALSE;
	for (int blank = 0; blank < 3 && next < lines->lines->len && lines_is_blank(lines, next); blank++)
		next++;
	quoted->is_forwarded = is_forward;
	if (read_fields(lines, next, depth, !is_rule, quoted, ret_next))
		return TRUE;
	*ret_next = i + 1;
	return !is_rule;
}

/* After the time ("9:30", "09.30:15"), else after the year, else after the last digit: a name may have digits too. */
static gsize digits_end(const char *text)
{
	gsize after_time = 0, after_year = 0, after_digit = 0;

	for (gsize i = 0; text[i];) {
		gsize digits = strspn(text + i, "0123456789");
		gboolean is_minute = digits == 2 && i > 1 && strchr(":.", text[i - 1]) && g_ascii_isdigit(text[i - 2]);

		if (digits > 0 && is_minute)
			after_time = i + digits;
		if (digits == 4)
			after_year = i + digits;
		if (digits > 0)
			after_digit = i + digits;
		i += MAX(digits, 1);
	}
	return after_time ? after_time : after_year ? after_year : after_digit;
}

/* Where the date of "Thu, 14 May 2026 at 9:30 AM (BST), Shah, Amina" ends. */
static gsize date_length(const char *text)
{
	static const char *const tails[] = {"am", "pm", "a.m.", "p.m.", "gmt", "bst", "utc", NULL};
	gsize length = digits_end(text);

	for (int tail = 0; length > 0 && tails[tail]; tail++) {
		gsize start = length + strspn(text + length, " (");
		gsize size = strlen(tails[tail]);

		if (g_ascii_strncasecmp(text + start, tails[tail], size) == 0 && !g_ascii_isalnum(text[start + size])) {
			length = start + size + strspn(text + start + size, ")");
			tail = -1;
		}
	}
	return length;
}

/* "On DATE, PERSON wrote:" without its first and last word. */
static void read_sentence(char *text, struct quoted_message *quoted)
{
	char *people = strpbrk(text, "<[");
	char *at = people ? NULL : strchr(text, '@');
	gsize length;

	if (at) /* an address alone: what is before it is the date */
		for (people = at; people > text && !g_ascii_isspace(people[-1]); people--)
			;
	if (people) {
		g_autofree char *before = g_strndup(text, (gsize)(people - text));

		length = date_length(before);
	} else {
		length = date_length(text);
	}
	if (length > 0)
		quoted->date = g_strndup(text, length);
	quote_people_read(text + length + strspn(text + length, ", \t\n"), ADDRESS_FROM, quoted->addresses);
}

static gboolean has_time(const char *text)
{
	for (; *text; text++)
		if (g_ascii_isdigit(*text) && (text[1] == ':' || text[1] == '.') && g_ascii_isdigit(text[2]) &&
		    g_ascii_isdigit(text[3]))
			return TRUE;
	return FALSE;
}

/* "On … wrote:", also wrapped over lines; and "Amina Shah <a@b> wrote:" on one. */
static gboolean read_attribution(const struct lines *lines, guint i, guint8 depth, struct quoted_message *quoted,
				 guint *ret_next, gboolean *ret_is_certain)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (int n = 0; n < QUOTE_HEAD_MAX_ATTRIBUTION && text->len < QUOTE_HEAD_MAX_ATTRIBUTION_BYTES; n++) {
		g_autofree char *line = next_line(lines, &i, depth);
		gboolean is_dated;

		if (!line || !*line)
			return FALSE;
		/* "On reflection no." and then the attribution: that one begins further down. */
		if (n > 0 && g_str_has_prefix(line, "On ") && strpbrk(line, "0123456789"))
			return FALSE;
		g_string_append_printf(text, "%s%s", n > 0 ? " " : "", line + (n == 0 ? strspn(line, "*_") : 0));
		is_dated = g_str_has_prefix(text->str, "On ") && strpbrk(text->str, "0123456789");
		if (!g_str_has_prefix(text->str, "On ") && n > 0)
			return FALSE;
		if (!g_str_has_suffix(text->str, "wrote:"))
			continue;
		if (!is_dated && !strchr(text->str, '@'))
			return FALSE;
		*ret_is_certain = strchr(text->str, '@') || has_time(text->str);
		g_string_truncate(text, text->len - strlen("wrote:"));
		read_sentence(text->str + (is_dated ? 3 : 0), quoted);
		*ret_next = i;
		return TRUE;
	}
	return FALSE;
}

/* A quick look, because it is taken at every line. */
static gboolean may_begin(const char *line)
{
	const char *words = line + strspn(line, "*_");
	const char *value;
	gboolean is_forward, is_rule;

	return g_str_has_prefix(words, "On ") || key_of(line, &value) == KEY_FROM || g_str_has_suffix(line, "wrote:") ||
	       is_separator(line, &is_forward, &is_rule);
}

gboolean quote_head_read(const struct lines *lines, guint i, struct quote_head *ret_head)
{
	guint8 depth = lines_at(lines, i)->depth;
	g_autofree char *first = lines_trimmed(lines, i);
	struct quote_head head = {.is_certain = TRUE};
	guint next = i;

	if (!may_begin(first))
		return FALSE;
	head.quoted = quoted_message_new();
	if (!read_announced(lines, i, depth, first, head.quoted, &next) &&
	    !read_fields(lines, i, depth, FALSE, head.quoted, &next) &&
	    !read_attribution(lines, i, depth, head.quoted, &next, &head.is_certain)) {
		quoted_message_free(head.quoted);
		return FALSE;
	}
	head.lines = next - i;
	*ret_head = head;
	return TRUE;
}
