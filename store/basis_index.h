/* SPDX-License-Identifier: BSD-2-Clause */
/* The store's bases (store/bases.h) in memory, as rules look them up: by a constituent's keyed tag. Immutable and
 * counted, so threads may share one; a newer one is made where something was recorded since. Look-ups cannot fail. */
#ifndef STORE_BASIS_INDEX_H
#define STORE_BASIS_INDEX_H

#include "store/casebook.h"
#include "store/register.h"

#include <glib.h>

struct basis_index;

/* The bases of now. known: the last index that was made, or NULL; where nothing was recorded since, it is given back
 * with a reference more. NULL and *error, and nothing may be concluded: the store failed, or it has bases that were
 * recorded under another key than the register's (REGISTER_ERROR_INPUT), which nobody can tell the constituents of. */
struct basis_index *basis_index_refresh(struct casebook *casebook, const struct register_file *file,
					const struct basis_index *known, GError **error);
struct basis_index *basis_index_ref(const struct basis_index *index);
void basis_index_unref(struct basis_index *index);

/* How many rows it has, withdrawals included. */
gsize basis_index_count(const struct basis_index *index);

/* A register and the store's bases over it: the context of a view. Both are borrowed; bases may be NULL. */
struct register_with_bases {
	const struct register_file *file;
	const struct basis_index *bases;
};

/* The view that rules use, borrowed from both, which has to outlive it. A withdrawal in one of them beats the bases of
 * the other too; but for a basis that was recorded as given anew, which the store's earlier withdrawals do not beat. */
struct register_view register_view_with(const struct register_with_bases *both);

#endif
