/* SPDX-License-Identifier: BSD-2-Clause */
/* PowerPoint before 2007 ([MS-PPT]): a stream of records in records. All that hold text are read wherever they stand,
 * in slides, hidden ones too, in notes, comments and what earlier versions left; catppt finds none in files of other
 * programs than Microsoft's. */
#include "parser/extract/extract_powerpoint.h"

#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_little.h"

#include <string.h>

enum {
	HEAD_BYTES = 8,
	VERSION_CONTAINER = 0xf, /* of a record: there are records in it */
	CONTAINER_DEPTH = 32,
	RECORD_MASTER = 0x03f8,
	RECORD_NOTES = 0x03f0,
	RECORD_TEXT_KIND = 0x0f9f,
	RECORD_WIDE_TEXT = 0x0fa0,
	RECORD_NARROW_TEXT = 0x0fa8,
	RECORD_STRING = 0x0fba, /* comments, footers; and names of fonts, programs and people */
	RECORD_COMMENT = 0x2ee0,
	RECORD_FOOTERS = 0x0fd9,
	RECORD_TAG = 0x138b, /* where later versions put theirs: comments */
	KIND_OTHER = 4       /* no title, body or note: no prompt of a master's to who writes */
};

struct reading {
	struct extract_flow *body, *notes;
	GHashTable *seen; /* texts that were given */
	guint32 kind;     /* of the next text */
	gboolean is_whole;
};

/* What records the one being read stands in. */
struct place {
	unsigned depth;
	gboolean is_master, is_note, has_strings;
};

/* The outline holds the slides' texts, too, and so do earlier versions: each counts once. */
static void give(struct reading *reading, const struct place *place, GString *text)
{
	struct extract_flow *flow = place->is_note ? reading->notes : reading->body;

	for (char *at = text->str; *at; at++)
		if (*at == '\r' || *at == '\v')
			*at = '\n';
	if (*g_strchug(text->str) && g_hash_table_add(reading->seen, g_strdup(text->str))) {
		extract_flow_text(flow, text->str, strlen(text->str));
		extract_flow_end_line(flow);
	}
	g_string_free(text, TRUE);
}

static void give_text(struct reading *reading, const struct place *place, gboolean is_wide, const guint8 *bytes,
		      gsize length)
{
	GString *text = g_string_new(NULL);

	if (is_wide)
		extract_append_wide(text, bytes, length);
	else
		extract_append_narrow(text, bytes, length);
	give(reading, place, text);
}

static void read_atom(struct reading *reading, const struct place *place, unsigned type, const guint8 *bytes,
		      gsize length)
{
	gboolean is_prompt = place->is_master && reading->kind != KIND_OTHER;

	if (type == RECORD_TEXT_KIND && length >= 4)
		reading->kind = extract_u32(bytes);
	else if ((type == RECORD_WIDE_TEXT || type == RECORD_NARROW_TEXT) && !is_prompt)
		give_text(reading, place, type == RECORD_WIDE_TEXT, bytes, length);
	else if (type == RECORD_STRING && place->has_strings)
		give_text(reading, place, TRUE, bytes, length);
}

static void read_records(struct reading *reading, const struct place *place, const guint8 *bytes, gsize length)
{
	gsize at = 0;

	while (length - at >= HEAD_BYTES) {
		unsigned version = bytes[at] & 0xf, type = extract_u16(bytes + at + 2);
		gsize size = extract_u32(bytes + at + 4), left = length - at - HEAD_BYTES;
		const guint8 *content = bytes + at + HEAD_BYTES;
		struct place inner = *place;

		reading->is_whole &= size <= left;
		size = MIN(size, left);
		at += HEAD_BYTES + size;
		if (version != VERSION_CONTAINER && type != RECORD_TAG) {
			read_atom(reading, place, type, content, size);
			continue;
		}
		inner.is_master |= type == RECORD_MASTER;
		inner.is_note |= type == RECORD_NOTES || type == RECORD_COMMENT;
		inner.has_strings |= type == RECORD_COMMENT || type == RECORD_FOOTERS;
		if (++inner.depth > CONTAINER_DEPTH)
			reading->is_whole = FALSE;
		else
			read_records(reading, &inner, content, size);
	}
}

void extract_powerpoint_read(const guint8 *bytes, gsize length, struct extract_sections *sections)
{
	static const struct place outermost;
	struct reading reading = {.body = extract_flow_new(),
				  .notes = extract_flow_new(),
				  .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
				  .kind = KIND_OTHER,
				  .is_whole = TRUE};

	read_records(&reading, &outermost, bytes, length);
	if (!reading.is_whole)
		extract_sections_note_reason(sections, PART_TRUNCATED);
	if (extract_flow_is_full(reading.body) || extract_flow_is_full(reading.notes))
		extract_sections_note_reason(sections, PART_LIMIT);
	extract_sections_take(sections, SECTION_BODY, extract_flow_steal(reading.body));
	extract_sections_take(sections, SECTION_NOTES, extract_flow_steal(reading.notes));
	extract_flow_free(reading.body);
	extract_flow_free(reading.notes);
	g_hash_table_unref(reading.seen);
}
