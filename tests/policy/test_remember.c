/* SPDX-License-Identifier: BSD-2-Clause */
/* What is kept of a letter, and what rules make of kept letters: whose word counts, and whose does not. */
#include "policy/remember.h"

#include "policy/checks/checks.h"
#include "tests/policy/fake_register.h"
#include "tests/policy/mail_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define HART "j.hart@northmere.gov.uk"
#define LEE "cllr.lee@northmere.gov.uk"
#define SHAH "cllr.shah@northmere.gov.uk"
#define AIDE "office.lee@northmere.gov.uk"
#define HIGH_0 "Dorothy Pickersgill, NM2 4LD, asks about her bin.\n"

static struct policy make_policy(const struct check *check)
{
	return fixture_policy(check, ACTION_HOLD, lexicons_new(g_ptr_array_new(), NULL, NULL, NULL), fake_register);
}

struct sent {
	const char *sender, *recipients; /* a leading '?': nobody vouches for the sender; '-': nobody has got it */
	const char *text;                /* header lines, "\n", and the body */
};

static struct history_note *remember(const struct policy *policy, const struct sent *sent)
{
	const char *sender = sent->sender + (*sent->sender == '?' ? 1 : 0);
	g_auto(GStrv) addresses = g_strsplit(sent->recipients + (*sent->recipients == '-' ? 1 : 0), " ", -1);
	g_autofree char *bytes = g_strdup_printf("Message-ID: <one@x.example>\n%s%s%s%s",
						 g_str_has_prefix(sent->text, "From: ") ? "" : "From: ",
						 g_str_has_prefix(sent->text, "From: ") ? "" : sender,
						 g_str_has_prefix(sent->text, "From: ") ? "" : "\n", sent->text);
	struct message *message = message_parse(bytes, strlen(bytes));
	struct envelope *envelope = envelope_new();
	gboolean got[8];
	struct history_note *note;

	g_free(envelope->sender);
	envelope->sender = g_strdup(sender);
	envelope->client_address = g_strdup(*sent->sender == '?' ? "203.0.113.9" : "127.0.0.1");
	envelope->received_at = 1778747400;
	for (gsize i = 0; addresses[i] != NULL; i++) {
		g_autofree char *path = g_strdup_printf("<%s>", addresses[i]);

		envelope_add_recipient(envelope, path, NULL);
		got[i] = *sent->recipients != '-';
	}
	note = policy_remember(policy, envelope, message, NULL, got);
	message_free(message);
	envelope_free(envelope);
	return note;
}

/* "1 a@b, 10 c@d": roles and people. Caller frees. */
static char *describe(const struct history_note *note)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < note->letter.persons->len; i++) {
		const struct history_person *person = g_ptr_array_index(note->letter.persons, i);

		g_string_append_printf(text, "%s%u %.*s", i > 0 ? ", " : "", person->roles,
				       (int)strcspn(person->email, "@"), person->email);
	}
	return g_string_free(text, FALSE);
}

