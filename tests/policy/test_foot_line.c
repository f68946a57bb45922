/* SPDX-License-Identifier: BSD-2-Clause */
/* The foot line and the Basis line as POLICY.md has them ("The foot line", "The sender's line"). */
#include "policy/match/foot_line.h"

#include "tests/policy/council.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

/* A line, and the members it names, by the local part behind "cllr.". */
struct line_case {
	const char *line;
	const char *named;
};

static const struct line_case lines[] = {
	{"CC Councillor Oduya", "oduya"},
	{"cc: Cllr Ben Oduya", "oduya"},
	{"CC: Cllr. Oduya", "oduya"},
	{"c.c. Councillor Oduya", "oduya"},
	{"B.C.C. Councillor Oduya", "oduya"},
	{"BCC Councillor Oduya", "oduya"},
	{"cc'd Cllr Oduya", "oduya"},
	{"Copied to Cllr Oduya and Cllr Shah", "oduya shah"},
	{"Copied to: Cllrs Oduya & Shah", "oduya shah"},
	{"Copied in: Councillors Oduya, Shah and Lee", "lee oduya shah"},
	{"Copy: Councillor O'Neil", "oneil"},
	{"Copy: Councillor O’Neill", ""},
	{"Copy to Councillor Róisín O’Neil", "oneil"},
	{"CC Councillor ONEIL", "oneil"},
	{"Blind copy to Councillor Oduya", "oduya"},
	{"Blind copied to Councillor Oduya.", "oduya"},
	{"Also copied to Councillor Oduya", "oduya"},
	{"CC ben.oduya+casework@northmere.gov.uk", "oduya"},
	{"cc councillor oduya", "oduya"},
	{"CC COUNCILLOR BEN ODUYA", "oduya"},
	{"CC Cllr Oduya / Cllr Shah", "oduya shah"},
	{"CC Cllr Oduya Cllr Shah", "oduya shah"},
	{"CC Dr Oduya MBE", "oduya"},
	{"CC Councillor Benjamin Oduya", "oduya"},
	{"CC Councillor Bola Oduya", ""},
	{"CC Tom", ""},
	{"CC Councillor Ben", ""},
	{"Also sent to: Councillor Oduya", "oduya"},
	{"Copi i'r Cynghorydd Oduya", "oduya"},
	{"Copi: Cyng. Oduya a'r Cyng. Shah", "oduya shah"},
	{"*CC Councillor Oduya*", "oduya"},
	{"- cc Councillor Oduya", "oduya"},
	{"CC Mr Oduya", "oduya"},
	{"CC B. Oduya", "oduya"},
	{"CC Oduya", "oduya"},
	{"CC Oduya, Ben", "oduya"},
	{"CC Oduya, Shah", "oduya shah"},
	{"CC Councillor Oduya (Micklegate ward)", "oduya"},
	{"CC Councillor Oduya, Micklegate", "oduya"},
	{"CC Councillor Oduya for information", "oduya"},
	{"CC for information: Councillor Oduya", "oduya"},
	{"CC Councillor Smith-Vale", "vale"},
	{"CC Councillor Smith Vale", "vale"},
	{"c.c. Cllrs O’Neil, da Silva & May", "may oneil silva"},
	{"CC Councillor May", "may"},
	{"CC Councillor Green", "green"},
	{"CC Councillor Ward", "ward"},
	{"CC cllr.oduya@northmere.gov.uk", "oduya"},
	{"CC Ben Oduya <ben@mailbox.example>", "oduya"},
	{"Councillor Oduya has been copied in", "oduya"},
	{"cc. Cllr. Oduya; Cllr. Lee", "lee oduya"},
	{"Copying in Cllr Oduya", "oduya"},
	{"Copying Cllr Oduya for transparency", "oduya"},
	{"To note: copied to Cllr Oduya", "oduya"},
	{"Also to Councillor Oduya", "oduya"},
	{"Cllr Oduya – cc'd for info", "oduya"},
	{"I am also sending this to Cllr Oduya.", "oduya"},
	{"N.B. Copied to Cllr Oduya", "oduya"},
	{"Councillor Oduya also gets a copy", "oduya"},
	{"Councillor Oduya also has a copy of this email", "oduya"},
	{"Councillor Oduya receives a copy too", "oduya"},
	{"This has also gone to Councillor Oduya", "oduya"},
	{"Councillor Oduya is also receiving this email", "oduya"},
	{"Councillor Oduya has been sent this message too", "oduya"},
	{"Please note that Councillor Oduya has been copied into this email.", "oduya"},
	{"Cllr Oduya copied in", "oduya"},
	{"I have copied in Cllr Oduya.", "oduya"},
	{"I have also blind copied Councillor Oduya and the Lord Mayor", "lee oduya"},
	{"I am copying Councillor Oduya", "oduya"},
	{"A copy of this email has been sent to Councillor Oduya.", "oduya"},
	{"This email has also been sent to Councillor Oduya", "oduya"},
	{"Councillor Oduya has received a copy of this letter", "oduya"},
	{"The drains are clear. I have copied in Councillor Oduya.", "oduya"},

	/* One surname, several members: what is needed beside it. */
	{"CC Councillor Smith", ""},
	{"CC Councillor Jane Smith", "j.smith"},
	{"CC Councillor J Smith", "j.smith"},
	{"CC Cllr P. Smith and Cllr Oduya", "oduya p.smith"},
	{"CC Councillor Smith (Clifton)", "j.smith"},
	{"CC Councillor Smith, Holgate ward", "p.smith"},
	{"CC Councillor Smith (Acomb)", ""},
	{"CC Councillor Anne Smith", ""},
	{"CC Councillor Smith and Councillor Oduya", "oduya"},
	{"CC Smith, Peter", "p.smith"},
	{"CC Cllrs Jane and Peter Smith", "j.smith p.smith"},
	{"CC Councillors J & P Smith", "j.smith p.smith"},
	{"CC Cllrs Jane, Peter Smith", "j.smith p.smith"},
	{"CC Cllrs Oduya and Peter Smith", "oduya p.smith"},
	{"CC Jane and Councillor Peter Smith", "p.smith"},
	{"CC Jane and Peter Smith", "p.smith"},
	{"CC Clifton ward Councillor Smith", "j.smith"},
	{"CC Councillor Smith and Councillor Shah (Clifton)", "shah"},
	{"CC Councillor Shah of Clifton and Councillor Smith", "shah"},

	/* An office that one person holds. */
	{"CC the Lord Mayor", "lee"},
	{"CC Lord Mayor", "lee"},
	{"Copied to the Leader of the Council", "ward"},
	{"CC the Leader", "ward"},
	{"CC the Chair of Planning", "oneil"},
	{"CC the Chair of the Planning Committee and Councillor Oduya", "oduya oneil"},
	{"CC Planning Chair", "oneil"},
	{"CC the Leader of the Green Group", "green"},
	{"CC the Leader of the Harbour group", ""},
	{"CC the Deputy Lord Mayor", ""},
	{"CC the Lord Mayor's office", ""},
	{"CC the secretary of the Lord Mayor", ""},
	{"CC Cabinet", ""},

	/* Groups name nobody. */
	{"CC other ward members", ""},
	{"CC Green Group", ""},
	{"CC the Green Group", ""},
	{"CC Ward members", ""},
	{"CC Ward Councillors", ""},
	{"CC Councillor x", ""},
	{"CC all members", ""},
	{"CC members@northmere.gov.uk", ""},
	{"CC Green Lane residents", ""},

	/* Others of the name. */
	{"CC Bola Oduya", ""},
	{"CC b.oduya@northmere.gov.uk", ""},
	{"CC Councillor Oduya's assistant", ""},
	{"CC Councillor Oduyah", ""},
	{"CC Councillor Gone", ""},

	/* Requests, denials, plans. */
	{"Please cc Councillor Oduya", ""},
	{"Please copy in Councillor Oduya", ""},
	{"CC Councillor Oduya please", ""},
	{"CC Councillor Oduya when you reply", ""},
	{"Could you cc Councillor Oduya", ""},
	{"CC Councillor Oduya?", ""},
	{"Copies to be sent to Councillor Oduya", ""},
	{"I will copy in Councillor Oduya", ""},
	{"I can copy in Councillor Oduya if you wish", ""},
	{"Councillor Oduya will be copied in", ""},
	{"Councillor Oduya should be copied in", ""},
	{"Councillor Oduya has not been copied", ""},
	{"Councillor Oduya hasn't been copied in", ""},
	{"Not copied to Councillor Oduya", ""},
	{"No copy to Councillor Oduya", ""},
	{"I have not copied Councillor Oduya", ""},
	{"CC Councillor Shah, not Councillor Oduya", "shah"},
	{"CC Councillor Shah but not Councillor Oduya", "shah"},
	{"Copied to Councillor Shah; Councillor Oduya has not been copied", "shah"},
	{"CC Councillor Shah. Councillor Oduya has not been copied.", "shah"},
	{"CC everybody but Councillor Oduya", ""},
	{"CC all bar Councillor Oduya", ""},
	{"Copied to everyone other than Councillor Oduya", ""},
	{"CC Councillor Shah, Councillor Lee and everybody else apart from Councillor Oduya", "shah"},
	{"CC nobody; Councillor Oduya knows already", ""},

	/* Other copies than this one. */
	{"Councillor Oduya sent me a copy", ""},
	{"A copy of the plan has been sent to Councillor Oduya", ""},
	{"Copy of the plan for Councillor Oduya is attached", ""},
	{"I have copied the letter from Councillor Oduya", ""},
	{"Councillor Oduya asked for this", ""},
	{"Councillor Oduya has a copy", ""},
	{"Councillor Oduya gets a copy of the plan", ""},
	{"cc: Cllr Oduya (not sent)", ""},
	{"cc Cllr Oduya - no", ""},
	{"cc Cllr Oduya to follow", ""},
	{"CC Councillor Shah (not Oduya)", "shah"},
	{"Councillor Oduya has read the copied plans", ""},
	{"I have sent the plans to Councillor Oduya", ""},
	{"This is for you and not for Councillor Oduya", ""},
	{"The copy is for Councillor Oduya", ""},
	{"Happy to cc Councillor Oduya", ""},
	{"Did you copy Councillor Oduya", ""},
	{"Carbon monoxide: Councillor Oduya", ""},
	{"Councillor Oduya was given the plan", ""},
	{"This has gone to Councillor Oduya", ""},
	{"Copying Hall: Councillor Oduya", ""},
	{"Councillor Oduya", ""},
	{"Councillor Oduya lives in Copied Hall", ""},
};

