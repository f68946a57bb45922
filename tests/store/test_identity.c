/* SPDX-License-Identifier: BSD-2-Clause */
/* A retry has the identity of the first try; anything else has another. */
#include "store/identity.h"

#include "tests/store/case_fixture.h"

#include <sys/stat.h>

static const guint8 one_key[IDENTITY_KEY_BYTES] = {1, 2, 3};

/* A message's facts as far as identity reads them: Message-ID, and where the body begins. */
static struct identity identity_between(const guint8 *key, const char *sender, const char *recipient, const char *text)
{
	struct envelope *envelope = envelope_new();
	const char *separator = strstr(text, "\r\n\r\n"), *id = strstr(text, "Message-ID: <");
	struct message message = {0};
	struct identity identity;

	g_free(envelope->sender);
	envelope->sender = g_strdup(sender);
	envelope_add_recipient(envelope, recipient, NULL);
	if (id != NULL)
		message.message_id = g_strndup(id + 13, strcspn(id + 13, ">"));
	message.body_offset =
		separator != NULL ? (gsize)(separator - text) + 4 : (gsize)(strstr(text, "\n\n") - text) + 2;
	identity_of(key, envelope, &message, text, strlen(text), &recipient, &identity);
	g_free(message.message_id);
	envelope_free(envelope);
	return identity;
}

static struct identity identity_of_text(const char *text)
{
	return identity_between(one_key, "j.hart@northmere.gov.uk", "cllr.shah@northmere.gov.uk", text);
}

#define FIRST                                                                                                          \
	"From: Jo Hart <j.hart@northmere.gov.uk>\r\nTo: cllr.shah@northmere.gov.uk\r\nSubject: Bins in Mill Lane\r\n"  \
	"Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina,\r\n\r\nThey come.\r\n"

static void test_identity_of_variants(void **state)
{
	static const struct {
		const char *name, *text;
		gboolean is_same;
	} cases[] = {
		{"the same bytes", FIRST, TRUE},
		{"a trace and a date added",
		 "Received: from a by b; Thu, 14 May 2026 09:30:00 +0100\r\nDate: Thu, 14 May 2026 09:30:00 "
		 "+0100\r\n" FIRST,
		 TRUE},
		{"bare line feeds",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\nTo: cllr.shah@northmere.gov.uk\nSubject: Bins in Mill Lane\n"
		 "Message-ID: <1@northmere.gov.uk>\nContent-Type: text/plain\n\nDear Amina,\n\nThey come.\n",
		 TRUE},
		{"folded elsewhere, led by two spaces",
		 "From:  Jo Hart\r\n <j.hart@northmere.gov.uk>\r\nsubject: Bins in\r\n\tMill Lane\r\n"
		 "Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina,\r\n\r\nThey "
		 "come.\r\n",
		 TRUE},
		{"a line end added at the end", FIRST "\r\n", TRUE},
		{"another Subject",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Road\r\n"
		 "Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina,\r\n\r\nThey "
		 "come.\r\n",
		 FALSE},
		{"a second Subject", "Subject: x\r\n" FIRST, FALSE},
		{"another From",
		 "From: Jo Hurt <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Lane\r\n"
		 "Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina,\r\n\r\nThey "
		 "come.\r\n",
		 FALSE},
		{"another Message-ID",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Lane\r\n"
		 "Message-ID: <2@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina,\r\n\r\nThey "
		 "come.\r\n",
		 FALSE},
		{"no Message-ID",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Lane\r\n"
		 "Content-Type: text/plain\r\n\r\nDear Amina,\r\n\r\nThey come.\r\n",
		 FALSE},
		{"the body read as another type",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Lane\r\n"
		 "Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/html\r\n\r\nDear Amina,\r\n\r\nThey come.\r\n",
		 FALSE},
		{"a word added at the foot", FIRST "CC Councillor Oduya\r\n", FALSE},
		{"a space added in the body",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Lane\r\n"
		 "Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina, \r\n\r\nThey "
		 "come.\r\n",
		 FALSE},
		{"an empty line less",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Lane\r\n"
		 "Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina,\r\nThey come.\r\n",
		 FALSE},
		{"a lone carriage return",
		 "From: Jo Hart <j.hart@northmere.gov.uk>\r\nSubject: Bins in Mill Lane\r\n"
		 "Message-ID: <1@northmere.gov.uk>\r\nContent-Type: text/plain\r\n\r\nDear Amina,\r\n\rThey come.\r\n",
		 FALSE},
	};
	struct identity first = identity_of_text(FIRST);

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct identity other = identity_of_text(cases[i].text);

		print_message("  %s\n", cases[i].name);
		assert_int_equal(memcmp(&first, &other, sizeof first) == 0, cases[i].is_same);
	}
}

