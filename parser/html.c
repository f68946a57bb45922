/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns HTML into lines while libxml2 reads it: no tree is built, so nothing recurses. Renders no more than is needed
 * to know what a reader sees and where lines break. */
#include "parser/html.h"

#include "parser/html_mark.h"
#include "parser/html_sheet.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* What an element does to the text in it. */
enum role { ROLE_INLINE, ROLE_BLOCK, ROLE_BREAK, ROLE_CELL, ROLE_PRE, ROLE_QUOTE, ROLE_DROPPED };

struct element {
	const xmlChar *name; /* the parser's */
	struct html_style style;
	enum role role;
	guint8 depth;
	guint8 box;
	guint8 kind;
	bool is_dropped;
	bool is_pre;
};

struct reading {
	htmlParserCtxtPtr context;
	struct lines *lines;
	GArray *open;             /* struct element; the first is the document */
	struct html_sheet *sheet; /* or NULL */
	GArray *path;             /* struct html_names of what is open, where there is a sheet */
	GArray *declarations;     /* of the element that begins */
	GString *visible;
	GString *hidden;
	gboolean is_whole;
};

void html_start(void)
{
	xmlInitParser();
}

static enum role role_of(const char *name)
{
	static const struct {
		const char *name;
		enum role role;
	} roles[] = {
		{"address", ROLE_BLOCK},    {"article", ROLE_BLOCK}, {"aside", ROLE_BLOCK},
		{"blockquote", ROLE_QUOTE}, {"body", ROLE_BLOCK},    {"br", ROLE_BREAK},
		{"caption", ROLE_BLOCK},    {"center", ROLE_BLOCK},  {"dd", ROLE_BLOCK},
		{"div", ROLE_BLOCK},        {"dl", ROLE_BLOCK},      {"dt", ROLE_BLOCK},
		{"fieldset", ROLE_BLOCK},   {"footer", ROLE_BLOCK},  {"form", ROLE_BLOCK},
		{"h1", ROLE_BLOCK},         {"h2", ROLE_BLOCK},      {"h3", ROLE_BLOCK},
		{"h4", ROLE_BLOCK},         {"h5", ROLE_BLOCK},      {"h6", ROLE_BLOCK},
		{"header", ROLE_BLOCK},     {"hr", ROLE_BLOCK},      {"li", ROLE_BLOCK},
		{"main", ROLE_BLOCK},       {"nav", ROLE_BLOCK},     {"ol", ROLE_BLOCK},
		{"option", ROLE_BLOCK},     {"p", ROLE_BLOCK},       {"pre", ROLE_PRE},
		{"script", ROLE_DROPPED},   {"section", ROLE_BLOCK}, {"style", ROLE_DROPPED},
		{"table", ROLE_BLOCK},      {"tbody", ROLE_BLOCK},   {"td", ROLE_CELL},
		{"template", ROLE_DROPPED}, {"tfoot", ROLE_BLOCK},   {"th", ROLE_CELL},
		{"thead", ROLE_BLOCK},      {"title", ROLE_DROPPED}, {"tr", ROLE_BLOCK},
		{"ul", ROLE_BLOCK},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
		if (strcmp(name, roles[i].name) == 0)
			return roles[i].role;
	return ROLE_INLINE;
}

static struct element *innermost(struct reading *reading)
{
	return &g_array_index(reading->open, struct element, reading->open->len - 1);
}

static gboolean is_block(const struct element *element)
{
	return element->role == ROLE_BLOCK || element->role == ROLE_PRE || element->role == ROLE_QUOTE;
}

static void end_hidden_line(struct reading *reading, const struct element *element)
{
	struct line line = {.depth = element->depth, .box = element->box, .is_hidden = true, .kind = element->kind};

	if (reading->hidden->len > 0)
		lines_add(reading->lines, reading->hidden->str, reading->hidden->len, &line);
	g_string_truncate(reading->hidden, 0);
}

/* Ends the line in that element. Hidden text in a line follows it, so that the line stays whole. An empty line is kept
 * where is_forced. */
static void end_line(struct reading *reading, const struct element *element, gboolean is_forced)
{
	struct line line = {.depth = element->depth, .box = element->box, .kind = element->kind};

	if (!element->style.is_gone && (reading->visible->len > 0 || is_forced)) {
		lines_add(reading->lines, reading->visible->str, reading->visible->len, &line);
		g_string_truncate(reading->visible, 0);
	}
	end_hidden_line(reading, element);
}

/* What attributes say about looks, as declarations. */
static void append_presentation(GString *text, const char *name, const char *value)
{
	if (strcmp(name, "color") == 0 || strcmp(name, "text") == 0)
		g_string_append_printf(text, "color:%s;", value);
	else if (strcmp(name, "bgcolor") == 0)
		g_string_append_printf(text, "background:%s;", value);
	else if (strcmp(name, "background") == 0)
		g_string_append(text, "background:url();");
	else if (strcmp(name, "hidden") == 0)
		g_string_append(text, "display:none;");
}

static void declare_text(struct reading *reading, char *text, guint32 weight, struct html_declared *declared)
{
	g_array_set_size(reading->declarations, 0);
	html_style_read(text, reading->declarations);
	for (guint i = 0; i < reading->declarations->len; i++)
		html_style_declare(declared, &g_array_index(reading->declarations, struct html_declaration, i), weight);
}

static void names_clear(gpointer data)
{
	const struct html_names *names = data;

	g_free((char *)names->id);
	g_free((char *)names->classes);
}

/* What the sheets say; the path gets the element. */
static void declare_sheet(struct reading *reading, const struct element *element, const xmlChar **attributes,
			  struct html_declared *declared)
{
	struct html_names names = {.tag = (const char *)element->name};

