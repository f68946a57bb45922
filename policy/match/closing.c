/* SPDX-License-Identifier: BSD-2-Clause */
/* Tells where a letter is over: at the sign-off, or at a signature that nothing announces. Reads no foot line and
 * believes no name. */
#include "policy/match/closing.h"

#include "policy/directory/name.h"
#include "policy/match/words.h"

#include <string.h>

enum {
	SIGN_OFF_LINES = 20, /* between "Kind regards" and the end */
	SIGN_OFF_PROSE = 2,  /* of them, such as say what the council is proud of */
	PROSE_BYTES = 100,   /* no line of an address is longer */
	SENTENCE_BYTES = 60, /* with a full stop: a sentence */
	NAME_LINES = 2,      /* a bare name and a post below the foot line */
	BLOCK_LINES = 12,    /* name, post, unit, address, numbers */
	TAIL_LINES = 6,      /* of prose below a signature with the writer's name */
	PHONE_DIGITS = 6,
};

static const char *const sign_offs[] = {
	"kind regards",    "kindest regards", "best regards",     "warm regards",  "regards",  "with best wishes",
	"best wishes",     "yours sincerely", "yours faithfully", "yours",         "best",     "all the best",
	"sincerely",       "cofion",          "cofion gorau",     "cofion cynnes", "yn gywir", "sent from my",
	"get outlook for",
};

/* These open a letter as often as they close one. */
static const char *const thanks[] = {"many thanks", "with thanks", "thanks", "thank you", "cheers", "diolch"};

static gboolean is_among_closings(const char *line, const char *const *closings, gsize count)
{
	g_autofree char *folded = name_fold(line);

	for (gsize i = 0; i < count; i++) {
		gsize length = strlen(closings[i]);

		if (strncmp(folded, closings[i], length) == 0 && (folded[length] == '\0' || folded[length] == ' ') &&
		    strlen(folded) < length + 25)
			return TRUE;
	}
	return FALSE;
}

static gboolean is_thanks(const char *line)
{
	return is_among_closings(line, thanks, G_N_ELEMENTS(thanks));
}

gboolean closing_is_sign_off(const char *line)
{
	return is_among_closings(line, sign_offs, G_N_ELEMENTS(sign_offs)) || is_thanks(line);
}

static gboolean is_prose(const char *line)
{
	gsize length = strlen(line);

	return length > PROSE_BYTES || (length >= SENTENCE_BYTES && strchr(".?!", line[length - 1]) != NULL) ||
	       g_str_has_suffix(line, "?");
}

/* "Jo", "Planning Officer": below a foot line and still no more text of the letter. */
static gboolean is_bare_name(const char *line)
{
	g_autofree char *folded = name_fold(line);
	gsize blanks = 0;

	for (const char *at = folded; *at != '\0'; at++)
		blanks += *at == ' ' ? 1 : 0;
	return blanks < 4 && strlen(folded) <= 40 && g_unichar_isupper(g_utf8_get_char(line)) &&
	       strpbrk(line, ".?!:;") == NULL;
}

/* A number, an address or the council's name: what a signature has and a list in a letter has not. */
static gboolean is_contact(const char *line)
{
	g_autofree char *small = g_utf8_strdown(line, -1);
	unsigned digits = 0;

	for (const char *at = small; *at != '\0'; at++)
		digits += g_ascii_isdigit(*at) ? 1 : 0;
	return !is_prose(line) && (digits >= PHONE_DIGITS || strchr(small, '@') != NULL ||
				   strstr(small, "www.") != NULL || strstr(small, "://") != NULL ||
				   g_str_has_suffix(small, "council") || strstr(small, "council,") != NULL);
}

/* Posts and places, "Head of Housing and Repairs": half of the words or more have a capital. */
static gboolean is_title_line(const char *line)
{
	g_autoptr(GArray) words = words_new(line);
	guint capitals = 0;

	for (guint i = 0; i < words->len; i++)
		capitals += g_array_index(words, struct word, i).is_capital ? 1 : 0;
	return words->len > 0 && strlen(line) <= PROSE_BYTES && capitals * 2 >= words->len &&
	       g_array_index(words, struct word, 0).is_capital && strchr(".?!", line[strlen(line) - 1]) == NULL;
}

