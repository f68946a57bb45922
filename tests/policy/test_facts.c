/* SPDX-License-Identifier: BSD-2-Clause */
/* Who sends, who gets it, who is visible and who is quoted (POLICY.md, "What is judged", "Persons"). */
#include "parser/calendar.h"
#include "policy/facts.h"

#include "tests/policy/council.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#define SHAH "cllr.shah" AT
#define ODUYA "cllr.oduya" AT
#define HART "j.hart" AT
#define OUTSIDE "resident@mailbox2.example"

/* The parts that one letter's facts are made of. */
struct sample {
	struct policy policy;
	struct envelope *envelope;
	struct message *message;
	struct facts *facts;
};

static struct sample sample_new(const struct letter *letter)
{
	struct sample sample = {.envelope = council_envelope(letter), .message = council_message(letter)};

	council_policy(&sample.policy, council_groups);
	return sample;
}

static const struct facts *judge(struct sample *sample)
{
	sample->facts = facts_new(&sample->policy, sample->envelope, sample->message, NULL);
	return sample->facts;
}

static void sample_done(struct sample *sample)
{
	facts_free(sample->facts);
	envelope_free(sample->envelope);
	council_message_free(sample->message);
	council_done(&sample->policy);
}

struct sender_case {
	const char *name;
	struct letter letter;
	const char *sender; /* address of the resolution */
	gboolean is_officer, is_member, is_redirect;
};

static const struct sender_case senders[] = {
	{"the login's person", {.sender = SHAH, .login = "jhart", .from = SHAH}, HART, TRUE, FALSE, FALSE},
	{"a login with a realm",
	 {.sender = SHAH, .login = "jhart@northmere.gov.uk", .from = HART},
	 HART,
	 TRUE,
	 FALSE,
	 FALSE},
	{"an unknown login", {.sender = SHAH, .login = "somebody", .from = SHAH}, SHAH, FALSE, TRUE, FALSE},
	{"the envelope sender", {.sender = HART, .from = HART}, HART, TRUE, FALSE, FALSE},
	{"never From", {.sender = OUTSIDE, .from = HART}, OUTSIDE, FALSE, FALSE, TRUE},
	{"a null sender", {.sender = "", .from = HART}, "", FALSE, FALSE, TRUE},
	{"a null sender with a login", {.sender = "", .login = "jhart", .from = HART}, HART, TRUE, FALSE, FALSE},
	{"a plus-tag", {.sender = "j.hart+list" AT, .from = HART}, HART, TRUE, FALSE, FALSE},
	{"a member", {.sender = SHAH, .from = SHAH}, SHAH, FALSE, TRUE, FALSE},
	{"a member's private address",
	 {.sender = "ben@mailbox.example", .from = ODUYA},
	 "ben@mailbox.example",
	 FALSE,
	 TRUE,
	 FALSE},
	{"a former member", {.sender = "cllr.gone" AT, .from = "cllr.gone" AT}, "cllr.gone" AT, FALSE, FALSE, FALSE},
	{"an assistant counts as the member",
	 {.sender = "pa.oduya" AT, .from = ODUYA},
	 "pa.oduya" AT,
	 FALSE,
	 TRUE,
	 FALSE},
	{"a shared mailbox of officers",
	 {.sender = "planning" AT, .from = "planning" AT},
	 "planning" AT,
	 TRUE,
	 FALSE,
	 FALSE},
	{"a shared mailbox, From an officer",
	 {.sender = "planning" AT, .from = "b.oduya" AT},
	 "planning" AT,
	 TRUE,
	 FALSE,
	 FALSE},
	{"a shared mailbox of a member",
	 {.sender = "leader.office" AT, .from = "cllr.ward" AT},
	 "leader.office" AT,
	 FALSE,
	 TRUE,
	 FALSE},
	{"a list is nobody's mailbox",
	 {.sender = "members" AT, .from = "members" AT},
	 "members" AT,
	 FALSE,
	 FALSE,
	 FALSE},
	{"the archive writes for nobody",
	 {.sender = "archive" AT, .from = "archive" AT},
	 "archive" AT,
	 FALSE,
	 FALSE,
	 FALSE},
	{"a co-optee", {.sender = "c.optee" AT, .from = "c.optee" AT}, "c.optee" AT, FALSE, FALSE, FALSE},
	{"From is a mailbox the officer writes for", {.sender = HART, .from = "planning" AT}, HART, TRUE, FALSE, FALSE},
	{"From is an unknown alias", {.sender = HART, .from = "jo.hart" AT}, HART, TRUE, FALSE, FALSE},
	{"From is a member", {.sender = HART, .from = SHAH}, HART, TRUE, FALSE, TRUE},
	{"From is an outsider", {.sender = HART, .from = OUTSIDE}, HART, TRUE, FALSE, TRUE},
	{"From is another officer", {.sender = HART, .from = "s.bell" AT}, HART, TRUE, FALSE, TRUE},
	{"Resent-From", {.sender = HART, .from = HART, .resent_from = HART}, HART, TRUE, FALSE, TRUE},
	{"no From", {.sender = HART}, HART, TRUE, FALSE, FALSE},
	{"Resent-From under a member's envelope, trusted",
	 {.sender = SHAH, .client = "192.0.2.1", .from = SHAH, .resent_from = HART},
	 HART,
	 TRUE,
	 FALSE,
	 TRUE},
	{"the same, not trusted", {.sender = SHAH, .from = SHAH, .resent_from = HART}, SHAH, FALSE, TRUE, TRUE},
	{"Resent-From makes nobody a member",
	 {.sender = HART, .client = "192.0.2.1", .from = HART, .resent_from = SHAH},
	 HART,
	 TRUE,
	 FALSE,
	 TRUE},
};

