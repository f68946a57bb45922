/* SPDX-License-Identifier: BSD-2-Clause */
/* Strings in records of Excel 97 to 2003 ([MS-XLS], 2.5.293 and 2.5.294). For this folder only. */
#ifndef PARSER_EXTRACT_EXCEL_TEXT_H
#define PARSER_EXTRACT_EXCEL_TEXT_H

#include <glib.h>

/* The bytes of a record, or of one that continues it. */
struct excel_segment {
	const guint8 *bytes;
	gsize length;
};

/* Reads a string whose number of characters takes that many bytes, one or two, as far as there is one; nothing where
 * there is none. Free with g_string_free(). */
GString *extract_excel_string(const guint8 *bytes, gsize length, unsigned count_bytes);

/* Appends a text of that many characters, which begins with its kind in every segment. FALSE where it is cut off. */
gboolean extract_excel_text(const struct excel_segment *segments, guint count, gsize characters, GString *text);

/* Reads the table of shared strings (2.4.265): they are appended to strings, their ends (gsize) to ends. FALSE where it
 * is cut off or longer than max_bytes. */
gboolean extract_excel_shared(const struct excel_segment *segments, guint count, gsize max_bytes, GString *strings,
			      GArray *ends);

#endif
