/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes whole and syncs folders. What the files hold, and how they are named and replaced, is their owners'. */
#include "store/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

gboolean durable_write(int fd, const void *bytes, gsize length)
{
	const guint8 *at = bytes;

	while (length > 0) {
		ssize_t written = write(fd, at, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return FALSE;
		at += written;
		length -= (gsize)written;
	}
	return TRUE;
}

gboolean durable_sync_folder(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	gboolean is_synced = fd >= 0 && fsync(fd) == 0;
	int code = errno;

	if (fd >= 0)
		close(fd);
	errno = code;
	return is_synced;
}
