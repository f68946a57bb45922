/* SPDX-License-Identifier: BSD-2-Clause */
/* Silent copies, case by case as POLICY.md's "Silent copies" and "Persons" have them; half are near misses. */
#include "policy/checks/checks.h"

#include "tests/policy/council.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#define SHAH "cllr.shah" AT
#define ODUYA "cllr.oduya" AT
#define LEE "cllr.lee" AT
#define HART "j.hart" AT

struct silent_case {
	const char *name;
	struct letter letter;
	const char *persons;    /* whom the finding concerns, "" for no finding */
	const char *recipients; /* NULL: the same */
	enum action applied;    /* ACTION_PASS: hold */
};

/* An officer's letter to Councillor Shah with a blind recipient. */
#define TO_SHAH(blind) .sender = HART, .login = "jhart", .from = HART, .to = SHAH, .rcpt = SHAH " " blind

static const struct silent_case cases[] = {
	{.name = "a blind copy to a second member", .letter = {TO_SHAH(ODUYA)}, .persons = ODUYA},
	{.name = "the second member in To",
	 .letter = {.sender = HART, .login = "jhart", .from = HART, .to = SHAH " " ODUYA, .rcpt = SHAH " " ODUYA},
	 .persons = ""},
	{.name = "the second member in Cc", .letter = {TO_SHAH(ODUYA), .cc = ODUYA}, .persons = ""},
	{.name = "a Bcc field shows nobody", .letter = {TO_SHAH(ODUYA), .bcc = ODUYA}, .persons = ODUYA},
	{.name = "two blind copies", .letter = {TO_SHAH(ODUYA " " LEE)}, .persons = ODUYA " " LEE},
	{.name = "one of two is visible", .letter = {TO_SHAH(ODUYA " " LEE), .cc = LEE}, .persons = ODUYA},
	{.name = "Exchange sends the blind copy alone",
	 .letter = {.sender = HART, .login = "jhart", .from = HART, .to = SHAH, .rcpt = ODUYA},
	 .persons = ODUYA},
	{.name = "no login, the envelope sender is an officer",
	 .letter = {.sender = HART, .from = HART, .to = SHAH, .rcpt = SHAH " " ODUYA},
	 .persons = ODUYA},
	{.name = "another address of the person is visible",
	 .letter = {TO_SHAH("ben@mailbox.example"), .cc = "Ben.Oduya+casework" AT},
	 .persons = ""},
	{.name = "a blind copy to a private address",
	 .letter = {TO_SHAH("ben@mailbox.example")},
	 .persons = ODUYA,
	 .recipients = "ben@mailbox.example"},
	{.name = "a source route hides nobody", .letter = {TO_SHAH("<@relay.example:" ODUYA ">")}, .persons = ODUYA},
	{.name = "one person by two addresses",
	 .letter = {TO_SHAH(ODUYA " ben.oduya" AT)},
	 .persons = ODUYA,
	 .recipients = ODUYA " ben.oduya" AT},
	{.name = "the member's other address", .letter = {TO_SHAH("CLLR.SHAH" AT)}, .persons = ""},
	{.name = "a visible list takes the member in", .letter = {TO_SHAH(ODUYA), .cc = "members" AT}, .persons = ""},
	{.name = "a visible list of lists takes the member in",
	 .letter = {TO_SHAH(ODUYA), .cc = "nested" AT},
	 .persons = ""},
	{.name = "a visible list without the member",
	 .letter = {TO_SHAH(ODUYA), .cc = "ward.holgate" AT},
	 .persons = ODUYA},
	{.name = "a blind list",
	 .letter = {TO_SHAH("nested" AT)},
	 .persons = LEE " cllr.p.smith" AT " " ODUYA,
	 .recipients = "nested" AT},
	{.name = "a blind list with a visible member in it",
	 .letter = {TO_SHAH("ward.holgate" AT), .cc = LEE},
	 .persons = "cllr.p.smith" AT,
	 .recipients = "ward.holgate" AT},
	{.name = "the assistant of the visible member",
	 .letter = {.sender = HART, .login = "jhart", .from = HART, .to = ODUYA, .rcpt = ODUYA " pa.oduya" AT},
	 .persons = ""},
	{.name = "the assistant of another member",
	 .letter = {TO_SHAH("pa.oduya" AT)},
	 .persons = ODUYA,
	 .recipients = "pa.oduya" AT},
	{.name = "the member of a visible assistant", .letter = {TO_SHAH(ODUYA), .cc = "pa.oduya" AT}, .persons = ""},
	{.name = "an assistant whom a visible member shares", .letter = {TO_SHAH("pa.two" AT)}, .persons = ""},
	{.name = "an own copy", .letter = {TO_SHAH(HART)}, .persons = ""},
	{.name = "an officer blind", .letter = {TO_SHAH("s.bell" AT)}, .persons = ""},
	{.name = "an officer with a member's surname", .letter = {TO_SHAH("b.oduya" AT)}, .persons = ""},
	{.name = "an outsider blind", .letter = {TO_SHAH("resident@mailbox2.example")}, .persons = ""},
	{.name = "a co-optee is no member", .letter = {TO_SHAH("c.optee" AT)}, .persons = ""},
	{.name = "a Member of Parliament is outside", .letter = {TO_SHAH("mp@parliament.example")}, .persons = ""},
	{.name = "the archive", .letter = {TO_SHAH("archive" AT)}, .persons = ""},
	{.name = "the journal", .letter = {TO_SHAH("journal" AT)}, .persons = ""},
	{.name = "the archive beside a blind copy", .letter = {TO_SHAH("archive" AT " " ODUYA)}, .persons = ODUYA},
	{.name = "out of office since yesterday", .letter = {TO_SHAH("cllr.gone" AT)}, .persons = ""},
	{.name = "only a former member is visible",
	 .letter = {.sender = HART, .login = "jhart", .from = HART, .to = "cllr.gone" AT, .rcpt = ODUYA},
	 .persons = ""},
	{.name = "a protected mailbox beside", .letter = {TO_SHAH("foi" AT " " ODUYA)}, .persons = ODUYA},
	{.name = "a protected mailbox alone", .letter = {TO_SHAH("foi" AT)}, .persons = ""},
	{.name = "a member as sender",
	 .letter = {.sender = SHAH, .from = SHAH, .to = LEE, .rcpt = LEE " " ODUYA},
	 .persons = ""},
	{.name = "an assistant sends for a member",
	 .letter = {.sender = "pa.oduya" AT, .from = ODUYA, .to = LEE, .rcpt = LEE " " SHAH},
	 .persons = ""},
	{.name = "an outsider as sender",
	 .letter = {.sender = "resident@mailbox2.example",
		    .from = "resident@mailbox2.example",
		    .to = SHAH,
		    .rcpt = SHAH " " ODUYA},
	 .persons = ""},
	{.name = "From says officer, the envelope an outsider",
	 .letter = {.sender = "resident@mailbox2.example", .from = HART, .to = SHAH, .rcpt = SHAH " " ODUYA},
	 .persons = ""},
	{.name = "From says member, the login an officer",
	 .letter = {.sender = SHAH, .login = "jhart", .from = SHAH, .to = LEE, .rcpt = LEE " " ODUYA},
	 .persons = ODUYA},
	{.name = "a shared mailbox of officers",
	 .letter = {.sender = "planning" AT, .from = "planning" AT, .to = SHAH, .rcpt = SHAH " " ODUYA},
	 .persons = ODUYA},
	{.name = "a shared mailbox of a member",
	 .letter = {.sender = "leader.office" AT, .from = "leader.office" AT, .to = SHAH, .rcpt = SHAH " " ODUYA},
	 .persons = ""},
	{.name = "a null sender alone is judged",
	 .letter = {.sender = "", .login = "jhart", .from = HART, .to = SHAH, .rcpt = SHAH " " ODUYA},
	 .persons = ODUYA},
	{.name = "nobody's correspondence, one member blind",
	 .letter = {.sender = HART, .login = "jhart", .from = HART, .to = HART, .rcpt = ODUYA},
	 .persons = ""},
	{.name = "a circular to all members",
	 .letter = {.sender = HART, .login = "jhart", .from = HART, .to = HART, .rcpt = "members" AT},
	 .persons = ""},
	{.name = "a circular with a member visible",
	 .letter = {TO_SHAH("ward.holgate" AT)},
	 .persons = LEE " cllr.p.smith" AT,
	 .recipients = "ward.holgate" AT},
	{.name = "a blind round with somebody's letter in it",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = HART,
		    .rcpt = ODUYA " " LEE " cllr.may" AT " cllr.ward" AT " cllr.green" AT,
		    .quoted = SHAH "|" HART "|The drains."},
	 .persons = ODUYA " " LEE " cllr.may" AT " cllr.ward" AT " cllr.green" AT},
	{.name = "a blind round of a joint letter",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = HART,
		    .rcpt = ODUYA " " LEE " cllr.may" AT " cllr.ward" AT " cllr.green" AT,
		    .quoted = SHAH "|" HART " " LEE "|The drains."},
	 .persons = ""},
	{.name = "a joint letter blind to four",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = HART,
		    .rcpt = ODUYA " cllr.may" AT " cllr.ward" AT " cllr.green" AT,
		    .quoted = SHAH "|" HART " " LEE "|The drains."},
	 .persons = ODUYA " cllr.may" AT " cllr.ward" AT " cllr.green" AT},
	{.name = "a member's letter goes on blind",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = "s.bell" AT,
		    .rcpt = "s.bell" AT " " ODUYA,
		    .quoted = SHAH "|" HART "|The drains."},
	 .persons = ODUYA},
	{.name = "the letter's own member, blind",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = "s.bell" AT,
		    .rcpt = "s.bell" AT " " SHAH,
		    .quoted = SHAH "|" HART "|The drains."},
	 .persons = ""},
	{.name = "the letter's own member, and another too",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = "s.bell" AT,
		    .rcpt = SHAH " " ODUYA,
		    .quoted = SHAH "|" HART "|The drains."},
	 .persons = SHAH " " ODUYA},
	{.name = "the letter's own member, blind, another visible",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = ODUYA,
		    .rcpt = SHAH " " ODUYA,
		    .quoted = SHAH "|" HART "|The drains."},
	 .persons = SHAH},
	{.name = "an officer's letter to a member goes on blind",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = "s.bell" AT,
		    .rcpt = ODUYA,
		    .quoted = HART "|" SHAH "|The drains."},
	 .persons = ODUYA},
	{.name = "a quoted head with a name alone",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = "s.bell" AT,
		    .rcpt = ODUYA,
		    .quoted = "=Shah,_Amina_(Cllr)|=Hart,_Jo|The drains."},
	 .persons = ODUYA},
	{.name = "a quoted letter among officers",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = HART,
		    .to = "s.bell" AT,
		    .rcpt = ODUYA,
		    .quoted = "s.bell" AT "|" HART "|The drains."},
	 .persons = ""},
	{.name = "a redirect without a trace",
	 .letter = {.sender = HART, .login = "jhart", .from = SHAH, .to = HART, .rcpt = ODUYA},
	 .persons = ODUYA},
	{.name = "a redirect to many is no circular",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = SHAH,
		    .to = HART,
		    .rcpt = ODUYA " " LEE " cllr.may" AT " cllr.ward" AT " cllr.green" AT},
	 .persons = ODUYA " " LEE " cllr.may" AT " cllr.ward" AT " cllr.green" AT},
	{.name = "a redirect back to its author",
	 .letter = {.sender = HART, .login = "jhart", .from = SHAH, .to = HART, .rcpt = SHAH},
	 .persons = ""},
	{.name = "a redirect that says so",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = SHAH,
		    .to = HART,
		    .resent_from = HART,
		    .resent_to = ODUYA,
		    .rcpt = ODUYA},
	 .persons = ""},
	{.name = "a redirect to a third member",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = SHAH,
		    .to = HART,
		    .resent_from = HART,
		    .resent_to = LEE,
		    .rcpt = ODUYA},
	 .persons = ODUYA},
	{.name = "an older redirect shows nobody",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = SHAH,
		    .to = HART,
		    .resent_from = HART,
		    .resent_to = LEE,
		    .older_resent_to = ODUYA,
		    .rcpt = ODUYA},
	 .persons = ODUYA},
	{.name = "a member's own redirect",
	 .letter =
		 {.sender = SHAH, .from = "resident@mailbox2.example", .to = SHAH, .resent_from = SHAH, .rcpt = ODUYA},
	 .persons = ""},
	{.name = "a mailbox rule keeps the first envelope",
	 .letter =
		 {.sender = SHAH, .client = "192.0.2.9", .from = SHAH, .to = HART, .resent_from = HART, .rcpt = ODUYA},
	 .persons = ODUYA},
	{.name = "the same from an unknown client",
	 .letter = {.sender = SHAH,
		    .client = "198.51.100.9",
		    .from = SHAH,
		    .to = HART,
		    .resent_from = HART,
		    .rcpt = ODUYA},
	 .persons = ""},
	{.name = "a redirected letter's foot is not the officer's",
	 .letter = {.sender = HART,
		    .login = "jhart",
		    .from = SHAH,
		    .to = HART,
		    .rcpt = ODUYA,
		    .text = "The drains.\n\nCC Councillor Oduya\n"},
	 .persons = ODUYA},
	{.name = "an unknown council address is visible",
	 .letter = {TO_SHAH(ODUYA), .cc = "ward-members" AT},
	 .persons = ODUYA,
	 .applied = ACTION_NOTICE},
	{.name = "an unknown address of a list host",
	 .letter = {TO_SHAH(ODUYA), .cc = "civic@lists.example"},
	 .persons = ODUYA,
	 .applied = ACTION_NOTICE},
	{.name = "a list with one in it",
	 .letter = {TO_SHAH(ODUYA), .cc = "outer" AT},
	 .persons = ODUYA,
	 .applied = ACTION_NOTICE},
	{.name = "an unknown address elsewhere lowers nothing",
	 .letter = {TO_SHAH(ODUYA), .cc = "resident@mailbox2.example"},
	 .persons = ODUYA},
	{.name = "an unknown council address, blind",
	 .letter = {TO_SHAH("ward-members" AT " " ODUYA)},
	 .persons = ODUYA},
	{.name = "the foot line",
	 .letter = {TO_SHAH(ODUYA), .text = "Dear Councillor Shah,\n\nThe drains are clear.\n\nCC Councillor Oduya\n"},
	 .persons = ""},
	{.name = "a foot line below the signature",
	 .letter = {TO_SHAH(ODUYA), .text = "The drains are clear.\n",
		    .signature = "-- \nJo Hart\nCC Councillor Oduya\n"},
	 .persons = ""},
	{.name = "a foot line for one of two",
	 .letter = {TO_SHAH(ODUYA " " LEE), .text = "The drains.\n\nCC Councillor Oduya\n"},
	 .persons = LEE},
	{.name = "a foot line for a blind list's members",
	 .letter = {TO_SHAH("ward.holgate" AT), .text = "The drains.\n\nCC Councillor Lee, Councillor Peter Smith\n"},
	 .persons = ""},
	{.name = "a foot line for the assistant's member",
	 .letter = {TO_SHAH("pa.oduya" AT), .text = "The drains.\n\nCC Councillor Oduya\n"},
	 .persons = ""},
	{.name = "a foot line for another member",
	 .letter = {TO_SHAH(ODUYA), .text = "The drains.\n\nCC Councillor Lee\n"},
	 .persons = ODUYA},
	{.name = "a request",
	 .letter = {TO_SHAH(ODUYA), .text = "The drains.\n\nPlease cc Councillor Oduya\n"},
	 .persons = ODUYA},
	{.name = "a denial",
	 .letter = {TO_SHAH(ODUYA), .text = "The drains.\n\nCouncillor Oduya has not been copied\n"},
	 .persons = ODUYA},
	{.name = "a line in quoted text",
	 .letter = {TO_SHAH(ODUYA), .quoted = SHAH "|" HART "|CC Councillor Oduya"},
	 .persons = ODUYA},
	{.name = "a consent is no cure here",
	 .letter = {TO_SHAH(ODUYA), .quoted = SHAH "|" HART "|Happy for you to share this with Cllr Oduya."},
	 .persons = ODUYA},
};

