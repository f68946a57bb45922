/* SPDX-License-Identifier: BSD-2-Clause */
#include "review/rounds.h"

#include "store/audit.h"
#include "tests/review/fake_server.h"
#include "tests/review/sample_council.h"
#include "tests/store/case_fixture.h"

static const char *const accepts[] = {"220 mx", "250 mx", "250 ok", "250 ok", "354 go", "250 queued", "221 bye", NULL};
static const char *const delays[] = {"220 mx", "250 mx", "451 later", "221 bye", NULL};

struct office {
	struct fixture *fixture;
	struct sample sample;
	struct courier courier;
	struct rounds rounds;
};

static int office_setup(void **state)
{
	struct office *office = g_new0(struct office, 1);
	void *fixture;

	fixture_setup(&fixture);
	office->fixture = fixture;
	sample_init(&office->sample);
	office->sample.conf.retention.returned_days = office->sample.conf.retention.released_days = 365;
	office->sample.conf.alarm_after_s = 4 * 3600;
	office->sample.conf.notices.alert = (char *)"reviewers@northmere.gov.uk";
	office->courier = (struct courier){.casebook = office->fixture->casebook, .snapshot = &office->sample.snapshot};
	*state = office;
	return 0;
}

static int office_teardown(void **state)
{
	struct office *office = *state;
	void *fixture = office->fixture;

	sample_clear(&office->sample);
	fixture_teardown(&fixture);
	g_free(office);
	return 0;
}

/* One round; what was sent, NULL where it must talk to nobody. Caller frees. */
static char *go(struct office *office, const char *const *replies, unsigned connections, gint64 now)
{
	struct fake_server server = {0};
	g_autoptr(GError) error = NULL;
	char *sent;

	if (replies == NULL) {
		office->sample.conf.release.port = 1;
		assert_true(rounds_go(&office->rounds, &office->courier, now, &error));
		return NULL;
	}
	fake_server_start(&server, replies, connections);
	office->sample.conf.release.port = server.port;
	assert_true(rounds_go(&office->rounds, &office->courier, now, &error));
	assert_null(error);
	fake_server_join(&server);
	sent = g_strdup(server.message->str);
	fake_server_clear(&server);
	return sent;
}

static guint count_of(const char *text, const char *part)
{
	guint count = 0;

	for (; (text = strstr(text, part)) != NULL; text++)
		count++;
	return count;
}

/* FIXTURE_TIME is 09:30: the digest of the day goes at once, the alarm after four staffed hours, each once. */
static void test_rounds_go_alarm_and_digest(void **state)
{
	struct office *office = *state;
	char id[CASE_ID_BYTES];
	g_autofree char *digest = NULL, *alarm = NULL, *next = NULL;

	fixture_record_held(office->fixture, "a@b", 0, id);
	digest = go(office, accepts, 1, FIXTURE_TIME + 60);
	assert_non_null(strstr(digest, "Held emails today: 1, 0 of them late"));
	assert_non_null(strstr(digest, id));
	assert_null(strstr(digest, "oduya"));
	assert_null(strstr(digest, "Bins"));
	assert_null(go(office, NULL, 0, FIXTURE_TIME + 4 * 3600 - 1));
	alarm = go(office, accepts, 1, FIXTURE_TIME + 4 * 3600);
	assert_non_null(strstr(alarm, "Late: 1 held email waits for a decision"));
	assert_non_null(strstr(alarm, id));
	assert_null(go(office, NULL, 0, FIXTURE_TIME + 5 * 3600));
	next = go(office, accepts, 1, FIXTURE_TIME + 24 * 3600);
	assert_non_null(strstr(next, "Held emails today: 1, 1 of them late"));
	assert_int_equal(count_of(next, "Subject:"), 1);
}

/* Put off by the MTA, it comes with the next round. */
static void test_rounds_go_put_off(void **state)
{
	struct office *office = *state;
	g_autofree char *put_off = NULL, *digest = NULL;
	char id[CASE_ID_BYTES];

	fixture_record_held(office->fixture, "a@b", 0, id);
	put_off = go(office, delays, 1, FIXTURE_TIME + 60);
	assert_string_equal(put_off, "");
	digest = go(office, accepts, 1, FIXTURE_TIME + 120);
	assert_non_null(strstr(digest, id));
}

/* At night and where nothing waits nobody is written to. */
static void test_rounds_go_quiet(void **state)
{
	struct office *office = *state;
	char id[CASE_ID_BYTES];

	assert_null(go(office, NULL, 0, FIXTURE_TIME + 60));
	fixture_record_held(office->fixture, "a@b", 0, id);
	assert_null(go(office, NULL, 0, FIXTURE_TIME + 120)); /* today's digest was the empty one */
	office->rounds = (struct rounds){.is_started = TRUE};
	assert_null(go(office, NULL, 0, FIXTURE_TIME - 4 * 3600)); /* 05:30 */
}

/* Restricted cases are in nobody's mail but the monitoring officer's; this council has none. */
static void test_rounds_go_restricted(void **state)
{
	struct office *office = *state;
	struct letter *letter = letter_new(office->fixture, "a@b");
	g_autoptr(GError) error = NULL;
	char id[CASE_ID_BYTES];

	((struct finding *)g_ptr_array_index(letter->verdict->findings, 0))->rule = &fixture_restricted_rule;
	letter_add(letter, "cllr.oduya@northmere.gov.uk", DISPOSITION_HOLD);
	assert_true(casebook_record(office->fixture->casebook, &letter->record, id, &error));
	letter_free(letter);
	assert_null(go(office, NULL, 0, FIXTURE_TIME + 60));
	assert_null(go(office, NULL, 0, FIXTURE_TIME + 5 * 3600));
}

static gboolean count_heads(const struct audit_entry *entry, void *context, GError **error)
{
	(void)error;
	*(guint *)context += strcmp(entry->event, "head") == 0;
	return TRUE;
}

/* Once a day, also over a restart. */
static void test_rounds_go_head(void **state)
{
	struct office *office = *state;
	g_autoptr(GError) error = NULL;
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	guint heads = 0;

	go(office, NULL, 0, now);
	go(office, NULL, 0, now);
	office->rounds = (struct rounds){0};
	go(office, NULL, 0, now);
	assert_true(audit_read(office->fixture->casebook, NULL, count_heads, &heads, &error));
	assert_int_equal(heads, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rounds_go_alarm_and_digest, office_setup, office_teardown),
		cmocka_unit_test_setup_teardown(test_rounds_go_put_off, office_setup, office_teardown),
		cmocka_unit_test_setup_teardown(test_rounds_go_quiet, office_setup, office_teardown),
		cmocka_unit_test_setup_teardown(test_rounds_go_restricted, office_setup, office_teardown),
		cmocka_unit_test_setup_teardown(test_rounds_go_head, office_setup, office_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
