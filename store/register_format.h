/* SPDX-License-Identifier: BSD-2-Clause */
/* The register's file as bytes, and the keyed hashes in it; private to store/register*.c. All numbers are
 * little-endian.
 *
 * header | value tags, sorted: u64 each | the row of each tag: u32 | the field of each: u8 | padding to 8 | row tags:
 * 16 bytes each | bases, by row
 *
 * Header: magic 8, version u32, count of fields u32, rows u64, values u64, bases u64, check of the key 16, digest of
 * the body 32, time of building u64, MAC of all before it 32. */
#ifndef STORE_REGISTER_FORMAT_H
#define STORE_REGISTER_FORMAT_H

#include "policy/match/register_view.h"

#include <glib.h>

enum {
	REGISTER_VERSION = 3,
	REGISTER_KEY_BYTES = 32,
	REGISTER_HASH_BYTES = 32,
	REGISTER_ROW_TAG_BYTES = 16,
	REGISTER_BASIS_BYTES = 32,
	REGISTER_KEY_CHECK_BYTES = 16,
	REGISTER_HEADER_BYTES = 128
};

extern const char register_key_kind[];

/* One key for each use, all from the file's; wipe with sodium_memzero(). */
struct register_keys {
	guint8 value[REGISTER_KEY_BYTES], row[REGISTER_KEY_BYTES], header[REGISTER_KEY_BYTES], body[REGISTER_KEY_BYTES],
		check[REGISTER_KEY_BYTES];
};

struct register_header {
	guint64 rows, values, bases, built_at; /* built_at: seconds since the epoch */
	guint8 digest[REGISTER_HASH_BYTES];
};

/* Places of the tables from the start of the body, and its size; FALSE where counts make no file. */
struct register_layout {
	gsize tags, rows, fields, row_tags, bases, size;
};

struct register_keyed_basis {
	register_row row;
	guint64 member, matter; /* matter 0: any */
	gint32 from, until, withdrawn;
	/* Of the store's bases alone; not in the file, where they are 0. */
	gboolean is_anew; /* withdrawals that the store got before it do not take it away */
	gint64 number;    /* in the order in which the store got them, from 1 */
};

void register_keys_derive(const guint8 key[REGISTER_KEY_BYTES], struct register_keys *ret_keys);
guint64 register_value_tag(const struct register_keys *keys, enum register_field field, const char *value);
guint64 register_member_tag(const struct register_keys *keys, const char *email);
void register_row_tag(const struct register_keys *keys, const char *id, guint8 ret_tag[REGISTER_ROW_TAG_BYTES]);
/* Tells two keys apart, and nothing else of them. */
void register_key_check(const struct register_keys *keys, guint8 ret_check[REGISTER_KEY_CHECK_BYTES]);
void register_body_digest(const struct register_keys *keys, const guint8 *body, gsize size,
			  guint8 ret_digest[REGISTER_HASH_BYTES]);

gboolean register_layout_of(const struct register_header *header, struct register_layout *ret_layout);
void register_header_write(const struct register_keys *keys, const struct register_header *header,
			   guint8 ret_bytes[REGISTER_HEADER_BYTES]);
/* NULL, or what is wrong with the header. */
const char *register_header_read(const struct register_keys *keys, const guint8 *bytes, gsize size,
				 struct register_header *ret_header);

void register_basis_write(const struct register_keyed_basis *basis, guint8 ret_bytes[REGISTER_BASIS_BYTES]);
void register_basis_read(const guint8 bytes[REGISTER_BASIS_BYTES], struct register_keyed_basis *ret_basis);

#endif
