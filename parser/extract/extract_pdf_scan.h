/* SPDX-License-Identifier: BSD-2-Clause */
/* Pages of a PDF that are pictures of pages. For this folder only. */
#ifndef PARSER_EXTRACT_PDF_SCAN_H
#define PARSER_EXTRACT_PDF_SCAN_H

#include <glib.h>

/* TRUE where pictures fill one page or more on which there is hardly a word, as a scanner leaves them that adds page
 * numbers: nobody has read that page, whatever the others say. text: what pdftotext gives, each page ended by a form
 * feed. */
gboolean extract_pdf_has_scan(const guint8 *bytes, gsize length, const char *text);

#endif