	for (const char **at = (const char **)attributes; at && *at; at += 2) {
		if (strcmp(at[0], "id") == 0 && !names.id)
			names.id = g_strdup(at[1]);
		else if (strcmp(at[0], "class") == 0 && !names.classes)
			names.classes = g_strdup(at[1]);
	}
	g_array_append_val(reading->path, names);
	html_sheet_declare(reading->sheet, (const struct html_names *)(void *)reading->path->data, reading->path->len,
			   declared);
}

static void apply_style(struct reading *reading, struct element *element, const xmlChar **attributes)
{
	struct html_declared declared = {0};
	g_autoptr(GString) presentation = g_string_new(NULL);
	g_autofree char *own = NULL;

	for (const char **at = (const char **)attributes; at && *at; at += 2) {
		append_presentation(presentation, at[0], at[1] ? at[1] : "");
		if (strcmp(at[0], "style") == 0 && !own)
			own = g_strdup(at[1]);
	}
	declare_text(reading, presentation->str, HTML_WEIGHT_ATTRIBUTE, &declared);
	if (reading->sheet)
		declare_sheet(reading, element, attributes, &declared);
	if (own)
		declare_text(reading, own, HTML_WEIGHT_INLINE, &declared);
	html_style_apply(&element->style, &declared);
}

static void apply_quoting(struct element *element, const xmlChar **attributes)
{
	struct html_mark mark = {0};

	for (const char **at = (const char **)attributes; at && *at; at += 2)
		html_mark_apply(&mark, at[0], at[1] ? at[1] : "");
	if (mark.kind != LINE_TEXT)
		element->kind = (guint8)mark.kind;
	if (mark.is_box && element->role == ROLE_BLOCK && element->box < G_MAXUINT8)
		element->box++;
	/* An editor's indent is a blockquote without a border. */
	if (element->role == ROLE_QUOTE && (mark.is_cited || (!mark.is_indent && !element->style.is_unframed)) &&
	    element->depth < LINES_MAX_DEPTH)
		element->depth++;
}

static gboolean ends_in_space(const GString *text)
{
	return text->len == 0 || text->str[text->len - 1] == ' ' || text->str[text->len - 1] == '\t';
}

/* White space is one space, but in <pre>; a no-break space stays, as a plain one. */
static void append_text(struct reading *reading, const struct element *element, GString *text, const char *bytes,
			gsize length)
{
	for (gsize i = 0; i < length; i++) {
		gboolean is_nbsp = i + 1 < length && bytes[i] == '\xc2' && bytes[i + 1] == '\xa0';

		if (is_nbsp) {
			g_string_append_c(text, ' ');
			i++;
		} else if (element->is_pre && bytes[i] == '\n') {
			end_line(reading, element, TRUE);
		} else if (!element->is_pre && g_ascii_isspace(bytes[i])) {
			if (!ends_in_space(text))
				g_string_append_c(text, ' ');
		} else {
			g_string_append_c(text, bytes[i]);
		}
	}
}

/* What a picture says of itself stands beside the line, so that it parts no phrase. */
static void append_words_of_picture(struct reading *reading, struct element element, const xmlChar **attributes)
{
	const char *alt = NULL;

	element.is_pre = false;
	for (const char **at = (const char **)attributes; at && *at; at += 2) {
		if ((strcmp(at[0], "alt") != 0 && strcmp(at[0], "title") != 0) || !at[1] || g_strcmp0(alt, at[1]) == 0)
			continue;
		alt = at[1];
		append_text(reading, &element, reading->hidden, " ", reading->hidden->len > 0);
		append_text(reading, &element, reading->hidden, alt, strlen(alt));
	}
}

static void begin_role(struct reading *reading, const struct element *element)
{
	GString *text = html_style_is_hidden(&element->style) ? reading->hidden : reading->visible;

	if (element->is_dropped)
		return;
	if (element->role == ROLE_BREAK)
		end_line(reading, element, TRUE);
	else if (element->role == ROLE_CELL && text->len > 0)
		g_string_append_c(text, '\t');
}

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
	struct reading *reading = data;
	struct element element = *innermost(reading);

