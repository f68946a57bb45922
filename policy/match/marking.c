/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads markings: those that the parser found on the message, and those that stand at the head of another text. Topics
 * ("Confidential waste collection") are none: the line holds the marking alone. */
#include "policy/match/marking.h"

#include "policy/judge.h"
#include "policy/match/fold.h"

#include <string.h>

static gboolean is_confidential_label(const struct policy *policy, const struct label *label)
{
	if (!label->is_enabled || label->guid == NULL || policy->labels == NULL)
		return FALSE;
	for (guint i = 0; i < policy->labels->len; i++) {
		const struct label_level *level = g_ptr_array_index(policy->labels, i);

		if (g_ascii_strcasecmp(level->guid, label->guid) == 0)
			return level->is_confidential;
	}
	return FALSE;
}

/* The line's letters and digits as words with one blank between. */
static char *words_of(const char *line, gsize length)
{
	struct fold *fold = fold_new(line, length);
	GString *words = g_string_new(NULL);

	for (const char *at = fold->text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar letter = g_utf8_get_char(at);

		if (g_unichar_isalnum(letter))
			g_string_append_unichar(words, letter);
		else if (words->len > 0 && words->str[words->len - 1] != ' ' && letter != '\'')
			g_string_append_c(words, ' ');
	}
	fold_free(fold);
	return g_strchomp(g_string_free(words, FALSE));
}

/* " official sensitive " in " sec official sensitive ": whole words, whatever stands between them. */
static gboolean has_words(const char *text, const char *wanted)
{
	g_autofree char *words = words_of(text, strlen(text));
	g_autofree char *needle_words = words_of(wanted, strlen(wanted));
	g_autofree char *hay = g_strdup_printf(" %s ", words);
	g_autofree char *needle = g_strdup_printf(" %s ", needle_words);

	return *needle_words != '\0' && strstr(hay, needle) != NULL;
}

/* The first entry that fits the field decides about it. */
static gboolean is_confidential_field(const struct policy *policy, const struct label_field *field)
{
	for (guint i = 0; policy->label_headers != NULL && i < policy->label_headers->len; i++) {
		const struct label_header *header = g_ptr_array_index(policy->label_headers, i);

		if (strcmp(header->header, field->name) == 0 && has_words(field->value, header->value))
			return header->is_confidential;
	}
	return FALSE;
}

gboolean marking_is_labelled(const struct policy *policy, const GPtrArray *labels)
{
	for (guint i = 0; labels != NULL && i < labels->len; i++)
		if (is_confidential_label(policy, g_ptr_array_index(labels, i)))
			return TRUE;
	return FALSE;
}

gboolean marking_stands(const struct policy *policy, const struct message *message)
{
	if (message->markings->len > 0)
		return TRUE;
	if (marking_is_labelled(policy, message->labels))
		return TRUE;
	for (guint i = 0; i < message->label_fields->len; i++)
		if (is_confidential_field(policy, g_ptr_array_index(message->label_fields, i)))
			return TRUE;
	return FALSE;
}

static gboolean is_marking(const char *words)
{
	static const char *const labels[] = {"classification ", "protective marking ", "security classification ",
					     "marking ", "status "};
	static const char *const markings[] = {"confidential",
					       "strictly confidential",
					       "private and confidential",
					       "private confidential",
					       "strictly private and confidential",
					       "strictly private confidential",
					       "official sensitive",
					       "in confidence",
					       "in strict confidence",
					       "commercial in confidence",
					       "commercially confidential",
					       "staff in confidence",
					       "confidential report",
					       "confidential appendix",
					       "confidential minutes",
					       "confidential item",
					       "confidential briefing",
					       "confidential briefing note",
					       "exempt",
					       "exempt report",
					       "exempt appendix",
					       "exempt minutes",
					       "restricted",
					       "o s"};

	for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
		if (g_str_has_prefix(words, labels[i]))
			words += strlen(labels[i]);
	if (g_str_has_prefix(words, "official sensitive "))
		return strlen(words) < 48;
	for (gsize i = 0; i < G_N_ELEMENTS(markings); i++)
		if (strcmp(words, markings[i]) == 0)
			return TRUE;
	return FALSE;
}

/* "CONFIDENTIAL", or the marking before a colon or a dash ("FW: CONFIDENTIAL - Heron Street depot"). */
static gboolean begins_with_marking(const char *line, gsize length)
{
	g_autofree char *whole = words_of(line, length);
	g_auto(GStrv) pieces = NULL;
	gsize i = 0;

	if (is_marking(whole))
		return TRUE;
	g_free(whole);
	whole = g_strndup(line, length);
	g_strdelimit(whole, "|[]", ':');
	pieces = g_regex_split_simple(": *| - | \u2013 ", whole, 0, 0);
	for (; pieces[i] != NULL; i++) {
		g_autofree char *words = words_of(pieces[i], strlen(pieces[i]));

		if (*words != '\0' && strcmp(words, "re") != 0 && strcmp(words, "fw") != 0 && strcmp(words, "fwd") != 0)
			return is_marking(words);
	}
	return FALSE;
}

gboolean marking_heads(const char *text)
{
	guint lines = 0;

	for (const char *line = text; *line != '\0' && lines < MARKING_HEAD_LINES;) {
		gsize length = strcspn(line, "\n");

		/* Nobody writes a marking this long; a text without line ends has no head. */
		if (strspn(line, " \t\r") < length) {
			lines++;
			if (length <= MARKING_LINE_BYTES && begins_with_marking(line, length))
				return TRUE;
		}
		line += length + (line[length] == '\n');
	}
	return FALSE;
}
