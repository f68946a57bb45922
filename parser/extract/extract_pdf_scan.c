/* SPDX-License-Identifier: BSD-2-Clause */
/* Compares what pages say with the pictures on them, which pdfimages lists. Looks into no picture. */
#include "parser/extract/extract_pdf_scan.h"

#include "parser/extract/extract_process.h"

#include <stdlib.h>
#include <string.h>

enum {
	SCAN_FEW_LETTERS = 40,            /* a page with fewer says nothing: its number, a file's name */
	SCAN_SQUARE_INCHES = 45,          /* of a picture: half of A4; letters and slides are not much smaller */
	SCAN_LIST_BYTES = 4 * 1024 * 1024 /* of pdfimages' list */
};

/* Columns of the list. */
enum { COLUMN_PAGE = 0, COLUMN_WIDTH = 3, COLUMN_HEIGHT = 4, COLUMN_X_PPI = 12, COLUMN_Y_PPI = 13, COLUMNS = 14 };

/* For each page whether it has few letters (gboolean). */
static GArray *find_quiet_pages(const char *text)
{
	GArray *pages = g_array_new(FALSE, FALSE, sizeof(gboolean));
	unsigned letters = 0;

	for (const char *at = text; *at; at = g_utf8_next_char(at)) {
		gboolean is_quiet = letters < SCAN_FEW_LETTERS;

		if (*at == '\f') {
			g_array_append_val(pages, is_quiet);
			letters = 0;
		} else {
			letters += g_unichar_isalpha(g_utf8_get_char(at));
		}
	}
	return pages;
}

/* One line of the list; the page where the picture is as large as one, else 0. */
static gulong page_filled(const char *line)
{
	g_auto(GStrv) words = g_strsplit_set(line, " ", -1);
	const char *columns[COLUMNS];
	double x_ppi, y_ppi;
	int count = 0;

	for (char **word = words; *word && count < COLUMNS; word++)
		if (**word)
			columns[count++] = *word;
	if (count < COLUMNS)
		return 0;
	x_ppi = g_ascii_strtod(columns[COLUMN_X_PPI], NULL);
	y_ppi = g_ascii_strtod(columns[COLUMN_Y_PPI], NULL);
	if (x_ppi <= 0 || y_ppi <= 0 ||
	    g_ascii_strtod(columns[COLUMN_WIDTH], NULL) / x_ppi * g_ascii_strtod(columns[COLUMN_HEIGHT], NULL) / y_ppi <
		    SCAN_SQUARE_INCHES)
		return 0;
	return strtoul(columns[COLUMN_PAGE], NULL, 10);
}

/* How many quiet pages a picture fills, each counted once. */
static unsigned count_filled(const char *list, GArray *quiet)
{
	g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
	unsigned filled = 0;

	for (char **line = lines; *line; line++) {
		gulong page = page_filled(*line);

		if (page == 0 || page > quiet->len || !g_array_index(quiet, gboolean, page - 1))
			continue;
		g_array_index(quiet, gboolean, page - 1) = FALSE;
		filled++;
	}
	return filled;
}

gboolean extract_pdf_is_scan(const guint8 *bytes, gsize length, const char *text)
{
	static const char *const argv[] = {"pdfimages", "-list", "/dev/stdin", NULL};
	g_autoptr(GArray) quiet = find_quiet_pages(text);
	unsigned quiet_pages = 0, filled = 0;
	struct extract_run run;

	for (guint i = 0; i < quiet->len; i++)
		quiet_pages += g_array_index(quiet, gboolean, i) != FALSE;
	if (quiet_pages == 0 || 2 * quiet_pages < quiet->len)
		return FALSE;
	if (extract_run(argv, bytes, length, SCAN_LIST_BYTES, &run) == PART_INSPECTED)
		filled = count_filled(run.output->str, quiet);
	extract_run_done(&run);
	return filled > 0 && 2 * filled >= quiet->len;
}
