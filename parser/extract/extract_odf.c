/* SPDX-License-Identifier: BSD-2-Clause */
/* Text documents, sheets and slides of OpenDocument: one vocabulary for all of them. */
#include "parser/extract/extract_odf.h"

#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_xml_sax.h"

#include <stdlib.h>
#include <string.h>

enum { ODF_MAX_SPACES = 100 /* that one <text:s> stands for */ };

struct reading {
	struct extract_sections *sections;
	struct extract_flow *body, *headers, *footers;
	struct extract_flow *flow; /* one of those */
	unsigned skipped;
	gboolean is_spreadsheet;
	char *style;         /* being defined, or NULL */
	GHashTable *hiding;  /* names of styles whose words are not seen */
	unsigned hidden;     /* elements open in a hidden one that have a style of their own, and that one */
	unsigned paragraphs; /* open: only there characters count */
};

/* Numbers of notes, readings of characters, who wrote a comment when; properties are read apart. */
static gboolean is_passed_over(const char *name)
{
	static const char *const names[] = {"note-citation", "ruby-text", "creator", "date", "creator-initials",
					    "binary-data",   "script",    "forms",   "meta", NULL};

	return g_strv_contains(names, name);
}

static gboolean is_box(const char *name)
{
	static const char *const names[] = {"text-box", "annotation", "note-body", "custom-shape",
					    "desc",     "title",      NULL};

	return g_strv_contains(names, name);
}

static gboolean is_paragraph(const char *name)
{
	static const char *const names[] = {"p", "h", "desc", "title", "header-decl", "footer-decl", NULL};

	return g_strv_contains(names, name);
}

/* Beside the line, where a reader does not see it: his words stay together. */
static void give(struct reading *reading, const char *text, gsize length)
{
	if (reading->hidden > 0)
		extract_flow_beside(reading->flow, text, length);
	else
		extract_flow_text(reading->flow, text, length);
}

/* A style that hides by itself, not by one that it is derived from. */
static void read_style(struct reading *reading, const char *name, const struct extract_xml_attributes *attributes)
{
	if (strcmp(name, "style") == 0) {
		g_free(reading->style);
		reading->style = extract_xml_attribute(attributes, "name");
	} else if (strcmp(name, "text-properties") == 0 && reading->style &&
		   (extract_xml_attribute_is(attributes, "display", "none") ||
		    extract_xml_attribute_is(attributes, "color", "#ffffff"))) {
		g_hash_table_add(reading->hiding, g_strdup(reading->style));
	}
}

static gboolean is_styled(const char *name)
{
	static const char *const names[] = {"span", "p", "h", NULL};

	return g_strv_contains(names, name);
}

static void enter_styled(struct reading *reading, const struct extract_xml_attributes *attributes)
{
	g_autofree char *style = extract_xml_attribute(attributes, "style-name");

	reading->hidden += reading->hidden > 0 || (style && g_hash_table_contains(reading->hiding, style));
}

static void give_spaces(struct reading *reading, const struct extract_xml_attributes *attributes)
{
	g_autofree char *count = extract_xml_attribute(attributes, "c");
	unsigned long spaces = count ? strtoul(count, NULL, 10) : 1;

	for (unsigned long i = 0; i < MIN(spaces, ODF_MAX_SPACES); i++)
		give(reading, " ", 1);
}

/* The text of a hidden field stands in an attribute. */
static void give_hidden(struct reading *reading, const struct extract_xml_attributes *attributes)
{
	g_autofree char *value = extract_xml_attribute(attributes, "string-value");

	if (value)
		extract_flow_beside(reading->flow, value, strlen(value));
}

/* As Excel's are given; tables of other documents have names that nobody sees. */
static void give_sheet_name(struct reading *reading, const struct extract_xml_attributes *attributes)
{
	g_autofree char *name = extract_xml_attribute(attributes, "name");

	extract_sections_property(reading->sections, "Sheet", name ? name : "");
}

/* "header", "header-left", "header-first" of a page's style; a table's header rows are named otherwise. */
static struct extract_flow *flow_of(struct reading *reading, const char *name)
{
	static const char *const headers[] = {"header", "header-left", "header-first", "header-decl", NULL};
	static const char *const footers[] = {"footer", "footer-left", "footer-first", "footer-decl", NULL};