static gboolean is_same_set(const GPtrArray *texts, const char *wanted)
{
	g_auto(GStrv) all = g_strsplit(wanted, " ", -1);

	if (texts->len != g_strv_length(all))
		return FALSE;
	for (guint i = 0; i < texts->len; i++)
		if (!g_strv_contains((const char *const *)all, g_ptr_array_index(texts, i)))
			return FALSE;
	return TRUE;
}

/* "<@route:a@b>" of an envelope is "a@b" in a finding. */
static gboolean fits(const struct silent_case *c, const struct verdict *verdict)
{
	const struct finding *finding;

	if (verdict->findings->len != (*c->persons != '\0' ? 1 : 0))
		return FALSE;
	if (verdict->findings->len == 0)
		return verdict->action == ACTION_PASS;
	finding = g_ptr_array_index(verdict->findings, 0);
	return is_same_set(finding->persons, c->persons) &&
	       is_same_set(finding->recipients, c->recipients != NULL ? c->recipients : c->persons) &&
	       finding->configured == ACTION_HOLD &&
	       finding->applied == (c->applied != ACTION_PASS ? c->applied : ACTION_HOLD) &&
	       (finding->because == BECAUSE_UNKNOWN_LIST) == (c->applied == ACTION_NOTICE);
}

static void print_verdict(const char *name, const struct verdict *verdict)
{
	printf("%s:", name);
	for (guint i = 0; i < verdict->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(verdict->findings, i);
		g_autofree char *persons = council_join(finding->persons);
		g_autofree char *recipients = council_join(finding->recipients);

		printf(" %s of [%s] by [%s]", action_name(finding->applied), persons, recipients);
	}
	printf("\n");
}

