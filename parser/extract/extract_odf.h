/* SPDX-License-Identifier: BSD-2-Clause */
/* The XML of OpenDocument files (ISO/IEC 26300-1). For this folder only. */
#ifndef PARSER_EXTRACT_ODF_H
#define PARSER_EXTRACT_ODF_H

#include "parser/extract/extract_sections.h"

/* Reads content, styles (headers and footers stand there), or a flat document; FALSE where the document element is
 * another. */
gboolean extract_odf_read(const char *root, const guint8 *bytes, gsize length, struct extract_sections *sections);

#endif
