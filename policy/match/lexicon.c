/* SPDX-License-Identifier: BSD-2-Clause */
/* Weighted phrases by category over the scanner. It finds hits and drops those that what stands around them takes back;
 * what hits add up to is for the checks. */
#include "policy/match/lexicon.h"

#include "policy/match/lexicon_context.h"
#include "policy/match/person_mention.h"
#include "policy/match/scanner.h"

#include <string.h>

struct lexicons {
	GPtrArray *entries;           /* struct lexicon_entry, owned */
	GArray *pieces;               /* struct piece; those of one entry follow each other */
	GPtrArray *expression_pieces; /* by the scanner's id: GArray of guint, the pieces that it stands for */
	struct scanner *scanner;
	char *key;
	gboolean is_found; /* it was compiled earlier */
	struct lexicon_entry person;
};

/* A pattern of several pieces ("paragraph [0-9]+ ... schedule 12a") stands where they do, in order and in one sentence.
 * Vectorscan would need a state for each place of such a gap. */
static const char gap[] = " ... ";

struct piece {
	guint entry, number, count;
};

/* A piece in bytes [from, to) of the text. */
struct piece_hit {
	guint piece;
	gsize from, to;
};

void lexicon_entry_free(struct lexicon_entry *entry)
{
	if (entry == NULL)
		return;
	g_free(entry->category);
	g_free(entry->expression);
	g_free(entry->near);
	g_free(entry->what);
	g_free(entry->language);
	g_free(entry->file);
	g_free(entry);
}

static void free_entry(gpointer entry)
{
	lexicon_entry_free(entry);
}

static void free_array(gpointer array)
{
	g_array_unref(array);
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

/* What building needs and a scan does not. */
struct building {
	struct lexicons *lexicons;
	GArray *patterns;    /* struct scanner_pattern */
	GHashTable *indexes; /* expression with its kind before it: its index in patterns plus one; owns the text */
};

/* Entries of several categories share their expressions, which are looked for once. */
static void add_piece(struct building *building, const struct lexicon_entry *entry, const char *expression,
		      struct piece piece)
{
	char *text = g_strconcat(entry->is_literal ? "=" : "~", expression, NULL);
	guint index = GPOINTER_TO_UINT(g_hash_table_lookup(building->indexes, text));
	guint number = building->lexicons->pieces->len;

	g_array_append_val(building->lexicons->pieces, piece);
	if (index == 0) {
		struct scanner_pattern pattern = {text + 1, entry->is_literal, building->patterns->len, entry->file,
						  entry->line};

		g_array_append_val(building->patterns, pattern);
		g_ptr_array_add(building->lexicons->expression_pieces, g_array_new(FALSE, FALSE, sizeof(guint)));
		index = building->patterns->len;
		g_hash_table_insert(building->indexes, text, GUINT_TO_POINTER(index));
	} else {
		g_free(text);
	}
	g_array_append_val((GArray *)g_ptr_array_index(building->lexicons->expression_pieces, index - 1), number);
}

static void add_entry(struct building *building, guint index)
{
	struct lexicon_entry *entry = g_ptr_array_index(building->lexicons->entries, index);
	g_auto(GStrv) pieces = pieces_of(entry);
	guint count = g_strv_length(pieces);

	entry->category_id = g_quark_from_string(entry->category);
	entry->near_id = g_quark_from_string(entry->near);
	for (guint i = 0; i < count; i++)
		add_piece(building, entry, pieces[i], (struct piece){index, i, count});
}

static void build_scanner(struct lexicons *lexicons, const GArray *patterns, lexicons_find find, gpointer data,
			  GError **error)
{
	const struct scanner_pattern *rows = (const struct scanner_pattern *)patterns->data;
	g_autoptr(GBytes) compiled = NULL;

	lexicons->key = scanner_key(rows, patterns->len);
	if (find != NULL)
		compiled = find(lexicons->key, data);
	if (compiled != NULL)
		lexicons->scanner = scanner_new_from(rows, patterns->len, compiled, NULL);
	lexicons->is_found = lexicons->scanner != NULL;
	if (lexicons->scanner == NULL)
		lexicons->scanner = scanner_new(rows, patterns->len, error);
}

struct lexicons *lexicons_new(GPtrArray *entries, lexicons_find find, gpointer data, GError **error)
{
	struct lexicons *lexicons = g_new0(struct lexicons, 1);
	struct building building = {lexicons, g_array_new(FALSE, FALSE, sizeof(struct scanner_pattern)),
				    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};

	/* The array may come with or without a free function; from here on its rows are ours either way. */
	g_ptr_array_set_free_func(entries, free_entry);
	lexicons->entries = entries;
	lexicons->pieces = g_array_new(FALSE, FALSE, sizeof(struct piece));
	lexicons->expression_pieces = g_ptr_array_new_with_free_func(free_array);
	lexicons->person = (struct lexicon_entry){.weight = 1, .category_id = g_quark_from_string(LEXICON_PERSON)};
	for (guint i = 0; i < entries->len; i++)
		add_entry(&building, i);
	build_scanner(lexicons, building.patterns, find, data, error);
	g_array_unref(building.patterns);
	g_hash_table_unref(building.indexes);
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
	g_ptr_array_unref(lexicons->expression_pieces);
	g_array_unref(lexicons->pieces);
	g_ptr_array_unref(lexicons->entries);
	g_free(lexicons->key);
	g_free(lexicons);
}

GBytes *lexicons_compiled(const struct lexicons *lexicons, const char **ret_key)
{
	*ret_key = lexicons->key;
	return lexicons->is_found ? NULL : scanner_compiled(lexicons->scanner);
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

static GArray *find_pieces(const struct lexicons *lexicons, const char *text)
{
	g_autoptr(GArray) found = scanner_scan(lexicons->scanner, text, strlen(text));
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct piece_hit));

	for (guint i = 0; i < found->len; i++) {
		const struct scanner_hit *hit = &g_array_index(found, struct scanner_hit, i);
		const GArray *pieces = g_ptr_array_index(lexicons->expression_pieces, hit->id);

		for (guint j = 0; j < pieces->len; j++) {
			struct piece_hit piece = {g_array_index(pieces, guint, j), hit->from, hit->to};

			g_array_append_val(hits, piece);
		}
	}
	return hits;
}

