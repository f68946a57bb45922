/* SPDX-License-Identifier: BSD-2-Clause */
/* Excel 97 to 2003 ([MS-XLS]): one stream of records, first of the workbook, then of its sheets. xls2csv gives dates as
 * numbers of days, no formula's text and no comment, so it is left to older files. */
#include "parser/extract/extract_excel.h"

#include "parser/extract/extract.h"
#include "parser/extract/extract_excel_text.h"
#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_little.h"
#include "parser/extract/extract_number.h"
#include "parser/extract/extract_xlsx.h"

#include <string.h>

enum record {
	RECORD_FORMULA = 0x0006,
	RECORD_HEADER = 0x0014,
	RECORD_FOOTER = 0x0015,
	RECORD_DATES = 0x0022,
	RECORD_CONTINUE = 0x003c,
	RECORD_SHEET = 0x0085,
	RECORD_MANY_NUMBERS = 0x00bd,
	RECORD_CELL_FORMAT = 0x00e0,
	RECORD_SHARED_STRINGS = 0x00fc,
	RECORD_SHARED_STRING = 0x00fd,
	RECORD_BOX = 0x01b6,
	RECORD_NUMBER = 0x0203,
	RECORD_LABEL = 0x0204,
	RECORD_TRUTH = 0x0205,
	RECORD_FORMULA_TEXT = 0x0207,
	RECORD_SHORT_NUMBER = 0x027e,
	RECORD_FORMAT = 0x041e,
	RECORD_BEGIN = 0x0809,
	RECORD_SERIES_TEXT = 0x100d
};

enum {
	HEAD_BYTES = 4,
	CELL_BYTES = 6, /* row, column, format */
	VERSION_EXCEL_97 = 0x0600,
	SHEET_NAME = 6,
	BOX_LENGTH = 10,
	RESULT_OTHER = 0xffff /* of a formula: no number */
};

struct reading {
	struct extract_sections *sections;
	struct extract_flow *cells, *notes, *headers, *footers;
	GString *strings;    /* the shared ones, one after the other */
	GArray *ends;        /* gsize: where each ends */
	GHashTable *formats; /* number -> code, of custom ones */
	GArray *is_date;     /* gboolean, by cell format */
	gboolean is_1904, is_whole;
	int row; /* the last one, -1: none */
};

/* A record and those that continue it. */
struct found {
	enum record type;
	const guint8 *bytes;
	gsize length;
	GArray *more; /* struct excel_segment */
};

static double number_at(const guint8 *at)
{
	guint64 bits = extract_u32(at) | (guint64)extract_u32(at + 4) << 32;
	double number;

	memcpy(&number, &bits, sizeof(number));
	return number;
}

/* 30 bits of a whole number or of a fraction, or of the same a hundred times as great (2.5.122). */
static double short_number_at(const guint8 *at)
{
	guint32 bits = extract_u32(at);
	guint8 wide[8] = {0, 0, 0, 0, at[0] & 0xfc, at[1], at[2], at[3]};
	double number = bits & 2 ? (double)((gint32)bits >> 2) : number_at(wide);

	return bits & 1 ? number / 100 : number;
}

static void begin_cell(struct reading *reading, const guint8 *bytes)
{
	int row = extract_u16(bytes);

	if (row != reading->row)
		extract_flow_end_line(reading->cells);
	else
		extract_flow_end_cell(reading->cells);
	reading->row = row;
}

static void give_number(struct reading *reading, unsigned format, double number)
{
	char text[G_ASCII_DTOSTR_BUF_SIZE];
	g_autofree char *date = NULL;

	g_ascii_formatd(text, sizeof(text), "%.15g", number);
	if (format < reading->is_date->len && g_array_index(reading->is_date, gboolean, format))
		date = extract_number_as_date(text, reading->is_1904);
	extract_flow_text(reading->cells, date ? date : text, strlen(date ? date : text));
}

static void give_string(struct extract_flow *flow, const guint8 *bytes, gsize length, unsigned count_bytes)
{
	g_autoptr(GString) text = extract_excel_string(bytes, length, count_bytes);

	extract_flow_text(flow, text->str, text->len);
}

static void give_shared(struct reading *reading, guint32 number)
{
	gsize start;

	if (number >= reading->ends->len)
		return;
	start = number > 0 ? g_array_index(reading->ends, gsize, number - 1) : 0;
	extract_flow_text(reading->cells, reading->strings->str + start,
			  g_array_index(reading->ends, gsize, number) - start);
}

