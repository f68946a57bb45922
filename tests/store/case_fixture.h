/* SPDX-License-Identifier: BSD-2-Clause */
/* A folder with a casebook and keys, and a letter to record in it: what the store's tests start from. */
#ifndef TESTS_STORE_CASE_FIXTURE_H
#define TESTS_STORE_CASE_FIXTURE_H

#include "policy/rule.h"
#include "store/casebook.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIXTURE_MAX_RECIPIENTS = 8, FIXTURE_TIME = 1778747400 /* 2026-05-14 09:30 in London */ };

static const struct check fixture_check = {.name = "silent-copy"};
static struct rule fixture_rule = {.name = (char *)"york-10.1c",
				   .clause = (char *)"York, Appendix 16, 10.1",
				   .point = (char *)"a councillor is told of copies",
				   .check = &fixture_check,
				   .action = ACTION_HOLD};
static G_GNUC_UNUSED struct rule fixture_restricted_rule = {.name = (char *)"york-7.6",
							    .clause = (char *)"York, Appendix 16, 7.6",
							    .check = &fixture_check,
							    .is_restricted = TRUE,
							    .action = ACTION_HOLD};

struct fixture {
	char *folder, *store, *public_path, *secret_path;
	struct seal_key *seal;
	struct casebook *casebook;
};

struct letter {
	struct envelope *envelope;
	struct verdict *verdict;
	struct identity identities[FIXTURE_MAX_RECIPIENTS];
	gboolean bound[FIXTURE_MAX_RECIPIENTS], is_unrecorded[FIXTURE_MAX_RECIPIENTS];
	char *bytes;
	gsize length;
	struct case_record record;
};

static G_GNUC_UNUSED int fixture_setup(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);
	g_autoptr(GError) error = NULL;

	fixture->folder = g_dir_make_tmp("candour-test-XXXXXX", NULL);
	fixture->store = g_build_filename(fixture->folder, "candour.db", NULL);
	fixture->public_path = g_build_filename(fixture->folder, "seal.pub", NULL);
	fixture->secret_path = g_build_filename(fixture->folder, "seal.key", NULL);
	assert_true(seal_make_keys(fixture->public_path, fixture->secret_path, NULL, &error));
	fixture->seal = seal_public_key(fixture->public_path, &error);
	fixture->casebook = casebook_open(fixture->store, &error);
	assert_null(error);
	*state = fixture;
	return 0;
}

static G_GNUC_UNUSED int fixture_teardown(void **state)
{
	struct fixture *fixture = *state;
	const char *name;
	GDir *folder;

	casebook_close(fixture->casebook);
	seal_key_free(fixture->seal);
	folder = g_dir_open(fixture->folder, 0, NULL);
	while ((name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

		g_unlink(path);
	}
	g_dir_close(folder);
	g_rmdir(fixture->folder);
	g_free(fixture->folder);
	g_free(fixture->store);
	g_free(fixture->public_path);
	g_free(fixture->secret_path);
	g_free(fixture);
	return 0;
}

/* An identity as identity_of() would give it: the letter's name and the recipient. */
static G_GNUC_UNUSED struct identity fixture_identity(const char *letter, const char *address)
{
	g_autofree char *text = g_strdup_printf("%s to %s", letter, address);
	g_autofree char *hex = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
	struct identity identity;

	memcpy(identity.bytes, hex, IDENTITY_BYTES);
	return identity;
}

/* A letter of that name from an officer; the finding concerns the recipients that are not delivered to. */
static G_GNUC_UNUSED struct letter *letter_new(const struct fixture *fixture, const char *name)
{
	struct letter *letter = g_new0(struct letter, 1);
	struct finding *finding = finding_new(&fixture_rule, ACTION_HOLD);

	letter->envelope = envelope_new();
	g_free(letter->envelope->sender);
	letter->envelope->sender = g_strdup("j.hart@northmere.gov.uk");
	letter->envelope->login = g_strdup("jhart");
	letter->envelope->client_address = g_strdup("192.0.2.7");
	letter->envelope->client_name = g_strdup("pc7.northmere.gov.uk");
	letter->envelope->helo = g_strdup("pc7");
	letter->envelope->queue_id = g_strdup("4aBcDe");
	letter->envelope->received_at = FIXTURE_TIME;
	g_strfreev(letter->envelope->mail_arguments);
	letter->envelope->mail_arguments = g_strsplit("BODY=8BITMIME SIZE=1234", " ", 0);
	letter->verdict = verdict_new(0);
	letter->verdict->action = ACTION_HOLD;
	letter->verdict->sender_person = g_strdup("j.hart@northmere.gov.uk");
	g_ptr_array_add(letter->verdict->findings, finding);
	finding_add_evidence(finding, "envelope", NULL, "not in To or Cc");
	finding_add_evidence(finding, "2", "plan.pdf", "says it is exempt");
	finding->cure = g_strdup("Add the line \"CC Councillor Oduya\" at the foot.");
	finding->cure_line = g_strdup("CC Councillor Oduya");
	letter->bytes =
		g_strdup_printf("From: j.hart@northmere.gov.uk\r\nSubject: Bins\r\n\r\nSecret words of %s.\r\n", name);
	letter->length = strlen(letter->bytes);
	letter->record = (struct case_record){.envelope = letter->envelope,
					      .verdict = letter->verdict,
					      .identities = letter->identities,
					      .bound = letter->bound,
					      .is_unrecorded = letter->is_unrecorded,
					      .message_id = name,
					      .mta = "mx.northmere.gov.uk",
					      .protocol = "ESMTPA",
					      .seal = fixture->seal,
					      .bytes = letter->bytes,
					      .length = letter->length};
	return letter;
}

static G_GNUC_UNUSED void letter_add(struct letter *letter, const char *address, enum disposition disposition)
{
	guint position = letter->envelope->recipients->len;
	struct finding *finding = g_ptr_array_index(letter->verdict->findings, 0);
	g_autofree char *path = g_strdup_printf("<%s>", address);
	const char *const arguments[] = {"NOTIFY=FAILURE", "ORCPT=rfc822;a@b", NULL};

	g_assert(position < FIXTURE_MAX_RECIPIENTS);
	envelope_add_recipient(letter->envelope, path, position == 0 ? arguments : NULL);
	g_array_append_val(letter->verdict->dispositions, disposition);
	letter->identities[position] = fixture_identity(letter->record.message_id, address);
	if (disposition != DISPOSITION_DELIVER) {
		finding_add_person(finding, address);
		finding_add_recipient(finding, address);
	}
}

static G_GNUC_UNUSED void letter_free(struct letter *letter)
{
	envelope_free(letter->envelope);
	verdict_free(letter->verdict);
	g_free(letter->bytes);
	g_free(letter);
}

/* Records a letter to A (delivered) and B (held) and frees it. */
static G_GNUC_UNUSED void fixture_record_held(const struct fixture *fixture, const char *name, gint64 notice_due_at,
					      char ret_case_id[CASE_ID_BYTES])
{
	struct letter *letter = letter_new(fixture, name);
	g_autoptr(GError) error = NULL;

	letter_add(letter, "cllr.shah@northmere.gov.uk", DISPOSITION_DELIVER);
	letter_add(letter, "cllr.oduya@northmere.gov.uk", DISPOSITION_HOLD);
	letter->record.owes_notice = notice_due_at != 0;
	letter->record.notice_due_at = notice_due_at;
	assert_true(casebook_record(fixture->casebook, &letter->record, ret_case_id, &error));
	assert_null(error);
	letter_free(letter);
}

#endif
