/* SPDX-License-Identifier: BSD-2-Clause */
/* From verdict and earlier decisions to the answer: every state, every mixture, and never a discard. */
#include "milter/answer.h"

#include "policy/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { MAX_RECIPIENTS = 4 };

static struct conf conf = {.council = {.name = "Northmere Borough Council"}, .failure = "tempfail"};
static struct rule rule = {.name = "york-10.1c", .clause = "York, Appendix 16, 10.1", .point = "no silent copies"};

/* A transaction written as one letter a recipient: d, h, r: disposition; D, H, L, l, N, n, X, R: bound (delivered,
 * held, releasing, released, returning, returned, discarded, rejected); p: protected. */
struct situation {
	struct envelope *envelope;
	struct verdict *verdict;
	struct binding bindings[MAX_RECIPIENTS];
	gboolean is_protected[MAX_RECIPIENTS];
	struct answer_basis basis;
};

static void set_recipient(struct situation *situation, guint i, char letter)
{
	static const char bound[] = "DHLlNnXR";
	enum disposition *disposition = &g_array_index(situation->verdict->dispositions, enum disposition, i);
	const char *state = strchr(bound, letter);

	*disposition = letter == 'h' ? DISPOSITION_HOLD : letter == 'r' ? DISPOSITION_REJECT : DISPOSITION_DELIVER;
	situation->is_protected[i] = letter == 'p';
	situation->bindings[i].is_bound = state != NULL;
	if (state)
		situation->bindings[i].state = (enum recipient_state)(state - bound);
}

static void situation_init(struct situation *situation, const char *letters, enum action action)
{
	guint recipients = (guint)strlen(letters);

	memset(situation, 0, sizeof(*situation));
	situation->envelope = envelope_new();
	g_free(situation->envelope->sender);
	situation->envelope->sender = g_strdup("j.hart@northmere.gov.uk");
	situation->verdict = verdict_new(recipients);
	g_array_set_size(situation->verdict->dispositions, recipients);
	situation->verdict->action = action;
	situation->verdict->may_answer = TRUE;
	struct finding *finding = finding_new(&rule, action);
	finding->applied = action;
	g_ptr_array_add(situation->verdict->findings, finding);
	for (guint i = 0; i < recipients; i++) {
		char path[] = {'<', (char)('a' + i), '@', 'b', '>', 0};
		envelope_add_recipient(situation->envelope, path, NULL);
		set_recipient(situation, i, letters[i]);
	}
	situation->basis = (struct answer_basis){.conf = &conf,
						 .envelope = situation->envelope,
						 .verdict = situation->verdict,
						 .reasons = situation->verdict,
						 .bindings = situation->bindings,
						 .is_protected = situation->is_protected,
						 .are_recipients_internal = TRUE};
}

static void situation_done(struct situation *situation)
{
	envelope_free(situation->envelope);
	verdict_free(situation->verdict);
}

static char *stripped_letters(const struct answer *answer)
{
	GString *letters = g_string_new(NULL);
	for (guint i = 0; i < answer->stripped->len; i++)
		g_string_append_c(letters, ((const char *)answer->stripped->pdata[i])[1]);
	return g_string_free(letters, FALSE);
}

