/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds rows and sentences. It knows nothing of what they say. */
#include "policy/match/layout.h"

#include "policy/directory/name.h"
#include "policy/match/token.h"

#include <string.h>

enum {
	CSV_SEPARATORS = 3, /* of one line, none before a blank: fewer are prose */
	BAR_SEPARATORS = 2,
	GAP_BLANKS = 3, /* so many at once are a column's border in plain text */
	GAPS = 2,
	LABEL_WORDS = 5,
	ABBREVIATION_LETTERS = 4
};

struct row {
	struct layout_range range, heading;
	gboolean is_record;
};

struct layout {
	GArray *rows;   /* struct row, by place */
	GArray *starts; /* gsize: where sentences begin, 0 first */
	gsize length;
};

/* How many borders of cells the line has; ret_cell gets the length of the first cell. */
static guint count_borders(const char *line, gsize length, gsize *ret_cell)
{
	static const struct {
		char separator;
		gboolean is_tight;
		guint least;
	} kinds[] = {{'\t', FALSE, 1},
		     {'|', FALSE, BAR_SEPARATORS},
		     {',', TRUE, CSV_SEPARATORS},
		     {';', TRUE, CSV_SEPARATORS}};
	guint gaps = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		guint count = 0, loose = 0;

		for (gsize at = 0; at < length; at++) {
			if (line[at] != kinds[i].separator)
				continue;
			if (kinds[i].is_tight && at + 1 < length && line[at + 1] == ' ')
				loose++;
			else if (count++ == 0)
				*ret_cell = at;
		}
		/* One comma less is enough where all are as in CSV. */
		if (count >= kinds[i].least - (kinds[i].is_tight && loose == 0 ? 1 : 0))
			return count;
	}
	for (gsize at = 0; at < length; at++) {
		gsize blanks = strspn(line + at, " ");

		if (at > 0 && blanks >= GAP_BLANKS && at + blanks < length && gaps++ == 0)
			*ret_cell = at;
		at += blanks > 0 ? blanks - 1 : 0;
	}
	return gaps >= GAPS ? gaps : 0;
}

/* "Address:", "Tenant's name", "NI number": what stands beside it is the value. */
static gboolean is_label(const char *cell, gsize length)
{
	static const char *const words[] = {"account",  "address", "applicant", "birth",    "case",      "claim",
					    "claimant", "contact", "customer",  "date",     "dob",       "email",
					    "forename", "home",    "house",     "landline", "mail",      "mobile",
					    "name",     "names",   "nhs",       "ni",       "nino",      "no",
					    "number",   "phone",   "postcode",  "property", "ref",       "reference",
					    "resident", "street",  "surname",   "tel",      "telephone", "tenant"};
	g_autofree char *text = g_strndup(cell, length);
	g_autofree char *folded = NULL;
	g_auto(GStrv) parts = NULL;

	g_strstrip(g_strdelimit(text, "|\"\t", ' '));
	if (g_str_has_suffix(text, ":"))
		return TRUE;
	if (strpbrk(text, "0123456789@") != NULL)
		return FALSE;
	folded = name_fold(text);
	parts = g_strsplit(folded, " ", LABEL_WORDS + 1);
	if (g_strv_length(parts) > LABEL_WORDS)
		return FALSE;
	for (char **part = parts; *part != NULL; part++)
		for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
			if (strcmp(*part, words[i]) == 0)
				return TRUE;
	return FALSE;
}

/* Lines that are rows; rows below each other are one table, and the first one heads it. */
static void read_rows(struct layout *layout, const struct fold *fold, const char *text)
{
	gboolean is_in_table = FALSE;
	struct layout_range heading = {0, 0};

	for (const char *line = text; *line != '\0';) {
		gsize length = strcspn(line, "\n"), cell = 0;
		guint borders = count_borders(line, length, &cell);

		if (borders > 0) {
			struct row row = {{fold_place(fold, (gsize)(line - text)),
					   fold_place(fold, (gsize)(line - text) + length)},
					  heading,
					  !is_label(line, cell)};

			if (!is_in_table)
				heading = row.range;
			row.heading = heading;
			g_array_append_val(layout->rows, row);
		}
		is_in_table = borders > 0;
		line += length + (line[length] == '\n');
	}
}

