/* SPDX-License-Identifier: BSD-2-Clause */
/* What an office document says, by where it stands, in the order in which it is told. For this folder only. */
#ifndef PARSER_EXTRACT_SECTIONS_H
#define PARSER_EXTRACT_SECTIONS_H

#include "parser/message.h"

enum extract_section {
	SECTION_PROPERTIES, /* a line each: "Title: …" */
	SECTION_HEADER,
	SECTION_BODY,
	SECTION_NOTES, /* foot- and endnotes, comments, charts */
	SECTION_FOOTER,
	EXTRACT_SECTIONS /* how many there are */
};

struct extract_sections {
	GString *text[EXTRACT_SECTIONS];
	enum part_reason reason; /* the first that something in it had */
};

/* Embedded; free with extract_sections_done(). */
void extract_sections_init(struct extract_sections *sections);
void extract_sections_done(struct extract_sections *sections);

/* Takes over the text of one part of the document; it holds no NUL. The same line twice among the headers or the
 * footers is told once: a document has them three times over, and every sheet has them again. */
void extract_sections_take(struct extract_sections *sections, enum extract_section section, GString *text);

/* Appends "name: value" to the properties; white space in the value is a space, an empty one is left out. */
void extract_sections_property(struct extract_sections *sections, const char *name, const char *value);

void extract_sections_note_reason(struct extract_sections *sections, enum part_reason reason);

/* All of it, an empty line between two sections. Free with g_string_free(). */
GString *extract_sections_join(const struct extract_sections *sections);

#endif