static void test_new_by_disposition_and_binding(void **state)
{
	(void)state;
	static const struct {
		const char *name, *recipients;
		enum answer_reply reply;
		const char *stripped;
		gboolean owes_return;
	} cases[] = {
		{"all delivered", "dd", ANSWER_CONTINUE, "", FALSE},
		{"one held", "dh", ANSWER_CONTINUE, "b", FALSE},
		{"all held: still continue", "hh", ANSWER_CONTINUE, "ab", FALSE},
		{"all refused", "rr", ANSWER_REJECT, "", FALSE},
		{"one of two refused", "rd", ANSWER_CONTINUE, "a", TRUE},
		{"refused beside held", "rh", ANSWER_CONTINUE, "ab", TRUE},
		{"refused beside protected", "rp", ANSWER_CONTINUE, "a", TRUE},
		{"retry: delivered once is delivered", "D", ANSWER_CONTINUE, "", FALSE},
		{"retry: held", "H", ANSWER_CONTINUE, "a", FALSE},
		{"retry: releasing", "L", ANSWER_CONTINUE, "a", FALSE},
		{"retry: released", "l", ANSWER_CONTINUE, "a", FALSE},
		{"retry: returning", "N", ANSWER_CONTINUE, "a", FALSE},
		{"retry: returned", "n", ANSWER_CONTINUE, "a", FALSE},
		{"retry: discarded", "X", ANSWER_CONTINUE, "a", FALSE},
		{"retry: refused again", "R", ANSWER_REJECT, "", FALSE},
		{"retry in another grouping: refused beside delivered", "RD", ANSWER_CONTINUE, "a", FALSE},
		{"retry in another grouping: refused beside new", "Rd", ANSWER_CONTINUE, "a", FALSE},
		{"new refusal beside an old one", "Rr", ANSWER_REJECT, "", FALSE},
		{"new refusal beside a delivered one", "rD", ANSWER_CONTINUE, "a", TRUE},
		{"all states at once", "DHrd", ANSWER_CONTINUE, "bc", TRUE},
		{"protected alone", "p", ANSWER_CONTINUE, "", FALSE},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		struct situation situation;
		situation_init(&situation, cases[i].recipients, ACTION_HOLD);
		struct answer *answer = answer_new(&situation.basis, "7KQ4-M2XD");
		g_autofree char *stripped = stripped_letters(answer);
		assert_int_equal(answer->reply, cases[i].reply);
		assert_string_equal(stripped, cases[i].stripped);
		assert_int_equal(answer_owes_return(&situation.basis), cases[i].owes_return);
		assert_int_equal(answer_is_refusal(&situation.basis), cases[i].reply == ANSWER_REJECT);
		assert_int_equal(answer->lines->len > 0, cases[i].reply == ANSWER_REJECT);
		answer_free(answer);
		situation_done(&situation);
	}
}

static void test_new_strips_every_form_of_the_path(void **state)
{
	(void)state;
	static const struct {
		const char *path, *first, *second;
	} cases[] = {
		{"<a@b>", "<a@b>", NULL},
		{"a@b", "a@b", NULL},
		{"<A@B>", "<A@B>", NULL},
		{"<@x:a@b>", "<@x:a@b>", "<a@b>"},
		{"<@x,@y:a@b>", "<@x,@y:a@b>", "<a@b>"},
		{"<\"@x:y\"@b>", "<\"@x:y\"@b>", NULL},
		{"<\"a b\"@b>", "<\"a b\"@b>", NULL},
		{"<a%b@c>", "<a%b@c>", NULL},
		{"<b!a>", "<b!a>", NULL},
		{"<postmaster>", "<postmaster>", NULL},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].path);
		struct situation situation;
		situation_init(&situation, "", ACTION_HOLD);
		envelope_add_recipient(situation.envelope, cases[i].path, NULL);
		g_array_set_size(situation.verdict->dispositions, 1);
		set_recipient(&situation, 0, 'h');
		struct answer *answer = answer_new(&situation.basis, "7KQ4-M2XD");
		assert_int_equal(answer->stripped->len, cases[i].second ? 2 : 1);
		assert_string_equal(answer->stripped->pdata[0], cases[i].first);
		if (cases[i].second)
			assert_string_equal(answer->stripped->pdata[1], cases[i].second);
		answer_free(answer);
		situation_done(&situation);
	}
}

static void test_owes_return_never_to_the_null_sender(void **state)
{
	(void)state;
	struct situation situation;
	situation_init(&situation, "rd", ACTION_REJECT);
	assert_true(answer_owes_return(&situation.basis));
	*situation.envelope->sender = '\0';
	assert_false(answer_owes_return(&situation.basis));
	situation_done(&situation);
}

