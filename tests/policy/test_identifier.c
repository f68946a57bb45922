/* SPDX-License-Identifier: BSD-2-Clause */
/* Whom texts identify, against a register in memory; half of the cases are near misses. */
#include "policy/match/identifier.h"

#include "policy/match/candidate.h"

#include "tests/policy/fake_register.h"
#include "tests/policy/identities_shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static char *describe(const struct register_view *view, const char *text)
{
	const struct identifier_search how = {.view = view, .window_characters = 300};

	return identities_shown(&how, text);
}

static void test_scan(void **state)
{
	static const struct {
		const char *name, *text, *found;
	} cases[] = {
		{"reference alone", "Our reference is HB-2204417.", "MEDIUM 0"},
		{"reference, other separators", "HB 2204417, please", "MEDIUM 0"},
		{"reference in groups", "account 771 203 345", "MEDIUM 0"},
		{"reference, lower case, slash", "see hb/2204417", "MEDIUM 0"},
		{"short digits need a word", "We counted 4471 bins.", ""},
		{"short digits with a word", "Claim no. 4471 is open.", "MEDIUM 4"},
		{"within a longer word", "XHB-2204417 and HB-22044175", ""},
		{"within a longer number", "invoice 27712033459", ""},
		{"within grouped digits", "card 1234 771 203 345", ""},
		{"amount", "It cost \u00a3771203345.", ""},
		{"with a decimal", "771203345.50 in all", ""},
		{"e-mail", "Write to Dot.P@webpost.example.", "MEDIUM 0"},
		{"e-mail in brackets", "<dot.p@webpost.example>", "MEDIUM 0"},
		{"longer e-mail", "adot.p@webpost.example dot.p@webpost.example.org", ""},
		{"phone", "ring 01632 960101 today", "MEDIUM 0"},
		{"phone from abroad", "+44 (0)1632-960 101", "MEDIUM 0"},
		{"phone 0044", "00441632960101", "MEDIUM 0"},
		{"phone without blanks", "01632960101", "MEDIUM 0"},
		{"two phones with a slash", "01632 960101/07700 900102", "MEDIUM 0, MEDIUM 1"},
		{"phone in a longer number", "9016329601012", ""},
		{"shared phone alone", "ring 01632 960120", ""},
		{"shared phone, shared surname", "Mrs Okafor, 01632 960120", ""},
		{"shared phone and shared address", "01632 960120, 7 Wherry Close, NM4 2BD", ""},
		{"shared phone with the name", "Amara Okafor, 01632 960120", "HIGH 3"},
		{"NI number, any prefix", "mw 48 20 17 b", "MEDIUM 0"},
		{"NI number without its suffix", "MW482017", "MEDIUM 0"},
		{"NI number in a longer code", "XMW482017B MW482017BX", ""},
		{"NHS number of the register", "NHS 999 104 2016", "MEDIUM 0"},
		{"reference and surname", "Mrs Pickersgill (HB-2204417)", "HIGH 0"},
		{"reference and another's surname", "Mrs Qureshi (HB-2204417)", "MEDIUM 0"},
		{"surname as a common word", "HB-2204417: the grey marsh", "MEDIUM 0"},
		{"reference and postcode", "HB-2204417, NM2 4LD", "HIGH 0"},
		{"two references of one row", "HB-2204417 and 771203345", "HIGH 0"},
		{"the same reference twice", "HB-2204417 and HB 2204417", "MEDIUM 0"},
		{"values of two people", "HB-2204417 and CAS-26-00417", "MEDIUM 0, MEDIUM 1"},
		{"name and postcode", "Dorothy Pickersgill of NM2 4LD", "HIGH 0"},
		{"name over a line end", "Dorothy\nPickersgill\n14 Kelp Lane\nNM24LD", "HIGH 0"},
		{"surname first", "Pickersgill, Dorothy; NM2 4LD", "HIGH 0"},
		{"capitals", "DOROTHY PICKERSGILL NM2 4LD", "HIGH 0"},
		{"small letters", "dorothy pickersgill nm2 4ld", "HIGH 0"},
		{"possessive", "Dorothy Pickersgill's claim HB-2204417", "HIGH 0"},
		{"typographic possessive", "Dorothy Pickersgill\u2019s home, NM2 4LD", "HIGH 0"},
		{"title and middle name", "Mrs Dorothy Ann Pickersgill, NM2 4LD", "HIGH 0"},
		{"two-word surname", "Se\u00e1n \u00d3 Faol\u00e1in, NM6 1UX", "HIGH 4"},
		{"without diacritics", "Sean O'Faolain, NM6 1UX", "HIGH 4"},
		{"double surname", "Zoe Bronte Hale, NM2 9HW", "HIGH 5"},
		{"double surname, hyphen", "Zo\u00eb Bront\u00eb\u2011Hale NM2 9HW", "HIGH 5"},
		{"a table's row", "D'Arcy,Louise,9\nPickersgill,Dorothy,14,Kelp Lane,NM2 4LD\n", "HIGH 0"},
		{"name and address", "Dorothy Pickersgill, 14 Kelp Lane", "HIGH 0"},
		{"address abbreviated", "Dorothy Pickersgill, 14 Kelp Ln.", "HIGH 0"},
		{"flat", "Se\u00e1n \u00d3 Faol\u00e1in, Flat 2, 40 Ferry Hill", "HIGH 4"},
		{"a house with a name", "Callum Strachan, Rose Cottage, Ferry Hill", "HIGH 9"},
		{"a house with a name, on lines", "Callum Strachan\nRose Cottage\nFerry Hill", "HIGH 9"},
		{"a house with another name", "Callum Strachan, Ivy Cottage, Ferry Hill", ""},
		{"a house with a name in another street", "Callum Strachan, Rose Cottage, Kelp Lane", ""},
		{"a flat in a house with a name", "Edith Lockwood, Flat 9, Heron House, Wherry Close", "HIGH 10"},
		{"another flat in it", "Edith Lockwood, Flat 8, Heron House, Wherry Close", ""},
		{"another house", "Dorothy Pickersgill, 15 Kelp Lane", ""},
		{"surname and birth", "Mrs Pickersgill, born 9 March 1947", "HIGH 0"},
		{"surname and birth, numbers", "Pickersgill 09/03/1947", "HIGH 0"},
		{"surname and another's birth", "Mrs Pickersgill, born 21 November 1983", ""},
		{"bare name", "Dorothy Pickersgill came by.", ""},
		{"initial and surname", "D Pickersgill of NM2 4LD", ""},
		{"address without a name", "14 Kelp Lane, NM2 4LD", ""},
		{"postcode", "NM2 4LD", ""},
		{"date", "9 March 1947", ""},
		{"name of one, postcode of another", "Dorothy Pickersgill, NM1 6PT", ""},
		{"one row twice", "John Marsh, NM2 9HX", "HIGH 7, HIGH 8"},
		{"nothing", "", ""},
		{"not UTF-8", "\xff\xfe HB-2204417 \xc3", "MEDIUM 0"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = describe(&fake_register, cases[i].text);

		print_message("%s\n", cases[i].name);
		assert_string_equal(found, cases[i].found);
	}
}

/* How people write them. */
static void test_scan_shapes(void **state)
{
	static const struct {
		const char *text, *found;
	} cases[] = {
		{"ring 01632 960 101", "MEDIUM 0"},
		{"ring (01632) 960101", "MEDIUM 0"},
		{"ring 01632.960.101", "MEDIUM 0"},
		{"ring +44 1632 960101", "MEDIUM 0"},
		{"ring +44(0)1632960101", "MEDIUM 0"},
		{"ring 01632\u00a0960\u00a0101", "MEDIUM 0"},
		{"ring 01632\n960101", "MEDIUM 0"},
		{"ring \uff10\uff11\uff16\uff13\uff12 \uff19\uff16\uff10\uff11\uff10\uff11", "MEDIUM 0"},
		{"tel:+441632960101", "MEDIUM 0"},
		{"ring O1632 960101", ""},
		{"ring 01632 9601O1", ""},
		{"ring 01632 96010", ""},
		{"ring 01632 9601012", ""},
		{"NHS 999-104-2016", "MEDIUM 0"},
		{"NHS 999.104.2016", "MEDIUM 0"},
		{"NHS 999\u2009104\u20092016", "MEDIUM 0"},
		{"NHS 999 104 20167", ""},
		{"NI MW-48-20-17-B", "MEDIUM 0"},
		{"NI MW 48 20\n17 B", "MEDIUM 0"},
		{"NI MW482O17B", ""},
		{"HB\u20112204417", "MEDIUM 0"},
		{"HB\u00ad-2204417", "MEDIUM 0"},
		{"TEN/06012/3", "MEDIUM 2"},
		{"TEN 06012 3", "MEDIUM 2"},
		{"TEN/06012/34", ""},
		{"dot.p@webpost.example,imran.q@mailbox.example", "MEDIUM 0, MEDIUM 1"},
		{"Mrs Pickersgill, born 9.3.47", "HIGH 0"},
		{"Mrs Pickersgill, DOB 9-Mar-1947", "HIGH 0"},
		{"Mrs Pickersgill (1947-03-09)", "HIGH 0"},
		{"Mrs Pickersgill, born the 9th of March, 1947", "HIGH 0"},
		{"Mrs Pickersgill, born March 9, 1947", "HIGH 0"},
		{"Mrs Pickersgill, born 9/3/2047", ""},
		{"Mrs MacAskill, born 30/11/31", "HIGH 12"},
		{"Mrs McAskill, born 30/11/1931", "HIGH 12"},
		{"Mrs Mac Askill, born 30/11/1931", "HIGH 12"},
		{"mrs pickersgill born 9/3/1947", "HIGH 0"},
		{"PICKERSGILL, Mrs Dorothy, NM2 4LD", "HIGH 0"},
		{"Pickersgill, Dorothy Ann, NM2 4LD", "HIGH 0"},
		{"Dorothy Ann Mary Pickersgill, NM2 4LD", "HIGH 0"},
		{"Dorothy A. Pickersgill, NM2 4LD", "HIGH 0"},
		{"Chidi and Amara Okafor, 7 Wherry Close", "HIGH 2, HIGH 3"},
		{"Chidi & Amara Okafor, NM4 2BD", "HIGH 2, HIGH 3"},
		{"D. Pickersgill, 14 Kelp Lane", "HIGH 0"},
		{"Mrs D Pickersgill, 14 Kelp Lane", "HIGH 0"},
		{"Pickersgill, D., 14 Kelp Lane", "HIGH 0"},
		{"E. Pickersgill, 14 Kelp Lane", ""},
		{"D. Pickersgill, 15 Kelp Lane", ""},
		{"Mrs Pickersgill, 14 Kelp Lane", ""},
		{"S. Faol\u00e1in, 40 Ferry Hill", ""},
		{"Se\u00e1n \u00d3 Faol\u00e1in, 40 Ferry Hill", "HIGH 4"},
		{"Se\u00e1n \u00d3 Faol\u00e1in, Apt 2, 40 Ferry Hill", "HIGH 4"},
		{"Se\u00e1n \u00d3 Faol\u00e1in, Flat 3, 40 Ferry Hill", ""},
		{"Edith Lockwood, Heron House, Wherry Close", "HIGH 10"},
		{"Mairi MacAskill, Seaview, Ropewalk", "HIGH 12"},
		{"Mairi MacAskill\nSeaview\nRopewalk\nNorthmere", "HIGH 12"},
		{"Sarah Hart of 80 Sir Thomas More Close", "HIGH 13"},
		{"Dorothy Pickersgill, no. 14, Kelp Ln", "HIGH 0"},
		{"Dorothy Pickersgill, NM2-4LD", "HIGH 0"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = describe(&fake_register, cases[i].text);

		print_message("%s\n", cases[i].text);
		assert_string_equal(found, cases[i].found);
	}
}

#define LONG_NOTE                                                                                                      \
	"the lift was out of order for most of that month and the contractor came three times before the part was "    \
	"found; meanwhile a stair climber was lent and the neighbours on both sides helped with shopping, the post "   \
	"and the bins, which nobody had asked of them, and the ward office sent a card to say how much that was seen"

/* Whose details stand near whose name. */
static void test_scan_neighbours(void **state)
{
	static const struct {
		const char *name, *text, *found;
	} cases[] = {
		{"one's name, another's street", "Dorothy Pickersgill of 3 Lantern Row", ""},
		{"one's name, another's reference", "Dorothy Pickersgill (CAS-26-00417)", "MEDIUM 1"},
		{"two in a sentence", "Dorothy Pickersgill and Imran Qureshi, NM1 6PT", "HIGH 1"},
		{"two at one postcode", "Dorothy Pickersgill and Tomasz Lis, both of NM2 4LD", "HIGH 0, HIGH 11"},
		{"the postcode is the other's", "Dorothy Pickersgill lives in NM2 4LD. Tomasz Lis called.", "HIGH 0"},
		{"the postcode is the next one's", "Tomasz Lis called. Dorothy Pickersgill lives in NM2 4LD.",
		 "HIGH 0"},
		{"nobody's sentence", "Dorothy Pickersgill called. The bin in NM2 4LD is full.", "HIGH 0"},
		{"an abbreviation ends nothing", "Mr. Tomasz Lis of St. Mary's, NM2 4LD", "HIGH 11"},
		{"a household's phone", "Ring Amara Okafor on 01632 960120. Chidi Okafor is out.", "HIGH 3"},
		{"both of a household", "Ring Amara Okafor or Chidi Okafor on 01632 960120.", "HIGH 2, HIGH 3"},
		{"rows of a table", "Dorothy Pickersgill\tHB-2204417\nTomasz Lis\tNM2 4LD\tbin\n", "HIGH 0, HIGH 11"},
		{"not across rows", "Dorothy Pickersgill\tbins\tblue\nKelp Lane depot\tNM2 4LD\tgreen\n", ""},
		{"not across rows of CSV", "Pickersgill,Dorothy,bins,blue\nDepot,Kelp Lane,NM2 4LD,green\n", ""},
		{"not across short rows of CSV", "Pickersgill,Dorothy,bins\nDepot,,NM2 4LD\n", ""},
		{"not across rows with bars", "| Dorothy Pickersgill | bins |\n| the depot | NM2 4LD |\n", ""},
		{"not across aligned rows", "Dorothy Pickersgill    bins    blue\nThe depot    NM2 4LD    green\n", ""},
		{"one record over rows", "Name\tDorothy Pickersgill\nPostcode\tNM2 4LD\n", "HIGH 0"},
		{"one record with colons", "Tenant:\tDorothy Pickersgill\nWhere:\tNM2 4LD\n", "HIGH 0"},
		{"prose and a row", "Dorothy Pickersgill writes:\n\ndate\tpaid\tHB-2204417\n", "HIGH 0"},
		{"a wide row", "Dorothy Pickersgill\t" LONG_NOTE "\tHB-2204417\n", "HIGH 0"},
		{"the same in prose", "Dorothy Pickersgill: " LONG_NOTE " HB-2204417\n", "MEDIUM 0"},
		{"member by title", "Councillor Lee asks about HB-2211402", "MEDIUM 6"},
		{"member by title and forename", "Cllr Grace Lee, HB-2211402", "MEDIUM 6"},
		{"two members", "Cllrs Shah and Lee ask about HB-2211402", "MEDIUM 6"},
		{"title behind", "Lee (Cllr) asks about HB-2211402", "MEDIUM 6"},
		{"member, then resident", "Cllr Shah, Grace Lee rang, HB-2211402", "HIGH 6"},
		{"member in the greeting, resident below", "Dear Cllr Shah\nGrace Lee rang, HB-2211402", "HIGH 6"},
		{"no member", "Mrs Lee asks about HB-2211402", "HIGH 6"},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = describe(&fake_register, cases[i].text);

		print_message("%s\n", cases[i].name);
		assert_string_equal(found, cases[i].found);
	}
}

static void test_scan_window(void **state)
{
	static const struct {
		guint gap;
		const char *filler, *found;
	} cases[] = {
		{298, "x", "HIGH 0"}, {299, "x", "MEDIUM 0"}, {298, "\u00e9", "HIGH 0"}, {299, "\u00e9", "MEDIUM 0"}};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *text = g_string_new("HB-2204417 ");
		g_autofree char *found = NULL;

		for (guint n = 0; n < cases[i].gap; n++)
			g_string_append(text, cases[i].filler);
		g_string_append(text, " NM2 4LD");
		found = describe(&fake_register, text->str);
		print_message("%u\n", cases[i].gap);
		assert_string_equal(found, cases[i].found);
		g_string_free(text, TRUE);
	}
}

static void test_scan_patterns_without_register(void **state)
{
	static const struct {
		const char *text;
		gboolean is_found;
	} cases[] = {
		{"National Insurance number MW 35 80 27 C", TRUE},
		{"NI no: MW358027C", TRUE},
		{"part MW358027C", FALSE},
		{"her nino is QQ 12 34 56 C", FALSE},
		{"NI number QQ358027C", FALSE},
		{"NI number TN358027C", FALSE},
		{"NI number DA358027C", FALSE},
		{"NI number AB123456C", FALSE},
		{"NHS number 401 023 2137", FALSE},
		{"NHS number 943 476 5919", FALSE},
		{"NHS number 999 000 0018", FALSE},
		{"NHS number 4444444444", FALSE},
		{"patient 400 000 0005", FALSE},
		{"patient 400 000 0004", TRUE},
		{"call 400 000 0004", FALSE},
		{"CHI 010120 1234", FALSE},
		{"CHI 0101011237", FALSE},
	};
	const struct register_view none = {0};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *found = describe(&none, cases[i].text);

		print_message("%s\n", cases[i].text);
		assert_string_equal(found, cases[i].is_found ? "LOW" : "");
	}
}

