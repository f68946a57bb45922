/* SPDX-License-Identifier: BSD-2-Clause */
/* The register: built, opened, asked; what it refuses, what it hides, and what a damaged file can do. */
#include "store/register.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
	char *folder, *path, *key_path;
	GPtrArray *constituents, *bases;
};

static guint32 day(int year, int month, int number)
{
	GDate date;

	g_date_set_dmy((g_date_clear(&date, 1), &date), (GDateDay)number, (GDateMonth)month, (GDateYear)year);
	return g_date_get_julian(&date);
}

static void free_constituent(gpointer row)
{
	register_constituent_free(row);
}

static void free_basis(gpointer row)
{
	register_basis_free(row);
}

static struct register_constituent *add(struct fixture *f, const char *id, const char *forename, const char *surname,
					const char *phone, const char *postcode)
{
	struct register_constituent *row = g_new0(struct register_constituent, 1);

	row->id = g_strdup(id);
	row->forename = g_strdup(forename);
	row->surname = g_strdup(surname);
	row->phone = g_strdup(phone);
	row->postcode = g_strdup(postcode);
	row->references = g_new0(char *, 1);
	row->line = f->constituents->len + 2;
	g_ptr_array_add(f->constituents, row);
	return row;
}

static struct register_basis *add_basis(struct fixture *f, const char *constituent, const char *member,
					const char *matter, guint32 from, guint32 until, guint32 withdrawn)
{
	struct register_basis *row = g_new0(struct register_basis, 1);

	row->constituent = g_strdup(constituent);
	row->member = g_strdup(member);
	row->basis = g_strdup("consent");
	row->matter = g_strdup(matter);
	row->from = (gint32)from;
	row->until = (gint32)until;
	row->withdrawn = (gint32)withdrawn;
	row->line = f->bases->len + 2;
	g_ptr_array_add(f->bases, row);
	return row;
}

static int set_up(void **state)
{
	struct fixture *f = g_new0(struct fixture, 1);
	struct register_constituent *row;

	f->folder = g_dir_make_tmp("candour-register-XXXXXX", NULL);
	f->path = g_build_filename(f->folder, "register.db", NULL);
	f->key_path = g_build_filename(f->folder, "register.db.key", NULL);
	f->constituents = g_ptr_array_new_with_free_func(free_constituent);
	f->bases = g_ptr_array_new_with_free_func(free_basis);
	row = add(f, "C1", "Dorothy", "Pickersgill", "01632 960101", "NM2 4LD");
	g_strfreev(row->references);
	row->references = g_strsplit("HB-2204417;771203345;hb/2204417", ";", -1);
	row->email = g_strdup("Dot.Pickersgill@webpost.example");
	row->house = g_strdup("14");
	row->street = g_strdup("Kelp Lane");
	row->date_of_birth = g_strdup("1947-03-09");
	row->nino = g_strdup("MW482017B");
	row->nhs_number = g_strdup("999 104 2016");
	add(f, "C2", "Harold", "Pickersgill", "01632 960101", "NM2 4LD");
	add(f, "C3", NULL, "", "", NULL);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	g_unlink(f->path);
	g_unlink(f->key_path);
	g_rmdir(f->folder);
	g_ptr_array_unref(f->constituents);
	g_ptr_array_unref(f->bases);
	g_free(f->folder);
	g_free(f->path);
	g_free(f->key_path);
	g_free(f);
	return 0;
}

static struct register_file *build_and_open(struct fixture *f)
{
	GError *error = NULL;
	struct register_file *file;

	assert_true(register_build(f->constituents, f->bases, f->path, f->key_path, &error));
	assert_null(error);
	file = register_open(f->path, f->key_path, &error);
	assert_null(error);
	assert_non_null(file);
	return file;
}

static gsize find(const struct register_file *file, enum register_field field, const char *value, register_row *ret_row)
{
	struct register_view view = register_view_of(file);
	g_autofree char *normalised = register_normalise(field, value);

	return view.find(view.context, field, normalised, ret_row, 1);
}

