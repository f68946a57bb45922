/* SPDX-License-Identifier: BSD-2-Clause */
/* A table of words. All that are not in it change looks only. */
#include "parser/extract/extract_rtf_words.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name in the order of bytes. */
static const struct rtf_word words[] = {
	{"annotation", RTF_BESIDE, 0, NULL},
	{"ansicpg", RTF_CODEPAGE, 0, NULL},
	{"atnauthor", RTF_SKIPPED, 0, NULL},
	{"atnid", RTF_SKIPPED, 0, NULL},
	{"author", RTF_PROPERTY, 0, "Author"},
	{"bin", RTF_BYTES, 0, NULL},
	{"bullet", RTF_CHARACTER, 0x2022, NULL},
	{"category", RTF_PROPERTY, 0, "Category"},
	{"cell", RTF_CELL, 0, NULL},
	{"colorschememapping", RTF_SKIPPED, 0, NULL},
	{"colortbl", RTF_SKIPPED, 0, NULL},
	{"column", RTF_LINE, 0, NULL},
	{"comment", RTF_PROPERTY, 0, "Comments"},
	{"company", RTF_PROPERTY, 0, "Company"},
	{"creatim", RTF_SKIPPED, 0, NULL},
	{"datafield", RTF_SKIPPED, 0, NULL},
	{"datastore", RTF_SKIPPED, 0, NULL},
	{"deleted", RTF_DELETED, 0, NULL},
	{"doccomm", RTF_PROPERTY, 0, "Comments"},
	{"emdash", RTF_CHARACTER, 0x2014, NULL},
	{"emspace", RTF_CHARACTER, ' ', NULL},
	{"endash", RTF_CHARACTER, 0x2013, NULL},
	{"enspace", RTF_CHARACTER, ' ', NULL},
	{"f", RTF_FONT, 0, NULL},
	{"falt", RTF_SKIPPED, 0, NULL},
	{"fcharset", RTF_FONT_CHARSET, 0, NULL},
	{"filetbl", RTF_SKIPPED, 0, NULL},
	{"fldinst", RTF_SKIPPED, 0, NULL},
	{"fonttbl", RTF_FONTS, 0, NULL},
	{"footer", RTF_FOOTER, 0, NULL},
	{"footerf", RTF_FOOTER, 0, NULL},
	{"footerl", RTF_FOOTER, 0, NULL},
	{"footerr", RTF_FOOTER, 0, NULL},
	{"footnote", RTF_BESIDE, 0, NULL},
	{"ftncn", RTF_SKIPPED, 0, NULL},
	{"ftnsep", RTF_SKIPPED, 0, NULL},
	{"ftnsepc", RTF_SKIPPED, 0, NULL},
	{"generator", RTF_SKIPPED, 0, NULL},
	{"header", RTF_HEADER, 0, NULL},
	{"headerf", RTF_HEADER, 0, NULL},
	{"headerl", RTF_HEADER, 0, NULL},
	{"headerr", RTF_HEADER, 0, NULL},
	{"info", RTF_SKIPPED, 0, NULL},
	{"keywords", RTF_PROPERTY, 0, "Keywords"},
	{"latentstyles", RTF_SKIPPED, 0, NULL},
	{"ldblquote", RTF_CHARACTER, 0x201c, NULL},
	{"line", RTF_LINE, 0, NULL},
	{"listoverridetable", RTF_SKIPPED, 0, NULL},
	{"listtable", RTF_SKIPPED, 0, NULL},
	{"lquote", RTF_CHARACTER, 0x2018, NULL},
	{"manager", RTF_PROPERTY, 0, "Manager"},
	{"nestcell", RTF_CELL, 0, NULL},
	{"nestrow", RTF_ROW, 0, NULL},
	{"nesttableprops", RTF_INSIDE, 0, NULL},
	{"nonesttables", RTF_SKIPPED, 0, NULL},
	{"nonshppict", RTF_SKIPPED, 0, NULL},
	{"objdata", RTF_OBJECT, 0, NULL},
	{"operator", RTF_PROPERTY, 0, "Last modified by"},
	{"page", RTF_LINE, 0, NULL},
	{"par", RTF_LINE, 0, NULL},
	{"pgdsctbl", RTF_SKIPPED, 0, NULL},
	{"pict", RTF_PICTURE, 0, NULL},
	{"plain", RTF_PLAIN, 0, NULL},
	{"propname", RTF_PROPERTY_NAME, 0, NULL},
	{"rdblquote", RTF_CHARACTER, 0x201d, NULL},
	{"revtbl", RTF_SKIPPED, 0, NULL},
	{"row", RTF_ROW, 0, NULL},
	{"rquote", RTF_CHARACTER, 0x2019, NULL},
	{"rsidtbl", RTF_SKIPPED, 0, NULL},
	{"sect", RTF_LINE, 0, NULL},
	{"shpinst", RTF_INSIDE, 0, NULL},
	{"shppict", RTF_INSIDE, 0, NULL},
	{"shprslt", RTF_SKIPPED, 0, NULL}, /* the same for older readers */
	{"shptxt", RTF_BESIDE, 0, NULL},
	{"sn", RTF_PROPERTY_NAME, 0, NULL},
	{"staticval", RTF_PROPERTY_VALUE, 0, NULL},
	{"stylesheet", RTF_SKIPPED, 0, NULL},
	{"subject", RTF_PROPERTY, 0, "Subject"},
	{"sv", RTF_SHAPE_VALUE, 0, NULL},
	{"tab", RTF_CHARACTER, '\t', NULL},
	{"themedata", RTF_SKIPPED, 0, NULL},
	{"title", RTF_PROPERTY, 0, "Title"},
	{"u", RTF_UNICODE, 0, NULL},
	{"uc", RTF_FALLBACK, 0, NULL},
	{"ud", RTF_UNICODE_TWIN, 0, NULL},
	{"upr", RTF_SKIPPED, 0, NULL}, /* in the code page; the same in Unicode is in it */
	{"userprops", RTF_SKIPPED, 0, NULL},
	{"v", RTF_HIDDEN, 0, NULL},
	{"xmlnstbl", RTF_SKIPPED, 0, NULL},
};

static int compare(const void *name, const void *word)
{
	return strcmp(name, ((const struct rtf_word *)word)->name);
}

const struct rtf_word *extract_rtf_word(const char *name)
{
	return bsearch(name, words, G_N_ELEMENTS(words), sizeof(*words), compare);
}

char *extract_rtf_codepage(int page)
{
	switch (page) {
	case 10000:
		return g_strdup("MACINTOSH");
	case 65001:
		return g_strdup("UTF-8");
	case 437:
	case 850:
		return g_strdup_printf("IBM%d", page);
	default:
		return page > 0 ? g_strdup_printf(page >= 1250 && page <= 1258 ? "WINDOWS-%d" : "CP%d", page)
				: g_strdup("");
	}
}

char *extract_rtf_font_charset(int charset)
{
	static const struct {
		int charset, page;
	} pages[] = {
		{77, 10000}, {128, 932},  {129, 949},  {134, 936},  {136, 950},  {161, 1253}, {162, 1254},
		{163, 1258}, {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},  {238, 1250},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
		if (pages[i].charset == charset)
			return extract_rtf_codepage(pages[i].page);
	return g_strdup("");
}
