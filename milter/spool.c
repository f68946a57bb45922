/* SPDX-License-Identifier: BSD-2-Clause */
/* Collects a message's bytes in memory, past a threshold in an unlinked file. It must not change or read them. */
#include "milter/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct spool {
	char *directory;
	gsize memory_bytes;
	GString *waiting; /* not in the file yet: all of it where there is no file */
	gsize filed;      /* bytes in the file */
	int fd;           /* -1: no file */
	GMappedFile *map;
};

struct spool *spool_new(const char *directory, gsize memory_bytes)
{
	struct spool *spool = g_new0(struct spool, 1);
	spool->directory = g_strdup(directory);
	spool->memory_bytes = memory_bytes;
	spool->waiting = g_string_new(NULL);
	spool->fd = -1;
	return spool;
}

void spool_free(struct spool *spool)
{
	if (!spool)
		return;
	g_clear_pointer(&spool->map, g_mapped_file_unref);
	if (spool->fd >= 0)
		close(spool->fd);
	g_string_free(spool->waiting, TRUE);
	g_free(spool->directory);
	g_free(spool);
}

static gboolean fail(const struct spool *spool, const char *what, GError **error)
{
	int code = errno;
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code), "cannot %s a spool file in %s: %s", what,
		    spool->directory, g_strerror(code));
	return FALSE;
}

static gboolean open_file(struct spool *spool, GError **error)
{
	spool->fd = open(spool->directory, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (spool->fd >= 0)
		return TRUE;
	/* Some file systems have no O_TMPFILE; what they answer differs. */
	g_autofree char *path = g_build_filename(spool->directory, "spool-XXXXXX", NULL);
	spool->fd = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
	if (spool->fd < 0)
		return fail(spool, "make", error);
	unlink(path);
	return TRUE;
}

static gboolean flush(struct spool *spool, GError **error)
{
	const char *bytes = spool->waiting->str;
	gsize left = spool->waiting->len;

	while (left > 0) {
		ssize_t written = write(spool->fd, bytes, left);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fail(spool, "write", error);
		bytes += written;
		left -= (gsize)written;
	}
	spool->filed += spool->waiting->len;
	g_string_truncate(spool->waiting, 0);
	return TRUE;
}

gboolean spool_add(struct spool *spool, const char *bytes, gsize length, GError **error)
{
	if (spool_length(spool) + length > (gsize)SPOOL_MAX_BYTES) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
			    "the message is larger than %" G_GINT64_FORMAT
			    " bytes; set a message size limit in the MTA",
			    SPOOL_MAX_BYTES);
		return FALSE;
	}
	g_string_append_len(spool->waiting, bytes, (gssize)length);
	if (spool->waiting->len <= spool->memory_bytes)
		return TRUE;
	if (spool->fd < 0 && !open_file(spool, error))
		return FALSE;
	return flush(spool, error);
}

gsize spool_length(const struct spool *spool)
{
	return spool->filed + spool->waiting->len;
}

const char *spool_bytes(struct spool *spool, GError **error)
{
	if (spool->fd < 0)
		return spool->waiting->str;
	if (!flush(spool, error))
		return NULL;
	if (!spool->map)
		spool->map = g_mapped_file_new_from_fd(spool->fd, FALSE, error);
	return spool->map ? g_mapped_file_get_contents(spool->map) : NULL;
}
