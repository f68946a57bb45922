/* SPDX-License-Identifier: BSD-2-Clause */
/* A case reads back as it was recorded; decisions are about what is held, and every one is on record. */
#include "store/cases.h"

#include "store/outbox.h"
#include "tests/store/case_fixture.h"

#define A "cllr.shah@northmere.gov.uk"
#define B "cllr.oduya@northmere.gov.uk"
#define C "cllr.reid@northmere.gov.uk"

static const char *const only_b[] = {B, NULL};

static enum recipient_state state_of(const struct fixture *fixture, const char *case_id, guint at)
{
	struct case_file *file = cases_load(fixture->casebook, case_id, NULL);
	enum recipient_state state;

	assert_non_null(file);
	state = ((struct case_recipient *)g_ptr_array_index(file->recipients, at))->state;
	case_file_free(file);
	return state;
}

static void test_cases_load_gives_what_was_recorded(void **state)
{
	const struct fixture *fixture = *state;
	struct letter *letter = letter_new(fixture, "1@x");
	char case_id[CASE_ID_BYTES];
	struct case_file *file;
	struct case_recipient *recipient;
	struct case_finding *finding;
	struct evidence *evidence;

	letter_add(letter, "bound@northmere.gov.uk", DISPOSITION_DELIVER);
	letter_add(letter, A, DISPOSITION_DELIVER);
	letter_add(letter, "Cllr.Oduya@Northmere.gov.uk", DISPOSITION_HOLD);
	letter->bound[0] = TRUE;
	assert_true(casebook_record(fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
	file = cases_load(fixture->casebook, case_id, NULL);
	assert_non_null(file);
	assert_string_equal(file->id, case_id);
	assert_int_equal(file->received_at, FIXTURE_TIME);
	assert_true(file->recorded_at > FIXTURE_TIME - 10LL * 365 * 86400);
	assert_int_equal(file->action, ACTION_HOLD);
	assert_string_equal(file->envelope->sender, "j.hart@northmere.gov.uk");
	assert_string_equal(file->envelope->mail_arguments[1], "SIZE=1234");
	assert_null(file->envelope->mail_arguments[2]);
	assert_string_equal(file->envelope->login, "jhart");
	assert_string_equal(file->envelope->client_address, "192.0.2.7");
	assert_string_equal(file->envelope->client_name, "pc7.northmere.gov.uk");
	assert_string_equal(file->envelope->helo, "pc7");
	assert_string_equal(file->envelope->queue_id, "4aBcDe");
	assert_null(file->envelope->tls_subject);
	assert_int_equal(file->envelope->received_at, FIXTURE_TIME);
	assert_string_equal(file->sender_person, "j.hart@northmere.gov.uk");
	assert_string_equal(file->message_id, "1@x");
	assert_string_equal(file->mta, "mx.northmere.gov.uk");
	assert_string_equal(file->protocol, "ESMTPA");
	assert_true(file->has_message);
	assert_false(file->is_restricted);
	assert_int_equal(file->recipients->len, 2);
	assert_int_equal(file->envelope->recipients->len, 2);
	recipient = g_ptr_array_index(file->recipients, 1);
	assert_int_equal(recipient->position, 2);
	assert_string_equal(recipient->raw, "<Cllr.Oduya@Northmere.gov.uk>");
	assert_string_equal(recipient->address, "Cllr.Oduya@Northmere.gov.uk");
	assert_int_equal(recipient->state, RECIPIENT_HELD);
	assert_null(recipient->reply);
	assert_int_equal(recipient->attempts, 0);
	assert_int_equal(file->findings->len, 1);
	finding = g_ptr_array_index(file->findings, 0);
	assert_string_equal(finding->rule, "york-10.1c");
	assert_string_equal(finding->check, "silent-copy");
	assert_string_equal(finding->clause, "York, Appendix 16, 10.1");
	assert_string_equal(finding->notice, "silent-copy");
	assert_int_equal(finding->configured, ACTION_HOLD);
	assert_null(finding->because);
	assert_string_equal(finding->persons[0], "Cllr.Oduya@Northmere.gov.uk");
	assert_null(finding->persons[1]);
	assert_string_equal(finding->cure_line, "CC Councillor Oduya");
	assert_null(finding->visible_members[0]);
	assert_int_equal(finding->evidence->len, 2);
	evidence = g_ptr_array_index(finding->evidence, 1);
	assert_string_equal(evidence->part, "2");
	assert_string_equal(evidence->name, "plan.pdf");
	assert_string_equal(evidence->what, "says it is exempt");
	assert_int_equal(file->decisions->len, 0);
	case_file_free(file);
}

static void test_cases_load_keeps_arguments(void **state)
{
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	struct case_file *file;
	struct case_recipient *first, *second;

	fixture_record_held(fixture, "1@x", 0, case_id);
	file = cases_load(fixture->casebook, case_id, NULL);
	first = g_ptr_array_index(file->recipients, 0);
	second = g_ptr_array_index(file->recipients, 1);
	assert_string_equal(first->arguments[1], "ORCPT=rfc822;a@b");
	assert_null(second->arguments[0]);
	case_file_free(file);
}

static void test_cases_load_takes_id_as_people_type_it(void **state)
{
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	g_autofree char *lower = NULL, *bare = NULL, *spaced = NULL, *letters = NULL;

	fixture_record_held(fixture, "1@x", 0, case_id);
	lower = g_ascii_strdown(case_id, -1);
	bare = g_strdup_printf("%.4s%s", case_id, case_id + 5);
	spaced = g_strdup_printf(" %.4s %s ", case_id, case_id + 5);
	letters = g_strdelimit(g_strdelimit(g_strdup(case_id), "0", 'o'), "1", 'l');
	for (int i = 0; i < 4; i++) {
		const char *typed[] = {lower, bare, spaced, letters};
		struct case_file *file = cases_load(fixture->casebook, typed[i], NULL);

		print_message("  %s\n", typed[i]);
		assert_non_null(file);
		assert_string_equal(file->id, case_id);
		case_file_free(file);
	}
}

static void test_cases_load_unknown(void **state)
{
	static const char *const ids[] = {"0000-0000",    "",        "7KQ4", "7KQ4-M2XDD", "%s%s%s%s%s",
					  "7KQ4-M2X\xff", "\033[31m"};
	const struct fixture *fixture = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(cases_load(fixture->casebook, ids[i], &error));
		assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_UNKNOWN));
		assert_null(strchr(error->message, '\033'));
		g_clear_error(&error);
		assert_false(cases_release(fixture->casebook, ids[i], NULL, "jo", NULL, &error));
		assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_UNKNOWN));
		g_clear_error(&error);
		assert_false(cases_record_view(fixture->casebook, ids[i], "jo", &error));
		assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_UNKNOWN));
	}
}

