/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads CSV through libcsv, strictly, and keeps the line of every row. Knows no column by name. */
#include "conf/csv_file.h"

#include "conf/conf.h"
#include "conf/faults.h"
#include "conf/suggestion.h"

#include <csv.h>
#include <string.h>

struct reading {
	struct csv_file *file;
	GPtrArray *cells;                 /* char *: of the row being read, owned */
	int places[CSV_FILE_MAX_COLUMNS]; /* which column of the table each cell of a row is */
	unsigned places_count;
	gboolean has_header;
	gboolean is_open; /* a row has begun in an earlier line */
	unsigned line, row_line;
	GPtrArray *faults; /* of single rows: conf/faults.h; borrowed */
	GError *error;     /* what keeps the rest of the file from being read */
};

static gboolean refuse_at(const char *path, unsigned line, GError **error, const char *format, va_list arguments)
{
	g_autofree char *what = g_strdup_vprintf(format, arguments);

	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "%s:%u: %s", path, line, what);
	return FALSE;
}

gboolean csv_file_refuse(const struct csv_file *file, const struct csv_row *row, GError **error, const char *format,
			 ...)
{
	va_list arguments;

	va_start(arguments, format);
	refuse_at(file->path, row->line, error, format, arguments);
	va_end(arguments);
	return FALSE;
}

