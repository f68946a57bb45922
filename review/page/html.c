/* SPDX-License-Identifier: BSD-2-Clause */
/* The one place where text becomes HTML. It knows no page. */
#include "review/page/html.h"

#include <stdarg.h>

struct html {
	GString *text;
};

struct html *html_new(void)
{
	struct html *html = g_new0(struct html, 1);

	html->text = g_string_new(NULL);
	return html;
}

/* Embeddings, overrides and isolates (Unicode UAX 9): in a name they would turn what stands beside it. */
static gboolean turns_direction(gunichar c)
{
	return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
	       c == 0x061C;
}

static gboolean is_shown(gunichar c)
{
	return c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7F) ||
	       (c >= 0xA0 && !turns_direction(c) && (c & 0xFFFE) != 0xFFFE);
}

static void escape(GString *text, const char *foreign)
{
	g_autofree char *valid = g_utf8_make_valid(foreign, -1);

	for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (c == '&')
			g_string_append(text, "&amp;");
		else if (c == '<')
			g_string_append(text, "&lt;");
		else if (c == '>')
			g_string_append(text, "&gt;");
		else if (c == '"')
			g_string_append(text, "&quot;");
		else if (c == '\'')
			g_string_append(text, "&#39;");
		else
			g_string_append_unichar(text, is_shown(c) ? c : 0xFFFD);
	}
}

void html_add(struct html *html, const char *format, ...)
{
	const char *foreign;
	va_list arguments;

	va_start(arguments, format);
	for (const char *at = format; *at != '\0'; at++) {
		if (*at != '%') {
			g_string_append_c(html->text, *at);
			continue;
		}
		switch (*++at) {
		case 's':
			foreign = va_arg(arguments, const char *);
			if (foreign != NULL)
				escape(html->text, foreign);
			break;
		case 'd':
			g_string_append_printf(html->text, "%d", va_arg(arguments, int));
			break;
		case 'u':
			g_string_append_printf(html->text, "%u", va_arg(arguments, unsigned));
			break;
		case '%':
			g_string_append_c(html->text, '%');
			break;
		default:
			g_assert_not_reached();
		}
	}
	va_end(arguments);
}

GBytes *html_steal(struct html *html)
{
	GBytes *bytes = g_string_free_to_bytes(html->text);

	g_free(html);
	return bytes;
}

char *html_address_text(const char *text)
{
	return g_uri_escape_string(text, NULL, FALSE);
}