static void test_find_every_field(void **state)
{
	static const struct {
		enum register_field field;
		const char *value;
		gsize rows;
	} cases[] = {
		{REGISTER_REFERENCE, "hb2204417", 1},
		{REGISTER_REFERENCE, "771203345", 1},
		{REGISTER_REFERENCE, "77120334", 0},
		{REGISTER_EMAIL, "dot.pickersgill@WEBPOST.example", 1},
		{REGISTER_PHONE, "+44 1632 960101", 2},
		{REGISTER_NINO, "MW 48 20 17", 1},
		{REGISTER_NHS_NUMBER, "9991042016", 1},
		{REGISTER_NAME, "Dorothy\x1fPickersgill", 1},
		{REGISTER_NAME,
		 "Pickersgill\x1f"
		 "Dorothy",
		 0},
		{REGISTER_SURNAME, "PICKERSGILL", 2},
		{REGISTER_POSTCODE, "nm24ld", 2},
		{REGISTER_HOUSE_STREET, "14\x1fKelp Ln", 1},
		{REGISTER_DATE_OF_BIRTH, "9 March 1947", 1},
		{REGISTER_NAME_POSTCODE, "Dorothy\x1fPickersgill\x1fNM2 4LD", 1},
		{REGISTER_NAME_ADDRESS,
		 "Dorothy\x1fPickersgill\x1f"
		 "14\x1fKelp Lane",
		 1},
		{REGISTER_SURNAME_BIRTH,
		 "Pickersgill\x1f"
		 "1947-03-09",
		 1},
		{REGISTER_EMAIL, "hb2204417", 0},
	};
	struct register_file *file = build_and_open(*state);

	assert_int_equal(register_count(file), 3);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		register_row row = 99;

		print_message("%s: %s\n", register_field_name(cases[i].field), cases[i].value);
		assert_int_equal(find(file, cases[i].field, cases[i].value, &row), cases[i].rows);
		assert_int_equal(row, cases[i].rows > 0 ? 0 : 99);
	}
	register_close(file);
}

static void test_has_and_row_tag(void **state)
{
	struct register_file *file = build_and_open(*state);
	struct register_view view = register_view_of(file);
	g_autofree char *first = view.row_tag(view.context, 0);
	g_autofree char *second = view.row_tag(view.context, 1);
	g_autofree char *none = view.row_tag(view.context, 3);

	assert_true(view.has(view.context, REGISTER_PHONE, "01632960101", 0));
	assert_true(view.has(view.context, REGISTER_PHONE, "01632960101", 1));
	assert_false(view.has(view.context, REGISTER_PHONE, "01632960101", 2));
	assert_false(view.has(view.context, REGISTER_EMAIL, "dot.pickersgill@webpost.example", 1));
	assert_int_equal(strlen(first), 32);
	assert_string_not_equal(first, second);
	assert_string_equal(none, "");
	register_close(file);
}