static void test_owes_notice(void **state)
{
	(void)state;
	static const struct {
		const char *name, *recipients;
		enum action action;
		gboolean may_answer, expected;
	} cases[] = {
		{"pass", "d", ACTION_PASS, TRUE, FALSE},
		{"observe", "d", ACTION_OBSERVE, TRUE, FALSE},
		{"flag", "d", ACTION_FLAG, TRUE, FALSE},
		{"notice", "d", ACTION_NOTICE, TRUE, TRUE},
		{"hold", "h", ACTION_HOLD, TRUE, TRUE},
		{"notice, to a stranger", "d", ACTION_NOTICE, FALSE, FALSE},
		{"the refusal itself tells", "r", ACTION_REJECT, TRUE, FALSE},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		struct situation situation;
		situation_init(&situation, cases[i].recipients, cases[i].action);
		situation.verdict->may_answer = cases[i].may_answer;
		assert_int_equal(answer_owes_notice(&situation.basis), cases[i].expected);
		situation_done(&situation);
	}
}

static void test_case_header_only_where_it_may_be(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum action action;
		gboolean is_configured, is_internal, is_restricted, is_expected;
		const char *case_id;
	} cases[] = {
		{"flagged", ACTION_FLAG, TRUE, TRUE, FALSE, TRUE, "7KQ4-M2XD"},
		{"notice", ACTION_NOTICE, TRUE, TRUE, FALSE, TRUE, "7KQ4-M2XD"},
		{"observed", ACTION_OBSERVE, TRUE, TRUE, FALSE, FALSE, "7KQ4-M2XD"},
		{"not configured", ACTION_FLAG, FALSE, TRUE, FALSE, FALSE, "7KQ4-M2XD"},
		{"an outsider gets it", ACTION_FLAG, TRUE, FALSE, FALSE, FALSE, "7KQ4-M2XD"},
		{"for the monitoring officer only", ACTION_FLAG, TRUE, TRUE, TRUE, FALSE, "7KQ4-M2XD"},
		{"no case", ACTION_FLAG, TRUE, TRUE, FALSE, FALSE, NULL},
	};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].name);
		struct situation situation;
		struct conf with_header = conf;
		situation_init(&situation, "d", cases[i].action);
		with_header.adds_case_header = cases[i].is_configured;
		rule.is_restricted = cases[i].is_restricted;
		situation.basis.conf = &with_header;
		situation.basis.are_recipients_internal = cases[i].is_internal;
		struct answer *answer = answer_new(&situation.basis, cases[i].case_id);
		assert_int_equal(answer->case_header != NULL, cases[i].is_expected);
		if (answer->case_header)
			assert_string_equal(answer->case_header, "7KQ4-M2XD");
		answer_free(answer);
		situation_done(&situation);
	}
	rule.is_restricted = FALSE;
}

static void test_failure_as_configured(void **state)
{
	(void)state;
	static const struct {
		const char *failure;
		enum answer_reply expected;
	} cases[] = {{"tempfail", ANSWER_TEMPFAIL}, {"accept", ANSWER_CONTINUE}, {NULL, ANSWER_TEMPFAIL}};
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("%s\n", cases[i].failure ? cases[i].failure : "absent");
		struct conf with_failure = conf;
		with_failure.failure = (char *)cases[i].failure;
		struct answer *answer = answer_failure(&with_failure);
		assert_int_equal(answer->reply, cases[i].expected);
		assert_int_equal(answer->stripped->len, 0);
		answer_free(answer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_new_by_disposition_and_binding),
		cmocka_unit_test(test_new_strips_every_form_of_the_path),
		cmocka_unit_test(test_owes_return_never_to_the_null_sender),
		cmocka_unit_test(test_owes_notice),
		cmocka_unit_test(test_case_header_only_where_it_may_be),
		cmocka_unit_test(test_failure_as_configured),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
