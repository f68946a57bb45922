/* SPDX-License-Identifier: BSD-2-Clause */
/* The casework system's export: values that cannot be are refused with their line, and never repeated. */
#include "conf/constituents.h"

#include "store/register.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static GPtrArray *load(const char *folder, GPtrArray *(*loader)(const char *, GError **), const char *header,
		       const char *row, GError **error)
{
	g_autofree char *text = g_strconcat(header, "\n", row, "\n", NULL);
	g_autofree char *path = files_write(folder, "rows.csv", text);

	return loader(path, error);
}

static void test_constituents_load_row(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows =
		load(*state, constituents_load,
		     "references,id,forename,surname,email,phone,house,street,postcode,date_of_birth,nino,nhs_number",
		     "HB-1; CAS 2,C1,Ana,Doe,ana@mailbox.example,+44 7700 900102,\"Flat 2, 81\",Kelp "
		     "Lane,nm2 4ld,1947-03-09,mw 48 20 17 b,999 000 0018",
		     &error);
	const struct register_constituent *row;

	assert_non_null(rows);
	row = g_ptr_array_index(rows, 0);
	assert_string_equal(row->id, "C1");
	assert_string_equal(row->house, "Flat 2, 81");
	assert_string_equal(row->references[0], "HB-1");
	assert_string_equal(row->references[1], "CAS 2");
	assert_null(row->references[2]);
	assert_string_equal(row->date_of_birth, "1947-03-09");
	assert_int_equal(row->line, 2);
}

static void test_constituents_load_values(void **state)
{
	static const struct {
		const char *column, *value, *message; /* message NULL: fine */
	} cases[] = {
		{"email", "ana@mailbox.example", NULL},
		{"email", "mailbox.example",
		 "email: this is not an e-mail address; correct it or leave the cell empty"},
		{"phone", "(01632) 960-101", NULL},
		{"phone", "01632 960101 / 07700 900102",
		 "phone: this is not one telephone number; correct it or leave the cell empty"},
		{"phone", "n/a", "phone: this is not one telephone number; correct it or leave the cell empty"},
		{"postcode", "nm24ld", NULL},
		{"postcode", "BFPO 801", NULL},
		{"postcode", "NM2", "postcode: this is not a postcode; correct it or leave the cell empty"},
		{"date_of_birth", "2026-02-30", "date_of_birth: this is no date; write it as 1964-07-05"},
		{"date_of_birth", "05/07/1964", "date_of_birth: this is no date; write it as 1964-07-05"},
		{"date_of_birth", "1890-01-01", NULL},
		{"date_of_birth", "1889-12-31",
		 "date_of_birth: nobody alive was born then; correct it or leave the cell empty"},
		{"date_of_birth", "2999-01-01",
		 "date_of_birth: nobody alive was born then; correct it or leave the cell empty"},
		{"references", "ABCDEFGH-123456789012-3456;HB-1", NULL},
		{"references", "HB-1;ABCDEFGH-123456789012-34567",
		 "references: one has more than 24 letters and digits; separate them by ';'"},
		{"nino", "MW482017", NULL},
		{"nino", "MW 48 20 17 B", NULL},
		{"nino", "QQ123456C",
		 "nino: this is not a National Insurance number; correct it or leave the cell empty"},
		{"nino", "MO482017B",
		 "nino: this is not a National Insurance number; correct it or leave the cell empty"},
		{"nhs_number", "943 476 5919", NULL},
		{"nhs_number", "943-476-5918",
		 "nhs_number: this is not an NHS or CHI number; its check digit does not fit; correct it or leave the "
		 "cell empty"},
		{"nhs_number", "010101 1237", NULL},
		{"nhs_number", "12345",
		 "nhs_number: this is not an NHS or CHI number; its check digit does not fit; correct it or leave the "
		 "cell empty"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *header = g_strconcat("id,", cases[i].column, NULL);
		g_autofree char *row = g_strconcat("C1,", cases[i].value, NULL);
		g_autofree char *expected = g_strconcat("rows.csv:2: ", cases[i].message, NULL);
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) rows = load(*state, constituents_load, header, row, &error);
		const char *message = files_message(*state, error);

		if ((rows == NULL) != (cases[i].message != NULL) ||
		    (cases[i].message != NULL && strcmp(message, expected) != 0))
			fail_msg("%s %s: %s", cases[i].column, cases[i].value, message);
	}
}