static void test_match_cases(void **state)
{
	struct policy policy;
	gboolean is_right = TRUE;

	(void)state;
	council_policy(&policy, council_groups);
	council_rule(&policy, &silent_copy_check, ACTION_HOLD);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct verdict *verdict = council_judge(&policy, &cases[i].letter);

		if (!fits(&cases[i], verdict)) {
			print_verdict(cases[i].name, verdict);
			is_right = FALSE;
		}
		verdict_free(verdict);
	}
	council_done(&policy);
	assert_true(is_right);
}

/* A list that the directory does not know was expanded before; the relay says what it was. */
static void test_match_original_recipient(void **state)
{
	const char *const arguments[] = {"ORCPT=rfc822;" SHAH, NULL};
	struct letter letter = {.sender = HART, .client = "192.0.2.1", .from = HART, .to = SHAH, .rcpt = SHAH};
	struct envelope *envelope = council_envelope(&letter);
	struct message *message = council_message(&letter);
	struct policy policy;
	struct verdict *verdict;

	(void)state;
	council_policy(&policy, council_groups);
	council_rule(&policy, &silent_copy_check, ACTION_HOLD);
	envelope_add_recipient(envelope, ODUYA, arguments);
	verdict = policy_judge(&policy, envelope, message, NULL);
	assert_int_equal(verdict->action, ACTION_PASS);
	verdict_free(verdict);
	envelope_add_recipient(envelope, LEE, NULL);
	verdict = policy_judge(&policy, envelope, message, NULL);
	assert_true(is_same_set(((struct finding *)g_ptr_array_index(verdict->findings, 0))->persons, LEE));
	verdict_free(verdict);
	envelope_free(envelope);
	council_message_free(message);
	council_done(&policy);
}

