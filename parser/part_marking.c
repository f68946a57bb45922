/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks for markings where documents have them. The words are marking.c's, and what a label means is configuration. */
#include "parser/part_marking.h"

#include "parser/label.h"
#include "parser/marking.h"

#include <string.h>

enum {
	PROPERTY_MAX_NAME = 100, /* bytes */
	LINE_MAX_BYTES = 200     /* a marking with what stands beside it, not a paragraph */
};

static void add_marking(GPtrArray **markings, enum marking_source source, char *text)
{
	struct marking *marking;

	if (!text)
		return;
	if (!*markings)
		*markings = g_ptr_array_new_with_free_func(marking_free);
	if ((*markings)->len >= PART_MARKING_MAX) {
		g_free(text);
		return;
	}
	marking = g_new0(struct marking, 1);
	marking->source = source;
	marking->text = text;
	g_ptr_array_add(*markings, marking);
}

/* The name after folders and archives, without its ending and with blanks for '_': "CONFIDENTIAL_report.docx". */
static void read_name(struct part *part)
{
	const char *slash = strrchr(part->name, '/');
	g_autofree char *name = g_strdelimit(g_strdup(slash ? slash + 1 : part->name), "_", ' ');
	char *dot = strrchr(name, '.');

	if (dot && dot > name && strlen(dot) <= 6)
		*dot = '\0';
	add_marking(&part->markings, MARKING_NAME, marking_in_subject(name));
}

/* "Title: …": where the value begins, NULL where the line is no property. */
static const char *property_value(const char *line)
{
	const char *colon = strchr(line, ':');

	return colon && colon > line && colon - line <= PROPERTY_MAX_NAME && colon[1] == ' ' ? colon + 2 : NULL;
}

/* Who, and what the program is called: names may hold any word. */
static gboolean is_of_people(const char *name)
{
	static const char *const names[] = {
		"author", "last modified by", "manager", "company", "creator", "producer", "from", "to", "cc", "date",
		NULL};

	return g_strv_contains(names, name);
}

static void add_label(struct part *part, const char *entry)
{
	if (!part->labels)
		part->labels = g_ptr_array_new_with_free_func(label_free);
	label_read_value(entry, part->labels);
}

static void read_property(struct part *part, const char *line)
{
	static const char label[] = "msip_label_";
	const char *value = property_value(line);
	g_autofree char *name = g_ascii_strdown(line, value - line - 2);

	if (g_str_has_prefix(name, label)) {
		g_autofree char *entry = g_strdup_printf("%s=%s", name, value);

		add_label(part, entry);
	} else if (strcmp(name, "msip_labels") == 0) {
		add_label(part, value);
	} else if (strcmp(name, "sensitivity") == 0 && strcmp(part->type, "message/rfc822") == 0) {
		add_marking(&part->markings, MARKING_SENSITIVITY, marking_of_sensitivity(value));
	} else if (!is_of_people(name)) {
		add_marking(&part->markings, MARKING_PROPERTY, marking_in_subject(value));
	}
}

/* A copy of the line that begins at text + *at, trimmed; *at moves behind its end. */
static char *take_line(const char *text, gsize *at)
{
	gsize length = strcspn(text + *at, "\n\f");
	char *line = g_strstrip(g_strndup(text + *at, length));

	*at += length + (text[*at + length] != '\0');
	return line;
}

/* Documents' properties stand above their text, a line each, and an empty line below them. */
static gboolean has_properties(const char *text, gsize *ret_end)
{
	gsize at = 0;

	for (unsigned n = 0; text[at] && n < PART_MARKING_MAX_PROPERTIES; n++) {
		g_autofree char *line = take_line(text, &at);

		if (!*line) {
			*ret_end = at;
			return n > 0;
		}
		if (!property_value(line))
			return FALSE;
	}
	*ret_end = at;
	return at > 0 && !text[at];
}

/* What has pages and properties: RTF too, for all its type's name. */
static gboolean is_document(const char *type)
{
	return strcmp(type, "text/rtf") == 0 || !g_str_has_prefix(type, "text/");
}

static void read_properties(struct part *part)
{
	gsize end;

	if (!is_document(part->type) || !has_properties(part->text, &end))
		return;
	for (gsize at = 0; at < end;) {
		g_autofree char *line = take_line(part->text, &at);

		if (*line)
			read_property(part, line);
	}
	part->head = end;
}

/* "Page 1 of 3", "1": what stands beside a marking in a page's header and footer. */
static const char *without_page_number(const char *cell)
{
	const char *at = cell;

	if (g_ascii_strncasecmp(at, "page ", 5) == 0)
		at += 5;
	at += strspn(at, "0123456789 ");
	if (at > cell && g_str_has_prefix(at, "of "))
		at += 3 + strspn(at + 3, "0123456789 ");
	return at + strspn(at, "-| ");
}

/* Each cell of the line by itself: a header has its parts side by side. */
static void read_line(GPtrArray **markings, enum marking_source source, const char *line)
{
	g_auto(GStrv) cells = strlen(line) <= LINE_MAX_BYTES ? g_strsplit_set(line, "\t|", -1) : NULL;

	for (char **cell = cells; cell && *cell; cell++)
		add_marking(markings, source, marking_in_line(without_page_number(g_strstrip(*cell))));
}

static void read_head(GPtrArray **markings, const char *text)
{
	for (gsize at = 0, shown = 0; text[at] && shown < PART_MARKING_HEAD;) {
		g_autofree char *line = take_line(text, &at);

		shown += *line != '\0';
		read_line(markings, MARKING_HEAD, line);
	}
}

/* The last lines before text + end, which may be the end of the first page. */
static void read_foot(GPtrArray **markings, const char *text, gsize end)
{
	for (unsigned shown = 0; end > 0 && shown < PART_MARKING_FOOT;) {
		const char *newline = memrchr(text, '\n', end);
		gsize start = newline ? (gsize)(newline + 1 - text) : 0;
		g_autofree char *line = g_strstrip(g_strndup(text + start, MIN(end - start, LINE_MAX_BYTES + 1)));

		shown += *line != '\0';
		read_line(markings, MARKING_FOOT, line);
		end = newline ? (gsize)(newline - text) : 0;
	}
}

static void read_part(struct part *part)
{
	const char *page, *text;

	if (part->name)
		read_name(part);
	if (!part->text)
		return;
	read_properties(part);
	text = part->text + part->head;
	page = strchr(text, '\f');
	read_head(&part->markings, text);
	if (page)
		read_foot(&part->markings, text, (gsize)(page - text));
	/* A letter's end is its own; pages are documents'. */
	if (is_document(part->type))
		read_foot(&part->markings, text, strlen(text));
}

void part_marking_read(struct message *message)
{
	for (guint i = 0; i < message->parts->len; i++) {
		struct part *part = g_ptr_array_index(message->parts, i);

		if (!part->is_body)
			read_part(part);
	}
	for (guint i = 0; i < message->quoted->len; i++) {
		struct quoted_message *quoted = g_ptr_array_index(message->quoted, i);

		if (quoted->subject)
			add_marking(&quoted->markings, MARKING_SUBJECT, marking_in_subject(quoted->subject));
		read_head(&quoted->markings, quoted->text);
	}
}
