/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes in any charset to UTF-8 (RFC 2046, 4.1.2). For this room only. */
#ifndef PARSER_CHARSET_H
#define PARSER_CHARSET_H

#include <glib.h>

/* The text as valid UTF-8 without NUL, lines ended by '\n' alone. charset: the declared one, or NULL. Where that is
 * missing, unknown or wrong, valid UTF-8 is kept and other bytes are read as windows-1252. Never NULL. After
 * g_mime_init(). */
GString *charset_decode(const char *bytes, gsize length, const char *charset);

/* The character of one byte of windows-1252, U+FFFD where it has none. */
gunichar charset_windows_1252(guint8 byte);

#endif
