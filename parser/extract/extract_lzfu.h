/* SPDX-License-Identifier: BSD-2-Clause */
/* RTF as Outlook packs it. For this folder only. */
#ifndef PARSER_EXTRACT_LZFU_H
#define PARSER_EXTRACT_LZFU_H

#include "parser/extract/extract_job.h"

/* Unpacks ([MS-OXRTFCP], 2.2); NULL where it is neither compressed nor plain RTF, or longer than max_bytes. What is cut
 * off in the middle gives what is there. */
GByteArray *extract_lzfu_unpack(const guint8 *bytes, gsize length, gsize max_bytes);

/* Unpacks and gives it as a nested file of that name. */
void extract_lzfu_read(const struct extract_job *job, const char *name, const guint8 *bytes, gsize length);

#endif