/* What a thread says of a copy to Councillor Oduya, newest first; the rule's cure is consent. */
struct thread_case {
	const char *name;
	const char *quoted;
	gboolean is_cured;
};

static const struct thread_case consents[] = {
	{"shares with the person by name", SHAH "|" HART "|Happy for you to share this with Cllr Oduya.", TRUE},
	{"asks for the copy", SHAH "|" HART "|Please copy in Councillor Ben Oduya.", TRUE},
	{"asks with a question", SHAH "|" HART "|Could you cc Cllr Oduya?", TRUE},
	{"has no objection", SHAH "|" HART "|I have no objection to you copying Cllr Oduya.", TRUE},
	{"is content", SHAH "|" HART "|I am content for Cllr Oduya to see my email.", TRUE},
	{"over a broken line", SHAH "|" HART "|You may share this with\nCllr Oduya.", TRUE},
	{"copied the person", SHAH "|" HART " " ODUYA "|The drains.", TRUE},
	{"by name in the head", "=Cllr_Amina_Shah|=Jo_Hart|Feel free to forward this to Cllr Oduya.", TRUE},
	{"an officer's letter in between",
	 HART "|" SHAH "|Thank you.##" SHAH "|" HART "|Please share this with Cllr Oduya.", TRUE},
	{"nothing said", SHAH "|" HART "|The drains.", FALSE},
	{"names another", SHAH "|" HART "|Please share this with Cllr Lee.", FALSE},
	{"names a group", SHAH "|" HART "|Please share this with the other ward members.", FALSE},
	{"refuses", SHAH "|" HART "|Please do not share this with Cllr Oduya.", FALSE},
	{"asks whether it was done", SHAH "|" HART "|Have you shared this with Cllr Oduya?", FALSE},
	{"asks below a salutation", SHAH "|" HART "|Dear Jo,\nhave you shared this with Cllr Oduya?", FALSE},
	{"asks whether it is right", SHAH "|" HART "|Jo, is it fine to share this with Cllr Oduya?", FALSE},
	{"keeps the person in the loop", SHAH "|" HART "|Please keep Cllr Oduya in the loop.", TRUE},
	{"does not keep the person in the loop", SHAH "|" HART "|Do not keep Cllr Oduya in the loop.", FALSE},
	{"may one day agree", SHAH "|" HART "|I might agree to share it with Cllr Oduya later.", FALSE},
	{"is not sure", SHAH "|" HART "|I am not sure that you should share it with Cllr Oduya.", FALSE},
	{"the person is out of the loop", SHAH "|" HART "|Cllr Oduya is out of the loop.", FALSE},
	{"the person is in the loop", SHAH "|" HART "|I think Cllr Oduya is in the loop.", FALSE},
	{"the person shared something", SHAH "|" HART "|Cllr Oduya shared his plans with me.", FALSE},
	{"sends something else", SHAH "|" HART "|Please send the plans to Cllr Oduya.", FALSE},
	{"sends regards", SHAH "|" HART "|Pass my regards to Cllr Oduya with this.", FALSE},
	{"one but not the other", SHAH "|" HART "|Share this with Cllr Lee but not with Cllr Oduya.", FALSE},
	{"the other but not one", SHAH "|" HART "|Share this with Cllr Oduya but not with Cllr Lee.", TRUE},
	{"nobody except the person", SHAH "|" HART "|Do not share this with anyone except Cllr Oduya.", TRUE},
	{"a later refusal",
	 SHAH "|" HART "|On reflection, please do not share this.##" SHAH "|" HART
	      "|You may share this with Cllr Oduya.",
	 FALSE},
	{"a later wish for confidence",
	 SHAH "|" HART "|Let us keep this between us.##" SHAH "|" HART "|You may share this with Cllr Oduya.", FALSE},
	{"a later refusal of another",
	 SHAH "|" HART "|Please do not share it with Cllr Lee.##" SHAH "|" HART "|You may share this with Cllr Oduya.",
	 TRUE},
	{"a later consent",
	 SHAH "|" HART "|You may share it with Cllr Oduya after all.##" SHAH "|" HART
	      "|Please do not share this with anyone.",
	 TRUE},
	{"consent by a second member", LEE "|" HART "|Please copy in Cllr Oduya.##" SHAH "|" HART "|The drains.",
	 FALSE},
	{"consent by the officer", HART "|" SHAH "|I may share this with Cllr Oduya.##" SHAH "|" HART "|The drains.",
	 FALSE},
	{"consent by the person", ODUYA "|" HART "|Please copy in Cllr Oduya.", FALSE},
};

