/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the notations of CSS Color 4 that mail has; of the names those that letters are hidden with. */
#include "parser/html_colour.h"

#include <stdlib.h>
#include <string.h>

/* Of 255 in each channel: a contrast below 1.2 to 1, which no reader sees. */
enum { COLOUR_NEAR = 20 };

/* Three or six digits, and one or two more for how much is seen of it. */
static gint32 colour_of_hex(const char *digits, bool *is_clear)
{
	gsize length = strspn(digits, "0123456789abcdef");
	guint32 value = (guint32)strtoul(digits, NULL, 16);

	if (digits[length] != '\0')
		return HTML_COLOUR_UNKNOWN;
	if (length == 4 || length == 8) {
		*is_clear = (value & (length == 4 ? 0xf : 0xff)) == 0;
		value >>= length;
		length -= length / 4;
	}
	if (length == 6)
		return (gint32)value;
	if (length == 3)
		return (gint32)((value & 0xf00) << 8 | (value & 0xf0) << 4 | (value & 0xf)) * 0x11;
	return HTML_COLOUR_UNKNOWN;
}

/* Up to four numbers in brackets, percentages of 'whole'; how many there are. */
static unsigned read_numbers(const char *value, const double whole[4], double numbers[4])
{
	const char *at = strchr(value, '(');
	unsigned count = 0;

	for (at = at ? at + 1 : ""; count < 4; count++) {
		char *end;

		at += strspn(at, ",/ ");
		numbers[count] = g_ascii_strtod(at, &end);
		if (end == at)
			break;
		if (*end == '%')
			numbers[count] *= whole[count] / 100;
		at = end + strcspn(end, ",/ )");
	}
	return count;
}

static gint32 colour_of_rgb(const char *value, bool *is_clear)
{
	static const double whole[4] = {255, 255, 255, 1};
	double numbers[4];
	unsigned count = read_numbers(value, whole, numbers);
	gint32 colour = 0;

	for (unsigned i = 0; i < 3; i++)
		colour = colour << 8 | (gint32)CLAMP(i < count ? numbers[i] : 0, 0, 255);
	*is_clear = count == 4 && numbers[3] <= 0;
	return count >= 3 ? colour : HTML_COLOUR_UNKNOWN;
}

/* Of hues no more than how light the lightest and the darkest are. */
static gint32 colour_of_hsl(const char *value, bool *is_clear)
{
	static const double whole[4] = {360, 100, 100, 1};
	double numbers[4];
	unsigned count = read_numbers(value, whole, numbers);

	*is_clear = count == 4 && numbers[3] <= 0;
	if (count < 3 || (numbers[1] > 0 && numbers[2] > 0 && numbers[2] < 100))
		return HTML_COLOUR_UNKNOWN;
	return (gint32)(CLAMP(numbers[2], 0, 100) * 2.55) * 0x010101;
}

gint32 html_colour_read(const char *value, bool *is_clear)
{
	static const struct {
		const char *name;
		gint32 colour;
	} names[] = {
		{"white", 0xffffff},      {"black", 0x000000},         {"red", 0xff0000},
		{"green", 0x008000},      {"blue", 0x0000ff},          {"gray", 0x808080},
		{"grey", 0x808080},       {"silver", 0xc0c0c0},        {"navy", 0x000080},
		{"snow", 0xfffafa},       {"ivory", 0xfffff0},         {"whitesmoke", 0xf5f5f5},
		{"yellow", 0xffff00},     {"window", 0xffffff},        {"windowtext", 0x000000},
		{"ghostwhite", 0xf8f8ff}, {"floralwhite", 0xfffaf0},   {"azure", 0xf0ffff},
		{"mintcream", 0xf5fffa},  {"aliceblue", 0xf0f8ff},     {"honeydew", 0xf0fff0},
		{"seashell", 0xfff5ee},   {"lavenderblush", 0xfff0f5},
	};

	*is_clear = strcmp(value, "transparent") == 0;
	if (*value == '#')
		return colour_of_hex(value + 1, is_clear);
	if (g_str_has_prefix(value, "rgb"))
		return colour_of_rgb(value, is_clear);
	if (g_str_has_prefix(value, "hsl"))
		return colour_of_hsl(value, is_clear);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(value, names[i].name) == 0)
			return names[i].colour;
	/* The attributes color and bgcolor are often written without the '#'. */
	return strlen(value) == 6 ? colour_of_hex(value, is_clear) : HTML_COLOUR_UNKNOWN;
}

bool html_colour_is_near(gint32 a, gint32 b)
{
	if (a == HTML_COLOUR_UNKNOWN || b == HTML_COLOUR_UNKNOWN)
		return false;
	for (int shift = 0; shift <= 16; shift += 8)
		if (abs((a >> shift & 0xff) - (b >> shift & 0xff)) > COLOUR_NEAR)
			return false;
	return true;
}