/* A column's heading announces every row's number, however far below. */
static void test_scan_patterns_in_tables(void **state)
{
	static const struct {
		const char *heading, *found;
	} cases[] = {{"Name\tNI\tWard", "LOW"}, {"Name\tNHS number\tWard", ""}, {"Name\tPart\tWard", ""}};
	const struct register_view none = {0};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		GString *text = g_string_new(cases[i].heading);
		g_autofree char *found = NULL;

		for (guint n = 0; n < 20; n++)
			g_string_append(text, "\nsomebody\tnone\tAbbey");
		g_string_append(text, "\nsomebody\tMW358027C\tAbbey\n");
		found = describe(&none, text->str);
		assert_string_equal(found, cases[i].found);
		g_string_free(text, TRUE);
	}
}

static void test_kinds(void **state)
{
	const struct identifier_search how = {.view = &fake_register, .window_characters = 300};
	g_autoptr(GPtrArray) identities =
		identifier_scan(&how, "Dorothy Pickersgill, 14 Kelp Lane, NM2 4LD, born 9/3/1947, HB-2204417");
	const struct identity *identity = g_ptr_array_index(identities, 0);
	g_autofree char *kinds = identifier_kinds(identity->fields);

	(void)state;
	assert_int_equal(identities->len, 1);
	assert_string_equal(kinds, "name, address, postcode, date of birth, reference");
}

