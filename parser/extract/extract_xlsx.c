/* SPDX-License-Identifier: BSD-2-Clause */
/* Sheets of a workbook as lines. Formulas are read as the values that Excel last found for them. */
#include "parser/extract/extract_xlsx.h"

#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_number.h"
#include "parser/extract/extract_xml_sax.h"

#include <stdlib.h>
#include <string.h>

struct extract_workbook {
	GString *strings;    /* the shared ones, one after the other */
	GArray *ends;        /* gsize: where each ends */
	GHashTable *formats; /* number format -> its code, custom ones */
	GArray *is_date;     /* gboolean, by cell style */
	gboolean is_1904;    /* day 0 is not in 1899 (18.17.4.1) */
};

struct reading {
	struct extract_workbook *workbook; /* being filled, or NULL */
	const struct extract_workbook *known;
	struct extract_sections *sections;
	struct extract_flow *flow, *headers, *footers;
	GString *value; /* of the open cell or string */
	char type;      /* of the cell: 's' shared, 'i' inline, 'n' number, 0 other */
	unsigned long style;
	unsigned skipped;
	gboolean is_in_text; /* characters count */
	gboolean is_in_cell_styles;
	gboolean is_cache; /* of a pivot table: <r> is a record there, elsewhere a run */
};

struct extract_workbook *extract_workbook_new(void)
{
	struct extract_workbook *workbook = g_new0(struct extract_workbook, 1);

	workbook->strings = g_string_new(NULL);
	workbook->ends = g_array_new(FALSE, FALSE, sizeof(gsize));
	workbook->formats = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
	workbook->is_date = g_array_new(FALSE, FALSE, sizeof(gboolean));
	return workbook;
}

void extract_workbook_free(struct extract_workbook *workbook)
{
	if (!workbook)
		return;
	g_string_free(workbook->strings, TRUE);
	g_array_unref(workbook->ends);
	g_hash_table_unref(workbook->formats);
	g_array_unref(workbook->is_date);
	g_free(workbook);
}

static unsigned long number_of(const struct extract_xml_attributes *attributes, const char *name)
{
	g_autofree char *value = extract_xml_attribute(attributes, name);

	return value ? strtoul(value, NULL, 10) : 0;
}

/* Names that somebody gave to cells, with what he says of them; not Excel's own ("_xlnm.Print_Area"). */
static void give_name(struct reading *reading, const struct extract_xml_attributes *attributes)
{
	g_autofree char *name = extract_xml_attribute(attributes, "name");
	g_autofree char *comment = extract_xml_attribute(attributes, "comment");

	if (!name || g_str_has_prefix(name, "_xlnm."))
		return;
	extract_sections_property(reading->sections, "Name", g_strdelimit(name, "_", ' '));
	if (comment)
		extract_sections_property(reading->sections, "Name", comment);
}

static void start_workbook_element(struct reading *reading, const char *name,
				   const struct extract_xml_attributes *attributes)
{
	struct extract_workbook *workbook = reading->workbook;

	if (strcmp(name, "sheet") == 0) {
		g_autofree char *sheet = extract_xml_attribute(attributes, "name");

		extract_sections_property(reading->sections, "Sheet", sheet ? sheet : "");
	} else if (strcmp(name, "definedName") == 0) {
		give_name(reading, attributes);
	} else if (strcmp(name, "workbookPr") == 0) {
		workbook->is_1904 = extract_xml_attribute_is(attributes, "date1904", "1") ||
				    extract_xml_attribute_is(attributes, "date1904", "true");
	} else if (strcmp(name, "numFmt") == 0) {
		g_hash_table_replace(workbook->formats, GUINT_TO_POINTER(number_of(attributes, "numFmtId")),
				     extract_xml_attribute(attributes, "formatCode"));
	} else if (strcmp(name, "cellXfs") == 0) {
		reading->is_in_cell_styles = TRUE;
	} else if (strcmp(name, "xf") == 0 && reading->is_in_cell_styles) {
		unsigned long format = number_of(attributes, "numFmtId");
		gboolean is_date = extract_number_is_date(
			format, g_hash_table_lookup(workbook->formats, GUINT_TO_POINTER(format)));

		g_array_append_val(workbook->is_date, is_date);
	}
}

