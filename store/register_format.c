/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes and reads the register's header and rows, and hashes its values. Opens no file. */
#include "store/register_format.h"

#include <sodium.h>
#include <string.h>

const char register_key_kind[] = "candour-register-key";

static const guint8 magic[8] = {'C', 'A', 'N', 'D', 'R', 'E', 'G', '\n'};
static const char key_context[crypto_kdf_CONTEXTBYTES] = {'r', 'e', 'g', 'i', 's', 't', 'e', 'r'};

enum { MEMBER_DOMAIN = 0xff, MAC_PLACE = REGISTER_HEADER_BYTES - REGISTER_HASH_BYTES, BUILT_PLACE = MAC_PLACE - 8 };

static void put32(guint8 *at, guint32 number)
{
	guint32 ordered = GUINT32_TO_LE(number);

	memcpy(at, &ordered, sizeof ordered);
}

static void put64(guint8 *at, guint64 number)
{
	guint64 ordered = GUINT64_TO_LE(number);

	memcpy(at, &ordered, sizeof ordered);
}

static guint32 get32(const guint8 *at)
{
	guint32 ordered;

	memcpy(&ordered, at, sizeof ordered);
	return GUINT32_FROM_LE(ordered);
}

static guint64 get64(const guint8 *at)
{
	guint64 ordered;

	memcpy(&ordered, at, sizeof ordered);
	return GUINT64_FROM_LE(ordered);
}

void register_keys_derive(const guint8 key[REGISTER_KEY_BYTES], struct register_keys *ret_keys)
{
	crypto_kdf_derive_from_key(ret_keys->value, sizeof ret_keys->value, 1, key_context, key);
	crypto_kdf_derive_from_key(ret_keys->row, sizeof ret_keys->row, 2, key_context, key);
	crypto_kdf_derive_from_key(ret_keys->header, sizeof ret_keys->header, 3, key_context, key);
	crypto_kdf_derive_from_key(ret_keys->body, sizeof ret_keys->body, 4, key_context, key);
	crypto_kdf_derive_from_key(ret_keys->check, sizeof ret_keys->check, 5, key_context, key);
}

/* 64 bits of the smallest hash that libsodium gives are enough for millions of rows (IDENTIFIERS.md). */
static guint64 tag(const struct register_keys *keys, guint8 domain, const char *value)
{
	guint8 hash[crypto_generichash_BYTES_MIN];
	crypto_generichash_state state;

	crypto_generichash_init(&state, keys->value, sizeof keys->value, sizeof hash);
	crypto_generichash_update(&state, &domain, 1);
	crypto_generichash_update(&state, (const guint8 *)value, strlen(value));
	crypto_generichash_final(&state, hash, sizeof hash);
	return get64(hash);
}

guint64 register_value_tag(const struct register_keys *keys, enum register_field field, const char *value)
{
	return tag(keys, (guint8)field, value);
}

guint64 register_member_tag(const struct register_keys *keys, const char *email)
{
	g_autofree char *lower = g_utf8_strdown(email, -1);

	return tag(keys, MEMBER_DOMAIN, g_strstrip(lower));
}

void register_row_tag(const struct register_keys *keys, const char *id, guint8 ret_tag[REGISTER_ROW_TAG_BYTES])
{
	crypto_generichash(ret_tag, REGISTER_ROW_TAG_BYTES, (const guint8 *)id, strlen(id), keys->row,
			   sizeof keys->row);
}

void register_body_digest(const struct register_keys *keys, const guint8 *body, gsize size,
			  guint8 ret_digest[REGISTER_HASH_BYTES])
{
	crypto_generichash(ret_digest, REGISTER_HASH_BYTES, body, size, keys->body, sizeof keys->body);
}