	if (g_strv_contains(headers, name))
		return reading->headers;
	return g_strv_contains(footers, name) ? reading->footers : NULL;
}

static void on_start(void *data, const char *name, const struct extract_xml_attributes *attributes)
{
	struct reading *reading = data;
	struct extract_flow *other = flow_of(reading, name);

	if (reading->skipped > 0 || is_passed_over(name)) {
		reading->skipped++;
		return;
	}
	if (other)
		reading->flow = other;
	if (strcmp(name, "spreadsheet") == 0)
		reading->is_spreadsheet = TRUE;
	if (strcmp(name, "table") == 0 && reading->is_spreadsheet)
		give_sheet_name(reading, attributes);
	read_style(reading, name, attributes);
	if (is_styled(name))
		enter_styled(reading, attributes);
	if (is_box(name))
		extract_flow_begin_box(reading->flow);
	if (is_paragraph(name))
		reading->paragraphs++;
	else if (strcmp(name, "table-row") == 0)
		extract_flow_begin_row(reading->flow);
	else if (strcmp(name, "tab") == 0)
		give(reading, "\t", 1);
	else if (strcmp(name, "line-break") == 0)
		give(reading, "\n", 1);
	else if (strcmp(name, "s") == 0)
		give_spaces(reading, attributes);
	else if (strcmp(name, "hidden-text") == 0)
		give_hidden(reading, attributes);
}

static void on_end(void *data, const char *name)
{
	struct reading *reading = data;

	if (reading->skipped > 0) {
		reading->skipped--;
		return;
	}
	if (is_styled(name) && reading->hidden > 0)
		reading->hidden--;
	if (is_paragraph(name)) {
		reading->paragraphs -= reading->paragraphs > 0;
		extract_flow_end_line(reading->flow);
	}
	if (strcmp(name, "table-cell") == 0 || strcmp(name, "covered-table-cell") == 0)
		extract_flow_end_cell(reading->flow);
	else if (strcmp(name, "table-row") == 0)
		extract_flow_end_row(reading->flow);
	if (is_box(name))
		extract_flow_end_box(reading->flow, FLOW_END_BESIDE);
	if (flow_of(reading, name))
		reading->flow = reading->body;
}

/* White space of any kind is one space (ISO/IEC 26300-1, 6.1.2). */
static void on_text(void *data, const char *text, gsize length)
{
	struct reading *reading = data;

	if (reading->paragraphs == 0 || reading->skipped > 0)
		return;
	while (length > 0) {
		gsize word = 0, space = 0;

		while (word < length && !g_ascii_isspace(text[word]))
			word++;
		while (word + space < length && g_ascii_isspace(text[word + space]))
			space++;
		give(reading, text, word);
		give(reading, " ", space > 0);
		text += word + space;
		length -= word + space;
	}
}

static void take(struct extract_sections *sections, enum extract_section section, struct extract_flow *flow)
{
	if (extract_flow_is_full(flow))
		extract_sections_note_reason(sections, PART_LIMIT);
	extract_sections_take(sections, section, extract_flow_steal(flow));
	extract_flow_free(flow);
}

gboolean extract_odf_read(const char *root, const guint8 *bytes, gsize length, struct extract_sections *sections)
{
	static const struct extract_xml_handler handler = {on_start, on_end, on_text};
	static const char *const roots[] = {"document-content", "document-styles", "document", NULL};
	struct reading reading = {.sections = sections,
				  .body = extract_flow_new(),
				  .headers = extract_flow_new(),
				  .footers = extract_flow_new(),
				  .hiding = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
	gboolean is_known = g_strv_contains(roots, root);

	reading.flow = reading.body;
	if (is_known)
		extract_sections_note_reason(sections, extract_xml_sax(bytes, length, &handler, &reading));
	take(sections, strcmp(root, "document-styles") == 0 ? SECTION_HEADER : SECTION_BODY, reading.body);
	take(sections, SECTION_HEADER, reading.headers);
	take(sections, SECTION_FOOTER, reading.footers);
	g_hash_table_unref(reading.hiding);
	g_free(reading.style);
	return is_known;
}