static void test_facts_new_senders(void **state)
{
	gboolean is_right = TRUE;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(senders); i++) {
		const struct sender_case *c = &senders[i];
		struct sample sample = sample_new(&c->letter);
		const struct facts *facts = judge(&sample);

		if (strcmp(facts->sender->address, c->sender) != 0 || facts->is_sender_officer != c->is_officer ||
		    facts->is_sender_member != c->is_member || facts->is_redirect != c->is_redirect) {
			printf("%s: %s officer %d member %d redirect %d\n", c->name, facts->sender->address,
			       facts->is_sender_officer, facts->is_sender_member, facts->is_redirect);
			is_right = FALSE;
		}
		sample_done(&sample);
	}
	assert_true(is_right);
}

struct trust_case {
	const char *name;
	struct letter letter;
	gboolean is_trusted;
};

static const struct trust_case trusts[] = {
	{"authenticated", {.sender = HART, .login = "jhart"}, TRUE},
	{"authenticated, unknown to the directory", {.sender = HART, .login = "scanner"}, TRUE},
	{"an empty login", {.sender = HART, .login = ""}, FALSE},
	{"a trusted source", {.sender = HART, .client = "192.0.2.200"}, TRUE},
	{"a trusted source, mapped", {.sender = HART, .client = "::ffff:192.0.2.200"}, TRUE},
	{"another source", {.sender = HART, .client = "198.51.100.1"}, FALSE},
	{"another protocol", {.sender = HART, .client = "IPv6:2001:db8::1"}, FALSE},
	{"no address", {.sender = HART, .client = "localhost"}, FALSE},
	{"nothing", {.sender = HART}, FALSE},
};

static void test_facts_new_trust(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(trusts); i++) {
		struct sample sample = sample_new(&trusts[i].letter);

		if (judge(&sample)->is_sender_trusted != trusts[i].is_trusted)
			fail_msg("%s", trusts[i].name);
		sample_done(&sample);
	}
}