/* The value that Excel last found; a text is in a record of its own behind. */
static void give_formula(struct reading *reading, const guint8 *bytes)
{
	const guint8 *result = bytes + CELL_BYTES;

	if (extract_u16(result + 6) != RESULT_OTHER)
		give_number(reading, extract_u16(bytes + 4), number_at(result));
	else if (result[0] == 1)
		extract_flow_text(reading->cells, result[2] ? "TRUE" : "FALSE", result[2] ? 4 : 5);
}

static void give_many_numbers(struct reading *reading, const guint8 *bytes, gsize length)
{
	for (gsize at = 4; at + 6 + 2 <= length; at += 6) {
		begin_cell(reading, bytes);
		give_number(reading, extract_u16(bytes + at), short_number_at(bytes + at + 2));
	}
}

static void read_cell(struct reading *reading, const struct found *found)
{
	const guint8 *bytes = found->bytes;
	const guint8 *value = bytes + CELL_BYTES;
	gsize left = found->length - MIN(found->length, CELL_BYTES);

	if (left == 0)
		return;
	if (found->type == RECORD_MANY_NUMBERS) {
		give_many_numbers(reading, bytes, found->length);
		return;
	}
	begin_cell(reading, bytes);
	if (found->type == RECORD_LABEL)
		give_string(reading->cells, value, left, 2);
	else if (found->type == RECORD_SHARED_STRING && left >= 4)
		give_shared(reading, extract_u32(value));
	else if (found->type == RECORD_NUMBER && left >= 8)
		give_number(reading, extract_u16(bytes + 4), number_at(value));
	else if (found->type == RECORD_SHORT_NUMBER && left >= 4)
		give_number(reading, extract_u16(bytes + 4), short_number_at(value));
	else if (found->type == RECORD_TRUTH && left >= 2 && value[1] == 0)
		extract_flow_text(reading->cells, value[0] ? "TRUE" : "FALSE", value[0] ? 4 : 5);
	else if (found->type == RECORD_FORMULA && left >= 8)
		give_formula(reading, bytes);
}

static void read_format(struct reading *reading, const struct found *found)
{
	g_autoptr(GString) code = NULL;

	if (found->length < 2)
		return;
	code = extract_excel_string(found->bytes + 2, found->length - 2, 2);
	g_hash_table_replace(reading->formats, GUINT_TO_POINTER((guint)extract_u16(found->bytes)), g_strdup(code->str));
}

static void read_cell_format(struct reading *reading, const struct found *found)
{
	unsigned format = found->length >= 4 ? extract_u16(found->bytes + 2) : 0;
	gboolean is_date =
		extract_number_is_date(format, g_hash_table_lookup(reading->formats, GUINT_TO_POINTER(format)));

	g_array_append_val(reading->is_date, is_date);
}

static void read_sheet(struct reading *reading, const struct found *found)
{
	g_autoptr(GString) name = NULL;

	if (found->length <= SHEET_NAME)
		return;
	name = extract_excel_string(found->bytes + SHEET_NAME, found->length - SHEET_NAME, 1);
	extract_sections_property(reading->sections, "Sheet", name->str);
}

static void read_shared_strings(struct reading *reading, const struct found *found)
{
	const struct excel_segment first = {found->bytes, found->length};

	g_array_prepend_val(found->more, first);
	reading->is_whole &=
		extract_excel_shared(&g_array_index(found->more, struct excel_segment, 0), found->more->len,
				     EXTRACT_MAX_TEXT_BYTES, reading->strings, reading->ends);
}

/* A comment's or a drawn box's text. */
static void read_box(struct reading *reading, const struct found *found)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (found->length < BOX_LENGTH + 2 || found->more->len == 0)
		return;
	reading->is_whole &= extract_excel_text(&g_array_index(found->more, struct excel_segment, 0), found->more->len,
						extract_u16(found->bytes + BOX_LENGTH), text);
	extract_flow_text(reading->notes, text->str, text->len);
	extract_flow_end_line(reading->notes);
}

static void read_header(struct extract_flow *flow, const struct found *found)
{
	g_autoptr(GString) text = extract_excel_string(found->bytes, found->length, 2);

	extract_xlsx_give_header(flow, text->str);
}

