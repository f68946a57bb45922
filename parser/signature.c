/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds signatures by their form alone, and rather none than one that swallows a letter. */
#include "parser/signature.h"

#include <string.h>

enum {
	SIGNATURE_LONG_LINE = 200,   /* bytes: prose, not an address */
	SIGNATURE_SENTENCE = 60,     /* bytes: a line this long with a full stop is a sentence */
	SIGNATURE_MAX_SENTENCES = 2, /* below a closing */
	SIGNATURE_BELOW_DEVICE = 2   /* lines below "Sent from my iPhone": a foot line, perhaps */
};

/* Words that close a letter, and thanks, which close a letter too but as often open one. */
static const char *const closings[] = {
	"kind regards",
	"kindest regards",
	"warm regards",
	"warmest regards",
	"best regards",
	"regards",
	"with regards",
	"with best wishes",
	"best wishes",
	"all the best",
	"best",
	"kind wishes",
	"many regards",
	"yours sincerely",
	"yours faithfully",
	"yours truly",
	"yours",
	"sincerely",
	"with kind regards",
	"many thanks and kind regards",
	"many thanks and best wishes",
	"thanks and regards",
	"thanks and kind regards",
	"thank you and kind regards",
	"cofion",
	"cofion cynnes",
	"cofion gorau",
	"cofion caredig",
	"gyda chofion",
	"dymuniadau gorau",
	"yn gywir",
	"yr eiddoch yn gywir",
	"hwyl",
	"rgds",
	"kr",
	NULL,
};
static const char *const thanks[] = {"thanks",
				     "many thanks",
				     "thank you",
				     "thanks again",
				     "cheers",
				     "ta",
				     "with thanks",
				     "thanks so much",
				     "thank you very much",
				     "with many thanks",
				     "thanks in advance",
				     "diolch",
				     "diolch yn fawr",
				     "gyda diolch",
				     "llawer o ddiolch",
				     NULL};

static char *closing_words(const char *text)
{
	char *words = g_utf8_strdown(text, -1);
	gsize length = strlen(words);

	while (length > 0 && strchr(",.!- ", words[length - 1]))
		words[--length] = '\0';
	return words;
}

/* "Jo", "Jo Hart", "Jo H." behind a closing and a comma. */
static gboolean is_name(const char *text)
{
	unsigned words = 0;

	text += strspn(text, " ");
	for (; *text; words++) {
		if (!g_unichar_isupper(g_utf8_get_char(text)))
			return FALSE;
		text += strcspn(text, " ");
		text += strspn(text, " ");
	}
	return words > 0 && words <= 3;
}

static gboolean is_closing_phrase(const char *text, gboolean *ret_is_thanks)
{
	g_autofree char *words = closing_words(text);

	if (g_strv_contains(closings, words))
		return TRUE;
	if (!g_strv_contains(thanks, words))
		return FALSE;
	*ret_is_thanks = TRUE;
	return TRUE;
}

/* A closing, perhaps in both languages ("Cofion / Regards"), with punctuation, or with the name ("Thanks, Jo").
 * *ret_is_thanks: all that closes in it are thanks. */
static gboolean is_closing(const char *line, gboolean *ret_is_thanks)
{
	g_auto(GStrv) both = NULL;
	const char *comma = strchr(line, ',');
	g_autofree char *before = comma && is_name(comma + 1) ? g_strndup(line, (gsize)(comma - line)) : NULL;
	unsigned found = 0, found_thanks = 0;

	*ret_is_thanks = FALSE;
	if (strlen(line) > 60)
		return FALSE;
	both = g_strsplit_set(before ? before : line, "/|", 3);
	for (char **one = both; *one; one++) {
		gboolean is_thanks = FALSE;

		if (!is_closing_phrase(g_strstrip(*one), &is_thanks))
			return FALSE;
		found++;
		found_thanks += is_thanks;
	}
	*ret_is_thanks = found_thanks == found;
	return found > 0;
}

