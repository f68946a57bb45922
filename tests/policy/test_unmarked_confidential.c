/* SPDX-License-Identifier: BSD-2-Clause */
/* Confidential content without a marking, judged with the shipped lexicons; half of the cases are near misses. */
#include "policy/checks/checks.h"

#include "tests/policy/mail_fixture.h"
#include "tests/policy/shipped_lexicons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char officer[] = "j.hart@northmere.gov.uk", member[] = "cllr.lee@northmere.gov.uk";

static int set_up(void **state)
{
	static struct policy policy;

	policy = fixture_policy(&unmarked_confidential_check, ACTION_NOTICE, shipped_lexicons(),
				(struct register_view){0});
	*state = &policy;
	return 0;
}

static int tear_down(void **state)
{
	policy_done(*state);
	return 0;
}

static gboolean finds(struct policy *policy, const char *text)
{
	struct verdict *verdict = fixture_judge(policy, officer, member, text);
	gboolean is_found = verdict->findings->len > 0;

	verdict_free(verdict);
	return is_found;
}

static void test_exempt_wordings(void **state)
{
	static const char *const texts[] = {
		"By virtue of paragraph(s) 7 of Part 1 of Schedule 12A of the Local Government Act 1972.",
		"By virtue of paragraph(s) 3, 12, 14 of Part 1 of Schedule 7A\nof the Local Government(Scotland) Act "
		"1973.",
		"NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act "
		"1972",
		"EXEMPT: paragraph 3, Part 1, Schedule 12A LGA 1972",
		"This report contains exempt information as defined in paragraphs 3 and 5 of Part 1 of Schedule 12A.",
		"Exempt information: paras 3 & 5, Sch. 12A",
		"Exempt by virtue of Schedule 12A, paragraph 3",
		"The information is exempt under paragraph 8 of Schedule 7A of the Local Government (Scotland) Act "
		"1973.",
		"This appendix is exempt by virtue of paragraph 3 of Schedule 12A.",
		"Under paragraph 3 of Schedule12A this report is exempt.",
		"Restricted by virtue of paragraph(s) 12, 13 of Part 4 of Schedule 12A",
		"APPENDIX 2 - NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A",
		"EXEMPT (Schedule 12A, paragraph 3)",
		"Paragraph 3 of Part 1 of Schedule 12A applies to this report.",
		"I attach the report, which is exempt by virtue of paragraph 5 of Part 1 of Schedule 12A.",
		"This is the exempt appendix. It is exempt by virtue of paragraph 3 of Schedule 12A.",
		"It is exempt\u00a0information under paragraph\u00a03 of Schedule\u00a012A, like the others.",
		"By virtue of paragraph 9 of Part 1 of Schedule 7A this stays out of the public report.",
		"They are exempt under paragraph 3 of Schedule 12A, so I would be glad if you took care.",
		"The attached contains information which is exempt under paragraphs 1 and 2 of Part 1 of Schedule 12A.",
		"This item contains exempt information (Schedule 7A paragraphs 6 and 8).",
		"Part 1 is not exempt. Part 2 is exempt by virtue of paragraph 3 of Schedule 12A.",
		"I attach the exempt appendix (paragraph 3, Schedule 12A).",
		"Please find enclosed the confidential minutes (Schedule 7A, paragraph 1).",
		"Reason for exemption: Paragraph 3 of Part 1 of Schedule 12A (financial or business affairs)",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *mail = g_strdup_printf("Subject: Paper\nContent-Type: text/plain; charset=utf-8\n\n"
							"Dear Councillor,\n\n%s\n",
							texts[i]);

		print_message("%s\n", texts[i]);
		assert_true(finds(*state, mail));
	}
}

static void test_other_confidential_wordings(void **state)
{
	static const char *const texts[] = {
		"This paper is not for publication.",
		"NOT FOR CIRCULATION",
		"The pink papers are attached.",
		"This is legal advice and subject to legal professional privilege: the notice is bad.",
		"Counsel advised that the claim is weak, and the council's prospects of success are poor.",
		"The child protection conference met today. The social worker says the child is at risk of neglect.",
		"Mr Holt was suspended on full pay. The disciplinary hearing against him is in June; his grievance "
		"stands.",
		"Counsel's opinion is attached; it is privileged.",
		"The panel recommends dismissal of Mr Holt for gross misconduct.",
		"The bidders' prices are below. Our reserve price is 1.2 million.",
		"Leisure: the tender scores, which are commercially sensitive until the contract is awarded, are 71 "
		"and 64.",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *mail = g_strdup_printf("Subject: Paper\n\nDear Councillor,\n\n%s\n", texts[i]);

		print_message("%s\n", texts[i]);
		assert_true(finds(*state, mail));
	}
}