static const struct remember_case {
	const char *name;
	struct sent sent;
	const char *persons; /* NULL: no note */
} cases[] = {
	{"an officer's letter", {HART, LEE, "To: " LEE "\n\nThe drains.\n"}, "10 cllr.lee, 1 j.hart"},
	{"a blind copy", {HART, LEE " " SHAH, "To: " LEE "\n\nThe drains.\n"}, "10 cllr.lee, 8 cllr.shah, 1 j.hart"},
	{"an open copy",
	 {HART, LEE " " SHAH, "To: " LEE "\nCc: " SHAH "\n\nHi.\n"},
	 "10 cllr.lee, 12 cllr.shah, 1 j.hart"},
	{"held", {HART, "-" LEE, "To: " LEE "\n\nThe drains.\n"}, "2 cllr.lee, 1 j.hart"},
	{"a list",
	 {HART, "planning@northmere.gov.uk", "To: planning@northmere.gov.uk\n\nHi.\n"},
	 "10 cllr.lee, 10 cllr.shah, 1 j.hart"},
	{"an assistant writes for a member",
	 {AIDE, HART, "To: " HART "\n\nThe drains.\n"},
	 "1 cllr.lee, 1 office.lee, 10 j.hart"},
	{"a redirect has no author here",
	 {HART, SHAH, "From: " LEE "\nTo: " HART "\n\nHi.\n"},
	 "8 cllr.shah, 2 j.hart"},
	{"no member", {HART, "someone@web.example", "To: someone@web.example\n\nHi.\n"}, NULL},
	{"all protected", {LEE, "desk@ombudsman.example", "To: desk@ombudsman.example\n\nHi.\n"}, NULL},
	{"permission",
	 {LEE, HART, "To: " HART "\n\nPlease share this with Councillor Shah.\n"},
	 "1 cllr.lee, 10 j.hart, 16 cllr.shah"},
	{"refusal",
	 {LEE, HART, "To: " HART "\n\nPlease do not share this with Councillor Shah.\n"},
	 "1 cllr.lee, 10 j.hart, 32 cllr.shah"},
	{"refusal for everybody",
	 {LEE, HART, "To: " HART "\n\nPlease do not share this.\n"},
	 "1 cllr.lee, 10 j.hart, 32 *"},
	{"in confidence", {LEE, HART, "To: " HART "\n\nThis is between us.\n"}, "1 cllr.lee, 10 j.hart, 32 *"},
	{"a stranger's permission",
	 {"?" LEE, HART, "To: " HART "\n\nPlease share this with Councillor Shah.\n"},
	 "1 cllr.lee, 10 j.hart"},
	{"an officer's permission",
	 {HART, LEE, "To: " LEE "\n\nPlease share this with Councillor Shah.\n"},
	 "10 cllr.lee, 1 j.hart"},
	{"quoted permission",
	 {LEE, HART,
	  "To: " HART "\n\nSee below.\n\n> From: Cllr Lee <" LEE ">\n> Sent: 12 May 2026 10:00\n"
	  "> To: Jo Hart <" HART ">\n> Subject: A\n>\n> Please share this with Councillor Shah.\n"},
	 "1 cllr.lee, 10 j.hart"},
};

static void test_policy_remember_persons(void **state)
{
	struct policy policy = make_policy(&silent_copy_check);

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct history_note *note = remember(&policy, &cases[i].sent);
		g_autofree char *persons = note != NULL ? describe(note) : NULL;

		print_message("%s\n", cases[i].name);
		if (cases[i].persons == NULL)
			assert_null(note);
		else
			assert_string_equal(persons, cases[i].persons);
		history_note_free(note);
	}
	policy_done(&policy);
}

static void test_policy_remember_nothing_without_message_id(void **state)
{
	struct policy policy = make_policy(&silent_copy_check);
	struct message *message = message_parse("To: " LEE "\n\nHi.\n", strlen("To: " LEE "\n\nHi.\n"));
	struct envelope *envelope = envelope_new();
	gboolean got = TRUE;

	(void)state;
	envelope_add_recipient(envelope, "<" LEE ">", NULL);
	assert_null(policy_remember(&policy, envelope, message, NULL, &got));
	message_free(message);
	envelope_free(envelope);
	policy_done(&policy);
}

