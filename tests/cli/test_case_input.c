/* SPDX-License-Identifier: BSD-2-Clause */
/* Cases from files: what the envelope is made of, and which of options, sidecar and header wins. */
#include "cli/case_input.h"

#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MESSAGE                                                                                                        \
	"From: Jo Hart <j.hart@northmere.gov.uk>\r\nTo: cllr.shah@northmere.gov.uk\r\n"                                \
	"Cc: cllr.oduya@northmere.gov.uk\r\nSubject: Bins\r\n\r\nHello.\r\n"

/* Writes the case, reads it, and takes the files away. sidecar may be NULL. */
static struct case_input *load(const char *folder, const char *sidecar, const struct envelope_options *options,
			       GError **error)
{
	g_autofree char *path = files_write(folder, "a.eml", MESSAGE);
	g_autofree char *beside = sidecar == NULL ? NULL : files_write(folder, "a.json", sidecar);
	struct case_input *input = case_input_load(path, options, error);

	if (beside != NULL)
		g_remove(beside);
	g_remove(path);
	return input;
}

static const char *recipient(const struct case_input *input, guint i)
{
	return ((struct envelope_recipient *)g_ptr_array_index(input->envelope->recipients, i))->address;
}

static void test_case_input_load_sidecar(void **state)
{
	struct case_input *input =
		load(*state,
		     "{ \"from\": \"<J.Hart@northmere.gov.uk>\", \"rcpt\": [ "
		     "\"<@relay.example:Cllr.Lee@northmere.gov.uk>\" ],"
		     " \"auth\": \"jhart\", \"client\": \"127.0.0.1\", \"client_name\": \"localhost\","
		     " \"tls_subject\": \"/CN=x\", \"mail_args\": [ \"BODY=8BITMIME\" ],"
		     " \"rcpt_args\": { \"cllr.lee@northmere.gov.uk\": [ \"NOTIFY=NEVER\" ] },"
		     " \"date\": \"2026-05-14T09:30:00+01:00\", \"why\": \"none\" }",
		     NULL, NULL);
	struct envelope_recipient *one;

	assert_non_null(input);
	assert_string_equal(input->envelope->sender, "J.Hart@northmere.gov.uk");
	assert_int_equal(input->envelope->recipients->len, 1);
	one = g_ptr_array_index(input->envelope->recipients, 0);
	assert_string_equal(one->raw, "<@relay.example:Cllr.Lee@northmere.gov.uk>");
	assert_string_equal(one->address, "Cllr.Lee@northmere.gov.uk");
	assert_string_equal(one->arguments[0], "NOTIFY=NEVER");
	assert_string_equal(input->envelope->mail_arguments[0], "BODY=8BITMIME");
	assert_string_equal(input->envelope->login, "jhart");
	assert_string_equal(input->envelope->client_address, "127.0.0.1");
	assert_string_equal(input->envelope->client_name, "localhost");
	assert_string_equal(input->envelope->tls_subject, "/CN=x");
	assert_int_equal(input->envelope->received_at, 1778747400);
	assert_null(input->expectation);
	case_input_free(input);
}

static void test_case_input_load_options_win(void **state)
{
	char *recipients[] = {"cllr.new@northmere.gov.uk", NULL};
	const struct envelope_options options = {"b@northmere.gov.uk", "blogin", "2026-05-15", recipients};
	struct case_input *input = load(*state,
					"{ \"from\": \"a@northmere.gov.uk\", \"rcpt\": [ \"c@northmere.gov.uk\" ],"
					" \"auth\": \"alogin\", \"date\": \"2026-05-14\" }",
					&options, NULL);

	assert_non_null(input);
	assert_string_equal(input->envelope->sender, "b@northmere.gov.uk");
	assert_string_equal(input->envelope->login, "blogin");
	assert_int_equal(input->envelope->recipients->len, 1);
	assert_string_equal(recipient(input, 0), "cllr.new@northmere.gov.uk");
	assert_int_equal(input->envelope->received_at, 1778842800); /* noon in London */
	case_input_free(input);
}

