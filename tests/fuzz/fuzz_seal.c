/* SPDX-License-Identifier: BSD-2-Clause */
/* The bytes change what was sealed, pairs of a place and a value: what is read then is what was sealed, or nothing. */
#include "store/seal.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

static gboolean keep(void *context, unsigned number G_GNUC_UNUSED, const guint8 *chunk, gsize length,
		     GError **error G_GNUC_UNUSED)
{
	g_byte_array_append(context, chunk, (guint)length);
	return TRUE;
}

static struct seal_key *key_of(GByteArray *sealed)
{
	g_autofree char *folder = g_dir_make_tmp("candour-fuzz-XXXXXX", NULL);
	g_autofree char *pub = g_build_filename(folder, "pub", NULL), *sec = g_build_filename(folder, "key", NULL);
	struct seal_key *public, *secret;

	g_assert(seal_make_keys(pub, sec, NULL, NULL));
	public = seal_public_key(pub, NULL);
	secret = seal_secret_key(sec, NULL);
	g_assert(seal_bytes(public, "sealed", 6, keep, sealed, NULL));
	seal_key_free(public);
	unlink(pub);
	unlink(sec);
	rmdir(folder);
	return secret;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static GByteArray *sealed;
	static struct seal_key *key;
	g_autofree guint8 *copy = NULL;
	gsize first;
	struct seal_reader *reader;
	GBytes *opened = NULL;

	if (!key)
		key = key_of(sealed = g_byte_array_new());
	copy = g_memdup2(sealed->data, sealed->len);
	for (size_t i = 0; i + 1 < size; i += 2)
		copy[data[i] % sealed->len] ^= data[i + 1];
	first = size % 8 == 7 ? size % sealed->len : sealed->len - 6 - 17; /* secretstream adds 17 bytes to the six */
	reader = seal_reader_new(key);
	if (seal_reader_add(reader, copy, first, NULL) &&
	    seal_reader_add(reader, copy + first, sealed->len - first, NULL))
		opened = seal_reader_end(reader, NULL);
	else
		seal_reader_free(reader);
	g_assert(!opened || (g_bytes_get_size(opened) == 6 && memcmp(copy, sealed->data, sealed->len) == 0));
	g_clear_pointer(&opened, g_bytes_unref);
	return 0;
}