static struct policy *council_new(void)
{
	struct policy *policy = g_new0(struct policy, 1);

	council_policy(policy, council_groups);
	return policy;
}

static int set_up(void **state)
{
	*state = council_new();
	return 0;
}

static int tear_down(void **state)
{
	council_done(*state);
	g_free(*state);
	return 0;
}

static int compare_names(gconstpointer one, gconstpointer other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* The members whom the foot lines name, as in the cases. */
static char *named_by(const struct policy *policy, const struct message *message)
{
	guint32 day = rows_day(2026, 5, 14);
	g_autoptr(GPtrArray) persons = directory_persons(policy->directory, day);
	g_autoptr(GPtrArray) named = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) foot = foot_lines_new(message);

	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		if (person->kind == PERSON_MEMBER && foot_lines_name(foot, policy->directory, day, person))
			g_ptr_array_add(named, g_strndup(person->email + strlen("cllr."),
							 strcspn(person->email, "@") - strlen("cllr.")));
	}
	g_ptr_array_sort(named, compare_names);
	return council_join(named);
}

static void test_foot_lines_name_lines(void **state)
{
	gboolean is_right = TRUE;

	for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
		g_autofree char *text =
			g_strconcat("Dear Councillor Shah,\n\nThe drains.\n\n", lines[i].line, "\n", NULL);
		struct letter letter = {.text = text};
		struct message *message = council_message(&letter);
		g_autofree char *named = named_by(*state, message);

		if (strcmp(named, lines[i].named) != 0) {
			printf("%s: [%s], not [%s]\n", lines[i].line, named, lines[i].named);
			is_right = FALSE;
		}
		council_message_free(message);
	}
	assert_true(is_right);
}