static gboolean is_greeting(const char *line)
{
	static const char *const greetings[] = {"dear", "hi", "hello", "good", "annwyl", NULL};
	g_autoptr(GArray) words = words_new(line);

	return words_is_among(words, 0, greetings);
}

/* Two words or more of the writer's name and few others: "Jo Hart", "Jo Hart, Planning Officer". */
static gboolean has_author(const char *line, const char *author)
{
	g_autoptr(GArray) names = words_new(author != NULL ? author : "");
	g_autoptr(GArray) words = words_new(line);
	unsigned found = 0;

	for (guint i = 0; i < words->len; i++)
		for (guint j = 0; j < names->len; j++)
			found += strcmp(words_text(words, i), words_text(names, j)) == 0 ? 1 : 0;
	return found >= 2 && strlen(line) <= PROSE_BYTES;
}

/* The writer's name and nothing else. */
static gboolean is_author(const char *line, const char *author)
{
	g_autoptr(GArray) names = words_new(author != NULL ? author : "");
	g_autoptr(GArray) words = words_new(line);

	return words->len == names->len && has_author(line, author);
}

struct block {
	guint start;      /* of all that looks like it */
	guint names;      /* of a bare name or two at the end */
	gboolean is_sure; /* it tells how to reach somebody */
	gboolean has_author;
};

/* The short lines that end before `end`. */
static struct block read_block(const GPtrArray *lines, guint end, const char *author, closing_speaks speaks)
{
	struct block block = {end, end, FALSE, FALSE};
	guint count = 0;

	for (guint i = end; i > 0 && count < BLOCK_LINES; i--) {
		const char *line = g_ptr_array_index(lines, i - 1);

		if (speaks(line))
			continue;
		if (is_greeting(line)) {
			/* With no prose below, the greeting is the letter's. */
			block.start = block.names;
			block.is_sure = FALSE;
			break;
		}
		if (!is_contact(line) && !is_bare_name(line) && !is_title_line(line))
			break;
		block.is_sure |= is_contact(line);
		block.has_author |= has_author(line, author);
		block.start = i - 1;
		if (count++ < NAME_LINES && is_bare_name(line) && block.names == end - count + 1)
			block.names = i - 1;
	}
	return block;
}

/* Where a block of short lines begins that a reader takes for a signature though nothing announces it: a bare name or
 * two, more lines where one tells how to reach somebody, and with the writer's name some lines below that every letter
 * of the council has; lines->len where there is none. */
static guint find_block(const GPtrArray *lines, const char *author, closing_speaks speaks)
{
	struct block block = read_block(lines, lines->len, author, speaks);
	guint end = lines->len, prose = 0;
	gboolean is_prose_below = FALSE;

	if (block.is_sure || block.names < lines->len)
		return block.is_sure ? block.start : block.names;
	for (; end > 0 && prose < TAIL_LINES; end--) {
		const char *line = g_ptr_array_index(lines, end - 1);

		if (is_greeting(line))
			break;
		block = read_block(lines, end, author, speaks);
		if (block.is_sure && block.has_author)
			return block.start;
		/* "Jo Hart" and what she does these days. */
		if (is_author(line, author) && prose <= NAME_LINES && !is_prose_below)
			return end - 1;
		is_prose_below |= is_prose(line);
		prose += speaks(line) ? 0 : 1;
	}
	return lines->len;
}

/* The sign-off with what stands below it, else what looks like a signature. */
guint closing_start(const GPtrArray *lines, const char *author, closing_speaks speaks)
{
	unsigned others = 0, prose = 0;

	for (guint i = lines->len; i > 0 && others < SIGN_OFF_LINES && prose <= SIGN_OFF_PROSE; i--) {
		const char *line = g_ptr_array_index(lines, i - 1);

		if (closing_is_sign_off(line) && (prose == 0 || !is_thanks(line)))
			return i - 1;
		if (speaks(line))
			continue;
		others++;
		prose += is_prose(line) ? 1 : 0;
	}
	return find_block(lines, author, speaks);
}
