/* SPDX-License-Identifier: BSD-2-Clause */
/* The snapshot: whole or not at all, and everything that is wrong with it at once. */
#include "conf/snapshot.h"

#include "policy/match/lexicon.h"
#include "policy/match/pattern.h"
#include "store/register.h"
#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

#define CONF                                                                                                           \
	"council = { name = \"Northmere\"; domains = [ \"northmere.gov.uk\" ]; };\n"                                   \
	"directory = { people = \"people.csv\"; };\n"                                                                  \
	"profiles = [ \"own.conf\" ];\n"

#define PEOPLE "email,kind,roles\nm.okafor@northmere.gov.uk,officer,monitoring-officer\n"

#define PROFILE                                                                                                        \
	"rules = ( { rule = \"own-1\"; check = \"silent-copy\"; clause = \"C\"; point = \"P.\"; action = \"hold\"; } " \
	");"

static char *write_all(const char *folder, const char *conf, const char *people, const char *profile)
{
	g_free(files_write(folder, "people.csv", people));
	g_free(files_write(folder, "own.conf", profile));
	return files_write(folder, "candour.conf", conf);
}

static struct snapshot *load(const char *folder, const char *conf, const char *people, const char *profile,
			     GError **error)
{
	g_autofree char *path = write_all(folder, conf, people, profile);

	return snapshot_load(path, error);
}

static void test_snapshot_load_least(void **state)
{
	g_autoptr(GError) error = NULL;
	struct snapshot *snapshot = load(*state, CONF, PEOPLE, PROFILE, &error);
	const struct rule *rule;
	struct resolution *who;

	if (snapshot == NULL)
		fail_msg("%s", error->message);
	rule = g_ptr_array_index(snapshot->policy.rules, 0);
	assert_string_equal(rule->name, "own-1");
	assert_int_equal(rule->action, ACTION_HOLD);
	assert_false(rule->is_action_overridden);
	assert_null(snapshot->policy.register_view.find);
	assert_null(snapshot->register_stamp);
	assert_false(snapshot_is_register_stale(snapshot));
	assert_int_equal(snapshot->policy.trusted->len, 0);
	assert_false(snapshot->policy.is_observe);
	/* monitoring-officer is a protected role unless the configuration says otherwise. */
	who = directory_resolve(snapshot->policy.directory, "m.okafor@northmere.gov.uk", 738000);
	assert_true(who->is_protected);
	resolution_free(who);
	assert_ptr_equal(snapshot_ref(snapshot), snapshot);
	snapshot_unref(snapshot);
	assert_string_equal(snapshot->conf->council.name, "Northmere");
	snapshot_unref(snapshot);
	snapshot_unref(NULL);
}

static void test_snapshot_load_carries_configuration_to_the_policy(void **state)
{
	struct snapshot *snapshot =
		load(*state,
		     CONF "mode = \"observe\"; trusted = [ \"192.0.2.0/24\", \"::1\" ]; members_consented = \"Minute "
			  "12\"; staffed_hours = \"mon-fri 08:00-16:00\"; constituent_hold_out_of_hours = "
			  "\"notice\";\nactions = ( { rule = \"own-1\"; action = \"flag\"; } );\nlabels = ( { guid = "
			  "\"00000000-0000-4000-8000-00000000000A\"; confidential = true; } );\nidentifiers = [ "
			  "\"passport\" ];\nlabel_headers = ( { header = "
			  "\"X-Mark\"; value = \"secret\"; confidential = true; } );",
		     PEOPLE, PROFILE, NULL);
	const struct policy *policy;
	const struct rule *rule;
	const struct label_level *label;

	assert_non_null(snapshot);
	policy = &snapshot->policy;
	rule = g_ptr_array_index(policy->rules, 0);
	label = g_ptr_array_index(policy->labels, 0);
	assert_int_equal(rule->action, ACTION_FLAG);
	assert_true(rule->is_action_overridden);
	assert_true(policy->is_observe);
	assert_int_equal(policy->trusted->len, 2);
	assert_string_equal(policy->members_consented, "Minute 12");
	assert_int_equal(policy->staffed_hours.from_min, 8 * 60);
	assert_true(policy->is_constituent_hold_staffed_only);
	assert_string_equal(label->guid, "00000000-0000-4000-8000-00000000000a");
	assert_int_equal(identifier_terms_patterns(policy->identifier_terms),
			 patterns_default() | 1u << PATTERN_PASSPORT);
	assert_true(identifier_terms_is_own(policy->identifier_terms, REGISTER_EMAIL, "m.okafor@northmere.gov.uk"));
	assert_string_equal(((struct label_header *)g_ptr_array_index(policy->label_headers, 0))->header, "x-mark");
	assert_true(label->is_confidential);
	snapshot_unref(snapshot);
}

