/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes of one message while they come in: a small one in memory, a larger one in a file that has no name, so that
 * nothing stays behind whatever happens. */
#ifndef MILTER_SPOOL_H
#define MILTER_SPOOL_H

#include <glib.h>

struct spool;

/* No sender may fill the disk where the MTA sets no limit of its own. */
#define SPOOL_MAX_BYTES (G_GINT64_CONSTANT(1) << 30)

/* directory: where the file goes that is made once there are more than memory_bytes. */
struct spool *spool_new(const char *directory, gsize memory_bytes);
void spool_free(struct spool *spool);

/* FALSE and *error (G_FILE_ERROR) where the file cannot be made or written, or SPOOL_MAX_BYTES are past. */
gboolean spool_add(struct spool *spool, const char *bytes, gsize length, GError **error);
gsize spool_length(const struct spool *spool);

/* All that was added, read-only and in one piece, until the spool is freed; nothing may be added any more. NULL and
 * *error as above. An empty spool gives "". */
const char *spool_bytes(struct spool *spool, GError **error);

#endif