static gboolean is_held(struct policy *policy, const struct letter *letter)
{
	struct verdict *verdict = council_judge(policy, letter);
	gboolean is_held = verdict->action == ACTION_HOLD;

	verdict_free(verdict);
	return is_held;
}

static void set_cures(struct rule *rule, const char *cures)
{
	char ***field = (char ***)rule->settings;

	g_strfreev(*field);
	*field = g_strsplit(cures, " ", -1);
}

static void check_threads(const struct thread_case *thread_cases, gsize count, const char *cures)
{
	struct policy policy;
	gboolean is_right = TRUE;

	council_policy(&policy, council_groups);
	set_cures(council_rule(&policy, &silent_copy_check, ACTION_HOLD), cures);
	for (gsize i = 0; i < count; i++) {
		struct letter letter = {TO_SHAH(ODUYA), .quoted = thread_cases[i].quoted};

		if (is_held(&policy, &letter) == thread_cases[i].is_cured) {
			printf("%s: %s\n", thread_cases[i].name, thread_cases[i].is_cured ? "held" : "passed");
			is_right = FALSE;
		}
	}
	council_done(&policy);
	assert_true(is_right);
}

static void test_match_consents(void **state)
{
	(void)state;
	check_threads(consents, G_N_ELEMENTS(consents), "consent");
}

