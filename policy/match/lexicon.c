/* SPDX-License-Identifier: BSD-2-Clause */
/* Weighted phrases by category over the scanner. It finds hits and drops those that their own sentence takes back; what
 * hits add up to is for the checks. */
#include "policy/match/lexicon.h"

#include "policy/match/scanner.h"

#include <string.h>

struct lexicons {
	GPtrArray *entries; /* struct lexicon_entry, owned */
	GArray *pieces;     /* struct piece; a scanner's id is the index */
	struct scanner *scanner;
};

/* A pattern of several pieces ("paragraph [0-9]+ ... schedule 12a") stands where they do, in order and in one sentence.
 * Vectorscan refuses such gaps inside a pattern where the start of a match is asked for. */
static const char gap[] = " ... ";

struct piece {
	guint entry, number, count;
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

/* At least one, which may be empty. */
static char **pieces_of(const struct lexicon_entry *entry)
{
	const char *const whole[] = {entry->expression, NULL};

	if (entry->is_literal || *entry->expression == '\0')
		return g_strdupv((char **)whole);
	return g_strsplit(entry->expression, gap, -1);
}

gboolean lexicon_entry_check(const struct lexicon_entry *entry, GError **error)
{
	g_auto(GStrv) pieces = pieces_of(entry);
	gboolean is_valid = TRUE;

	for (char **piece = pieces; *piece != NULL && is_valid; piece++) {
		struct scanner_pattern pattern = {*piece, entry->is_literal, 0, entry->file, entry->line};

		is_valid = scanner_check(&pattern, error);
	}
	return is_valid;
}

static void add_pieces(struct lexicons *lexicons, guint index, GArray *patterns, GPtrArray *expressions)
{
	const struct lexicon_entry *entry = g_ptr_array_index(lexicons->entries, index);
	g_auto(GStrv) pieces = pieces_of(entry);
	guint count = g_strv_length(pieces);

	for (guint i = 0; i < count; i++) {
		struct piece piece = {index, i, count};
		struct scanner_pattern pattern = {.is_literal = entry->is_literal,
						  .id = lexicons->pieces->len,
						  .file = entry->file,
						  .line = entry->line};

		g_ptr_array_add(expressions, g_strdup(pieces[i]));
		pattern.expression = g_ptr_array_index(expressions, expressions->len - 1);
		g_array_append_val(lexicons->pieces, piece);
		g_array_append_val(patterns, pattern);
	}
}

struct lexicons *lexicons_new(GPtrArray *entries, GError **error)
{
	struct lexicons *lexicons = g_new0(struct lexicons, 1);
	g_autoptr(GArray) patterns = g_array_new(FALSE, FALSE, sizeof(struct scanner_pattern));
	g_autoptr(GPtrArray) expressions = g_ptr_array_new_with_free_func(g_free);

	/* The array may come with or without a free function; from here on its rows are ours either way. */
	g_ptr_array_set_free_func(entries, free_entry);
	lexicons->entries = entries;
	lexicons->pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
	for (guint i = 0; i < entries->len; i++)
		add_pieces(lexicons, i, patterns, expressions);
	lexicons->scanner = scanner_new((const struct scanner_pattern *)patterns->data, patterns->len, error);
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
	g_array_unref(lexicons->pieces);
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

/* TRUE where both places stand in one sentence, at most max_bytes apart. */
static gboolean share_sentence(const char *text, gsize from, gsize to, gsize max_bytes)
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
		return share_sentence(text, one->to, other->from, LEXICON_CONTEXT_BYTES);
	return share_sentence(text, other->to, one->from, LEXICON_CONTEXT_BYTES);
}

/* The end of the whole pattern whose first piece is the hit at that place of found; 0 where its other pieces do not
 * follow. */
static gsize joined_end(const struct lexicons *lexicons, const char *text, const GArray *found, guint at)
{
	const struct scanner_hit *first = &g_array_index(found, struct scanner_hit, at);
	const struct piece *piece = &g_array_index(lexicons->pieces, struct piece, first->id);
	guint next = 1;
	gsize end = first->to;

	for (guint i = at + 1; i < found->len && next < piece->count; i++) {
		const struct scanner_hit *hit = &g_array_index(found, struct scanner_hit, i);

		if (hit->from > end + LEXICON_GAP_BYTES)
			return 0;
		if (hit->id != first->id + next || hit->from < end)
			continue;
		if (!share_sentence(text, end, hit->from, LEXICON_GAP_BYTES))
			return 0;
		end = hit->to;
		next++;
	}
	return next == piece->count ? end : 0;
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
		    is_context_of(text, hit, other))
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
		const struct piece *piece = &g_array_index(lexicons->pieces, struct piece, hit->id);
		struct lexicon_hit named = {g_ptr_array_index(lexicons->entries, piece->entry), hit->from, hit->to};

		if (piece->count > 1)
			named.to = piece->number == 0 ? joined_end(lexicons, text, found, i) : 0;
		if (named.to > 0)
			g_array_append_val(all, named);
	}
	for (guint i = 0; i < all->len; i++) {
		struct lexicon_hit hit = g_array_index(all, struct lexicon_hit, i);

		if (hit.entry->weight > 0 && !is_taken_back(text, all, i))
			g_array_append_val(hits, hit);
	}
	return hits;
}
