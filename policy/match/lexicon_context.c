/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads sentences and distances around hits. Only neighbours within reach are compared, so a text full of hits costs no
 * more than its length. */
#include "policy/match/lexicon_context.h"

#include <string.h>

/* A character of UTF-8 is at most so many bytes. */
enum { MAX_CHARACTER_BYTES = 4, MAX_NEIGHBOURS = 500 };

/* Short words with a full stop that end no sentence, as reports write them ("para. 3 of Sch. 12A"). */
static gboolean is_abbreviation(const char *text, gsize stop)
{
	static const char *const words[] = {"para", "paras", "par",  "sch",   "sched", "pt",  "no", "nos",
					    "s",    "ss",    "cllr", "cllrs", "mr",    "mrs", "ms", "dr",
					    "st",   "e.g",   "i.e",  "ref",   "art",   "reg"};
	gsize from = stop;

	while (from > 0 && (g_ascii_isalpha(text[from - 1]) || text[from - 1] == '.'))
		from--;
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strlen(words[i]) == stop - from && g_ascii_strncasecmp(text + from, words[i], stop - from) == 0)
			return TRUE;
	return FALSE;
}

/* TRUE where a sentence ends at text[at]: a stop before white space, or an empty line. */
static gboolean ends_sentence(const char *text, gsize at)
{
	if (text[at] == '\n') {
		const char *rest = text + at + 1;

		while (*rest == ' ' || *rest == '\t' || *rest == '\r')
			rest++;
		return *rest == '\n';
	}
	if (text[at] != '.' && text[at] != '?' && text[at] != '!')
		return FALSE;
	return g_ascii_isspace(text[at + 1]) && !(text[at] == '.' && is_abbreviation(text, at));
}

gboolean lexicon_context_share(const char *text, gsize from, gsize to, gsize max_bytes)
{
	if (to <= from)
		return TRUE;
	if (to - from > max_bytes)
		return FALSE;
	for (gsize at = from; at < to; at++)
		if (ends_sentence(text, at))
			return FALSE;
	return TRUE;
}

static gboolean is_context_of(const char *text, const struct lexicon_hit *one, const struct lexicon_hit *other)
{
	if (one->from <= other->from)
		return lexicon_context_share(text, one->to, other->from, LEXICON_CONTEXT_BYTES);
	return lexicon_context_share(text, other->to, one->from, LEXICON_CONTEXT_BYTES);
}

gboolean lexicon_context_takes_back(const char *text, const GArray *hits, guint at)
{
	const struct lexicon_hit *hit = &g_array_index(hits, struct lexicon_hit, at);
	guint from = at > LEXICON_CONTEXT_HITS ? at - LEXICON_CONTEXT_HITS : 0;
	guint to = MIN(at + LEXICON_CONTEXT_HITS, hits->len - 1);

	for (guint i = from; i <= to; i++) {
		const struct lexicon_hit *other = &g_array_index(hits, struct lexicon_hit, i);

		if (other->entry->weight < 0 && other->entry->category_id == hit->entry->category_id &&
		    is_context_of(text, hit, other))
			return TRUE;
	}
	return FALSE;
}

static gboolean is_within(const char *text, const struct lexicon_hit *one, const struct lexicon_hit *other,
			  gsize within)
{
	gsize from = MIN(one->to, other->to), to = MAX(one->from, other->from);

	if (to <= from)
		return TRUE;
	return to - from <= MAX_CHARACTER_BYTES * within &&
	       (gsize)g_utf8_strlen(text + from, (gssize)(to - from)) <= within;
}

gboolean lexicon_context_has_neighbour(const char *text, const GArray *hits, guint at)
{
	const struct lexicon_hit *hit = &g_array_index(hits, struct lexicon_hit, at);
	gsize within = (gsize)hit->entry->within;
	guint from = at > MAX_NEIGHBOURS ? at - MAX_NEIGHBOURS : 0;
	guint to = MIN(at + MAX_NEIGHBOURS, hits->len - 1);

	if (hit->entry->near_id == 0)
		return TRUE;
	for (guint i = from; i <= to; i++) {
		const struct lexicon_hit *other = &g_array_index(hits, struct lexicon_hit, i);

		if (i != at && other->entry->weight > 0 && other->entry->category_id == hit->entry->near_id &&
		    is_within(text, hit, other, within))
			return TRUE;
	}
	return FALSE;
}