static void test_facts_new_automatic(void **state)
{
	static const struct {
		const char *sender, *auto_submitted;
		gboolean is_report, is_automatic;
	} mails[] = {
		{"", NULL, TRUE, TRUE},   {"", "auto-replied", FALSE, TRUE}, {"", "no", FALSE, FALSE},
		{"", NULL, FALSE, FALSE}, {HART, NULL, TRUE, FALSE},         {HART, "auto-replied", FALSE, FALSE},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		struct letter letter = {.sender = mails[i].sender};
		struct sample sample = sample_new(&letter);

		sample.message->auto_submitted = g_strdup(mails[i].auto_submitted);
		sample.message->is_report = mails[i].is_report;
		assert_int_equal(judge(&sample)->is_automatic, mails[i].is_automatic);
		sample_done(&sample);
	}
}

static char *join_persons(const GPtrArray *persons)
{
	g_autoptr(GPtrArray) emails = g_ptr_array_new();

	for (guint i = 0; i < persons->len; i++)
		g_ptr_array_add(emails, ((const struct person *)g_ptr_array_index(persons, i))->email);
	return council_join(emails);
}

struct visible_case {
	const char *name;
	struct letter letter;
	const char *visible, *quoted, *unknown;
};

static const struct visible_case visibles[] = {
	{"To and Cc", {.to = SHAH, .cc = HART}, SHAH " " HART, "", NULL},
	{"once each", {.to = ODUYA " ben.oduya" AT " CLLR.ODUYA" AT, .cc = ODUYA}, ODUYA, "", NULL},
	{"not Bcc", {.to = SHAH, .bcc = ODUYA}, SHAH, "", NULL},
	{"not From", {.from = ODUYA, .to = SHAH}, SHAH, "", NULL},
	{"the newest Resent block",
	 {.to = SHAH, .resent_from = HART, .resent_to = ODUYA, .older_resent_to = "cllr.lee" AT},
	 ODUYA " " SHAH,
	 "",
	 NULL},
	{"a list is its members", {.to = "ward.holgate" AT}, "cllr.lee" AT " cllr.p.smith" AT, "", NULL},
	{"an assistant is the member too", {.to = "pa.oduya" AT}, "pa.oduya" AT " " ODUYA, "", NULL},
	{"out of office", {.to = "cllr.gone" AT}, "", "", NULL},
	{"an unknown council address", {.to = "everybody" AT}, "", "", "everybody" AT},
	{"an unknown outside address", {.to = OUTSIDE}, "", "", NULL},
	{"an address of a list host", {.to = "civic@lists.example"}, "", "", "civic@lists.example"},
	{"an unknown address in a list", {.to = "outer" AT}, "", "", "outer" AT},
	{"unknown, but blind", {.to = SHAH, .bcc = "everybody" AT}, SHAH, "", NULL},
	{"quoted by address", {.to = SHAH, .quoted = ODUYA "|" HART "|x"}, SHAH, ODUYA " " HART, NULL},
	{"quoted by name", {.to = SHAH, .quoted = "=Oduya,_Ben_(Cllr)|=Jo_Hart|x"}, SHAH, ODUYA " " HART, NULL},
	{"quoted by a name of nobody", {.to = SHAH, .quoted = "=Smith|=Somebody|x"}, SHAH, "", NULL},
	{"quoted twice", {.to = SHAH, .quoted = ODUYA "|" HART "|x##" HART "|" ODUYA "|y"}, SHAH, ODUYA " " HART, NULL},
};

static void test_facts_new_visible_and_quoted(void **state)
{
	gboolean is_right = TRUE;

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(visibles); i++) {
		const struct visible_case *c = &visibles[i];
		struct sample sample = sample_new(&c->letter);
		const struct facts *facts = judge(&sample);
		g_autofree char *visible = join_persons(facts->visible);
		g_autofree char *quoted = join_persons(facts->quoted);

		if (strcmp(visible, c->visible) != 0 || strcmp(quoted, c->quoted) != 0 ||
		    g_strcmp0(facts->unknown_list, c->unknown) != 0) {
			printf("%s: [%s] [%s] %s\n", c->name, visible, quoted, facts->unknown_list);
			is_right = FALSE;
		}
		sample_done(&sample);
	}
	assert_true(is_right);
}

