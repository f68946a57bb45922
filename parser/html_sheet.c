/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds the style sheets of a document, keeps the rules that can hide text, and tells which of them an element has. */
#include "parser/html_sheet.h"

#include <string.h>

/* One selector of a rule with its block. */
struct rule {
	struct html_selector selector;
	guint32 weight;
	guint first, last; /* its declarations; last is none of them */
};

struct html_sheet {
	char *text; /* values point into it */
	GArray *declarations;
	GPtrArray *rules; /* struct rule, owned, in their order */
	/* Rule numbers (GArray of guint) by what the last step asks for, so that an element is compared with few. */
	GHashTable *by_id, *by_class, *by_tag;
	GArray *for_all;
	gboolean is_whole;
};

static void rule_free(gpointer data)
{
	struct rule *rule = data;

	html_selector_clear(&rule->selector);
	g_free(rule);
}

void html_sheet_free(struct html_sheet *sheet)
{
	if (!sheet)
		return;
	g_ptr_array_unref(sheet->rules);
	g_hash_table_unref(sheet->by_id);
	g_hash_table_unref(sheet->by_class);
	g_hash_table_unref(sheet->by_tag);
	g_array_unref(sheet->for_all);
	g_array_unref(sheet->declarations);
	g_free(sheet->text);
	g_free(sheet);
}

/* One of the list is for any screen. */
static gboolean is_for_screens(const char *media)
{
	g_auto(GStrv) list = g_strsplit(*media ? media : "all", ",", -1);

	for (char **item = list; *item; item++) {
		const char *kind = g_strstrip(*item);

		if (g_ascii_strncasecmp(kind, "only ", 5) == 0)
			kind += 5;
		if (*kind == '\0' || g_ascii_strcasecmp(kind, "all") == 0 || g_ascii_strcasecmp(kind, "screen") == 0)
			return TRUE;
	}
	return FALSE;
}

/* Of "<style type='text/css' media='print'". */
static gboolean is_tag_for_screens(const char *tag, gsize length)
{
	g_autofree char *lower = g_ascii_strdown(tag, (gssize)length);
	const char *media = strstr(lower, "media");
	g_autofree char *value = NULL;

	media = media ? media + strlen("media") + strspn(media + strlen("media"), " \t\r\n=\"'") : "";
	value = g_strndup(media, strcspn(media, "\"'"));
	return is_for_screens(value);
}

/* Where an element's raw text ends: "</style", or the document's end. */
static const char *end_of_text(const char *at)
{
	at = strchrnul(at, '<');
	while (*at && g_ascii_strncasecmp(at, "</style", 7) != 0)
		at = strchrnul(at + 1, '<');
	return at;
}

/* What stands in all of the document's <style> elements. Free with g_string_free(). */
static GString *collect(const char *html, gboolean *ret_is_whole)
{
	GString *text = g_string_new(NULL);

	while ((html = strchr(html, '<'))) {
		const char *start, *end;
		gsize tag, length;

		if (g_str_has_prefix(html, "<!--")) {
			end = strstr(html + 4, "-->");
			html = end ? end : html + strlen(html);
			continue;
		}
		if (g_ascii_strncasecmp(html, "<style", 6) != 0 || g_ascii_isalnum(html[6])) {
			html++;
			continue;
		}
		tag = strcspn(html, ">");
		start = html + tag + (html[tag] == '>');
		end = end_of_text(start);
		if (is_tag_for_screens(html, tag)) {
			length = MIN((gsize)(end - start), SHEET_MAX_BYTES - text->len);
			*ret_is_whole &= length == (gsize)(end - start);
			g_string_append_len(text, start, (gssize)length);
		}
		html = end;
	}
	return text;
}

/* Comments of CSS and the marks of HTML's, which count for nothing there (CSS 2.1, 4.1.9). */
static void blank_comments(char *text)
{
	static const char *const marks[] = {"<!--", "-->"};

	for (char *start = text; (start = strstr(start, "/*"));) {
		char *end = strstr(start + 2, "*/");

		memset(start, ' ', end ? (gsize)(end + 2 - start) : strlen(start));
	}
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
		for (char *at = text; (at = strstr(at, marks[i]));)
			memset(at, ' ', strlen(marks[i]));
}

static void file_under(GHashTable *table, const char *name, guint number)
{
	g_autofree char *key = g_ascii_strdown(name, -1);
	GArray *numbers = g_hash_table_lookup(table, key);

	if (!numbers) {
		numbers = g_array_new(FALSE, FALSE, sizeof(guint));
		g_hash_table_insert(table, g_steal_pointer(&key), numbers);
	}
	g_array_append_val(numbers, number);
}

static void add_rule(struct html_sheet *sheet, const char *selector, guint first, guint last)
{
	struct rule *rule = g_new0(struct rule, 1);
	const struct html_step *own;
	guint number = sheet->rules->len;

	if (!html_selector_read(selector, &rule->selector)) {
		rule_free(rule);
		return;
	}
	rule->first = first;
	rule->last = last;
	/* Of two that weigh the same the later one counts. */
	rule->weight = HTML_WEIGHT_SHEET + (html_selector_weight(&rule->selector) << 12) + number;
	g_ptr_array_add(sheet->rules, rule);
	own = &rule->selector.steps[rule->selector.count - 1];
	if (own->id)
		file_under(sheet->by_id, own->id, number);
	else if (*own->classes)
		file_under(sheet->by_class, *own->classes, number);
	else if (own->tag)
		file_under(sheet->by_tag, own->tag, number);
	else
		g_array_append_val(sheet->for_all, number);
}

