/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks back from the end of a hit with PCRE, in a window as long as the pattern's longest hit. */
#include "policy/match/hit_start.h"

#include <string.h>

/* Backtracking ends here, so that no pattern of an administrator can be made slow by a sender. */
#define LIMITS "(*LIMIT_MATCH=20000)"

gboolean hit_start_init(struct hit_start *start, const char *expression, gsize min_bytes, gsize max_bytes,
			GError **error)
{
	const char *at = expression + strspn(expression, "(?:");
	gboolean begins_with_word = g_ascii_isalnum(*at) || g_str_has_prefix(at, "\\w") || g_str_has_prefix(at, "\\d");
	g_autofree char *anchored = NULL;

	*start = (struct hit_start){min_bytes, MIN(max_bytes, HIT_START_MAX_BYTES), NULL};
	if (min_bytes == max_bytes)
		return TRUE;
	anchored = g_strdup_printf(LIMITS "%s(?:%s)\\z", begins_with_word ? "\\b" : "", expression);
	start->regex = g_regex_new(anchored, G_REGEX_CASELESS | G_REGEX_RAW, 0, error);
	return start->regex != NULL;
}

void hit_start_init_fixed(struct hit_start *start, gsize bytes)
{
	*start = (struct hit_start){bytes, bytes, NULL};
}

void hit_start_done(struct hit_start *start)
{
	g_clear_pointer(&start->regex, g_regex_unref);
}

gboolean hit_start_find(const struct hit_start *start, const char *text, gsize to, gsize *ret_from)
{
	gsize window = to > start->max_bytes ? to - start->max_bytes : 0;
	g_autoptr(GMatchInfo) info = NULL;
	g_autoptr(GError) error = NULL;
	int from;

	if (start->regex == NULL) {
		*ret_from = to - MIN(start->min_bytes, to);
		return TRUE;
	}
	if (g_regex_match_full(start->regex, text, (gssize)to, (int)window, 0, &info, &error) &&
	    g_match_info_fetch_pos(info, 0, &from, NULL)) {
		*ret_from = (gsize)from;
		return TRUE;
	}
	/* Vectorscan has found it, so where looking back takes too long, it is there all the same. */
	if (error != NULL)
		*ret_from = to - MIN(start->min_bytes, to);
	return error != NULL;
}
