/* SPDX-License-Identifier: BSD-2-Clause */
/* Text in paragraphs, runs, tables and boxes, as Word and PowerPoint write it. The three vocabularies (w, a, m) share
 * their element names, so one reader does for all; spreadsheets have one of their own. */
#include "parser/extract/extract_ooxml.h"

#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_xml_sax.h"

#include <string.h>

/* Which parts are read, by their document element. */
static const struct part_kind {
	const char *root;
	enum extract_section section;
	gboolean is_master;  /* what stands in placeholders there is a prompt to who writes */
	gboolean has_text;   /* <text> holds characters */
	gboolean has_values; /* <v> does */
} kinds[] = {
	{"document", SECTION_BODY, FALSE, FALSE, FALSE},
	{"wordDocument", SECTION_BODY, FALSE, FALSE, FALSE}, /* Word 2003 XML */
	{"package", SECTION_BODY, FALSE, FALSE, FALSE},      /* a package as one XML file */
	{"glossaryDocument", SECTION_NOTES, FALSE, FALSE, FALSE},
	{"hdr", SECTION_HEADER, FALSE, FALSE, FALSE},
	{"ftr", SECTION_FOOTER, FALSE, FALSE, FALSE},
	{"footnotes", SECTION_NOTES, FALSE, FALSE, FALSE},
	{"endnotes", SECTION_NOTES, FALSE, FALSE, FALSE},
	{"comments", SECTION_NOTES, FALSE, FALSE, FALSE},
	{"ThreadedComments", SECTION_NOTES, FALSE, TRUE, FALSE},
	{"sldMaster", SECTION_HEADER, TRUE, FALSE, FALSE},
	{"sldLayout", SECTION_HEADER, TRUE, FALSE, FALSE},
	{"notesMaster", SECTION_HEADER, TRUE, FALSE, FALSE},
	{"handoutMaster", SECTION_HEADER, TRUE, FALSE, FALSE},
	{"sld", SECTION_BODY, FALSE, FALSE, FALSE},
	{"notes", SECTION_NOTES, FALSE, FALSE, FALSE},
	{"cmLst", SECTION_NOTES, FALSE, TRUE, FALSE},
	{"dataModel", SECTION_NOTES, FALSE, FALSE, FALSE}, /* SmartArt */
	{"chartSpace", SECTION_NOTES, FALSE, FALSE, TRUE},
	{"wsDr", SECTION_NOTES, FALSE, FALSE, FALSE},
	{"userShapes", SECTION_NOTES, FALSE, FALSE, FALSE},
};

/* Two ways to show a thing, of which a program shows one (ISO/IEC 29500-3, 7.6). */
struct alternatives {
	struct extract_flow_mark mark;
	gboolean is_fallback_boxed;
};

struct reading {
	const struct part_kind *kind;
	struct extract_flow *flow;
	GArray *alternatives; /* struct alternatives, open */
	unsigned skipped;     /* elements open in one whose content is passed over */
	unsigned runs, run_properties, deleted, text_elements;
	gboolean is_hidden; /* the run is */
	gboolean is_placeholder;
};

/* Paragraph properties hold tab stops; field codes and phonetic readings are not shown. */
static gboolean is_passed_over(const char *name)
{
	static const char *const names[] = {"pPr", "instrText", "delInstrText", "rPh", "fldData", NULL};

	return g_strv_contains(names, name);
}

static gboolean holds_text(const struct reading *reading, const char *name)
{
	return strcmp(name, "t") == 0 || strcmp(name, "delText") == 0 ||
	       (reading->kind->has_text && strcmp(name, "text") == 0) ||
	       (reading->kind->has_values && strcmp(name, "v") == 0);
}

static void give(struct reading *reading, const char *text, gsize length)
{
	if (reading->is_hidden || reading->deleted > 0)
		extract_flow_beside(reading->flow, text, length);
	else
		extract_flow_text(reading->flow, text, length);
}

