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

/* Columns of the list, the last ones counted from its end: what is drawn within the page has no object's number. */
enum { COLUMN_PAGE = 0, COLUMN_TYPE = 2, COLUMN_WIDTH = 3, COLUMN_HEIGHT = 4, COLUMNS = 15 };
enum { FROM_END_X_PPI = 4, FROM_END_Y_PPI = 3 };

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

/* One line of the list: the square inches of the picture and the page it is on, 0 for what is none. */
static double area_of(const char *line, gulong *ret_page)
{
	g_auto(GStrv) words = g_strsplit_set(line, " ", -1);
	const char *columns[COLUMNS + 1];
	double x_ppi, y_ppi;
	int count = 0;

	for (char **word = words; *word && count <= COLUMNS; word++)
		if (**word)
			columns[count++] = *word;
	/* The mask of a picture is as large as the picture. */
	if (count < COLUMNS || count > COLUMNS + 1 || strcmp(columns[COLUMN_TYPE], "smask") == 0)
		return 0;
	x_ppi = g_ascii_strtod(columns[count - FROM_END_X_PPI], NULL);
	y_ppi = g_ascii_strtod(columns[count - FROM_END_Y_PPI], NULL);
	*ret_page = strtoul(columns[COLUMN_PAGE], NULL, 10);
	if (*ret_page == 0 || x_ppi <= 0 || y_ppi <= 0)
		return 0;
	return g_ascii_strtod(columns[COLUMN_WIDTH], NULL) / x_ppi * g_ascii_strtod(columns[COLUMN_HEIGHT], NULL) /
	       y_ppi;
}

/* Whether pictures fill one of the quiet pages; scanners write some pages in strips. */
static gboolean is_one_filled(const char *list, const GArray *quiet)
{
	g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
	g_autofree double *areas = g_new0(double, quiet->len);

	for (char **line = lines; *line; line++) {
		gulong page = 0;
		double area = area_of(*line, &page);

		if (area <= 0 || page > quiet->len || !g_array_index(quiet, gboolean, page - 1))
			continue;
		areas[page - 1] += area;
		if (areas[page - 1] >= SCAN_SQUARE_INCHES)
			return TRUE;
	}
	return FALSE;
}

gboolean extract_pdf_has_scan(const guint8 *bytes, gsize length, const char *text)
{
	static const char *const argv[] = {"pdfimages", "-list", "/dev/stdin", NULL};
	g_autoptr(GArray) quiet = find_quiet_pages(text);
	gboolean is_quiet = FALSE, is_filled = FALSE;
	struct extract_run run;

	for (guint i = 0; i < quiet->len; i++)
		is_quiet |= g_array_index(quiet, gboolean, i);
	if (!is_quiet)
		return FALSE;
	/* A list that is cut is one of many pictures. */
	if (extract_run(argv, bytes, length, SCAN_LIST_BYTES, &run) == PART_INSPECTED || run.output->len > 0)
		is_filled = is_one_filled(run.output->str, quiet);
	extract_run_done(&run);
	return is_filled;
}
