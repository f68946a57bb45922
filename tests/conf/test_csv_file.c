/* SPDX-License-Identifier: BSD-2-Clause */
/* CSV by RFC 4180, strictly, with the line of every fault. */
#include "conf/csv_file.h"

#include "conf/faults.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { NAME, KIND, NOTE };

static const struct csv_column columns[] = {
	[NAME] = {"name", TRUE}, [KIND] = {"kind", TRUE}, [NOTE] = {"note", FALSE}, {NULL, FALSE}};

static struct csv_file *read_bytes(const char *folder, const char *bytes, gssize length, GError **error)
{
	g_autofree char *path = files_write_bytes(folder, "rows.csv", bytes, length);

	return csv_file_read(path, columns, error);
}

/* "line:name|kind|note" for each row, joined by a blank; an empty cell is "-". */
static char *show(const struct csv_file *file)
{
	GString *all = g_string_new(NULL);

	for (guint i = 0; i < file->rows->len; i++) {
		const struct csv_row *row = g_ptr_array_index(file->rows, i);

		g_string_append_printf(all, "%s%u:", i > 0 ? " " : "", row->line);
		for (gsize k = NAME; k <= NOTE; k++)
			g_string_append_printf(all, "%s%s", k > NAME ? "|" : "",
					       row->cells[k] != NULL ? row->cells[k] : "-");
	}
	return g_string_free(all, FALSE);
}

static void test_csv_file_read_rows(void **state)
{
	static const struct {
		const char *name, *text, *rows;
	} cases[] = {
		{"plain", "name,kind,note\na,b,c\n", "2:a|b|c"},
		{"CRLF", "name,kind,note\r\na,b,c\r\nd,e,f\r\n", "2:a|b|c 3:d|e|f"},
		{"no line end at the end", "name,kind,note\na,b,c", "2:a|b|c"},
		{"another order, a column left out", "kind,name\nb,a\n", "2:a|b|-"},
		{"case and blanks in the header", "Name, KIND \na,b\n", "2:a|b|-"},
		{"byte order mark", "\xef\xbb\xbfname,kind\na,b\n", "2:a|b|-"},
		{"quotes", "name,kind\n\"a, \"\"b\"\"\",c\n", "2:a, \"b\"|c|-"},
		{"a cell over lines", "name,kind,note\na,b,\"x\ny\nz\"\nd,e,f\n", "2:a|b|x\ny\nz 5:d|e|f"},
		{"a first cell over lines", "name,kind\n\"a\nb\",c\nd,e\n", "2:a\nb|c|- 4:d|e|-"},
		{"empty lines", "name,kind\n\n  \na,b\n\nc,d\n", "4:a|b|- 6:c|d|-"},
		{"blanks around cells", "name,kind\n a b , c \n", "2:a b|c|-"},
		{"header alone", "name,kind\n", ""},
		{"letters beyond ASCII", "name,kind\nZoë,b\n", "2:Zoë|b|-"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		struct csv_file *file = read_bytes(*state, cases[i].text, -1, &error);
		g_autofree char *rows = file != NULL ? show(file) : g_strdup(error->message);

		if (strcmp(rows, cases[i].rows) != 0)
			fail_msg("%s: %s", cases[i].name, rows);
		csv_file_free(file);
	}
}

/* One bad row says nothing of the others. */
static void test_csv_file_load_reads_on(void **state)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autofree char *path = files_write(*state, "rows.csv", "name,kind\na,b,c\n,b\nc,d\ne\n");
	struct csv_file *file = csv_file_load(path, columns, faults);
	g_autofree char *rows = show(file);

	assert_string_equal(rows, "4:c|d|-");
	assert_int_equal(faults->len, 3);
	assert_string_equal(files_message(*state, g_ptr_array_index(faults, 1)),
			    "rows.csv:3: the column 'name' is empty in this row");
	csv_file_free(file);
}

