/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads and makes key files, and minds who may read them. What a key is for, its callers know. */
#include "store/key_file.h"

#include "store/durable.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_LINE_BYTES = 256 };

gboolean key_file_start(GError **error)
{
	static gsize is_started = 0;

	/* sodium_init() is idempotent and locks itself; GOnce only saves asking again. */
	if (g_once_init_enter(&is_started))
		g_once_init_leave(&is_started, sodium_init() < 0 ? 2 : 1);
	if (is_started == 1)
		return TRUE;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "libsodium cannot start: no source of randomness");
	return FALSE;
}

static gboolean fail(GError **error, const char *path, const char *what)
{
	int number = errno;

	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), "%s: %s: %s", path, what, g_strerror(number));
	return FALSE;
}

gboolean key_file_make(const char *path, const char *kind, enum key_file_privacy privacy, const guint8 *key,
		       gsize length, GError **error)
{
	g_autofree char *temporary = g_strconcat(path, ".XXXXXX", NULL);
	char hex[2 * KEY_FILE_MAX_BYTES + 1], line[KEY_LINE_BYTES];
	gboolean is_made = FALSE;
	int fd;

	sodium_bin2hex(hex, sizeof hex, key, length);
	g_snprintf(line, sizeof line, "%s %s\n", kind, hex);
	sodium_memzero(hex, sizeof hex);
	fd = mkstemp(temporary);
	if (fd < 0) {
		sodium_memzero(line, sizeof line);
		return fail(error, path, "cannot make the key");
	}
	/* link() fails where the name is taken: two makers at once leave one key, and nobody sees half of it. */
	if (fchmod(fd, privacy == KEY_FILE_SECRET ? 0600 : 0644) != 0 || !durable_write(fd, line, strlen(line)) ||
	    fsync(fd) != 0 || link(temporary, path) != 0 || !durable_sync_folder(path))
		fail(error, path, "cannot make the key");
	else
		is_made = TRUE;
	sodium_memzero(line, sizeof line);
	close(fd);
	g_unlink(temporary);
	return is_made;
}

static gboolean is_private(int fd, const char *path, GError **error)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail(error, path, "cannot read the key");
	if ((status.st_mode & (S_IRWXO | S_IWGRP)) == 0)
		return TRUE;
	g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_PERM,
		    "%s: others may read this secret key, or its group may write it (mode %04o); "
		    "make it 0600 or 0640, and make a new key if it may have been read",
		    path, (unsigned)status.st_mode & 07777);
	return FALSE;
}

static gboolean decode(const char *line, const char *kind, guint8 *ret_key, gsize length)
{
	guint8 key[KEY_FILE_MAX_BYTES];
	gsize kind_length = strlen(kind), decoded = 0;
	const char *end = NULL;
	gboolean is_key;

	if (strncmp(line, kind, kind_length) != 0 || line[kind_length] != ' ')
		return FALSE;
	line += kind_length + 1;
	is_key = sodium_hex2bin(key, sizeof key, line, strcspn(line, "\n"), NULL, &decoded, &end) == 0 &&
		 decoded == length && (*end == '\n' || *end == '\0');
	if (is_key)
		memcpy(ret_key, key, length);
	sodium_memzero(key, sizeof key);
	return is_key;
}

gboolean key_file_load(const char *path, const char *kind, enum key_file_privacy privacy, guint8 *ret_key, gsize length,
		       GError **error)
{
	char line[KEY_LINE_BYTES] = "";
	gboolean is_loaded = FALSE;
	ssize_t count;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return fail(error, path, "cannot read the key");
	if (privacy == KEY_FILE_PUBLIC || is_private(fd, path, error)) {
		count = read(fd, line, sizeof line - 1);
		if (count < 0)
			fail(error, path, "cannot read the key");
		else if (!decode(line, kind, ret_key, length))
			g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s: this is no %s", path, kind);
		else
			is_loaded = TRUE;
	}
	close(fd);
	sodium_memzero(line, sizeof line);
	return is_loaded;
}