static void test_policy_remember_links_values_and_marking(void **state)
{
	struct policy policy = make_policy(&constituent_data_check);
	const struct sent marked = {
		LEE, HART, "To: " HART "\nIn-Reply-To: <b>\nReferences: <a> <b>\nSubject: CONFIDENTIAL: x\n\n" HIGH_0};
	const struct sent stranger = {"?" LEE, HART, "To: " HART "\n\n" HIGH_0};
	struct history_note *note = remember(&policy, &marked);
	gboolean has_postcode = FALSE;

	(void)state;
	assert_true(note->letter.is_marked);
	assert_true(note->letter.is_trusted);
	assert_string_equal(note->message_id, "one@x.example");
	assert_string_equal(note->sender, LEE);
	assert_string_equal(note->links[0], "b");
	assert_string_equal(note->links[1], "a");
	assert_null(note->links[2]);
	for (guint i = 0; i < note->values->len; i++)
		has_postcode |= g_str_has_prefix(g_ptr_array_index(note->values, i), "row0\x1f") &&
				strstr(g_ptr_array_index(note->values, i), "nm24ld") != NULL;
	assert_true(has_postcode);
	history_note_free(note);
	note = remember(&policy, &stranger);
	assert_false(note->letter.is_trusted);
	assert_int_equal(note->values->len, 0);
	history_note_free(note);
	policy_done(&policy);
}

/* The nearest ones and the first, each once. */
static void test_history_links_limit(void **state)
{
	GString *bytes = g_string_new("References:");
	struct message *message;
	g_auto(GStrv) links = NULL;

	(void)state;
	for (int i = 0; i < 3 * HISTORY_MAX_LINKS; i++)
		g_string_append_printf(bytes, " <m%d>", i);
	g_string_append(bytes, "\nIn-Reply-To: <m74>\n\nHi.\n");
	message = message_parse(bytes->str, bytes->len);
	links = history_links(message);
	assert_int_equal(g_strv_length(links), HISTORY_MAX_LINKS);
	assert_string_equal(links[0], "m74");
	assert_string_equal(links[1], "m73");
	assert_string_equal(links[HISTORY_MAX_LINKS - 1], "m0");
	message_free(message);
	g_string_free(bytes, TRUE);
}

/* A thread put together by hand: "ROLES EMAIL ROLES EMAIL", newest letter first; a leading '?' is a stranger's. */
static gint64 tag_plainly(G_GNUC_UNUSED const void *context, const char *name)
{
	return (gint64)g_str_hash(name);
}

static struct history *thread_new(const char *const *letters)
{
	struct history *history = history_new();

