/* SPDX-License-Identifier: BSD-2-Clause */
/* The inside of an open register. For store/register*.c and store/basis_index.c alone. */
#ifndef STORE_REGISTER_PRIVATE_H
#define STORE_REGISTER_PRIVATE_H

#include "store/register.h"
#include "store/register_format.h"

#include <sys/stat.h>

struct register_file {
	GMappedFile *mapping;
	int fd;             /* of the same file */
	struct stat status; /* as it was mapped */
	struct register_keys keys;
	struct register_header header;
	struct register_layout layout;
	const guint8 *body;
	char *path;
};

/* What stands at one of the header's counts of places. */
guint64 register_tag_at(const struct register_file *file, gsize place);
register_row register_row_at(const struct register_file *file, gsize place);
void register_basis_at(const struct register_file *file, gsize place, struct register_keyed_basis *ret_basis);

/* The places of the row's bases: [*ret_from, *ret_to). */
void register_bases_of(const struct register_file *file, register_row row, gsize *ret_from, gsize *ret_to);

/* Borrowed; NULL where the row is none. */
const guint8 *register_row_tag_at(const struct register_file *file, register_row row);

#endif
