/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the sentence that a client puts above what it quotes. Its date is kept as shown and understood by nobody here.
 */
#include "parser/quote_sentence.h"

#include "parser/quote_block.h"
#include "parser/quote_people.h"

#include <string.h>

static const char verb_english[] = "wrote", verb_welsh[] = "ysgrifennodd";

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

/* "+0100", "+01:00" */
static gsize offset_length(const char *text)
{
	gsize digits = strchr("+-", *text) && *text ? strspn(text + 1, "0123456789:") : 0;

	return digits >= 4 && digits <= 5 ? digits + 1 : 0;
}

/* Where the date of "Thu, 14 May 2026 at 9:30 AM (BST), Shah, Amina" ends. */
static gsize date_length(const char *text)
{
	static const char *const tails[] = {"am", "pm", "a.m.", "p.m.", "yb", "yh", "gmt", "bst", "utc", NULL};
	gsize length = digits_end(text);

	for (int tail = 0; length > 0 && tails[tail]; tail++) {
		gsize start = length + strspn(text + length, " (");
		gsize size = offset_length(text + start);

		if (size == 0 && g_ascii_strncasecmp(text + start, tails[tail], strlen(tails[tail])) == 0)
			size = strlen(tails[tail]);
		if (size > 0 && !g_ascii_isalnum(text[start + size])) {
			length = start + size + strspn(text + start + size, ")");
			tail = -1;
		}
	}
	return length;
}

void quote_sentence_people(char *text, struct quoted_message *quoted)
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

/* "14 May 2026 09:30 PERSON", GroupWise's "PERSON 14/05/2026 09:30" and "PERSON on 14/05/2026 09:30". */
static void read_people_first(const char *text, struct quoted_message *quoted)
{
	const char *bracket = strchr(text, '>');
	const char *date = bracket ? bracket + 1 : text + strcspn(text, "0123456789");
	g_autofree char *people = g_strndup(text, (gsize)(date - text));

	date += strspn(date, ", ");
	date += g_str_has_prefix(date, "on ") ? 3 : 0;
	if (strpbrk(date, "0123456789"))
		quoted->date = g_strchomp(g_strdup(date));
	quote_people_read(people, ADDRESS_FROM, quoted->addresses);
}

/* GroupWise names the message as well: "…, in message <5A.1@host>, Amina Shah wrote:". */
static void drop_message_id(GString *text)
{
	static const char words[] = "in message <";
	char *start = strstr(text->str, words);
	char *end = start ? strchr(start, '>') : NULL;

	if (end) {
		end += 1 + strspn(end + 1, ", ");
		g_string_erase(text, start - text->str, end - start);
	}
}

static gsize opening_length(const char *text)
{
	static const char *const openings[] = {"On ", "Ar ", "At ", "Am "};

	for (gsize i = 0; i < G_N_ELEMENTS(openings); i++)
		if (g_str_has_prefix(text, openings[i]))
			return strlen(openings[i]);
	return 0;
}

/* A machine names the year, the minute, and then, behind a comma, somebody. */
static gboolean is_of_machine(const char *text)
{
	static const char *const prose[] = {"the ", "a ",    "an ",  "i ",   "we ",    "he ",  "she ", "they ", "my ",
					    "our ", "your ", "his ", "her ", "their ", "you ", "it ",  "one ",  NULL};
	gsize length = date_length(text);
	g_autofree char *date = g_strndup(text, length);
	const char *name = text + length + strspn(text + length, ", ");
	gboolean has_year = FALSE;

	if (text[length] != ',' || !quote_block_has_time(date) || strlen(date) > 60)
		return FALSE;
	for (const char *at = date; *at;) {
		gsize digits = strspn(at, "0123456789");

		has_year |= digits == 4 || (digits == 2 && at > date && at[-1] == '/');
		at += MAX(digits, 1);
	}
	for (int i = 0; prose[i]; i++)
		if (g_ascii_strncasecmp(name, prose[i], strlen(prose[i])) == 0)
			return FALSE;
	return has_year && !g_unichar_islower(g_utf8_get_char(name));
}

/* Takes the verb out, wherever it stands, with what clients write around it. */
static gboolean take_verb(GString *text)
{
	const char *const verbs[] = {verb_english, verb_welsh};

	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
		gsize length = strlen(verbs[i]);
		char *verb = g_strrstr(text->str, verbs[i]);
		gboolean is_last;

		if (!verb || (verb > text->str && !strchr(" ,", verb[-1])) || !strchr(" :,", verb[length]))
			continue;
		is_last = verb[length + strspn(verb + length, " :")] == '\0';
		/* In Welsh the verb comes first: "ysgrifennodd Amina". */
		if (!is_last && verbs[i] == verb_english)
			return FALSE;
		g_string_truncate(text, text->len - 1); /* the colon */
		g_string_erase(text, verb - text->str, (gssize)length);
		return TRUE;
	}
	return FALSE;
}

