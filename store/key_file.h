/* SPDX-License-Identifier: BSD-2-Clause */
/* Key files of this room: one line, the key's kind and its bytes in hexadecimal. Keys are made whole or not at all and
 * never overwritten. */
#ifndef STORE_KEY_FILE_H
#define STORE_KEY_FILE_H

#include <glib.h>

enum { KEY_FILE_MAX_BYTES = 64 }; /* of a key */

enum key_file_privacy {
	KEY_FILE_PUBLIC, /* 0644 */
	KEY_FILE_SECRET  /* 0600; a file that others may read, or its group may write, is refused */
};

/* Starts libsodium once, whichever thread comes first. FALSE and *error where the system has no randomness. */
gboolean key_file_start(GError **error);

/* Writes the key. FALSE and *error: G_FILE_ERROR_EXIST where the file is there already, or the file system. */
gboolean key_file_make(const char *path, const char *kind, enum key_file_privacy privacy, const guint8 *key,
		       gsize length, GError **error);

/* Reads exactly length bytes of a key of that kind. FALSE and *error (G_FILE_ERROR): missing, not such a key, or a
 * secret that others may read. */
gboolean key_file_load(const char *path, const char *kind, enum key_file_privacy privacy, guint8 *ret_key, gsize length,
		       GError **error);

#endif
