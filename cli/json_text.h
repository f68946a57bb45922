/* SPDX-License-Identifier: BSD-2-Clause */
/* Text of mail, files and the store as JSON. For this room only. */
#ifndef CLI_JSON_TEXT_H
#define CLI_JSON_TEXT_H

#include <jansson.h>

/* A new reference: a string, its bytes that are no UTF-8 replaced, for jansson takes nothing else; null for NULL. */
json_t *json_text(const char *text);

#endif