static void test_near_misses(void **state)
{
	static const char *const texts[] = {
		"Appendix 2 to this report is exempt by virtue of paragraph 3 of Schedule 12A.",
		"The appraisal is in the exempt appendix (paragraph 3 of Schedule 12A) and was circulated separately.",
		"RESOLVED: That the press and public be excluded from the meeting during consideration of item 9 on "
		"the\n"
		"grounds that it involves the likely disclosure of exempt information as defined in paragraph 3 of "
		"Part 1\n"
		"of Schedule 12A of the Local Government Act 1972.",
		"That the public be excluded from the meeting on the grounds of exempt information under paragraph 3 "
		"of\n"
		"Schedule 12A.",
		"Reports that are exempt under paragraph 3 of Schedule 12A must be marked.",
		"A report may be exempt under paragraph 3 of Schedule 12A if the public interest is served.",
		"This report is not exempt under Schedule 12A, paragraph 3.",
		"The report is no longer exempt under paragraph 3 of Schedule 12A: the contract is signed.",
		"This is an open report; nothing in it falls under paragraph 3 of Schedule 12A.",
		"The training covers what is exempt under paragraph 3 of Schedule 12A.",
		"Item 9: Leisure contract (exempt, paragraph 3 of Schedule 12A)",
		"Could you tell me whether the depot report is exempt under paragraph 3 of Schedule 12A?",
		"Can I have the exempt report under paragraph 3 of Schedule 12A that went to Cabinet?",
		"The exempt appendix (paragraph 3, Schedule 12A) is not attached.",
		"I do not attach the exempt appendix (paragraph 3, Schedule 12A).",
		"Is this report exempt under Schedule 12A paragraph 3? No",
		"Exempt from council tax, see paragraph 3 of the leaflet.",
		"Please mark papers not for publication where that applies.",
		"Appendix 2 is not for publication.",
		"The report was not for publication until March and has now been published.",
		"Your name and address are not for publication.",
		"AGENDA\n1. Apologies for absence\n2. Declarations of interest\n3. Minutes of the previous meeting\n\n"
		"9. Mill Lane: disposal of land\n   NOT FOR PUBLICATION by virtue of paragraph 3 of Schedule 12A\n",
		"Training session for report authors: worked example.\n\nNOT FOR PUBLICATION by virtue of paragraph 3 "
		"of\n"
		"Schedule 12A.",
		"Freedom of information request 26/0188.\n\nWe withheld the figure, exempt under paragraph 3 of "
		"Schedule\n"
		"12A. You may ask for an internal review.",
		"CONTRACT AWARD NOTICE. Five tenders were received; the bidders' prices are in the table. "
		"Commercially\n"
		"sensitive rates are left out.",
		"Minute 12 was exempt under paragraph 3 of Schedule 12A.",
		"Members of the public were asked to leave as the next report contained exempt information under\n"
		"paragraph 3 of Schedule 12A.",
		"Our rules say that exempt information under Schedule 12A, paragraph 3, is not to be passed on.",
		"Part 2 of the agenda (exempt, Schedule 12A paragraph 3) starts at eight.",
		"The exempt report will follow under separate cover.",
		"The disciplinary hearing is on Monday.",
		"We took legal advice.",
		"The tender closes on Friday.",
		"She spoke to a social worker.",
		"Safeguarding training for members is on 3 June; it covers child protection conferences and section "
		"47.",
		"The disciplinary procedure policy is under review.",
		"Our confidential helpline is open day and night.",
		"This e-mail and any attachments may be privileged and confidential and are intended solely for you.",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *mail = g_strdup_printf("Subject: Paper\n\nDear Councillor,\n\n%s\n", texts[i]);

		print_message("%s\n", texts[i]);
		assert_false(finds(*state, mail));
	}
}

