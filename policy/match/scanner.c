/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks for all phrases and patterns in one pass of Vectorscan over the folded text. It knows nothing of what a hit
 * means. */
#include "policy/match/scanner.h"

#include "policy/match/fold.h"
#include "policy/match/hit_start.h"
#include "policy/match/scanner_compile.h"

#include <gio/gio.h>
#include <hs/hs.h>
#include <stdlib.h>
#include <string.h>

/* A scratch serves one scan at a time; those not in use wait here. */
struct scratch_pool {
	GMutex lock;
	GPtrArray *idle; /* hs_scratch_t */
	hs_scratch_t *prototype;
};

struct scanner {
	hs_database_t *database;  /* NULL where there is nothing to look for */
	struct hit_start *starts; /* by index */
	unsigned *ids;
	gsize count;
	struct scratch_pool *pool;
};

/* What one scan keeps. Database ids are indexes of the patterns given. */
struct scan {
	const struct scanner *scanner;
	const struct fold *fold;
	GArray *hits;    /* struct scanner_hit: id is the index, places are of the folded text */
	guint *last;     /* by index: its latest hit's place in hits plus one */
	guint *how_many; /* by index: hits */
	guint *ends;     /* by index: ends tried */
};

static void free_scratch(gpointer scratch)
{
	hs_free_scratch(scratch);
}

static void pool_free(struct scratch_pool *pool)
{
	if (pool == NULL)
		return;
	g_ptr_array_unref(pool->idle);
	hs_free_scratch(pool->prototype);
	g_mutex_clear(&pool->lock);
	g_free(pool);
}

static gboolean pool_new(struct scanner *scanner, GError **error)
{
	struct scratch_pool *pool = g_new0(struct scratch_pool, 1);

	g_mutex_init(&pool->lock);
	pool->idle = g_ptr_array_new_with_free_func(free_scratch);
	scanner->pool = pool;
	if (hs_alloc_scratch(scanner->database, &pool->prototype) == HS_SUCCESS)
		return TRUE;
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
		    "the phrases cannot be looked for: Vectorscan gets no working memory on this machine");
	return FALSE;
}

/* The lock also keeps two threads from cloning the prototype at once. */
static hs_scratch_t *pool_take(struct scratch_pool *pool)
{
	hs_scratch_t *scratch = NULL;

	g_mutex_lock(&pool->lock);
	if (pool->idle->len > 0)
		scratch = g_ptr_array_steal_index_fast(pool->idle, pool->idle->len - 1);
	else if (hs_clone_scratch(pool->prototype, &scratch) != HS_SUCCESS)
		g_error("out of memory for a scan");
	g_mutex_unlock(&pool->lock);
	return scratch;
}

static void pool_return(struct scratch_pool *pool, hs_scratch_t *scratch)
{
	g_mutex_lock(&pool->lock);
	g_ptr_array_add(pool->idle, scratch);
	g_mutex_unlock(&pool->lock);
}

static hs_database_t *database_of(GBytes *compiled, GError **error)
{
	gsize length;
	const char *bytes = g_bytes_get_data(compiled, &length);
	hs_database_t *database = NULL;

	if (hs_deserialize_database(bytes, length, &database) == HS_SUCCESS)
		return database;
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
		    "what was compiled earlier is damaged, or of another version or processor");
	return NULL;
}

/* compiled: NULL to compile. */
static struct scanner *build(const struct scanner_pattern *patterns, gsize count, GBytes *compiled, GError **error)
{
	struct scanner *scanner = g_new0(struct scanner, 1);

	scanner->count = count;
	scanner->ids = g_new0(unsigned, count);
	scanner->starts = g_new0(struct hit_start, count);
	if (count == 0)
		return scanner;
	for (gsize i = 0; i < count; i++)
		scanner->ids[i] = patterns[i].id;
	if (scanner_compile_starts(patterns, count, scanner->starts, error))
		scanner->database =
			compiled != NULL ? database_of(compiled, error) : scanner_compile(patterns, count, error);
	if (scanner->database != NULL && pool_new(scanner, error))
		return scanner;
	scanner_free(scanner);
	return NULL;
}

struct scanner *scanner_new(const struct scanner_pattern *patterns, gsize count, GError **error)
{
	return build(patterns, count, NULL, error);
}

struct scanner *scanner_new_from(const struct scanner_pattern *patterns, gsize count, GBytes *compiled, GError **error)
{
	return build(patterns, count, compiled, error);
}

GBytes *scanner_compiled(const struct scanner *scanner)
{
	char *bytes = NULL;
	size_t length = 0;

	if (scanner->database == NULL)
		return NULL;
	if (hs_serialize_database(scanner->database, &bytes, &length) != HS_SUCCESS)
		g_error("out of memory for a compiled scanner");
	return g_bytes_new_with_free_func(bytes, length, free, bytes);
}

