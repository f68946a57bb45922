/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the few inline declarations that hide text. It is no CSS engine: style sheets are not read. */
#include "parser/html_style.h"

#include <stdlib.h>
#include <string.h>

enum {
	STYLE_MAX_VALUE = 200, /* a longer value is no colour, size or keyword */
	COLOUR_NEAR = 8,       /* of 255: a difference in a channel that no reader sees */
	TINY_PIXELS = 1,       /* letters of this height or less */
	FAR_PIXELS = -500,     /* to the left or above: out of sight */
	STYLE_MAX_DECLARATIONS = 200
};

struct html_style html_style_initial(void)
{
	return (struct html_style){.colour = HTML_COLOUR_BLACK, .background = HTML_COLOUR_WHITE};
}

static gint32 colour_of_hex(const char *digits)
{
	gsize length = strspn(digits, "0123456789abcdef");
	gint32 value = (gint32)strtol(digits, NULL, 16);

	if (length == 6)
		return value;
	if (length == 3)
		return ((value & 0xf00) << 8 | (value & 0xf0) << 4 | (value & 0xf)) * 0x11;
	return HTML_COLOUR_UNKNOWN;
}

/* rgb(r, g, b) or rgba(r, g, b, a); *is_clear where a is 0. */
static gint32 colour_of_function(const char *value, bool *is_clear)
{
	char *at = strchr(value, '(');
	gint32 colour = 0;

	for (int i = 0; i < 4; i++) {
		char *end;
		double number = at ? g_ascii_strtod(at + 1, &end) : 0;

		if (!at || end == at + 1)
			return i < 3 ? HTML_COLOUR_UNKNOWN : colour;
		if (i < 3)
			colour = colour << 8 | (gint32)CLAMP(*end == '%' ? number * 2.55 : number, 0, 255);
		else
			*is_clear = number <= 0;
		at = end + strcspn(end, ",/ ");
		at = *at ? at + strspn(at, ",/ ") - 1 : NULL;
	}
	return colour;
}

static gint32 colour_of(const char *value, bool *is_clear)
{
	static const struct {
		const char *name;
		gint32 colour;
	} names[] = {
		{"white", 0xffffff},  {"black", 0x000000},  {"red", 0xff0000},        {"green", 0x008000},
		{"blue", 0x0000ff},   {"gray", 0x808080},   {"grey", 0x808080},       {"silver", 0xc0c0c0},
		{"navy", 0x000080},   {"snow", 0xfffafa},   {"ivory", 0xfffff0},      {"whitesmoke", 0xf5f5f5},
		{"yellow", 0xffff00}, {"window", 0xffffff}, {"windowtext", 0x000000},
	};

	*is_clear = strcmp(value, "transparent") == 0;
	if (*value == '#')
		return colour_of_hex(value + 1);
	if (g_str_has_prefix(value, "rgb"))
		return colour_of_function(value, is_clear);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(value, names[i].name) == 0)
			return names[i].colour;
	/* The attributes color and bgcolor are often written without the '#'. */
	return strlen(value) == 6 ? colour_of_hex(value) : HTML_COLOUR_UNKNOWN;
}

static void set_colour(struct html_style *style, const char *value)
{
	bool is_clear;

	if (strcmp(value, "inherit") == 0)
		return;
	style->colour = colour_of(value, &is_clear);
	if (is_clear)
		style->colour = style->background;
}

static void set_background(struct html_style *style, const char *value)
{
	bool is_clear;
	gint32 colour;

	if (strstr(value, "url(") || strstr(value, "gradient(")) {
		style->background = HTML_COLOUR_UNKNOWN;
		return;
	}
	colour = colour_of(value, &is_clear);
	/* "none", "inherit" and what is not understood leave what shows through. */
	if (!is_clear && colour != HTML_COLOUR_UNKNOWN)
		style->background = colour;
}

static void set_font_size(struct html_style *style, const char *value)
{
	char *unit;
	double number = g_ascii_strtod(value, &unit);

	if (unit == value)
		style->is_tiny = FALSE; /* a keyword */
	else if (number <= 0)
		style->is_tiny = TRUE;
	else if (g_str_has_prefix(unit, "px") || g_str_has_prefix(unit, "pt") || *unit == '\0')
		style->is_tiny = number <= TINY_PIXELS;
}

static gboolean is_zero(const char *value)
{
	char *end;

	return g_ascii_strtod(value, &end) <= 0 && end != value;
}

