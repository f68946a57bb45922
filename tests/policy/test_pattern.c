/* SPDX-License-Identifier: BSD-2-Clause */
/* Numbers by their form: check digits, ranges, words that must stand near, and values that stand in guidance. Every
 * number here was made for these tests. */
#include "policy/match/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct pattern_case {
	const char *text, *found; /* names of kinds, apart by blanks */
};

static void check(guint kinds, const struct pattern_case *cases, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		struct fold *fold = fold_new(cases[i].text, strlen(cases[i].text));
		g_autoptr(GArray) matches = patterns_find(fold, cases[i].text, kinds, NULL, NULL);
		GString *found = g_string_new(NULL);

		for (guint n = 0; n < matches->len; n++)
			g_string_append_printf(found, "%s%s", n > 0 ? " " : "",
					       pattern_name(g_array_index(matches, struct pattern_match, n).kind));
		print_message("%s\n", cases[i].text);
		assert_string_equal(found->str, cases[i].found);
		g_string_free(found, TRUE);
		fold_free(fold);
	}
}

static void test_national_insurance(void **state)
{
	static const struct pattern_case cases[] = {
		{"National Insurance number MW 35 80 27 C", "national-insurance"},
		{"NI no: MW358027C", "national-insurance"},
		{"NINO mw-35-80-27-c.", "national-insurance"},
		{"NI number MW\u00a035\u00a080\u00a027\u00a0C", "national-insurance"},
		{"NI number \uff2d\uff37\uff13\uff15\uff18\uff10\uff12\uff17\uff23", "national-insurance"},
		{"NI number\nMW 35 80\n27 C", "national-insurance"},
		{"NI number MW358027 was given", "national-insurance"},
		{"NI number MW35802", ""},
		{"NI number MW3580277C", ""},
		{"NI number XMW358027C", ""},
		{"NI number MW358027CX", ""},
		{"NI number MW358O27C", ""},
		{"NI number MW358027E", ""},
		{"part MW358027C", ""},
		{"Ann Bee, NI MW358027C", "national-insurance"},
		{"NI: MW358027C", "national-insurance"},
		{"order MW358027C. NI funding is unchanged", ""},
		{"NI funding: order MW358027C", ""},
		{"omni number MW358027C", ""},
		{"her nino is QQ 12 34 56 C", ""},
		{"NI number QQ358027C", ""},
		{"NI number TN358027C", ""},
		{"NI number GB358027C", ""},
		{"NI number DA358027C", ""},
		{"NI number AO358027C", ""},
		{"NI number AB123456C", ""},
		{"NI number MW000000A", ""},
		{"NI number MW654321A", ""},
	};

	(void)state;
	check(patterns_default(), cases, G_N_ELEMENTS(cases));
}

static void test_health(void **state)
{
	static const struct pattern_case cases[] = {
		{"patient 400 000 0004", "nhs-number"},
		{"NHS no. 4000000004", "nhs-number"},
		{"NHS number 400-000-0004", "nhs-number"},
		{"patient 400 000 0005", ""},
		{"call 400 000 0004", ""},
		{"NHS number 14000000004", ""},
		{"NHS number 400 000 0004 12", ""},
		{"NHS number 200 000 0002", ""},
		{"NHS number 943 476 5919", ""},
		{"NHS number 999 000 0018", ""},
		{"NHS number 4444444444", ""},
		{"NHS number 1234567890", ""},
		{"CHI 1203471236", ""},
		{"the NHS number, which is 999 601 8512", "nhs-number"},
		{"NHS number 999 601 8513", ""},
		{"the NHS number, such as 400 000 0004", ""},
		{"an NHS number (for example 400 000 0004)", ""},
		{"NHS number, e.g. 400 000 0004", ""},
		{"CHI 010120 1234", ""},
		{"CHI 0101011237", ""},
		{"CHI 120347 1238", "chi-number"},
		{"CHI number 1203471238", "chi-number"},
		{"ring 1203471238", ""},
		{"CHI 3203471248", ""},
		{"she asks for his NHS number before anything else; the one read out to us over the telephone twice, "
		 "last Friday, was 400 000 0004",
		 "nhs-number"},
		{"the NHS asks before anything else; the one read out to us over the telephone twice, last Friday, "
		 "was 400 000 0004",
		 ""},
		{"NHS number\n400 000 0004\n400 000 0020\n", "nhs-number nhs-number"},
		{"NHS number\tSeen\n400 000 0004\t14/01/2026\n", "nhs-number"},
		{"NHS number 400 000\n0004\n", "nhs-number"},
		{"NHS number 400 000 0004\u00a012", ""},
		{"Seen\tNHS number\n02/03/2026\t400 000 0005\n", ""},
	};

	(void)state;
	check(patterns_default(), cases, G_N_ELEMENTS(cases));
}

