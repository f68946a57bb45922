/* SPDX-License-Identifier: BSD-2-Clause */
/* What could not be read is a finding of its own; half of the cases are mail in which all was read, or does not count.
 */
#include "policy/checks/checks.h"

#include "tests/policy/mail_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char officer[] = "j.hart@northmere.gov.uk", member[] = "cllr.lee@northmere.gov.uk";

#define ATTACHED(type, name)                                                                                           \
	"Subject: Report\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nDear Councillor,\n\nAttached.\n"         \
	"--b\nContent-Type: " type "\nContent-Disposition: attachment; filename=" name "\n\nx\n--b--\n"
#define LOCKED ATTACHED("application/pkcs7-mime; smime-type=enveloped-data", "smime.p7m")

static int set_up(void **state)
{
	static struct policy policy;

	policy = fixture_policy(&uninspectable_check, ACTION_FLAG, NULL, (struct register_view){0});
	*state = &policy;
	return 0;
}

static int tear_down(void **state)
{
	policy_done(*state);
	return 0;
}

static void *setting_of(const struct policy *policy, const char *key)
{
	const struct rule *rule = g_ptr_array_index(policy->rules, 0);
	const struct setting *setting = rule->check->settings;

	while (strcmp(setting->key, key) != 0)
		setting++;
	return (char *)rule->settings + setting->offset;
}

static char *findings_of(const struct policy *policy, const char *sender, const char *recipients, const char *text)
{
	struct verdict *verdict = fixture_judge(policy, sender, recipients, text);
	char *findings = fixture_describe(verdict);

	verdict_free(verdict);
	return findings;
}

static void test_what_and_to_whom(void **state)
{
	static const struct {
		const char *name, *sender, *recipients, *text, *findings;
	} cases[] = {
		{"encrypted", officer, member, LOCKED, "flag cllr.lee"},
		{"unknown", officer, member, ATTACHED("application/octet-stream", "a.bin"), "flag cllr.lee"},
		{"the body itself", officer, member,
		 "\nSee below.\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n", "flag cllr.lee"},
		{"two members", officer, "cllr.lee@northmere.gov.uk cllr.shah@northmere.gov.uk", LOCKED,
		 "flag cllr.lee cllr.shah"},
		{"through a list", officer, "planning@northmere.gov.uk", LOCKED, "flag cllr.lee cllr.shah"},
		{"an outsider too", officer, "cllr.lee@northmere.gov.uk buyer@firm.example", LOCKED,
		 "flag cllr.lee buyer"},
		{"all was read", officer, member, ATTACHED("text/plain", "a.txt"), ""},
		{"a picture", officer, member, ATTACHED("image/png", "logo.png"), ""},
		{"a detached signature", officer, member, ATTACHED("application/pkcs7-signature", "smime.p7s"), ""},
		{"a member sends", member, "cllr.shah@northmere.gov.uk", LOCKED, ""},
		{"no member gets it", officer, "co.optee@northmere.gov.uk", LOCKED, ""},
		{"a partner", officer, "cllr.lee@northmere.gov.uk a@lawyers.example", LOCKED, "flag cllr.lee"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *findings = findings_of(*state, cases[i].sender, cases[i].recipients, cases[i].text);

		print_message("%s\n", cases[i].name);
		assert_string_equal(findings, cases[i].findings);
	}
}

static void test_settings(void **state)
{
	static char *const no_reasons[] = {NULL}, *const other_reasons[] = {(char *)"password", NULL},
			   *const this_reason[] = {(char *)"encrypted", NULL};
	const struct {
		char *const *reasons;
		const char *findings;
	} cases[] = {{no_reasons, ""}, {other_reasons, ""}, {this_reason, "flag cllr.lee"}};
	char ***reasons = setting_of(*state, "reasons"), **defaults = *reasons;
	gboolean *pictures = setting_of(*state, "pictures");
	enum action *outside = setting_of(*state, "outside_action");
	char *findings;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		*reasons = (char **)cases[i].reasons;
		findings = findings_of(*state, officer, member, LOCKED);
		assert_string_equal(findings, cases[i].findings);
		g_free(findings);
	}
	*reasons = defaults;
	*pictures = TRUE;
	findings = findings_of(*state, officer, member, ATTACHED("image/png", "scan.png"));
	assert_string_equal(findings, "flag cllr.lee");
	g_free(findings);
	*pictures = FALSE;
	*outside = ACTION_HOLD;
	findings = findings_of(*state, officer, "cllr.lee@northmere.gov.uk buyer@firm.example", LOCKED);
	assert_string_equal(findings, "flag cllr.lee; hold buyer");
	g_free(findings);
	*outside = ACTION_PASS;
}