/* "On DATE, PERSON wrote:" and "PERSON <a@b> wrote:", whole. */
static gboolean read_verb(GString *text, struct quoted_message *quoted, gboolean *ret_is_certain)
{
	gsize opening = opening_length(text->str);
	gboolean has_bracket = strchr(text->str, '@') && strpbrk(text->str, "<[");
	gboolean is_dated = opening > 0 && strpbrk(text->str, "0123456789");
	char *people = text->str + (is_dated ? opening : 0);

	if (!is_dated && !strchr(text->str, '@'))
		return FALSE;
	*ret_is_certain =
		has_bracket || (strchr(text->str, '@') && quote_block_has_time(text->str)) || is_of_machine(people);
	quote_sentence_people(g_strchomp(people), quoted);
	return TRUE;
}

/* Heads on one line without the usual verb; all name an address in angle brackets. */
static gboolean read_unusual(const char *line, struct quoted_message *quoted)
{
	static const char quoting[] = "Quoting ";
	const char *bracket = strchr(line, '<'), *end = bracket ? strchr(bracket, '>') : NULL;
	g_autofree char *text = g_strndup(line, strlen(line) - 1); /* the colon */
	char *wrote = strstr(text, "> wrote on ");

	if (!end || !strchr(bracket, '@'))
		return FALSE;
	if (wrote) {
		memset(wrote + 1, ' ', strlen(" wrote"));
		read_people_first(text, quoted);
		return TRUE;
	}
	if (end[1] != ':' || end[2] != '\0')
		return FALSE;
	/* "2026-05-14 9:30 GMT+01:00 Amina Shah <a@b>:" */
	if (g_str_has_prefix(text, quoting))
		quote_people_read(text + strlen(quoting), ADDRESS_FROM, quoted->addresses);
	else if (g_ascii_isdigit(*text) && quote_block_has_time(text))
		quote_sentence_people(text, quoted);
	else
		return FALSE;
	return TRUE;
}

/* ">>> Amina Shah <a@b> 14/05/2026 09:30 >>>" */
static gboolean read_groupwise(const char *line, struct quoted_message *quoted)
{
	static const char marks[] = ">>>";
	g_autofree char *text = NULL;

	if (!g_str_has_prefix(line, marks) || !g_str_has_suffix(line, marks) || strlen(line) < 2 * strlen(marks) ||
	    !strpbrk(line, "0123456789"))
		return FALSE;
	text = g_strndup(line + strlen(marks), strlen(line) - 2 * strlen(marks));
	read_people_first(g_strstrip(text), quoted);
	return TRUE;
}

gboolean quote_sentence_read(const struct lines *lines, guint i, struct quoted_message *quoted, guint *ret_next,
			     gboolean *ret_is_certain)
{
	guint8 depth = lines_at(lines, i)->depth;
	g_autoptr(GString) text = g_string_new(NULL);

	for (int n = 0; n < QUOTE_SENTENCE_MAX_LINES && text->len < QUOTE_SENTENCE_MAX_BYTES; n++) {
		g_autofree char *line = quote_block_line(lines, &i, depth);

		if (!line || !*line)
			return FALSE;
		/* "On reflection no." and then the attribution: that one begins further down. */
		if (n > 0 &&
		    ((opening_length(line) > 0 && strpbrk(line, "0123456789")) || opening_length(text->str) == 0))
			return FALSE;
		g_string_append_printf(text, "%s%s", n > 0 ? " " : "", line + (n == 0 ? strspn(line, "*_") : 0));
		*ret_next = i;
		*ret_is_certain = TRUE;
		if (n == 0 && read_groupwise(text->str, quoted))
			return TRUE;
		if (!g_str_has_suffix(text->str, ":"))
			continue;
		if (n == 0 && g_str_has_prefix(text->str, ">>> "))
			g_string_erase(text, 0, 4);
		drop_message_id(text);
		if (n == 0 && read_unusual(text->str, quoted))
			return TRUE;
		if (take_verb(text))
			return read_verb(text, quoted, ret_is_certain);
	}
	return FALSE;
}

gboolean quote_sentence_may_begin(const char *line)
{
	const char *words = line + strspn(line, "*_");

	return (opening_length(words) > 0 && strpbrk(words, "0123456789,")) || g_str_has_prefix(line, ">>>") ||
	       (g_str_has_suffix(line, ":") &&
		(strstr(line, verb_english) || strstr(line, verb_welsh) || strchr(line, '@')));
}