struct place_case {
	const char *name;
	const char *text, *signature, *quoted;
	gboolean is_foot;
};

#define SHAH "cllr.shah" AT
#define HART "j.hart" AT
#define LINE "CC Councillor Oduya\n"
#define LONG "This goes on about the drains in Micklegate for a while, as letters do.\n"

static const struct place_case places[] = {
	{"the last line", "The drains.\n\n" LINE, NULL, NULL, TRUE},
	{"the only line", LINE, NULL, NULL, TRUE},
	{"above a signature", "The drains.\n\n" LINE, "-- \nJo Hart\nPlanning\n", NULL, TRUE},
	{"below a signature", "The drains.\n", "-- \nJo Hart\n" LINE, NULL, TRUE},
	{"above the sign-off", "The drains.\n\n" LINE "\nKind regards\nJo Hart\nPlanning Officer, 01632 960123\n", NULL,
	 NULL, TRUE},
	{"below the sign-off", "The drains.\n\nKind regards\nJo Hart\n\n" LINE, NULL, NULL, TRUE},
	{"between sign-off and post", "The drains.\n\nKind regards\nJo Hart\n" LINE "Planning Officer\n", NULL, NULL,
	 TRUE},
	{"above a bare name", "The drains.\n\n" LINE "\nJo\n", NULL, NULL, TRUE},
	{"above a Basis line", "The drains.\n\n" LINE "Basis: consent, 3 May\n", NULL, NULL, TRUE},
	{"above a quoted letter", "The drains.\n\n" LINE, NULL, SHAH "|" HART "|" LONG, TRUE},
	{"above signature and quoted letter", "The drains.\n\n" LINE, "Jo Hart\n", SHAH "|" HART "|" LONG, TRUE},
	{"above a signature that nothing announces",
	 "The drains.\n\n" LINE "\nJo Hart\nPlanning Officer\nNorthmere Borough Council\n01632 960123\n", NULL, NULL,
	 TRUE},
	{"below a signature that nothing announces",
	 "The drains.\n\nJo Hart\nPlanning Officer\nNorthmere Borough Council\n01632 960123\n\n" LINE, NULL, NULL,
	 TRUE},
	{"within a signature that nothing announces",
	 "The drains.\n\nJo Hart\nPlanning Officer\n" LINE "Northmere Borough Council\n01632 960123\n", NULL, NULL,
	 TRUE},
	{"below the sign-off, above what the council is proud of",
	 "The drains.\n\nKind regards\nJo Hart\n\n" LINE "\n" LONG LONG, NULL, NULL, TRUE},
	{"above a long signature",
	 "The drains.\n\n" LINE "\nRegards\nJo Hart\nPlanning Officer\nPlanning\nGuildhall\nGuildhall "
	 "Square\nNorthmere\nNM1 1AA\n01632 960123\nwww.northmere.gov.uk\nMonday to Wednesday\n",
	 NULL, NULL, TRUE},
	{"above a signature of one row",
	 "The drains.\n\n" LINE
	 "\nJo Hart\tPrincipal Planning Officer for Villages\nNorthmere Borough Council\nT: 01632 "
	 "960123\twww.northmere.gov.uk\n",
	 NULL, NULL, TRUE},
	{"above a greeting and a letter of few words",
	 LINE "\nDear Councillor Shah\n\nThe drains are clear\n\nJo Hart\n01632 960123\n", NULL, NULL, FALSE},
	{"above a list", LINE "\nMonday\nAbbey\nBridge\nHarbour\n", NULL, NULL, FALSE},
	{"above a greeting and a short letter", LINE "\nDear Councillor\n\nThe drains are clear.\n\nJo\n", NULL, NULL,
	 FALSE},
	{"above thanks that open a letter", LINE "\nThanks\n\n" LONG "\nJo\n", NULL, NULL, FALSE},
	{"above a last question", LINE "\nWhen shall we meet?\n\nJo\n", NULL, NULL, FALSE},
	{"the first line", LINE "\n" LONG LONG, NULL, NULL, FALSE},
	{"in the middle", LONG "\n" LINE "\n" LONG, NULL, NULL, FALSE},
	{"in the middle, above a sign-off", LONG LINE LONG "\nKind regards\nJo Hart\n", NULL, NULL, FALSE},
	{"far above the end", LINE "Kind regards\n" LONG LONG LONG LONG LONG LONG LONG LONG LONG, NULL, NULL, FALSE},
	{"in the quoted letter", "The drains.\n", NULL, SHAH "|" HART "|" LINE, FALSE},
	{"quoted below a foot", "The drains.\n\nKind regards\nJo\n", "Jo Hart\n", SHAH "|" HART "|" LINE, FALSE},
};

