/* SPDX-License-Identifier: BSD-2-Clause */
/* Word 97 to 2003 ([MS-DOC]): the text is in pieces, which a table puts in order. catdoc drops what stands before a
 * comment in its paragraph, so it is left to older files. */
#include "parser/extract/extract_word.h"

#include "parser/charset.h"
#include "parser/extract/extract.h"
#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_little.h"

#include <string.h>

/* Places in the header (2.5.1 to 2.5.6). */
enum {
	FIB_VERSION = 2,
	FIB_FLAGS = 0x0a,
	FIB_LENGTHS = 0x4c, /* of body, footnotes, headers, macros, comments, endnotes, boxes, headers' boxes */
	FIB_CLX = 0x1a2,
	FIB_BYTES = 0x1aa,
	VERSION_WORD_97 = 0xc1,
	FLAG_SECOND_TABLE = 0x0200,
	CLX_PROPERTIES = 1,
	CLX_PIECES = 2,
	PIECE_BYTES = 8,
	PIECE_NARROW = 1 << 30,
	SUBDOCUMENTS = 8
};

/* Characters that are none (2.4.1). */
enum {
	MARK_CELL = 0x07,
	MARK_TAB = 0x09,
	MARK_LINE = 0x0b,
	MARK_PAGE = 0x0c,
	MARK_PARAGRAPH = 0x0d,
	MARK_COLUMN = 0x0e,
	MARK_FIELD = 0x13,
	MARK_FIELD_RESULT = 0x14,
	MARK_FIELD_END = 0x15,
	MARK_HYPHEN = 0x1e,
	MARK_SOFT_HYPHEN = 0x1f,
	FIRST_CHARACTER = 0x20
};

gboolean extract_word_head(const guint8 *document, gsize length, struct extract_word_head *ret_head)
{
	if (length < FIB_BYTES || extract_u16(document + FIB_VERSION) < VERSION_WORD_97)
		return FALSE;
	ret_head->is_second_table = (extract_u16(document + FIB_FLAGS) & FLAG_SECOND_TABLE) != 0;
	return TRUE;
}

/* The table of pieces: behind properties, each with its length. */
static const guint8 *find_pieces(const guint8 *document, const guint8 *table, gsize table_length, gsize *ret_length)
{
	gsize start = extract_u32(document + FIB_CLX), size = extract_u32(document + FIB_CLX + 4), at;

	if (start > table_length || size > table_length - start)
		return NULL;
	for (at = start; start + size - at >= 3 && table[at] == CLX_PROPERTIES;)
		at += MIN(3u + extract_u16(table + at + 1), start + size - at);
	if (start + size - at < 5 || table[at] != CLX_PIECES)
		return NULL;
	*ret_length = MIN(extract_u32(table + at + 1), start + size - at - 5);
	return table + at + 5;
}

static void append_narrow(GByteArray *text, const guint8 *bytes, gsize length)
{
	for (gsize i = 0; i < length; i++) {
		gunichar c = charset_windows_1252(bytes[i]);
		const guint8 unit[] = {(guint8)c, (guint8)(c >> 8)};

		g_byte_array_append(text, unit, sizeof(unit));
	}
}

/* All characters in their order, as UTF-16 of two bytes each. FALSE where some are missing. */
static gboolean gather(const guint8 *document, gsize length, const guint8 *pieces, gsize pieces_length,
		       GByteArray *text)
{
	gsize count = (pieces_length - MIN(pieces_length, 4)) / (4 + PIECE_BYTES);
	gboolean is_whole = TRUE;

	for (gsize i = 0; i < count; i++) {
		guint32 first = extract_u32(pieces + 4 * i), last = extract_u32(pieces + 4 * i + 4);
		guint32 place = extract_u32(pieces + 4 * (count + 1) + PIECE_BYTES * i + 2);
		gboolean is_narrow = (place & PIECE_NARROW) != 0;
		gsize start = is_narrow ? (place & ~(guint32)PIECE_NARROW) / 2 : place;
		gsize wanted = last > first ? last - first : 0, room = (EXTRACT_MAX_TEXT_BYTES - text->len) / 2;
		gsize there = MIN(start < length ? (length - start) / (is_narrow ? 1 : 2) : 0, room);

		is_whole &= wanted <= there;
		wanted = MIN(wanted, there);
		if (is_narrow)
			append_narrow(text, document + start, wanted);
		else if (wanted > 0)
			g_byte_array_append(text, document + start, (guint)(2 * wanted));
	}
	return is_whole;
}

