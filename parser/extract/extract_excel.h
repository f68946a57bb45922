/* SPDX-License-Identifier: BSD-2-Clause */
/* What a workbook from before Excel 2007 says. For this folder only. */
#ifndef PARSER_EXTRACT_EXCEL_H
#define PARSER_EXTRACT_EXCEL_H

#include "parser/extract/extract_sections.h"

/* Reads the stream "Workbook": every sheet, the values of formulas, dates as such, comments, boxes, headers. FALSE
 * where it is older than Excel 97; nothing is given then. Reasons: PART_TRUNCATED, PART_LIMIT. */
gboolean extract_excel_read(const guint8 *bytes, gsize length, struct extract_sections *sections);

#endif