static void test_foot_lines_new_places(void **state)
{
	gboolean is_right = TRUE;

	for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
		struct letter letter = {
			.text = places[i].text, .signature = places[i].signature, .quoted = places[i].quoted};
		struct message *message = council_message(&letter);
		g_autofree char *named = named_by(*state, message);

		if ((strcmp(named, "oduya") == 0) != places[i].is_foot) {
			printf("%s: [%s]\n", places[i].name, named);
			is_right = FALSE;
		}
		council_message_free(message);
	}
	assert_true(is_right);
}

static void check_named(void **state, struct message *message, const char *expected)
{
	g_autofree char *named = named_by(*state, message);

	assert_string_equal(named, expected);
	council_message_free(message);
}

static void test_foot_lines_new_between_quotes(void **state)
{
	struct letter letter = {.text = "See below.\n" LINE, .quoted = SHAH "|" HART "|Are they clear?"};
	struct message *message = council_message(&letter);

	council_passage(g_ptr_array_index(message->renditions, 0), DIVISION_AUTHORED, LONG LONG);
	check_named(state, message, "");
}

static void test_foot_lines_new_below_the_quote(void **state)
{
	struct letter letter = {.text = LONG, .quoted = SHAH "|" HART "|Are they clear?"};
	struct message *message = council_message(&letter);

	council_passage(g_ptr_array_index(message->renditions, 0), DIVISION_AUTHORED, LINE);
	check_named(state, message, "oduya");
}

