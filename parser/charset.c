/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes text of bytes, whatever they claim to be; nothing is refused and nothing readable is lost. */
#include "parser/charset.h"

#include <errno.h>
#include <gmime/gmime.h>
#include <string.h>

enum { CHARSET_MAX_NAME = 40 };

/* windows-1252 at 0x80 to 0x9f; the five bytes it leaves open are U+FFFD. */
static const gunichar windows_1252[32] = {
	0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

gunichar charset_windows_1252(guint8 byte)
{
	return byte < 0x80 || byte >= 0xa0 ? byte : windows_1252[byte - 0x80];
}

static void append_byte(GString *text, unsigned char byte)
{
	g_string_append_unichar(text, charset_windows_1252(byte));
}

static GString *decode_bytes(const char *bytes, gsize length)
{
	GString *text = g_string_sized_new(length + length / 8 + 1);

	for (gsize i = 0; i < length; i++) {
		gsize run = i;

		while (run < length && (unsigned char)bytes[run] < 0x80)
			run++;
		g_string_append_len(text, bytes + i, (gssize)(run - i));
		if (run < length)
			append_byte(text, (unsigned char)bytes[run]);
		i = run;
	}
	return text;
}

/* UTF-8 where it is, windows-1252 where it is not. */
static GString *decode_mixed(const char *bytes, gsize length)
{
	GString *text = g_string_sized_new(length + 1);

	while (length > 0) {
		const char *bad;
		gsize good;

		g_utf8_validate_len(bytes, length, &bad);
		good = (gsize)(bad - bytes);
		g_string_append_len(text, bytes, (gssize)good);
		bytes += good;
		length -= good;
		if (length > 0) {
			append_byte(text, (unsigned char)*bytes);
			bytes++, length--;
		}
	}
	return text;
}

/* Converts with iconv; a byte that has no meaning in the charset is read as windows-1252. NULL: unknown charset. */
static GString *decode_iconv(const char *bytes, gsize length, const char *charset)
{
	/* GMime knows names that iconv does not ("ks_c_5601-1987", of Korean Outlooks). */
	GIConv converter = g_iconv_open("UTF-8", g_mime_charset_iconv_name(charset));
	GString *text;
	char *in = (char *)bytes;

	if (converter == (GIConv)-1)
		return NULL;
	text = g_string_sized_new(length + length / 8 + 1);
	while (length > 0) {
		char buffer[4096];
		char *out = buffer;
		gsize room = sizeof(buffer);
		gsize result = g_iconv(converter, &in, &length, &out, &room);
		int error = result == (gsize)-1 ? errno : 0;

		g_string_append_len(text, buffer, out - buffer);
		if (error != 0 && error != E2BIG && length > 0) {
			append_byte(text, (unsigned char)*in);
			in++, length--;
		}
	}
	g_iconv_close(converter);
	if (!g_utf8_validate_len(text->str, text->len, NULL)) {
		/* iconv makes more than Unicode of UCS-4. */
		GString *valid = decode_mixed(text->str, text->len);

		g_string_free(text, TRUE);
		return valid;
	}
	return text;
}

/* In place: CRLF and CR become LF, NUL goes. */
static void normalise_lines(GString *text)
{
	gsize to = 0;

	if (!memchr(text->str, '\r', text->len) && !memchr(text->str, '\0', text->len))
		return;
	for (gsize from = 0; from < text->len; from++) {
		char c = text->str[from];

		if (c == '\r' && from + 1 < text->len && text->str[from + 1] == '\n')
			continue;
		if (c != '\0')
			text->str[to++] = c == '\r' ? '\n' : c;
	}
	g_string_truncate(text, to);
}

static gboolean is_one_of(const char *charset, const char *const *names)
{
	for (; *names; names++)
		if (g_ascii_strcasecmp(charset, *names) == 0)
			return TRUE;
	return FALSE;
}

GString *charset_decode(const char *bytes, gsize length, const char *charset)
{
	/* Senders write ISO-8859-1 for windows-1252, and both for whatever they have (WHATWG Encoding, 4.2). */
	static const char *const western[] = {"iso-8859-1", "latin1", "windows-1252", "cp1252", NULL};
	static const char *const unicode[] = {"utf-8", "utf8", "us-ascii", "ascii", NULL};
	GString *text = NULL;

	if (charset && is_one_of(charset, western))
		text = decode_bytes(bytes, length);
	else if (charset && *charset && strlen(charset) <= CHARSET_MAX_NAME && !is_one_of(charset, unicode))
		text = decode_iconv(bytes, length, charset);
	if (!text)
		text = decode_mixed(bytes, length);
	if (g_str_has_prefix(text->str, "\xef\xbb\xbf"))
		g_string_erase(text, 0, 3);
	normalise_lines(text);
	return text;
}