struct walk {
	struct extract_flow *flow;
	guint64 codes; /* a bit for each open field, the innermost lowest: its code is on, its result is not yet */
	gboolean is_after_cell;
};

/* Fields' codes are not shown. One that does not end ends with its paragraph. */
static void mark(struct walk *walk, guint16 unit)
{
	switch (unit) {
	case MARK_FIELD:
		walk->codes = walk->codes << 1 | 1;
		break;
	case MARK_FIELD_RESULT:
		walk->codes &= ~(guint64)1;
		break;
	case MARK_FIELD_END:
		walk->codes >>= 1;
		break;
	case MARK_TAB:
		extract_flow_text(walk->flow, "\t", 1);
		break;
	case MARK_HYPHEN:
		extract_flow_text(walk->flow, "-", 1);
		break;
	case MARK_CELL: /* one behind another ends the row */
		if (walk->is_after_cell)
			extract_flow_end_line(walk->flow);
		else
			extract_flow_end_cell(walk->flow);
		walk->codes = 0;
		break;
	case MARK_LINE:
	case MARK_PAGE:
	case MARK_PARAGRAPH:
	case MARK_COLUMN:
		extract_flow_end_line(walk->flow);
		walk->codes = 0;
		break;
	default: /* a picture, a note's number, a comment's place */
		break;
	}
	walk->is_after_cell = unit == MARK_CELL && !walk->is_after_cell;
}

static void give(struct walk *walk, const guint8 *units, gsize length)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (gsize i = 0; i + 1 < length;) {
		gsize run = i;

		while (run + 1 < length && extract_u16(units + run) >= FIRST_CHARACTER)
			run += 2;
		if (run == i) {
			mark(walk, extract_u16(units + i));
			i += 2;
			continue;
		}
		g_string_truncate(text, 0);
		extract_append_wide(text, units + i, run - i);
		if (walk->codes == 0)
			extract_flow_text(walk->flow, text->str, text->len);
		walk->is_after_cell = FALSE;
		i = run;
	}
}

static void give_subdocument(const guint8 *units, gsize length, enum extract_section section,
			     struct extract_sections *sections)
{
	struct walk walk = {.flow = extract_flow_new()};

	give(&walk, units, length);
	if (extract_flow_is_full(walk.flow))
		extract_sections_note_reason(sections, PART_LIMIT);
	extract_sections_take(sections, section, extract_flow_steal(walk.flow));
	extract_flow_free(walk.flow);
}

gboolean extract_word_read(const guint8 *document, gsize length, const guint8 *table, gsize table_length,
			   struct extract_sections *sections)
{
	static const enum extract_section places[SUBDOCUMENTS] = {SECTION_BODY,  SECTION_NOTES, SECTION_HEADER,
								  SECTION_NOTES, SECTION_NOTES, SECTION_NOTES,
								  SECTION_NOTES, SECTION_HEADER};
	gsize pieces_length, start = 0;
	const guint8 *pieces = find_pieces(document, table, table_length, &pieces_length);
	g_autoptr(GByteArray) text = NULL;

	if (!pieces)
		return FALSE;
	text = g_byte_array_new();
	if (!gather(document, length, pieces, pieces_length, text))
		extract_sections_note_reason(sections, PART_TRUNCATED);
	for (int i = 0; i < SUBDOCUMENTS && text->len > 0; i++) {
		gsize size = 2 * (gsize)extract_u32(document + FIB_LENGTHS + 4 * i);

		/* What no length tells of is read with the last. */
		size = i < SUBDOCUMENTS - 1 ? MIN(size, text->len - start) : text->len - start;
		give_subdocument(text->data + start, size, places[i], sections);
		start += size;
	}
	return TRUE;
}
