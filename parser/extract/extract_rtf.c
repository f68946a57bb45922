/* SPDX-License-Identifier: BSD-2-Clause */
/* Rich Text Format: groups, control words, and the text between them. catdoc knows no note, box, comment, header or
 * property of it. */
#include "parser/charset.h"
#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_read.h"
#include "parser/extract/extract_rtf_words.h"
#include "parser/extract/extract_sections.h"

#include <stdlib.h>
#include <string.h>

enum {
	RTF_MAX_DEPTH = 2000, /* of open groups */
	WORD_BYTES = 32,      /* longer ones are none */
	MAGIC_BYTES = 4096    /* of an object, in which its file begins */
};

/* What becomes of the characters in a group. */
enum place { PLACE_TEXT, PLACE_SKIPPED, PLACE_FONTS, PLACE_VALUE, PLACE_OBJECT };

struct group {
	enum place place;
	enum rtf_action opened; /* what it is itself, RTF_NOTHING: as the one around it */
	const char *label;
	struct extract_flow *flow;
	guint fallback; /* characters behind a Unicode one */
	int font;
	gboolean is_hidden, is_deleted;
};

struct reading {
	const struct extract_job *job;
	struct extract_sections sections;
	struct extract_flow *body, *headers, *footers;
	GArray *groups;    /* struct group */
	GHashTable *fonts; /* number -> charset */
	char *codepage;
	GString *bytes;     /* in the font's charset, not yet decoded */
	GString *value;     /* of a property, or an object's digits */
	char *value_name;   /* of a property that has its own name */
	GPtrArray *objects; /* GByteArray: files in it */
	gunichar high;      /* the first half of a pair, or 0 */
	guint to_skip;      /* characters, behind a Unicode one */
	gboolean is_new;    /* nothing of the group was read */
	gboolean is_star;   /* the group may be skipped where its word is not known */
	gboolean has_picture;
};

static struct group *innermost(struct reading *reading)
{
	return &g_array_index(reading->groups, struct group, reading->groups->len - 1);
}

static void give(struct reading *reading, const char *text, gsize length)
{
	const struct group *group = innermost(reading);

	if (group->place == PLACE_VALUE && reading->value->len < EXTRACT_MAX_TEXT_BYTES)
		g_string_append_len(reading->value, text, (gssize)length);
	else if (group->place == PLACE_TEXT && (group->is_hidden || group->is_deleted))
		extract_flow_beside(group->flow, text, length);
	else if (group->place == PLACE_TEXT)
		extract_flow_text(group->flow, text, length);
}

static void decode_bytes(struct reading *reading)
{
	const char *charset;
	GString *text;

	if (reading->bytes->len == 0)
		return;
	charset = g_hash_table_lookup(reading->fonts, GINT_TO_POINTER(innermost(reading)->font));
	if (!charset || !*charset)
		charset = reading->codepage && *reading->codepage ? reading->codepage : "windows-1252";
	text = charset_decode(reading->bytes->str, reading->bytes->len, charset);
	g_string_truncate(reading->bytes, 0);
	give(reading, text->str, text->len);
	g_string_free(text, TRUE);
}

static void give_character(struct reading *reading, gunichar c)
{
	char text[6];

	decode_bytes(reading);
	give(reading, text, (gsize)g_unichar_to_utf8(c, text));
}

/* A character by its bytes, one that stands for a Unicode one apart. */
static void take_byte(struct reading *reading, char byte)
{
	const struct group *group = innermost(reading);

	if (reading->to_skip > 0)
		reading->to_skip--;
	else if (group->place == PLACE_OBJECT && g_ascii_isxdigit(byte))
		g_string_append_c(reading->value, byte);
	else if (group->place == PLACE_TEXT || group->place == PLACE_VALUE)
		g_string_append_c(reading->bytes, byte);
}

/* Negative ones are above 32767; two halves make one. */
static void take_unicode(struct reading *reading, int number)
{
	gunichar c = (gunichar)number & (number < 0 ? 0xffff : 0x1fffff);

	reading->to_skip = innermost(reading)->fallback;
	if ((c & 0xfffffc00) == 0xd800) {
		reading->high = c;
		return;
	}
	if ((c & 0xfffffc00) == 0xdc00 && reading->high)
		c = 0x10000 + ((reading->high & 0x3ff) << 10) + (c & 0x3ff);
	reading->high = 0;
	give_character(reading, c > 0 && g_unichar_validate(c) ? c : 0xfffd);
}

