/* SPDX-License-Identifier: BSD-2-Clause */
/* What somebody who wrote an unknown word probably meant. */
#ifndef CONF_SUGGESTION_H
#define CONF_SUGGESTION_H

#include <glib.h>

enum { SUGGESTION_MAX_BYTES = 64 }; /* a longer word gets no suggestion */

/* "; did you mean 'port'?" where one of the words (NULL-terminated) is near, else "". Caller frees. */
char *suggestion_of(const char *word, const char *const *words);

#endif
