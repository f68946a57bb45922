/* SPDX-License-Identifier: BSD-2-Clause */
/* Postfix's settings, as a postconf of ours tells them. */
#include "conf/complaints.h"

#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

/* A postconf that answers by its last argument. */
static void install_postconf(const char *folder, const char *cases)
{
	g_autofree char *script = g_strdup_printf("#!/bin/sh\ncase \"$2\" in\n%s\nesac\n", cases);
	g_autofree char *path = files_write(folder, "postconf", script);

	assert_int_equal(chmod(path, 0755), 0);
}

static void test_complaints_of_mta_settings(void **state)
{
	static const struct {
		const char *name, *answers, *spec, *warning; /* warning NULL: none */
	} cases[] = {
		{"nothing set", "milter_default_action) echo tempfail;;", "unix:/run/candour/s", NULL},
		{"accepts while candour is down", "milter_default_action) echo accept;;", "unix:/run/candour/s",
		 "warning: *: Postfix has milter_default_action = accept: *"},
		{"copies", "recipient_bcc_maps) echo hash:/etc/postfix/copies;;", "unix:/run/candour/s",
		 "warning: *: Postfix has recipient_bcc_maps = hash:/etc/postfix/copies: *"},
		{"chrooted, socket outside",
		 "queue_directory) echo /var/spool/postfix;;\nsmtp/inet) echo 'smtp inet n - y - - smtpd';;",
		 "unix:/run/candour/s", "warning: *: socket.spec: Postfix's smtpd runs in a chroot *"},
		{"chrooted, socket inside",
		 "queue_directory) echo /var/spool/postfix;;\nsmtp/inet) echo 'smtp inet n - y - - smtpd';;",
		 "unix:/var/spool/postfix/candour/s", NULL},
		{"chrooted, another folder of that name",
		 "queue_directory) echo /var/spool/postfix;;\nsmtp/inet) echo 'smtp inet n - y - - smtpd';;",
		 "unix:/var/spool/postfix-two/s", "warning: *: socket.spec: *"},
		{"not chrooted",
		 "queue_directory) echo /var/spool/postfix;;\nsmtp/inet) echo 'smtp inet n - n - - smtpd';;",
		 "unix:/run/candour/s", NULL},
		{"chrooted, by TCP",
		 "queue_directory) echo /var/spool/postfix;;\nsmtp/inet) echo 'smtp inet n - y - - smtpd';;",
		 "inet:8890@127.0.0.1", NULL},
		{"postconf fails", "*) exit 1;;", "unix:/run/candour/s", NULL},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct conf conf = {.path = (char *)"candour.conf", .socket = {.spec = (char *)cases[i].spec}};
		g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
		g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func(g_free);
		struct complaints complaints = {&conf, errors, warnings};
		const char *warning;

		install_postconf(*state, cases[i].answers);
		complaints_of_mta(&complaints);
		warning = warnings->len > 0 ? g_ptr_array_index(warnings, 0) : NULL;
		assert_int_equal(errors->len, 0);
		if (warnings->len != (cases[i].warning != NULL ? 1 : 0) ||
		    (warning != NULL && !g_pattern_match_simple(cases[i].warning, warning)))
			fail_msg("%s: %u warnings, %s", cases[i].name, warnings->len, warning);
	}
}

static int set_up(void **state)
{
	g_autofree char *path = NULL;

	*state = files_begin();
	path = g_strconcat(*state, ":", g_getenv("PATH"), NULL);
	g_setenv("PATH", path, TRUE);
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
		cmocka_unit_test(test_complaints_of_mta_settings),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
