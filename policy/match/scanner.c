/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks for all phrases and patterns in one pass of Vectorscan over the folded text. It knows nothing of what a hit
 * means. Literals and patterns are apart: literals without start-of-match are far smaller, and their start is
 * their end less their length. Patterns are compiled a few at a time, because the cost of finding where hits start
 * grows faster than their number. */
#include "policy/match/scanner.h"

#include "policy/match/fold.h"

#include <gio/gio.h>
#include <hs/hs.h>
#include <stdlib.h>
#include <string.h>

/* Measured with the shipped lexicons: all 150 patterns together take three times as long to compile as these do, and
 * ones alone twice as long to scan. */
enum { PATTERNS_TOGETHER = 4 };

/* A scratch serves one scan at a time; those not in use wait here. */
struct scratch_pool {
	GMutex lock;
	GPtrArray *idle; /* hs_scratch_t */
	hs_scratch_t *prototype;
};

struct scanner {
	GPtrArray *databases; /* hs_database_t: one of all literals, several of patterns */
	gsize *literal_bytes; /* by index: length once folded, 0 for a pattern */
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
	guint *how_many; /* by index */
};

/* The arrays that Vectorscan's compilers take, for one kind. */
struct sources {
	GPtrArray *expressions;
	GArray *flags, *indexes, *lengths;
};

static void sources_init(struct sources *sources)
{
	sources->expressions = g_ptr_array_new_with_free_func(g_free);
	sources->flags = g_array_new(FALSE, FALSE, sizeof(unsigned));
	sources->indexes = g_array_new(FALSE, FALSE, sizeof(unsigned));
	sources->lengths = g_array_new(FALSE, FALSE, sizeof(size_t));
}

static void sources_done(struct sources *sources)
{
	g_ptr_array_unref(sources->expressions);
	g_array_unref(sources->flags);
	g_array_unref(sources->indexes);
	g_array_unref(sources->lengths);
}

static void sources_add(struct sources *sources, char *expression, unsigned flags, unsigned index)
{
	size_t length = strlen(expression);

	g_ptr_array_add(sources->expressions, expression);
	g_array_append_val(sources->flags, flags);
	g_array_append_val(sources->indexes, index);
	g_array_append_val(sources->lengths, length);
}

static gboolean fail(GError **error, const struct scanner_pattern *pattern, const char *reason)
{
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: \"%s\" cannot be looked for: %s",
		    pattern->file != NULL ? pattern->file : "(no file)", pattern->line, pattern->expression, reason);
	return FALSE;
}

static char *fold_literal(const char *phrase)
{
	struct fold *fold = fold_new(phrase, strlen(phrase));
	char *folded = g_strdup(g_strstrip(fold->text));

	fold_free(fold);
	return folded;
}

/* Where a pattern can repeat a word, a hit that starts inside one would hide the one that starts after it ("this is
 * exempt" of "is (\\w+ )?exempt"), so one that begins with a word is told to begin at its start. The others go without:
 * it costs a third more time to compile. */
static char *bound_pattern(const char *expression)
{
	const char *at = expression + strspn(expression, "(?:");
	gboolean begins_with_word = g_ascii_isalnum(*at) || g_str_has_prefix(at, "\\w") || g_str_has_prefix(at, "\\d");
	gboolean repeats = strstr(expression, "\\w") != NULL || strpbrk(expression, "[*+{") != NULL;

	return begins_with_word && repeats ? g_strdup_printf("\\b(?:%s)", expression) : g_strdup(expression);
}

/* Compiles count of the sources from first on, of one kind, into one database more. */
static gboolean compile_some(const struct sources *sources, gsize first, gsize count, gboolean is_literal,
			     const struct scanner_pattern *given, GPtrArray *databases, GError **error)
{
	const char *const *expressions = (const char *const *)sources->expressions->pdata + first;
	const unsigned *flags = (const unsigned *)sources->flags->data + first;
	const unsigned *indexes = (const unsigned *)sources->indexes->data + first;
	const size_t *lengths = (const size_t *)sources->lengths->data + first;
	hs_compile_error_t *reason = NULL;
	hs_database_t *database = NULL;
	hs_error_t result;

	if (is_literal)
		result = hs_compile_lit_multi(expressions, flags, indexes, lengths, (unsigned)count, HS_MODE_BLOCK,
					      NULL, &database, &reason);
	else
		result = hs_compile_multi(expressions, flags, indexes, (unsigned)count, HS_MODE_BLOCK, NULL, &database,
					  &reason);
	if (result == HS_SUCCESS) {
		g_ptr_array_add(databases, database);
		return TRUE;
	}
	/* A fault of all together (too large) has no expression of its own; the first one stands for them. */
	fail(error, &given[indexes[reason != NULL && reason->expression >= 0 ? reason->expression : 0]],
	     reason != NULL ? reason->message : "the compiler gave up");
	hs_free_compile_error(reason);
	return FALSE;
}

static gboolean compile_kind(const struct sources *sources, gboolean is_literal, const struct scanner_pattern *given,
			     GPtrArray *databases, GError **error)
{
	gsize together = is_literal ? sources->expressions->len : PATTERNS_TOGETHER;

	for (gsize first = 0; first < sources->expressions->len; first += together)
		if (!compile_some(sources, first, MIN(together, sources->expressions->len - first), is_literal, given,
				  databases, error))
			return FALSE;
	return TRUE;
}