static void on_workbook_start(void *data, const char *name, const struct extract_xml_attributes *attributes)
{
	struct reading *reading = data;

	if (reading->skipped > 0 || strcmp(name, "rPh") == 0)
		reading->skipped++;
	else if (strcmp(name, "t") == 0)
		reading->is_in_text = TRUE;
	else
		start_workbook_element(reading, name, attributes);
}

static void on_workbook_end(void *data, const char *name)
{
	struct reading *reading = data;

	if (reading->skipped > 0) {
		reading->skipped--;
	} else if (strcmp(name, "t") == 0) {
		reading->is_in_text = FALSE;
	} else if (strcmp(name, "si") == 0) {
		g_array_append_val(reading->workbook->ends, reading->workbook->strings->len);
	} else if (strcmp(name, "cellXfs") == 0) {
		reading->is_in_cell_styles = FALSE;
	}
}

static void on_workbook_text(void *data, const char *text, gsize length)
{
	struct reading *reading = data;

	if (reading->is_in_text && reading->skipped == 0)
		g_string_append_len(reading->workbook->strings, text, (gssize)length);
}

gboolean extract_workbook_read(struct extract_workbook *workbook, const char *root, const guint8 *bytes, gsize length,
			       struct extract_sections *sections)
{
	static const struct extract_xml_handler handler = {on_workbook_start, on_workbook_end, on_workbook_text};
	static const char *const roots[] = {"sst", "styleSheet", "workbook", NULL};
	struct reading reading = {.workbook = workbook, .sections = sections};

	if (!g_strv_contains(roots, root))
		return FALSE;
	extract_sections_note_reason(sections, extract_xml_sax(bytes, length, &handler, &reading));
	return TRUE;
}

/* The shared string of that number, "" where there is none; *ret_length is its length. */
static const char *shared_string(const struct extract_workbook *workbook, const char *number, gsize *ret_length)
{
	char *end;
	unsigned long i = strtoul(number, &end, 10);
	gsize start;

	*ret_length = 0;
	if (end == number || i >= workbook->ends->len)
		return "";
	start = i > 0 ? g_array_index(workbook->ends, gsize, i - 1) : 0;
	*ret_length = g_array_index(workbook->ends, gsize, i) - start;
	return workbook->strings->str + start;
}

static void end_cell(struct reading *reading)
{
	const struct extract_workbook *known = reading->known;
	const char *text = reading->value->str;
	gsize length = reading->value->len;
	g_autofree char *date = NULL;

	if (reading->type == 's')
		text = shared_string(known, text, &length);
	else if (reading->type == 'n' && reading->style < known->is_date->len &&
		 g_array_index(known->is_date, gboolean, reading->style))
		date = extract_number_as_date(text, known->is_1904);
	if (date)
		text = date, length = strlen(date);
	extract_flow_text(reading->flow, text, length);
	extract_flow_end_cell(reading->flow);
}

static void begin_cell(struct reading *reading, const struct extract_xml_attributes *attributes)
{
	g_autofree char *type = extract_xml_attribute(attributes, "t");

	g_string_truncate(reading->value, 0);
	reading->style = number_of(attributes, "s");
	if (!type || strcmp(type, "n") == 0)
		reading->type = 'n';
	else
		reading->type = strcmp(type, "s") == 0 ? 's' : 0;
}

/* Pivot caches keep the values of the sheet they were made of, whether that is sent or not, in attributes. */
static void give_cached(struct reading *reading, const struct extract_xml_attributes *attributes)
{
	g_autofree char *value = extract_xml_attribute(attributes, "v");

	if (!value)
		return;
	extract_flow_text(reading->flow, value, strlen(value));
	extract_flow_end_cell(reading->flow);
}

static gboolean is_header_text(const char *name)
{
	return g_str_has_suffix(name, "Header") && strlen(name) <= strlen("firstHeader");
}

static gboolean is_footer_text(const char *name)
{
	return g_str_has_suffix(name, "Footer") && strcmp(name, "headerFooter") != 0;
}

