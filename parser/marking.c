/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the markings that a sender set, and none in topics, denials, footers, quoted or hidden text. What counts as a
 * confidential label, or a plain sentence, is policy's. */
#include "parser/marking.h"

#include "parser/header.h"
#include "parser/marking_words.h"

#include <string.h>

enum {
	MARKING_MAX_LINE = 200,    /* bytes: a marking with a short reason, not a paragraph */
	MARKING_MAX_GREETING = 60, /* bytes */
	MARKING_MAX_TAG = 6,       /* words in a gateway's or a list's brackets */
	MARKING_MAX_HEAD = 10      /* shown lines looked at */
};

static const char *const denials[] = {"not", "non", "no", "nothing", "never", "longer", "isn't", "isn\xe2\x80\x99t",
				      NULL};

void marking_free(gpointer data)
{
	struct marking *marking = data;

	if (!marking)
		return;
	g_free(marking->text);
	g_free(marking);
}

static char *words_text(const char *text, const GArray *words, guint first, guint length)
{
	guint32 start = marking_word(words, first)->start;

	return g_strndup(text + start, marking_word(words, first + length - 1)->end - start);
}

static gboolean is_upper(const GArray *words, guint first, guint length)
{
	for (guint i = first; i < first + length; i++)
		if (!marking_word(words, i)->is_upper)
			return FALSE;
	return TRUE;
}

/* Words that follow a marking and make a topic of it. */
static gboolean is_topic(const GArray *words, guint i)
{
	static const char *const topics[] = {
		"waste",   "shredding", "policy",      "policies", "reporting",  "helpline",    "advice",   "support",
		"service", "services",  "line",        "phone",    "hotline",    "survey",      "bin",      "bins",
		"sack",    "sacks",     "bag",         "bags",     "papers",     "information", "training", "guidance",
		"marking", "markings",  "counselling", "disposal", "collection", "collections", "document", "documents",
		"data",    "matters",   "invoice",     NULL};

	return marking_word_is(words, i, topics);
}

/* "Confidential: no", "Confidential - not"; but "not for publication" goes on in the same sense. */
static gboolean is_denied(const GArray *words, guint i)
{
	return marking_word_is(words, i, denials) &&
	       !(i + 2 < words->len && strcmp(marking_word(words, i + 1)->lower, "for") == 0);
}

/* Riders that follow a marking without punctuation: "CONFIDENTIAL NOT FOR PUBLICATION". */
static gboolean is_rider(const GArray *words, guint i)
{
	static const char *const riders[][4] = {
		{"not", "for", "publication"},
		{"addressee", "only"},
		{"recipient", "only"},
		{"recipients", "only"},
		{"members", "only"},
		{"for", "members", "only"},
		{"do", "not", "forward"},
		{"do", "not", "share"},
		{"do", "not", "copy"},
		{"do", "not", "circulate"},
		{"exempt"},
		{"page"},
	};

	for (gsize r = 0; r < G_N_ELEMENTS(riders); r++) {
		guint n = 0;

		while (n < 4 && riders[r][n] && i + n < words->len &&
		       strcmp(marking_word(words, i + n)->lower, riders[r][n]) == 0)
			n++;
		if (n == 4 || !riders[r][n])
			return TRUE;
	}
	return FALSE;
}

/* The marking's length where one begins at i and stands by itself: up to the end, punctuation, or its bracket. */
static guint set_off_length(const GArray *words, guint i)
{
	guint length = marking_words_length(words, i);
	const struct word *last = length > 0 ? marking_word(words, i + length - 1) : NULL;

	if (!last || last->gap == GAP_QUESTION)
		return 0;
	if (i + length == words->len || is_rider(words, i + length))
		return length;
	return last->gap == GAP_BREAK && last->mark != '\'' && !is_denied(words, i + length) ? length : 0;
}

/* At the start of a Subject capitals or several words set a marking off from a topic too. */
static guint leading_length(const GArray *words, guint i)
{
	guint length = set_off_length(words, i);

	if (length > 0)
		return length;
	length = marking_words_length(words, i);
	if (length == 0 || i + length == words->len || marking_word(words, i + length - 1)->gap != GAP_SPACE ||
	    is_topic(words, i + length) || is_denied(words, i + length))
		return 0;
	return length > 1 || is_upper(words, i, length) ? length : 0;
}