static void fail(struct reading *reading, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Notes the first fault, at the line where the row begins. */
static void fail(struct reading *reading, const char *format, ...)
{
	va_list arguments;

	if (reading->error != NULL)
		return;
	va_start(arguments, format);
	refuse_at(reading->file->path, reading->row_line, &reading->error, format, arguments);
	va_end(arguments);
}

static void refuse_row(struct reading *reading, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The row is left out, and the next one read. */
static void refuse_row(struct reading *reading, const char *format, ...)
{
	va_list arguments;
	GError *error = NULL;

	va_start(arguments, format);
	refuse_at(reading->file->path, reading->row_line, &error, format, arguments);
	va_end(arguments);
	faults_take(reading->faults, &error);
}

static void free_row(gpointer data)
{
	struct csv_row *row = data;

	for (gsize i = 0; i < row->width; i++)
		g_free(row->cells[i]);
	g_free(row->cells);
	g_free(row);
}

/* The column's place in the table, or -1. */
static int find_column(const struct csv_file *file, const char *name)
{
	for (gsize i = 0; i < file->width; i++)
		if (g_ascii_strcasecmp(file->columns[i].name, name) == 0)
			return (int)i;
	return -1;
}

static void refuse_column(struct reading *reading, const char *name)
{
	const char *names[CSV_FILE_MAX_COLUMNS + 1];
	g_autofree char *suggestion = NULL;

	for (gsize i = 0; i < reading->file->width; i++)
		names[i] = reading->file->columns[i].name;
	names[reading->file->width] = NULL;
	suggestion = suggestion_of(name, names);
	fail(reading, "unknown column '%s'%s", name, suggestion);
}

static void take_header(struct reading *reading)
{
	gboolean is_there[CSV_FILE_MAX_COLUMNS] = {FALSE};

	for (guint i = 0; i < reading->cells->len && i < CSV_FILE_MAX_COLUMNS; i++) {
		const char *name = g_ptr_array_index(reading->cells, i);
		int place = find_column(reading->file, name);

		if (place < 0)
			return refuse_column(reading, name);
		if (is_there[place])
			return fail(reading, "the column '%s' stands twice", name);
		is_there[place] = TRUE;
		reading->places[i] = place;
	}
	if (reading->cells->len > CSV_FILE_MAX_COLUMNS)
		return fail(reading, "more than %d columns", CSV_FILE_MAX_COLUMNS);
	for (gsize i = 0; i < reading->file->width; i++)
		if (reading->file->columns[i].is_required && !is_there[i])
			return fail(reading, "the column '%s' is missing in the header row",
				    reading->file->columns[i].name);
	reading->places_count = reading->cells->len;
	reading->has_header = TRUE;
}

static void take_row(struct reading *reading)
{
	const struct csv_file *file = reading->file;
	struct csv_row *row;

	if (reading->cells->len != reading->places_count)
		return refuse_row(reading,
				  "this row has %u cells, the header row %u; a cell with a comma in it needs quotes",
				  reading->cells->len, reading->places_count);
	row = g_new0(struct csv_row, 1);
	row->line = reading->row_line;
	row->width = file->width;
	row->cells = g_new0(char *, file->width);
	for (guint i = 0; i < reading->cells->len; i++) {
		char *text = g_strstrip(g_ptr_array_index(reading->cells, i));

		if (*text != '\0')
			row->cells[reading->places[i]] = g_strdup(text);
	}
	for (gsize i = 0; i < file->width; i++) {
		if (file->columns[i].is_required && row->cells[i] == NULL) {
			refuse_row(reading, "the column '%s' is empty in this row", file->columns[i].name);
			return free_row(row);
		}
	}
	g_ptr_array_add(file->rows, row);
}

static void take_cell(void *text, size_t length, void *data)
{
	struct reading *reading = data;

	g_ptr_array_add(reading->cells, g_strndup(text != NULL ? text : "", length));
}

static void end_row(int terminator, void *data)
{
	struct reading *reading = data;

	(void)terminator;
	if (reading->error == NULL && reading->has_header)
		take_row(reading);
	else if (reading->error == NULL)
		take_header(reading);
	g_ptr_array_set_size(reading->cells, 0);
	reading->is_open = FALSE;
}

static gboolean is_blank(const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (!g_ascii_isspace(text[i]))
			return FALSE;
	return TRUE;
}

static void parse_line(struct reading *reading, struct csv_parser *parser, const char *text, gsize length)
{
	reading->line++;
	if (!reading->is_open)
		reading->row_line = reading->line;
	reading->is_open |= !is_blank(text, length);
	if (csv_parse(parser, text, length, take_cell, end_row, reading) != length)
		fail(reading,
		     "a quote where none may be; a cell with quotes in it needs quotes around it, and those in it "
		     "twice");
}

/* libcsv knows no lines, so it gets one at a time. */
static void parse_text(struct reading *reading, const char *text, gsize length)
{
	const char *end = text + length;
	struct csv_parser parser;

	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
	while (text < end && reading->error == NULL) {
		const char *stop = memchr(text, '\n', (gsize)(end - text));
		const char *next = stop != NULL ? stop + 1 : end;

		parse_line(reading, &parser, text, (gsize)(next - text));
		text = next;
	}
	if (reading->error == NULL && csv_fini(&parser, take_cell, end_row, reading) != 0)
		fail(reading, "a cell that begins with a quote here never ends");
	if (reading->error == NULL && !reading->has_header)
		fail(reading, "the file is empty; it needs a header row");
	csv_free(&parser);
}

static void check_bytes(struct reading *reading, const char *text, gsize length)
{
	const char *bad;

	if (g_utf8_validate_len(text, length, &bad))
		return;
	for (const char *at = text; at < bad; at++)
		reading->row_line += *at == '\n';
	if (*bad == '\0')
		fail(reading, "a NUL byte; this is not a text file");
	else
		fail(reading, "this line is not UTF-8; save the file as \"CSV UTF-8\"");
}

static struct csv_file *csv_file_new(const char *path, const struct csv_column *columns)
{
	struct csv_file *file = g_new0(struct csv_file, 1);

	file->path = g_strdup(path);
	file->columns = columns;
	while (columns[file->width].name != NULL)
		file->width++;
	g_assert(file->width <= CSV_FILE_MAX_COLUMNS);
	file->rows = g_ptr_array_new_with_free_func(free_row);
	return file;
}

void csv_file_free(struct csv_file *file)
{
	if (file == NULL)
		return;
	g_ptr_array_unref(file->rows);
	g_free(file->path);
	g_free(file);
}

struct csv_file *csv_file_load(const char *path, const struct csv_column *columns, GPtrArray *faults)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *bytes = NULL;
	gsize length;
	const char *text;
	struct reading reading = {.row_line = 1, .faults = faults};

	if (!g_file_get_contents(path, &bytes, &length, &cause)) {
		g_set_error(&reading.error, CONF_ERROR, CONF_ERROR_MISSING, "%s:1: cannot be read: %s", path,
			    cause->message);
		faults_take(faults, &reading.error);
		return NULL;
	}
	text = bytes;
	/* Spreadsheets put a byte order mark before the first column's name. */
	if (g_str_has_prefix(text, "\xef\xbb\xbf")) {
		text += 3;
		length -= 3;
	}
	reading.file = csv_file_new(path, columns);
	reading.cells = g_ptr_array_new_with_free_func(g_free);
	check_bytes(&reading, text, length);
	if (reading.error == NULL)
		parse_text(&reading, text, length);
	g_ptr_array_unref(reading.cells);
	if (reading.error == NULL)
		return reading.file;
	faults_take(faults, &reading.error);
	csv_file_free(reading.file);
	return NULL;
}

struct csv_file *csv_file_read(const char *path, const struct csv_column *columns, GError **error)
{
	g_autoptr(GPtrArray) faults = faults_new();
	struct csv_file *file = csv_file_load(path, columns, faults);

	if (faults_propagate(faults, error))
		return file;
	csv_file_free(file);
	return NULL;
}