static void test_has_basis(void **state)
{
	static const char member[] = "cllr.patel@northmere.gov.uk";
	static const struct {
		const char *name;
		struct {
			const char *matter;
			int from[3], until[3], withdrawn[3];
		} rows[2];
		const char *cited[3];
		int at[3];
		gboolean is_expected;
	} cases[] = {
		{"any matter, open", {{"", {2026, 1, 1}, {0}, {0}}}, {NULL}, {2026, 5, 14}, TRUE},
		{"its first day", {{"", {2026, 5, 14}, {0}, {0}}}, {NULL}, {2026, 5, 14}, TRUE},
		{"the day before", {{"", {2026, 5, 15}, {0}, {0}}}, {NULL}, {2026, 5, 14}, FALSE},
		{"its last day", {{"", {2026, 1, 1}, {2026, 5, 14}, {0}}}, {NULL}, {2026, 5, 14}, TRUE},
		{"the day after", {{"", {2026, 1, 1}, {2026, 5, 13}, {0}}}, {NULL}, {2026, 5, 14}, FALSE},
		{"without dates", {{"", {0}, {0}, {0}}}, {NULL}, {2026, 5, 14}, TRUE},
		{"any matter, one cited", {{"", {0}, {0}, {0}}}, {"cas26"}, {2026, 5, 14}, TRUE},
		{"its matter cited", {{"CAS-26", {0}, {0}, {0}}}, {"cas26"}, {2026, 5, 14}, TRUE},
		{"no matter cited", {{"CAS-26", {0}, {0}, {0}}}, {NULL}, {2026, 5, 14}, TRUE},
		{"another matter cited", {{"CAS-26", {0}, {0}, {0}}}, {"cas27"}, {2026, 5, 14}, FALSE},
		{"another matter cited too", {{"CAS-26", {0}, {0}, {0}}}, {"cas26", "cas27"}, {2026, 5, 14}, FALSE},
		{"withdrawn before", {{"", {0}, {0}, {2026, 4, 20}}}, {NULL}, {2026, 5, 14}, FALSE},
		{"withdrawn on the day", {{"", {0}, {0}, {2026, 5, 14}}}, {NULL}, {2026, 5, 14}, FALSE},
		{"withdrawn later", {{"", {0}, {0}, {2026, 5, 15}}}, {NULL}, {2026, 5, 14}, TRUE},
		{"a withdrawal beats another entry",
		 {{"", {2026, 1, 1}, {0}, {0}}, {"", {2025, 1, 1}, {0}, {2026, 4, 1}}},
		 {NULL},
		 {2026, 5, 14},
		 FALSE},
		{"and one for a matter",
		 {{"CAS-26", {2026, 1, 1}, {0}, {0}}, {"", {2025, 1, 1}, {0}, {2026, 4, 1}}},
		 {"cas26"},
		 {2026, 5, 14},
		 FALSE},
		{"and one given on that very day",
		 {{"", {2026, 4, 1}, {0}, {0}}, {"", {2025, 1, 1}, {0}, {2026, 4, 1}}},
		 {NULL},
		 {2026, 5, 14},
		 FALSE},
		{"and one given after it",
		 {{"", {2026, 4, 2}, {0}, {0}}, {"", {2025, 1, 1}, {0}, {2026, 4, 1}}},
		 {NULL},
		 {2026, 5, 14},
		 FALSE},
		{"and one of a consent that had ended",
		 {{"", {2026, 4, 2}, {0}, {0}}, {"", {2025, 1, 1}, {2025, 12, 31}, {2025, 6, 1}}},
		 {NULL},
		 {2026, 5, 14},
		 FALSE},
		{"a withdrawal to come beats nothing yet",
		 {{"", {2026, 1, 1}, {0}, {0}}, {"", {2025, 1, 1}, {0}, {2026, 5, 15}}},
		 {NULL},
		 {2026, 5, 14},
		 TRUE},
		{"a matter withdrawn, the other one's basis",
		 {{"CAS-27", {2026, 4, 2}, {0}, {0}}, {"CAS-26", {2025, 1, 1}, {0}, {2026, 4, 1}}},
		 {"cas27"},
		 {2026, 5, 14},
		 TRUE},
		{"a matter withdrawn, another cited",
		 {{"", {2026, 1, 1}, {0}, {0}}, {"CAS-26", {2025, 1, 1}, {0}, {2026, 4, 1}}},
		 {"cas27"},
		 {2026, 5, 14},
		 TRUE},
		{"a matter withdrawn, and cited",
		 {{"", {2026, 1, 1}, {0}, {0}}, {"CAS-26", {2025, 1, 1}, {0}, {2026, 4, 1}}},
		 {"cas26"},
		 {2026, 5, 14},
		 FALSE},
	};
	struct fixture *f = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct register_file *file;
		struct register_view view;
		const int *at = cases[i].at;

		print_message("%s\n", cases[i].name);
		g_ptr_array_set_size(f->bases, 0);
		add_basis(f, "C2", member, NULL, 0, 0, 0);
		for (int n = 0; n < 2 && cases[i].rows[n].matter != NULL; n++) {
			const int *from = cases[i].rows[n].from, *until = cases[i].rows[n].until;
			const int *withdrawn = cases[i].rows[n].withdrawn;

			add_basis(f, "C1", "Cllr.Patel@Northmere.gov.uk", cases[i].rows[n].matter,
				  from[0] ? day(from[0], from[1], from[2]) : 0,
				  until[0] ? day(until[0], until[1], until[2]) : 0,
				  withdrawn[0] ? day(withdrawn[0], withdrawn[1], withdrawn[2]) : 0);
		}
		file = build_and_open(f);
		view = register_view_of(file);
		assert_int_equal(view.has_basis(view.context, 0, member, day(at[0], at[1], at[2]), cases[i].cited),
				 cases[i].is_expected);
		assert_false(view.has_basis(view.context, 0, "cllr.lee@northmere.gov.uk", day(2026, 5, 14), NULL));
		assert_false(view.has_basis(view.context, 2, member, day(2026, 5, 14), NULL));
		assert_true(view.has_basis(view.context, 1, member, day(2026, 5, 14), NULL));
		register_close(file);
	}
}

