/* SPDX-License-Identifier: BSD-2-Clause */
/* Compiles phrases and patterns together, and says what the result depends on. It scans nothing. */
#include "policy/match/scanner_compile.h"

#include "policy/match/fold.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

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

/* The phrase's folded words as an expression that stands for these bytes alone. */
static char *quote_literal(const char *phrase)
{
	g_autofree char *folded = fold_literal(phrase);
	GString *quoted = g_string_new(NULL);

	for (const char *at = folded; *at != '\0'; at++) {
		if (g_ascii_isalnum(*at) || *at == ' ')
			g_string_append_c(quoted, *at);
		else
			g_string_append_printf(quoted, "\\x%02x", (guchar)*at);
	}
	return g_string_free(quoted, FALSE);
}

static unsigned flags_of(const struct scanner_pattern *pattern)
{
	return pattern->is_literal ? 0 : HS_FLAG_CASELESS;
}

static gboolean start_of_literal(const struct scanner_pattern *pattern, struct hit_start *start, GError **error)
{
	g_autofree char *folded = fold_literal(pattern->expression);

	if (*folded == '\0')
		return fail(error, pattern, "it is empty");
	hit_start_init_fixed(start, strlen(folded));
	return TRUE;
}

static gboolean start_of_pattern(const struct scanner_pattern *pattern, struct hit_start *start, GError **error)
{
	hs_compile_error_t *reason = NULL;
	hs_expr_info_t *info = NULL;
	g_autoptr(GError) cause = NULL;
	gboolean is_valid;

	if (hs_expression_info(pattern->expression, flags_of(pattern), &info, &reason) != HS_SUCCESS) {
		fail(error, pattern, reason != NULL ? reason->message : "the compiler gave up");
		hs_free_compile_error(reason);
		return FALSE;
	}
	is_valid = hit_start_init(start, pattern->expression, info->min_width,
				  info->max_width == UINT_MAX ? G_MAXSIZE : info->max_width, &cause);
	free(info);
	return is_valid || fail(error, pattern, cause->message);
}

static gboolean start_of(const struct scanner_pattern *pattern, struct hit_start *start, GError **error)
{
	if (!g_utf8_validate(pattern->expression, -1, NULL))
		return fail(error, pattern, "it is not UTF-8");
	return pattern->is_literal ? start_of_literal(pattern, start, error) : start_of_pattern(pattern, start, error);
}

gboolean scanner_check(const struct scanner_pattern *pattern, GError **error)
{
	struct hit_start start = {0};
	gboolean is_valid = start_of(pattern, &start, error);

	hit_start_done(&start);
	return is_valid;
}

gboolean scanner_compile_starts(const struct scanner_pattern *patterns, gsize count, struct hit_start *starts,
				GError **error)
{
	for (gsize i = 0; i < count; i++)
		if (!start_of(&patterns[i], &starts[i], error))
			return FALSE;
	return TRUE;
}

hs_database_t *scanner_compile(const struct scanner_pattern *patterns, gsize count, GError **error)
{
	g_autoptr(GPtrArray) expressions = g_ptr_array_new_full((guint)count, g_free);
	g_autofree unsigned *flags = g_new(unsigned, count), *indexes = g_new(unsigned, count);
	hs_compile_error_t *reason = NULL;
	hs_database_t *database = NULL;

	for (gsize i = 0; i < count; i++) {
		g_ptr_array_add(expressions, patterns[i].is_literal ? quote_literal(patterns[i].expression)
								    : g_strdup(patterns[i].expression));
		flags[i] = flags_of(&patterns[i]);
		indexes[i] = (unsigned)i;
	}
	if (hs_compile_multi((const char *const *)expressions->pdata, flags, indexes, (unsigned)count, HS_MODE_BLOCK,
			     NULL, &database, &reason) == HS_SUCCESS)
		return database;
	/* A fault of all together (too large) has no expression of its own; the first one stands for them. */
	fail(error, &patterns[reason != NULL && reason->expression >= 0 ? reason->expression : 0],
	     reason != NULL ? reason->message : "the compiler gave up");
	hs_free_compile_error(reason);
	return NULL;
}

static void add_text(GChecksum *checksum, const char *text)
{
	/* With its NUL, so that no two lists run together. */
	g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text) + 1);
}

char *scanner_key(const struct scanner_pattern *patterns, gsize count)
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	hs_platform_info_t platform = {0};
	g_autofree char *processor = NULL;

	hs_populate_platform(&platform);
	processor = g_strdup_printf("%u %llx", platform.tune, platform.cpu_features);
	add_text(checksum, hs_version());
	add_text(checksum, processor);
	for (gsize i = 0; i < count; i++) {
		add_text(checksum, patterns[i].is_literal ? "phrase" : "pattern");
		add_text(checksum, patterns[i].expression);
	}
	return g_strdup(g_checksum_get_string(checksum));
}
