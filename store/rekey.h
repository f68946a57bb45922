/* SPDX-License-Identifier: BSD-2-Clause */
/* Brings the store's bases under another key of the register, when the old one is lost or was seen by others. Tags tell
 * nobody's id, so it takes what does: what each basis has sealed for the courier's key, or the old key with the ids. */
#ifndef STORE_REKEY_H
#define STORE_REKEY_H

#include "store/casebook.h"
#include "store/register.h"
#include "store/seal.h"

#include <glib.h>

/* Whom a basis is about, for basis_row.sealed: an id, and a matter or NULL. */
GBytes *rekey_seal(const struct seal_key *public_key, const char *id, const char *matter);

/* Who is behind the tags of an old key: of struct register_constituent. NULL and *error where the key cannot be read.
 * Borrows nothing; free with rekey_names_free(). */
struct rekey_names;
struct rekey_names *rekey_names_new(const char *old_key_path, const GPtrArray *constituents, GError **error);
void rekey_names_free(struct rekey_names *names);

/* What it has to go by; either may be NULL. */
struct rekey_sources {
	const struct seal_key *secret_key;
	const struct rekey_names *names;
};

struct rekey_result {
	guint rekeyed;      /* bases under the new key now */
	GPtrArray *unknown; /* struct basis_row, owned: nobody can tell whom they are about */
};

/* All bases that are under another key than the register's, in one transaction with an audit entry of the actor's.
 * Where some are unknown it changes nothing, unless drops_unknown: then these are taken out. FALSE and *error where the
 * store failed. ret_result->unknown is the caller's. */
gboolean rekey_bases(struct casebook *casebook, const struct register_file *file, const struct rekey_sources *sources,
		     const char *actor, gboolean drops_unknown, struct rekey_result *ret_result, GError **error);

#endif
