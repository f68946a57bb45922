/* SPDX-License-Identifier: BSD-2-Clause */
/* Old office formats by catdoc's programs. For this folder only. */
#ifndef PARSER_EXTRACT_TOOL_H
#define PARSER_EXTRACT_TOOL_H

#include "parser/extract/extract_job.h"

enum extract_tool { TOOL_WORD, TOOL_EXCEL, TOOL_NONE /* there is none */ };

/* Gives what the program makes of the bytes, behind the properties (lines, may be ""). */
void extract_tool_read(const struct extract_job *job, enum extract_tool tool, const char *type, const char *properties,
		       const guint8 *bytes, gsize length);

#endif