static void test_csv_file_read_refuses(void **state)
{
	static const struct {
		const char *name, *text, *message;
	} cases[] = {
		{"empty", "", "1: the file is empty; it needs a header row"},
		{"unknown column", "name,kid\n", "1: unknown column 'kid'; did you mean 'kind'?"},
		{"missing column", "\nname,note\n", "2: the column 'kind' is missing in the header row"},
		{"column twice", "name,kind,Name\n", "1: the column 'Name' stands twice"},
		{"too few cells", "name,kind\na,b\nc\n",
		 "3: this row has 1 cells, the header row 2; a cell with a comma in it needs quotes"},
		{"too many cells", "name,kind\na,b,c\n",
		 "2: this row has 3 cells, the header row 2; a cell with a comma in it needs quotes"},
		{"too many, after a cell over lines", "name,kind\na,\"x\ny\"\na,b,c\n",
		 "4: this row has 3 cells, the header row 2; a cell with a comma in it needs quotes"},
		{"required cell empty", "name,kind\na,\n", "2: the column 'kind' is empty in this row"},
		{"a quote inside a cell", "name,kind\na,b \"c\" d\n",
		 "2: a quote where none may be; a cell with quotes in it needs quotes around it, and those in it "
		 "twice"},
		{"text behind a quoted cell", "name,kind\n\"a\" b,c\n",
		 "2: a quote where none may be; a cell with quotes in it needs quotes around it, and those in it "
		 "twice"},
		{"a quote without end", "name,kind\na,b\n\"c,d\ne,f\n",
		 "3: a cell that begins with a quote here never ends"},
		{"not UTF-8", "name,kind\na,b\nZo\xeb,c\n",
		 "3: this line is not UTF-8; save the file as \"CSV UTF-8\""},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *expected = g_strconcat("rows.csv:", cases[i].message, NULL);
		g_autoptr(GError) error = NULL;

		assert_null(read_bytes(*state, cases[i].text, -1, &error));
		if (strcmp(files_message(*state, error), expected) != 0)
			fail_msg("%s: %s", cases[i].name, error->message);
	}
}

static void test_csv_file_read_nul_and_missing(void **state)
{
	g_autoptr(GError) nul = NULL, missing = NULL;
	g_autofree char *path = g_build_filename(*state, "none.csv", NULL);

	assert_null(read_bytes(*state, "name,kind\na\0,b\n", 15, &nul));
	assert_string_equal(files_message(*state, nul), "rows.csv:2: a NUL byte; this is not a text file");
	assert_null(csv_file_read(path, columns, &missing));
	assert_true(g_str_has_prefix(files_message(*state, missing), "none.csv:1: cannot be read: "));
}

static void expect_words(const char *name, char **words, const char *joined)
{
	g_autofree char *all = g_strjoinv("|", words);

	if (strcmp(all, joined) != 0)
		fail_msg("%s: %s", name, all);
	g_strfreev(words);
}

static void test_csv_file_lists_in_cells(void **state)
{
	(void)state;
	expect_words("no cell", csv_file_words(NULL), "");
	expect_words("words", csv_file_words(" a  b;c "), "a|b|c");
	expect_words("phrases", csv_file_phrases("St Mary's; Abbey ;;"), "St Mary's|Abbey");
	expect_words("addresses", csv_file_selectors("a@x.example b@x.example"), "a@x.example|b@x.example");
	expect_words("a selector with a blank", csv_file_selectors("ward:St Mary's a@x.example @member"),
		     "ward:St Mary's|a@x.example|@member");
	expect_words("by semicolon", csv_file_selectors("group:Green Party;role:chair:planning"),
		     "group:Green Party|role:chair:planning");
}

static void test_csv_file_date_forms(void **state)
{
	static const struct {
		const char *text;
		gboolean is_date;
	} cases[] = {
		{"2026-05-14", TRUE},  {"2024-02-29", TRUE},  {"2026-02-29", FALSE}, {"14/05/2026", FALSE},
		{"2026-5-14", FALSE},  {"2026-13-01", FALSE}, {"20260514", FALSE},   {"2026-05-14T09:30", FALSE},
		{"0000-00-00", FALSE}, {"soon", FALSE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strdup_printf("name,kind\na,%s\n", cases[i].text);
		struct csv_file *file = read_bytes(*state, text, -1, NULL);
		g_autofree char *expected =
			g_strdup_printf("rows.csv:2: kind: '%s' is no date; write it as 2026-05-14", cases[i].text);
		g_autoptr(GError) error = NULL;
		gint32 day = 0;
		GDate date;

		if (csv_file_date(file, g_ptr_array_index(file->rows, 0), KIND, &day, &error) != cases[i].is_date)
			fail_msg("%s", cases[i].text);
		if (cases[i].is_date) {
			g_autofree char *again = g_malloc(11);

			g_date_clear(&date, 1);
			g_date_set_julian(&date, (guint32)day);
			g_date_strftime(again, 11, "%Y-%m-%d", &date);
			assert_string_equal(again, cases[i].text);
		} else {
			assert_string_equal(files_message(*state, error), expected);
		}
		csv_file_free(file);
	}
}

static int set_up(void **state)
{
	*state = files_begin();
	return 0;
}

static int tear_down(void **state)
{
	files_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv_file_read_rows),      cmocka_unit_test(test_csv_file_read_refuses),
		cmocka_unit_test(test_csv_file_load_reads_on),  cmocka_unit_test(test_csv_file_read_nul_and_missing),
		cmocka_unit_test(test_csv_file_lists_in_cells), cmocka_unit_test(test_csv_file_date_forms),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
