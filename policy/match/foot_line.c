/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the lines at the foot of the sender's own words that tell of copies or state a basis. What they are good for is
 * the checks' business. */
#include "policy/match/foot_line.h"

#include "policy/directory/name.h"
#include "policy/match/basis_line.h"
#include "policy/match/closing.h"
#include "policy/match/copy_statement.h"
#include "policy/match/member_name.h"
#include "policy/match/words.h"

#include <string.h>

enum { WRAPPED_BYTES = 60 /* a line so long may go on in the next one */ };

static void foot_line_free(gpointer data)
{
	struct foot_line *line = data;

	g_free(line->text);
	g_free(line);
}

static gboolean is_basis(const char *line)
{
	g_autofree char *text = NULL;

	return basis_line_read(line, &text) != NULL;
}

static gboolean is_copy_line(const char *line)
{
	g_autoptr(GArray) words = words_new(line);
	gsize names_from, names_until;

	for (gsize from = 0; from < words->len;) {
		gsize until = words_sentence_end(words, from);

		if (copy_statement_read(words, from, until, &names_from, &names_until))
			return TRUE;
		from = until;
	}
	return FALSE;
}

static gboolean speaks(const char *line)
{
	return strlen(line) <= FOOT_MAX_LINE_BYTES && (is_basis(line) || is_copy_line(line));
}

/* "CC:" alone, with the names below it. */
static gboolean is_bare_label(const char *line)
{
	static const char *const labels[] = {
		"cc",        "cc to",      "bcc",           "c c",       "copy", "copy to", "copies", "copies to",
		"copied to", "blind copy", "blind copy to", "copied in", "copi", "copi i",  NULL};
	g_autofree char *folded = strlen(line) < 30 ? name_fold(line) : NULL;

	return folded != NULL && g_strv_contains(labels, folded);
}

static gboolean begins_with_title(const char *line)
{
	g_autofree char *first = g_strndup(line, strcspn(line, " ."));
	g_autofree char *folded = name_fold(first);

	return name_is_member_title(folded) || strcmp(folded, "cynghorydd") == 0;
}

/* A line that speaks goes on in the next one where it is full or breaks off in the middle of a list. */
static gboolean goes_on(const char *line)
{
	static const char *const openings[] = {" and", " &", ",", " to", " councillor", " cllr", " councillors", ":"};
	g_autofree char *small = g_utf8_strdown(line, -1);

	if (strlen(line) >= WRAPPED_BYTES)
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(openings); i++)
		if (g_str_has_suffix(small, openings[i]))
			return TRUE;
	return FALSE;
}

static gboolean is_blank(gunichar letter)
{
	return g_unichar_isspace(letter) || g_unichar_type(letter) == G_UNICODE_FORMAT;
}

static void add_stripped(GPtrArray *lines, const char *from, gsize length)
{
	const char *until = from + length;

	/* g_strstrip knows ASCII blanks only; HTML brings others. */
	while (from < until && is_blank(g_utf8_get_char(from)))
		from = g_utf8_next_char(from);
	g_ptr_array_add(lines, g_strchomp(g_strndup(from, (gsize)(until - from))));
}

/* Adds the text's lines from the last one upwards. */
static void add_upwards(GPtrArray *lines, const char *text)
{
	gsize length = strlen(text);

	if (length > 0 && text[length - 1] == '\n')
		length--;
	while (lines->len < FOOT_MAX_LINES) {
		const char *newline = memrchr(text, '\n', length);
		gsize from = newline != NULL ? (gsize)(newline + 1 - text) : 0;

		add_stripped(lines, text + from, length - from);
		if (newline == NULL)
			return;
		length = (gsize)(newline - text);
	}
}

static gboolean is_wanted(const struct passage *passage, gboolean is_authored)
{
	if (passage->is_hidden || passage->division == DIVISION_QUOTED)
		return FALSE;
	return (passage->division == DIVISION_AUTHORED) == is_authored;
}

/* The last visible lines of the sender's text, or of signature and disclaimer, from the last one upwards; "" where
 * something stands between. */
static GPtrArray *lines_upwards(const struct rendition *rendition, gboolean is_authored)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = rendition->passages->len; i > 0 && lines->len < FOOT_MAX_LINES; i--) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i - 1);

		if (is_wanted(passage, is_authored)) {
			add_upwards(lines, passage->text);
			g_ptr_array_add(lines, g_strdup(""));
		}
	}
	return lines;
}

/* The line belongs to the last one: below a bare label all do, else what goes on or names a further councillor. */
static gboolean is_joined(const char *last, gboolean is_list, const char *line)
{
	if (speaks(line) || closing_is_sign_off(line))
		return FALSE;
	return is_list || (speaks(last) && (begins_with_title(line) || goes_on(last)));
}

/* Downwards again, without the blank lines, which part what would belong together. */
static GPtrArray *join_lines(const GPtrArray *upwards)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
	gboolean is_open = FALSE, is_list = FALSE;

	for (guint i = upwards->len; i > 0; i--) {
		const char *line = g_ptr_array_index(upwards, i - 1);
		char **last = is_open ? (char **)&g_ptr_array_index(lines, lines->len - 1) : NULL;

		if (last != NULL && *line != '\0' && is_joined(*last, is_list, line)) {
			const char *mark = is_list || begins_with_title(line) ? ", " : " ";
			char *whole = g_strconcat(*last, mark, line, NULL);

			g_free(*last);
			*last = whole;
			continue;
		}
		/* Below a label alone a blank line parts nothing. */
		if (*line == '\0' && last != NULL && is_list && is_bare_label(*last))
			continue;
		is_open = *line != '\0';
		is_list = is_open && is_bare_label(line);
		if (is_open)
			g_ptr_array_add(lines, g_strdup(line));
	}
	return lines;
}

