/* SPDX-License-Identifier: BSD-2-Clause */
/* Compiled lexicons kept on disk between starts, in state_dir. The daemon alone writes them; whoever reads them
 * believes them only where nobody else could have written them. */
#ifndef CONF_LEXICON_CACHE_H
#define CONF_LEXICON_CACHE_H

#include "conf/conf.h"

#include <glib.h>

/* The file in state_dir. */
#define LEXICON_CACHE_NAME "lexicons.compiled"

enum { LEXICON_CACHE_MAX_BYTES = 256 * 1024 * 1024 };

/* As lexicons_find, with the struct conf as data: what is kept under the key, or NULL where there is none, or the file
 * is another's (its owner neither root nor this user, or others may write to it or its folder), cut, or damaged. Caller
 * unrefs. */
GBytes *lexicon_cache_find(const char *key, gpointer conf);

/* Replaces what is kept, whole or not at all. FALSE and *error where it cannot be written. */
gboolean lexicon_cache_keep(const struct conf *conf, const char *key, GBytes *compiled, GError **error);

#endif
