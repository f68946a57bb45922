/* SPDX-License-Identifier: BSD-2-Clause */
/* Seals and opens held mail with libsodium. Each chunk is authenticated with its place in the stream, so a chunk that
 * is missing, changed, out of order or of another message is refused. It keeps nothing of what it seals. */
#include "store/seal.h"

#include "store/key_file.h"

#include <gio/gio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

static const char public_kind[] = "candour-seal-public-key";
static const char secret_kind[] = "candour-seal-secret-key";

enum {
	STREAM_KEY_BYTES = crypto_secretstream_xchacha20poly1305_KEYBYTES,
	STREAM_HEADER_BYTES = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	STREAM_TAG_BYTES = crypto_secretstream_xchacha20poly1305_ABYTES,
	SEALED_KEY_BYTES = crypto_box_SEALBYTES + STREAM_KEY_BYTES,
	/* Chunk 0 is the sealed key with the stream's header; each further one SEAL_CHUNK_BYTES of the message. */
	FIRST_CHUNK_BYTES = SEALED_KEY_BYTES + STREAM_HEADER_BYTES,
	MAX_CHUNK_BYTES = SEAL_CHUNK_BYTES + STREAM_TAG_BYTES
};

struct seal_key {
	guint8 public_part[crypto_box_PUBLICKEYBYTES];
	guint8 secret_part[crypto_box_SECRETKEYBYTES];
	gboolean can_open;
};

struct seal_reader {
	struct seal_key key;
	crypto_secretstream_xchacha20poly1305_state state;
	GByteArray *bytes;
	gboolean is_begun, is_ended, is_broken;
};

gboolean seal_make_keys(const char *public_path, const char *secret_path, gboolean *ret_is_made, GError **error)
{
	gboolean has_public = g_file_test(public_path, G_FILE_TEST_EXISTS);
	gboolean has_secret = g_file_test(secret_path, G_FILE_TEST_EXISTS);
	struct seal_key key;
	gboolean is_made;

	if (has_public != has_secret) {
		g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
			    "%s is there but %s is not: put the other half back, or move this one away (mail sealed "
			    "with it can then not be opened)",
			    has_public ? public_path : secret_path, has_public ? secret_path : public_path);
		return FALSE;
	}
	if (!has_public) {
		if (!key_file_start(error))
			return FALSE;
		crypto_box_keypair(key.public_part, key.secret_part);
		is_made = key_file_make(secret_path, secret_kind, KEY_FILE_SECRET, key.secret_part,
					sizeof key.secret_part, error);
		if (is_made && !key_file_make(public_path, public_kind, KEY_FILE_PUBLIC, key.public_part,
					      sizeof key.public_part, error)) {
			unlink(secret_path); /* ours, and nothing is sealed for it yet */
			is_made = FALSE;
		}
		sodium_memzero(&key, sizeof key);
		if (!is_made)
			return FALSE;
	}
	if (ret_is_made != NULL)
		*ret_is_made = !has_public;
	return TRUE;
}

struct seal_key *seal_public_key(const char *path, GError **error)
{
	struct seal_key *key = g_new0(struct seal_key, 1);

	if (key_file_start(error) &&
	    key_file_load(path, public_kind, KEY_FILE_PUBLIC, key->public_part, sizeof key->public_part, error))
		return key;
	seal_key_free(key);
	return NULL;
}

struct seal_key *seal_secret_key(const char *path, GError **error)
{
	struct seal_key *key = g_new0(struct seal_key, 1);

	key->can_open = TRUE;
	if (!key_file_start(error) ||
	    !key_file_load(path, secret_kind, KEY_FILE_SECRET, key->secret_part, sizeof key->secret_part, error)) {
		seal_key_free(key);
		return NULL;
	}
	crypto_scalarmult_base(key->public_part, key->secret_part);
	return key;
}

void seal_key_free(struct seal_key *key)
{
	if (key == NULL)
		return;
	sodium_memzero(key, sizeof *key);
	g_free(key);
}

GBytes *seal_words(const struct seal_key *public_key, const char *words)
{
	gsize length = strlen(words);
	guint8 *sealed = g_malloc(crypto_box_SEALBYTES + length);

	crypto_box_seal(sealed, (const guint8 *)words, length, public_key->public_part);
	return g_bytes_new_take(sealed, crypto_box_SEALBYTES + length);
}