	history->tag = tag_plainly;
	for (; *letters != NULL; letters++) {
		struct history_letter *letter = history_letter_new();
		gboolean is_stranger = **letters == '?';
		g_auto(GStrv) words = g_strsplit(*letters + (is_stranger ? 1 : 0), " ", -1);

		letter->is_trusted = !is_stranger;
		for (gsize i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
			history_letter_add(letter, words[i + 1], (guint)atoi(words[i]));
		g_ptr_array_add(history->letters, letter);
	}
	return history;
}

static const struct thread_case {
	const char *name, *to, *rcpt, *text;
	const char *letters[4];
	const char *findings;
} threads[] = {
	{"no thread, no answer", LEE, LEE " " SHAH, "\nHi.\n", {NULL}, "hold cllr.shah"},
	{"an unknown thread", LEE, LEE " " SHAH, "In-Reply-To: <a>\n\nHi.\n", {NULL}, "notice cllr.shah"},
	{"an unknown thread whose letter is quoted",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n\n> From: Cllr Lee <" LEE ">\n> Sent: 12 May 2026 10:00\n> To: Jo Hart <" HART
	 ">\n> Subject: A\n>\n> The drains.\n",
	 {NULL},
	 "hold cllr.shah"},
	{"a known thread without a word",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"1 " LEE " 2 " HART, NULL},
	 "hold cllr.shah"},
	{"agreed", LEE, LEE " " SHAH, "In-Reply-To: <a>\n\nHi.\n", {"1 " LEE " 16 " SHAH, NULL}, ""},
	{"a stranger agreed",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"?1 " LEE " 16 " SHAH, NULL},
	 "hold cllr.shah"},
	{"the officer agreed",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"1 " HART " 16 " SHAH, "1 " LEE, NULL},
	 "hold cllr.shah"},
	{"the second member agreed",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"1 " SHAH " 16 " SHAH, "1 " LEE, NULL},
	 "hold cllr.shah"},
	{"refused later",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"1 " LEE " 32 " SHAH, "1 " LEE " 16 " SHAH, NULL},
	 "hold cllr.shah"},
	{"refused for everybody later",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"1 " LEE " 32 *", "1 " LEE " 16 " SHAH, NULL},
	 "hold cllr.shah"},
	{"agreed later",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"1 " LEE " 16 " SHAH, "1 " LEE " 32 *", NULL},
	 ""},
	{"nobody but her", LEE, LEE " " SHAH, "In-Reply-To: <a>\n\nHi.\n", {"1 " LEE " 32 * 16 " SHAH, NULL}, ""},
	{"copied openly before", LEE, LEE " " SHAH, "In-Reply-To: <a>\n\nHi.\n", {"1 " LEE " 12 " SHAH, NULL}, ""},
	{"quoted agreement, stored refusal",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n\n> From: Cllr Lee <" LEE ">\n> Sent: 12 May 2026 10:00\n> To: Jo Hart <" HART
	 ">\n> Subject: A\n>\n> Please share this with Councillor Shah.\n",
	 {"1 " LEE " 32 *", NULL},
	 "hold cllr.shah"},
	{"quoted refusal, stored agreement of no known order",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n\n> From: Cllr Lee <" LEE ">\n> Sent: 12 May 2026 10:00\n> To: Jo Hart <" HART
	 ">\n> Subject: A\n>\n> Please do not share this.\n",
	 {"1 " LEE " 16 " SHAH, NULL},
	 "hold cllr.shah"},
	{"quoted refusal, stored agreement after it",
	 LEE,
	 LEE " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n\n> From: Cllr Lee <" LEE ">\n> Sent: 12 May 2026 10:00\n> To: Jo Hart <" HART
	 ">\n> Subject: A\n>\n> Please do not share this.\n",
	 {"1 " LEE " 16 " SHAH, "1 " LEE " 32 *", NULL},
	 ""},
	{"the thread shows the member",
	 HART,
	 HART " " SHAH,
	 "In-Reply-To: <a>\n\nHi.\n",
	 {"1 " LEE, NULL},
	 "hold cllr.shah"},
	{"a stranger's thread shows nobody", HART, HART " " SHAH, "In-Reply-To: <a>\n\nHi.\n", {"?1 " LEE, NULL}, ""},
	{"who was only blind is not shown", HART, HART " " SHAH, "In-Reply-To: <a>\n\nHi.\n", {"8 " LEE, NULL}, ""},
	{"who was only named is not shown", HART, HART " " SHAH, "In-Reply-To: <a>\n\nHi.\n", {"16 " LEE, NULL}, ""},
};

static struct verdict *judge(const struct policy *policy, const struct thread_case *row, const struct history *history)
{
	g_auto(GStrv) addresses = g_strsplit(row->rcpt, " ", -1);
	g_autofree char *bytes = g_strdup_printf("From: " HART "\nTo: %s\n%s", row->to, row->text);
	struct message *message = message_parse(bytes, strlen(bytes));
	struct envelope *envelope = envelope_new();
	struct verdict *verdict;

	g_free(envelope->sender);
	envelope->sender = g_strdup(HART);
	envelope->client_address = g_strdup("127.0.0.1");
	envelope->received_at = 1778747400;
	for (gsize i = 0; addresses[i] != NULL; i++) {
		g_autofree char *path = g_strdup_printf("<%s>", addresses[i]);

		envelope_add_recipient(envelope, path, NULL);
	}
	verdict = policy_judge_in_thread(policy, envelope, message, NULL, history);
	message_free(message);
	envelope_free(envelope);
	return verdict;
}

