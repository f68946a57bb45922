/* SPDX-License-Identifier: BSD-2-Clause */
/* Folds text for comparison and remembers where each place came from. It knows nothing of what is looked for. */
#include "policy/match/fold.h"

#include <string.h>

/* From this place of the folded text on, the original is `place - folded` bytes past `original`. */
struct step {
	gsize folded, original;
};

enum {
	REPLACEMENT = 0xfffd,
	COMPATIBILITY_MAX = 18, /* the longest decomposition in Unicode */
	BORDER_BLANKS = 3       /* so many at once part two columns */
};

gboolean fold_is_word(gunichar character)
{
	return character == '_' || g_unichar_isalnum(character);
}

static gboolean is_space(gunichar character)
{
	return g_unichar_isspace(character) || character == 0x85;
}

/* What takes no room and so can stand inside a word: Default_Ignorable_Code_Point of Unicode
 * (DerivedCoreProperties.txt) and lines struck through or below letters, which people set for emphasis. */
static gboolean is_ignorable(gunichar character)
{
	static const struct {
		gunichar first, last;
	} ranges[] = {
		{0xad, 0xad},     {0x332, 0x338},   {0x34f, 0x34f},   {0x61c, 0x61c},     {0x115f, 0x1160},
		{0x17b4, 0x17b5}, {0x180b, 0x180f}, {0x200b, 0x200f}, {0x202a, 0x202e},   {0x2060, 0x206f},
		{0x20d2, 0x20d3}, {0x20dd, 0x20e0}, {0x20e5, 0x20e6}, {0x3164, 0x3164},   {0xfe00, 0xfe0f},
		{0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfff8}, {0x1bca0, 0x1bca3}, {0xe0000, 0xe0fff},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(ranges) && ranges[i].first <= character; i++)
		if (character <= ranges[i].last)
			return TRUE;
	return FALSE;
}

static gunichar plain(gunichar character)
{
	if ((character >= 0x2010 && character <= 0x2015) || character == 0x2212 || character == 0xfe58)
		return '-';
	if (character == 0x2018 || character == 0x2019 || character == 0x201b || character == 0x2032)
		return '\'';
	if (character >= 0x201c && character <= 0x201f)
		return '"';
	return g_unichar_tolower(character);
}

static void append_folded(GString *folded, gunichar character)
{
	gunichar parts[COMPATIBILITY_MAX];
	gsize count = g_unichar_fully_decompose(character, TRUE, parts, G_N_ELEMENTS(parts));
	gboolean is_ascii = plain(character) == g_unichar_tolower(character);

	if (g_unichar_isdigit(character)) {
		g_string_append_c(folded, (char)('0' + g_unichar_digit_value(character)));
		return;
	}
	for (gsize i = 0; i < count && is_ascii; i++)
		is_ascii = parts[i] > ' ' && parts[i] < 0x7f;
	if (!is_ascii) {
		g_string_append_unichar(folded, plain(character));
		return;
	}
	for (gsize i = 0; i < count; i++)
		g_string_append_c(folded, g_ascii_tolower((char)parts[i]));
}

static void note_step(struct fold *fold, gsize folded, gsize original)
{
	struct step step = {folded, original};

	if (fold->steps->len > 0) {
		const struct step *last = &g_array_index(fold->steps, struct step, fold->steps->len - 1);

		if (original - last->original == folded - last->folded)
			return;
		if (last->folded == folded)
			g_array_set_size(fold->steps, fold->steps->len - 1);
	}
	g_array_append_val(fold->steps, step);
}

/* Decodes the character at text + at; what is not UTF-8 counts as one replacement character of one byte. */
static gunichar decode(const char *text, gsize length, gsize at, gsize *ret_size)
{
	gunichar character;

	*ret_size = 1;
	if ((guchar)text[at] < 0x80)
		return text[at] == '\0' ? ' ' : (gunichar)text[at];
	character = g_utf8_get_char_validated(text + at, (gssize)(length - at));
	if (character == (gunichar)-1 || character == (gunichar)-2)
		return REPLACEMENT;
	*ret_size = (gsize)(g_utf8_next_char(text + at) - (text + at));
	return character;
}

/* A mark that goes on the letter before it (U+0302 of a decomposed "\u0175") joins it: TRUE. */
static gboolean compose(GString *folded, gunichar mark)
{
	char *last;
	gunichar composed;

	if (folded->len == 0 || !g_unichar_ismark(mark))
		return FALSE;
	last = g_utf8_prev_char(folded->str + folded->len);
	if (!g_unichar_compose(g_utf8_get_char(last), mark, &composed))
		return FALSE;
	g_string_truncate(folded, (gsize)(last - folded->str));
	g_string_append_unichar(folded, composed);
	return TRUE;
}

