/* SPDX-License-Identifier: BSD-2-Clause */
/* Residents' data on its way to members: tiers, bases, whose words they are, what the finding says. */
#include "policy/checks/checks.h"

#include "tests/policy/fake_register.h"
#include "tests/policy/mail_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char officer[] = "j.hart@northmere.gov.uk", lee[] = "cllr.lee@northmere.gov.uk",
		  shah[] = "cllr.shah@northmere.gov.uk",
		  both[] = "cllr.lee@northmere.gov.uk cllr.shah@northmere.gov.uk";

static int set_up(void **state)
{
	static struct policy policy;

	policy = fixture_policy(&constituent_data_check, ACTION_HOLD, lexicons_new(g_ptr_array_new(), NULL, NULL, NULL),
				fake_register);
	*state = &policy;
	return 0;
}

static int tear_down(void **state)
{
	policy_done(*state);
	return 0;
}

#define HIGH_0 "Dorothy Pickersgill, NM2 4LD, asks about her bin.\n"
#define FILLER "The bins of the whole street are emptied on Tuesdays, and the blue ones every second week.\n"
#define HIGH_1 "Imran Qureshi, NM1 6PT, asks about his bin.\n"
#define QUOTE(from, to)                                                                                                \
	"\nThank you.\n\n> From: " from "\n> Sent: 12 May 2026 10:00\n> To: " to "\n> Subject: A case\n>\n> "

struct letter_case {
	const char *name, *sender, *recipients, *text, *findings;
};

static void judge_all(const struct policy *policy, const struct letter_case *cases, gsize count)
{
	for (gsize i = 0; i < count; i++) {
		struct verdict *verdict = fixture_judge(policy, cases[i].sender, cases[i].recipients, cases[i].text);
		g_autofree char *findings = fixture_describe(verdict);

		print_message("%s\n", cases[i].name);
		assert_string_equal(findings, cases[i].findings);
		verdict_free(verdict);
	}
}

static const struct letter_case tiers_and_bases[] = {
	{"HIGH", officer, lee, "\n" HIGH_0, "hold cllr.lee"},
	{"MEDIUM", officer, lee, "\nSee HB-2204417.\n", "notice cllr.lee"},
	{"LOW", officer, lee, "\nNational Insurance number MW 35 80 27 C.\n", "observe cllr.lee"},
	{"all three", officer, lee,
	 "\n" HIGH_0 "National Insurance number MW 35 80 27 C.\n\n" HIGH_1 "See HB-2211402.\n", "hold cllr.lee"},
	{"HIGH for one, MEDIUM for the other", officer, both,
	 "\n" HIGH_1 FILLER FILLER FILLER FILLER "See HB-2204417.\n", "notice cllr.lee; hold cllr.shah"},
	{"MEDIUM and LOW", officer, lee, "\nHB-2204417, and National Insurance number MW 35 80 27 C.\n",
	 "notice cllr.lee"},
	{"nobody", officer, lee, "\nThe bins are out.\n", ""},
	{"in the subject", officer, lee, "Subject: HB-2204417\n\nSee above.\n", "notice cllr.lee"},
	{"in an attachment", officer, lee,
	 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nAttached.\n--b\nContent-Type: text/plain\n"
	 "Content-Disposition: attachment; filename=a.txt\n\n" HIGH_0 "--b--\n",
	 "hold cllr.lee"},
	{"basis for one of two", officer, both, "\n" HIGH_1, "hold cllr.shah"},
	{"basis, through the list", officer, "planning@northmere.gov.uk", "\n" HIGH_1, "hold cllr.shah"},
	{"basis, through the assistant", officer, "office.lee@northmere.gov.uk", "\n" HIGH_1, ""},
	{"basis at the member's private address", officer, "grace.lee@mailbox.example", "\n" HIGH_1, ""},
	{"no basis, through the assistant", officer, "office.lee@northmere.gov.uk", "\n" HIGH_0, "hold cllr.lee"},
	{"its matter", officer, lee, "\nSean O'Faolain, NM6 1UX, CAS-26-00588.\n", ""},
	{"no matter", officer, lee, "\nSean O'Faolain, NM6 1UX.\n", ""},
	{"another matter", officer, lee, "\nSean O'Faolain, NM6 1UX, CAS-26-00599.\n", "hold cllr.lee"},
	{"a matter of nobody's", officer, lee, "\nSean O'Faolain, NM6 1UX, about file CAS-26-00931.\n",
	 "hold cllr.lee"},
	{"a matter of nobody's, called one", officer, lee, "\nSean O'Faolain, NM6 1UX. new matter, CAS-26-00931\n",
	 "hold cllr.lee"},
	{"its matter and one of nobody's", officer, lee,
	 "\nSean O'Faolain, NM6 1UX, CAS-26-00588, as in file CAS-26-00931.\n", ""},
	{"a letter's own reference", officer, lee, "\nOur ref: HSG/26/0093\n\nSean O'Faolain, NM6 1UX.\n", ""},
	{"for any matter", officer, lee, "\n" HIGH_1 "\n\nSee file CAS-26-00931.\n", ""},
	{"reference in the subject, name below", officer, lee, "Subject: HB-2204417\n\nMrs Pickersgill rang.\n",
	 "hold cllr.lee"},
	{"reference in the subject, name far below", officer, lee,
	 "Subject: HB-2204417\n\n" FILLER FILLER FILLER FILLER "Mrs Pickersgill rang.\n", "notice cllr.lee"},
	{"one person in two rows, one with a basis", officer, lee, "\nJohn Marsh, NM2 9HX.\n", ""},
	{"the same to another", officer, shah, "\nJohn Marsh, NM2 9HX.\n", "hold cllr.shah"},
	{"co-optee alone", officer, "co.optee@northmere.gov.uk", "\n" HIGH_0, ""},
	{"member sends", lee, shah, "\n" HIGH_0, ""},
	{"only in the signature", officer, lee, "\nThe bins are out.\n\n-- \nJo Hart\n01632 960101\n", ""},
	{"the member is a resident too", officer, lee, "\nGrace Lee, HB-2211402.\n", "hold cllr.lee"},
};

