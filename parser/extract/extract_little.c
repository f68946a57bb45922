/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns UTF-16, whole or its low bytes, into UTF-8. */
#include "parser/extract/extract_little.h"

static gboolean is_high(guint16 unit)
{
	return (unit & 0xfc00) == 0xd800;
}

static gboolean is_low(guint16 unit)
{
	return (unit & 0xfc00) == 0xdc00;
}

void extract_append_wide(GString *text, const guint8 *bytes, gsize length)
{
	for (gsize i = 0; i + 1 < length; i += 2) {
		guint16 unit = extract_u16(bytes + i);

		if (is_high(unit) && i + 3 < length && is_low(extract_u16(bytes + i + 2))) {
			i += 2;
			g_string_append_unichar(text, 0x10000 + ((gunichar)(unit & 0x3ff) << 10) +
							      (extract_u16(bytes + i) & 0x3ff));
		} else if (is_high(unit) || is_low(unit)) {
			g_string_append_unichar(text, 0xfffd);
		} else if (unit != 0) {
			g_string_append_unichar(text, unit);
		}
	}
}

void extract_append_narrow(GString *text, const guint8 *bytes, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (bytes[i] != 0)
			g_string_append_unichar(text, bytes[i]);
}