/* What telephones and their like put below a letter by themselves. */
static gboolean is_of_device(const char *line)
{
	static const char *const openings[] = {
		"sent from outlook", "sent from mail for",    "sent from yahoo",      "sent from proton",
		"sent from samsung", "sent from aol",         "sent from bt",         "sent from sky",
		"sent from virgin",  "sent via bt",           "sent via the samsung", "sent from the all-new aol",
		"sent from gmail",   "sent from windows",     "sent from ipad",       "sent from iphone",
		"get outlook for",   "download outlook",      "anfonwyd o outlook",   "anfonwyd o fy",
		"anfonwyd o'm",      "cael outlook ar gyfer", "sent with proton",     "sent from workspace",
	};
	static const char my[] = "sent from my ";
	static const char *const devices[] = {"iphone",  "ipad",    "mac",        "galaxy",   "samsung",
					      "android", "huawei",  "pixel",      "mobile",   "phone",
					      "tablet",  "sony",    "xperia",     "nokia",    "htc",
					      "oneplus", "windows", "blackberry", "motorola", "smartphone"};
	g_autofree char *lower = strlen(line) < 120 ? g_ascii_strdown(line, -1) : NULL;

	if (!lower)
		return FALSE;
	for (gsize i = 0; i < G_N_ELEMENTS(openings); i++)
		if (g_str_has_prefix(lower, openings[i]))
			return TRUE;
	for (gsize i = 0; g_str_has_prefix(lower, my) && i < G_N_ELEMENTS(devices); i++)
		if (strstr(lower + strlen(my), devices[i]))
			return TRUE;
	return FALSE;
}

static gboolean is_sentence(const char *line)
{
	gsize length = strlen(line);

	return length >= SIGNATURE_SENTENCE && strchr(".?!:", line[length - 1]);
}

static gboolean is_all_blank(const struct lines *lines, guint first, guint end)
{
	for (guint i = first; i < end; i++)
		if (!lines_at(lines, i)->is_hidden && !lines_is_blank(lines, i))
			return FALSE;
	return TRUE;
}

/* What was seen below the line that is looked at. */
struct tail {
	unsigned shown, sentences, questions;
};

/* Whether a letter may close with this line. Thanks alone are the letter. */
static gboolean may_close(const struct lines *lines, guint first, guint i, const struct tail *tail, gboolean is_thanks)
{
	if (!is_thanks)
		return tail->sentences <= SIGNATURE_MAX_SENTENCES;
	return tail->sentences == 0 && tail->questions == 0 && !is_all_blank(lines, first, i);
}

/* Walks up from the end while a signature may still begin above. */
guint signature_start(const struct lines *lines, guint first, guint end)
{
	guint found = end, device = end;
	struct tail tail = {0};

	for (guint i = end; i > first && tail.shown < SIGNATURE_MAX_LINES; i--) {
		g_autofree char *line = lines_at(lines, i - 1)->is_hidden ? NULL : lines_trimmed(lines, i - 1);
		gboolean is_thanks;

		if (!line || !*line)
			continue;
		if (strcmp(line, "--") == 0)
			return i - 1;
		if (is_closing(line, &is_thanks) && may_close(lines, first, i - 1, &tail, is_thanks)) {
			/* "Many thanks" right above "Kind regards" belongs to it. */
			found = i - 1;
			continue;
		}
		if (found < end || strlen(line) > SIGNATURE_LONG_LINE)
			break;
		if (tail.shown <= SIGNATURE_BELOW_DEVICE && tail.sentences == 0 && is_of_device(line)) {
			device = i - 1;
			continue;
		}
		tail.sentences += is_sentence(line);
		tail.questions += g_str_has_suffix(line, "?");
		tail.shown++;
	}
	return MIN(found, device);
}

guint signature_marked_end(const struct lines *lines, guint first, guint end, gboolean *ret_is_signature)
{
	unsigned shown = 0, sentences = 0;
	guint next = first;

	for (; next < end && lines_at(lines, next)->kind == LINE_SIGNATURE; next++) {
		g_autofree char *line = lines_trimmed(lines, next);

		shown += *line && !lines_at(lines, next)->is_hidden;
		sentences += is_sentence(line) || strlen(line) > SIGNATURE_LONG_LINE;
	}
	*ret_is_signature = next > first && shown <= SIGNATURE_MAX_LINES && sentences <= SIGNATURE_MAX_SENTENCES;
	return next;
}
