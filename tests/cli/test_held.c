/* SPDX-License-Identifier: BSD-2-Clause */
/* What staff see and do at the shell: exit statuses, what is shown to whom, that looks and decisions are on record, and
 * that hostile mail does nothing to the terminal. */
#include "cli/command.h"

#include "store/cases.h"
#include "store/outbox.h"
#include "tests/store/case_fixture.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#define A "cllr.shah@northmere.gov.uk"
#define B "cllr.oduya@northmere.gov.uk"

struct shell {
	struct fixture *fixture;
	char *conf_path, *out_path, *error_path;
	char *out, *error; /* of the last command */
};

static int shell_setup(void **state)
{
	struct shell *shell = g_new0(struct shell, 1);
	void *fixture;

	fixture_setup(&fixture);
	shell->fixture = fixture;
	shell->conf_path = g_build_filename(shell->fixture->folder, "candour.conf", NULL);
	shell->out_path = g_build_filename(shell->fixture->folder, "out", NULL);
	shell->error_path = g_build_filename(shell->fixture->folder, "error", NULL);
	g_file_set_contents(shell->conf_path,
			    "council = { name = \"Northmere\"; domains = [ \"northmere.gov.uk\" ]; };\n"
			    "directory = { people = \"people.csv\"; };\n"
			    "profiles = [ \"york\" ];\n"
			    "state_dir = \".\";\n"
			    "store = \"candour.db\";\n",
			    -1, NULL);
	g_unsetenv("SUDO_USER");
	*state = shell;
	return 0;
}

static int shell_teardown(void **state)
{
	struct shell *shell = *state;
	void *fixture = shell->fixture;

	fixture_teardown(&fixture);
	g_free(shell->conf_path);
	g_free(shell->out_path);
	g_free(shell->error_path);
	g_free(shell->out);
	g_free(shell->error);
	g_free(shell);
	return 0;
}

static int redirect(int target, const char *path)
{
	int saved = dup(target), fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);

	dup2(fd, target);
	close(fd);
	return saved;
}

static void restore(int target, int saved)
{
	dup2(saved, target);
	close(saved);
}

/* Runs `candour` with these words ("held show ID"); a word of "_" is a space in an argument. */
static int run(struct shell *shell, const char *words)
{
	g_auto(GStrv) argv = g_strsplit(words, " ", 0);
	int argc = (int)g_strv_length(argv), out, error, status;
	g_autofree char **shown = g_memdup2(argv, sizeof *argv * (gsize)(argc + 1));

	fflush(NULL);
	for (int i = 0; i < argc; i++)
		g_strdelimit(argv[i], "_", ' ');
	out = redirect(STDOUT_FILENO, shell->out_path);
	error = redirect(STDERR_FILENO, shell->error_path);
	status = (strcmp(argv[0], "key") == 0 ? command_key : command_held)(shell->conf_path, argc, shown);
	fflush(NULL);
	restore(STDOUT_FILENO, out);
	restore(STDERR_FILENO, error);
	g_free(shell->out);
	g_free(shell->error);
	g_file_get_contents(shell->out_path, &shell->out, NULL, NULL);
	g_file_get_contents(shell->error_path, &shell->error, NULL, NULL);
	return status;
}

static int run_on(struct shell *shell, const char *words, const char *case_id)
{
	g_autofree char *whole = g_strdup_printf(words, case_id);

	return run(shell, whole);
}

static guint decisions_of(const struct shell *shell, const char *case_id)
{
	struct case_file *file = cases_load(shell->fixture->casebook, case_id, NULL);
	guint count = file->decisions->len;

	case_file_free(file);
	return count;
}

static enum recipient_state state_of(const struct shell *shell, const char *case_id)
{
	struct case_file *file = cases_load(shell->fixture->casebook, case_id, NULL);
	enum recipient_state state =
		((struct case_recipient *)g_ptr_array_index(file->recipients, file->recipients->len - 1))->state;

	case_file_free(file);
	return state;
}

static void test_held_usage(void **state)
{
	static const struct {
		const char *words;
		int status;
	} cases[] = {
		{"held", EX_USAGE},
		{"held help", EX_OK},
		{"held --help", EX_OK},
		{"held list --help", EX_OK},
		{"held burn", EX_USAGE},
		{"held list 7KQ4-M2XD", EX_USAGE},
		{"held list --burn", EX_USAGE},
		{"held show", EX_USAGE},
		{"held show 7KQ4-M2XD 7KQ4-M2XD", EX_USAGE},
		{"held release --to a@b", EX_USAGE},
		{"held return 7KQ4-M2XD", EX_USAGE},
		{"held return 7KQ4-M2XD --reason", EX_USAGE},
		{"held return 7KQ4-M2XD --reason=", EX_USAGE},
		{"held return 7KQ4-M2XD --reason a\nBcc:_x@y", EX_USAGE},
		{"held discard 7KQ4-M2XD", EX_USAGE},
		{"held show 7KQ4-M2XD", EX_NOINPUT},
		{"held release 7KQ4-M2XD", EX_NOINPUT},
		{"held return 7KQ4-M2XD --reason x", EX_NOINPUT},
		{"held discard nonsense --reason x", EX_NOINPUT},
	};
	struct shell *shell = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("  %s\n", cases[i].words);
		assert_int_equal(run(shell, cases[i].words), cases[i].status);
		assert_int_equal(*shell->error == '\0', cases[i].status == EX_OK);
	}
}

