/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the few declarations that hide text, and knows what they come to together. It is no CSS engine: escapes,
 * variables and calc() are not read, lengths are taken as they stand. */
#include "parser/html_style.h"

#include <string.h>

enum {
	STYLE_MAX_VALUE = 200, /* a longer value is no colour, size or keyword */
	TINY_PIXELS = 1,       /* letters of this height or less */
	FLAT_PIXELS = 1,       /* a box of this height or width or less */
	FAR_PIXELS = -500,     /* to the left or above: out of sight */
	EM_PIXELS = 16,        /* of letters whose size nobody set */
	TINY_PERCENT = 10      /* of the letters around it */
};

static const guint32 important_weight = 1u << 31;

/* font: and overflow-y: count as what is in them that hides. */
static const struct {
	const char *name;
	enum html_property property;
} properties[] = {
	{"-webkit-text-fill-color", HTML_FILL},
	{"background", HTML_BACKGROUND},
	{"background-color", HTML_BACKGROUND},
	{"border", HTML_BORDER},
	{"clip", HTML_CLIP},
	{"clip-path", HTML_CLIP},
	{"color", HTML_COLOUR},
	{"display", HTML_DISPLAY},
	{"font", HTML_FONT_SIZE},
	{"font-size", HTML_FONT_SIZE},
	{"height", HTML_HEIGHT},
	{"left", HTML_LEFT},
	{"margin-left", HTML_MARGIN_LEFT},
	{"margin-top", HTML_MARGIN_TOP},
	{"max-height", HTML_MAX_HEIGHT},
	{"max-width", HTML_MAX_WIDTH},
	{"mso-hide", HTML_MSO_HIDE},
	{"opacity", HTML_OPACITY},
	{"overflow", HTML_OVERFLOW},
	{"overflow-x", HTML_OVERFLOW},
	{"overflow-y", HTML_OVERFLOW},
	{"position", HTML_POSITION},
	{"text-indent", HTML_TEXT_INDENT},
	{"top", HTML_TOP},
	{"transform", HTML_TRANSFORM},
	{"visibility", HTML_VISIBILITY},
	{"width", HTML_WIDTH},
};

struct html_style html_style_initial(void)
{
	return (struct html_style){.colour = HTML_COLOUR_BLACK, .background = HTML_COLOUR_WHITE};
}

static enum html_property property_of(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
		if (g_ascii_strcasecmp(properties[i].name, name) == 0)
			return properties[i].property;
	return HTML_PROPERTIES;
}

static void blank_comments(char *text)
{
	for (char *start; (start = strstr(text, "/*")); text = start) {
		char *end = strstr(start + 2, "*/");
		gsize length = end ? (gsize)(end + 2 - start) : strlen(start);

		memset(start, ' ', length);
		start += length;
	}
}

/* Of "font" the size: the first length in it. */
static const char *size_of_font(const char *value)
{
	while (*value && !g_ascii_isdigit(*value) && *value != '.')
		value += strcspn(value, " "), value += strspn(value, " ");
	return value;
}

static void read_declaration(char *name, char *value, GArray *declarations)
{
	struct html_declaration declaration = {0};
	char *bang = strchr(value, '!');
	enum html_property property = property_of(g_strstrip(name));

	if (property == HTML_PROPERTIES || strlen(value) > STYLE_MAX_VALUE)
		return;
	if (bang) {
		declaration.is_important = g_ascii_strncasecmp(g_strchug(bang + 1), "important", 9) == 0;
		*bang = '\0';
	}
	for (char *at = value; *at; at++)
		*at = g_ascii_tolower(*at);
	declaration.property = (guint8)property;
	declaration.value = g_strstrip(value);
	if (strcmp(name, "font") == 0)
		declaration.value = size_of_font(value);
	if (*declaration.value)
		g_array_append_val(declarations, declaration);
}

void html_style_read(char *text, GArray *declarations)
{
	blank_comments(text);
	while (text) {
		char *end = strchr(text, ';');
		char *colon;

		if (end)
			*end = '\0';
		colon = strchr(text, ':');
		if (colon) {
			*colon = '\0';
			read_declaration(text, colon + 1, declarations);
		}
		text = end ? end + 1 : NULL;
	}
}

void html_style_declare(struct html_declared *declared, const struct html_declaration *declaration, guint32 weight)
{
	guint32 own = weight | (declaration->is_important ? important_weight : 0);

	if (declared->value[declaration->property] && own < declared->weight[declaration->property])
		return;
	declared->value[declaration->property] = declaration->value;
	declared->weight[declaration->property] = own;
}

static void set_colour(struct html_style *style, const char *value)
{
	bool is_clear;

	if (!value || strcmp(value, "inherit") == 0)
		return;
	style->colour = html_colour_read(value, &is_clear);
	if (is_clear)
		style->colour = style->background;
}