/* Adds the lines that speak: in the closing and directly above it, and those of signature and disclaimer. */
static GPtrArray *rendition_lines(const struct rendition *rendition, const char *author)
{
	g_autoptr(GPtrArray) authored_upwards = lines_upwards(rendition, TRUE);
	g_autoptr(GPtrArray) other_upwards = lines_upwards(rendition, FALSE);
	g_autoptr(GPtrArray) authored = join_lines(authored_upwards);
	g_autoptr(GPtrArray) others = join_lines(other_upwards);
	GPtrArray *foot = g_ptr_array_new_with_free_func(g_free);
	guint closing = closing_start(authored, author, speaks), from = closing;

	while (from > 0 && speaks(g_ptr_array_index(authored, from - 1)))
		from--;
	for (guint i = from; i < authored->len; i++)
		if (i < closing || speaks(g_ptr_array_index(authored, i)))
			g_ptr_array_add(foot, g_strdup(g_ptr_array_index(authored, i)));
	for (guint i = 0; i < others->len; i++)
		if (speaks(g_ptr_array_index(others, i)))
			g_ptr_array_add(foot, g_strdup(g_ptr_array_index(others, i)));
	return foot;
}

static gboolean has_text(const struct rendition *rendition)
{
	for (guint i = 0; i < rendition->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);

		for (const char *at = passage->text; !passage->is_hidden && *at != '\0'; at = g_utf8_next_char(at))
			if (g_unichar_isalnum(g_utf8_get_char(at)))
				return TRUE;
	}
	return FALSE;
}

/* One line said twice: "CC cllr.oduya@x" and "CC cllr.oduya@x<mailto:cllr.oduya@x>". Caller frees. */
static char *line_key(const char *line)
{
	g_autoptr(GString) kept = g_string_new(NULL);

	while (*line != '\0') {
		const char *end = g_str_has_prefix(line, "<mailto:") ? strchr(line, '>') : NULL;

		if (end != NULL)
			line = end + 1;
		else
			g_string_append_c(kept, *line++);
	}
	return name_fold(kept->str);
}

static gboolean has_line(const GPtrArray *lines, const char *wanted)
{
	g_autofree char *key = line_key(wanted);

	for (guint i = 0; i < lines->len; i++) {
		g_autofree char *other = line_key(g_ptr_array_index(lines, i));

		if (strcmp(other, key) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Drops the lines that the other rendition does not have. */
static void intersect(GPtrArray *lines, const struct rendition *rendition, const char *author)
{
	g_autoptr(GPtrArray) others = rendition_lines(rendition, author);

	for (guint i = lines->len; i > 0; i--)
		if (!has_line(others, g_ptr_array_index(lines, i - 1)))
			g_ptr_array_remove_index(lines, i - 1);
}

/* The name in From, or NULL. */
static const char *find_author(const struct message *message)
{
	for (guint i = 0; i < message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(message->addresses, i);

		if (address->field == ADDRESS_FROM)
			return address->name;
	}
	return NULL;
}

GPtrArray *foot_lines_new(const struct message *message)
{
	const char *author = find_author(message);
	GPtrArray *foot = g_ptr_array_new_with_free_func(foot_line_free);
	g_autoptr(GPtrArray) lines = NULL;

	for (guint i = 0; i < message->renditions->len; i++) {
		const struct rendition *rendition = g_ptr_array_index(message->renditions, i);

		/* A blank alternative, as some clients add one, is read by nobody. */
		if (!has_text(rendition))
			continue;
		if (lines == NULL)
			lines = rendition_lines(rendition, author);
		else
			intersect(lines, rendition, author);
	}
	for (guint i = 0; lines != NULL && i < lines->len; i++) {
		struct foot_line *line = g_new0(struct foot_line, 1);

		line->text = g_strdup(g_ptr_array_index(lines, i));
		g_ptr_array_add(foot, line);
	}
	return foot;
}

static gboolean is_named_in(const char *line, const struct directory *directory, guint32 day,
			    const struct person *person)
{
	g_autoptr(GArray) words = words_new(line);
	gsize names_from, names_until;

	for (gsize from = 0; from < words->len;) {
		gsize until = words_sentence_end(words, from);

		if (copy_statement_read(words, from, until, &names_from, &names_until) &&
		    member_name_stands(words, names_from, names_until, directory, day, person))
			return TRUE;
		from = until;
	}
	return FALSE;
}

gboolean foot_lines_name(const GPtrArray *lines, const struct directory *directory, guint32 day,
			 const struct person *person)
{
	for (guint i = 0; i < lines->len; i++) {
		const struct foot_line *line = g_ptr_array_index(lines, i);

		if (is_named_in(line->text, directory, day, person))
			return TRUE;
	}
	return FALSE;
}

gboolean foot_lines_basis(const GPtrArray *lines, struct foot_basis *ret_basis)
{
	for (guint i = 0; i < lines->len; i++) {
		const struct foot_line *line = g_ptr_array_index(lines, i);
		char *text = NULL;
		const char *reason = basis_line_read(line->text, &text);

		if (reason != NULL) {
			*ret_basis = (struct foot_basis){reason, text};
			return TRUE;
		}
	}
	return FALSE;
}