#define EXEMPT "This report is exempt by virtue of paragraph 3 of Part 1 of Schedule 12A.\n"
#define ATTACHED(head, text)                                                                                           \
	"Subject: Report\nContent-Type: multipart/mixed; boundary=b\n" head "\n--b\n\nDear Councillor,\n\nAttached.\n" \
	"--b\nContent-Type: text/plain; name=report.txt\nContent-Disposition: attachment; "                            \
	"filename=report.txt\n\n" text "\n--b--\n"

static void test_where_and_to_whom(void **state)
{
	static const struct {
		const char *name, *sender, *recipients, *text, *findings;
	} cases[] = {
		{"authored", officer, member, "\n" EXEMPT, "notice cllr.lee"},
		{"two members", officer, "cllr.lee@northmere.gov.uk cllr.shah@northmere.gov.uk", "\n" EXEMPT,
		 "notice cllr.lee cllr.shah"},
		{"through a list", officer, "planning@northmere.gov.uk", "\n" EXEMPT, "notice cllr.lee cllr.shah"},
		{"through the assistant", officer, "office.lee@northmere.gov.uk", "\n" EXEMPT, "notice cllr.lee"},
		{"marked subject", officer, member, "Subject: CONFIDENTIAL: report\n\n" EXEMPT, ""},
		{"marked head", officer, member, "Subject: x\n\nCONFIDENTIAL\n\n" EXEMPT, ""},
		{"sensitivity", officer, member, "Sensitivity: Company-Confidential\n\n" EXEMPT, ""},
		{"sentence marks nothing here", officer, member, "\nPlease treat this as confidential.\n\n" EXEMPT,
		 "notice cllr.lee"},
		{"no member", officer, "co.optee@northmere.gov.uk", "\n" EXEMPT, ""},
		{"member sends", member, "cllr.shah@northmere.gov.uk", "\n" EXEMPT, ""},
		{"attached", officer, member, ATTACHED("", EXEMPT), "notice cllr.lee"},
		{"attachment with a marking alone", officer, member, ATTACHED("", "CONFIDENTIAL\n\nHeron Street depot"),
		 "notice cllr.lee"},
		{"attachment about waste", officer, member, ATTACHED("", "Confidential waste collection\n\nOn Friday"),
		 ""},
		{"attached, mail marked", officer, member, ATTACHED("Sensitivity: Private\n", EXEMPT), ""},
		{"folded in an invitation", officer, member,
		 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the invitation.\n--b\nContent-Type: "
		 "text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:The report\\, "
		 "exempt\\nby virtue of parag\n raph 3 of Part 1 of\\nSched\n\tule 12A.\nEND:VEVENT\n"
		 "END:VCALENDAR\n\n--b--\n",
		 "notice cllr.lee"},
		{"quoted from an officer", officer, member,
		 "\nSee below.\n\n> From: Sam Priestley <s.priestley@northmere.gov.uk>\n> Sent: 12 May 2026 10:00\n"
		 "> To: Jo Hart <j.hart@northmere.gov.uk>\n> Subject: Depot\n>\n> " EXEMPT,
		 "notice cllr.lee"},
		{"only in the signature", officer, member, "\nThe agenda is out.\n\n-- \nJo Hart\n" EXEMPT, ""},
		{"outsider too", officer, "cllr.lee@northmere.gov.uk buyer@firm.example", "\n" EXEMPT,
		 "notice cllr.lee; hold buyer"},
		{"MP is outside, co-optee inside", officer,
		 "cllr.lee@northmere.gov.uk frost.mp@parliament.example co.optee@northmere.gov.uk", "\n" EXEMPT,
		 "notice cllr.lee; hold frost.mp"},
		{"partner and protected", officer, "cllr.lee@northmere.gov.uk a@lawyers.example b@ombudsman.example",
		 "\n" EXEMPT, "notice cllr.lee"},
		{"a member's private address", officer, "grace.lee@mailbox.example", "\n" EXEMPT, "notice cllr.lee"},
		{"outsider whose address is in it", officer, "cllr.lee@northmere.gov.uk buyer@firm.example",
		 "\nBuyer@firm.example offers a million.\n\n" EXEMPT, "notice cllr.lee"},
		{"outsider alone", officer, "buyer@firm.example", "\n" EXEMPT, ""},
		{"safeguarding to an outsider", officer, "cllr.lee@northmere.gov.uk aunt@mailbox.example",
		 "\nThe child protection conference met. Her social worker reports signs of neglect.\n",
		 "notice cllr.lee aunt"},
		{"an attachment's name says it", officer, member,
		 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the list.\n--b\nContent-Type: text/plain; "
		 "name=\"CONFIDENTIAL - Heron Street.txt\"\n\nThe list.\n--b--\n",
		 "notice cllr.lee"},
		{"an attachment's name says it, and the subject", officer, member,
		 "Subject: CONFIDENTIAL: Heron Street\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the "
		 "list.\n--b\n"
		 "Content-Type: text/plain; name=\"CONFIDENTIAL - Heron Street.txt\"\n\nThe list.\n--b--\n",
		 ""},
		{"an attachment that cannot be read, by its name", officer, member,
		 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the list.\n--b\nContent-Type: "
		 "application/zip; "
		 "name=\"CONFIDENTIAL - Heron Street.zip\"\n\nx\n--b--\n",
		 "notice cllr.lee"},
		{"a topic in an attachment's name", officer, member,
		 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the list.\n--b\nContent-Type: text/plain; "
		 "name=\"Confidential waste.txt\"\n\nThe list.\n--b--\n",
		 ""},
		{"a quoted letter's subject says it", officer, member,
		 "\nSee below.\n\nFrom: Sam Priestley <s.priestley@northmere.gov.uk>\nSent: 12 May 2026 10:00\nTo: Jo "
		 "Hart "
		 "<j.hart@northmere.gov.uk>\nSubject: RE: Depot - CONFIDENTIAL\n\nIt is for sale.\n",
		 "notice cllr.lee"},
		{"a quoted letter's disclaimer says it", officer, member,
		 "\nSee below.\n\nFrom: Sam Priestley <s.priestley@northmere.gov.uk>\nSent: 12 May 2026 10:00\nTo: Jo "
		 "Hart "
		 "<j.hart@northmere.gov.uk>\nSubject: Depot\n\nIt is open.\n\nCONFIDENTIAL: this email and any files "
		 "transmitted with it are intended solely for the addressee.\n",
		 ""},
		{"empty label header", officer, member, "msip_labels:\n\n" EXEMPT, "notice cllr.lee"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct verdict *verdict = fixture_judge(*state, cases[i].sender, cases[i].recipients, cases[i].text);
		g_autofree char *findings = fixture_describe(verdict);

		print_message("%s\n", cases[i].name);
		assert_string_equal(findings, cases[i].findings);
		verdict_free(verdict);
	}
}

static void test_sentence_marks(void **state)
{
	static const struct {
		const char *text;
		gboolean is_advised;
	} cases[] = {
		{"Please treat this as confidential.", TRUE},
		{"This is confidential.", TRUE},
		{"This information is confidential: please do not share it with anyone.", TRUE},
		{"I am sending you this in strict confidence.", TRUE},
		{"Please keep the attached report private and confidential.", TRUE},
		{"I should be grateful if you would keep this to yourself.", TRUE},
		{"These figures are personal to you.", TRUE},
		{"For your eyes only.", TRUE},
		{"Not to be circulated further, please.", TRUE},
		{"The figures must not be disclosed.", TRUE},
		{"This is not confidential.", FALSE},
		{"Let me know whether it is confidential.", FALSE},
		{"It is no longer confidential.", FALSE},
		{"You may share it with anyone.", FALSE},
		{"The keys must not be copied.", FALSE},
		{"Is this confidential?", FALSE},
		{"Confidential waste goes out on Friday.", FALSE},
		{"This e-mail and any attachments are confidential and intended solely for the addressee.", FALSE},
		{"Thank you for your confidence.", FALSE},
	};
	struct policy *policy = *state;
	const struct rule *rule = g_ptr_array_index(policy->rules, 0);
	const struct setting *setting = rule->check->settings;

	while (strcmp(setting->key, "sentence_marks") != 0)
		setting++;
	*(gboolean *)((char *)rule->settings + setting->offset) = TRUE;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strdup_printf("\nDear Councillor,\n\n" EXEMPT "\n%s\n", cases[i].text);

		print_message("%s\n", cases[i].text);
		assert_int_equal(finds(policy, mail), !cases[i].is_advised);
	}
	*(gboolean *)((char *)rule->settings + setting->offset) = FALSE;
}

