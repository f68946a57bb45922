/* SPDX-License-Identifier: BSD-2-Clause */
/* How this program reads messages: as the daemon does. */
#ifndef CLI_READING_H
#define CLI_READING_H

#include "parser/message.h"

/* As message_parse_in(), in the one sandbox of this process. Where that cannot be started, standard error says so once,
 * attachments stay uninspected, and HTML is read without it. */
struct message *reading_parse(const char *bytes, gsize length);

#endif
