/* SPDX-License-Identifier: BSD-2-Clause */
/* Sentences that go on on the next page of a PDF. For this folder only. */
#ifndef PARSER_EXTRACT_PDF_PAGES_H
#define PARSER_EXTRACT_PDF_PAGES_H

#include <glib.h>

enum { PDF_PAGES_MAX = 10000 /* those behind stay as they are */ };

/* Of what pdftotext gives, each page ended by a form feed: where a running head or foot (lines that neighbouring pages
 * share but for their digits) stands within a sentence, the sentence's rest comes before it, on the page where it
 * began. All else stays in its place. Free with g_string_free(). */
GString *extract_pdf_pages_join(const char *text);

#endif