/* The end of the whole pattern whose first piece is the hit at that place of found; 0 where its other pieces do not
 * follow. */
static gsize joined_end(const char *text, const GArray *found, guint at, guint count)
{
	const struct piece_hit *first = &g_array_index(found, struct piece_hit, at);
	guint next = 1;
	gsize end = first->to;

	for (guint i = at + 1; i < found->len && next < count; i++) {
		const struct piece_hit *hit = &g_array_index(found, struct piece_hit, i);

		if (hit->from > end + LEXICON_GAP_BYTES)
			return 0;
		if (hit->piece != first->piece + next || hit->from < end)
			continue;
		if (!lexicon_context_share(text, end, hit->from, LEXICON_GAP_BYTES))
			return 0;
		end = hit->to;
		next++;
	}
	return next == count ? end : 0;
}

static gint compare_hits(gconstpointer one, gconstpointer other)
{
	const struct lexicon_hit *a = one, *b = other;

	return a->from < b->from ? -1 : a->from > b->from;
}

static void add_persons(const struct lexicons *lexicons, const char *text, GArray *hits)
{
	g_autoptr(GArray) persons = person_mentions(text);

	for (guint i = 0; i < persons->len; i++) {
		const struct person_mention *mention = &g_array_index(persons, struct person_mention, i);
		struct lexicon_hit hit = {&lexicons->person, mention->from, mention->to};

		g_array_append_val(hits, hit);
	}
	g_array_sort(hits, compare_hits);
}

/* Every entry's hits for that division, and the persons, by place. */
static GArray *find_all(const struct lexicons *lexicons, enum content_kind division, const char *text)
{
	g_autoptr(GArray) found = find_pieces(lexicons, text);
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct lexicon_hit));
	gboolean asks_for_persons = FALSE;

	for (guint i = 0; i < found->len; i++) {
		const struct piece_hit *hit = &g_array_index(found, struct piece_hit, i);
		const struct piece *piece = &g_array_index(lexicons->pieces, struct piece, hit->piece);
		struct lexicon_hit named = {g_ptr_array_index(lexicons->entries, piece->entry), hit->from, hit->to};

		if (named.entry->divisions != 0 && (named.entry->divisions & (1u << division)) == 0)
			continue;
		if (piece->count > 1)
			named.to = piece->number == 0 ? joined_end(text, found, i, piece->count) : 0;
		if (named.to == 0)
			continue;
		g_array_append_val(all, named);
		asks_for_persons = asks_for_persons || named.entry->near_id == lexicons->person.category_id;
	}
	if (asks_for_persons)
		add_persons(lexicons, text, all);
	return all;
}

GArray *lexicons_scan(const struct lexicons *lexicons, enum content_kind division, const char *text)
{
	g_autoptr(GArray) all = find_all(lexicons, division, text);
	g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(struct lexicon_hit));
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct lexicon_hit));

	for (guint i = 0; i < all->len; i++)
		if (g_array_index(all, struct lexicon_hit, i).entry != &lexicons->person &&
		    lexicon_context_has_neighbour(text, all, i))
			g_array_append_val(near, g_array_index(all, struct lexicon_hit, i));
	for (guint i = 0; i < near->len; i++)
		if (g_array_index(near, struct lexicon_hit, i).entry->weight > 0 &&
		    !lexicon_context_takes_back(text, near, i))
			g_array_append_val(hits, g_array_index(near, struct lexicon_hit, i));
	return hits;
}
