/* SPDX-License-Identifier: BSD-2-Clause */
/* The XML of Excel workbooks (ISO/IEC 29500-1, 18). For this folder only. */
#ifndef PARSER_EXTRACT_XLSX_H
#define PARSER_EXTRACT_XLSX_H

#include "parser/extract/extract_flow.h"
#include "parser/extract/extract_sections.h"

/* What the sheets of a workbook refer to. */
struct extract_workbook;

/* Free with extract_workbook_free(). */
struct extract_workbook *extract_workbook_new(void);
void extract_workbook_free(struct extract_workbook *workbook);

/* Reads a part that sheets refer to: shared strings, styles, the list of sheets; all of them come before the first
 * extract_xlsx_read(). FALSE where the document element is another. */
gboolean extract_workbook_read(struct extract_workbook *workbook, const char *root, const guint8 *bytes, gsize length,
			       struct extract_sections *sections);

/* Reads a sheet, hidden or not, or what a workbook keeps of other data (pivot caches, external links): a row a line, a
 * tab between cells, dates as 2026-05-14. FALSE where the document element is another. */
gboolean extract_xlsx_read(const struct extract_workbook *workbook, const char *root, const guint8 *bytes, gsize length,
			   struct extract_sections *sections);

/* Gives a page's header or footer as a line: of "&L&\"Arial,Bold\"&12OFFICIAL&RPage &P" the codes go, text in other
 * parts of the line is a cell (18.3.1.46). */
void extract_xlsx_give_header(struct extract_flow *flow, const char *text);

#endif