/* A list of selectors and the block that they share. */
static void read_rule(struct html_sheet *sheet, char *selectors, char *block)
{
	guint first = sheet->declarations->len;
	g_auto(GStrv) list = NULL;

	html_style_read(block, sheet->declarations);
	if (sheet->declarations->len == first)
		return;
	list = g_strsplit(selectors, ",", -1);
	for (char **selector = list; *selector; selector++) {
		if (sheet->rules->len == SHEET_MAX_RULES) {
			sheet->is_whole = FALSE;
			return;
		}
		add_rule(sheet, *selector, first, sheet->declarations->len);
	}
}

/* The '}' that closes the block that is open here, or the end. */
static char *end_of_block(char *at)
{
	unsigned depth = 1;

	for (; *at; at++) {
		depth += *at == '{';
		depth -= *at == '}';
		if (depth == 0)
			break;
	}
	return at;
}

/* Ends the string at *at and moves past. */
static void cut(char **at)
{
	if (**at)
		*(*at)++ = '\0';
}

/* Whether the rules in its block count: of "@media screen", "@supports (display: grid)". */
static gboolean is_open_group(const char *prelude)
{
	g_autofree char *lower = g_ascii_strdown(prelude, -1);

	if (g_str_has_prefix(lower, "@supports"))
		return strstr(lower, "not") == NULL;
	return g_str_has_prefix(lower, "@media") && is_for_screens(prelude + strlen("@media"));
}

static void read_rules(struct html_sheet *sheet, char *at)
{
	while (*(at += strspn(at, " \t\r\n\f};"))) {
		char *prelude = at, *block;

		at += strcspn(at, *prelude == '@' ? "{;" : "{");
		if (*at == ';')
			continue;
		cut(&at);
		/* The rules inside follow as if they stood alone; the '}' behind them is passed over. */
		if (is_open_group(prelude))
			continue;
		block = at;
		at = end_of_block(at);
		cut(&at);
		if (*prelude != '@')
			read_rule(sheet, prelude, block);
	}
}

static GHashTable *numbers_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

struct html_sheet *html_sheet_new(const char *html, gboolean *ret_is_whole)
{
	struct html_sheet *sheet;
	GString *text;

	*ret_is_whole = TRUE;
	text = collect(html, ret_is_whole);
	sheet = g_new0(struct html_sheet, 1);
	sheet->text = g_string_free(text, FALSE);
	sheet->declarations = g_array_new(FALSE, FALSE, sizeof(struct html_declaration));
	sheet->rules = g_ptr_array_new_with_free_func(rule_free);
	sheet->by_id = numbers_new();
	sheet->by_class = numbers_new();
	sheet->by_tag = numbers_new();
	sheet->for_all = g_array_new(FALSE, FALSE, sizeof(guint));
	sheet->is_whole = TRUE;
	blank_comments(sheet->text);
	read_rules(sheet, sheet->text);
	*ret_is_whole &= sheet->is_whole;
	if (sheet->rules->len == 0)
		g_clear_pointer(&sheet, html_sheet_free);
	return sheet;
}

static void declare_all(const struct html_sheet *sheet, const GArray *numbers, const struct html_names *path,
			guint depth, struct html_declared *declared)
{
	for (guint i = 0; numbers && i < numbers->len; i++) {
		const struct rule *rule = sheet->rules->pdata[g_array_index(numbers, guint, i)];

		if (!html_selector_fits(&rule->selector, path, depth))
			continue;
		for (guint at = rule->first; at < rule->last; at++)
			html_style_declare(declared, &g_array_index(sheet->declarations, struct html_declaration, at),
					   rule->weight);
	}
}

static void declare_under(const struct html_sheet *sheet, GHashTable *table, const char *name, gsize length,
			  const struct html_names *path, guint depth, struct html_declared *declared)
{
	g_autofree char *key = g_ascii_strdown(name, (gssize)length);

	declare_all(sheet, g_hash_table_lookup(table, key), path, depth, declared);
}

void html_sheet_declare(const struct html_sheet *sheet, const struct html_names *path, guint depth,
			struct html_declared *declared)
{
	const struct html_names *own = &path[depth - 1];
	const char *classes = own->classes;

	declare_all(sheet, sheet->for_all, path, depth, declared);
	declare_under(sheet, sheet->by_tag, own->tag, strlen(own->tag), path, depth, declared);
	while (classes && *(classes += strspn(classes, " \t\r\n\f"))) {
		gsize word = strcspn(classes, " \t\r\n\f");

		declare_under(sheet, sheet->by_class, classes, word, path, depth, declared);
		classes += word;
	}
	if (own->id)
		declare_under(sheet, sheet->by_id, own->id, strlen(own->id), path, depth, declared);
}