static gboolean is_switched_on(const struct extract_xml_attributes *attributes)
{
	return !extract_xml_attribute_is(attributes, "val", "0") &&
	       !extract_xml_attribute_is(attributes, "val", "false") &&
	       !extract_xml_attribute_is(attributes, "val", "off");
}

/* Hidden by a property of its own, white, or a point high: words that a reader does not see must not split those that
 * he does. On dark ground white shows; it is told all the same, one line later. */
static void apply_run_property(struct reading *reading, const char *name,
			       const struct extract_xml_attributes *attributes)
{
	static const char *const hiding[] = {"vanish", "webHidden", "specVanish", NULL};

	if (g_strv_contains(hiding, name))
		reading->is_hidden |= is_switched_on(attributes);
	else if (strcmp(name, "color") == 0)
		reading->is_hidden |= extract_xml_attribute_is(attributes, "val", "FFFFFF");
	else if (strcmp(name, "sz") == 0)
		reading->is_hidden |= extract_xml_attribute_is(attributes, "val", "1") ||
				      extract_xml_attribute_is(attributes, "val", "2");
}

/* Text that stands in an attribute: a watermark, the description of a picture. */
static void give_attribute(struct reading *reading, const struct extract_xml_attributes *attributes, const char *name)
{
	g_autofree char *value = extract_xml_attribute(attributes, name);

	if (!value || !*value)
		return;
	extract_flow_begin_box(reading->flow);
	extract_flow_text(reading->flow, value, strlen(value));
	extract_flow_end_box(reading->flow, FLOW_END_BESIDE);
}

static void start_fallback(struct reading *reading)
{
	struct alternatives *open;
	g_autofree char *chosen = NULL;

	if (reading->alternatives->len == 0)
		return;
	open = &g_array_index(reading->alternatives, struct alternatives, reading->alternatives->len - 1);
	chosen = extract_flow_since(reading->flow, open->mark);
	open->is_fallback_boxed = strcmp(chosen, "\n") != 0;
	if (open->is_fallback_boxed)
		extract_flow_begin_box(reading->flow);
}

/* The fallback counts where it says what the choice does not. */
static void end_fallback(struct reading *reading)
{
	struct alternatives *open;
	g_autofree char *chosen = NULL, *fallback = NULL;
	struct extract_flow_mark start = {0, 0};

	if (reading->alternatives->len == 0)
		return;
	open = &g_array_index(reading->alternatives, struct alternatives, reading->alternatives->len - 1);
	if (!open->is_fallback_boxed)
		return;
	fallback = g_strstrip(extract_flow_since(reading->flow, start));
	extract_flow_end_box(reading->flow, FLOW_END_DROPPED);
	chosen = extract_flow_since(reading->flow, open->mark);
	if (strstr(chosen, fallback))
		return;
	extract_flow_begin_box(reading->flow);
	extract_flow_text(reading->flow, fallback, strlen(fallback));
	extract_flow_end_box(reading->flow, FLOW_END_BESIDE);
}

static void start_structure(struct reading *reading, const char *name, const struct extract_xml_attributes *attributes)
{
	if (strcmp(name, "tr") == 0) {
		extract_flow_begin_row(reading->flow);
	} else if (strcmp(name, "txbxContent") == 0) {
		extract_flow_begin_box(reading->flow);
	} else if (strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0) {
		reading->deleted++;
	} else if (strcmp(name, "AlternateContent") == 0) {
		struct alternatives open = {.mark = extract_flow_mark(reading->flow)};

		g_array_append_val(reading->alternatives, open);
	} else if (strcmp(name, "Fallback") == 0) {
		start_fallback(reading);
	} else if (strcmp(name, "sp") == 0 && reading->kind->is_master) {
		reading->is_placeholder = FALSE;
		extract_flow_begin_box(reading->flow);
	} else if (strcmp(name, "ph") == 0) {
		reading->is_placeholder = TRUE;
	} else if (strcmp(name, "textpath") == 0) {
		give_attribute(reading, attributes, "string");
	} else if (strcmp(name, "docPr") == 0 || strcmp(name, "cNvPr") == 0) {
		give_attribute(reading, attributes, "descr");
		give_attribute(reading, attributes, "title");
	}
}