char *seal_words_open(const struct seal_key *secret_key, GBytes *sealed, GError **error)
{
	gsize length;
	const guint8 *bytes = g_bytes_get_data(sealed, &length);
	char *words;

	if (length < crypto_box_SEALBYTES)
		length = 0;
	words = g_malloc0(length + 1);
	if (length > 0 &&
	    crypto_box_seal_open((guint8 *)words, bytes, length, secret_key->public_part, secret_key->secret_part) == 0)
		return words;
	g_free(words);
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
		    "the sealed words were changed, or sealed for another key");
	return NULL;
}

gboolean seal_bytes(const struct seal_key *public_key, const char *bytes, gsize length, seal_sink sink, void *context,
		    GError **error)
{
	crypto_secretstream_xchacha20poly1305_state state;
	guint8 stream_key[STREAM_KEY_BYTES], first[FIRST_CHUNK_BYTES];
	g_autofree guint8 *chunk = g_malloc(MAX_CHUNK_BYTES);
	gboolean is_written;

	crypto_secretstream_xchacha20poly1305_keygen(stream_key);
	crypto_box_seal(first, stream_key, sizeof stream_key, public_key->public_part);
	crypto_secretstream_xchacha20poly1305_init_push(&state, first + SEALED_KEY_BYTES, stream_key);
	sodium_memzero(stream_key, sizeof stream_key);
	is_written = sink(context, 0, first, sizeof first, error);
	for (gsize at = 0, number = 1; is_written && number > 0; at += SEAL_CHUNK_BYTES) {
		gsize size = MIN(length - at, SEAL_CHUNK_BYTES);
		gboolean is_last = at + size == length;
		guint8 tag = is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
				     : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;

		crypto_secretstream_xchacha20poly1305_push(&state, chunk, NULL, (const guint8 *)bytes + at, size, NULL,
							   0, tag);
		is_written = sink(context, (unsigned)number, chunk, size + STREAM_TAG_BYTES, error);
		number = is_last ? 0 : number + 1;
	}
	sodium_memzero(&state, sizeof state);
	return is_written;
}

struct seal_reader *seal_reader_new(const struct seal_key *secret_key)
{
	struct seal_reader *reader = g_new0(struct seal_reader, 1);

	reader->key = *secret_key;
	reader->bytes = g_byte_array_new();
	return reader;
}

static gboolean begin(struct seal_reader *reader, const guint8 *chunk, gsize length)
{
	guint8 stream_key[STREAM_KEY_BYTES];
	gboolean is_begun;

	if (length != FIRST_CHUNK_BYTES || !reader->key.can_open)
		return FALSE;
	is_begun = crypto_box_seal_open(stream_key, chunk, SEALED_KEY_BYTES, reader->key.public_part,
					reader->key.secret_part) == 0 &&
		   crypto_secretstream_xchacha20poly1305_init_pull(&reader->state, chunk + SEALED_KEY_BYTES,
								   stream_key) == 0;
	sodium_memzero(stream_key, sizeof stream_key);
	reader->is_begun = is_begun;
	return is_begun;
}

static gboolean pull(struct seal_reader *reader, const guint8 *chunk, gsize length)
{
	guint before = reader->bytes->len;
	guint8 tag = 0;

	if (reader->is_ended || length < STREAM_TAG_BYTES || length > MAX_CHUNK_BYTES)
		return FALSE;
	g_byte_array_set_size(reader->bytes, before + (guint)(length - STREAM_TAG_BYTES));
	if (crypto_secretstream_xchacha20poly1305_pull(&reader->state, reader->bytes->data + before, NULL, &tag, chunk,
						       length, NULL, 0) != 0)
		return FALSE;
	reader->is_ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return TRUE;
}

gboolean seal_reader_add(struct seal_reader *reader, const guint8 *chunk, gsize length, GError **error)
{
	if (!reader->is_broken && (reader->is_begun ? pull(reader, chunk, length) : begin(reader, chunk, length)))
		return TRUE;
	reader->is_broken = TRUE;
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
		    "the sealed message cannot be opened: it was changed, or this is not its key");
	return FALSE;
}

GBytes *seal_reader_end(struct seal_reader *reader, GError **error)
{
	GBytes *bytes = NULL;

	if (reader->is_ended && !reader->is_broken)
		bytes = g_byte_array_free_to_bytes(g_steal_pointer(&reader->bytes));
	else
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
			    "the sealed message cannot be opened: some of it is missing or was changed");
	seal_reader_free(reader);
	return bytes;
}

void seal_reader_free(struct seal_reader *reader)
{
	if (reader == NULL)
		return;
	if (reader->bytes != NULL) {
		if (reader->bytes->len > 0)
			sodium_memzero(reader->bytes->data, reader->bytes->len);
		g_byte_array_unref(reader->bytes);
	}
	sodium_memzero(reader, sizeof *reader);
	g_free(reader);
}