static const struct thread_case notices[] = {
	{"copies could be sent", HART "|" SHAH "|Copies of our letters may be sent to the other ward members.", TRUE},
	{"could be shared", HART "|" SHAH "|Your letter could be shared with other councillors.", TRUE},
	{"said by the member", SHAH "|" HART "|Copies may be sent to other members.", FALSE},
	{"denied", HART "|" SHAH "|Copies will not be sent to other members.", FALSE},
	{"asked", HART "|" SHAH "|Could copies be sent to other members?", FALSE},
	{"of other things", HART "|" SHAH "|The other ward members will attend.", FALSE},
};

static void test_match_notices(void **state)
{
	(void)state;
	check_threads(notices, G_N_ELEMENTS(notices), "notice-given");
}

static void test_match_notice_in_the_letter(void **state)
{
	struct letter letter = {TO_SHAH(ODUYA),
				.text = "The drains.\n\nCopies of this email may be sent to other members.\n"};
	struct policy policy;

	(void)state;
	council_policy(&policy, council_groups);
	set_cures(council_rule(&policy, &silent_copy_check, ACTION_HOLD), "notice-given");
	assert_false(is_held(&policy, &letter));
	letter.login = NULL;
	/* Nobody vouches for the sender. */
	assert_true(is_held(&policy, &letter));
	council_done(&policy);
}

