/* SPDX-License-Identifier: BSD-2-Clause */
/* Markings as POLICY.md has them: what marks in a Subject, in a line at the top, in Sensitivity; and what does not. */
#include "parser/marking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

struct words_case {
	const char *text;
	const char *marking; /* NULL: none */
};

static const struct words_case subject_cases[] = {
	{"CONFIDENTIAL", "CONFIDENTIAL"},
	{"Confidential: staffing review", "Confidential"},
	{"CONFIDENTIAL - staffing review", "CONFIDENTIAL"},
	{"Confidential \xe2\x80\x93 staffing review", "Confidential"},
	{"CONFIDENTIAL staffing review", "CONFIDENTIAL"},
	{"CONFIDENTIAL STAFFING REVIEW", "CONFIDENTIAL"},
	{"RE: CONFIDENTIAL: staffing review", "CONFIDENTIAL"},
	{"FW: Re: [CONFIDENTIAL] staffing review", "CONFIDENTIAL"},
	{"RE[2]: CONFIDENTIAL - staffing", "CONFIDENTIAL"},
	{"[EXTERNAL] RE: Confidential - staffing", "Confidential"},
	{"[External Email] ATB: RE: CONFIDENTIAL: staffing", "CONFIDENTIAL"},
	{"EXTERNAL: FW: CONFIDENTIAL - staffing", "CONFIDENTIAL"},
	{"[Planning] [Ref 123] Confidential: staffing", "Confidential"},
	{"RE: [EXT] Fwd: RE: Private and confidential", "Private and confidential"},
	{"Accepted: CONFIDENTIAL: site visit", "CONFIDENTIAL"},
	{"CYFRINACHOL: adolygiad staffio", "CYFRINACHOL"},
	{"ATB: Preifat a Chyfrinachol - Mr Q", "Preifat a Chyfrinachol"},
	{"CYFRINACHOL / CONFIDENTIAL: adolygiad", "CYFRINACHOL"},
	{"SWYDDOGOL-SENSITIF: adolygiad", "SWYDDOGOL-SENSITIF"},
	{"SWYDDOGOL: agenda", NULL},
	{"Gwastraff cyfrinachol", NULL},
	{"[Planning] Confidential waste collection", NULL},
	{"[External] Agenda", NULL},
	{"Staffing review - CONFIDENTIAL", "CONFIDENTIAL"},
	{"Staffing review (Confidential)", "Confidential"},
	{"Staffing review [confidential] for Tuesday", "confidential"},
	{"Staffing (CONFIDENTIAL - exempt, paragraph 1) review", "CONFIDENTIAL"},
	{"Staffing review CONFIDENTIAL", "CONFIDENTIAL"},
	{"Private and Confidential - Mr Q", "Private and Confidential"},
	{"PRIVATE & CONFIDENTIAL: Mr Q", "PRIVATE & CONFIDENTIAL"},
	{"Private & Confidential letter to Mr Q", "Private & Confidential"},
	{"STRICTLY PRIVATE AND CONFIDENTIAL", "STRICTLY PRIVATE AND CONFIDENTIAL"},
	{"Strictly Confidential: review", "Strictly Confidential"},
	{"OFFICIAL-SENSITIVE: review", "OFFICIAL-SENSITIVE"},
	{"OFFICIAL - SENSITIVE - review", "OFFICIAL - SENSITIVE"},
	{"OFFICIAL \xe2\x80\x93 SENSITIVE review", "OFFICIAL \xe2\x80\x93 SENSITIVE"},
	{"OFFICIAL SENSITIVE review", "OFFICIAL SENSITIVE"},
	{"Official-Sensitive [Commercial] - review", "Official-Sensitive"},
	{"Review [OFFICIAL-SENSITIVE]", "OFFICIAL-SENSITIVE"},
	{"Review [O-S]", "O-S"},
	{"Classification: OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"},
	{"OFFICIAL", NULL},
	{"OFFICIAL: agenda", NULL},
	{"Official opening of the sensitive garden", NULL},
	{"Confidential waste collection", NULL},
	{"CONFIDENTIAL WASTE COLLECTION", NULL},
	{"Confidential waste: new bins", NULL},
	{"RE: Confidential waste collection", NULL},
	{"Confidentiality policy", NULL},
	{"Confidentiality: training", NULL},
	{"Non-confidential: agenda", NULL},
	{"Non-confidential", NULL},
	{"Agenda (non-confidential)", NULL},
	{"Not confidential", NULL},
	{"NOT CONFIDENTIAL: agenda", NULL},
	{"Agenda - not confidential", NULL},
	{"Agenda - NOT CONFIDENTIAL", NULL},
	{"No longer confidential: agenda", NULL},
	{"Confidential: no", NULL},
	{"Confidential?", NULL},
	{"Is the report confidential?", NULL},
	{"Why the report is confidential", NULL},
	{"The report is private and confidential", NULL},
	{"How we keep papers confidential", NULL},
	{"Agenda (confidential waste)", NULL},
	{"In confidence building", NULL},
	{"", NULL},
	{"RE:", NULL},
};

