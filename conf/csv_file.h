/* SPDX-License-Identifier: BSD-2-Clause */
/* The CSV files that an administrator writes (RFC 4180, UTF-8, a header row): rows of cells by column, each with its
 * line. */
#ifndef CONF_CSV_FILE_H
#define CONF_CSV_FILE_H

#include <glib.h>

struct csv_column {
	const char *name; /* NULL ends a table */
	gboolean is_required;
};

struct csv_row {
	unsigned line; /* on which it begins */
	gsize width;   /* of cells */
	char **cells;  /* in the order of the columns asked for; NULL where the cell is empty or its column is absent;
			* owned */
};

struct csv_file {
	char *path;
	const struct csv_column *columns;
	gsize width;     /* how many columns */
	GPtrArray *rows; /* struct csv_row, owned */
};

enum { CSV_FILE_MAX_COLUMNS = 64 };

/* Reads the file. Columns may come in any order; blanks around a cell do not count, nor does a byte order mark at the
 * start. NULL and *error ("FILE:LINE: ...") for an unknown, missing or repeated column, a wrong number of cells, a
 * required cell left empty, a stray quote, broken UTF-8, NUL, or a file that cannot be read. */
struct csv_file *csv_file_read(const char *path, const struct csv_column *columns, GError **error);

/* The same with all that is wrong at once, to faults (conf/faults.h). A row with a wrong number of cells or a required
 * one empty is left out and the others are read; the rest gives NULL. */
struct csv_file *csv_file_load(const char *path, const struct csv_column *columns, GPtrArray *faults);
void csv_file_free(struct csv_file *file);

/* Sets *error to "FILE:LINE: ...". Returns FALSE. */
gboolean csv_file_refuse(const struct csv_file *file, const struct csv_row *row, GError **error, const char *format,
			 ...) G_GNUC_PRINTF(4, 5);

/* Cells as values. Lists are NULL-terminated, never NULL, caller frees. */
char **csv_file_words(const char *cell);     /* separated by blanks or ';' */
char **csv_file_phrases(const char *cell);   /* separated by ';' */
char **csv_file_selectors(const char *cell); /* addresses and selectors ("ward:St Mary's"): by ';', and by blanks
					      * where the next word is an address or a selector itself */

/* An ISO date; *ret_day (g_date_get_julian) is 0 for an empty cell. FALSE and *error where it is none. */
gboolean csv_file_date(const struct csv_file *file, const struct csv_row *row, gsize column, gint32 *ret_day,
		       GError **error);

#endif
