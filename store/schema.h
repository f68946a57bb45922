/* SPDX-License-Identifier: BSD-2-Clause */
/* The casebook's tables and their versions. For this room alone. */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/database.h"

enum {
	SCHEMA_VERSION = 5,
	SCHEMA_APPLICATION = 0x434E4452 /* "CNDR", SQLite's application_id */
};

/* Rows of bases are only ever added; but for store/rekey.c, which lifts this for one transaction. */
#define SCHEMA_BASES_STAY                                                                                              \
	"CREATE TRIGGER bases_stay_as_they_are BEFORE UPDATE ON bases "                                                \
	"BEGIN SELECT RAISE(ABORT, 'bases are only added'); END;"                                                      \
	"CREATE TRIGGER bases_stay BEFORE DELETE ON bases "                                                            \
	"BEGIN SELECT RAISE(ABORT, 'bases are only added'); END;"

/* Makes the tables in an empty file, brings an older candour's up to date, in one transaction. FALSE and *error
 * (CASES_ERROR_VERSION) where a newer candour or another program made it. */
gboolean schema_prepare(struct database *database, const char *path, GError **error);

#endif