static void test_case_input_load_header_stands_in(void **state)
{
	struct case_input *input = load(*state, NULL, NULL, NULL);

	assert_non_null(input);
	assert_string_equal(input->envelope->sender, "j.hart@northmere.gov.uk");
	assert_int_equal(input->envelope->recipients->len, 2);
	assert_string_equal(recipient(input, 0), "cllr.shah@northmere.gov.uk");
	assert_string_equal(recipient(input, 1), "cllr.oduya@northmere.gov.uk");
	assert_null(input->envelope->login);
	case_input_free(input);
}

/* The null sender is one, and no reason to look at From. */
static void test_case_input_load_null_sender(void **state)
{
	struct case_input *input = load(*state, "{ \"from\": \"<>\", \"rcpt\": [] }", NULL, NULL);

	assert_non_null(input);
	assert_string_equal(input->envelope->sender, "");
	assert_int_equal(input->envelope->recipients->len, 0);
	case_input_free(input);
}

static void test_case_input_load_bad_date(void **state)
{
	g_autoptr(GError) error = NULL;

	assert_null(load(*state, "{ \"date\": \"14 May\" }", NULL, &error));
	assert_string_equal(files_message(*state, error),
			    "a.json: date: \"14 May\" is no date like 2026-05-14T09:30:00+01:00");
}

static void test_case_input_date_forms(void **state G_GNUC_UNUSED)
{
	static const struct {
		const char *text;
		gint64 time; /* 0: no date */
	} cases[] = {
		{"2026-05-14T09:30:00+01:00", 1778747400},
		{"2026-05-14T08:30:00Z", 1778747400},
		{"2026-05-14T09:30:00", 1778747400}, /* London, in summer */
		{"2026-05-14T09:30", 1778747400},
		{"2026-05-14 09:30:00+01:00", 1778747400},
		{"2026-01-14T09:30", 1768383000}, /* London, in winter */
		{"2026-05-14", 1778756400},
		{"2026-02-30", 0},
		{"14/05/2026", 0},
		{"yesterday", 0},
		{"", 0},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		gint64 time = 0;

		print_message("%s\n", cases[i].text);
		assert_int_equal(case_input_date(cases[i].text, &time), cases[i].time != 0);
		assert_int_equal(time, cases[i].time);
	}
}

static void test_case_input_find_sorts(void **state)
{
	g_autofree char *second = files_write(*state, "2.eml", MESSAGE);
	g_autofree char *first = files_write(*state, "1.eml", MESSAGE);
	g_autofree char *reply = files_write(*state, "1-reply.eml", MESSAGE);
	g_autofree char *other = files_write(*state, "1.json", "{}");
	g_autoptr(GPtrArray) paths = case_input_find(*state, NULL);

	assert_int_equal(paths->len, 3);
	assert_string_equal(g_ptr_array_index(paths, 0), first);
	assert_string_equal(g_ptr_array_index(paths, 1), reply);
	assert_string_equal(g_ptr_array_index(paths, 2), second);
	g_remove(reply);
	g_remove(first);
	g_remove(second);
	g_remove(other);
}

static void test_case_input_find_nothing(void **state)
{
	g_autoptr(GError) none = NULL, missing = NULL;

	assert_null(case_input_find(*state, &none));
	assert_non_null(strstr(none->message, "no case (NAME.eml) is below this folder"));
	assert_null(case_input_find("/nonexistent", &missing));
	assert_non_null(missing);
}

static int set_up(void **state)
{
	*state = files_begin();
	return 0;
}

static int tear_down(void **state)
{
	files_end(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_case_input_load_sidecar),
		cmocka_unit_test(test_case_input_load_options_win),
		cmocka_unit_test(test_case_input_load_header_stands_in),
		cmocka_unit_test(test_case_input_load_null_sender),
		cmocka_unit_test(test_case_input_load_bad_date),
		cmocka_unit_test(test_case_input_date_forms),
		cmocka_unit_test(test_case_input_find_sorts),
		cmocka_unit_test(test_case_input_find_nothing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