static void test_held_reason_is_limited(void **state)
{
	struct shell *shell = *state;
	g_autofree char *long_reason = g_strnfill(501, 'x');
	g_autofree char *words = g_strdup_printf("held return 7KQ4-M2XD --reason %s", long_reason);

	assert_int_equal(run(shell, words), EX_USAGE);
	words[strlen(words) - 1] = '\0';
	assert_int_equal(run(shell, words), EX_NOINPUT);
}

static void test_held_list(void **state)
{
	struct shell *shell = *state;
	char case_id[CASE_ID_BYTES];

	assert_int_equal(run(shell, "held list"), EX_OK);
	assert_string_equal(shell->out, "");
	fixture_record_held(shell->fixture, "1@x", 0, case_id);
	assert_int_equal(run(shell, "held list"), EX_OK);
	assert_true(g_str_has_prefix(shell->out, "CASE "));
	assert_non_null(strstr(shell->out, case_id));
	assert_non_null(strstr(shell->out, "york-10.1c"));
	assert_non_null(strstr(shell->out, "j.hart@northmere.gov.uk"));
	assert_non_null(strstr(shell->out, B "  held\n"));
	assert_null(strstr(shell->out, A));
	assert_null(strstr(shell->out, "Bins"));
	assert_int_equal(run(shell, "held list --json"), EX_OK);
	assert_true(g_str_has_prefix(shell->out, "{\"case\": \""));
	assert_int_equal(decisions_of(shell, case_id), 0);
}

static void test_held_list_shows_the_last_reply(void **state)
{
	struct shell *shell = *state;
	char case_id[CASE_ID_BYTES];

	fixture_record_held(shell->fixture, "1@x", 0, case_id);
	assert_int_equal(run_on(shell, "held release %s", case_id), EX_OK);
	assert_true(outbox_set_recipient(shell->fixture->casebook, case_id, 1, RECIPIENT_HELD,
					 "550 5.1.1 no such \033[31muser", NULL));
	assert_int_equal(run(shell, "held list"), EX_OK);
	assert_non_null(strstr(shell->out, "held: 550 5.1.1 no such ?[31muser\n"));
}

static void test_held_show(void **state)
{
	static const char *const expected[] = {"held",
					       "delivered",
					       A,
					       B,
					       "York, Appendix 16, 10.1",
					       "not in To or Cc",
					       "CC Councillor Oduya",
					       "Subject:    Bins",
					       "Secret words of 1@x."};
	struct shell *shell = *state;
	char case_id[CASE_ID_BYTES];

	fixture_record_held(shell->fixture, "1@x", 0, case_id);
	assert_int_equal(run_on(shell, "held show %s", case_id), EX_OK);
	for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
		print_message("  %s\n", expected[i]);
		assert_non_null(strstr(shell->out, expected[i]));
	}
	assert_int_equal(decisions_of(shell, case_id), 1);
	assert_int_equal(run_on(shell, "held show --raw %s", case_id), EX_OK);
	assert_string_equal(shell->out,
			    "From: j.hart@northmere.gov.uk\r\nSubject: Bins\r\n\r\nSecret words of 1@x.\r\n");
	assert_int_equal(decisions_of(shell, case_id), 2);
	assert_int_equal(run_on(shell, "held show --json %s", case_id), EX_OK);
	assert_null(strstr(shell->out, "Secret"));
	assert_int_equal(decisions_of(shell, case_id), 3);
}

/* Who has no key still sees the case, not the letter. */
static void test_held_show_without_the_key(void **state)
{
	struct shell *shell = *state;
	char case_id[CASE_ID_BYTES];

	fixture_record_held(shell->fixture, "1@x", 0, case_id);
	g_unlink(shell->fixture->secret_path);
	assert_int_equal(run_on(shell, "held show %s", case_id), EX_OK);
	assert_non_null(strstr(shell->out, B));
	assert_non_null(strstr(shell->out, "sealed"));
	assert_null(strstr(shell->out, "Secret"));
	assert_int_equal(run_on(shell, "held show --raw %s", case_id), EX_NOINPUT);
	assert_string_equal(shell->out, "");
}