static void end_line(struct reading *reading)
{
	if (innermost(reading)->place == PLACE_TEXT)
		extract_flow_end_line(innermost(reading)->flow);
	else if (innermost(reading)->place == PLACE_VALUE)
		g_string_append_c(reading->value, ' ');
}

static void act_in_text(struct reading *reading, const struct rtf_word *word, int number)
{
	decode_bytes(reading);
	if (word->action == RTF_UNICODE) {
		take_unicode(reading, number);
	} else if (reading->to_skip > 0) {
		reading->to_skip--;
	} else if (word->action == RTF_CHARACTER) {
		give_character(reading, word->value);
	} else if (word->action == RTF_LINE) {
		end_line(reading);
	} else if (innermost(reading)->place == PLACE_TEXT) {
		if (word->action == RTF_CELL)
			extract_flow_end_cell(innermost(reading)->flow);
		else
			extract_flow_end_row(innermost(reading)->flow);
	}
}

static void act_on_reading(struct reading *reading, const struct rtf_word *word, int number)
{
	struct group *group = innermost(reading);

	decode_bytes(reading);
	switch (word->action) {
	case RTF_CODEPAGE:
		g_free(reading->codepage);
		reading->codepage = extract_rtf_codepage(number);
		break;
	case RTF_FALLBACK:
		group->fallback = (guint)CLAMP(number, 0, 255);
		break;
	case RTF_FONT:
		group->font = number;
		break;
	case RTF_FONT_CHARSET:
		if (group->place == PLACE_FONTS)
			g_hash_table_replace(reading->fonts, GINT_TO_POINTER(group->font),
					     extract_rtf_font_charset(number));
		break;
	case RTF_HIDDEN:
		group->is_hidden = number != 0;
		break;
	case RTF_DELETED:
		group->is_deleted = number != 0;
		break;
	default: /* RTF_PLAIN */
		group->is_hidden = FALSE;
		break;
	}
}

static void begin_value(struct reading *reading, struct group *group, enum place place, const char *label)
{
	group->place = place;
	group->label = label;
	g_string_truncate(reading->value, 0);
}

static void begin_beside(struct group *group)
{
	if (group->place == PLACE_TEXT)
		extract_flow_begin_box(group->flow);
	else
		group->opened = RTF_NOTHING;
}

/* The group is what the word says. */
static void open_destination(struct reading *reading, const struct rtf_word *word)
{
	struct group *group = innermost(reading);

	if (group->opened != RTF_NOTHING && word->action != RTF_SKIPPED)
		return; /* one group is one thing; only what skips it counts behind another */
	group->opened = word->action;
	switch (word->action) {
	case RTF_FONTS:
		group->place = PLACE_FONTS;
		break;
	case RTF_HEADER:
		group->flow = reading->headers;
		break;
	case RTF_FOOTER:
		group->flow = reading->footers;
		break;
	case RTF_BESIDE:
		begin_beside(group);
		break;
	case RTF_PROPERTY:
		begin_value(reading, group, PLACE_VALUE, word->label);
		break;
	case RTF_PROPERTY_NAME:
	case RTF_PROPERTY_VALUE:
	case RTF_SHAPE_VALUE:
		begin_value(reading, group, PLACE_VALUE, NULL);
		break;
	case RTF_OBJECT:
		begin_value(reading, group, PLACE_OBJECT, NULL);
		break;
	case RTF_INSIDE:
		break;
	case RTF_UNICODE_TWIN: /* as the group around the one that is skipped for it */
		if (reading->groups->len >= 3)
			group->place = (group - 2)->place;
		break;
	default: /* RTF_SKIPPED, RTF_PICTURE */
		reading->has_picture |= word->action == RTF_PICTURE;
		group->place = PLACE_SKIPPED;
		break;
	}
}

static gboolean starts_file(const guint8 *bytes)
{
	static const char *const magics[] = {"\xd0\xcf\x11\xe0", "PK\3\4", "%PDF", "{\\rt"};

	for (gsize i = 0; i < G_N_ELEMENTS(magics); i++)
		if (memcmp(bytes, magics[i], 4) == 0)
			return TRUE;
	return FALSE;
}

