/* SPDX-License-Identifier: BSD-2-Clause */
#include "store/users.h"

#include "store/sessions.h"
#include "tests/store/case_fixture.h"

static const char password[] = "a long enough one";

static void add(const struct fixture *fixture, const char *name)
{
	g_autoptr(GError) error = NULL;

	assert_true(
		users_add(fixture->casebook, name, "p.nair@northmere.gov.uk", ROLE_REVIEWER, password, "root", &error));
	assert_null(error);
}

static gboolean signs_in(const struct fixture *fixture, const char *name, const char *with, gint64 now)
{
	g_autoptr(GError) error = NULL;
	struct user *user = users_sign_in(fixture->casebook, name, with, now, &error);
	gboolean is_accepted = user != NULL;

	if (!is_accepted)
		assert_true(g_error_matches(error, USERS_ERROR, USERS_ERROR_REFUSED));
	user_free(user);
	return is_accepted;
}

static void test_users_add_refusals(void **state)
{
	static const struct {
		const char *name, *password;
		enum users_error code;
	} cases[] = {
		{"", "a long enough one", USERS_ERROR_NAME},
		{"two words", "a long enough one", USERS_ERROR_NAME},
		{"line\nbreak", "a long enough one", USERS_ERROR_NAME},
		{"p.nair", "short", USERS_ERROR_PASSWORD},
		{"p.nair", "elf Zeichen", USERS_ERROR_PASSWORD},
		{"there", "a long enough one", USERS_ERROR_EXISTS},
		{"THERE", "a long enough one", USERS_ERROR_EXISTS},
	};
	const struct fixture *fixture = *state;

	add(fixture, "there");
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		print_message("'%s' '%s'\n", cases[i].name, cases[i].password);
		assert_false(users_add(fixture->casebook, cases[i].name, NULL, ROLE_AUDITOR, cases[i].password, "root",
				       &error));
		assert_true(g_error_matches(error, USERS_ERROR, cases[i].code));
	}
}

static void test_users_sign_in(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;

	add(fixture, "p.nair");
	assert_true(signs_in(fixture, "P.Nair", password, FIXTURE_TIME));
	assert_false(signs_in(fixture, "p.nair", "another long one", FIXTURE_TIME));
	assert_false(signs_in(fixture, "nobody", password, FIXTURE_TIME));
	assert_false(signs_in(fixture, "' OR 1=1 --", password, FIXTURE_TIME));
	assert_true(users_set_disabled(fixture->casebook, "p.nair", TRUE, "root", &error));
	assert_false(signs_in(fixture, "p.nair", password, FIXTURE_TIME));
	assert_true(users_add(fixture->casebook, "proxied", NULL, ROLE_AUDITOR, NULL, "root", &error));
	assert_false(signs_in(fixture, "proxied", "", FIXTURE_TIME));
}

static void test_users_sign_in_lock_out(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;

	add(fixture, "p.nair");
	add(fixture, "t.ward");
	for (int i = 0; i < USERS_MAX_FAILURES; i++)
		assert_false(signs_in(fixture, "p.nair", "another long one", FIXTURE_TIME));
	assert_false(signs_in(fixture, "p.nair", password, FIXTURE_TIME));
	assert_false(signs_in(fixture, "p.nair", password, FIXTURE_TIME + USERS_LOCKED_S - 1));
	assert_true(signs_in(fixture, "t.ward", password, FIXTURE_TIME));
	assert_true(signs_in(fixture, "p.nair", password, FIXTURE_TIME + USERS_LOCKED_S));
	for (int i = 0; i < USERS_MAX_FAILURES - 1; i++)
		assert_false(signs_in(fixture, "p.nair", "another long one", FIXTURE_TIME));
	assert_true(signs_in(fixture, "p.nair", password, FIXTURE_TIME));
	for (int i = 0; i < USERS_MAX_FAILURES; i++)
		assert_false(signs_in(fixture, "p.nair", "another long one", FIXTURE_TIME));
	assert_true(users_set_password(fixture->casebook, "p.nair", "a brand new one", "root", &error));
	assert_true(signs_in(fixture, "p.nair", "a brand new one", FIXTURE_TIME));
}

static gboolean is_signed_in(const struct fixture *fixture, const char *token, gint64 now)
{
	g_autoptr(GError) error = NULL;
	struct user *user = sessions_find(fixture->casebook, token, now, &error);
	gboolean is_found = user != NULL;

	assert_null(error);
	user_free(user);
	return is_found;
}

static void test_sessions_expiry(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	g_autofree char *token = NULL, *other = NULL;
	gint64 now = FIXTURE_TIME;

	add(fixture, "p.nair");
	token = sessions_start(fixture->casebook, "p.nair", now, &error);
	other = sessions_start(fixture->casebook, "p.nair", now, &error);
	assert_string_not_equal(token, other);
	assert_false(is_signed_in(fixture, "", now));
	assert_false(is_signed_in(fixture, "no-such-token", now));
	for (; now < FIXTURE_TIME + SESSION_LONGEST_S; now += SESSION_IDLE_S - 1)
		assert_true(is_signed_in(fixture, token, now));
	assert_false(is_signed_in(fixture, token, FIXTURE_TIME + SESSION_LONGEST_S));
	assert_false(is_signed_in(fixture, other, FIXTURE_TIME + SESSION_IDLE_S));
}

static void test_sessions_end(void **state)
{
	const struct fixture *fixture = *state;
	g_autoptr(GError) error = NULL;
	g_autofree char *first = NULL, *second = NULL, *third = NULL;

	add(fixture, "p.nair");
	first = sessions_start(fixture->casebook, "p.nair", FIXTURE_TIME, &error);
	second = sessions_start(fixture->casebook, "p.nair", FIXTURE_TIME, &error);
	assert_true(sessions_end(fixture->casebook, first, &error));
	assert_false(is_signed_in(fixture, first, FIXTURE_TIME));
	assert_true(is_signed_in(fixture, second, FIXTURE_TIME));
	assert_true(users_set_disabled(fixture->casebook, "p.nair", TRUE, "root", &error));
	assert_true(users_set_disabled(fixture->casebook, "p.nair", FALSE, "root", &error));
	assert_false(is_signed_in(fixture, second, FIXTURE_TIME));
	third = sessions_start(fixture->casebook, "p.nair", FIXTURE_TIME, &error);
	assert_true(users_set_password(fixture->casebook, "P.NAIR", "a brand new one", "root", &error));
	assert_false(is_signed_in(fixture, third, FIXTURE_TIME));
}

static void test_sessions_form_token(void **state)
{
	g_autofree char *one = sessions_form_token("one"), *again = sessions_form_token("one");
	g_autofree char *two = sessions_form_token("two");

	(void)state;
	assert_string_equal(one, again);
	assert_string_not_equal(one, two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_users_add_refusals, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_users_sign_in, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_users_sign_in_lock_out, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_sessions_expiry, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_sessions_end, fixture_setup, fixture_teardown),
		cmocka_unit_test(test_sessions_form_token),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
