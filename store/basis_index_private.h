/* SPDX-License-Identifier: BSD-2-Clause */
/* What the register's look-up takes from the store's bases. For this room alone. */
#ifndef STORE_BASIS_INDEX_PRIVATE_H
#define STORE_BASIS_INDEX_PRIVATE_H

#include "store/basis_index.h"
#include "store/register_format.h"

/* Adds the constituent's bases (struct register_keyed_basis, without row) to the array. */
void basis_index_collect(const struct basis_index *index, const guint8 constituent[REGISTER_ROW_TAG_BYTES],
			 GArray *bases);

#endif