/* Digits to bytes, up to what is none: the words of a group within. */
static void keep_object(struct reading *reading)
{
	gsize length = reading->value->len / 2;
	GByteArray *bytes = g_byte_array_sized_new((guint)length);

	for (gsize i = 0; i < length; i++) {
		int high = g_ascii_xdigit_value(reading->value->str[2 * i]);
		int low = g_ascii_xdigit_value(reading->value->str[2 * i + 1]);
		guint8 byte;

		if (high < 0 || low < 0)
			break;
		byte = (guint8)(high << 4 | low);

		g_byte_array_append(bytes, &byte, 1);
	}
	g_ptr_array_add(reading->objects, bytes);
}

/* The file behind what wraps it. */
static void read_object(const struct extract_job *job, const GByteArray *object)
{
	guint at = 0;

	while (at + 4 <= object->len && at < MAGIC_BYTES && !starts_file(object->data + at))
		at++;
	if (at + 4 > object->len || at == MAGIC_BYTES)
		extract_job_nested_unread(job, "object", "application/octet-stream", PART_UNKNOWN_FORMAT);
	else if (extract_job_take_entry(job))
		extract_job_nested(job, "object", NULL, object->data + at, object->len - at);
	else
		extract_job_nested_unread(job, "object", "application/octet-stream", PART_LIMIT);
}

static void close_destination(struct reading *reading, const struct group *group)
{
	switch (group->opened) {
	case RTF_BESIDE:
		extract_flow_end_box(group->flow, FLOW_END_BESIDE);
		break;
	case RTF_HEADER:
	case RTF_FOOTER:
		extract_flow_end_line(group->flow);
		break;
	case RTF_PROPERTY:
		extract_sections_property(&reading->sections, group->label, reading->value->str);
		break;
	case RTF_PROPERTY_NAME:
		g_free(reading->value_name);
		reading->value_name = g_strdup(reading->value->str);
		break;
	case RTF_PROPERTY_VALUE:
		if (reading->value_name)
			extract_sections_property(&reading->sections, reading->value_name, reading->value->str);
		break;
	case RTF_SHAPE_VALUE: /* a watermark */
		if (reading->value_name && strcmp(reading->value_name, "gtextUNICODE") == 0)
			extract_flow_beside(group->flow, reading->value->str, reading->value->len);
		break;
	case RTF_OBJECT:
		keep_object(reading);
		break;
	default:
		break;
	}
}

static void begin_group(struct reading *reading)
{
	struct group inner = *innermost(reading);

	decode_bytes(reading);
	inner.opened = RTF_NOTHING;
	g_array_append_val(reading->groups, inner);
	reading->is_star = FALSE;
	reading->to_skip = 0;
}

static void end_group(struct reading *reading)
{
	decode_bytes(reading);
	close_destination(reading, innermost(reading));
	g_array_set_size(reading->groups, reading->groups->len - 1);
	reading->to_skip = 0;
}

static void act(struct reading *reading, const char *name, int number)
{
	static const struct rtf_word unknown = {"", RTF_SKIPPED, 0, NULL};
	const struct rtf_word *word = extract_rtf_word(name);
	gboolean is_star = reading->is_star;

	reading->is_star = FALSE;
	if (!word) {
		if (is_star)
			open_destination(reading, &unknown);
		else if (reading->to_skip > 0)
			reading->to_skip--;
	} else if (word->action >= RTF_SKIPPED) {
		open_destination(reading, word);
	} else if (word->action >= RTF_CODEPAGE) {
		act_on_reading(reading, word, number);
	} else {
		act_in_text(reading, word, number);
	}
}

static int digit_value(const char *at, const char *end)
{
	return at < end ? g_ascii_xdigit_value(*at) : -1;
}