static const struct words_case line_cases[] = {
	{"CONFIDENTIAL", "CONFIDENTIAL"},
	{"Confidential", "Confidential"},
	{"*** CONFIDENTIAL ***", "CONFIDENTIAL"},
	{"[Confidential]", "Confidential"},
	{"CONFIDENTIAL: exempt, paragraph 3. Please do not share.", "CONFIDENTIAL"},
	{"CONFIDENTIAL - exempt, paragraph 3", "CONFIDENTIAL"},
	{"CONFIDENTIAL - NOT FOR PUBLICATION", "CONFIDENTIAL"},
	{"CONFIDENTIAL NOT FOR PUBLICATION", "CONFIDENTIAL"},
	{"Private and Confidential", "Private and Confidential"},
	{"PRIVATE AND CONFIDENTIAL \xe2\x80\x93 ADDRESSEE ONLY", "PRIVATE AND CONFIDENTIAL"},
	{"Classification: OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"},
	{"Protective marking: Official Sensitive", "Official Sensitive"},
	{"Security classification: OFFICIAL - SENSITIVE - PERSONAL", "OFFICIAL - SENSITIVE - PERSONAL"},
	{"CYFRINACHOL", "CYFRINACHOL"},
	{"Dosbarthiad: SWYDDOGOL-SENSITIF", "SWYDDOGOL-SENSITIF"},
	{"Cyfrinachol / Confidential", "Cyfrinachol"},
	{"Classification: OFFICIAL", NULL},
	{"OFFICIAL", NULL},
	{"Confidential waste", NULL},
	{"Confidential waste: the new bins", NULL},
	{"Confidentiality", NULL},
	{"Not confidential", NULL},
	{"Classification: not confidential", NULL},
	{"Classification: CONFIDENTIAL", "CONFIDENTIAL"},
	{"Non-confidential", NULL},
	{"Confidential?", NULL},
	{"Confidential, as agreed, is only the annex", NULL},
	{"Confidential papers will follow", NULL},
	{"This email is confidential", NULL},
	{"The appendix is CONFIDENTIAL", NULL},
};

static void check_words(const struct words_case *cases, gsize count, char *(*find)(const char *))
{
	for (gsize i = 0; i < count; i++) {
		g_autofree char *found = find(cases[i].text);

		print_message("%s\n", cases[i].text);
		if (cases[i].marking)
			assert_non_null(found);
		if (found)
			assert_string_equal(found, cases[i].marking ? cases[i].marking : "(none)");
	}
}

static void test_marking_in_subject(void **state)
{
	(void)state;
	check_words(subject_cases, G_N_ELEMENTS(subject_cases), marking_in_subject);
}

static void test_marking_in_line(void **state)
{
	(void)state;
	check_words(line_cases, G_N_ELEMENTS(line_cases), marking_in_line);
}

#define HTML(text) "Content-Type: text/html\n\n<html><body>" text "</body></html>"
#define BOTH(plain, html)                                                                                              \
	"Content-Type: multipart/alternative; boundary=b\n\n--b\n\n" plain "\n--b\nContent-Type: text/html\n\n" html   \
	"\n--b--\n"