static void test_unknown_reason_is_refused(void **state)
{
	static char *const reasons[] = {(char *)"encrypted", (char *)"locked", NULL};
	const struct rule *rule = g_ptr_array_index(((struct policy *)*state)->rules, 0);
	char ***field = setting_of(*state, "reasons"), **defaults = *field;
	g_autoptr(GError) error = NULL;

	assert_true(uninspectable_check.validate(rule, &error));
	*field = (char **)reasons;
	assert_false(uninspectable_check.validate(rule, &error));
	assert_non_null(strstr(error->message, "'locked'"));
	*field = defaults;
}

static void test_words_of_the_finding(void **state)
{
	struct rule *rule = g_ptr_array_index(((struct policy *)*state)->rules, 0);
	struct verdict *verdict = fixture_judge(*state, officer, member, ATTACHED("application/x-odd", "plan.odd"));
	const struct finding *finding = g_ptr_array_index(verdict->findings, 0);
	const struct evidence *evidence = g_ptr_array_index(finding->evidence, 0);

	assert_int_equal(finding->evidence->len, 1);
	assert_string_equal(evidence->part, "2");
	assert_string_equal(evidence->name, "plan.odd");
	assert_string_equal(evidence->what, "of a kind that cannot be read");
	assert_string_equal(finding->kinds, evidence->what);
	assert_string_equal(finding->cure, "Next time send plan.odd as a Word file or a PDF.");
	verdict_free(verdict);

	rule->action = ACTION_HOLD;
	verdict = fixture_judge(*state, officer, member, ATTACHED("application/x-odd", "plan.odd"));
	finding = g_ptr_array_index(verdict->findings, 0);
	assert_string_equal(finding->cure, "Send plan.odd again as a Word file or a PDF.");
	assert_int_equal(g_array_index(verdict->dispositions, enum disposition, 0), DISPOSITION_HOLD);
	verdict_free(verdict);
	rule->action = ACTION_FLAG;
}

static void test_many_parts_name_some(void **state)
{
	g_autoptr(GString) mail = g_string_new("Content-Type: multipart/mixed; boundary=b\n\n");
	struct verdict *verdict;

	for (int i = 0; i < 500; i++)
		g_string_append_printf(mail, "--b\nContent-Type: application/x-odd; name=%d.odd\n\nx\n", i);
	g_string_append(mail, "--b--\n");
	verdict = fixture_judge(*state, officer, member, mail->str);
	assert_int_equal(((struct finding *)g_ptr_array_index(verdict->findings, 0))->evidence->len, 20);
	verdict_free(verdict);
}

/* Who else is visible is not known, and the rest of the header is not there to be kept. */
static void test_cut_header_is_never_held(void **state)
{
	struct rule *rule = g_ptr_array_index(((struct policy *)*state)->rules, 0);
	g_autoptr(GString) mail = g_string_new("To: cllr.lee@northmere.gov.uk");
	const struct evidence *evidence;
	const struct finding *finding;
	struct verdict *verdict;

	while (mail->len < HEADER_TRUNCATED_BYTES)
		g_string_append(mail, ",\n someone.else@northmere.gov.uk");
	g_string_append(mail, "\n\nDear Councillor\n");
	rule->action = ACTION_HOLD;
	verdict = fixture_judge(*state, officer, member, mail->str);
	finding = g_ptr_array_index(verdict->findings, 0);
	evidence = g_ptr_array_index(finding->evidence, 0);
	assert_int_equal(finding->configured, ACTION_HOLD);
	assert_int_equal(finding->applied, ACTION_NOTICE);
	assert_int_equal(g_array_index(verdict->dispositions, enum disposition, 0), DISPOSITION_DELIVER);
	assert_string_equal(evidence->part, "header:To");
	assert_string_equal(evidence->what, "cut by a mail server");
	verdict_free(verdict);
	rule->action = ACTION_FLAG;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_and_to_whom),          cmocka_unit_test(test_settings),
		cmocka_unit_test(test_unknown_reason_is_refused), cmocka_unit_test(test_words_of_the_finding),
		cmocka_unit_test(test_many_parts_name_some),      cmocka_unit_test(test_cut_header_is_never_held),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
