/* SPDX-License-Identifier: BSD-2-Clause */
/* Document properties of Office and OpenDocument packages, where titles, keywords and sensitivity labels stand. For
 * this folder only. */
#ifndef PARSER_EXTRACT_PROPERTIES_H
#define PARSER_EXTRACT_PROPERTIES_H

#include "parser/extract/extract_sections.h"

/* Reads core, extended or custom properties (ISO/IEC 29500-1, 22; -2, 11), or OpenDocument's metadata; FALSE where the
 * document element is another. */
gboolean extract_properties_read(const char *root, const guint8 *bytes, gsize length,
				 struct extract_sections *sections);

/* Reads those of an OpenDocument document that is one XML file. */
void extract_properties_read_flat(const guint8 *bytes, gsize length, struct extract_sections *sections);

#endif
