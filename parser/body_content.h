/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes that a part stands for. For this room only. */
#ifndef PARSER_BODY_CONTENT_H
#define PARSER_BODY_CONTENT_H

#include <gmime/gmime.h>

/* The first max_bytes of the decoded content, all of it where there is less. What is not taken takes no memory. Never
 * NULL; caller unrefs. */
GByteArray *body_content_read(GMimePart *mime, gsize max_bytes);

#endif