static void test_held_show_is_safe_for_a_terminal(void **state)
{
	struct shell *shell = *state;
	struct letter *letter = letter_new(shell->fixture, "evil\033]0;title\a@x");
	struct finding *finding = g_ptr_array_index(letter->verdict->findings, 0);
	char case_id[CASE_ID_BYTES];

	letter_add(letter, "cllr\033[2J\xe2\x80\xae@x", DISPOSITION_HOLD);
	finding_add_evidence(finding, "3", "plan\r\033[1A.pdf", "kind");
	g_free(letter->bytes);
	letter->bytes = g_strdup(
		"From: \"a\033[31m\" <a@b>\r\nSubject: \x9b\x1b[2J\r\n\r\nText \033[8mhidden\r\nnext \xff\r\n");
	letter->record.bytes = letter->bytes;
	letter->record.length = strlen(letter->bytes);
	assert_true(casebook_record(shell->fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
	for (int i = 0; i < 4; i++) {
		static const char *const words[] = {"held show %s", "held show --json %s", "held list",
						    "held list --json"};

		print_message("  %s\n", words[i]);
		assert_int_equal(run_on(shell, words[i], case_id), EX_OK);
		for (const char *at = shell->out; *at != '\0'; at++)
			assert_true(*at == '\n' || !g_ascii_iscntrl(*at));
		assert_null(strstr(shell->out, "\xe2\x80\xae"));
		assert_true(g_utf8_validate(shell->out, -1, NULL));
	}
}

static void test_held_decisions(void **state)
{
	static const struct {
		const char *words, *actor;
		enum recipient_state state;
	} cases[] = {
		{"held release %s", NULL, RECIPIENT_RELEASING},
		{"held release %s --to " B, NULL, RECIPIENT_RELEASING},
		{"held release --to CLLR.ODUYA@northmere.gov.uk --to " B " %s", NULL, RECIPIENT_RELEASING},
		{"held return %s --reason not_needed", NULL, RECIPIENT_RETURNING},
		{"held discard %s --reason a_test", NULL, RECIPIENT_DISCARDED},
	};
	struct shell *shell = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *name = g_strdup_printf("%d@x", (int)i);
		char case_id[CASE_ID_BYTES];

		print_message("  %s\n", cases[i].words);
		fixture_record_held(shell->fixture, name, 0, case_id);
		assert_int_equal(run_on(shell, cases[i].words, case_id), EX_OK);
		assert_non_null(strstr(shell->out, case_id));
		assert_int_equal(state_of(shell, case_id), cases[i].state);
		assert_int_equal(decisions_of(shell, case_id), 1);
		/* It is decided now. */
		assert_int_equal(run_on(shell, cases[i].words, case_id), EX_DATAERR);
		assert_int_equal(decisions_of(shell, case_id), 1);
	}
}

static void test_held_release_to_who_is_not_held(void **state)
{
	struct shell *shell = *state;
	char case_id[CASE_ID_BYTES];

	fixture_record_held(shell->fixture, "1@x", 0, case_id);
	assert_int_equal(run_on(shell, "held release %s --to " A, case_id), EX_DATAERR);
	assert_int_equal(run_on(shell, "held release %s --to " B " --to " A, case_id), EX_DATAERR);
	assert_int_equal(state_of(shell, case_id), RECIPIENT_HELD);
}

static void test_held_records_the_actor(void **state)
{
	struct shell *shell = *state;
	char case_id[CASE_ID_BYTES];
	struct case_file *file;
	const char *actor;

	fixture_record_held(shell->fixture, "1@x", 0, case_id);
	g_setenv("SUDO_USER", "jo", TRUE);
	assert_int_equal(run_on(shell, "held discard %s --reason a_test", case_id), EX_OK);
	g_unsetenv("SUDO_USER");
	file = cases_load(shell->fixture->casebook, case_id, NULL);
	actor = ((struct case_decision *)g_ptr_array_index(file->decisions, 0))->actor;
	/* Only root may have come by sudo. */
	if (getuid() == 0)
		assert_string_equal(actor, "jo (sudo root)");
	else
		assert_string_not_equal(actor, "jo");
	case_file_free(file);
}

static void test_held_restricted_is_in_no_list(void **state)
{
	struct shell *shell = *state;
	struct letter *letter = letter_new(shell->fixture, "1@x");
	char open_id[CASE_ID_BYTES], case_id[CASE_ID_BYTES];

	letter_add(letter, B, DISPOSITION_HOLD);
	g_ptr_array_add(letter->verdict->findings, finding_new(&fixture_restricted_rule, ACTION_HOLD));
	assert_true(casebook_record(shell->fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
	assert_int_equal(run(shell, "held list"), EX_OK);
	assert_string_equal(shell->out, "");
	fixture_record_held(shell->fixture, "2@x", 0, open_id);
	assert_int_equal(run_on(shell, "held show %s", case_id), EX_NOPERM);
	assert_string_equal(shell->out, "");
	assert_int_equal(run_on(shell, "held release %s", case_id), EX_NOPERM);
	assert_int_equal(run_on(shell, "held discard %s --reason x", case_id), EX_NOPERM);
	assert_int_equal(state_of(shell, case_id), RECIPIENT_HELD);
	assert_int_equal(decisions_of(shell, case_id), 0);
	assert_int_equal(run(shell, "held list --restricted"), EX_OK);
	assert_non_null(strstr(shell->out, case_id));
	assert_null(strstr(shell->out, open_id));
	assert_int_equal(decisions_of(shell, case_id), 1);
	assert_int_equal(run_on(shell, "held show --restricted %s", case_id), EX_OK);
	assert_non_null(strstr(shell->out, "Secret words"));
}

static void test_held_without_a_casebook(void **state)
{
	struct shell *shell = *state;
	g_autofree char *conf = NULL, *moved = NULL;

	g_file_get_contents(shell->conf_path, &conf, NULL, NULL);
	moved = g_strdup_printf("%s", conf);
	memcpy(strstr(moved, "candour.db"), "nowhere.db", 10);
	g_file_set_contents(shell->conf_path, moved, -1, NULL);
	assert_int_equal(run(shell, "held list"), EX_NOINPUT);
	g_file_set_contents(shell->conf_path, "nonsense = 1;\n", -1, NULL);
	assert_int_equal(run(shell, "held list"), EX_CONFIG);
	g_file_set_contents(shell->conf_path, conf, -1, NULL);
	casebook_close(shell->fixture->casebook);
	shell->fixture->casebook = NULL;
	g_file_set_contents(shell->fixture->store, "This is no database but it is long enough to look at for a while.",
			    -1, NULL);
	assert_int_equal(run(shell, "held list"), EX_TEMPFAIL);
}

static void test_key_create(void **state)
{
	struct shell *shell = *state;
	struct stat status;

	g_unlink(shell->fixture->secret_path);
	assert_int_equal(run(shell, "key create"), EX_CANTCREAT);
	g_unlink(shell->fixture->public_path);
	assert_int_equal(run(shell, "key create"), EX_OK);
	assert_true(g_str_has_prefix(shell->out, "Made"));
	assert_int_equal(stat(shell->fixture->secret_path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(run(shell, "key create"), EX_OK);
	assert_false(g_str_has_prefix(shell->out, "Made"));
	assert_int_equal(run(shell, "key create --owner nobody-of-that-name"), EX_NOUSER);
	assert_int_equal(run(shell, "key create --group nobody-of-that-name"), EX_NOUSER);
	assert_int_equal(run(shell, "key"), EX_USAGE);
	assert_int_equal(run(shell, "key burn"), EX_USAGE);
}

static void test_key_create_for_a_group(void **state)
{
	struct shell *shell = *state;
	struct stat status;

	if (getuid() != 0)
		skip();
	assert_int_equal(run(shell, "key create --owner nobody --group mail"), EX_OK);
	assert_int_equal(stat(shell->fixture->secret_path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	assert_int_equal(status.st_uid, 65534);
	/* The daemon's user may put a link in its place. */
	g_unlink(shell->fixture->secret_path);
	assert_int_equal(symlink(shell->conf_path, shell->fixture->secret_path), 0);
	assert_int_equal(run(shell, "key create --owner nobody"), EX_NOPERM);
	assert_int_equal(stat(shell->conf_path, &status), 0);
	assert_int_equal(status.st_uid, 0);
}

#define SHELL_TEST(function) cmocka_unit_test_setup_teardown(function, shell_setup, shell_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SHELL_TEST(test_held_usage),
		SHELL_TEST(test_held_reason_is_limited),
		SHELL_TEST(test_held_list),
		SHELL_TEST(test_held_list_shows_the_last_reply),
		SHELL_TEST(test_held_show),
		SHELL_TEST(test_held_show_without_the_key),
		SHELL_TEST(test_held_show_is_safe_for_a_terminal),
		SHELL_TEST(test_held_decisions),
		SHELL_TEST(test_held_release_to_who_is_not_held),
		SHELL_TEST(test_held_records_the_actor),
		SHELL_TEST(test_held_restricted_is_in_no_list),
		SHELL_TEST(test_held_without_a_casebook),
		SHELL_TEST(test_key_create),
		SHELL_TEST(test_key_create_for_a_group),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