static void on_start(void *data, const char *name, const struct extract_xml_attributes *attributes)
{
	struct reading *reading = data;

	if (reading->skipped > 0 || is_passed_over(name)) {
		reading->skipped++;
	} else if (reading->run_properties > 0) {
		reading->run_properties++;
		apply_run_property(reading, name, attributes);
	} else if (strcmp(name, "rPr") == 0) {
		reading->run_properties++;
	} else if (strcmp(name, "r") == 0) {
		reading->runs++;
		reading->is_hidden = FALSE;
	} else if (holds_text(reading, name)) {
		reading->text_elements++;
	} else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
		give(reading, "\n", 1);
	} else if (reading->runs > 0 && (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0)) {
		give(reading, "\t", 1);
	} else if (strcmp(name, "noBreakHyphen") == 0) {
		give(reading, "-", 1);
	} else {
		start_structure(reading, name, attributes);
	}
}

static void end_structure(struct reading *reading, const char *name)
{
	static const char *const lines[] = {"p", "comment", "threadedComment", "text", "v", NULL};

	if (g_strv_contains(lines, name))
		extract_flow_end_line(reading->flow);
	else if (strcmp(name, "tc") == 0)
		extract_flow_end_cell(reading->flow);
	else if (strcmp(name, "tr") == 0)
		extract_flow_end_row(reading->flow);
	else if (strcmp(name, "txbxContent") == 0)
		extract_flow_end_box(reading->flow, FLOW_END_BESIDE);
	else if ((strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0) && reading->deleted > 0)
		reading->deleted--;
	else if (strcmp(name, "Fallback") == 0)
		end_fallback(reading);
	else if (strcmp(name, "AlternateContent") == 0 && reading->alternatives->len > 0)
		g_array_set_size(reading->alternatives, reading->alternatives->len - 1);
	else if (strcmp(name, "sp") == 0 && reading->kind->is_master)
		extract_flow_end_box(reading->flow, reading->is_placeholder ? FLOW_END_DROPPED : FLOW_END_INSIDE);
}

static void on_end(void *data, const char *name)
{
	struct reading *reading = data;

	if (reading->skipped > 0) {
		reading->skipped--;
		return;
	}
	if (reading->run_properties > 0) {
		reading->run_properties--;
		return;
	}
	if (holds_text(reading, name) && reading->text_elements > 0)
		reading->text_elements--;
	if (strcmp(name, "r") == 0 && reading->runs > 0) {
		reading->runs--;
		reading->is_hidden = FALSE;
	}
	end_structure(reading, name);
}

static void on_text(void *data, const char *text, gsize length)
{
	struct reading *reading = data;

	if (reading->text_elements > 0 && reading->skipped == 0)
		give(reading, text, length);
}

gboolean extract_ooxml_read(const char *root, const guint8 *bytes, gsize length, struct extract_sections *sections)
{
	static const struct extract_xml_handler handler = {on_start, on_end, on_text};
	struct reading reading = {0};

	for (gsize i = 0; i < G_N_ELEMENTS(kinds) && !reading.kind; i++)
		if (strcmp(root, kinds[i].root) == 0)
			reading.kind = &kinds[i];
	if (!reading.kind)
		return FALSE;
	reading.flow = extract_flow_new();
	reading.alternatives = g_array_new(FALSE, FALSE, sizeof(struct alternatives));
	extract_sections_note_reason(sections, extract_xml_sax(bytes, length, &handler, &reading));
	if (extract_flow_is_full(reading.flow))
		extract_sections_note_reason(sections, PART_LIMIT);
	extract_sections_take(sections, reading.kind->section, extract_flow_steal(reading.flow));
	extract_flow_free(reading.flow);
	g_array_unref(reading.alternatives);
	return TRUE;
}
