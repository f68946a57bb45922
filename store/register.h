/* SPDX-License-Identifier: BSD-2-Clause */
/* The register of constituents and bases: a read-only mapped file of keyed hashes (BLAKE2b, libsodium) with an
 * authenticated header. It holds no readable personal data; its key lies apart. After a successful open a look-up
 * cannot fail, as long as the file stays as it is: register_is_intact(). */
#ifndef STORE_REGISTER_H
#define STORE_REGISTER_H

#include "policy/match/register_view.h"

#include <glib.h>

/* One row of constituents.csv; any field but id may be NULL. */
struct register_constituent {
	char *id, *forename, *surname, *email, *phone, *house, *street, *postcode, *date_of_birth, *nino, *nhs_number;
	char **references; /* NULL-terminated; never NULL */
	char *file;        /* for errors; NULL: constituents.csv */
	unsigned line;
};

/* One row of consents.csv. */
struct register_basis {
	char *constituent, *member, *basis, *matter; /* matter NULL: any */
	gint32 from, until, withdrawn;               /* days (g_date_get_julian), inclusive; 0: none */
	char *file;                                  /* for errors; NULL: consents.csv */
	unsigned line;
};

void register_constituent_free(struct register_constituent *constituent);
void register_basis_free(struct register_basis *basis);

enum {
	REGISTER_MAX_BASES_OF_ROW = 10000,
	REGISTER_VERIFIED_BYTES = 16 * 1024 * 1024 /* up to this size the whole file is verified when it is opened */
};

/* Writes the register and replaces the file at once (fsync, rename); makes the key where missing (0640). constituents:
 * struct register_constituent; bases: struct register_basis. FALSE and *error, the old file untouched: an id twice or
 * missing, a date of birth that is none, a basis of nobody or of no known kind (file and line in the message), or the
 * file system. */
gboolean register_build(const GPtrArray *constituents, const GPtrArray *bases, const char *path, const char *key_path,
			GError **error);

/* The words that a basis can have, NULL-terminated: of consents.csv (CONTRACT.md) and of the Basis line (POLICY.md). */
const char *const *register_basis_words(void);

struct register_file;

/* Maps the file in milliseconds, however large. NULL and *error where it is truncated, foreign, of another key or
 * version, or damaged: of a file past REGISTER_VERIFIED_BYTES only the header and the size are verified. */
struct register_file *register_open(const char *path, const char *key_path, GError **error);
void register_close(struct register_file *file);

/* FALSE and *error where somebody wrote into the file or cut it off since it was opened: what was looked up before is
 * not to be relied on. One that replaced it by its name, as register_build() does, changes nothing here. */
gboolean register_is_intact(const struct register_file *file, GError **error);

/* Reads the whole file and compares its digest. FALSE and *error where it is damaged. */
gboolean register_verify(const struct register_file *file, GError **error);

/* The view that rules use; borrowed from the file. */
struct register_view register_view_of(const struct register_file *file);
gsize register_count(const struct register_file *file);

#define REGISTER_ERROR (register_error_quark())
GQuark register_error_quark(void);
enum register_error { REGISTER_ERROR_INPUT, REGISTER_ERROR_DAMAGED };

#endif
