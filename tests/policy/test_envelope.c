/* SPDX-License-Identifier: BSD-2-Clause */
/* Paths as clients write them (RFC 5321, 4.1.2 and appendix C). */
#include "policy/envelope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

struct path_case {
	const char *path, *address;
};

static const struct path_case paths[] = {
	{"<cllr.a@northmere.gov.uk>", "cllr.a@northmere.gov.uk"},
	{"cllr.a@northmere.gov.uk", "cllr.a@northmere.gov.uk"},
	{" <Cllr.A@Northmere.gov.uk> ", "Cllr.A@Northmere.gov.uk"},
	{"<>", ""},
	{"", ""},
	{"<@relay.example:cllr.a@northmere.gov.uk>", "cllr.a@northmere.gov.uk"},
	{"<@one.example,@two.example:cllr.a@northmere.gov.uk>", "cllr.a@northmere.gov.uk"},
	{"@relay.example:cllr.a@northmere.gov.uk", "cllr.a@northmere.gov.uk"},
	{"<@one.example:@two.example:cllr.a@northmere.gov.uk>", "cllr.a@northmere.gov.uk"},
	{"<@[IPv6:2001:db8::1]:cllr.a@northmere.gov.uk>", "cllr.a@northmere.gov.uk"},
	{"<\"a:b\"@northmere.gov.uk>", "\"a:b\"@northmere.gov.uk"},
	{"<@relay.example:\"a>b\"@northmere.gov.uk>", "\"a>b\"@northmere.gov.uk"},
	{"<\"@x:y\"@northmere.gov.uk>", "\"@x:y\"@northmere.gov.uk"},
	{"<\"a\\\"b>c\"@northmere.gov.uk>", "\"a\\\"b>c\"@northmere.gov.uk"},
	{"<cllr.a@northmere.gov.uk", "cllr.a@northmere.gov.uk"},
	{"<@relay.example>", "@relay.example"},
	{"<@>", "@"},
	{"<@:>", ""},
	{"<\\", "\\"},
	{"<\"", "\""},
};

static void test_envelope_path_address_forms(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *address = envelope_path_address(paths[i].path);

		if (g_strcmp0(address, paths[i].address) != 0)
			fail_msg("%s: %s", paths[i].path, address);
	}
}

static void test_envelope_new_is_empty(void **state)
{
	struct envelope *envelope = envelope_new();

	(void)state;
	assert_string_equal(envelope->sender, "");
	assert_null(envelope->mail_arguments[0]);
	assert_int_equal(envelope->recipients->len, 0);
	assert_null(envelope->login);
	envelope_free(envelope);
	envelope_free(NULL);
}

static void test_envelope_add_recipient_copies(void **state)
{
	const char *const arguments[] = {"NOTIFY=NEVER", NULL};
	struct envelope *envelope = envelope_new();
	const struct envelope_recipient *recipient;

	(void)state;
	envelope_add_recipient(envelope, "<@relay.example:cllr.a@northmere.gov.uk>", arguments);
	envelope_add_recipient(envelope, "<cllr.b@northmere.gov.uk>", NULL);
	recipient = g_ptr_array_index(envelope->recipients, 0);
	assert_string_equal(recipient->raw, "<@relay.example:cllr.a@northmere.gov.uk>");
	assert_string_equal(recipient->address, "cllr.a@northmere.gov.uk");
	assert_string_equal(recipient->arguments[0], "NOTIFY=NEVER");
	assert_null(recipient->arguments[1]);
	recipient = g_ptr_array_index(envelope->recipients, 1);
	assert_null(recipient->arguments[0]);
	envelope_free(envelope);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_envelope_path_address_forms),
		cmocka_unit_test(test_envelope_new_is_empty),
		cmocka_unit_test(test_envelope_add_recipient_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