static void test_identity_of_another_way(void **state)
{
	static const guint8 other_key[IDENTITY_KEY_BYTES] = {9};
	static const struct {
		const char *name, *sender, *recipient;
		const guint8 *key;
		gboolean is_same;
	} cases[] = {
		{"the sender in capitals", "J.Hart@Northmere.gov.uk", "cllr.shah@northmere.gov.uk", one_key, TRUE},
		{"another sender", "s.lee@northmere.gov.uk", "cllr.shah@northmere.gov.uk", one_key, FALSE},
		{"another recipient", "j.hart@northmere.gov.uk", "cllr.oduya@northmere.gov.uk", one_key, FALSE},
		{"the null sender", "", "cllr.shah@northmere.gov.uk", one_key, FALSE},
		{"another key", "j.hart@northmere.gov.uk", "cllr.shah@northmere.gov.uk", other_key, FALSE},
	};
	struct identity first = identity_of_text(FIRST);

	(void)state;
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct identity other = identity_between(cases[i].key, cases[i].sender, cases[i].recipient, FIRST);

		print_message("  %s\n", cases[i].name);
		assert_int_equal(memcmp(&first, &other, sizeof first) == 0, cases[i].is_same);
	}
}

/* The same letter in one transaction or in several. */
static void test_identity_of_groups(void **state)
{
	static const char *const recipients[] = {"cllr.oduya@northmere.gov.uk", "cllr.shah@northmere.gov.uk"};
	struct envelope *envelope = envelope_new();
	struct message message = {.message_id = (char *)"1@northmere.gov.uk"};
	struct identity together[2], alone = identity_of_text(FIRST);

	(void)state;
	g_free(envelope->sender);
	envelope->sender = g_strdup("j.hart@northmere.gov.uk");
	envelope->queue_id = g_strdup("other");
	envelope_add_recipient(envelope, "<cllr.oduya@northmere.gov.uk>", NULL);
	envelope_add_recipient(envelope, "<cllr.shah@northmere.gov.uk>", NULL);
	message.body_offset = (gsize)(strstr(FIRST, "\r\n\r\n") - FIRST) + 4;
	identity_of(one_key, envelope, &message, FIRST, strlen(FIRST), recipients, together);
	assert_memory_equal(&together[1], &alone, sizeof alone);
	assert_memory_not_equal(&together[0], &together[1], sizeof alone);
	envelope_free(envelope);
}

static void test_identity_load_key_makes_one_key(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *path = g_build_filename(fixture->folder, "identity.key", NULL);
	guint8 first[IDENTITY_KEY_BYTES], second[IDENTITY_KEY_BYTES];
	struct stat status;

	assert_true(identity_load_key(path, first, NULL));
	assert_true(identity_load_key(path, second, NULL));
	assert_memory_equal(first, second, sizeof first);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
}

static void test_identity_load_key_refuses(void **state)
{
	const struct fixture *fixture = *state;
	g_autofree char *path = g_build_filename(fixture->folder, "identity.key", NULL);
	guint8 key[IDENTITY_KEY_BYTES] = {7};
	g_autoptr(GError) error = NULL;

	g_file_set_contents(path, "rubbish\n", -1, NULL);
	g_chmod(path, 0600);
	assert_false(identity_load_key(path, key, &error));
	assert_non_null(strstr(error->message, path));
	assert_int_equal(key[0], 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_identity_of_variants),
		cmocka_unit_test(test_identity_of_another_way),
		cmocka_unit_test(test_identity_of_groups),
		cmocka_unit_test_setup_teardown(test_identity_load_key_makes_one_key, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(test_identity_load_key_refuses, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