/* The byte after the line end, and the white space around it, that stands at text + at behind a hyphen; 0 where there
 * is none, or no letter behind it. */
static gsize after_break(const char *text, gsize length, gsize at)
{
	gboolean is_line_end = FALSE;
	gunichar character = 0;
	gsize size;

	for (; at < length; at += size) {
		character = decode(text, length, at, &size);
		if (!is_space(character) && !is_ignorable(character))
			break;
		is_line_end |= character == '\n' || character == '\r' || character == '\f' || character == 0x2028;
	}
	return at < length && is_line_end && g_unichar_isalpha(character) ? at : 0;
}

static gboolean is_after_letter(const GString *folded)
{
	return folded->len > 0 && g_unichar_isalpha(g_utf8_get_char(g_utf8_prev_char(folded->str + folded->len)));
}

static struct fold *fold_text(const char *text, gsize length, gboolean is_joined)
{
	struct fold *fold = g_new0(struct fold, 1);
	GString *folded = g_string_sized_new(length + 1);
	gboolean is_after_space = FALSE;
	gsize size;

	fold->steps = g_array_new(FALSE, FALSE, sizeof(struct step));
	for (gsize at = 0; at < length; at += size) {
		gunichar character = decode(text, length, at, &size);
		gboolean is_hyphen = character == '-' || character == 0x2010;
		gsize next = 0;

		if ((is_hyphen || character == 0xad) && is_after_letter(folded))
			next = after_break(text, length, at + size);
		if (next > 0) {
			fold->has_broken_words |= is_hyphen;
			if (is_hyphen && !is_joined) {
				note_step(fold, folded->len, at);
				g_string_append_c(folded, '-');
			}
			size = next - at;
			continue;
		}
		if (is_ignorable(character) || (character >= 0x300 && compose(folded, character)))
			continue;
		if (is_space(character)) {
			if (is_after_space)
				continue;
			note_step(fold, folded->len, at);
			g_string_append_c(folded, ' ');
			is_after_space = TRUE;
			continue;
		}
		is_after_space = FALSE;
		note_step(fold, folded->len, at);
		if (character < 0x80)
			g_string_append_c(folded, g_ascii_tolower((char)character));
		else
			append_folded(folded, character);
	}
	note_step(fold, folded->len, length);
	fold->length = folded->len;
	fold->text = g_string_free(folded, FALSE);
	return fold;
}

struct fold *fold_new(const char *text, gsize length)
{
	return fold_text(text, length, FALSE);
}

struct fold *fold_new_joined(const char *text, gsize length)
{
	return fold_text(text, length, TRUE);
}

void fold_free(struct fold *fold)
{
	if (fold == NULL)
		return;
	g_free(fold->text);
	g_array_unref(fold->steps);
	g_free(fold);
}

gsize fold_origin(const struct fold *fold, gsize place)
{
	gsize low = 0, high = fold->steps->len;
	const struct step *step, *next;
	gsize original;

	while (high - low > 1) {
		gsize middle = low + (high - low) / 2;

		if (g_array_index(fold->steps, struct step, middle).folded <= place)
			low = middle;
		else
			high = middle;
	}
	step = &g_array_index(fold->steps, struct step, low);
	original = step->original + (place - step->folded);
	if (low + 1 >= fold->steps->len)
		return original;
	next = &g_array_index(fold->steps, struct step, low + 1);
	return MIN(original, next->original);
}

gsize fold_place(const struct fold *fold, gsize original)
{
	gsize low = 0, high = fold->steps->len;
	const struct step *step;
	gsize place;

	if (high == 0)
		return 0;
	while (high - low > 1) {
		gsize middle = low + (high - low) / 2;

		if (g_array_index(fold->steps, struct step, middle).original <= original)
			low = middle;
		else
			high = middle;
	}
	step = &g_array_index(fold->steps, struct step, low);
	if (original < step->original)
		return step->folded;
	place = step->folded + (original - step->original);
	return MIN(place,
		   low + 1 < fold->steps->len ? g_array_index(fold->steps, struct step, low + 1).folded : fold->length);
}

char *fold_with_borders(const struct fold *fold, const char *original)
{
	char *bordered = g_strdup(fold->text);

	for (gsize place = 0; place < fold->length; place++) {
		gsize from, length;

		if (bordered[place] != ' ')
			continue;
		from = fold_origin(fold, place);
		length = fold_origin(fold, place + 1) - from;
		if (length >= BORDER_BLANKS || memchr(original + from, '\t', length) != NULL ||
		    memchr(original + from, '\n', length) != NULL)
			bordered[place] = '\n';
	}
	return bordered;
}
