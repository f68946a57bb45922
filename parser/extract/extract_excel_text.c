/* SPDX-License-Identifier: BSD-2-Clause */
/* Follows strings over the records that they go on in; each begins by saying anew whether characters are wide. */
#include "parser/extract/extract_excel_text.h"

#include "parser/extract/extract_little.h"

/* Of the byte that says what follows. */
enum { KIND_WIDE = 1, KIND_PHONETIC = 4, KIND_RICH = 8, RUN_BYTES = 4, SHARED_HEAD_BYTES = 8 };

struct cursor {
	const struct excel_segment *segments;
	guint count, segment;
	gsize at;
};

static gsize left_here(const struct cursor *cursor)
{
	return cursor->segment < cursor->count ? cursor->segments[cursor->segment].length - cursor->at : 0;
}

/* TRUE while there is a byte left. */
static gboolean settle(struct cursor *cursor)
{
	while (cursor->segment < cursor->count && left_here(cursor) == 0) {
		cursor->segment++;
		cursor->at = 0;
	}
	return cursor->segment < cursor->count;
}

static const guint8 *here(const struct cursor *cursor)
{
	return cursor->segments[cursor->segment].bytes + cursor->at;
}

static gboolean take_number(struct cursor *cursor, unsigned bytes, guint32 *ret_number)
{
	*ret_number = 0;
	for (unsigned i = 0; i < bytes; i++) {
		if (!settle(cursor))
			return FALSE;
		*ret_number |= (guint32)*here(cursor) << 8 * i;
		cursor->at++;
	}
	return TRUE;
}

static gboolean skip(struct cursor *cursor, gsize bytes)
{
	while (bytes > 0 && settle(cursor)) {
		gsize step = MIN(bytes, left_here(cursor));

		cursor->at += step;
		bytes -= step;
	}
	return bytes == 0;
}

/* Characters from here on; in a segment that continues them their kind comes first. */
static gboolean take_characters(struct cursor *cursor, gboolean is_wide, gsize characters, GString *text)
{
	while (characters > 0) {
		gsize size = is_wide ? 2 : 1, step = MIN(characters, left_here(cursor) / size);

		if (step == 0) {
			guint32 kind;

			skip(cursor, left_here(cursor));
			if (!take_number(cursor, 1, &kind))
				return FALSE;
			is_wide = (kind & KIND_WIDE) != 0;
			continue;
		}
		if (is_wide)
			extract_append_wide(text, here(cursor), 2 * step);
		else
			extract_append_narrow(text, here(cursor), step);
		cursor->at += step * size;
		characters -= step;
	}
	return TRUE;
}

gboolean extract_excel_text(const struct excel_segment *segments, guint count, gsize characters, GString *text)
{
	struct cursor cursor = {.segments = segments, .count = count};
	guint32 kind;

	return characters == 0 ||
	       (take_number(&cursor, 1, &kind) && take_characters(&cursor, kind & KIND_WIDE, characters, text));
}

GString *extract_excel_string(const guint8 *bytes, gsize length, unsigned count_bytes)
{
	const struct excel_segment segment = {bytes, length};
	struct cursor cursor = {.segments = &segment, .count = 1};
	GString *text = g_string_new(NULL);
	guint32 characters, kind;

	if (take_number(&cursor, count_bytes, &characters) && take_number(&cursor, 1, &kind))
		take_characters(&cursor, kind & KIND_WIDE, characters, text);
	return text;
}

static gboolean take_shared(struct cursor *cursor, GString *strings)
{
	guint32 characters, kind, runs = 0, phonetic = 0;

	return take_number(cursor, 2, &characters) && take_number(cursor, 1, &kind) &&
	       (!(kind & KIND_RICH) || take_number(cursor, 2, &runs)) &&
	       (!(kind & KIND_PHONETIC) || take_number(cursor, 4, &phonetic)) &&
	       take_characters(cursor, kind & KIND_WIDE, characters, strings) &&
	       skip(cursor, (gsize)runs * RUN_BYTES + phonetic);
}

gboolean extract_excel_shared(const struct excel_segment *segments, guint count, gsize max_bytes, GString *strings,
			      GArray *ends)
{
	struct cursor cursor = {.segments = segments, .count = count};

	if (!skip(&cursor, SHARED_HEAD_BYTES))
		return FALSE;
	while (settle(&cursor)) {
		gboolean is_whole = take_shared(&cursor, strings);

		g_array_append_val(ends, strings->len);
		if (!is_whole || strings->len > max_bytes)
			return FALSE;
	}
	return TRUE;
}
