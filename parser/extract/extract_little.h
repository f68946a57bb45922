/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers and text as Microsoft's formats store them: the low byte first. For this folder only. */
#ifndef PARSER_EXTRACT_LITTLE_H
#define PARSER_EXTRACT_LITTLE_H

#include <glib.h>

static inline guint16 extract_u16(const guint8 *at)
{
	return (guint16)(at[0] | at[1] << 8);
}

static inline guint32 extract_u32(const guint8 *at)
{
	return extract_u16(at) | (guint32)extract_u16(at + 2) << 16;
}

/* Appends UTF-16 without NUL; halves of pairs become U+FFFD. length: in bytes. */
void extract_append_wide(GString *text, const guint8 *bytes, gsize length);

/* Appends UTF-16 of which only the low bytes are stored, without NUL. */
void extract_append_narrow(GString *text, const guint8 *bytes, gsize length);

#endif
