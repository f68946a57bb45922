/* SPDX-License-Identifier: BSD-2-Clause */
/* Weighted phrases by category over the scanner. It finds hits and drops those that their own sentence takes back; what
 * hits add up to is for the checks. */
#include "policy/match/lexicon.h"

#include "policy/match/scanner.h"

#include <string.h>

struct lexicons {
	GPtrArray *entries; /* struct lexicon_entry, owned; a hit's id is the index */
	struct scanner *scanner;
};

void lexicon_entry_free(struct lexicon_entry *entry)
{
	if (entry == NULL)
		return;
	g_free(entry->category);
	g_free(entry->expression);
	g_free(entry->what);
	g_free(entry->file);
	g_free(entry);
}

static void free_entry(gpointer entry)
{
	lexicon_entry_free(entry);
}

struct lexicons *lexicons_new(GPtrArray *entries, GError **error)
{
	struct lexicons *lexicons = g_new0(struct lexicons, 1);
	g_autofree struct scanner_pattern *patterns = g_new0(struct scanner_pattern, entries->len);

	/* The array may come with or without a free function; from here on its rows are ours either way. */
	g_ptr_array_set_free_func(entries, free_entry);
	lexicons->entries = entries;
	for (guint i = 0; i < entries->len; i++) {
		const struct lexicon_entry *entry = g_ptr_array_index(entries, i);

		patterns[i] =
			(struct scanner_pattern){entry->expression, entry->is_literal, i, entry->file, entry->line};
	}
	lexicons->scanner = scanner_new(patterns, entries->len, error);
	if (lexicons->scanner != NULL)
		return lexicons;
	lexicons_free(lexicons);
	return NULL;
}

void lexicons_free(struct lexicons *lexicons)
{
	if (lexicons == NULL)
		return;
	scanner_free(lexicons->scanner);
	g_ptr_array_unref(lexicons->entries);
	g_free(lexicons);
}

gboolean lexicons_has_category(const struct lexicons *lexicons, const char *category)
{
	for (guint i = 0; i < lexicons->entries->len; i++) {
		const struct lexicon_entry *entry = g_ptr_array_index(lexicons->entries, i);

		if (strcmp(entry->category, category) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Short words with a full stop that end no sentence, as reports write them ("para. 3 of Sch. 12A"). */
static gboolean is_abbreviation(const char *text, gsize stop)
{
	static const char *const words[] = {"para", "paras", "par",  "sch",   "pt",  "no",  "nos",
					    "s",    "ss",    "cllr", "cllrs", "mr",  "mrs", "ms",
					    "dr",   "st",    "e.g",  "i.e",   "ref", "art", "reg"};
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

/* TRUE where both hits stand in one sentence, and near enough for one to speak of the other. */
static gboolean share_sentence(const char *text, const struct lexicon_hit *one, const struct lexicon_hit *other)
{
	const struct lexicon_hit *first = one->from <= other->from ? one : other;
	const struct lexicon_hit *second = first == one ? other : one;

	if (second->from <= first->to)
		return TRUE;
	if (second->from - first->to > LEXICON_CONTEXT_BYTES)
		return FALSE;
	for (gsize at = first->to; at < second->from; at++)
		if (ends_sentence(text, at))
			return FALSE;
	return TRUE;
}

/* Only neighbours within reach are compared, so a text full of hits costs no more than its length. */
static gboolean is_taken_back(const char *text, const GArray *hits, guint at)
{
	const struct lexicon_hit *hit = &g_array_index(hits, struct lexicon_hit, at);
	guint from = at, to = at;

	while (from > 0 && at - from < LEXICON_CONTEXT_HITS)
		from--;
	while (to + 1 < hits->len && to - at < LEXICON_CONTEXT_HITS)
		to++;
	for (guint i = from; i <= to; i++) {
		const struct lexicon_hit *other = &g_array_index(hits, struct lexicon_hit, i);

		if (other->entry->weight < 0 && strcmp(other->entry->category, hit->entry->category) == 0 &&
		    share_sentence(text, hit, other))
			return TRUE;
	}
	return FALSE;
}

GArray *lexicons_scan(const struct lexicons *lexicons, const char *text)
{
	g_autoptr(GArray) found = scanner_scan(lexicons->scanner, text, strlen(text));
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct lexicon_hit));
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct lexicon_hit));

	for (guint i = 0; i < found->len; i++) {
		const struct scanner_hit *hit = &g_array_index(found, struct scanner_hit, i);
		struct lexicon_hit named = {g_ptr_array_index(lexicons->entries, hit->id), hit->from, hit->to};

		g_array_append_val(all, named);
	}
	for (guint i = 0; i < all->len; i++) {
		struct lexicon_hit hit = g_array_index(all, struct lexicon_hit, i);

		if (hit.entry->weight > 0 && !is_taken_back(text, all, i))
			g_array_append_val(hits, hit);
	}
	return hits;
}