static void test_money(void **state)
{
	static const struct pattern_case cases[] = {
		{"UTR 5847261935", "tax-reference"},
		{"UTR 5847261936", ""},
		{"his tax reference is 3458726193", ""},
		{"UTR 2458726193", "tax-reference"},
		{"UTR 24587 26193", "tax-reference"},
		{"UTR 2458726193K", "tax-reference"},
		{"batch 2458726193", ""},
		{"UTR 3282497350", ""},
		{"UTR 1111111111", ""},
		{"sort code 40-81-17, account number 58213946", "bank-account"},
		{"Sort code: 408117 Account: 5821 3946", "bank-account"},
		{"Sort code: 40 81 17\nAccount no: 58213946", "bank-account"},
		{"40-81-17 58213946 (sort code and account)", "bank-account"},
		{"sort code 40-81-17", ""},
		{"sort code 40-81-17, we meet at 10", ""},
		{"on 12-05-26 the account 58213946", ""},
		{"sort code 08-99-99 account 66374958", ""},
		{"sort code 12-34-56 account 58213946", ""},
		{"sort code 40-81-17 account 12345678", ""},
		{"sort code 40-81-17 account 00000000", ""},
		{"sort code 40-81-17 account 582139461", ""},
		{"IBAN GB31 NMBC 4081 1758 2139 46", "iban"},
		{"IBAN gb31nmbc40811758213946", "iban"},
		{"IBAN GB31 NMBC 4081 1758 2139 46 and more", "iban"},
		{"IBAN GB32 NMBC 4081 1758 2139 46", ""},
		{"item GB31NMBC40811758213946", ""},
		{"IBAN GB82 WEST 1234 5698 7654 32", ""},
		{"IBAN GB29NWBK60161331926819", ""},
		{"card 4539 1488 0343 6467", "card"},
		{"debit card 4539-1488-0343-6467 expires 11/27", "card"},
		{"card 4539148803436467", "card"},
		{"card 4539148803436468", ""},
		{"order 4539148803436467", ""},
		{"card 94539148803436467", ""},
		{"card 4539148803436467 1", ""},
		{"card 8539148803436463", ""},
		{"card 4111 1111 1111 1111", ""},
		{"card 4242424242424242", ""},
		{"card 4539578763621486", ""},
		{"card 5555 5555 5555 4444", ""},
		{"card 0000000000000000", ""},
	};

	(void)state;
	check(patterns_default(), cases, G_N_ELEMENTS(cases));
}

static const struct pattern_case papers[] = {
	{"date of birth 5 July 1964", "date-of-birth"},
	{"DOB: 05/07/64", "date-of-birth"},
	{"born on 5.7.1964", "date-of-birth"},
	{"born on 31/02/1964", ""},
	{"we met on 5 July 2024", ""},
	{"driving licence TALLY 653127 WA9XK", "driving-licence"},
	{"driving licence TALLY653127WA9XK", "driving-licence"},
	{"driving licence TALLY613127WA9XK", ""},
	{"driving licence MORGA657054SM9IJ", ""},
	{"code TALLY653127WA9XK", ""},
	{"passport 538291746", "passport"},
	{"account 538291746", ""},
	{"passport 123456789", ""},
	{"passport 5382917461", ""},
	{"UPRN 100062419999", "uprn"},
	{"UPRN 1000624199991", ""},
	{"vehicle reg NM62 QRS", ""},
	{"vehicle reg NM62 KRS", "vehicle"},
	{"a car, NM62KRS", "vehicle"},
	{"reg N123 KRS", "vehicle"},
	{"vehicle reg NM35 KRS", ""},
	{"vehicle reg AB51 ABC", ""},
	{"plan NM62 KRS", ""},
	{"electoral number QW 417", "electoral-number"},
	{"room QW 417", ""},
	{"electoral number AB1234", ""},
};

static void test_papers(void **state)
{
	(void)state;
	check((1u << PATTERN_KINDS) - 1, papers, G_N_ELEMENTS(papers));
}

/* What the configuration has not asked for is not found. */
static void test_papers_off(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(papers); i++) {
		const struct pattern_case none = {papers[i].text, ""};

		check(patterns_default(), &none, 1);
	}
}

static void test_names(void **state)
{
	enum pattern_kind kind;

	(void)state;
	for (guint i = 0; i < PATTERN_KINDS; i++) {
		assert_true(pattern_from_name(pattern_name((enum pattern_kind)i), &kind));
		assert_int_equal(kind, i);
		assert_true(*pattern_words(kind) != '\0');
	}
	assert_false(pattern_from_name("shoe-size", &kind));
}

static void test_limit(void **state)
{
	GString *text = g_string_new(NULL);
	struct fold *fold;
	g_autoptr(GArray) matches = NULL;

	(void)state;
	for (int i = 0; i < PATTERN_MAX_MATCHES + 10; i++)
		g_string_append(text, "NI MW358027C. ");
	fold = fold_new(text->str, text->len);
	matches = patterns_find(fold, text->str, patterns_default(), NULL, NULL);
	assert_int_equal(matches->len, PATTERN_MAX_MATCHES);
	fold_free(fold);
	g_string_free(text, TRUE);
}

/* Each place costs what stands there, not all that follows it: this would take hours. */
static void test_many_numbers(void **state)
{
	GString *text = g_string_new(NULL);
	struct fold *fold;
	g_autoptr(GArray) matches = NULL;

	(void)state;
	while (text->len < 8 * 1024 * 1024)
		g_string_append(text, "2198765432K 73415 ");
	fold = fold_new(text->str, text->len);
	matches = patterns_find(fold, text->str, 1u << PATTERN_TAX_REFERENCE | 1u << PATTERN_PROPERTY, NULL, NULL);
	assert_int_equal(matches->len, 0);
	fold_free(fold);
	g_string_free(text, TRUE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_national_insurance),
		cmocka_unit_test(test_health),
		cmocka_unit_test(test_money),
		cmocka_unit_test(test_papers),
		cmocka_unit_test(test_papers_off),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_many_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