/* Behind a backslash: a word with its number, or one sign. Returns what is behind it. */
static const char *read_control(struct reading *reading, const char *at, const char *end)
{
	char name[WORD_BYTES + 1];
	gsize length = 0;
	const char *number;
	int value = 1; /* a switch without a number is on */

	while (at + length < end && g_ascii_isalpha(at[length]))
		length++;
	if (length == 0) {
		int high = digit_value(at + 1, end), low = digit_value(at + 2, end);

		if (at < end && *at == '\'' && high >= 0 && low >= 0) {
			take_byte(reading, (char)(high << 4 | low));
			return at + 3;
		}
		if (at < end && *at == '*')
			reading->is_star = reading->is_new; /* elsewhere it says nothing (OpenOffice) */
		else if (at < end && (*at == '\n' || *at == '\r'))
			act(reading, "par", 1);
		else if (at < end && strchr("\\{}_", *at))
			take_byte(reading, *at == '_' ? '-' : *at);
		else if (at < end && *at == '~')
			give_character(reading, ' ');
		return MIN(at + 1, end);
	}
	memcpy(name, at, MIN(length, WORD_BYTES));
	name[MIN(length, WORD_BYTES)] = '\0';
	number = at = at + length;
	at += at < end && *at == '-';
	while (at < end && g_ascii_isdigit(*at))
		at++;
	if (at > number) {
		g_autofree char *digits = g_strndup(number, (gsize)(at - number));

		value = (int)CLAMP(strtol(digits, NULL, 10), G_MININT, G_MAXINT);
	}
	at += at < end && *at == ' ';
	if (strcmp(name, "bin") == 0)
		return at + CLAMP(value, 0, end - at);
	act(reading, name, value);
	return at;
}

static void read_document(struct reading *reading, const char *at, const char *end)
{
	while (at < end) {
		char c = *at++;

		if (c == '{' && reading->groups->len > RTF_MAX_DEPTH) {
			extract_sections_note_reason(&reading->sections, PART_LIMIT);
			break;
		}
		if (c == '{')
			begin_group(reading);
		else if (c == '}' && reading->groups->len > 1)
			end_group(reading);
		else if (c == '\\')
			at = read_control(reading, at, end);
		else if (c != '\r' && c != '\n' && c != '\0' && c != '}')
			take_byte(reading, c);
		reading->is_new = c == '{' || (reading->is_new && (c == '\r' || c == '\n'));
		if (c == '}' && reading->groups->len == 1)
			break;
	}
	/* It ends with the first group; what stands behind that is not shown, and not usual. */
	while (at < end && strchr(" \t\r\n}", *at))
		at++;
	if (at < end || reading->groups->len > 1)
		extract_sections_note_reason(&reading->sections, PART_TRUNCATED);
	while (reading->groups->len > 1)
		end_group(reading);
}

static void take(struct reading *reading, enum extract_section section, struct extract_flow *flow)
{
	if (extract_flow_is_full(flow))
		extract_sections_note_reason(&reading->sections, PART_LIMIT);
	extract_sections_take(&reading->sections, section, extract_flow_steal(flow));
	extract_flow_free(flow);
}

static void give_document(struct reading *reading, const char *type)
{
	GString *text;

	take(reading, SECTION_BODY, reading->body);
	take(reading, SECTION_HEADER, reading->headers);
	take(reading, SECTION_FOOTER, reading->footers);
	if (reading->has_picture && reading->sections.text[SECTION_BODY]->len == 0)
		extract_sections_note_reason(&reading->sections, PART_IMAGE_ONLY);
	text = extract_sections_join(&reading->sections);
	if (text->len > 0 || reading->sections.reason == PART_INSPECTED)
		extract_job_text(reading->job, type, text->str, text->len, reading->sections.reason);
	else
		extract_job_unread(reading->job, type, reading->sections.reason);
	g_string_free(text, TRUE);
}

void extract_rtf(const struct extract_job *job, const char *type, const guint8 *bytes, gsize length)
{
	struct reading reading = {.job = job,
				  .body = extract_flow_new(),
				  .headers = extract_flow_new(),
				  .footers = extract_flow_new(),
				  .groups = g_array_new(FALSE, FALSE, sizeof(struct group)),
				  .fonts = g_hash_table_new_full(NULL, NULL, NULL, g_free),
				  .bytes = g_string_new(NULL),
				  .objects = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref),
				  .value = g_string_new(NULL)};
	const struct group outermost = {.flow = reading.body, .fallback = 1, .font = -1};

	extract_sections_init(&reading.sections);
	g_array_append_val(reading.groups, outermost);
	read_document(&reading, (const char *)bytes, (const char *)bytes + length);
	give_document(&reading, type);
	for (guint i = 0; i < reading.objects->len; i++)
		read_object(job, reading.objects->pdata[i]);
	g_ptr_array_unref(reading.objects);
	extract_sections_done(&reading.sections);
	g_array_unref(reading.groups);
	g_hash_table_unref(reading.fonts);
	g_string_free(reading.bytes, TRUE);
	g_string_free(reading.value, TRUE);
	g_free(reading.codepage);
	g_free(reading.value_name);
}