static void test_constituents_load_long_cells(void **state)
{
	static const struct {
		const char *column;
		gsize length;
		gboolean is_fine;
	} cases[] = {{"surname", 320, TRUE}, {"surname", 321, FALSE}, {"house", 321, FALSE}, {"id", 321, FALSE}};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gboolean is_id = strcmp(cases[i].column, "id") == 0;
		g_autofree char *header = is_id ? g_strdup("id,surname") : g_strconcat("id,", cases[i].column, NULL);
		g_autofree char *cell = g_strnfill(cases[i].length, 'a');
		g_autofree char *row = is_id ? g_strconcat(cell, ",b", NULL) : g_strconcat("C1,", cell, NULL);
		g_autofree char *expected =
			g_strdup_printf("rows.csv:2: %s: this is longer than 320 bytes; correct it", cases[i].column);
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) rows = load(*state, constituents_load, header, row, &error);

		assert_int_equal(rows != NULL, cases[i].is_fine);
		if (rows == NULL)
			assert_string_equal(files_message(*state, error), expected);
	}
}

static void test_consents_load_row(void **state)
{
	g_autoptr(GPtrArray) rows =
		load(*state, consents_load, "constituent,member,basis,matter,from,until,withdrawn,evidence",
		     "C1,Cllr.Shah@northmere.gov.uk,Acting,,2026-01-12,2026-01-12,,\"Form, signed\"", NULL);
	const struct register_basis *row;

	assert_non_null(rows);
	row = g_ptr_array_index(rows, 0);
	assert_string_equal(row->constituent, "C1");
	assert_string_equal(row->member, "cllr.shah@northmere.gov.uk");
	assert_string_equal(row->basis, "acting");
	assert_null(row->matter);
	assert_int_equal(row->from, row->until);
	assert_int_equal(row->withdrawn, 0);
}

static void test_consents_load_refuses(void **state)
{
	static const struct {
		const char *name, *row, *message;
	} cases[] = {
		{"every reason of the policy", "C1,a@n.example,unreasonably-withheld,,", NULL},
		{"unknown basis", "C1,a@n.example,implied,,",
		 "basis: 'implied' is none of: consent, acting, asked, cannot-consent, consent-impracticable, "
		 "would-prejudice, unreasonably-withheld, legal-duty, safeguarding"},
		{"no member", "C1,Shah,consent,,", "member: 'Shah' is not one e-mail address"},
		{"two members", "C1,a@n.example b@n.example,consent,,",
		 "member: 'a@n.example b@n.example' is not one e-mail address"},
		{"bad date", "C1,a@n.example,consent,2026-02-30,",
		 "from: '2026-02-30' is no date; write it as 2026-05-14"},
		{"ends before it begins", "C1,a@n.example,consent,2026-02-02,2026-02-01",
		 "this basis ends before it begins"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *expected = g_strconcat("rows.csv:2: ", cases[i].message, NULL);
		g_autoptr(GError) error = NULL;
		g_autoptr(GPtrArray) rows =
			load(*state, consents_load, "constituent,member,basis,from,until", cases[i].row, &error);
		const char *message = files_message(*state, error);

		if ((rows == NULL) != (cases[i].message != NULL) ||
		    (cases[i].message != NULL && strcmp(message, expected) != 0))
			fail_msg("%s: %s", cases[i].name, message);
	}
}

/* The register is built whole or not at all, so all faults come at once. */
static void test_constituents_load_all_faults(void **state)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = g_build_filename(*state, "rows.csv", NULL);
	g_autofree char *expected = NULL;

	assert_null(load(*state, constituents_load, "id,nino,phone", "C1,ABC,\nC2,,\nC3,,12", &error));
	expected = g_strdup_printf("%s:2: nino: this is not a National Insurance number; correct it or leave the cell "
				   "empty\n%s:4: phone: this is not one telephone number; correct it or leave the cell "
				   "empty",
				   path, path);
	assert_string_equal(error->message, expected);
}

static void test_constituents_load_file(void **state)
{
	g_autoptr(GPtrArray) constituents = load(*state, constituents_load, "id", "C1", NULL);
	g_autoptr(GPtrArray) bases =
		load(*state, consents_load, "constituent,member,basis", "C1,a@n.example,consent", NULL);
	g_autofree char *path = g_build_filename(*state, "rows.csv", NULL);

	assert_string_equal(((struct register_constituent *)g_ptr_array_index(constituents, 0))->file, path);
	assert_string_equal(((struct register_basis *)g_ptr_array_index(bases, 0))->file, path);
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
		cmocka_unit_test(test_constituents_load_row),
		cmocka_unit_test(test_constituents_load_values),
		cmocka_unit_test(test_constituents_load_long_cells),
		cmocka_unit_test(test_consents_load_row),
		cmocka_unit_test(test_consents_load_refuses),
		cmocka_unit_test(test_constituents_load_all_faults),
		cmocka_unit_test(test_constituents_load_file),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
