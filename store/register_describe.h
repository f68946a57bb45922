/* SPDX-License-Identifier: BSD-2-Clause */
/* What an open register can say of itself to staff: tags, numbers and days, never a value. It reads the whole file
 * where it counts, so it is for the command and not for the daemon. */
#ifndef STORE_REGISTER_DESCRIBE_H
#define STORE_REGISTER_DESCRIBE_H

#include "store/register.h"

#include <glib.h>

/* The row of the constituent with that id of constituents.csv; FALSE where there is none. */
gboolean register_find_id(const struct register_file *file, const char *id, register_row *ret_row);

/* Keyed tags in hexadecimal, for what is kept outside the register: of an id (the one that the view's row_tag gives),
 * of a matter (NULL where it is no reference), of a member's address. Caller frees. */
char *register_id_tag(const struct register_file *file, const char *id);
char *register_matter_tag(const struct register_file *file, const char *matter);
char *register_member_tag_of(const struct register_file *file, const char *email);

/* Tells the register's key from others and reveals nothing of it: hexadecimal; caller frees. */
char *register_key_name(const struct register_file *file);

/* How many values the row has in each field, and how many of these other rows have too. */
struct register_row_values {
	guint values[REGISTER_FIELDS], shared[REGISTER_FIELDS];
};
void register_describe_row(const struct register_file *file, register_row row, struct register_row_values *ret_values);

/* A basis that the register's file has. */
struct register_row_basis {
	char *member, *matter;         /* tags; matter NULL: any */
	gint32 from, until, withdrawn; /* days (g_date_get_julian); 0: none */
};
/* struct register_row_basis, owned array. */
GPtrArray *register_row_bases(const struct register_file *file, register_row row);

struct register_stats {
	guint64 rows, bases, withdrawn;  /* withdrawn: of the bases */
	guint64 values[REGISTER_FIELDS]; /* different values, each once */
	guint64 shared[REGISTER_FIELDS]; /* of these, how many more than one row has */
	gint64 built_at;
	unsigned version;
	gsize bytes;
};
void register_describe(const struct register_file *file, struct register_stats *ret_stats);

#endif
