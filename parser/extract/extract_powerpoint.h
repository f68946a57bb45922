/* SPDX-License-Identifier: BSD-2-Clause */
/* What a presentation from before PowerPoint 2007 says. For this folder only. */
#ifndef PARSER_EXTRACT_POWERPOINT_H
#define PARSER_EXTRACT_POWERPOINT_H

#include "parser/extract/extract_sections.h"

/* bytes: of the stream "PowerPoint Document". Reasons: PART_TRUNCATED, PART_LIMIT. */
void extract_powerpoint_read(const guint8 *bytes, gsize length, struct extract_sections *sections);

#endif
