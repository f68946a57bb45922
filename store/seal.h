/* SPDX-License-Identifier: BSD-2-Clause */
/* Seals held mail: who has the public key can write, only who has the secret key can read. libsodium: a
 * crypto_secretstream under a fresh key, the key in a crypto_box_seal. Streams, so a large message never stands in
 * memory twice. */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include <glib.h>

enum { SEAL_CHUNK_BYTES = 64 * 1024 };

struct seal_key; /* a public key, or a key pair */

/* Makes a key pair where neither file is there: the public one 0644, the secret one 0600, neither ever overwritten.
 * *ret_is_made (may be NULL) tells. FALSE and *error where only one of them is there, or writing failed. */
gboolean seal_make_keys(const char *public_path, const char *secret_path, gboolean *ret_is_made, GError **error);

/* The key to write with, or to read with. NULL and *error where missing, not a key, or (secret) readable by others. */
struct seal_key *seal_public_key(const char *path, GError **error);
struct seal_key *seal_secret_key(const char *path, GError **error);
void seal_key_free(struct seal_key *key);

/* Seals a few words, and opens them. NULL and *error where they were changed, or sealed for another key. */
GBytes *seal_words(const struct seal_key *public_key, const char *words);
char *seal_words_open(const struct seal_key *secret_key, GBytes *sealed, GError **error);

/* Each sealed chunk goes to sink, which returns FALSE and sets its error to stop. context is sink's. */
typedef gboolean (*seal_sink)(void *context, unsigned number, const guint8 *chunk, gsize length, GError **error);
gboolean seal_bytes(const struct seal_key *public_key, const char *bytes, gsize length, seal_sink sink, void *context,
		    GError **error);

/* Opens chunks in their order; NULL and *error where one is missing, changed, or of another key. */
struct seal_reader;
struct seal_reader *seal_reader_new(const struct seal_key *secret_key);
gboolean seal_reader_add(struct seal_reader *reader, const guint8 *chunk, gsize length, GError **error);
GBytes *seal_reader_end(struct seal_reader *reader, GError **error); /* frees the reader; fails on a missing tail */
void seal_reader_free(struct seal_reader *reader);

#endif
