/* SPDX-License-Identifier: BSD-2-Clause */
/* Whom tables, forms, lists and hasty letters identify, in the ways people lay them out; half of them are near misses.
 * The expectations were written from the policy before the texts were judged. */
#include "policy/match/identifier.h"

#include "tests/policy/fake_register.h"
#include "tests/policy/identities_shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static char *describe(const char *text)
{
	const struct identifier_search how = {.view = &fake_register, .window_characters = 300};

	return identities_shown(&how, text);
}

struct form_case {
	const char *text, *found;
};

static void check(const struct form_case *cases, gsize count)
{
	guint differ = 0;

	for (gsize i = 0; i < count; i++) {
		g_autofree char *found = describe(cases[i].text);

		if (strcmp(found, cases[i].found) == 0)
			continue;
		print_message("%s\nexpected \"%s\", is \"%s\"\n", cases[i].text, cases[i].found, found);
		differ++;
	}
	assert_int_equal(differ, 0);
}

static void test_tables(void **state)
{
	static const struct form_case cases[] = {
		{"Visit\tNHS number\tPlan\n02/03/2026\t999 104 2016\t12 weeks\n", "MEDIUM 0"},
		{"NHS number\tVisits\n999 104 2016\t14\n999 118 8304\t3\n", "MEDIUM 0, MEDIUM 1"},
		{"Surname\tForename\tHouse\tStreet\nPickersgill\tDorothy\t14\tKelp Lane\n", "HIGH 0"},
		{"Surname\tDate of birth\nOkafor\t29/09/1975\n", "HIGH 3"},
		{"Ref | Name | Due\nTEN/06012/3 | Okafor | 12.50\n", "HIGH 2"},
		{"Name            Street            Postcode\nEdith Lockwood    Flat 9, Heron House, Wherry Close    "
		 "NM4 "
		 "2BG\n",
		 "HIGH 10"},
		{"Seen\tNI\tWard\n3\tCR 37 09 24 C\t4\n", "MEDIUM 1"},
		{"Account\tYear\n771 203 345\t2026\n", "MEDIUM 0"},
		{"999 104 2016\n999 118 8304\n", "MEDIUM 0, MEDIUM 1"},
		{"Name,Address\n\"Lis, Tomasz\",\"4 Kelp Lane, NM2 4LD\"\n", "HIGH 11"},
		{"NHS number\tSeen\n400 000 0004\t14/01/2026\n", "LOW"},
		{"Year\tNHS number\n2026\t4000000004\n", "LOW"},
		/* Near misses: rows of different people, sums, parts of longer numbers. */
		{"Name\tStreet\nDorothy Pickersgill\t3 Lantern Row\nImran Qureshi\t14 Kelp Lane\n", ""},
		{"Surname\tDate of birth\nPickersgill\t21/11/1983\nQureshi\t09/03/1947\n", ""},
		{"Road\tHouses\tGullies\nKelp Lane\t14\t3\nLantern Row\t3\t14\n", ""},
		{"Code\tPaid\n1771203345\t20.00\n7712033451\t3.00\n", ""},
		{"Stock no\tOn hand\n400 000 0004\t14\n", ""},
		{"NHS number\tSeen\n400 000 0005\t14/01/2026\n", ""},
		{"Postcode\tPermits\nNM2 4LD\t14\nNM1 6PT\t3\n", ""},
		{"Ward | Members | Seats\nMarsh | Lee | 2\nHart | Hill | 3\n", ""},
		{"Date\tTrain\n09/03/1947\t11.05\n21/11/1983\t12.10\n", ""},
		{"Lot\tPart\n12\tMW482017BX\n13\tXMW482017B\n", ""},
		{"House\tStreet\tPostcode\n14\tKelp Lane\tNM2 4LD\n7\tWherry Close\tNM4 2BD\n", ""},
	};

	(void)state;
	check(cases, G_N_ELEMENTS(cases));
}