static void test_tiers_and_bases(void **state)
{
	judge_all(*state, tiers_and_bases, G_N_ELEMENTS(tiers_and_bases));
}

static const struct letter_case quotes[] = {
	{"constituent in Cc", officer, "cllr.shah@northmere.gov.uk dot.p@webpost.example", "\n" HIGH_0, ""},
	{"constituent in Cc, another in the text", officer, "cllr.shah@northmere.gov.uk dot.p@webpost.example",
	 "\n" HIGH_0 "\n\n" HIGH_1, "hold cllr.shah"},
	{"constituent in Bcc shows nobody", officer, "cllr.shah@northmere.gov.uk dot.p@webpost.example",
	 "To: cllr.shah@northmere.gov.uk\n\n" HIGH_0, "hold cllr.shah"},
	{"own letter to the member", officer, lee,
	 QUOTE("Dorothy Pickersgill <dot.p@webpost.example>", "Cllr Lee <cllr.lee@northmere.gov.uk>") HIGH_0, ""},
	{"own letter to another member", officer, both,
	 QUOTE("Dorothy Pickersgill <dot.p@webpost.example>", "Cllr Lee <cllr.lee@northmere.gov.uk>") HIGH_0,
	 "hold cllr.shah"},
	{"own letter to the officer", officer, lee,
	 QUOTE("Dorothy Pickersgill <dot.p@webpost.example>", "Jo Hart <j.hart@northmere.gov.uk>") "My bin.\n",
	 "hold cllr.lee"},
	{"the member's own letter quoted back", officer, lee,
	 QUOTE("Cllr Lee <cllr.lee@northmere.gov.uk>", "Jo Hart <j.hart@northmere.gov.uk>") HIGH_0, ""},
	{"and copied to another", officer, both,
	 QUOTE("Cllr Lee <cllr.lee@northmere.gov.uk>", "Jo Hart <j.hart@northmere.gov.uk>") HIGH_0, "hold cllr.shah"},
	{"echo: what the member supplied", officer, lee,
	 "\n" HIGH_0 QUOTE("Cllr Lee <cllr.lee@northmere.gov.uk>", "Jo Hart <j.hart@northmere.gov.uk>") HIGH_0, ""},
	{"more than the member supplied", officer, lee,
	 "\nHB-2204417, 9 March 1947.\n" QUOTE("Cllr Lee <cllr.lee@northmere.gov.uk>",
					       "Jo Hart <j.hart@northmere.gov.uk>") HIGH_0,
	 "notice cllr.lee"},
	{"the member asked by name", officer, lee,
	 "\n" HIGH_0 QUOTE("Cllr Lee <cllr.lee@northmere.gov.uk>",
			   "Jo Hart <j.hart@northmere.gov.uk>") "Any news of Mrs Pickersgill?\n",
	 "notice cllr.lee"},
	{"the member asked about somebody else", officer, lee,
	 "\n" HIGH_0 QUOTE("Cllr Lee <cllr.lee@northmere.gov.uk>",
			   "Jo Hart <j.hart@northmere.gov.uk>") "Any news of Mr Qureshi?\n",
	 "hold cllr.lee"},
	{"the head of the member's letter asks nothing", officer, lee,
	 "\nGrace Lee of NM3 8RP rang.\n" QUOTE("Grace Lee <cllr.lee@northmere.gov.uk>",
						"Jo Hart <j.hart@northmere.gov.uk>") "Any news?\n",
	 "hold cllr.lee"},
	{"an officer's letter passed on", officer, lee,
	 QUOTE("Sam Priestley <s.priestley@northmere.gov.uk>", "Jo Hart <j.hart@northmere.gov.uk>") HIGH_0,
	 "hold cllr.lee"},
};