static void test_names(void **state)
{
	static const struct {
		const char *text;
		gboolean is_named;
	} cases[] = {
		{"Any news of Dorothy Pickersgill?", TRUE},
		{"Mrs Pickersgill called.", TRUE},
		{"about HB-2204417", TRUE},
		{"Dorothy called.", FALSE},
		{"the house in NM2 4LD", FALSE},
		{"Mr Qureshi called.", FALSE},
		{"", FALSE},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(identifier_names(&fake_register, cases[i].text, 0), cases[i].is_named);
}

static gsize asked;

static gsize count_find(const void *context, enum register_field field, const char *value, register_row *ret_rows,
			gsize max)
{
	asked++;
	if (field == REGISTER_POSTCODE)
		return fake_find(context, field, value, ret_rows, max);
	return 0;
}

/* A text of postcodes and names costs no more look-ups than the limits allow. */
static void test_scan_limits(void **state)
{
	struct register_view view = fake_register;
	const struct identifier_search how = {.view = &view, .window_characters = 300};
	GString *text = g_string_new(NULL);

	(void)state;
	view.find = count_find;
	for (int i = 0; i < 40000; i++)
		g_string_append(text, "NM2 4LD Ann Bee Cee Dee ");
	g_ptr_array_unref(identifier_scan(&how, text->str));
	assert_true(asked > IDENTIFIER_MAX_NAME_LOOKUPS / 2);
	assert_true(asked <= IDENTIFIER_MAX_NAME_LOOKUPS + CANDIDATES_MAX + 100);
	g_string_free(text, TRUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scan),
		cmocka_unit_test(test_scan_shapes),
		cmocka_unit_test(test_scan_neighbours),
		cmocka_unit_test(test_scan_window),
		cmocka_unit_test(test_scan_patterns_without_register),
		cmocka_unit_test(test_scan_patterns_in_tables),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_scan_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