static void test_foot_lines_new_hidden(void **state)
{
	struct letter letter = {.text = LONG};
	struct message *message = council_message(&letter);

	council_passage(g_ptr_array_index(message->renditions, 0), DIVISION_AUTHORED, LINE)->is_hidden = TRUE;
	check_named(state, message, "");
}

/* The alternatives are read by different readers. */
static void test_foot_lines_new_every_rendition(void **state)
{
	static const struct {
		const char *other, *named;
	} alternatives[] = {
		{LONG, ""},
		{LONG "\n" LINE, "oduya"},
		{LONG "\nCC   Councillor  Oduya.\n", "oduya"},
		{LONG "\nCC Councillor Lee\n", ""},
		{"\n \n", "oduya"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(alternatives); i++) {
		struct letter letter = {.text = LONG "\n" LINE};
		struct message *message = council_message(&letter);

		council_passage(council_rendition(message), DIVISION_AUTHORED, alternatives[i].other);
		check_named(state, message, alternatives[i].named);
	}
}

static void test_foot_lines_new_wrapped(void **state)
{
	struct letter letter = {.text = LONG "\nCopied to Councillor Oduya, Councillor Lee, Councillor Green and\n"
					     "Councillor Shah\n\nJo\n"};

	check_named(state, council_message(&letter), "green lee oduya shah");
}

static void test_foot_lines_new_one_below_the_other(void **state)
{
	struct letter label = {.text = LONG "\nCC:\nCouncillor Oduya\nThe Lord Mayor\n"};
	struct letter names = {.text = LONG "\ncc Councillor Oduya\n   Councillor Jane Smith\n\nJo\n"};
	struct letter below = {.text = LONG "\nCopies:\n\n* Councillor Oduya\n* Councillor Shah\n\nJo\n"};
	struct letter apart = {.text = LONG "\nCC Councillor Oduya\n\nCouncillor Shah\n"};

	check_named(state, council_message(&label), "lee oduya");
	check_named(state, council_message(&names), "j.smith oduya");
	check_named(state, council_message(&below), "oduya shah");
	check_named(state, council_message(&apart), "oduya");
}

static void test_foot_lines_new_linked_address(void **state)
{
	struct letter letter = {.text = LONG "CC cllr.oduya@northmere.gov.uk\n"};
	struct message *message = council_message(&letter);

	council_passage(council_rendition(message), DIVISION_AUTHORED,
			LONG "CC cllr.oduya@northmere.gov.uk<mailto:cllr.oduya@northmere.gov.uk>\n");
	check_named(state, message, "oduya");
}

static void test_foot_lines_new_limits(void **state)
{
	g_autoptr(GString) many = g_string_new(LINE);
	g_autoptr(GString) wide = g_string_new("CC Councillor Oduya");
	struct letter letter = {.text = NULL};

	for (int i = 0; i < FOOT_MAX_LINES; i++)
		g_string_append(many, "CC Councillor Lee\n");
	letter.text = many->str;
	check_named(state, council_message(&letter), "lee");
	while (wide->len <= FOOT_MAX_LINE_BYTES)
		g_string_append(wide, ", Councillor Lee");
	letter.text = wide->str;
	check_named(state, council_message(&letter), "");
}

struct basis_case {
	const char *line;
	const char *reason; /* NULL: none */
	const char *text;
};

static const struct basis_case bases[] = {
	{"Basis: asked, by phone on 3 May", "asked", "by phone on 3 May"},
	{"Basis: consent, 3 May", "consent", "3 May"},
	{"BASIS: CONSENT, letter", "consent", "letter"},
	{"Basis: asked, (when)", "asked", "(when)"},
	{"Basis: consent", NULL, NULL},
	{"Basis: consent, ", NULL, NULL},
	{"**Basis: consent**", NULL, NULL},
	{"Basis: consent (...)", NULL, NULL},
	{"basis : Consent - letter of 3 May", "consent", "letter of 3 May"},
	{"**Basis: safeguarding, child at risk**", "safeguarding", "child at risk"},
	{"Basis: cannot-consent, lacks capacity", "cannot-consent", "lacks capacity"},
	{"Basis: cannot‑consent, lacks capacity", "cannot-consent", "lacks capacity"},
	{"Basis: consent-impracticable, abroad", "consent-impracticable", "abroad"},
	{"Basis: would-prejudice, an inquiry", "would-prejudice", "an inquiry"},
	{"Basis: unreasonably-withheld, see note", "unreasonably-withheld", "see note"},
	{"Basis: legal-duty, section 17", "legal-duty", "section 17"},
	{"Basis: because, she said so", NULL, NULL},
	{"Basis: consented, 3 May", NULL, NULL},
	{"Basis: consent withdrawn", NULL, NULL},
	{"Basis: asked not to tell", NULL, NULL},
	{"Basis:", NULL, NULL},
	{"Basis consent, 3 May", NULL, NULL},
	{"The basis: consent, 3 May", NULL, NULL},
	{"On that basis: consent", NULL, NULL},
};

static void test_foot_lines_basis_lines(void **state)
{
	gboolean is_right = TRUE;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(bases); i++) {
		g_autofree char *text = g_strconcat("Dear Councillor,\n\nThe rent.\n\n", bases[i].line, "\n", NULL);
		struct letter letter = {.text = text};
		struct message *message = council_message(&letter);
		g_autoptr(GPtrArray) foot = foot_lines_new(message);
		struct foot_basis basis = {NULL, NULL};
		gboolean is_found = foot_lines_basis(foot, &basis);

		if (is_found != (bases[i].reason != NULL) || g_strcmp0(basis.reason, bases[i].reason) != 0 ||
		    g_strcmp0(basis.text, bases[i].text) != 0) {
			printf("%s: %s [%s]\n", bases[i].line, basis.reason, basis.text);
			is_right = FALSE;
		}
		g_free(basis.text);
		council_message_free(message);
	}
	assert_true(is_right);
}

