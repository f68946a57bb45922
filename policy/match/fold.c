/* SPDX-License-Identifier: BSD-2-Clause */
/* Folds text for comparison and remembers where each place came from. It knows nothing of what is looked for. */
#include "policy/match/fold.h"

#include <string.h>

/* From this place of the folded text on, the original is `place - folded` bytes past `original`. */
struct step {
	gsize folded, original;
};

enum { REPLACEMENT = 0xfffd, COMPATIBILITY_MAX = 18 /* the longest decomposition in Unicode */ };

gboolean fold_is_word(gunichar character)
{
	return character == '_' || g_unichar_isalnum(character);
}

static gboolean is_space(gunichar character)
{
	return g_unichar_isspace(character) || character == 0x85 || character == 0x180e;
}

/* Invisible characters that word processors and HTML put inside words. */
static gboolean is_ignorable(gunichar character)
{
	return character == 0xad || (character >= 0x200b && character <= 0x200f) ||
	       (character >= 0x202a && character <= 0x202e) || (character >= 0x2060 && character <= 0x2064) ||
	       character == 0xfeff;
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

struct fold *fold_new(const char *text, gsize length)
{
	struct fold *fold = g_new0(struct fold, 1);
	GString *folded = g_string_sized_new(length + 1);
	gboolean is_after_space = FALSE;
	gsize size;

	fold->steps = g_array_new(FALSE, FALSE, sizeof(struct step));
	for (gsize at = 0; at < length; at += size) {
		gunichar character = decode(text, length, at, &size);

		if (is_ignorable(character))
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
