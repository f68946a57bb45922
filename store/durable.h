/* SPDX-License-Identifier: BSD-2-Clause */
/* What small files need to outlast a loss of power: whole writes, and names that are on the disk. Errors are left in
 * errno, for the callers know what the file is. */
#ifndef STORE_DURABLE_H
#define STORE_DURABLE_H

#include <glib.h>

/* Writes all of it, in as many pieces as the system wants. FALSE and errno where it cannot; a part may be written then.
 * It does not sync. */
gboolean durable_write(int fd, const void *bytes, gsize length);

/* Puts the names in the folder that path lies in on the disk, after one of them was made or replaced. FALSE and errno
 * where it cannot. */
gboolean durable_sync_folder(const char *path);

#endif