static void test_foot_lines_basis_first(void **state)
{
	struct letter letter = {.text = "The rent.\n\nBasis: whim, mine\nBasis: consent, 3 May\nBasis: asked, 4 May\n"};
	struct message *message = council_message(&letter);
	g_autoptr(GPtrArray) foot = foot_lines_new(message);
	struct foot_basis basis;

	(void)state;
	assert_true(foot_lines_basis(foot, &basis));
	assert_string_equal(basis.reason, "consent");
	g_free(basis.text);
	council_message_free(message);
}

static void test_foot_lines_basis_in_the_middle(void **state)
{
	struct letter letter = {.text = LONG "Basis: consent, 3 May\n" LONG};
	struct message *message = council_message(&letter);
	g_autoptr(GPtrArray) foot = foot_lines_new(message);
	struct foot_basis basis;

	(void)state;
	assert_false(foot_lines_basis(foot, &basis));
	council_message_free(message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_foot_lines_name_lines),
		cmocka_unit_test(test_foot_lines_new_places),
		cmocka_unit_test(test_foot_lines_new_between_quotes),
		cmocka_unit_test(test_foot_lines_new_below_the_quote),
		cmocka_unit_test(test_foot_lines_new_hidden),
		cmocka_unit_test(test_foot_lines_new_every_rendition),
		cmocka_unit_test(test_foot_lines_new_wrapped),
		cmocka_unit_test(test_foot_lines_new_one_below_the_other),
		cmocka_unit_test(test_foot_lines_new_linked_address),
		cmocka_unit_test(test_foot_lines_new_limits),
		cmocka_unit_test(test_foot_lines_basis_lines),
		cmocka_unit_test(test_foot_lines_basis_first),
		cmocka_unit_test(test_foot_lines_basis_in_the_middle),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