/* The first word of a marking that ends the Subject; words->len where none does. */
static guint trailing_start(const GArray *words)
{
	static const char *const sentence[] = {"is",    "are",    "be",      "was",  "as",   "it",
					       "this",  "remain", "remains", "keep", "kept", "stay",
					       "stays", "were",   "and",     "or",   "the",  NULL};

	for (guint i = words->len > 6 ? words->len - 6 : 0; i < words->len; i++) {
		const struct word *before = i > 0 ? marking_word(words, i - 1) : NULL;
		guint length = marking_words_length(words, i);

		if (length == 0 || i + length != words->len || marking_word(words, words->len - 1)->gap == GAP_QUESTION)
			continue;
		if (!before || before->gap == GAP_BREAK || before->gap == GAP_QUESTION)
			return marking_word_is(words, i - 1, denials) && before ? words->len : i;
		if (before->gap == GAP_SPACE && !marking_word_is(words, i - 1, sentence) &&
		    !marking_word_is(words, i - 1, denials) && (length > 1 || is_upper(words, i, length)) &&
		    !before->is_upper)
			return i;
		return words->len;
	}
	return words->len;
}

/* "[External]", "(Planning)", "[Ref 12]": the group's last word, where the one at i is in brackets and none of them
 * marks; i where there is no such group. */
static guint bracketed_end(const GArray *words, guint i)
{
	guint end = i;

	if (!marking_word(words, i)->bracket)
		return i;
	for (; end < words->len && end < i + MARKING_MAX_TAG; end++) {
		if (marking_words_length(words, end) > 0)
			return i;
		if (marking_word(words, end)->closing)
			return end + 1;
	}
	return i;
}

/* RE:, FW: and what Outlook says for them in Welsh, a gateway's tag, and words that announce a marking. */
static gboolean is_prefix(const GArray *words, guint i)
{
	static const char *const prefixes[] = {
		"re",        "fw",       "fwd",     "aw",         "sv",         "wg",       "tr",       "antw",
		"atb",       "yml",      "ymlaen",  "ext",        "external",   "accepted", "declined", "tentative",
		"cancelled", "canceled", "updated", "derbyniwyd", "gwrthodwyd", NULL};
	static const char *const qualifiers[] = {"security", "protective", NULL};
	static const char *const announcements[] = {"classification", "marking", "sensitivity", "dosbarthiad", NULL};
	const struct word *word = marking_word(words, i);

	if (word->mark == ':' && (marking_word_is(words, i, prefixes) || marking_word_is(words, i, announcements)))
		return TRUE;
	if (marking_word_is(words, i, qualifiers) && marking_word_is(words, i + 1, announcements))
		return TRUE;
	/* RE[2]: */
	if (i > 0 && word->bracket && word->mark && g_ascii_isdigit(word->lower[0]))
		return TRUE;
	return word->gap == GAP_BREAK && marking_word_is(words, i, prefixes) && i + 1 < words->len &&
	       marking_word(words, i + 1)->bracket && g_ascii_isdigit(marking_word(words, i + 1)->lower[0]);
}

static guint skip_prefixes(const GArray *words)
{
	guint i = 0;

	while (i < words->len) {
		guint next = is_prefix(words, i) ? i + 1 : bracketed_end(words, i);

		if (next == i)
			break;
		i = next;
	}
	return i;
}

char *marking_in_subject(const char *subject)
{
	g_autoptr(GArray) words = marking_words(subject);
	guint first = skip_prefixes(words);
	guint length = leading_length(words, first);

	if (length > 0)
		return words_text(subject, words, first, length);
	for (guint i = first; i < words->len; i++) {
		length = marking_word(words, i)->bracket ? set_off_length(words, i) : 0;
		if (length > 0)
			return words_text(subject, words, i, length);
	}
	first = trailing_start(words);
	return first < words->len ? words_text(subject, words, first, words->len - first) : NULL;
}