static void read_record(struct reading *reading, const struct found *found)
{
	switch (found->type) {
	case RECORD_BEGIN:
		reading->row = -1;
		break;
	case RECORD_DATES:
		reading->is_1904 = found->length >= 2 && found->bytes[0] == 1;
		break;
	case RECORD_FORMAT:
		read_format(reading, found);
		break;
	case RECORD_CELL_FORMAT:
		read_cell_format(reading, found);
		break;
	case RECORD_SHEET:
		read_sheet(reading, found);
		break;
	case RECORD_SHARED_STRINGS:
		read_shared_strings(reading, found);
		break;
	case RECORD_FORMULA_TEXT:
		give_string(reading->cells, found->bytes, found->length, 2);
		break;
	case RECORD_BOX:
		read_box(reading, found);
		break;
	case RECORD_HEADER:
		read_header(reading->headers, found);
		break;
	case RECORD_FOOTER:
		read_header(reading->footers, found);
		break;
	case RECORD_SERIES_TEXT:
		give_string(reading->notes, found->bytes + MIN(2, found->length), found->length - MIN(2, found->length),
			    1);
		extract_flow_end_line(reading->notes);
		break;
	default:
		break;
	}
}

static gboolean is_cell(enum record type)
{
	return type == RECORD_LABEL || type == RECORD_SHARED_STRING || type == RECORD_NUMBER || type == RECORD_TRUTH ||
	       type == RECORD_SHORT_NUMBER || type == RECORD_FORMULA || type == RECORD_MANY_NUMBERS;
}

/* The record at *at, which moves behind those that continue it. */
static void next_record(struct reading *reading, const guint8 *bytes, gsize length, gsize *at, struct found *found)
{
	g_array_set_size(found->more, 0);
	for (gboolean is_first = TRUE; length - *at >= HEAD_BYTES; is_first = FALSE) {
		enum record type = extract_u16(bytes + *at);
		gsize size = extract_u16(bytes + *at + 2), left = length - *at - HEAD_BYTES;
		const struct excel_segment segment = {bytes + *at + HEAD_BYTES, MIN(size, left)};

		if (!is_first && type != RECORD_CONTINUE)
			return;
		reading->is_whole &= size <= left;
		*at += HEAD_BYTES + segment.length;
		if (is_first)
			found->type = type, found->bytes = segment.bytes, found->length = segment.length;
		else
			g_array_append_val(found->more, segment);
	}
}

static void take(struct reading *reading, enum extract_section section, struct extract_flow *flow)
{
	if (extract_flow_is_full(flow))
		extract_sections_note_reason(reading->sections, PART_LIMIT);
	extract_sections_take(reading->sections, section, extract_flow_steal(flow));
	extract_flow_free(flow);
}

static void read_records(struct reading *reading, const guint8 *bytes, gsize length)
{
	struct found found = {.more = g_array_new(FALSE, FALSE, sizeof(struct excel_segment))};
	gsize at = 0;

	while (length - at >= HEAD_BYTES) {
		next_record(reading, bytes, length, &at, &found);
		if (is_cell(found.type))
			read_cell(reading, &found);
		else
			read_record(reading, &found);
	}
	g_array_unref(found.more);
}

gboolean extract_excel_read(const guint8 *bytes, gsize length, struct extract_sections *sections)
{
	struct reading reading = {.sections = sections, .is_whole = TRUE, .row = -1};

	if (length < HEAD_BYTES + 2 || extract_u16(bytes) != RECORD_BEGIN ||
	    extract_u16(bytes + HEAD_BYTES) < VERSION_EXCEL_97)
		return FALSE;
	reading.cells = extract_flow_new();
	reading.notes = extract_flow_new();
	reading.headers = extract_flow_new();
	reading.footers = extract_flow_new();
	reading.strings = g_string_new(NULL);
	reading.ends = g_array_new(FALSE, FALSE, sizeof(gsize));
	reading.formats = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	reading.is_date = g_array_new(FALSE, FALSE, sizeof(gboolean));
	read_records(&reading, bytes, length);
	if (!reading.is_whole)
		extract_sections_note_reason(sections, PART_TRUNCATED);
	take(&reading, SECTION_BODY, reading.cells);
	take(&reading, SECTION_NOTES, reading.notes);
	take(&reading, SECTION_HEADER, reading.headers);
	take(&reading, SECTION_FOOTER, reading.footers);
	g_string_free(reading.strings, TRUE);
	g_array_unref(reading.ends);
	g_hash_table_unref(reading.formats);
	g_array_unref(reading.is_date);
	return TRUE;
}