/* "St.", "Mrs.", "D.": the full stop ends no sentence. */
static gboolean is_abbreviation(const char *folded, gsize stop)
{
	static const char *const words[] = {"ave", "cl", "cllr", "cres", "ct", "dr", "ext", "gdns", "jr", "ln", "mr",
					    "mrs", "ms", "mx",   "no",   "pl", "rd", "ref", "rev",  "sq", "st", "tel"};
	gsize from = stop;

	while (from > 0 && stop - from <= ABBREVIATION_LETTERS && g_ascii_isalpha(folded[from - 1]))
		from--;
	if (stop - from == 1)
		return TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strlen(words[i]) == stop - from && memcmp(folded + from, words[i], stop - from) == 0)
			return TRUE;
	return FALSE;
}

static gboolean is_blank_line_before(const char *text, gsize origin)
{
	guint lines = 0;

	for (gsize at = origin; at > 0 && g_ascii_isspace(text[at - 1]); at--)
		lines += text[at - 1] == '\n' ? 1 : 0;
	return lines > 1;
}

/* A sentence begins at the place, which follows a blank. */
static gboolean begins_sentence(const struct fold *fold, const char *text, gsize place)
{
	gsize origin = fold_origin(fold, place);
	char before = place > 1 ? fold->text[place - 2] : ' ';

	if (before == ';' || before == '!' || before == '?' || is_blank_line_before(text, origin))
		return TRUE;
	return before == '.' && !is_abbreviation(fold->text, place - 2) &&
	       (g_ascii_isdigit(text[origin]) || g_unichar_isupper(g_utf8_get_char_validated(text + origin, -1)));
}

static void read_sentences(struct layout *layout, const struct fold *fold, const char *text)
{
	gsize start = 0;
	guint row = 0;

	g_array_append_val(layout->starts, start);
	for (gsize place = 1; place < fold->length; place++) {
		gboolean is_row_border = FALSE;

		while (row < layout->rows->len && g_array_index(layout->rows, struct row, row).range.to < place) {
			is_row_border = TRUE;
			row++;
		}
		is_row_border = is_row_border || (row < layout->rows->len &&
						  g_array_index(layout->rows, struct row, row).range.from == place);
		if (is_row_border || (fold->text[place - 1] == ' ' && begins_sentence(fold, text, place)))
			g_array_append_val(layout->starts, place);
	}
}

struct layout *layout_new(const struct fold *fold, const char *text)
{
	struct layout *layout = g_new0(struct layout, 1);

	layout->rows = g_array_new(FALSE, FALSE, sizeof(struct row));
	layout->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
	layout->length = fold->length;
	read_rows(layout, fold, text);
	read_sentences(layout, fold, text);
	return layout;
}

void layout_free(struct layout *layout)
{
	if (layout == NULL)
		return;
	g_array_unref(layout->rows);
	g_array_unref(layout->starts);
	g_free(layout);
}

static const struct row *find_row(const struct layout *layout, gsize place)
{
	gsize low = 0, high = layout->rows->len;

	while (low < high) {
		gsize middle = low + (high - low) / 2;
		const struct row *row = &g_array_index(layout->rows, struct row, middle);

		if (place < row->range.from)
			high = middle;
		else if (place >= row->range.to)
			low = middle + 1;
		else
			return row;
	}
	return NULL;
}

gboolean layout_row_at(const struct layout *layout, gsize place, struct layout_range *ret_row)
{
	const struct row *row = find_row(layout, place);

	if (row == NULL || !row->is_record)
		return FALSE;
	*ret_row = row->range;
	return TRUE;
}

gboolean layout_heading_at(const struct layout *layout, gsize place, struct layout_range *ret_heading)
{
	const struct row *row = find_row(layout, place);

	if (row == NULL)
		return FALSE;
	*ret_heading = row->heading;
	return TRUE;
}

struct layout_range layout_sentence_at(const struct layout *layout, gsize place)
{
	gsize low = 0, high = layout->starts->len;

	while (high - low > 1) {
		gsize middle = low + (high - low) / 2;

		if (g_array_index(layout->starts, gsize, middle) <= place)
			low = middle;
		else
			high = middle;
	}
	return (struct layout_range){g_array_index(layout->starts, gsize, low),
				     low + 1 < layout->starts->len ? g_array_index(layout->starts, gsize, low + 1)
								   : layout->length};
}
