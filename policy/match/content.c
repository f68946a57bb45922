/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts the passages of a message together by whose they are. It judges no text. */
#include "policy/match/content.h"

#include <string.h>

static void content_free(gpointer data)
{
	struct content *content = data;

	g_free(content->part);
	g_free(content->text);
	g_free(content);
}

gboolean content_kind_from_name(const char *name, enum content_kind *ret_kind)
{
	static const char *const names[] = {[CONTENT_SUBJECT] = "subject",
					    [CONTENT_AUTHORED] = "authored",
					    [CONTENT_ATTACHMENT] = "attachment",
					    [CONTENT_QUOTED] = "quoted"};

	for (unsigned kind = 0; kind < G_N_ELEMENTS(names); kind++)
		if (strcmp(names[kind], name) == 0) {
			*ret_kind = kind;
			return TRUE;
		}
	return FALSE;
}

static gboolean is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static gboolean is_known(const GPtrArray *contents, enum content_kind kind, const char *text)
{
	for (guint i = 0; i < contents->len; i++) {
		const struct content *content = g_ptr_array_index(contents, i);

		if (content->kind == kind && kind != CONTENT_ATTACHMENT && strcmp(content->text, text) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Takes text; NULL where it says nothing new. */
static struct content *add(GPtrArray *contents, enum content_kind kind, const char *part, const char *name, char *text,
			   const struct quoted_message *quoted)
{
	struct content *content;

	if (is_blank(text) || is_known(contents, kind, text)) {
		g_free(text);
		return NULL;
	}
	content = g_new0(struct content, 1);
	*content = (struct content){.kind = kind, .part = g_strdup(part), .name = name, .text = text, .quoted = quoted};
	g_ptr_array_add(contents, content);
	return content;
}

/* One rendition's passages of a division; of quoted ones those without a head. */
static void add_passages(GPtrArray *contents, const struct rendition *rendition, enum division division,
			 enum content_kind kind)
{
	GString *text = g_string_new(NULL);
	const char *part = NULL;

	for (guint i = 0; i < rendition->passages->len; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);

		if (passage->division != division || passage->is_boilerplate ||
		    (division == DIVISION_QUOTED && passage->quoted >= 0))
			continue;
		if (part == NULL)
			part = passage->section;
		g_string_append_printf(text, "%s\n", passage->text);
	}
	add(contents, kind, part != NULL ? part : "1", NULL, g_string_free(text, FALSE), NULL);
}

/* The section in which the quoted message stands first. */
static const char *quoted_section(const struct message *message, int index)
{
	for (guint i = 0; i < message->renditions->len; i++) {
		const struct rendition *rendition = g_ptr_array_index(message->renditions, i);

		for (guint j = 0; j < rendition->passages->len; j++) {
			const struct passage *passage = g_ptr_array_index(rendition->passages, j);

			if (passage->division == DIVISION_QUOTED && passage->quoted == index)
				return passage->section;
		}
	}
	return "1";
}

static char *quoted_text(const struct quoted_message *quoted)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < quoted->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(quoted->addresses, i);

		g_string_append_printf(text, "%s <%s>\n", address->name != NULL ? address->name : "",
				       address->mailbox != NULL ? address->mailbox : "");
	}
	if (quoted->subject != NULL)
		g_string_append_printf(text, "%s\n", quoted->subject);
	g_string_append_printf(text, "\n%s", quoted->text);
	return g_string_free(text, FALSE);
}

/* "Exempt_report-Mill Lane.docx" as words, in a paragraph of its own before the text. *ret_start: where that begins. */
static char *attachment_text(const struct part *part, gsize *ret_start)
{
	g_autofree char *name = g_strdup(part->name != NULL ? part->name : "");
	const char *gap = *name != '\0' ? "\n\n" : "";
	char *dot = strrchr(name, '.');

	if (dot != NULL)
		*dot = '\0';
	g_strdelimit(name, "_-.", ' ');
	*ret_start = strlen(name) + strlen(gap);
	return g_strconcat(name, gap, part->text, NULL);
}

static void add_attachment(GPtrArray *contents, const struct part *part)
{
	gsize start;
	char *text = attachment_text(part, &start);
	struct content *content = add(contents, CONTENT_ATTACHMENT, part->section, part->name, text, NULL);

	if (content == NULL)
		return;
	content->head = start + (part->text != NULL ? part->head : 0);
	content->markings = part->markings;
	content->labels = part->labels;
}

static void add_quoted(GPtrArray *contents, const struct message *message, guint index)
{
	const struct quoted_message *quoted = g_ptr_array_index(message->quoted, index);
	struct content *content =
		add(contents, CONTENT_QUOTED, quoted_section(message, (int)index), NULL, quoted_text(quoted), quoted);

	if (content != NULL)
		content->markings = quoted->markings;
}

GPtrArray *content_new(const struct message *message)
{
	GPtrArray *contents = g_ptr_array_new_with_free_func(content_free);

	if (message->subject != NULL)
		add(contents, CONTENT_SUBJECT, "header:Subject", NULL, g_strdup(message->subject), NULL);
	for (guint i = 0; i < message->renditions->len; i++)
		add_passages(contents, g_ptr_array_index(message->renditions, i), DIVISION_AUTHORED, CONTENT_AUTHORED);
	for (guint i = 0; i < message->parts->len; i++) {
		const struct part *part = g_ptr_array_index(message->parts, i);

		if (!part->is_body)
			add_attachment(contents, part);
	}
	for (guint i = 0; i < message->quoted->len; i++)
		add_quoted(contents, message, i);
	for (guint i = 0; i < message->renditions->len; i++)
		add_passages(contents, g_ptr_array_index(message->renditions, i), DIVISION_QUOTED, CONTENT_QUOTED);
	return contents;
}
