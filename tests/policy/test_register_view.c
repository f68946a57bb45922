/* SPDX-License-Identifier: BSD-2-Clause */
/* The one form of values, table by field, and dates. */
#include "policy/match/register_view.h"

#include "policy/match/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_normalise(void **state)
{
	static const struct {
		enum register_field field;
		const char *value, *normalised;
	} cases[] = {
		{REGISTER_REFERENCE, "HB-2204417", "hb2204417"},
		{REGISTER_REFERENCE, " ten/04419/2 ", "ten044192"},
		{REGISTER_REFERENCE, "HB\u20112204417", "hb2204417"},
		{REGISTER_REFERENCE, "\uff28\uff22 2204417", "hb2204417"},
		{REGISTER_REFERENCE, " -/ ", NULL},
		{REGISTER_EMAIL, "Dot.Pickersgill@WebPost.example", "dot.pickersgill@webpost.example"},
		{REGISTER_EMAIL, "mailto:a@b.example", "a@b.example"},
		{REGISTER_PHONE, "01632 960101", "01632960101"},
		{REGISTER_PHONE, "+44 (0)1632 960 101", "01632960101"},
		{REGISTER_PHONE, "0044-1632-960101", "01632960101"},
		{REGISTER_PHONE, "+441632960101", "01632960101"},
		{REGISTER_PHONE, "441632960101", "01632960101"},
		{REGISTER_PHONE, "n/a", NULL},
		{REGISTER_NINO, "MW 48 20 17 B", "mw482017"},
		{REGISTER_NINO, "mw482017", "mw482017"},
		{REGISTER_NINO, "TN12", "tn12"},
		{REGISTER_NHS_NUMBER, "999 104 2016", "9991042016"},
		{REGISTER_NHS_NUMBER, "999-104\u00a02016", "9991042016"},
		{REGISTER_NAME, "Se\u00e1n\x1f\u00d3 Faol\u00e1in", "sean\x1fofaolain"},
		{REGISTER_NAME,
		 "Zo\u00eb\x1f"
		 "Bront\u00eb-Hale",
		 "zoe\x1f"
		 "brontehale"},
		{REGISTER_NAME,
		 "Louise\x1f"
		 "D\u2019Arcy",
		 "louise\x1f"
		 "darcy"},
		{REGISTER_NAME, "Louise", NULL},
		{REGISTER_NAME,
		 "\x1f"
		 "Darcy",
		 NULL},
		{REGISTER_SURNAME, "O'Neill", "oneill"},
		{REGISTER_POSTCODE, "nm2 4ld", "nm24ld"},
		{REGISTER_POSTCODE, "NM24LD", "nm24ld"},
		{REGISTER_HOUSE_STREET, "14\x1fKelp Ln.", "14\x1fkelplane"},
		{REGISTER_HOUSE_STREET, "Flat 2, 81\x1fSaltmarsh Road", "flat281\x1fsaltmarshroad"},
		{REGISTER_HOUSE_STREET, "81/2\x1fSaltmarsh Road", "flat281\x1fsaltmarshroad"},
		{REGISTER_HOUSE_STREET, "81/B\x1fSaltmarsh Road", "81b\x1fsaltmarshroad"},
		{REGISTER_HOUSE_STREET, "No. 6A\x1fSt John's Rd", "6a\x1fstjohnsroad"},
		{REGISTER_DATE_OF_BIRTH, "1947-03-09", "1947-03-09"},
		{REGISTER_DATE_OF_BIRTH, "9/3/1947", "1947-03-09"},
		{REGISTER_DATE_OF_BIRTH, "9 March 1947", "1947-03-09"},
		{REGISTER_DATE_OF_BIRTH, "31/02/1964", NULL},
		{REGISTER_DATE_OF_BIRTH, "1947-03-09 or so", NULL},
		{REGISTER_NAME_POSTCODE, "Dorothy\x1fPickersgill\x1fNM2 4LD", "dorothy\x1fpickersgill\x1fnm24ld"},
		{REGISTER_NAME_ADDRESS,
		 "Dorothy\x1fPickersgill\x1f"
		 "14\x1fKelp Lane",
		 "dorothy\x1fpickersgill\x1f"
		 "14\x1fkelplane"},
		{REGISTER_SURNAME_BIRTH,
		 "Pickersgill\x1f"
		 "9.3.1947",
		 "pickersgill\x1f"
		 "1947-03-09"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *normalised = register_normalise(cases[i].field, cases[i].value);

		print_message("%s: %s\n", register_field_name(cases[i].field), cases[i].value);
		if (cases[i].normalised == NULL)
			assert_null(normalised);
		else
			assert_string_equal(normalised, cases[i].normalised);
	}
}

static void test_normalise_is_stable(void **state)
{
	static const struct {
		enum register_field field;
		const char *value;
	} cases[] = {{REGISTER_PHONE, "+44 1632 960101"},
		     {REGISTER_NINO, "MW482017B"},
		     {REGISTER_HOUSE_STREET, "14\x1fKelp Ln"},
		     {REGISTER_DATE_OF_BIRTH, "9 March 47"}};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *once = register_normalise(cases[i].field, cases[i].value);
		g_autofree char *twice = register_normalise(cases[i].field, once);

		assert_string_equal(once, twice);
	}
}

static void test_date_read(void **state)
{
	static const struct {
		const char *text, *iso;
		gsize length;
	} cases[] = {
		{"05/07/1964, and", "1964-07-05", 10},
		{"5.7.64", "1964-07-05", 6},
		{"5-7-2019", "2019-07-05", 8},
		{"1964-07-05T10", "1964-07-05", 10},
		{"5th of July, 1964", "1964-07-05", 17},
		{"5 Jul 1964", "1964-07-05", 10},
		{"1 Sept. 1964", "1964-09-01", 12},
		{"july 5, 1964", "1964-07-05", 12},
		{"05-Jul-64", "1964-07-05", 9},
		{"31/02/1964", NULL, 0},
		{"05/13/1964", NULL, 0},
		{"5/7/19645", NULL, 0},
		{"5/7/196", NULL, 0},
		{"5/7-1964", NULL, 0},
		{"0/7/1964", NULL, 0},
		{"22/01234/FUL", NULL, 0},
		{"5 maybe 1964", NULL, 0},
		{"may 5", NULL, 0},
		{"1.2.3.4", NULL, 0},
		{"", NULL, 0},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		char iso[DATE_ISO_BYTES] = "";

		print_message("%s\n", cases[i].text);
		assert_int_equal(date_read(cases[i].text, iso), cases[i].length);
		if (cases[i].iso != NULL)
			assert_string_equal(iso, cases[i].iso);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normalise),
		cmocka_unit_test(test_normalise_is_stable),
		cmocka_unit_test(test_date_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