static void test_snapshot_load_refuses(void **state)
{
	static const struct {
		const char *name, *conf, *people, *profile, *message;
	} cases[] = {
		{"configuration", CONF "mode = \"x\";", PEOPLE, PROFILE,
		 "candour.conf:4: mode: 'x' is none of: enforce, observe"},
		{"people", CONF, "email\n", PROFILE, "people.csv:1: the column 'kind' is missing in the header row"},
		{"profile", CONF, PEOPLE, "rules = 1;", "own.conf:1: a profile needs rules = ( { ... }, { ... } );"},
		{"action of an unknown rule", CONF "\nactions = ( { rule = \"own-2\"; action = \"hold\"; } );", PEOPLE,
		 PROFILE, "candour.conf:5: none of the profiles has the rule 'own-2'; did you mean 'own-1'?"},
		{"the same rule twice",
		 "council = { name = \"N\"; domains = [ \"n.example\" ]; }; directory = { people = \"people.csv\"; };\n"
		 "profiles = [ \"own.conf\", \"own.conf\" ];",
		 PEOPLE, PROFILE, "own.conf:1: the rule own-1 stands in */own.conf, line 1, already"},
		{"lexicon", CONF "lexicons = [ \"people.csv\" ];", PEOPLE, PROFILE, "people.csv:*"},
		{"register", CONF "state_dir = \".\"; register = \"register.db\";", PEOPLE, PROFILE,
		 "register.db:1: the register is missing; make it with `candour register build`, or leave 'register' "
		 "out of */candour.conf"},
		{"unknown category", CONF, PEOPLE,
		 "rules = ( { rule = \"own-1\"; check = \"unmarked-confidential\"; clause = \"C\"; point = \"P.\"; "
		 "action = \"hold\"; categories = [ \"gossip\" ]; } );",
		 "own.conf:1: own-1: no lexicon has the category 'gossip'"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		struct snapshot *snapshot = load(*state, cases[i].conf, cases[i].people, cases[i].profile, &error);
		const char *message = files_message(*state, error);

		if (snapshot != NULL || !g_pattern_match_simple(cases[i].message, message))
			fail_msg("%s: %s", cases[i].name, message);
	}
}

static void test_snapshot_load_compiles_what_rules_look_for(void **state)
{
	static const struct {
		const char *check;
		gboolean is_exempt, is_advised;
	} cases[] = {
		{"check = \"silent-copy\";", FALSE, FALSE},
		{"check = \"unmarked-confidential\";", TRUE, FALSE},
		{"check = \"unmarked-confidential\"; sentence_marks = true;", TRUE, TRUE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *profile = g_strdup_printf("rules = ( { rule = \"own-1\"; %s clause = \"C\"; point = "
							   "\"P.\"; action = \"notice\"; } );",
							   cases[i].check);
		g_autoptr(GError) error = NULL;
		struct snapshot *snapshot = load(*state, CONF, PEOPLE, profile, &error);
		const struct lexicons *lexicons;

		if (snapshot == NULL)
			fail_msg("%s: %s", cases[i].check, error->message);
		lexicons = snapshot->policy.lexicons;
		assert_int_equal(lexicons_has_category(lexicons, "exempt-information"), cases[i].is_exempt);
		assert_int_equal(lexicons_has_category(lexicons, "open-context"), cases[i].is_exempt);
		assert_int_equal(lexicons_has_category(lexicons, "advised"), cases[i].is_advised);
		snapshot_unref(snapshot);
	}
}

static void test_snapshot_load_refuses_a_faulty_pattern_that_no_rule_looks_for(void **state)
{
	g_autoptr(GError) error = NULL;

	g_free(files_write(*state, "words.conf",
			   "entries = ( { category = \"budget\"; weight = 5; pattern = \"par(a\"; } );"));
	assert_null(load(*state, CONF "lexicons = [ \"words.conf\" ];", PEOPLE, PROFILE, &error));
	assert_true(g_str_has_prefix(files_message(*state, error), "words.conf:1: \"par(a\" cannot be looked for: "));
}

static void test_snapshot_load_checks_categories(void **state)
{
	static const struct {
		const char *name, *settings, *words, *message;
	} cases[] = {
		{"mistyped category", "", "{ category = \"comercial\"; weight = 5; phrase = \"x\"; }",
		 "words.conf:1: no rule looks for the category, and nothing stands near it: 'comercial'; did you mean "
		 "'commercial'?"},
		{"near an unknown one", "",
		 "{ category = \"commercial\"; weight = 5; phrase = \"x\"; near = \"persons\"; within = 9; }",
		 "words.conf:1: near: no lexicon has the category 'persons'; did you mean 'person'?"},
		{"category of its own that a rule names", "categories = [ \"depot\" ];",
		 "{ category = \"depot\"; weight = 5; phrase = \"x\"; }", NULL},
		{"category that an entry stands near to", "",
		 "{ category = \"depot\"; weight = 5; phrase = \"x\"; },"
		 "{ category = \"budget\"; weight = 5; phrase = \"y\"; near = \"depot\"; within = 9; }",
		 NULL},
		{"rule's unknown category", "categories = [ \"budgets\" ];", "",
		 "own.conf:1: own-1: no lexicon has the category 'budgets'; did you mean 'budget'?"},
		{"thresholds", "thresholds = { commercial = 12; personal-records = 2; };", "", NULL},
		{"threshold of an unknown category", "thresholds = {\n comercial = 12; };", "",
		 "own.conf:2: own-1: thresholds: the rule does not look for the category 'comercial'; did you mean "
		 "'commercial'?"},
		{"threshold of one that the rule leaves out",
		 "categories = [ \"budget\" ]; thresholds = { commercial = 12; };", "",
		 "own.conf:1: own-1: thresholds: the rule does not look for the category 'commercial'; did you mean "
		 "'commercial'?"},
		{"threshold of nothing", "thresholds = { commercial = 0; };", "",
		 "own.conf:1: commercial is 0; it must lie between 1 and 1000000"},
		{"threshold that is a number", "thresholds = 12;", "",
		 "own.conf:1: thresholds must be a group of numbers: thresholds = { name = 10; };"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *profile = g_strdup_printf("rules = ( { rule = \"own-1\"; check = "
							   "\"unmarked-confidential\"; clause = \"C\"; point = \"P.\"; "
							   "action = \"notice\"; %s } );",
							   cases[i].settings);
		g_autofree char *words = g_strdup_printf("entries = ( %s );", cases[i].words);
		g_autoptr(GError) error = NULL;
		struct snapshot *snapshot;
		const char *message;

		g_free(files_write(*state, "words.conf", words));
		snapshot = load(*state, CONF "lexicons = [ \"words.conf\" ];", PEOPLE, profile, &error);
		message = error != NULL ? files_message(*state, error) : NULL;
		if (g_strcmp0(message, cases[i].message) != 0)
			fail_msg("%s: %s", cases[i].name, message);
		snapshot_unref(snapshot);
	}
}

static void test_snapshot_load_leaves_other_languages_out(void **state)
{
	static const char profile[] =
		"rules = ( { rule = \"own-1\"; check = \"unmarked-confidential\"; clause = \"C\"; "
		"point = \"P.\"; action = \"notice\"; } );";
	static const struct {
		const char *languages;
		guint hits;
	} cases[] = {{"", 1}, {"languages = [ \"en\" ];", 0}};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *conf = g_strconcat(CONF, cases[i].languages, NULL);
		g_autoptr(GError) error = NULL;
		struct snapshot *snapshot = load(*state, conf, PEOPLE, profile, &error);
		g_autoptr(GArray) hits = NULL;

		assert_null(error);
		hits = lexicons_scan(snapshot->policy.lexicons, CONTENT_AUTHORED, "Heb fod i'w gyhoeddi.");
		assert_int_equal(hits->len > 0, cases[i].hits);
		snapshot_unref(snapshot);
	}
}

static void build_register(const char *folder)
{
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autofree char *path = g_build_filename(folder, "register.db", NULL);
	g_autofree char *key = g_build_filename(folder, "register.db.key", NULL);

	assert_true(register_build(none, none, path, key, NULL));
}

static void test_snapshot_is_register_stale_after_a_build(void **state)
{
	struct snapshot *snapshot;

	build_register(*state);
	snapshot = load(*state, CONF "state_dir = \".\"; register = \"register.db\";", PEOPLE, PROFILE, NULL);
	assert_non_null(snapshot);
	assert_non_null(snapshot->policy.register_view.find);
	assert_false(snapshot_is_register_stale(snapshot));
	build_register(*state);
	assert_true(snapshot_is_register_stale(snapshot));
	snapshot_unref(snapshot);
}

/* TRUE where one of the complaints, the folder taken off, matches. */
static gboolean complains(const char *folder, const GPtrArray *complaints, const char *pattern)
{
	for (guint i = 0; i < complaints->len; i++) {
		g_auto(GStrv) pieces = g_strsplit(g_ptr_array_index(complaints, i), folder, -1);
		g_autofree char *bare = g_strjoinv("", pieces);

		if (g_pattern_match_simple(pattern, bare))
			return TRUE;
	}
	return FALSE;
}

static void test_snapshot_check_tells_everything_at_once(void **state)
{
	static const char *const patterns[] = {
		"/candour.conf:5: unknown key 'stor'*",
		"/candour.conf:6: port is 0;*",
	};
	static const char *const later[] = {
		"/people.csv:2: kind: *",
		"/people.csv:3: kind: *",
		"/own.conf:1: rule is missing*",
		"/candour.conf:4: state_dir: the folder /none does not exist; *",
		"/candour.conf:5: user: this machine has no user 'nobody-of-this-name'",
		"/candour.conf:6: socket.group: this machine has no group 'nobody-of-this-name'",
		"/candour.conf:6: socket.spec: the folder /none does not exist; *",
		"warning: /candour.conf:1: monitoring.assessment is missing*",
		"warning: /candour.conf:1: monitoring.notice is missing*",
	};
	g_autofree char *first = write_all(*state, CONF "\nstor = 1;\nrelease = { port = 0; };", PEOPLE, PROFILE);
	g_autoptr(GPtrArray) broken = snapshot_check(first);
	g_autofree char *text =
		g_strdup_printf(CONF "state_dir = \"none\";\nuser = \"nobody-of-this-name\";\nsocket = { "
				     "spec = \"unix:%s/none/s\"; group = \"nobody-of-this-name\"; };",
				(char *)*state);
	g_autofree char *second = write_all(*state, text, "email,kind\na@northmere.gov.uk,x\nb@northmere.gov.uk,y\n",
					    "rules = ( { check = \"silent-copy\"; action = \"hold\"; } );");
	g_autoptr(GPtrArray) complaints = snapshot_check(second);

	for (gsize i = 0; i < G_N_ELEMENTS(patterns); i++)
		if (!complains(*state, broken, patterns[i]))
			fail_msg("no complaint '%s'", patterns[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(later); i++)
		if (!complains(*state, complaints, later[i]))
			fail_msg("no complaint '%s'", later[i]);
}

static void test_snapshot_check_folders_and_keys(void **state)
{
	static const struct {
		const char *file;
		mode_t mode;
		const char *complaint; /* NULL: none of its key */
	} cases[] = {
		{"seal.key", 0600, NULL},
		{"seal.key", 0640, "/candour.conf:1: seal.secret_key: others can read or write /seal.key; chmod 0600"},
		{"seal.pub", 0644, NULL},
		{"seal.pub", 0646, "/candour.conf:1: seal.public_key: others can read or write /seal.pub; chmod 0644"},
		{"identity.key", 0600, NULL},
		{"identity.key", 0604,
		 "/candour.conf:1: identity_key: others can read or write /identity.key; chmod 0600"},
		{"register.db.key", 0640, NULL},
		{"register.db.key", 0644,
		 "/candour.conf:4: register_key: others can read or write /register.db.key; chmod 0640"},
		{".", 0700, NULL},
		{".", 0703, "/candour.conf:4: state_dir: anybody can write in *"},
	};
	g_autofree char *path = write_all(*state,
					  CONF "state_dir = \".\"; register = \"register.db\"; register_key = "
					       "\"register.db.key\";",
					  PEOPLE, PROFILE);

	build_register(*state);
	g_free(files_write(*state, "seal.pub", "x"));
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *file = g_build_filename(*state, cases[i].file, NULL);
		g_autofree char *about = g_strdup_printf("*%s; chmod*", cases[i].file);
		g_autoptr(GPtrArray) complaints = NULL;

		if (strcmp(cases[i].file, ".") != 0 && !g_file_test(file, G_FILE_TEST_EXISTS))
			g_free(files_write(*state, cases[i].file, "x"));
		assert_int_equal(chmod(file, cases[i].mode), 0);
		complaints = snapshot_check(path);
		if (complains(*state, complaints, cases[i].complaint != NULL ? cases[i].complaint : about) !=
		    (cases[i].complaint != NULL))
			fail_msg("%s %04o: %s", cases[i].file, (unsigned)cases[i].mode,
				 (char *)g_ptr_array_index(complaints, 0));
		assert_int_equal(chmod(*state, 0700), 0);
	}
}

static void test_snapshot_check_roles(void **state)
{
	g_autofree char *path =
		write_all(*state,
			  "council = { name = \"N\"; domains = [ \"northmere.gov.uk\" ]; };\n"
			  "directory = { people = \"people.csv\"; protected_roles = [ \"auditer\" ]; };\n"
			  "profiles = [ \"own.conf\" ];\n",
			  "email,kind\na@northmere.gov.uk,officer\n", PROFILE);
	g_autoptr(GPtrArray) complaints = snapshot_check(path);

	assert_true(complains(*state, complaints,
			      "warning: /candour.conf:2: directory.protected_roles: nobody in people.csv has the role "
			      "'auditer'"));
	assert_true(complains(*state, complaints,
			      "warning: /candour.conf:2: directory.people: nobody has the role monitoring-officer*"));
}

static int set_up(void **state)
{
	g_setenv("CANDOUR_DATA", "conf", TRUE);
	*state = files_begin();
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
		cmocka_unit_test_setup_teardown(test_snapshot_load_least, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_load_carries_configuration_to_the_policy, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_load_refuses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_load_compiles_what_rules_look_for, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_load_checks_categories, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_load_leaves_other_languages_out, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_load_refuses_a_faulty_pattern_that_no_rule_looks_for,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_is_register_stale_after_a_build, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_check_tells_everything_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_check_folders_and_keys, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snapshot_check_roles, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