gboolean register_layout_of(const struct register_header *header, struct register_layout *ret_layout)
{
	struct register_layout layout = {0};

	/* Counts this small cannot overflow the sums below. */
	if (header->rows > G_MAXUINT32 || header->values > G_MAXUINT32 || header->bases > G_MAXUINT32)
		return FALSE;
	layout.rows = header->values * sizeof(guint64);
	layout.fields = layout.rows + header->values * sizeof(guint32);
	layout.row_tags = (layout.fields + header->values + 7) & ~(gsize)7;
	layout.bases = layout.row_tags + header->rows * REGISTER_ROW_TAG_BYTES;
	layout.size = layout.bases + header->bases * REGISTER_BASIS_BYTES;
	*ret_layout = layout;
	return TRUE;
}

void register_key_check(const struct register_keys *keys, guint8 ret_check[REGISTER_KEY_CHECK_BYTES])
{
	crypto_generichash(ret_check, REGISTER_KEY_CHECK_BYTES, magic, sizeof magic, keys->check, sizeof keys->check);
}

static void header_mac(const struct register_keys *keys, const guint8 *bytes, guint8 ret_mac[REGISTER_HASH_BYTES])
{
	crypto_generichash(ret_mac, REGISTER_HASH_BYTES, bytes, MAC_PLACE, keys->header, sizeof keys->header);
}

void register_header_write(const struct register_keys *keys, const struct register_header *header,
			   guint8 ret_bytes[REGISTER_HEADER_BYTES])
{
	memcpy(ret_bytes, magic, sizeof magic);
	put32(ret_bytes + 8, REGISTER_VERSION);
	put32(ret_bytes + 12, REGISTER_FIELDS);
	put64(ret_bytes + 16, header->rows);
	put64(ret_bytes + 24, header->values);
	put64(ret_bytes + 32, header->bases);
	register_key_check(keys, ret_bytes + 40);
	memcpy(ret_bytes + 40 + REGISTER_KEY_CHECK_BYTES, header->digest, sizeof header->digest);
	put64(ret_bytes + BUILT_PLACE, header->built_at);
	header_mac(keys, ret_bytes, ret_bytes + MAC_PLACE);
}

const char *register_header_read(const struct register_keys *keys, const guint8 *bytes, gsize size,
				 struct register_header *ret_header)
{
	guint8 check[REGISTER_KEY_CHECK_BYTES], mac[REGISTER_HASH_BYTES];

	if (size < sizeof magic || memcmp(bytes, magic, sizeof magic) != 0)
		return "this is no register";
	if (size < REGISTER_HEADER_BYTES)
		return "it is cut off";
	if (get32(bytes + 8) != REGISTER_VERSION || get32(bytes + 12) != REGISTER_FIELDS)
		return "another version of candour built it";
	register_key_check(keys, check);
	if (sodium_memcmp(check, bytes + 40, sizeof check) != 0)
		return "it was built with another key";
	header_mac(keys, bytes, mac);
	if (sodium_memcmp(mac, bytes + MAC_PLACE, sizeof mac) != 0)
		return "its header is damaged";
	ret_header->rows = get64(bytes + 16);
	ret_header->values = get64(bytes + 24);
	ret_header->bases = get64(bytes + 32);
	ret_header->built_at = get64(bytes + BUILT_PLACE);
	memcpy(ret_header->digest, bytes + 40 + REGISTER_KEY_CHECK_BYTES, sizeof ret_header->digest);
	return NULL;
}

void register_basis_write(const struct register_keyed_basis *basis, guint8 ret_bytes[REGISTER_BASIS_BYTES])
{
	put32(ret_bytes, basis->row);
	put32(ret_bytes + 4, (guint32)basis->from);
	put64(ret_bytes + 8, basis->member);
	put64(ret_bytes + 16, basis->matter);
	put32(ret_bytes + 24, (guint32)basis->until);
	put32(ret_bytes + 28, (guint32)basis->withdrawn);
}

void register_basis_read(const guint8 bytes[REGISTER_BASIS_BYTES], struct register_keyed_basis *ret_basis)
{
	*ret_basis = (struct register_keyed_basis){.row = get32(bytes)};
	ret_basis->from = (gint32)get32(bytes + 4);
	ret_basis->member = get64(bytes + 8);
	ret_basis->matter = get64(bytes + 16);
	ret_basis->until = (gint32)get32(bytes + 24);
	ret_basis->withdrawn = (gint32)get32(bytes + 28);
}