static gboolean compile(struct scanner *scanner, const struct scanner_pattern *given, gsize count, GError **error)
{
	struct sources literals, patterns;
	gboolean is_compiled = TRUE;

	sources_init(&literals);
	sources_init(&patterns);
	for (gsize i = 0; i < count && is_compiled; i++) {
		scanner->ids[i] = given[i].id;
		if (!g_utf8_validate(given[i].expression, -1, NULL)) {
			is_compiled = fail(error, &given[i], "it is not UTF-8");
		} else if (given[i].is_literal) {
			sources_add(&literals, fold_literal(given[i].expression), 0, (unsigned)i);
			scanner->literal_bytes[i] = g_array_index(literals.lengths, size_t, literals.lengths->len - 1);
			if (scanner->literal_bytes[i] == 0)
				is_compiled = fail(error, &given[i], "it is empty");
		} else {
			sources_add(&patterns, bound_pattern(given[i].expression),
				    HS_FLAG_CASELESS | HS_FLAG_SOM_LEFTMOST, (unsigned)i);
		}
	}
	is_compiled = is_compiled && compile_kind(&literals, TRUE, given, scanner->databases, error) &&
		      compile_kind(&patterns, FALSE, given, scanner->databases, error);
	sources_done(&literals);
	sources_done(&patterns);
	return is_compiled;
}

static void free_database(gpointer database)
{
	hs_free_database(database);
}

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
	for (guint i = 0; i < scanner->databases->len; i++) {
		if (hs_alloc_scratch(g_ptr_array_index(scanner->databases, i), &pool->prototype) == HS_SUCCESS)
			continue;
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
			    "the phrases cannot be looked for: Vectorscan gets no working memory on this machine");
		return FALSE;
	}
	return TRUE;
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

gboolean scanner_check(const struct scanner_pattern *pattern, GError **error)
{
	hs_compile_error_t *reason = NULL;
	hs_expr_info_t *info = NULL;

	if (!g_utf8_validate(pattern->expression, -1, NULL))
		return fail(error, pattern, "it is not UTF-8");
	if (pattern->is_literal || hs_expression_info(pattern->expression, HS_FLAG_CASELESS | HS_FLAG_SOM_LEFTMOST,
						      &info, &reason) == HS_SUCCESS) {
		free(info);
		return TRUE;
	}
	fail(error, pattern, reason != NULL ? reason->message : "the compiler gave up");
	hs_free_compile_error(reason);
	return FALSE;
}

struct scanner *scanner_new(const struct scanner_pattern *patterns, gsize count, GError **error)
{
	struct scanner *scanner = g_new0(struct scanner, 1);

	scanner->count = count;
	scanner->databases = g_ptr_array_new_with_free_func(free_database);
	scanner->ids = g_new0(unsigned, count);
	scanner->literal_bytes = g_new0(gsize, count);
	if (compile(scanner, patterns, count, error) && pool_new(scanner, error))
		return scanner;
	scanner_free(scanner);
	return NULL;
}

void scanner_free(struct scanner *scanner)
{
	if (scanner == NULL)
		return;
	pool_free(scanner->pool);
	g_ptr_array_unref(scanner->databases);
	g_free(scanner->literal_bytes);
	g_free(scanner->ids);
	g_free(scanner);
}

/* A hit's ends are not inside words; an end that is no word character itself ("(exempt)") needs no boundary. */
static gboolean is_whole(const struct fold *fold, gsize from, gsize to)
{
	const char *text = fold->text;

	if (from > 0 && fold_is_word(g_utf8_get_char(text + from)) &&
	    fold_is_word(g_utf8_get_char(g_utf8_find_prev_char(text, text + from))))
		return FALSE;
	return to >= fold->length || !fold_is_word(g_utf8_get_char(text + to)) ||
	       !fold_is_word(g_utf8_get_char(g_utf8_find_prev_char(text, text + to)));
}

static int on_match(unsigned index, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
	struct scan *scan = context;
	gsize literal_bytes = scan->scanner->literal_bytes[index];
	struct scanner_hit hit = {index, literal_bytes > 0 ? (gsize)to - literal_bytes : (gsize)from, (gsize)to};

	(void)flags;
	if (hit.from == hit.to || !is_whole(scan->fold, hit.from, hit.to))
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

GArray *scanner_scan(const struct scanner *scanner, const char *text, gsize length)
{
	GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct scanner_hit));
	struct scan scan = {scanner, NULL, hits, NULL, NULL};
	struct fold *fold;
	hs_scratch_t *scratch;

	if (scanner->count == 0 || length == 0)
		return hits;
	fold = fold_new(text, length);
	scan.fold = fold;
	scan.last = g_new0(guint, scanner->count);
	scan.how_many = g_new0(guint, scanner->count);
	scratch = pool_take(scanner->pool);
	for (guint i = 0; i < scanner->databases->len; i++)
		hs_scan(g_ptr_array_index(scanner->databases, i), fold->text, (unsigned)fold->length, 0, scratch,
			on_match, &scan);
	pool_return(scanner->pool, scratch);
	for (guint i = 0; i < hits->len; i++) {
		struct scanner_hit *hit = &g_array_index(hits, struct scanner_hit, i);

		hit->from = fold_origin(fold, hit->from);
		hit->to = fold_origin(fold, hit->to);
		hit->id = scanner->ids[hit->id];
	}
	g_array_sort(hits, compare_hits);
	fold_free(fold);
	g_free(scan.last);
	g_free(scan.how_many);
	return hits;
}