	if (reading->open->len > HTML_MAX_DEPTH) {
		reading->is_whole = FALSE;
		xmlStopParser(reading->context);
		return;
	}
	element.name = name;
	element.role = role_of((const char *)name);
	element.is_dropped |= element.role == ROLE_DROPPED;
	element.is_pre |= element.role == ROLE_PRE;
	apply_style(reading, &element, attributes);
	apply_quoting(&element, attributes);
	if (is_block(&element)) {
		/* A block that takes no room breaks no line. */
		if (element.style.is_gone)
			end_hidden_line(reading, innermost(reading));
		else
			end_line(reading, innermost(reading), FALSE);
	}
	g_array_append_val(reading->open, element);
	begin_role(reading, &element);
	if (strcmp((const char *)name, "img") == 0 && !element.is_dropped)
		append_words_of_picture(reading, element, attributes);
}

/* Elements inside that were not closed end with it. */
static void on_end(void *data, const xmlChar *name)
{
	struct reading *reading = data;
	guint at = reading->open->len - 1;

	while (at > 0 && !xmlStrEqual(g_array_index(reading->open, struct element, at).name, name))
		at--;
	while (at > 0 && reading->open->len > at) {
		const struct element *element = innermost(reading);

		if (is_block(element))
			end_line(reading, element, FALSE);
		g_array_set_size(reading->open, reading->open->len - 1);
		if (reading->sheet)
			g_array_set_size(reading->path, reading->path->len - 1);
	}
}

static void on_text(void *data, const xmlChar *text, int length)
{
	struct reading *reading = data;
	const struct element *element = innermost(reading);

	if (!element->is_dropped)
		append_text(reading, element,
			    html_style_is_hidden(&element->style) ? reading->hidden : reading->visible,
			    (const char *)text, (gsize)length);
}