static void test_build_hides_values_and_shares_with_the_group_alone(void **state)
{
	struct fixture *f = *state;
	g_autofree char *bytes = NULL;
	struct stat status;
	gsize size;

	add_basis(f, "C1", "cllr.patel@northmere.gov.uk", "HB-2204417", 0, 0, 0);
	register_close(build_and_open(f));
	assert_true(g_file_get_contents(f->path, &bytes, &size, NULL));
	assert_null(memmem(bytes, size, "ickersgill", 10));
	assert_null(memmem(bytes, size, "2204417", 7));
	assert_null(memmem(bytes, size, "cllr", 4));
	assert_int_equal(g_stat(f->key_path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	assert_int_equal(g_stat(f->path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
}

static void test_build_again_keeps_the_key_and_open_registers(void **state)
{
	struct fixture *f = *state;
	struct register_file *before = build_and_open(f), *after;
	struct register_view view = register_view_of(before);
	g_autofree char *tag_before = view.row_tag(view.context, 0);
	g_autofree char *tag_after = NULL;
	register_row row;

	add(f, "C4", "Imran", "Qureshi", "07700 900102", "NM1 6PT");
	after = build_and_open(f);
	view = register_view_of(after);
	tag_after = view.row_tag(view.context, 0);
	assert_string_equal(tag_before, tag_after);
	assert_int_equal(find(before, REGISTER_PHONE, "07700 900102", &row), 0);
	assert_int_equal(find(after, REGISTER_PHONE, "07700 900102", &row), 1);
	register_close(before);
	register_close(after);
}

static void assert_build_fails(struct fixture *f, const char *prefix)
{
	g_autofree char *before = NULL, *after = NULL;
	gsize size_before = 0, size_after = 0;
	GError *error = NULL;

	g_file_get_contents(f->path, &before, &size_before, NULL);
	assert_false(register_build(f->constituents, f->bases, f->path, f->key_path, &error));
	print_message("%s\n", error->message);
	assert_true(g_str_has_prefix(error->message, prefix));
	g_error_free(error);
	g_file_get_contents(f->path, &after, &size_after, NULL);
	assert_int_equal(size_before, size_after);
	assert_memory_equal(before, after, size_before);
}

static void test_build_refuses(void **state)
{
	struct fixture *f = *state;
	struct register_basis *basis;
	struct register_constituent *row;

	register_close(build_and_open(f));
	basis = add_basis(f, "C9", "cllr.patel@northmere.gov.uk", NULL, 0, 0, 0);
	assert_build_fails(f, "consents.csv:2: ");
	basis->file = g_strdup("in/consents-may.csv");
	assert_build_fails(f, "in/consents-may.csv:2: ");
	g_ptr_array_set_size(f->bases, 0);
	basis = add_basis(f, "C1", "cllr.patel@northmere.gov.uk", NULL, 0, 0, 0);
	g_free(basis->basis);
	basis->basis = g_strdup("because");
	assert_build_fails(f, "consents.csv:2: basis \"because\"");
	g_ptr_array_set_size(f->bases, 0);
	add_basis(f, "C1", "cllr.patel@northmere.gov.uk", NULL, 10, 9, 0);
	assert_build_fails(f, "consents.csv:2: until");
	g_ptr_array_set_size(f->bases, 0);
	row = add(f, "C4", "A", "B", NULL, NULL);
	row->date_of_birth = g_strdup("31/02/1964");
	assert_build_fails(f, "constituents.csv:5: date_of_birth");
	g_ptr_array_set_size(f->constituents, 3);
	add(f, "C1", "A", "B", NULL, NULL);
	assert_build_fails(f, "constituents.csv:5: the id \"C1\" stands twice");
	g_ptr_array_set_size(f->constituents, 3);
	add(f, "", "A", "B", NULL, NULL);
	assert_build_fails(f, "constituents.csv:5: the id is empty");
}

static void test_build_limits_bases_of_a_row(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < REGISTER_MAX_BASES_OF_ROW; i++)
		add_basis(f, "C1", "cllr.patel@northmere.gov.uk", NULL, 0, 0, 0);
	register_close(build_and_open(f));
	add_basis(f, "C1", "cllr.patel@northmere.gov.uk", NULL, 0, 0, 0);
	assert_build_fails(f, "one constituent has more than");
}

static void assert_open_fails(struct fixture *f, const char *reason)
{
	GError *error = NULL;

	assert_null(register_open(f->path, f->key_path, &error));
	print_message("%s\n", error->message);
	assert_non_null(strstr(error->message, reason));
	g_error_free(error);
}

static void test_open_refuses(void **state)
{
	static const struct {
		const char *name;
		gsize keep;  /* of the file; 0: all */
		gssize flip; /* a byte, from the end where negative; 0: none */
		const char *reason;
	} cases[] = {
		{"empty-ish", 4, 0, "this is no register"},
		{"half a header", 60, 0, "cut off"},
		{"half a body", 200, 0, "cut off"},
		{"foreign", 0, 1, "this is no register"},
		{"version", 0, 8, "another version"},
		{"counts", 0, 17, "header is damaged"},
		{"digest", 0, 60, "header is damaged"},
		{"mac", 0, 110, "header is damaged"},
		{"first byte of the body", 0, 128, "contents are damaged"},
		{"last byte of the body", 0, -1, "contents are damaged"},
	};
	struct fixture *f = *state;
	g_autofree char *bytes = NULL;
	gsize size;

	register_close(build_and_open(f));
	g_file_get_contents(f->path, &bytes, &size, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *copy = g_memdup2(bytes, size);

		print_message("%s: ", cases[i].name);
		if (cases[i].flip != 0)
			copy[cases[i].flip < 0 ? (gssize)size + cases[i].flip : cases[i].flip] ^= 1;
		g_file_set_contents(f->path, copy, cases[i].keep != 0 ? (gssize)cases[i].keep : (gssize)size, NULL);
		assert_open_fails(f, cases[i].reason);
	}
	g_file_set_contents(f->path, bytes, (gssize)size, NULL);
	g_unlink(f->key_path);
	assert_open_fails(f, "register.db.key");
	g_ptr_array_set_size(f->constituents, 1);
	g_rename(f->path, f->key_path);
	assert_open_fails(f, "register.db.key");
	g_unlink(f->key_path);
	assert_true(register_build(f->constituents, f->bases, f->path, f->key_path, NULL));
	g_file_set_contents(f->path, bytes, (gssize)size, NULL);
	assert_open_fails(f, "another key");
	g_unlink(f->path);
	assert_open_fails(f, "register.db");
}

static void test_open_refuses_a_key_that_others_read(void **state)
{
	struct fixture *f = *state;

	register_close(build_and_open(f));
	g_chmod(f->key_path, 0644);
	assert_open_fails(f, "others may read");
}

static void test_empty_register(void **state)
{
	struct fixture *f = *state;
	struct register_file *file;
	struct register_view view;
	register_row row;

	g_ptr_array_set_size(f->constituents, 0);
	file = build_and_open(f);
	view = register_view_of(file);
	assert_int_equal(register_count(file), 0);
	assert_int_equal(find(file, REGISTER_PHONE, "01632 960101", &row), 0);
	assert_false(view.has_basis(view.context, 0, "a@b.example", 1, NULL));
	register_close(file);
}

/* Cut off under the mapping: reading on must neither end the process nor go unnoticed. */
static void test_register_is_intact(void **state)
{
	struct fixture *f = *state;
	struct register_file *file = build_and_open(f);
	struct register_view view = register_view_of(file);
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
	GError *error = NULL;

	assert_true(register_is_intact(file, NULL));
	/* Replaced by its name: the open one is as it was. */
	assert_true(register_build(f->constituents, f->bases, f->path, f->key_path, &error));
	assert_true(register_is_intact(file, NULL));
	assert_int_equal(view.find(view.context, REGISTER_POSTCODE, "nm24ld", rows, G_N_ELEMENTS(rows)), 2);
	register_close(file);

	file = register_open(f->path, f->key_path, &error);
	view = register_view_of(file);
	assert_int_equal(truncate(f->path, 0), 0);
	assert_int_equal(view.find(view.context, REGISTER_POSTCODE, "nm24ld", rows, G_N_ELEMENTS(rows)), 0);
	assert_false(register_is_intact(file, &error));
	assert_non_null(strstr(error->message, f->path));
	g_error_free(error);
	register_close(file);
}

/* The phones of test_large_register_damaged, one row each, and the name that all rows have. */
static void assert_all_found(const struct register_file *file, guint rows)
{
	struct register_view view = register_view_of(file);
	register_row found[REGISTER_MAX_ROWS_OF_VALUE];
	char value[16];

	for (guint i = 0; i < rows; i++) {
		g_snprintf(value, sizeof value, "07%09u", i);
		assert_int_equal(view.find(view.context, REGISTER_PHONE, value, found, G_N_ELEMENTS(found)), 1);
		assert_int_equal(found[0], i + 3); /* after those of the set-up */
		g_snprintf(value, sizeof value, "08%09u", i);
		assert_int_equal(view.find(view.context, REGISTER_PHONE, value, found, G_N_ELEMENTS(found)), 0);
	}
	assert_int_equal(view.find(view.context, REGISTER_SURNAME, "okoro", found, G_N_ELEMENTS(found)), rows);
	for (register_row i = 3; i < 1000; i++)
		assert_true(view.has(view.context, REGISTER_SURNAME, "okoro", i));
	assert_false(view.has(view.context, REGISTER_SURNAME, "okoro", 2));
}

/* A large body is not read when it is opened; damage in it must not lead past the mapping. */
static void test_large_register_damaged(void **state)
{
	enum { ROWS = REGISTER_VERIFIED_BYTES / (2 * 13 + 16) + 1000 };
	struct fixture *f = *state;
	struct register_file *file;
	struct register_view view;
	g_autofree char *bytes = NULL;
	GError *error = NULL;
	gsize size, found = 0;

	for (int i = 0; i < ROWS; i++) {
		char id[16], phone[16];

		g_snprintf(id, sizeof id, "R%d", i);
		g_snprintf(phone, sizeof phone, "07%09d", i);
		add(f, id, NULL, "Okoro", phone, NULL);
	}
	file = build_and_open(f);
	assert_all_found(file, ROWS);
	register_close(file);
	g_file_get_contents(f->path, &bytes, &size, NULL);
	assert_true(size > REGISTER_VERIFIED_BYTES);
	for (gsize i = 128; i < size; i++)
		bytes[i] = (char)(i * 2654435761u >> 13);
	g_file_set_contents(f->path, bytes, (gssize)size, NULL);
	file = register_open(f->path, f->key_path, &error);
	assert_non_null(file);
	view = register_view_of(file);
	for (guint i = 0; i < 1000; i++) {
		register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
		char value[16];

		g_snprintf(value, sizeof value, "07%09u", i);
		found += view.find(view.context, REGISTER_PHONE, value, rows, REGISTER_MAX_ROWS_OF_VALUE) > 0;
		view.has(view.context, REGISTER_PHONE, value, i);
		view.has_basis(view.context, i, value, 1, NULL);
	}
	assert_true(found < 1000);
	assert_false(register_verify(file, &error));
	assert_non_null(strstr(error->message, "damaged"));
	g_error_free(error);
	register_close(file);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_find_every_field),
		TEST(test_has_and_row_tag),
		TEST(test_has_basis),
		TEST(test_build_hides_values_and_shares_with_the_group_alone),
		TEST(test_build_again_keeps_the_key_and_open_registers),
		TEST(test_build_refuses),
		TEST(test_build_limits_bases_of_a_row),
		TEST(test_open_refuses),
		TEST(test_open_refuses_a_key_that_others_read),
		TEST(test_empty_register),
		TEST(test_register_is_intact),
		TEST(test_large_register_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
