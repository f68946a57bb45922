/* SPDX-License-Identifier: BSD-2-Clause */
/* The trace line of the MTA's hop (RFC 5321, 4.4). */
#include "review/received.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define DATE ";\r\n\tThu, 14 May 2026 08:30:00 +0000\r\n"

static const struct {
	const char *name;
	const char *helo, *client_name, *client_address, *mta, *protocol, *queue_id;
	const char *expect;
} cases[] = {
	{"all of it", "pc7", "pc7.northmere.gov.uk", "192.0.2.7", "mx.northmere.gov.uk", "ESMTPSA", "4aBcDe",
	 "Received: from pc7 (pc7.northmere.gov.uk [192.0.2.7])\r\n\tby mx.northmere.gov.uk with ESMTPSA id "
	 "4aBcDe" DATE},
	{"IPv6, and a literal as greeting", "[IPv6:2001:db8::7]", NULL, "2001:db8::7", "mx.northmere.gov.uk", "ESMTP",
	 NULL, "Received: from [IPv6:2001:db8::7] ([IPv6:2001:db8::7])\r\n\tby mx.northmere.gov.uk with ESMTP" DATE},
	{"IPv6 as the MTA tags it", "pc7", NULL, "IPv6:2001:db8::7", "mx.northmere.gov.uk", NULL, NULL,
	 "Received: from pc7 ([IPv6:2001:db8::7])\r\n\tby mx.northmere.gov.uk" DATE},
	{"nothing known", NULL, NULL, NULL, NULL, NULL, NULL, "Received: from unknown\r\n\tby candour.example" DATE},
	{"a greeting that would be more", "a) with X; b\r\nBcc: c", NULL, "192.0.2.7", "mx", NULL, NULL,
	 "Received: from a??with?X??b??Bcc:?c ([192.0.2.7])\r\n\tby mx" DATE},
};

static void test_received_line(void **state)
{
	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct envelope envelope = {.helo = (char *)cases[i].helo,
					    .client_name = (char *)cases[i].client_name,
					    .client_address = (char *)cases[i].client_address,
					    .queue_id = (char *)cases[i].queue_id};
		struct case_file file = {.received_at = 1778747400,
					 .envelope = &envelope,
					 .mta = (char *)cases[i].mta,
					 .protocol = (char *)cases[i].protocol};
		g_autofree char *line = received_line(&file, "candour.example");

		print_message("%s\n", cases[i].name);
		assert_string_equal(line, cases[i].expect);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_received_line)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