static void test_quotes(void **state)
{
	judge_all(*state, quotes, G_N_ELEMENTS(quotes));
}

static gboolean *flag_of(const struct policy *policy, const char *key)
{
	const struct rule *rule = g_ptr_array_index(policy->rules, 0);
	const struct setting *setting = rule->check->settings;

	while (strcmp(setting->key, key) != 0)
		setting++;
	return (gboolean *)((char *)rule->settings + setting->offset);
}

static void test_settings(void **state)
{
	static const struct letter_case asked = {
		"request_is_basis", officer, lee,
		"\n" HIGH_0 QUOTE("Cllr Lee <cllr.lee@northmere.gov.uk>",
				  "Jo Hart <j.hart@northmere.gov.uk>") "Any news of Mrs Pickersgill?\n",
		""};
	static const struct letter_case in_copy = {"implied_basis off", officer,
						   "cllr.shah@northmere.gov.uk dot.p@webpost.example", "\n" HIGH_0,
						   "hold cllr.shah"};

	*flag_of(*state, "request_is_basis") = TRUE;
	judge_all(*state, &asked, 1);
	*flag_of(*state, "request_is_basis") = FALSE;
	*flag_of(*state, "implied_basis") = FALSE;
	judge_all(*state, &in_copy, 1);
	*flag_of(*state, "implied_basis") = TRUE;
}

static void test_override(void **state)
{
	static const struct letter_case quiet[] = {
		{"HIGH", officer, lee, "\n" HIGH_0, "flag cllr.lee"},
		{"MEDIUM", officer, lee, "\nSee HB-2204417.\n", "flag cllr.lee"},
		{"LOW", officer, lee, "\nNational Insurance number MW 35 80 27 C.\n", "observe cllr.lee"},
	};
	struct policy *policy = *state;
	struct rule *rule = g_ptr_array_index(policy->rules, 0);

	rule->is_action_overridden = TRUE;
	rule->action = ACTION_FLAG;
	judge_all(policy, quiet, G_N_ELEMENTS(quiet));
	rule->is_action_overridden = FALSE;
	rule->action = ACTION_HOLD;
}

static void test_basis_line(void **state)
{
	struct policy *policy = *state;
	struct verdict *verdict =
		fixture_judge(policy, officer, lee, "\n" HIGH_0 "\nBasis: asked, by phone on 3 May\n");
	const struct finding *finding = g_ptr_array_index(verdict->findings, 0);

	assert_int_equal(verdict->findings->len, 1);
	assert_int_equal(finding->configured, ACTION_HOLD);
	assert_int_equal(finding->applied, ACTION_OBSERVE);
	assert_int_equal(finding->because, BECAUSE_OVERRIDE);
	assert_string_equal(finding->basis_reason, "asked");
	assert_string_equal(finding->basis_text, "by phone on 3 May");
	verdict_free(verdict);
	g_ptr_array_set_size(policy->trusted, 0);
	verdict = fixture_judge(policy, officer, lee, "\n" HIGH_0 "\nBasis: asked, by phone on 3 May\n");
	finding = g_ptr_array_index(verdict->findings, 0);
	assert_int_equal(finding->applied, ACTION_HOLD);
	assert_null(finding->basis_reason);
	verdict_free(verdict);
	g_ptr_array_add(policy->trusted, g_inet_address_mask_new_from_string("127.0.0.1/32", NULL));
}

static void test_finding_holds_kinds_and_no_value(void **state)
{
	struct verdict *verdict = fixture_judge(
		*state, officer, "office.lee@northmere.gov.uk",
		"\nDorothy Pickersgill, 14 Kelp Lane, NM2 4LD, born 9 March 1947, dot.p@webpost.example.\n");
	const struct finding *finding = g_ptr_array_index(verdict->findings, 0);
	const struct evidence *evidence = g_ptr_array_index(finding->evidence, 0);

	assert_string_equal(finding->kinds, "name, address, postcode, date of birth, email address");
	assert_string_equal(evidence->what, finding->kinds);
	assert_string_equal(evidence->part, "1");
	assert_null(evidence->name);
	assert_string_equal(finding->cure_line, "Basis: asked, (when)");
	assert_int_equal(finding->constituents->len, 1);
	assert_string_equal(g_ptr_array_index(finding->constituents, 0), "row0");
	assert_string_equal(g_ptr_array_index(finding->recipients, 0), "office.lee@northmere.gov.uk");
	verdict_free(verdict);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tiers_and_bases), cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_settings),        cmocka_unit_test(test_override),
		cmocka_unit_test(test_basis_line),      cmocka_unit_test(test_finding_holds_kinds_and_no_value),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