static void test_match_monitoring_officer(void **state)
{
	const char *announced = HART "|" SHAH " m.okafor" AT "|Copies may be sent to other members.";
	struct letter letter = {TO_SHAH(ODUYA), .quoted = announced};
	struct policy policy;

	(void)state;
	council_policy(&policy, council_groups);
	set_cures(council_rule(&policy, &silent_copy_check, ACTION_HOLD), "monitoring-officer");
	assert_false(is_held(&policy, &letter));
	letter.quoted = HART "|" SHAH "|Copies may be sent to other members.";
	assert_true(is_held(&policy, &letter));
	letter.quoted = "m.okafor" AT "|" HART "|Go ahead.";
	assert_true(is_held(&policy, &letter));
	council_done(&policy);
}

static void test_match_consent_needs_trust(void **state)
{
	struct letter letter = {TO_SHAH(ODUYA), .quoted = SHAH "|" HART "|Please copy in Cllr Oduya."};
	struct policy policy;

	(void)state;
	council_policy(&policy, council_groups);
	set_cures(council_rule(&policy, &silent_copy_check, ACTION_HOLD), "consent");
	assert_false(is_held(&policy, &letter));
	letter.login = NULL;
	assert_true(is_held(&policy, &letter));
	letter.client = "192.0.2.7";
	assert_false(is_held(&policy, &letter));
	council_done(&policy);
}

struct cure_case {
	const char *name, *rcpt, *cures, *cure, *line;
};

static const struct cure_case cure_cases[] = {
	{"one", ODUYA, "foot-line",
	 "Add the line \"CC Councillor Oduya\" at the foot, or copy Councillor Oduya openly.", "CC Councillor Oduya"},
	{"two", ODUYA " " LEE, "foot-line",
	 "Add the line \"CC Councillor Oduya and Councillor Lee\" at the foot, or copy them openly.",
	 "CC Councillor Oduya and Councillor Lee"},
	{"a shared surname", "cllr.j.smith" AT, "consent foot-line",
	 "Add the line \"CC Councillor Jane Smith\" at the foot, or copy Councillor Jane Smith openly.",
	 "CC Councillor Jane Smith"},
	{"consent alone", ODUYA, "consent",
	 "Ask Councillor Shah to agree in writing that Councillor Oduya may have a copy, and send it again with that "
	 "answer quoted below.",
	 NULL},
	{"a notice", ODUYA, "notice-given",
	 "Tell Councillor Shah with the line \"Copies of this email may be sent to other members.\", or copy "
	 "Councillor "
	 "Oduya openly.",
	 "Copies of this email may be sent to other members."},
};

static void test_match_cure_words(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cure_cases); i++) {
		struct letter letter = {TO_SHAH("")};
		struct policy policy;
		struct verdict *verdict;
		const struct finding *finding;

		council_policy(&policy, council_groups);
		set_cures(council_rule(&policy, &silent_copy_check, ACTION_HOLD), cure_cases[i].cures);
		letter.rcpt = cure_cases[i].rcpt;
		verdict = council_judge(&policy, &letter);
		assert_int_equal(verdict->findings->len, 1);
		finding = g_ptr_array_index(verdict->findings, 0);
		assert_string_equal(finding->cure, cure_cases[i].cure);
		assert_int_equal(g_strcmp0(finding->cure_line, cure_cases[i].line), 0);
		verdict_free(verdict);
		council_done(&policy);
	}
}

/* Whoever is silent: the very words that the notice gives put it right. */
static void test_match_cure_line_cures_everybody(void **state)
{
	static const char *const members[] = {
		ODUYA,          LEE,           "cllr.j.smith" AT, "cllr.p.smith" AT, "cllr.oneil" AT, "cllr.green" AT,
		"cllr.ward" AT, "cllr.may" AT, "cllr.vale" AT,    "members" AT};
	struct policy policy;

	(void)state;
	council_policy(&policy, council_groups);
	council_rule(&policy, &silent_copy_check, ACTION_HOLD);
	for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
		struct letter letter = {TO_SHAH("")};
		struct verdict *verdict;
		const struct finding *finding;
		g_autofree char *text = NULL;

		letter.rcpt = members[i];
		verdict = council_judge(&policy, &letter);
		assert_int_equal(verdict->findings->len, 1);
		finding = g_ptr_array_index(verdict->findings, 0);
		text = g_strconcat("The drains.\n\n", finding->cure_line, "\n", NULL);
		letter.text = text;
		if (is_held(&policy, &letter))
			fail_msg("not cured: %s", finding->cure_line);
		verdict_free(verdict);
	}
	council_done(&policy);
}