static void test_cases_load_restricted(void **state)
{
	const struct fixture *fixture = *state;
	struct letter *letter = letter_new(fixture, "1@x");
	char case_id[CASE_ID_BYTES];
	struct case_file *file;

	letter_add(letter, B, DISPOSITION_HOLD);
	g_ptr_array_add(letter->verdict->findings, finding_new(&fixture_restricted_rule, ACTION_HOLD));
	assert_true(casebook_record(fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
	file = cases_load(fixture->casebook, case_id, NULL);
	assert_true(file->is_restricted);
	assert_int_equal(file->findings->len, 2);
	case_file_free(file);
}

static void test_cases_held_oldest_first(void **state)
{
	const struct fixture *fixture = *state;
	char ids[4][CASE_ID_BYTES];
	g_autoptr(GPtrArray) held = NULL;

	for (int i = 0; i < 4; i++) {
		g_autofree char *name = g_strdup_printf("%d@x", i);
		struct letter *letter = letter_new(fixture, name);

		letter_add(letter, B, i == 1 ? DISPOSITION_REJECT : DISPOSITION_HOLD);
		letter->envelope->received_at -= i * 60;
		assert_true(casebook_record(fixture->casebook, &letter->record, ids[i], NULL));
		letter_free(letter);
	}
	assert_true(cases_discard(fixture->casebook, ids[0], "jo", "a test", NULL));
	assert_true(cases_release(fixture->casebook, ids[2], NULL, "jo", NULL, NULL));
	held = cases_held(fixture->casebook, NULL);
	assert_int_equal(held->len, 2);
	assert_string_equal(g_ptr_array_index(held, 0), ids[3]);
	assert_string_equal(g_ptr_array_index(held, 1), ids[2]);
}

static void test_cases_open_message(void **state)
{
	const struct fixture *fixture = *state;
	struct seal_key *key = seal_secret_key(fixture->secret_path, NULL);
	char held[CASE_ID_BYTES], rejected[CASE_ID_BYTES];
	struct letter *letter = letter_new(fixture, "2@x");
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(GError) error = NULL;

	fixture_record_held(fixture, "1@x", 0, held);
	bytes = cases_open_message(fixture->casebook, held, key, NULL);
	assert_non_null(bytes);
	assert_non_null(g_strstr_len(g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes),
				     "Secret words of 1@x.\r\n"));
	letter_add(letter, B, DISPOSITION_REJECT);
	assert_true(casebook_record(fixture->casebook, &letter->record, rejected, NULL));
	letter_free(letter);
	assert_null(cases_open_message(fixture->casebook, rejected, key, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_NO_MESSAGE));
	g_clear_error(&error);
	assert_null(cases_open_message(fixture->casebook, "0000-0000", key, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_UNKNOWN));
	seal_key_free(key);
}

static void record_three(const struct fixture *fixture, char ret_case_id[CASE_ID_BYTES])
{
	struct letter *letter = letter_new(fixture, "3@x");

	letter_add(letter, A, DISPOSITION_DELIVER);
	letter_add(letter, B, DISPOSITION_HOLD);
	letter_add(letter, C, DISPOSITION_HOLD);
	assert_true(casebook_record(fixture->casebook, &letter->record, ret_case_id, NULL));
	letter_free(letter);
}

static void test_cases_release_some_then_return_the_rest(void **state)
{
	static const char *const to_b[] = {"CLLR.ODUYA@northmere.gov.uk", "cllr.oduya@northmere.gov.uk", NULL};
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	struct case_file *file;
	struct case_decision *decision;

	record_three(fixture, case_id);
	assert_true(cases_release(fixture->casebook, case_id, to_b, "jo", NULL, NULL));
	assert_int_equal(state_of(fixture, case_id, 0), RECIPIENT_DELIVERED);
	assert_int_equal(state_of(fixture, case_id, 1), RECIPIENT_RELEASING);
	assert_int_equal(state_of(fixture, case_id, 2), RECIPIENT_HELD);
	assert_true(cases_return(fixture->casebook, case_id, "sam", "not needed", NULL));
	assert_int_equal(state_of(fixture, case_id, 1), RECIPIENT_RELEASING);
	assert_int_equal(state_of(fixture, case_id, 2), RECIPIENT_RETURNING);
	file = cases_load(fixture->casebook, case_id, NULL);
	assert_int_equal(file->decisions->len, 2);
	decision = g_ptr_array_index(file->decisions, 0);
	assert_string_equal(decision->actor, "jo");
	assert_string_equal(decision->decision, "release");
	assert_null(decision->reason);
	assert_string_equal(decision->recipients[0], B);
	assert_null(decision->recipients[1]);
	decision = g_ptr_array_index(file->decisions, 1);
	assert_string_equal(decision->actor, "sam");
	assert_string_equal(decision->decision, "return");
	assert_string_equal(decision->reason, "not needed");
	assert_string_equal(decision->recipients[0], C);
	case_file_free(file);
}

static void test_cases_decide_only_about_what_is_held(void **state)
{
	static const char *const delivered[] = {A, NULL}, *const both[] = {B, A, NULL},
				 *const foreign[] = {"x@y", NULL}, *const nobody[] = {NULL};
	static const struct {
		const char *name;
		const char *const *addresses;
	} cases[] = {
		{"a delivered one", delivered},
		{"a held and a delivered one", both},
		{"one who is not in it", foreign},
		{"nobody", nobody},
	};
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	struct outbox_item *item;
	struct case_file *file;
	g_autoptr(GError) none = NULL;

	fixture_record_held(fixture, "1@x", 0, case_id);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		print_message("  %s\n", cases[i].name);
		assert_false(cases_release(fixture->casebook, case_id, cases[i].addresses, "jo", NULL, &error));
		assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_NOT_HELD));
		assert_int_equal(state_of(fixture, case_id, 1), RECIPIENT_HELD);
	}
	item = outbox_take(fixture->casebook, G_MAXINT32, &none);
	assert_null(item);
	assert_null(none);
	file = cases_load(fixture->casebook, case_id, NULL);
	assert_int_equal(file->decisions->len, 0);
	case_file_free(file);
}