char *marking_in_line(const char *line)
{
	g_autoptr(GArray) words = NULL;
	guint first, length;

	if (strlen(line) > MARKING_MAX_LINE)
		return NULL;
	words = marking_words(line);
	first = skip_prefixes(words);
	length = set_off_length(words, first);
	if (length == 0)
		return NULL;
	/* A comma goes on with a sentence ("Confidential, as agreed, is the …"). */
	if (first + length < words->len && marking_word(words, first + length - 1)->mark == ',')
		return NULL;
	return words_text(line, words, first, length);
}

/* Lines above a marking that are no text: a greeting, a lower classification, a rule. */
static gboolean is_passed_over(const char *line)
{
	static const char *const greetings[] = {"dear", "hi",     "hello", "good", "morning", "afternoon",
						"all",  "annwyl", "helo",  "bore", NULL};
	static const char *const levels[] = {"official", "open", "public", "unclassified", "swyddogol", NULL};
	g_autoptr(GArray) words = marking_words(line);
	gsize length = strlen(line);
	guint first;

	if (words->len == 0)
		return TRUE;
	if (length > MARKING_MAX_GREETING)
		return FALSE;
	first = skip_prefixes(words);
	return marking_word_is(words, 0, greetings) || line[length - 1] == ',' ||
	       (first + 1 == words->len && marking_word_is(words, first, levels));
}

static void add_marking(GPtrArray *markings, enum marking_source source, char *text)
{
	struct marking *marking = g_new0(struct marking, 1);

	marking->source = source;
	marking->text = text;
	g_ptr_array_add(markings, marking);
}

/* Looks at one shown line of the head. FALSE where the head is over. */
static gboolean read_head_line(const char *line, GPtrArray *markings)
{
	char *text = marking_in_line(line);

	if (text)
		add_marking(markings, MARKING_HEAD, text);
	return text || is_passed_over(line);
}

/* The head's markings of one rendition; *ret_is_shown: there is text in it at all. */
static GPtrArray *read_head(const struct rendition *rendition, gboolean *ret_is_shown)
{
	GPtrArray *markings = g_ptr_array_new_with_free_func(marking_free);
	gboolean is_head = TRUE;
	int shown = 0;

	*ret_is_shown = FALSE;
	for (guint i = 0; i < rendition->passages->len && is_head; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);
		const char *at = passage->text;

		if (passage->is_hidden)
			continue;
		for (const char *end; *at && is_head; at = *end ? end + 1 : end) {
			g_autofree char *line = NULL;

			end = strchrnul(at, '\n');
			line = g_strstrip(g_strndup(at, (gsize)(end - at)));
			*ret_is_shown |= *line != '\0';
			if (passage->division != DIVISION_AUTHORED)
				break;
			if (*line)
				is_head = read_head_line(line, markings) && ++shown < MARKING_MAX_HEAD;
		}
	}
	return markings;
}

/* A reader may be shown any rendition: all that have text must be marked. */
static void read_heads(struct message *message)
{
	g_autoptr(GPtrArray) found = NULL;

	for (guint i = 0; i < message->renditions->len; i++) {
		gboolean is_shown;
		g_autoptr(GPtrArray) markings = read_head(g_ptr_array_index(message->renditions, i), &is_shown);

		if (is_shown && markings->len == 0)
			return;
		if (is_shown && !found)
			found = g_steal_pointer(&markings);
	}
	if (found)
		g_ptr_array_extend_and_steal(message->markings, g_steal_pointer(&found));
}

char *marking_of_sensitivity(const char *value)
{
	static const char *const values[] = {"personal", "private", "company-confidential", NULL};
	g_autofree char *lower = g_ascii_strdown(value, -1);

	return g_strv_contains(values, lower) ? g_strdup(value) : NULL;
}

static void read_sensitivity(GMimeHeaderList *headers, GPtrArray *markings)
{
	g_autofree char *value = header_value(headers, "Sensitivity");
	char *text = value ? marking_of_sensitivity(value) : NULL;

	if (text)
		add_marking(markings, MARKING_SENSITIVITY, text);
}

void marking_read(GMimeHeaderList *headers, struct message *message)
{
	char *text = message->subject ? marking_in_subject(message->subject) : NULL;

	if (text)
		add_marking(message->markings, MARKING_SUBJECT, text);
	read_heads(message);
	read_sensitivity(headers, message->markings);
}