static void test_match_evidence_and_visible_members(void **state)
{
	struct letter letter = {TO_SHAH(ODUYA), .cc = "s.bell" AT " " LEE};
	struct policy policy;
	struct verdict *verdict;
	const struct finding *finding;
	const struct evidence *evidence;

	(void)state;
	council_policy(&policy, council_groups);
	council_rule(&policy, &silent_copy_check, ACTION_HOLD);
	verdict = council_judge(&policy, &letter);
	finding = g_ptr_array_index(verdict->findings, 0);
	evidence = g_ptr_array_index(finding->evidence, 0);
	assert_int_equal(finding->evidence->len, 1);
	assert_string_equal(evidence->part, "envelope");
	assert_null(evidence->name);
	assert_string_equal(evidence->what, "not in To or Cc");
	assert_true(is_same_set(finding->visible_members, SHAH " " LEE));
	assert_int_equal(g_array_index(verdict->dispositions, enum disposition, 0), DISPOSITION_DELIVER);
	assert_int_equal(g_array_index(verdict->dispositions, enum disposition, 1), DISPOSITION_HOLD);
	verdict_free(verdict);
	council_done(&policy);
}

static void test_match_circular_members_by_profile(void **state)
{
	struct letter letter = {.sender = HART,
				.login = "jhart",
				.from = HART,
				.to = HART,
				.rcpt = ODUYA " cllr.may" AT,
				.quoted = SHAH "|" HART " " LEE "|The drains."};
	struct policy policy;
	struct rule *rule;

	(void)state;
	council_policy(&policy, council_groups);
	rule = council_rule(&policy, &silent_copy_check, ACTION_HOLD);
	assert_true(is_held(&policy, &letter));
	*(int *)((char *)rule->settings + sizeof(char **)) = 2;
	assert_false(is_held(&policy, &letter));
	council_done(&policy);
}

/* The six orders of three groups' names give the same findings, letter by letter. */
static void test_match_is_blind_to_groups(void **state)
{
	static const int orders[][3] = {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	struct policy first;

	(void)state;
	council_policy(&first, council_groups);
	council_rule(&first, &silent_copy_check, ACTION_HOLD);
	for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
		const char *groups[] = {council_groups[orders[i][0]], council_groups[orders[i][1]],
					council_groups[orders[i][2]]};
		struct policy other;

		council_policy(&other, groups);
		council_rule(&other, &silent_copy_check, ACTION_HOLD);
		for (gsize j = 0; j < G_N_ELEMENTS(cases); j++) {
			struct verdict *one = council_judge(&first, &cases[j].letter);
			struct verdict *two = council_judge(&other, &cases[j].letter);

			assert_int_equal(one->action, two->action);
			assert_int_equal(one->findings->len, two->findings->len);
			for (guint k = 0; k < one->findings->len; k++) {
				const struct finding *a = g_ptr_array_index(one->findings, k);
				const struct finding *b = g_ptr_array_index(two->findings, k);
				g_autofree char *persons = council_join(b->persons);

				assert_true(is_same_set(a->persons, persons));
			}
			verdict_free(one);
			verdict_free(two);
		}
		council_done(&other);
	}
	council_done(&first);
}

static void test_validate_cures(void **state)
{
	struct rule *rule = rule_new(&silent_copy_check);
	g_autoptr(GError) error = NULL;

	(void)state;
	assert_true(rule->check->validate(rule, NULL));
	set_cures(rule, "foot-line consnet");
	assert_false(rule->check->validate(rule, &error));
	assert_non_null(strstr(error->message, "'consnet'"));
	rule_free(rule);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_match_cases),
		cmocka_unit_test(test_match_original_recipient),
		cmocka_unit_test(test_match_consents),
		cmocka_unit_test(test_match_notices),
		cmocka_unit_test(test_match_notice_in_the_letter),
		cmocka_unit_test(test_match_monitoring_officer),
		cmocka_unit_test(test_match_consent_needs_trust),
		cmocka_unit_test(test_match_cure_words),
		cmocka_unit_test(test_match_cure_line_cures_everybody),
		cmocka_unit_test(test_match_evidence_and_visible_members),
		cmocka_unit_test(test_match_circular_members_by_profile),
		cmocka_unit_test(test_match_is_blind_to_groups),
		cmocka_unit_test(test_validate_cures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