static void set_background(struct html_style *style, const char *value)
{
	bool is_clear;
	gint32 colour;

	if (!value)
		return;
	if (strstr(value, "url(") || strstr(value, "gradient(")) {
		style->background = HTML_COLOUR_UNKNOWN;
		return;
	}
	colour = html_colour_read(value, &is_clear);
	/* "none", "inherit" and what is not understood leave what shows through. */
	if (!is_clear && colour != HTML_COLOUR_UNKNOWN)
		style->background = colour;
}

static void set_font_size(struct html_style *style, const char *value)
{
	char *unit;
	double number = value ? g_ascii_strtod(value, &unit) : 0;

	if (!value)
		return;
	if (unit == value)
		style->is_tiny = FALSE; /* a keyword */
	else if (number <= 0)
		style->is_tiny = TRUE;
	else if (*unit == '%')
		style->is_tiny |= number <= TINY_PERCENT;
	else if (g_str_has_prefix(unit, "em") || g_str_has_prefix(unit, "rem"))
		style->is_tiny |= number * 100 <= TINY_PERCENT;
	else
		style->is_tiny = number <= TINY_PIXELS;
}

/* Pixels that a length is about, or 'otherwise' where there is none. */
static double pixels(const char *value, double otherwise)
{
	char *unit;
	double number = value ? g_ascii_strtod(value, &unit) : 0;

	if (!value || unit == value || *unit == '%')
		return otherwise;
	return g_str_has_prefix(unit, "em") || g_str_has_prefix(unit, "rem") ? number * EM_PIXELS : number;
}

static bool is_far(const char *value)
{
	return pixels(value, 0) <= FAR_PIXELS;
}

static bool is_flat(const char *value)
{
	char *end;

	return pixels(value, 2 * FLAT_PIXELS) <= FLAT_PIXELS ||
	       (value && g_ascii_strtod(value, &end) <= 0 && end != value);
}

static bool starts(const char *value, const char *word)
{
	return value && g_str_has_prefix(value, word);
}

/* A number or a percentage that is none. */
static bool is_zero(const char *value)
{
	char *end;

	return value && g_ascii_strtod(value, &end) <= 0 && end != value;
}

/* "rect(0, 0, 0, 0)", "rect(1px,1px,1px,1px)", "inset(100%)", "circle(0)": nothing is left of the box. */
static bool is_clipped_away(const char *value)
{
	g_auto(GStrv) words = NULL;
	const char *bracket = value ? strchr(value, '(') : NULL;

	if (!bracket)
		return false;
	if (starts(value, "inset"))
		return g_ascii_strtod(bracket + 1, NULL) >= 50 && strchr(bracket, '%');
	if (starts(value, "circle"))
		return is_zero(bracket + 1);
	if (!starts(value, "rect"))
		return false;
	words = g_strsplit_set(bracket + 1, ", )", -1);
	for (char **word = words; *word; word++)
		if (**word && !is_flat(*word))
			return false;
	return true;
}

/* A box that takes its text out of sight. */
static bool is_box_hidden(const char *const *value)
{
	bool is_placed = starts(value[HTML_POSITION], "absolute") || starts(value[HTML_POSITION], "fixed");
	bool is_moved = is_placed || starts(value[HTML_POSITION], "relative");
	bool is_low = is_flat(value[HTML_HEIGHT]) || is_flat(value[HTML_MAX_HEIGHT]) || is_flat(value[HTML_WIDTH]) ||
		      is_flat(value[HTML_MAX_WIDTH]);
	bool is_cut = starts(value[HTML_OVERFLOW], "hidden") || starts(value[HTML_OVERFLOW], "clip");

	return (is_low && is_cut) || (is_moved && (is_far(value[HTML_LEFT]) || is_far(value[HTML_TOP]))) ||
	       is_far(value[HTML_MARGIN_LEFT]) || is_far(value[HTML_MARGIN_TOP]) || is_far(value[HTML_TEXT_INDENT]) ||
	       is_clipped_away(value[HTML_CLIP]);
}

void html_style_apply(struct html_style *style, const struct html_declared *declared)
{
	const char *const *value = declared->value;
	const char *scale = value[HTML_TRANSFORM] ? strstr(value[HTML_TRANSFORM], "scale(") : NULL;

	style->is_unframed = starts(value[HTML_BORDER], "none") || is_zero(value[HTML_BORDER]);
	style->is_gone |= starts(value[HTML_DISPLAY], "none") || starts(value[HTML_MSO_HIDE], "all") ||
			  is_zero(value[HTML_OPACITY]) || is_box_hidden(value) ||
			  (scale && is_zero(scale + strlen("scale(")));
	if (value[HTML_VISIBILITY])
		style->is_invisible =
			starts(value[HTML_VISIBILITY], "hidden") || starts(value[HTML_VISIBILITY], "collapse");
	set_font_size(style, value[HTML_FONT_SIZE]);
	set_background(style, value[HTML_BACKGROUND]);
	set_colour(style, value[HTML_COLOUR]);
	set_colour(style, value[HTML_FILL]);
}

gboolean html_style_is_hidden(const struct html_style *style)
{
	return style->is_gone || style->is_invisible || style->is_tiny ||
	       html_colour_is_near(style->colour, style->background);
}