static void test_label_levels(void **state)
{
	static const char text[] = "msip_labels: MSIP_Label_0a1b2c3d-0000-4000-8000-000000000001_Enabled=true;"
				   " MSIP_Label_0a1b2c3d-0000-4000-8000-000000000001_Name=Confidential\n\n" EXEMPT;
	struct policy *policy = *state;
	struct label_level level = {(char *)"0a1b2c3d-0000-4000-8000-000000000001", TRUE};

	assert_true(finds(policy, text));
	g_ptr_array_add(policy->labels, &level);
	assert_false(finds(policy, text));
	level.is_confidential = FALSE;
	assert_true(finds(policy, text));
	g_ptr_array_set_size(policy->labels, 0);
}

/* Other products' fields, by configuration; of two entries that fit the first counts. */
static void test_label_headers(void **state)
{
	static const struct {
		const char *name, *headers;
		gboolean is_marked;
	} cases[] = {
		{"the value", "X-Titus-Classification: Confidential\n\n", TRUE},
		{"any case, among others", "x-titus-CLASSIFICATION: Level=confidential; By=jo\n\n", TRUE},
		{"folded", "X-Protective-Marking: VER=2012.3, NS=gov.uk,\n SEC=OFFICIAL-\n SENSITIVE\n\n", TRUE},
		{"another value", "X-Titus-Classification: Public\n\n", FALSE},
		{"part of a word", "X-Titus-Classification: Confidentiality\n\n", FALSE},
		{"an entry before it says no", "X-Titus-Classification: Not Confidential\n\n", FALSE},
		{"another field", "X-Other: Confidential\n\n", FALSE},
		{"empty", "X-Titus-Classification:\n\n", FALSE},
	};
	struct label_header headers[] = {
		{(char *)"x-titus-classification", (char *)"not confidential", FALSE},
		{(char *)"x-titus-classification", (char *)"Confidential", TRUE},
		{(char *)"x-protective-marking", (char *)"OFFICIAL-SENSITIVE", TRUE},
	};
	struct policy *policy = *state;

	policy->label_headers = g_ptr_array_new();
	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
		g_ptr_array_add(policy->label_headers, &headers[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *mail = g_strconcat(cases[i].headers, EXEMPT, NULL);

		print_message("%s\n", cases[i].name);
		assert_int_equal(finds(policy, mail), !cases[i].is_marked);
	}
	g_clear_pointer(&policy->label_headers, g_ptr_array_unref);
}

static void test_words_of_the_finding(void **state)
{
	struct verdict *verdict = fixture_judge(*state, officer, member, ATTACHED("", EXEMPT));
	const struct finding *finding = g_ptr_array_index(verdict->findings, 0);
	const struct evidence *evidence = g_ptr_array_index(finding->evidence, 0);

	assert_string_equal(finding->kinds, "exempt information (Schedule 12A, paragraph 3)");
	assert_string_equal(finding->cure_line, "CONFIDENTIAL: exempt, paragraph 3. Please do not share.");
	assert_string_equal(finding->cure, "Reply to Councillor Lee with this first line: \"CONFIDENTIAL: exempt, "
					   "paragraph 3. Please do not share.\"");
	assert_string_equal(evidence->part, "2");
	assert_string_equal(evidence->name, "report.txt");
	assert_string_equal(evidence->what, finding->kinds);
	assert_string_equal(g_ptr_array_index(finding->recipients, 0), member);
	verdict_free(verdict);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exempt_wordings),      cmocka_unit_test(test_other_confidential_wordings),
		cmocka_unit_test(test_near_misses),          cmocka_unit_test(test_where_and_to_whom),
		cmocka_unit_test(test_sentence_marks),       cmocka_unit_test(test_label_levels),
		cmocka_unit_test(test_words_of_the_finding), cmocka_unit_test(test_label_headers),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
