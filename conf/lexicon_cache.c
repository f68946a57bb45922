/* SPDX-License-Identifier: BSD-2-Clause */
/* A file of one line of text (format, key, length, SHA-256 of all that) and the compiled bytes. Vectorscan runs what it
 * is given, so nothing goes to it that is not known to be ours. */
#include "conf/lexicon_cache.h"

#include "store/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT "candour-lexicons-1"

static char *path_of(const struct conf *conf)
{
	return g_build_filename(conf->state_dir, LEXICON_CACHE_NAME, NULL);
}

/* The head line with its line end. Caller frees. */
static char *head_of(const char *key, const void *bytes, gsize length)
{
	g_autofree char *start = g_strdup_printf(FORMAT " %s %" G_GSIZE_FORMAT " ", key, length);
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);

	g_checksum_update(checksum, (const guchar *)start, (gssize)strlen(start));
	g_checksum_update(checksum, bytes, (gssize)length);
	return g_strconcat(start, g_checksum_get_string(checksum), "\n", NULL);
}

/* Nobody but root and this process's user could have written it. */
static gboolean is_ours(const struct stat *status)
{
	return (status->st_uid == 0 || status->st_uid == geteuid()) && (status->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static gboolean is_folder_ours(const struct conf *conf)
{
	struct stat status;

	/* A folder that others may add to but not take from is no danger (the file is checked itself). */
	return stat(conf->state_dir, &status) == 0 &&
	       (is_ours(&status) || ((status.st_uid == 0 || status.st_uid == geteuid()) && (status.st_mode & S_ISVTX)));
}

static GBytes *read_all(int fd, gsize length)
{
	char *bytes = g_malloc(MAX(length, 1));
	gsize have = 0;

	while (have < length) {
		gssize got = read(fd, bytes + have, length - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		have += (gsize)got;
	}
	return g_bytes_new_take(bytes, have);
}

static GBytes *read_ours(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	GBytes *bytes = NULL;
	struct stat status;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && is_ours(&status) &&
	    status.st_size <= LEXICON_CACHE_MAX_BYTES)
		bytes = read_all(fd, (gsize)status.st_size);
	close(fd);
	return bytes;
}

GBytes *lexicon_cache_find(const char *key, gpointer data)
{
	const struct conf *conf = data;
	g_autofree char *path = path_of(conf), *head = NULL;
	g_autoptr(GBytes) all = is_folder_ours(conf) ? read_ours(path) : NULL;
	gsize length = 0;
	const char *bytes = all != NULL ? g_bytes_get_data(all, &length) : NULL;
	const char *end = bytes != NULL ? memchr(bytes, '\n', length) : NULL;
	gsize head_length = end != NULL ? (gsize)(end - bytes) + 1 : 0;

	if (end == NULL)
		return NULL;
	head = head_of(key, bytes + head_length, length - head_length);
	if (strlen(head) != head_length || memcmp(head, bytes, head_length) != 0)
		return NULL;
	return g_bytes_new_from_bytes(all, head_length, length - head_length);
}

static gboolean write_file(const char *path, const char *head, GBytes *compiled)
{
	gsize length;
	const void *bytes = g_bytes_get_data(compiled, &length);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
	gboolean is_written;

	if (fd < 0)
		return FALSE;
	is_written = durable_write(fd, head, strlen(head)) && durable_write(fd, bytes, length) && fsync(fd) == 0;
	return close(fd) == 0 && is_written;
}

gboolean lexicon_cache_keep(const struct conf *conf, const char *key, GBytes *compiled, GError **error)
{
	g_autofree char *path = path_of(conf);
	g_autofree char *new = g_strdup_printf("%s.%d", path, (int)getpid());
	gsize length;
	const void *bytes = g_bytes_get_data(compiled, &length);
	g_autofree char *head = head_of(key, bytes, length);
	int cause;

	g_unlink(new);
	if (write_file(new, head, compiled) && g_rename(new, path) == 0 && durable_sync_folder(path))
		return TRUE;
	cause = errno;
	g_unlink(new);
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(cause), "%s: compiled lexicons cannot be kept: %s",
		    path, g_strerror(cause));
	return FALSE;
}