static gboolean is_far(const char *value)
{
	char *unit;
	double number = g_ascii_strtod(value, &unit);

	return number <=
	       (g_str_has_prefix(unit, "em") || g_str_has_prefix(unit, "rem") ? FAR_PIXELS / 16.0 : FAR_PIXELS);
}

/* Declarations that hide only together. */
struct box {
	bool is_placed;
	bool is_far;
	bool is_flat;
	bool is_clipped;
};

static void apply_declaration(struct html_style *style, struct box *box, const char *name, const char *value)
{
	if (strcmp(name, "display") == 0)
		style->is_gone |= g_str_has_prefix(value, "none");
	else if (strcmp(name, "visibility") == 0)
		style->is_invisible = g_str_has_prefix(value, "hidden") || g_str_has_prefix(value, "collapse");
	else if (strcmp(name, "opacity") == 0)
		style->is_gone |= is_zero(value);
	else if (strcmp(name, "mso-hide") == 0)
		style->is_gone |= g_str_has_prefix(value, "all");
	else if (strcmp(name, "font-size") == 0)
		set_font_size(style, value);
	else if (strcmp(name, "color") == 0)
		set_colour(style, value);
	else if (strcmp(name, "background-color") == 0 || strcmp(name, "background") == 0)
		set_background(style, value);
	else if (strcmp(name, "border") == 0)
		style->is_unframed = g_str_has_prefix(value, "none") || is_zero(value);
	else if (strcmp(name, "max-height") == 0 || strcmp(name, "height") == 0 || strcmp(name, "width") == 0 ||
		 strcmp(name, "max-width") == 0)
		box->is_flat |= is_zero(value);
	else if (strcmp(name, "text-indent") == 0)
		style->is_gone |= is_far(value);
	else if (strcmp(name, "position") == 0)
		box->is_placed = g_str_has_prefix(value, "absolute") || g_str_has_prefix(value, "fixed") ||
				 g_str_has_prefix(value, "relative");
	else if (strcmp(name, "left") == 0 || strcmp(name, "top") == 0)
		box->is_far |= is_far(value);
	else if (strcmp(name, "overflow") == 0)
		box->is_clipped = g_str_has_prefix(value, "hidden");
}

/* Each "name: value" of the attribute; white space and !important do not matter. */
static void apply_declarations(struct html_style *style, const char *text)
{
	g_auto(GStrv) declarations = g_strsplit(text, ";", STYLE_MAX_DECLARATIONS);
	struct box box = {0};

	style->is_unframed = FALSE;
	/* A background counts for the colour beside it, wherever it stands. */
	for (int pass = 0; pass < 2; pass++)
		for (char **declaration = declarations; *declaration; declaration++) {
			char *colon = strchr(*declaration, ':');
			g_autofree char *name = colon ? g_ascii_strdown(*declaration, colon - *declaration) : NULL;
			g_autofree char *value = NULL;

			if (!name || strlen(colon) > STYLE_MAX_VALUE)
				continue;
			value = g_ascii_strdown(colon + 1, -1);
			value[strcspn(value, "!")] = '\0';
			g_strstrip(name);
			if (g_str_has_prefix(name, "background") == (pass == 0))
				apply_declaration(style, &box, name, g_strstrip(value));
		}
	style->is_gone |= (box.is_flat && box.is_clipped) || (box.is_placed && box.is_far);
}

void html_style_apply(struct html_style *style, const char *attribute, const char *value)
{
	g_autofree char *lower = NULL;

	if (strcmp(attribute, "hidden") == 0) {
		style->is_gone = TRUE;
	} else if (strcmp(attribute, "style") == 0) {
		apply_declarations(style, value);
	} else if (strcmp(attribute, "background") == 0) {
		style->background = HTML_COLOUR_UNKNOWN;
	} else if (strlen(value) <= STYLE_MAX_VALUE) {
		lower = g_strstrip(g_ascii_strdown(value, -1));
		if (strcmp(attribute, "color") == 0 || strcmp(attribute, "text") == 0)
			set_colour(style, lower);
		else if (strcmp(attribute, "bgcolor") == 0)
			set_background(style, lower);
	}
}

static gboolean is_near(gint32 a, gint32 b)
{
	for (int shift = 0; shift <= 16; shift += 8)
		if (abs((a >> shift & 0xff) - (b >> shift & 0xff)) > COLOUR_NEAR)
			return FALSE;
	return TRUE;
}

gboolean html_style_is_hidden(const struct html_style *style)
{
	return style->is_gone || style->is_invisible || style->is_tiny ||
	       (style->colour != HTML_COLOUR_UNKNOWN && style->background != HTML_COLOUR_UNKNOWN &&
		is_near(style->colour, style->background));
}