static void test_forms(void **state)
{
	static const struct form_case cases[] = {
		{"Name: Dorothy Pickersgill\nDOB: 09/03/1947\n", "HIGH 0"},
		{"Forename: Imran\nSurname: Qureshi\nAddress: 3 Lantern Row\n", "HIGH 1"},
		{"Name:\tTomasz Lis\nAddress:\t4 Kelp Lane\nTel:\t(none)\n", "HIGH 11"},
		{"Surname: MACASKILL\nFirst name: MAIRI\nPostcode: NM1 2YF\n", "HIGH 12"},
		{"Tenant's name | Sarah Hart\nProperty | 80 Sir Thomas More Close\nRent | 412.10\n", "HIGH 13"},
		{"Applicant: Mr C. Strachan\nAddress: Rose Cottage, Ferry Hill\n", "HIGH 9"},
		{"Name Edith Lockwood Address Flat 9 Heron House Wherry Close", "HIGH 10"},
		{"Contact number: 07700 900102\nBest time: 09.00\n", "MEDIUM 1"},
		{"Customer: Okafor (Mrs)\nD.O.B.: 29 Sept 1975\n", "HIGH 3"},
		{"Your details\nMr Sean O Faolain\nFlat 2\n40 Ferry Hill\nNM6 1UX\n", "HIGH 4"},
		/* Near misses. */
		{"Name: ........\nDOB: 09/03/1947\n", ""},
		{"Name: Dorothy Pickersgill\nWard: Harbour\nDate: 09/03/2026\n", ""},
		{"Forename: Dorothy\nSurname: Qureshi\nAddress: 14 Kelp Lane\n", ""},
		{"Name: Callum Strachan\nVenue: The Old School, Ferry Hill\n", ""},
		{"Contact number: 07700 9001\nBest time: 02.00\n", ""},
		{"Surname: Marsh\nDOB: 14/02/1999\n", ""},
		{"Property: 80 Sir Thomas More Close\nTenant: void since May\n", ""},
		{"Name: Edith Lockwood\nAddress: Flat 8, Heron House, Wherry Close\n", ""},
	};

	(void)state;
	check(cases, G_N_ELEMENTS(cases));
}

static void test_hasty_letters(void **state)
{
	static const struct form_case cases[] = {
		{"the credit on 771.203.345 is released", "MEDIUM 0"},
		{"ring her on 44 7700 900102, not before ten", "MEDIUM 1"},
		{"ring her on 447700900102", "MEDIUM 1"},
		{"dorothy pickersgill 14 kelp lane rang again about the bins she wants it done", "HIGH 0"},
		{"its mrs pickersgill again nm2 4ld ref hb2204417", "HIGH 0"},
		{"Mr & Mrs Okafor at 7 Wherry Close: Chidi Okafor rang", "HIGH 2"},
		{"Chidi and Amara Okafor, 7 Wherry Close", "HIGH 2, HIGH 3"},
		{"Se\u00e1n \u00d3 Faol\u00e1in (NM6 1UX)", "HIGH 4"},
		{"Mairi Mac Askill, Seaview, Ropewalk", "HIGH 12"},
		{"Mairi McAskill of Seaview, Ropewalk", "HIGH 12"},
		{"D o r o t h y  P i c k e r s g i l l", ""},
		{"Dorothy  Pickersgill ,  14  Kelp  Lane ,  NM2  4LD", "HIGH 0"},
		{"Dorothy Pickersgill of NM2-4LD", "HIGH 0"},
		{"Dorothy Pickersgill of NM24LD.", "HIGH 0"},
		{"Sean O Faolain lives at 40/2 Ferry Hill", "HIGH 4"},
		{"Sarah Hart of 80, Sir Thomas More Cl.", "HIGH 13"},
		{"tel.07700 900102", "MEDIUM 1"},
		{"(T) 07700-900-102", "MEDIUM 1"},
		{"imran.q@mailbox.example;dot.p@webpost.example", "MEDIUM 0, MEDIUM 1"},
		{"his ref (CAS 26 00417) is open", "MEDIUM 1"},
		{"see CAS/26/00417", "MEDIUM 1"},
		/* Near misses. */
		{"Mrs Pickersgill of 14 Kelp Lane", ""},
		{"ring her on O77OO 9OO1O2", ""},
		{"HB-22O4417 is not one of ours", ""},
		{"version 771.203.345.1 is out", ""},
		{"host 10.771.203.345", ""},
		{"it is 144 7700 900102 in the ledger", ""},
		{"44 7700 900102 33 is the meter", ""},
		{"Mr & Mrs Okafor, 7 Wherry Close", ""},
		{"Dorothy Pickersgill will meet us at Kelp Lane at 14.00", ""},
		{"Kelp Lane, numbers 14 to 40, Dorothy said", ""},
		{"Sean O Faolain lives at 40/3 Ferry Hill", ""},
		{"Dorothy Pickersgill of NM2-4LE", ""},
		{"Grace Lee's street is long; the marsh floods in March 1947", ""},
		{"Imran from Lantern Row (number 3) came with Mr Lis", ""},
		{"fax 0 1632 9601012", ""},
		{"CAS-26-004170 and CAS-2600-417X", ""},
	};

	(void)state;
	check(cases, G_N_ELEMENTS(cases));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_hasty_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
