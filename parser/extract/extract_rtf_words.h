/* SPDX-License-Identifier: BSD-2-Clause */
/* The control words of RTF that count for what a document says (Rich Text Format specification 1.9.1). For this folder
 * only. */
#ifndef PARSER_EXTRACT_RTF_WORDS_H
#define PARSER_EXTRACT_RTF_WORDS_H

#include <glib.h>

enum rtf_action {
	RTF_NOTHING,
	/* What stands in the text. */
	RTF_CHARACTER, /* value: which */
	RTF_LINE,
	RTF_CELL,
	RTF_ROW,
	RTF_UNICODE, /* the parameter is a character */
	RTF_BYTES,   /* as many follow that are no RTF */
	/* How the text behind is read. */
	RTF_CODEPAGE,
	RTF_FALLBACK, /* how many characters follow each Unicode one for older readers */
	RTF_FONT,
	RTF_FONT_CHARSET,
	RTF_HIDDEN,
	RTF_DELETED,
	RTF_PLAIN,
	/* What the group is. */
	RTF_SKIPPED,
	RTF_PICTURE,
	RTF_INSIDE, /* marked as one to skip where unknown, and text */
	RTF_FONTS,
	RTF_HEADER,
	RTF_FOOTER,
	RTF_BESIDE,   /* notes, comments, boxes */
	RTF_PROPERTY, /* label: its name to people */
	RTF_PROPERTY_NAME,
	RTF_PROPERTY_VALUE,
	RTF_SHAPE_VALUE, /* of a drawing: words in it where the name says so */
	RTF_OBJECT,      /* a file in hexadecimal */
	RTF_UNICODE_TWIN
};

struct rtf_word {
	const char *name;
	enum rtf_action action;
	gunichar value;
	const char *label;
};

/* NULL where it is not known. */
const struct rtf_word *extract_rtf_word(const char *name);

/* What iconv calls the charset of a code page, or of a font's charset (\fcharset); "" where there is none. Free with
 * g_free(). */
char *extract_rtf_codepage(int page);
char *extract_rtf_font_charset(int charset);

#endif
