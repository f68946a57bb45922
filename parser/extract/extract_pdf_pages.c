/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the running heads and feet of pages by comparing neighbours, and moves none of them. */
#include "parser/extract/extract_pdf_pages.h"

#include <string.h>

enum { EDGE_LINES = 3 /* of a head or a foot */, NEIGHBOURS = 2 /* left and right pages have heads of their own */ };

/* From start to body is the head, from foot to end the foot. */
struct page {
	const char *start, *body, *foot, *end;
};

static const char *skip_blank(const char *at, const char *end)
{
	while (at < end && g_ascii_isspace(*at))
		at++;
	return at;
}

static const char *trim_blank(const char *start, const char *end)
{
	while (end > start && g_ascii_isspace(end[-1]))
		end--;
	return end;
}

static const char *line_end(const char *at, const char *end)
{
	const char *newline = memchr(at, '\n', (gsize)(end - at));

	return newline ? newline + 1 : end;
}

static const char *line_start(const char *start, const char *end)
{
	const char *newline = memrchr(start, '\n', (gsize)(end - start));

	return newline ? newline + 1 : start;
}

/* Equal but for digits and the white space at their ends; not where one is empty. */
static gboolean is_alike(const char *a, const char *a_end, const char *b, const char *b_end)
{
	a_end = trim_blank(a, a_end);
	b_end = trim_blank(b, b_end);
	if (a == a_end || b == b_end)
		return FALSE;
	for (;;) {
		while (a < a_end && g_ascii_isdigit(*a))
			a++;
		while (b < b_end && g_ascii_isdigit(*b))
			b++;
		if (a == a_end || b == b_end)
			return a == a_end && b == b_end;
		if (*a++ != *b++)
			return FALSE;
	}
}

static const char *shared_head(const struct page *page, const struct page *other)
{
	const char *at = page->start, *beside = other->start, *after = at;

	for (unsigned lines = 0; lines < EDGE_LINES; lines++) {
		const char *start = skip_blank(at, page->end), *start_beside = skip_blank(beside, other->end);

		at = line_end(start, page->end);
		beside = line_end(start_beside, other->end);
		if (!is_alike(start, at, start_beside, beside))
			break;
		after = at;
	}
	return after;
}

static const char *shared_foot(const struct page *page, const struct page *other)
{
	const char *at = page->end, *beside = other->end, *before = at;

	for (unsigned lines = 0; lines < EDGE_LINES; lines++) {
		const char *end = trim_blank(page->start, at), *end_beside = trim_blank(other->start, beside);

		at = line_start(page->start, end);
		beside = line_start(other->start, end_beside);
		if (!is_alike(skip_blank(at, end), end, skip_blank(beside, end_beside), end_beside))
			break;
		before = at;
	}
	return before;
}

static void find_edges(GArray *pages)
{
	for (guint i = 0; i < pages->len; i++) {
		struct page *page = &g_array_index(pages, struct page, i);
		guint last = MIN(i + NEIGHBOURS, pages->len - 1);

		for (guint j = i - MIN(i, NEIGHBOURS); j <= last; j++) {
			const struct page *other = &g_array_index(pages, struct page, j);

			if (j == i)
				continue;
			page->body = MAX(page->body, shared_head(page, other));
			page->foot = MIN(page->foot, shared_foot(page, other));
		}
		page->foot = MAX(page->foot, page->body);
	}
}

/* The pages; *ret_rest is what is behind the last of them. */
static GArray *find_pages(const char *text, const char **ret_rest)
{
	GArray *pages = g_array_new(FALSE, FALSE, sizeof(struct page));
	const char *end;

	while (pages->len < PDF_PAGES_MAX && (end = strchr(text, '\f'))) {
		struct page page = {text, text, end, end};

		g_array_append_val(pages, page);
		text = end + 1;
	}
	*ret_rest = text;
	return pages;
}

/* What stands before the foot ends no sentence, and something parts it from the next page's words. */
static gboolean goes_on(const struct page *page, const struct page *next)
{
	const char *end = trim_blank(page->body, page->foot);

	return end > page->body && !strchr(".!?:", end[-1]) && (page->foot < page->end || next->body > next->start) &&
	       skip_blank(next->body, next->foot) < next->foot;
}

/* Where the paragraph ends that begins there: an empty line, or the foot. */
static const char *paragraph_end(const char *at, const char *foot)
{
	const char *end = g_strstr_len(at, foot - at, "\n\n");

	return end ? end : trim_blank(at, foot);
}

static void append(GString *joined, const char *from, const char *to)
{
	g_string_append_len(joined, from, to - from);
}

GString *extract_pdf_pages_join(const char *text)
{
	const char *rest, *taken = NULL;
	g_autoptr(GArray) pages = find_pages(text, &rest);
	GString *joined = g_string_sized_new(strlen(text) + 1);

	find_edges(pages);
	for (guint i = 0; i < pages->len; i++) {
		const struct page *page = &g_array_index(pages, struct page, i), *next = page + 1;
		const char *from = taken ? taken : page->body;

		append(joined, page->start, page->body);
		taken = NULL;
		if (i + 1 < pages->len && goes_on(page, next) && trim_blank(from, page->foot) > from) {
			const char *start = skip_blank(next->body, next->foot);

			append(joined, from, trim_blank(from, page->foot));
			g_string_append_c(joined, '\n');
			taken = paragraph_end(start, next->foot);
			append(joined, start, taken);
			g_string_append(joined, "\n\n");
		} else {
			append(joined, from, page->foot);
		}
		append(joined, page->foot, page->end);
		g_string_append_c(joined, '\f');
	}
	g_string_append(joined, rest);
	return joined;
}
