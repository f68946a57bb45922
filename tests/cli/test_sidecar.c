/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>

#include "cli/sidecar.h"

static char *write_temporary(const char *text)
{
	char *path = g_build_filename(g_get_tmp_dir(), "candour-sidecar-XXXXXX", NULL);
	int descriptor = g_mkstemp(path);

	assert_true(descriptor >= 0);
	g_close(descriptor, NULL);
	assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static struct sidecar *load_text(const char *text, GError **error)
{
	g_autofree char *path = write_temporary(text);
	struct sidecar *sidecar = sidecar_load(path, error);

	g_unlink(path);
	return sidecar;
}

static void test_sidecar_load_contract_example(void **state G_GNUC_UNUSED)
{
	g_autoptr(GError) error = NULL;
	struct sidecar *sidecar =
		load_text("{ \"from\": \"j.hart@northmere.gov.uk\","
			  " \"rcpt\": [\"cllr.shah@northmere.gov.uk\", \"cllr.oduya@northmere.gov.uk\"],"
			  " \"auth\": \"jhart\", \"client\": \"127.0.0.1\", \"date\": \"2026-05-14T09:30:00+01:00\","
			  " \"why\": \"so\", \"mail_args\": [\"BODY=8BITMIME\"],"
			  " \"rcpt_args\": { \"Cllr.Shah@northmere.gov.uk\": [\"NOTIFY=NEVER\"] },"
			  " \"expect\": { \"verdict\": \"hold\", \"findings\": [ { \"check\": \"silent-copy\","
			  " \"persons\": [\"cllr.oduya@northmere.gov.uk\"] } ] } }",
			  &error);
	const struct expected_finding *finding;
	char **arguments;

	assert_non_null(sidecar);
	assert_string_equal(sidecar->from, "j.hart@northmere.gov.uk");
	assert_string_equal(sidecar->recipients[1], "cllr.oduya@northmere.gov.uk");
	assert_null(sidecar->recipients[2]);
	assert_string_equal(sidecar->login, "jhart");
	assert_string_equal(sidecar->mail_arguments[0], "BODY=8BITMIME");
	arguments = g_hash_table_lookup(sidecar->recipient_arguments, "cllr.shah@northmere.gov.uk");
	assert_string_equal(arguments[0], "NOTIFY=NEVER");
	assert_true(sidecar->expectation->has_verdict);
	assert_int_equal(sidecar->expectation->verdict, ACTION_HOLD);
	assert_int_equal(sidecar->expectation->findings->len, 1);
	finding = g_ptr_array_index(sidecar->expectation->findings, 0);
	assert_string_equal(finding->check, "silent-copy");
	assert_null(finding->recipients);
	sidecar_free(sidecar);
}

static void test_sidecar_load_verdict_only(void **state G_GNUC_UNUSED)
{
	struct sidecar *sidecar = load_text("{ \"expect\": { \"verdict\": \"pass\" } }", NULL);

	assert_non_null(sidecar);
	assert_null(sidecar->expectation->findings);
	sidecar_free(sidecar);
}

static void test_sidecar_load_bad(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *name, *text, *complaint;
	} cases[] = {
		{"no JSON", "{ \"from\": }", ":1:"},
		{"a list", "[]", "object"},
		{"unknown key", "{ \"form\": \"a@example.org\" }", "unknown key \"form\""},
		{"unknown key of a finding", "{ \"expect\": { \"findings\": [ { \"person\": [] } ] } }", "\"person\""},
		{"unknown key of expect", "{ \"expect\": { \"action\": \"hold\" } }", "\"action\""},
		{"unknown verdict", "{ \"expect\": { \"verdict\": \"block\" } }", "pass, observe"},
		{"recipients as a string", "{ \"rcpt\": \"a@example.org\" }", "list of strings"},
		{"a number among recipients", "{ \"rcpt\": [ 1 ] }", "list of strings"},
		{"line of an unknown key", "{ \"from\": \"a@example.org\",\n \"form\": 1 }", ":2: unknown key"},
		{"line of a wrong value", "{\n\n \"rcpt\": 1 }", ":3: \"rcpt\" must be"},
		{"the same key twice", "{ \"from\": \"a\", \"from\": \"b\" }", "duplicate"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		print_message("%s\n", cases[i].name);
		assert_null(load_text(cases[i].text, &error));
		assert_non_null(error);
		assert_non_null(strstr(error->message, cases[i].complaint));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sidecar_load_contract_example),
		cmocka_unit_test(test_sidecar_load_verdict_only),
		cmocka_unit_test(test_sidecar_load_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