static void test_cases_decide_once(void **state)
{
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	g_autoptr(GError) error = NULL;

	fixture_record_held(fixture, "1@x", 0, case_id);
	assert_true(cases_discard(fixture->casebook, case_id, "jo", "a test", NULL));
	assert_int_equal(state_of(fixture, case_id, 1), RECIPIENT_DISCARDED);
	assert_false(cases_release(fixture->casebook, case_id, only_b, "jo", NULL, &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_NOT_HELD));
	g_clear_error(&error);
	assert_false(cases_return(fixture->casebook, case_id, "jo", "x", &error));
	assert_true(g_error_matches(error, CASES_ERROR, CASES_ERROR_NOT_HELD));
}

/* A retry of the letter follows what was decided since. */
static void test_cases_decisions_bind_retries(void **state)
{
	const struct fixture *fixture = *state;
	struct identity identity = fixture_identity("1@x", B);
	struct binding binding;
	char case_id[CASE_ID_BYTES];

	fixture_record_held(fixture, "1@x", 0, case_id);
	assert_true(cases_discard(fixture->casebook, case_id, "jo", "a test", NULL));
	assert_true(casebook_find_bindings(fixture->casebook, &identity, 1, FIXTURE_TIME, &binding, NULL));
	assert_true(binding.is_bound);
	assert_int_equal(binding.state, RECIPIENT_DISCARDED);
}

