/* SPDX-License-Identifier: BSD-2-Clause */
/* Pages of a PDF that are pictures of pages. For this folder only. */
#ifndef PARSER_EXTRACT_PDF_SCAN_H
#define PARSER_EXTRACT_PDF_SCAN_H

#include <glib.h>

/* TRUE where at least half of the pages are a picture as large as a page with hardly a word beside it, as a scanner
 * leaves them that adds page numbers. text: what pdftotext gives, each page ended by a form feed. */
gboolean extract_pdf_is_scan(const guint8 *bytes, gsize length, const char *text);

#endif