static void test_threads_cure_silent_copies(void **state)
{
	struct policy policy = make_policy(&silent_copy_check);
	struct rule *rule = g_ptr_array_index(policy.rules, 0);
	char ***cures = (char ***)((char *)rule->settings + rule->check->settings[0].offset);

	(void)state;
	g_strfreev(*cures);
	*cures = g_strsplit("consent", " ", -1);
	for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
		struct history *history = thread_new(threads[i].letters);
		struct verdict *verdict = judge(&policy, &threads[i], history);
		g_autofree char *findings = fixture_describe(verdict);

		print_message("%s\n", threads[i].name);
		assert_string_equal(findings, threads[i].findings);
		verdict_free(verdict);
		history_free(history);
	}
	policy_done(&policy);
}

/* Mail of officers among themselves is judged where its thread has a member, and not where only its past has. */
static void test_threads_widen_the_scope(void **state)
{
	struct policy policy = make_policy(&silent_copy_check);
	const struct thread_case row = {.to = HART, .rcpt = HART, .text = "In-Reply-To: <a>\n\nHi.\n"};
	static const struct {
		const char *letters[2];
		gboolean is_in_scope;
	} scopes[] = {{{NULL}, FALSE},           {{"1 " LEE, NULL}, TRUE}, {{"?1 " LEE, NULL}, TRUE},
		      {{"8 " LEE, NULL}, TRUE},  {{"32 *", NULL}, FALSE},  {{"16 " LEE, NULL}, FALSE},
		      {{"1 " HART, NULL}, FALSE}};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(scopes); i++) {
		struct history *history = thread_new(scopes[i].letters);
		struct verdict *verdict = judge(&policy, &row, history);

		print_message("%s\n", scopes[i].letters[0] != NULL ? scopes[i].letters[0] : "unknown");
		assert_int_equal(verdict->is_in_scope, scopes[i].is_in_scope);
		verdict_free(verdict);
		history_free(history);
	}
	policy_done(&policy);
}

static void supply(struct history *history, const struct history_note *note)
{
	struct history_letter *letter = g_ptr_array_index(history->letters, 0);

	for (guint i = 0; i < note->values->len; i++) {
		gint64 tag = tag_plainly(NULL, g_ptr_array_index(note->values, i));

		g_hash_table_add(letter->supplied, g_memdup2(&tag, sizeof tag));
	}
}

static void assert_echo(const struct policy *policy, const char *letter, const char *to, const char *text,
			const char *expected)
{
	const struct sent sent = {LEE, HART, "To: " HART "\n\n" HIGH_0};
	const struct thread_case row = {.to = to, .rcpt = to, .text = text};
	struct history_note *note = remember(policy, &sent);
	struct history *history = thread_new((const char *const[]){letter, NULL});
	struct verdict *verdict;
	g_autofree char *findings = NULL;

	supply(history, note);
	verdict = judge(policy, &row, history);
	findings = fixture_describe(verdict);
	assert_string_equal(findings, expected);
	verdict_free(verdict);
	history_free(history);
	history_note_free(note);
}

static void test_threads_echo(void **state)
{
	struct policy policy = make_policy(&constituent_data_check);

	(void)state;
	assert_echo(&policy, "1 " LEE, LEE, "\n" HIGH_0, "");
	assert_echo(&policy, "?1 " LEE, LEE, "\n" HIGH_0, "hold cllr.lee");
	assert_echo(&policy, "2 " LEE, LEE, "\n" HIGH_0, "hold cllr.lee");
	assert_echo(&policy, "1 " LEE, SHAH, "\n" HIGH_0, "hold cllr.shah");
	assert_echo(&policy, "1 " LEE, LEE, "\n" HIGH_0 "HB-2204417\n", "hold cllr.lee");
	assert_echo(&policy, "1 " LEE, LEE, "\nImran Qureshi, NM1 6PT.\n", "");
	policy_done(&policy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_policy_remember_persons),
		cmocka_unit_test(test_policy_remember_nothing_without_message_id),
		cmocka_unit_test(test_policy_remember_links_values_and_marking),
		cmocka_unit_test(test_history_links_limit),
		cmocka_unit_test(test_threads_cure_silent_copies),
		cmocka_unit_test(test_threads_widen_the_scope),
		cmocka_unit_test(test_threads_echo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
