/* SPDX-License-Identifier: BSD-2-Clause */
/* The XML of Word and PowerPoint documents and of drawings in all three (ISO/IEC 29500-1). For this folder only. */
#ifndef PARSER_EXTRACT_OOXML_H
#define PARSER_EXTRACT_OOXML_H

#include "parser/extract/extract_sections.h"

/* Reads one part of a package into the sections, by its document element ("hdr", "sld"); FALSE where it is none that
 * this module reads. */
gboolean extract_ooxml_read(const char *root, const guint8 *bytes, gsize length, struct extract_sections *sections);

#endif