static void on_sheet_start(void *data, const char *name, const struct extract_xml_attributes *attributes)
{
	struct reading *reading = data;

	if (reading->skipped > 0 || strcmp(name, "rPh") == 0 || strcmp(name, "f") == 0) {
		reading->skipped++;
	} else if (strcmp(name, "c") == 0 || strcmp(name, "cell") == 0) {
		begin_cell(reading, attributes);
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0 || is_header_text(name) || is_footer_text(name)) {
		reading->is_in_text = TRUE;
		if (is_header_text(name) || is_footer_text(name))
			g_string_truncate(reading->value, 0);
	} else if (reading->is_cache) {
		give_cached(reading, attributes);
	}
}

void extract_xlsx_give_header(struct extract_flow *flow, const char *text)
{
	for (; *text; text++) {
		const char *next = g_utf8_next_char(text);

		if (*text != '&') {
			extract_flow_text(flow, text, (gsize)(next - text));
			text = next - 1;
		} else if (text[1] == '&') {
			extract_flow_text(flow, text++, 1);
		} else if (text[1] == '"') {
			text += 2 + strcspn(text + 2, "\"");
			text -= *text == '\0';
		} else if (g_ascii_isdigit(text[1])) {
			text += strspn(text + 1, "0123456789");
		} else if (text[1] == 'K') { /* six digits, or two, a sign and three */
			text += 1 + MIN(6, strspn(text + 2, "0123456789ABCDEFabcdef+-"));
		} else if (text[1] && !(text[1] & 0x80)) { /* codes are ASCII */
			if (strchr("LCR", text[1]))
				extract_flow_end_cell(flow);
			text++;
		}
	}
	extract_flow_end_line(flow);
}

static void on_sheet_end(void *data, const char *name)
{
	static const char *const records[] = {"r", "cacheField", NULL};
	struct reading *reading = data;

	if (reading->skipped > 0) {
		reading->skipped--;
		return;
	}
	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		reading->is_in_text = FALSE;
	else if (strcmp(name, "c") == 0 || strcmp(name, "cell") == 0)
		end_cell(reading);
	else if (strcmp(name, "row") == 0 || (reading->is_cache && g_strv_contains(records, name)))
		extract_flow_end_line(reading->flow);
	if (!is_header_text(name) && !is_footer_text(name))
		return;
	reading->is_in_text = FALSE;
	extract_xlsx_give_header(is_header_text(name) ? reading->headers : reading->footers, reading->value->str);
}

static void on_sheet_text(void *data, const char *text, gsize length)
{
	struct reading *reading = data;

	if (reading->is_in_text && reading->skipped == 0 && reading->value->len < MESSAGE_MAX_TEXT_BYTES)
		g_string_append_len(reading->value, text, (gssize)length);
}

static GString *take_flow(struct extract_flow *flow, struct extract_sections *sections)
{
	GString *text = extract_flow_steal(flow);

	if (extract_flow_is_full(flow))
		extract_sections_note_reason(sections, PART_LIMIT);
	extract_flow_free(flow);
	return text;
}

gboolean extract_xlsx_read(const struct extract_workbook *workbook, const char *root, const guint8 *bytes, gsize length,
			   struct extract_sections *sections)
{
	static const struct extract_xml_handler handler = {on_sheet_start, on_sheet_end, on_sheet_text};
	static const char *const roots[] = {"worksheet",    "dialogsheet",          "chartsheet",        "macrosheet",
					    "externalLink", "pivotCacheDefinition", "pivotCacheRecords", NULL};
	struct reading reading = {
		.known = workbook, .sections = sections, .is_cache = g_str_has_prefix(root, "pivotCache")};
	enum extract_section section = g_str_has_suffix(root, "sheet") ? SECTION_BODY : SECTION_NOTES;

	if (!g_strv_contains(roots, root))
		return FALSE;
	reading.value = g_string_new(NULL);
	reading.flow = extract_flow_new();
	reading.headers = extract_flow_new();
	reading.footers = extract_flow_new();
	extract_sections_note_reason(sections, extract_xml_sax(bytes, length, &handler, &reading));
	extract_sections_take(sections, section, take_flow(reading.flow, sections));
	extract_sections_take(sections, SECTION_HEADER, take_flow(reading.headers, sections));
	extract_sections_take(sections, SECTION_FOOTER, take_flow(reading.footers, sections));
	g_string_free(reading.value, TRUE);
	return TRUE;
}
