/* SPDX-License-Identifier: BSD-2-Clause */
/* Recognises heads by their separator, their fields or their sentence, and by the client's own markup. What stands
 * below is division.c's. */
#include "parser/quote_head.h"

#include "parser/quote_block.h"
#include "parser/quote_key.h"
#include "parser/quote_sentence.h"
#include "parser/quoted.h"

#include <string.h>

enum { SEPARATOR_MAX_BYTES = 200, SEPARATOR_MIN_RULE = 10, SEPARATOR_MAX_BLANK = 3 };

enum separator {
	SEPARATOR_NONE,
	SEPARATOR_RULE,     /* a line of underscores, as Outlook draws it: only with a head below */
	SEPARATOR_BARE,     /* the words without dashes: likewise */
	SEPARATOR_ORIGINAL, /* what follows is quoted, head or no head */
	SEPARATOR_FORWARD
};

/* "-----Original Message-----" without its dashes, in lower case. */
static char *inner_words(const char *line, gboolean *ret_has_dashes)
{
	g_autofree char *lower = g_utf8_strdown(line, -1);
	char *start = lower + strspn(lower, "-=*_ ");
	gsize length = strlen(start);

	*ret_has_dashes = start - lower >= 2 && strchr("-=", *lower);
	while (length > 0 && strchr("-=*_: ", start[length - 1]))
		start[--length] = '\0';
	return g_strdup(start);
}

/* What Outlook, Gmail, Apple Mail, Notes and Samsung's client say, in English and Welsh. */
static enum separator separator_of_words(const char *words, gboolean has_dashes)
{
	static const char *const originals[] = {
		"original message", "original appointment", "original email",       "original e-mail",
		"neges wreiddiol",  "y neges wreiddiol",    "apwyntiad gwreiddiol", NULL};
	static const char *const forwards[] = {"forwarded message",
					       "forwarded email",
					       "forwarded appointment",
					       "neges a anfonwyd ymlaen",
					       "neges wedi'i hanfon ymlaen",
					       "neges wedi ei hanfon ymlaen",
					       "neges ymlaen",
					       NULL};
	static const char *const begins[] = {"begin forwarded message", "dechrau neges a anfonwyd ymlaen",
					     "dechrau'r neges a anfonwyd ymlaen", NULL};

	if (g_strv_contains(begins, words))
		return SEPARATOR_FORWARD;
	if (g_strv_contains(originals, words))
		return has_dashes ? SEPARATOR_ORIGINAL : SEPARATOR_BARE;
	if (has_dashes && (g_strv_contains(forwards, words) || g_str_has_prefix(words, "forwarded by ")))
		return SEPARATOR_FORWARD;
	return SEPARATOR_NONE;
}

static enum separator separator_of(const char *line)
{
	g_autofree char *words = NULL;
	gboolean has_dashes;

	if (strspn(line, "_") >= SEPARATOR_MIN_RULE && line[strspn(line, "_")] == '\0')
		return SEPARATOR_RULE;
	if (strlen(line) > SEPARATOR_MAX_BYTES)
		return SEPARATOR_NONE;
	words = inner_words(line, &has_dashes);
	return separator_of_words(words, has_dashes);
}

/* Notes on the web: "-----Amina Shah <a@b> wrote: -----", with the fields below. */
static gboolean read_notes(const char *line, struct quoted_message *quoted)
{
	gsize dashes = strspn(line, "-");
	const char *wrote = dashes >= 3 && g_str_has_suffix(line, "--") ? strstr(line, " wrote:") : NULL;
	g_autofree char *people = NULL;

	if (!wrote || wrote[strlen(" wrote:") + strspn(wrote + strlen(" wrote:"), " -")] != '\0')
		return FALSE;
	people = g_strndup(line + dashes, (gsize)(wrote - line - (gssize)dashes));
	quote_sentence_people(g_strstrip(people), quoted);
	return TRUE;
}

/* The fields below say it better than the separator. */
static gboolean read_block_over(const struct lines *lines, guint i, struct quoted_message *quoted, guint *ret_next)
{
	struct quoted_message *block = quoted_message_new();
	gboolean is_found = quote_block_read(lines, i, TRUE, block, ret_next);

	if (is_found) {
		if (block->addresses->len > 0)
			g_ptr_array_set_size(quoted->addresses, 0);
		g_ptr_array_extend_and_steal(quoted->addresses, g_ptr_array_ref(block->addresses));
		block->addresses = g_ptr_array_new();
		g_free(quoted->date);
		quoted->date = g_steal_pointer(&block->date);
		quoted->subject = g_steal_pointer(&block->subject);
	}
	quoted_message_free(block);
	return is_found;
}