struct scope_case {
	const char *name;
	struct letter letter;
	gboolean has_member;
};

static const struct scope_case scopes[] = {
	{"as sender", {.sender = SHAH, .from = SHAH, .to = HART, .rcpt = HART}, TRUE},
	{"as recipient", {.sender = HART, .from = HART, .to = HART, .rcpt = SHAH}, TRUE},
	{"as visible person", {.sender = HART, .from = HART, .to = SHAH, .rcpt = HART}, TRUE},
	{"in a list", {.sender = HART, .from = HART, .to = "members" AT, .rcpt = HART}, TRUE},
	{"in quoted text",
	 {.sender = HART, .from = HART, .to = HART, .rcpt = HART, .quoted = SHAH "|" HART "|x"},
	 TRUE},
	{"as author of what is redirected", {.sender = HART, .from = SHAH, .to = HART, .rcpt = "s.bell" AT}, TRUE},
	{"among officers", {.sender = HART, .from = HART, .to = "s.bell" AT, .rcpt = "s.bell" AT}, FALSE},
	{"a former member", {.sender = HART, .from = HART, .to = "cllr.gone" AT, .rcpt = "cllr.gone" AT}, FALSE},
	{"a co-optee", {.sender = HART, .from = HART, .to = "c.optee" AT, .rcpt = "c.optee" AT}, FALSE},
};

static void test_facts_new_scope(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(scopes); i++) {
		struct sample sample = sample_new(&scopes[i].letter);

		if (judge(&sample)->has_member != scopes[i].has_member)
			fail_msg("%s", scopes[i].name);
		sample_done(&sample);
	}
}

static void test_facts_new_recipients(void **state)
{
	struct letter letter = {.sender = HART, .to = SHAH, .rcpt = SHAH " foi" AT " m.okafor" AT " " ODUYA};
	const gboolean bound[] = {TRUE, FALSE, FALSE, FALSE};
	struct sample sample = sample_new(&letter);
	gboolean judged[4];

	(void)state;
	sample.facts = facts_new(&sample.policy, sample.envelope, sample.message, bound);
	for (guint i = 0; i < 4; i++)
		judged[i] = facts_is_judged(g_ptr_array_index(sample.facts->recipients, i));
	/* Bound, a protected list, a protected role, and one who is judged. */
	assert_false(judged[0]);
	assert_false(judged[1]);
	assert_false(judged[2]);
	assert_true(judged[3]);
	sample_done(&sample);
}

/* All people of the message's own invitation; rooms are none, and another message's people are not shown here. */
static void test_facts_new_calendar_attendees(void **state)
{
	struct letter letter = {.sender = HART, .to = SHAH};
	struct calendar *own = calendar_new(), *carried = calendar_new();
	struct sample sample = sample_new(&letter);
	g_autofree char *visible = NULL;

	(void)state;
	own->is_own = TRUE;
	calendar_add_person(own, CALENDAR_ORGANIZER, FALSE, NULL, "cllr.may" AT);
	calendar_add_person(own, CALENDAR_ATTENDEE, FALSE, "Oduya: Ben", ODUYA);
	calendar_add_person(own, CALENDAR_ATTENDEE, TRUE, NULL, "cllr.green" AT);
	calendar_add_person(own, CALENDAR_DELEGATE, FALSE, NULL, "cllr.lee" AT);
	calendar_add_person(carried, CALENDAR_ATTENDEE, FALSE, NULL, "cllr.green" AT);
	g_ptr_array_add(sample.message->calendars, own);
	g_ptr_array_add(sample.message->calendars, carried);
	visible = join_persons(judge(&sample)->visible);
	assert_string_equal(visible, SHAH " cllr.may" AT " " ODUYA " cllr.lee" AT);
	sample_done(&sample);
	calendar_free(own);
	calendar_free(carried);
}