static const struct message_case {
	const char *name, *text;
	const char *marking; /* NULL: none; else that of the only marking */
	enum marking_source source;
} message_cases[] = {
	{"first line", "\nCONFIDENTIAL\n\nDear Amina,\n", "CONFIDENTIAL", MARKING_HEAD},
	{"after blank lines and greeting", "\n\nDear Amina,\n\nConfidential: exempt\n\nText\n", "Confidential",
	 MARKING_HEAD},
	{"below OFFICIAL", "\nOFFICIAL\nCONFIDENTIAL\nText\n", "CONFIDENTIAL", MARKING_HEAD},
	{"below the first sentence", "\nHere is the list of bins:\nConfidential\nMixed\n", NULL, 0},
	{"signature", "\nHere is the list.\n\nKind regards\nJo\nCONFIDENTIAL\n", NULL, 0},
	{"after the delimiter, nothing else", "\n-- \nCONFIDENTIAL\n", NULL, 0},
	{"quoted", "\n> CONFIDENTIAL\n> the list\n", NULL, 0},
	{"quoted below a head",
	 "\nFrom: Jo Hart\nSent: 14 May 2026 09:30\nTo: Amina Shah\nSubject: list\n\nCONFIDENTIAL\n\nThe list\n", NULL,
	 0},
	{"disclaimer", "\nThis e-mail is confidential and intended solely for the addressee.\n", NULL, 0},
	{"attachment",
	 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe list.\n--b\nContent-Disposition: attachment\n\n"
	 "CONFIDENTIAL\n--b--\n",
	 NULL, 0},
	{"html", HTML("<p>CONFIDENTIAL</p><p>The list</p>"), "CONFIDENTIAL", MARKING_HEAD},
	{"hidden html", HTML("<p style='display:none'>CONFIDENTIAL</p><p>The list</p>"), NULL, 0},
	{"both alternatives", BOTH("CONFIDENTIAL\nThe list", "<p>CONFIDENTIAL<p>The list"), "CONFIDENTIAL",
	 MARKING_HEAD},
	{"one alternative of two", BOTH("CONFIDENTIAL\nThe list", "<p>The list"), NULL, 0},
	{"empty plain alternative", BOTH("", "<p>CONFIDENTIAL<p>The list"), "CONFIDENTIAL", MARKING_HEAD},
	{"banner above", "\nCAUTION: This email originated from outside the council.\n\nCONFIDENTIAL\n\nText\n",
	 "CONFIDENTIAL", MARKING_HEAD},
	{"subject", "Subject: =?utf-8?Q?CONFIDENTIAL_=E2=80=93_list?=\n\nThe list\n", "CONFIDENTIAL", MARKING_SUBJECT},
	{"folded subject", "Subject: The list\n of names - CONFIDENTIAL\n\nThe list\n", "CONFIDENTIAL",
	 MARKING_SUBJECT},
	{"Sensitivity private", "Sensitivity: Private\n\nThe list\n", "Private", MARKING_SENSITIVITY},
	{"Sensitivity personal", "Sensitivity: personal\n\nThe list\n", "personal", MARKING_SENSITIVITY},
	{"Sensitivity company", "sensitivity:Company-Confidential\n\nThe list\n", "Company-Confidential",
	 MARKING_SENSITIVITY},
	{"Sensitivity normal", "Sensitivity: Normal\n\nThe list\n", NULL, 0},
	{"Importance", "Importance: high\n\nThe list\n", NULL, 0},
};

static void test_marking_read(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(message_cases); i++) {
		const struct message_case *c = &message_cases[i];
		struct message *message = message_parse(c->text, strlen(c->text));

		print_message("%s\n", c->name);
		assert_int_equal(message->markings->len, c->marking ? 1 : 0);
		if (c->marking) {
			const struct marking *marking = g_ptr_array_index(message->markings, 0);

			assert_string_equal(marking->text, c->marking);
			assert_int_equal(marking->source, c->source);
		}
		message_free(message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marking_in_subject),
		cmocka_unit_test(test_marking_in_line),
		cmocka_unit_test(test_marking_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