static void test_cases_record_view(void **state)
{
	const struct fixture *fixture = *state;
	char case_id[CASE_ID_BYTES];
	struct case_file *file;
	struct case_decision *decision;

	fixture_record_held(fixture, "1@x", 0, case_id);
	assert_true(cases_record_view(fixture->casebook, case_id, "jo", NULL));
	assert_true(cases_record_view(fixture->casebook, case_id, "sam", NULL));
	file = cases_load(fixture->casebook, case_id, NULL);
	assert_int_equal(file->decisions->len, 2);
	decision = g_ptr_array_index(file->decisions, 1);
	assert_string_equal(decision->decision, "viewed");
	assert_string_equal(decision->actor, "sam");
	assert_null(decision->recipients[0]);
	case_file_free(file);
}

#define CASES_TEST(function) cmocka_unit_test_setup_teardown(function, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASES_TEST(test_cases_load_gives_what_was_recorded),
		CASES_TEST(test_cases_load_keeps_arguments),
		CASES_TEST(test_cases_load_takes_id_as_people_type_it),
		CASES_TEST(test_cases_load_unknown),
		CASES_TEST(test_cases_load_restricted),
		CASES_TEST(test_cases_held_oldest_first),
		CASES_TEST(test_cases_open_message),
		CASES_TEST(test_cases_release_some_then_return_the_rest),
		CASES_TEST(test_cases_decide_only_about_what_is_held),
		CASES_TEST(test_cases_decide_once),
		CASES_TEST(test_cases_decisions_bind_retries),
		CASES_TEST(test_cases_record_view),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
