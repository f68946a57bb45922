/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour consent`, `register show|query|stats` and `basis list`: what is taken, what is refused and how, and that no
 * answer holds a resident's data. */
#include "cli/command.h"

#include "policy/rule.h"
#include "store/cases.h"
#include "tests/cli/shell.h"
#include "tests/store/case_fixture.h"

#include <sysexits.h>

#define MEMBER "cllr.patel@northmere.gov.uk"
#define WHOM "--constituent C1 --member " MEMBER

struct office {
	struct fixture *fixture;
	struct shell_run shell;
	char *conf_path;
};

static const char people[] = "email,kind,forename,surname,aliases,from,until\n"
			     "cllr.patel@northmere.gov.uk,member,Nikhil,Patel,nik@northmere.gov.uk,,\n"
			     "cllr.lee@northmere.gov.uk,member,Grace,Lee,,,\n"
			     "cllr.fenwick@northmere.gov.uk,member,Harold,Fenwick,,2019-05-06,2023-05-07\n"
			     "j.hart@northmere.gov.uk,officer,Jo,Hart,,,\n";
static const char constituents[] = "id,forename,surname,phone,postcode,references\n"
				   "C1,Chidi,Okafor,01632 960120,NM4 2BD,CAS-26-1;CAS-26-2\n"
				   "C2,Amara,Okafor,01632 960120,NM4 2BD,CAS-26-3\n";
static const char consents[] = "constituent,member,basis,matter,from,until,withdrawn\n"
			       "C2,cllr.lee@northmere.gov.uk,consent,,2026-01-05,,\n";

static void write_file(const struct office *office, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(office->fixture->folder, name, NULL);

	assert_true(g_file_set_contents(path, text, -1, NULL));
}

static int run(struct office *office, const char *words)
{
	static const struct {
		const char *name;
		shell_command command;
	} commands[] = {{"consent ", command_consent}, {"register ", command_register}, {"basis ", command_basis}};

	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		if (g_str_has_prefix(words, commands[i].name))
			return shell_run(&office->shell, commands[i].command, office->fixture->folder,
					 office->conf_path, words);
	fail_msg("%s", words);
	return -1;
}

static int set_up(void **state)
{
	struct office *office = g_new0(struct office, 1);
	g_autofree char *build = NULL;
	void *fixture;

	fixture_setup(&fixture);
	office->fixture = fixture;
	office->conf_path = g_build_filename(office->fixture->folder, "candour.conf", NULL);
	write_file(office, "candour.conf",
		   "council = { name = \"Northmere\"; domains = [ \"northmere.gov.uk\" ]; };\n"
		   "directory = { people = \"people.csv\"; };\n"
		   "profiles = [ \"york\" ];\n"
		   "state_dir = \".\";\n"
		   "register = \"register.db\";\n");
	write_file(office, "people.csv", people);
	write_file(office, "constituents.csv", constituents);
	write_file(office, "consents.csv", consents);
	build = g_strdup_printf("register build --constituents %s/constituents.csv --consents %s/consents.csv",
				office->fixture->folder, office->fixture->folder);
	assert_int_equal(run(office, build), EX_OK);
	g_unsetenv("SUDO_USER");
	*state = office;
	return 0;
}

static int tear_down(void **state)
{
	struct office *office = *state;
	void *fixture = office->fixture;

	fixture_teardown(&fixture);
	shell_run_done(&office->shell);
	g_free(office->conf_path);
	g_free(office);
	return 0;
}

static guint rows_of(struct office *office)
{
	guint rows = 0;

	assert_int_equal(run(office, "consent list --json"), EX_OK);
	for (const char *at = office->shell.out; *at != '\0'; at++)
		rows += *at == '\n';
	return rows;
}

static void test_refused(void **state)
{
	static const struct {
		const char *words;
		int status;
		const char *says;
	} cases[] = {
		{"consent add", EX_USAGE, "--constituent"},
		{"consent add --constituent C1", EX_USAGE, "--member"},
		{"consent add " WHOM, EX_USAGE, "--basis"},
		{"consent add " WHOM " --basis consent more", EX_USAGE, "quotes"},
		{"consent revoke " WHOM, EX_USAGE, "usage"},
		{"consent withdraw " WHOM " --basis consent", EX_USAGE, "basis"},
		{"consent add --constituent C9 --member " MEMBER " --basis consent", EX_DATAERR, "no constituent 'C9'"},
		{"consent add --constituent  --member " MEMBER " --basis consent", EX_DATAERR, "no constituent"},
		{"consent withdraw --constituent C9 --member " MEMBER, EX_DATAERR, "no constituent 'C9'"},
		{"consent add --constituent C1 --member x@northmere.gov.uk --basis consent", EX_DATAERR, "people.csv"},
		{"consent add --constituent C1 --member j.hart@northmere.gov.uk --basis consent", EX_DATAERR,
		 "officer"},
		{"consent withdraw --constituent C1 --member j.hart@northmere.gov.uk", EX_DATAERR, "officer"},
		{"consent add --constituent C1 --member cllr.fenwick@northmere.gov.uk --basis consent", EX_DATAERR,
		 "in office"},
		{"consent add " WHOM " --basis because", EX_USAGE, "safeguarding"},
		{"consent add " WHOM " --basis consent --from 2026-02-30", EX_USAGE, "no day"},
		{"consent add " WHOM " --basis consent --from 14/05/2026", EX_USAGE, "2026-05-14"},
		{"consent add " WHOM " --basis consent --until tomorrow", EX_USAGE, "no day"},
		{"consent add " WHOM " --basis consent --from 2026-05-14 --until 2026-05-13", EX_USAGE, "before"},
		{"consent withdraw " WHOM " --date 2026-13-01", EX_USAGE, "no day"},
		{"consent add " WHOM " --basis consent --matter --", EX_USAGE, "reference"},
		{"consent add " WHOM " --basis consent --evidence form~of~c1", EX_USAGE, "describe the paper"},
		{"consent add " WHOM " --basis consent --evidence rang~from~01632~960120~about~CAS-26-3", EX_USAGE,
		 "describe the paper"},
		{"consent add " WHOM " --basis consent --evidence a\033[31m", EX_USAGE, "control"},
		{"consent add " WHOM " --basis consent --evidence a\xff", EX_USAGE, "UTF-8"},
		{"consent add " WHOM "\xff --basis consent", EX_USAGE, "--member is no UTF-8"},
		{"consent add --constituent \xff --member " MEMBER " --basis consent", EX_USAGE, "UTF-8"},
		{"consent list --constituent \xff", EX_USAGE, "UTF-8"},
	};
	struct office *office = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("  %s\n", cases[i].words);
		assert_int_equal(run(office, cases[i].words), cases[i].status);
		assert_string_equal(office->shell.out, "");
		assert_non_null(strstr(office->shell.error, cases[i].says));
		assert_null(strchr(office->shell.error, '\033'));
	}
	assert_int_equal(rows_of(office), 0);
}

static void test_evidence_is_limited(void **state)
{
	struct office *office = *state;
	g_autofree char *long_text = g_strnfill(501, 'x');
	g_autofree char *words = g_strdup_printf("consent add " WHOM " --basis consent --evidence %s", long_text);

	assert_int_equal(run(office, words), EX_USAGE);
	words[strlen(words) - 1] = '\0';
	assert_int_equal(run(office, words), EX_OK);
}

static void test_recorded(void **state)
{
	static const struct {
		const char *words, *out, *note;
	} cases[] = {
		{"consent add " WHOM " --basis Consent", "in force now", ""},
		{"consent add --constituent C1 --member NIK@northmere.gov.uk --basis acting", "in force now", ""},
		{"consent add " WHOM " --basis legal-duty --matter cas~26~1 --until 2099-12-31", "until 2099-12-31",
		 ""},
		{"consent add " WHOM " --basis consent --matter CAS-26-3", "in force", "no reference 'CAS-26-3'"},
		{"consent add --constituent C2 --member " MEMBER " --basis consent --from 2099-01-01",
		 "not in force yet", ""},
		{"consent add --constituent C2 --member " MEMBER " --basis consent --until 2020-01-01", "ended", ""},
		{"consent withdraw " WHOM " --matter CAS-26-1", "No basis", ""},
		{"consent withdraw " WHOM " --date 2099-01-01", "still in force", ""},
		{"consent withdraw " WHOM, "No basis", ""},
		{"consent add " WHOM " --basis consent", "Recorded", "NOT in force"},
		{"consent add " WHOM " --basis consent --anew", "in force now", ""},
		{"consent withdraw --constituent C2 --member cllr.fenwick@northmere.gov.uk", "No basis", ""},
	};
	struct office *office = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("  %s\n", cases[i].words);
		assert_int_equal(run(office, cases[i].words), EX_OK);
		assert_non_null(strstr(office->shell.out, cases[i].out));
		assert_non_null(strstr(office->shell.error, cases[i].note));
		assert_int_equal(rows_of(office), i + 1);
	}
}

static void test_list(void **state)
{
	struct office *office = *state;

	assert_int_equal(run(office, "consent list"), EX_OK);
	assert_string_equal(office->shell.out, "");
	run(office, "consent add " WHOM " --basis consent --matter CAS-26-1 --evidence Form~of~3~May,~Zo\u00eb");
	run(office, "consent withdraw --constituent C2 --member cllr.lee@northmere.gov.uk --date 2026-05-14");
	assert_int_equal(run(office, "consent list"), EX_OK);
	assert_non_null(strstr(office->shell.out, "Form of 3 May, Zo\u00eb"));
	assert_non_null(strstr(office->shell.out, "WITHDRAWN"));
	assert_non_null(strstr(office->shell.out, "2026-05-14"));
	assert_null(strstr(office->shell.out, "C1"));
	assert_null(strstr(office->shell.out, "CAS-26"));
	assert_int_equal(run(office, "consent list --constituent C1"), EX_OK);
	assert_null(strstr(office->shell.out, "WITHDRAWN"));
	assert_int_equal(run(office, "consent list --member nik@northmere.gov.uk --json"), EX_OK);
	assert_non_null(strstr(office->shell.out, "\"basis\": \"consent\""));
	assert_non_null(strstr(office->shell.out, "\"evidence\": \"Form of 3 May, Zo\\u00EB\""));
	assert_null(strstr(office->shell.out, "cllr.lee"));
	assert_int_equal(run(office, "consent list --member cllr.fenwick@northmere.gov.uk"), EX_OK);
	assert_string_equal(office->shell.out, "");
}

static void test_the_store_is_made_where_it_is_missing(void **state)
{
	struct office *office = *state;

	casebook_close(office->fixture->casebook);
	office->fixture->casebook = NULL;
	g_unlink(office->fixture->store);
	assert_int_equal(rows_of(office), 0);
	assert_false(g_file_test(office->fixture->store, G_FILE_TEST_EXISTS));
	assert_int_equal(run(office, "consent add " WHOM " --basis consent"), EX_OK);
	assert_int_equal(rows_of(office), 1);
}

static void test_failures(void **state)
{
	struct office *office = *state;
	g_autofree char *register_path = g_build_filename(office->fixture->folder, "register.db", NULL);

	casebook_close(office->fixture->casebook);
	office->fixture->casebook = NULL;
	write_file(office, "candour.db", "This is no database but it is long enough to look at for a while.");
	assert_int_equal(run(office, "consent withdraw " WHOM), EX_TEMPFAIL);
	assert_int_equal(run(office, "consent list"), EX_TEMPFAIL);
	assert_int_equal(run(office, "basis list"), EX_TEMPFAIL);
	assert_int_equal(run(office, "register stats"), EX_TEMPFAIL);
	g_unlink(register_path);
	assert_int_equal(run(office, "consent withdraw " WHOM), EX_CONFIG);
	write_file(office, "candour.conf",
		   "council = { name = \"Northmere\"; domains = [ \"northmere.gov.uk\" ]; };\n"
		   "directory = { people = \"people.csv\"; };\n"
		   "profiles = [ \"york\" ];\n"
		   "state_dir = \".\";\n");
	assert_int_equal(run(office, "consent withdraw " WHOM), EX_CONFIG);
	assert_non_null(strstr(office->shell.error, "register = "));
}

static void test_register_show(void **state)
{
	struct office *office = *state;

	assert_int_equal(run(office, "consent withdraw --constituent C2 --member " MEMBER " --date 2026-05-14"), EX_OK);
	assert_int_equal(run(office, "register show C2"), EX_OK);
	assert_non_null(strstr(office->shell.out, "register  cllr.lee@northmere.gov.uk"));
	assert_non_null(strstr(office->shell.out, "consent   " MEMBER));
	assert_non_null(strstr(office->shell.out, "2026-01-05"));
	assert_non_null(strstr(office->shell.out, "2026-05-14"));
	assert_non_null(strstr(office->shell.out, "phone          1       1"));
	assert_non_null(strstr(office->shell.out, "name           1       0"));
	assert_null(strstr(office->shell.out, "Amara"));
	assert_null(strstr(office->shell.out, "960120"));
	assert_int_equal(run(office, "register show C9"), EX_NOINPUT);
	assert_int_equal(run(office, "register show \033[31m"), EX_NOINPUT);
	assert_null(strchr(office->shell.error, '\033'));
	assert_int_equal(run(office, "register show"), EX_USAGE);
	assert_int_equal(run(office, "register show C1 C2"), EX_USAGE);
	assert_int_equal(run(office, "register show --help"), EX_OK);
}

static void test_register_query(void **state)
{
	static const struct {
		const char *words;
		int status;
		const char *out, *end;
	} cases[] = {
		{"register query phone +44~1632~960120", EX_OK, "2 constituents\n", "\nalone it identifies nobody\n"},
		{"register query phone 01632~960121", EX_OK, "0 constituents\n", "0 constituents\n"},
		{"register query reference cas/26/3", EX_OK, "1 constituent\n", "\nalone it identifies: medium\n"},
		{"register query name Chidi;Okafor", EX_OK, "1 constituent\n", "\nalone it identifies nobody\n"},
		{"register query name_postcode amara;OKAFOR;nm42bd", EX_OK, "1 constituent\n",
		 "\nalone it identifies: high\n"},
		{"register query surname Okafor", EX_OK, "2 constituents\n", "\nalone it identifies nobody\n"},
		{"register query name Chidi", EX_USAGE, "", ""},
		{"register query date_of_birth 2026-02-30", EX_USAGE, "", ""},
		{"register query phone \xff", EX_USAGE, "", ""},
		{"register query phone ", EX_USAGE, "", ""},
		{"register query shoe 9", EX_USAGE, "", ""},
		{"register query phone", EX_USAGE, "", ""},
	};
	struct office *office = *state;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		print_message("  %s\n", cases[i].words);
		assert_int_equal(run(office, cases[i].words), cases[i].status);
		assert_true(g_str_has_prefix(office->shell.out, cases[i].out));
		assert_true(g_str_has_suffix(office->shell.out, cases[i].end));
	}
}

static void test_register_stats(void **state)
{
	struct office *office = *state;

	run(office, "consent add " WHOM " --basis consent");
	assert_int_equal(run(office, "register stats"), EX_OK);
	assert_non_null(strstr(office->shell.out, "constituents  2\n"));
	assert_non_null(strstr(office->shell.out, "bases         1, 0 of them withdrawn\n"));
	assert_non_null(strstr(office->shell.out, "recorded      1 by"));
	assert_non_null(strstr(office->shell.out, "phone          1       1\n"));
	assert_non_null(strstr(office->shell.out, "reference      3       0\n"));
	assert_null(strstr(office->shell.out, "960120"));
	assert_int_equal(run(office, "register stats all"), EX_USAGE);
}

static void record_stated(struct office *office, const char *name, gint64 received_at, struct rule *rule,
			  const char *text)
{
	struct letter *letter = letter_new(office->fixture, name);
	struct finding *finding = finding_new(rule, ACTION_HOLD);
	char case_id[CASE_ID_BYTES];

	letter_add(letter, MEMBER, DISPOSITION_DELIVER);
	letter->envelope->received_at = received_at;
	finding_add_person(finding, MEMBER);
	finding_add_person(finding, "cllr.lee@northmere.gov.uk");
	finding->basis_reason = g_strdup("asked");
	finding->basis_text = g_strdup(text);
	g_ptr_array_add(letter->verdict->findings, finding);
	assert_true(casebook_record(office->fixture->casebook, &letter->record, case_id, NULL));
	letter_free(letter);
}

static void test_basis_list(void **state)
{
	enum { DAY = 24 * 60 * 60 };
	struct office *office = *state;

	assert_int_equal(run(office, "basis list"), EX_OK);
	assert_string_equal(office->shell.out, "");
	record_stated(office, "2@x", FIXTURE_TIME + DAY, &fixture_rule, "she rang \033[2J\xe2\x80\xae me");
	record_stated(office, "1@x", FIXTURE_TIME, &fixture_rule, NULL);
	record_stated(office, "3@x", FIXTURE_TIME, &fixture_restricted_rule, "of the monitoring officer");
	assert_int_equal(run(office, "basis list"), EX_OK);
	assert_true(g_str_has_prefix(office->shell.out, "CASE "));
	assert_non_null(strstr(office->shell.out, "2026-05-14  j.hart@northmere.gov.uk  " MEMBER
						  " cllr.lee@northmere.gov.uk  york-10.1c  asked"));
	assert_true(strstr(office->shell.out, "2026-05-14") < strstr(office->shell.out, "2026-05-15"));
	assert_non_null(strstr(office->shell.out, "she rang ?[2J? me"));
	assert_null(strstr(office->shell.out, "monitoring"));
	assert_int_equal(run(office, "basis list --since 2026-05-15 --json"), EX_OK);
	assert_non_null(strstr(office->shell.out, "\"text\": \"she rang \\u001B[2J\\u202E me\""));
	assert_null(strstr(office->shell.out, "2026-05-14"));
	assert_int_equal(run(office, "basis list --since 2026-05-16"), EX_OK);
	assert_string_equal(office->shell.out, "");
	assert_int_equal(run(office, "basis list --restricted"), EX_OK);
	assert_non_null(strstr(office->shell.out, "of the monitoring officer"));
	assert_null(strstr(office->shell.out, "she rang"));
	assert_int_equal(run(office, "basis list --since 2026-02-30"), EX_USAGE);
	assert_int_equal(run(office, "basis show"), EX_USAGE);
	assert_int_equal(run(office, "basis list more"), EX_USAGE);
}

#define OFFICE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OFFICE_TEST(test_refused),
		OFFICE_TEST(test_evidence_is_limited),
		OFFICE_TEST(test_recorded),
		OFFICE_TEST(test_list),
		OFFICE_TEST(test_the_store_is_made_where_it_is_missing),
		OFFICE_TEST(test_failures),
		OFFICE_TEST(test_register_show),
		OFFICE_TEST(test_register_query),
		OFFICE_TEST(test_register_stats),
		OFFICE_TEST(test_basis_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