/* A separator with what it announces: fields, or a sentence. */
static gboolean read_announced(const struct lines *lines, guint i, const char *first, struct quote_head *head,
			       guint *ret_next)
{
	gboolean is_notes = read_notes(first, head->quoted);
	enum separator separator = is_notes ? SEPARATOR_ORIGINAL : separator_of(first);
	guint8 depth = lines_at(lines, i)->depth;
	guint next = i + 1;
	gboolean is_certain;

	if (separator == SEPARATOR_NONE)
		return FALSE;
	for (int blank = 0; blank < SEPARATOR_MAX_BLANK && next < lines->lines->len && lines_is_blank(lines, next);)
		next++, blank++;
	head->quoted->is_forwarded = separator == SEPARATOR_FORWARD;
	if (next < lines->lines->len && lines_at(lines, next)->depth >= depth) {
		/* Below a rule less does not suffice: people draw rules, too. */
		if (separator == SEPARATOR_RULE ? quote_block_read(lines, next, FALSE, head->quoted, ret_next)
						: read_block_over(lines, next, head->quoted, ret_next)) {
			head->depth = lines_at(lines, next)->depth;
			return TRUE;
		}
		if (separator >= SEPARATOR_ORIGINAL && !is_notes &&
		    quote_sentence_read(lines, next, head->quoted, ret_next, &is_certain)) {
			head->depth = lines_at(lines, next)->depth;
			return TRUE;
		}
	}
	*ret_next = i + 1;
	return separator >= SEPARATOR_ORIGINAL;
}

/* What the client itself marks as a head, in whatever language: to its end, with the address that it shows. */
static gboolean read_marked(const struct lines *lines, guint i, struct quoted_message *quoted, guint *ret_next)
{
	guint8 depth = lines_at(lines, i)->depth;
	g_autoptr(GString) text = g_string_new(NULL);
	guint last = i;

	while (i < lines->lines->len && lines_at(lines, i)->kind == LINE_HEAD && text->len < QUOTE_SENTENCE_MAX_BYTES) {
		g_autofree char *line = quote_block_line(lines, &i, depth);

		if (!line)
			break;
		if (*line)
			last = i;
		g_string_append_printf(text, "%s ", line);
	}
	g_strchomp(text->str);
	if (!g_str_has_suffix(text->str, ":") || !strpbrk(text->str, "0123456789@"))
		return FALSE;
	text->str[strlen(text->str) - 1] = '\0';
	if (strchr(text->str, '@'))
		quote_sentence_people(text->str, quoted);
	*ret_next = last;
	return TRUE;
}

/* Taken at every line, so it copies nothing. */
static gboolean is_candidate(const struct lines *lines, guint i)
{
	const struct line *line = lines_at(lines, i);
	const char *text = lines->text->str + line->start;
	gsize length = line->length;

	while (length > 0 && *text == ' ')
		text++, length--;
	if (length == 0)
		return FALSE;
	return line->kind == LINE_HEAD || *text < 0 || memchr(text, ':', length) ||
	       strchr("-=_*>OoAYyBbDdNn", *text) != NULL;
}

static gboolean may_begin(const struct line *line, const char *text)
{
	const char *value;

	return line->kind == LINE_HEAD || quote_sentence_may_begin(text) || strchr("-=_*", *text) ||
	       quote_key_of(text, &value) != QUOTE_KEY_NONE || separator_of(text) != SEPARATOR_NONE;
}

gboolean quote_head_read(const struct lines *lines, guint i, struct quote_head *ret_head)
{
	const struct line *line = lines_at(lines, i);
	gboolean is_marked = line->kind == LINE_HEAD;
	struct quote_head head = {.depth = line->depth, .is_certain = TRUE};
	g_autofree char *first = NULL;
	guint next = i;

	if (!is_candidate(lines, i))
		return FALSE;
	first = lines_plain(lines, i);
	if (!may_begin(line, first))
		return FALSE;
	head.quoted = quoted_message_new();
	if (!read_announced(lines, i, first, &head, &next) &&
	    !quote_block_read(lines, i, is_marked, head.quoted, &next) &&
	    !quote_sentence_read(lines, i, head.quoted, &next, &head.is_certain) &&
	    !(is_marked && read_marked(lines, i, head.quoted, &next))) {
		quoted_message_free(head.quoted);
		return FALSE;
	}
	head.is_certain |= is_marked;
	head.lines = next - i;
	*ret_head = head;
	return TRUE;
}