/* RFC 3461, 4.2: the address that the first sender gave. */
static void test_facts_new_original_recipient(void **state)
{
	static const struct {
		const char *client, *argument;
		gboolean is_visible;
	} relays[] = {
		{"192.0.2.1", "ORCPT=rfc822;members" AT, TRUE},     {"192.0.2.1", "orcpt=RFC822;Mem+62ers" AT, TRUE},
		{"192.0.2.1", "ORCPT=rfc822;" ODUYA, FALSE},        {"192.0.2.1", "NOTIFY=NEVER", FALSE},
		{"198.51.100.1", "ORCPT=rfc822;members" AT, FALSE},
	};

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(relays); i++) {
		const char *const arguments[] = {relays[i].argument, NULL};
		struct letter letter = {.sender = HART, .client = relays[i].client, .to = "members" AT};
		struct sample sample = sample_new(&letter);
		const struct facts_recipient *recipient;

		g_ptr_array_set_size(sample.envelope->recipients, 0);
		envelope_add_recipient(sample.envelope, ODUYA, arguments);
		recipient = g_ptr_array_index(judge(&sample)->recipients, 0);
		assert_int_equal(recipient->is_original_visible, relays[i].is_visible);
		sample_done(&sample);
	}
}

/* A login alone does not make a client a relay: whoever signs in can write ORCPT. */
static void test_facts_new_original_recipient_of_a_login(void **state)
{
	const char *const arguments[] = {"ORCPT=rfc822;members" AT, NULL};
	struct letter letter = {.sender = HART, .login = "jhart", .to = "members" AT};
	struct sample sample = sample_new(&letter);
	const struct facts_recipient *recipient;

	(void)state;
	g_ptr_array_set_size(sample.envelope->recipients, 0);
	envelope_add_recipient(sample.envelope, ODUYA, arguments);
	recipient = g_ptr_array_index(judge(&sample)->recipients, 0);
	assert_false(recipient->is_original_visible);
	sample_done(&sample);
}

static void test_facts_new_foot_lines_are_the_senders(void **state)
{
	struct letter own = {.sender = HART, .from = HART, .resent_from = HART, .text = "x\n\nCC Councillor Oduya\n"};
	struct letter foreign = {.sender = HART, .from = SHAH, .text = "x\n\nCC Councillor Oduya\n"};
	struct sample one = sample_new(&own), two = sample_new(&foreign);

	(void)state;
	assert_int_equal(facts_foot_lines(judge(&one))->len, 1);
	assert_int_equal(facts_foot_lines(judge(&two))->len, 0);
	sample_done(&one);
	sample_done(&two);
}

static void test_facts_new_without_recipients(void **state)
{
	struct letter letter = {.sender = HART, .to = SHAH};
	struct sample sample = sample_new(&letter);

	(void)state;
	g_ptr_array_set_size(sample.envelope->recipients, 0);
	assert_int_equal(judge(&sample)->recipients->len, 0);
	sample_done(&sample);
	facts_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_facts_new_senders),
		cmocka_unit_test(test_facts_new_trust),
		cmocka_unit_test(test_facts_new_automatic),
		cmocka_unit_test(test_facts_new_visible_and_quoted),
		cmocka_unit_test(test_facts_new_scope),
		cmocka_unit_test(test_facts_new_recipients),
		cmocka_unit_test(test_facts_new_calendar_attendees),
		cmocka_unit_test(test_facts_new_original_recipient),
		cmocka_unit_test(test_facts_new_original_recipient_of_a_login),
		cmocka_unit_test(test_facts_new_foot_lines_are_the_senders),
		cmocka_unit_test(test_facts_new_without_recipients),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