/* Where a tag begins that has too many attributes, else the end. Counts blanks and '=' outside values. */
static gsize crowded_tag(const char *html)
{
	const char *at = html;

	while ((at = strchr(at, '<'))) {
		const char *tag = at++;
		unsigned words = 0;

		if (!g_ascii_isalpha(*at))
			continue;
		while (*at && *at != '>') {
			const char *last = at;

			words += *at == '=' || g_ascii_isspace(*at);
			if (words > HTML_MAX_ATTRIBUTES)
				return (gsize)(tag - html);
			at++;
			if (*last != '=')
				at += g_ascii_isspace(*last) ? strspn(at, " \t\r\n\f") : 0;
			else if (at += strspn(at, " \t\r\n\f"), *at == '"' || *at == '\'')
				at = strchrnul(at + 1, *at);
		}
	}
	return strlen(html);
}

/* Takes out "<![if …]>" and "<![endif]>", which browsers take for comments and libxml2 for text; those that end a
 * comment ("<![endif]-->") stay. */
static char *without_conditionals(const char *html)
{
	GString *result = g_string_sized_new(strlen(html));

	for (const char *mark; (mark = strstr(html, "<![")); html = mark) {
		const char *end = strchr(mark, '>');

		g_string_append_len(result, html, mark - html);
		if (!end)
			break;
		if (end[-1] == ']')
			mark = end + 1;
		else
			g_string_append_len(result, mark, 3), mark += 3;
	}
	g_string_append(result, html);
	return g_string_free(result, FALSE);
}

/* How much of it is read: whole characters. */
static gsize readable_length(const char *html)
{
	gsize length = crowded_tag(html);

	if (length <= HTML_MAX_BYTES)
		return length;
	length = HTML_MAX_BYTES;
	while (length > 0 && ((guint8)html[length] & 0xc0) == 0x80)
		length--;
	return length;
}

static void run_parser(struct reading *reading, const char *html, gsize length)
{
	htmlParserCtxtPtr context = htmlNewParserCtxt();

	if (!context)
		g_error("htmlNewParserCtxt: out of memory");
	*context->sax = (xmlSAXHandler){
		.startElement = on_start, .endElement = on_end, .characters = on_text, .ignorableWhitespace = on_text};
	context->userData = reading;
	reading->context = context;
	/* A DOM is not built: there are no callbacks for it. The charset is known, whatever a <meta> says. */
	xmlFreeDoc(htmlCtxtReadMemory(context, html, (int)length, NULL, "UTF-8",
				      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
					      HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC));
	if (context->disableSAX)
		reading->is_whole = FALSE;
	htmlFreeParserCtxt(context);
}

struct lines *html_read(const char *html, gboolean *ret_is_whole)
{
	g_autofree char *plain = strstr(html, "<![") ? without_conditionals(html) : NULL;
	const char *text = plain ? plain : html;
	gsize length = readable_length(text);
	struct reading reading = {.lines = lines_new(),
				  .open = g_array_new(FALSE, TRUE, sizeof(struct element)),
				  .path = g_array_new(FALSE, TRUE, sizeof(struct html_names)),
				  .declarations = g_array_new(FALSE, TRUE, sizeof(struct html_declaration)),
				  .visible = g_string_new(NULL),
				  .hidden = g_string_new(NULL),
				  .is_whole = text[length] == '\0'};
	struct element document = {.name = BAD_CAST "", .style = html_style_initial()};
	gboolean is_sheet_whole;

	g_array_set_clear_func(reading.path, names_clear);
	reading.sheet = html_sheet_new(text, &is_sheet_whole);
	reading.is_whole &= is_sheet_whole;
	g_array_append_val(reading.open, document);
	if (length > 0)
		run_parser(&reading, text, length);
	end_line(&reading, &document, FALSE);
	g_array_unref(reading.open);
	g_array_unref(reading.path);
	g_array_unref(reading.declarations);
	html_sheet_free(reading.sheet);
	g_string_free(reading.visible, TRUE);
	g_string_free(reading.hidden, TRUE);
	*ret_is_whole = reading.is_whole;
	return reading.lines;
}