void scanner_free(struct scanner *scanner)
{
	if (scanner == NULL)
		return;
	pool_free(scanner->pool);
	hs_free_database(scanner->database);
	for (gsize i = 0; i < scanner->count; i++)
		hit_start_done(&scanner->starts[i]);
	g_free(scanner->starts);
	g_free(scanner->ids);
	g_free(scanner);
}

/* No word goes on over that place; an end that is no word character itself ("(exempt)") needs no boundary. */
static gboolean is_boundary(const struct fold *fold, gsize place)
{
	const char *text = fold->text;

	return place == 0 || place >= fold->length || !fold_is_word(g_utf8_get_char(text + place)) ||
	       !fold_is_word(g_utf8_get_char(g_utf8_find_prev_char(text, text + place)));
}

static int on_match(unsigned index, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
	struct scan *scan = context;
	struct scanner_hit hit = {index, 0, (gsize)to};

	(void)from, (void)flags;
	if (!is_boundary(scan->fold, hit.to) || scan->ends[index] >= SCANNER_MAX_ENDS_OF_PATTERN)
		return 0;
	scan->ends[index]++;
	if (!hit_start_find(&scan->scanner->starts[index], scan->fold->text, hit.to, &hit.from) || hit.from == hit.to ||
	    !is_boundary(scan->fold, hit.from))
		return 0;
	/* A pattern reports each of its ends: the longest stays. */
	if (scan->last[index] > 0) {
		struct scanner_hit *last = &g_array_index(scan->hits, struct scanner_hit, scan->last[index] - 1);

		if (last->to > hit.from) {
			last->from = MIN(last->from, hit.from);
			last->to = MAX(last->to, hit.to);
			return 0;
		}
	}
	if (scan->how_many[index] >= SCANNER_MAX_HITS_OF_PATTERN)
		return 0;
	if (scan->hits->len >= SCANNER_MAX_HITS)
		return 1;
	scan->how_many[index]++;
	g_array_append_val(scan->hits, hit);
	scan->last[index] = scan->hits->len;
	return 0;
}

static int compare_hits(gconstpointer one, gconstpointer other)
{
	const struct scanner_hit *a = one, *b = other;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static int compare_hits_of_pattern(gconstpointer one, gconstpointer other)
{
	const struct scanner_hit *a = one, *b = other;

	return a->id != b->id ? (a->id < b->id ? -1 : 1) : compare_hits(one, other);
}

/* Of the hits of one pattern that overlap the two readings' one stays. */
static void unite_hits(GArray *hits, const GArray *others)
{
	guint kept = 0;

	g_array_append_vals(hits, others->data, others->len);
	g_array_sort(hits, compare_hits_of_pattern);
	for (guint i = 0; i < hits->len; i++) {
		const struct scanner_hit *hit = &g_array_index(hits, struct scanner_hit, i);
		struct scanner_hit *last = kept > 0 ? &g_array_index(hits, struct scanner_hit, kept - 1) : NULL;

		if (last != NULL && last->id == hit->id && last->to > hit->from)
			last->to = MAX(last->to, hit->to);
		else
			g_array_index(hits, struct scanner_hit, kept++) = *hit;
	}
	g_array_set_size(hits, kept);
}

static GArray *scan_fold(const struct scanner *scanner, const struct fold *fold)
{
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct scanner_hit));
	g_autofree guint *counts = g_new0(guint, 3 * scanner->count);
	struct scan scan = {scanner, fold, hits, counts, counts + scanner->count, counts + 2 * scanner->count};
	hs_scratch_t *scratch = pool_take(scanner->pool);

	hs_scan(scanner->database, fold->text, (unsigned)fold->length, 0, scratch, on_match, &scan);
	pool_return(scanner->pool, scratch);
	for (guint i = 0; i < hits->len; i++) {
		struct scanner_hit *hit = &g_array_index(hits, struct scanner_hit, i);

		hit->from = fold_origin(fold, hit->from);
		hit->to = fold_origin(fold, hit->to);
		hit->id = scanner->ids[hit->id];
	}
	return hits;
}

GArray *scanner_scan(const struct scanner *scanner, const char *text, gsize length)
{
	struct fold *fold;
	GArray *hits;

	if (scanner->database == NULL || length == 0)
		return g_array_new(FALSE, FALSE, sizeof(struct scanner_hit));
	fold = fold_new(text, length);
	hits = scan_fold(scanner, fold);
	if (fold->has_broken_words) {
		g_autoptr(GArray) joined = NULL;

		fold_free(fold);
		fold = fold_new_joined(text, length);
		joined = scan_fold(scanner, fold);
		unite_hits(hits, joined);
	}
	g_array_sort(hits, compare_hits);
	fold_free(fold);
	return hits;
}
