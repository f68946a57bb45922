/* SPDX-License-Identifier: BSD-2-Clause */
/* candour.conf: the contract's sample loads, defaults are sensible, and every fault has file and line. */
#include "conf/conf.h"

#include "conf/conf_read.h"
#include "conf/faults.h"

#include "tests/conf/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LEAST                                                                                                          \
	"council = { name = \"Northmere\"; domains = [ \"northmere.gov.uk\" ]; };\n"                                   \
	"directory = { people = \"people.csv\"; };\n"                                                                  \
	"profiles = [ \"york\" ];\n"

static struct conf *load(const char *folder, const char *text, gssize length, GError **error)
{
	g_autofree char *path = files_write_bytes(folder, "candour.conf", text, length);

	return conf_load(path, error);
}

static void test_conf_load_sample_of_the_contract(void **state)
{
	static const char sample[] =
		"council = { name = \"Northmere Borough Council\"; domains = [ \"northmere.gov.uk\", "
		"\"members.northmere.gov.uk\" ]; };\n"
		"directory = { people = \"people.csv\"; lists = \"lists.csv\"; domains = \"domains.csv\"; };\n"
		"profiles = [ \"york\" ];                 # rules of several profiles add up; a path is taken too\n"
		"mode = \"enforce\";                      # the default; or \"observe\"\n"
		"state_dir = \"/var/lib/candour\";\n"
		"store = \"candour.db\";                  # in state_dir; or a postgresql:// URI\n"
		"register = \"register.db\";              # in state_dir, built by `candour register build`\n"
		"socket = { spec = \"unix:/var/spool/postfix/candour/milter.sock\"; group = \"postfix\"; mode = "
		"\"0660\"; };\n"
		"release = { host = \"127.0.0.1\"; port = 10025; };            # a listener of the MTA without "
		"candour\n"
		"notices = { from = \"Democratic Services <democratic.services@northmere.gov.uk>\"; alert = "
		"\"reviewers@northmere.gov.uk\"; };\n"
		"trusted = [ \"127.0.0.1/32\" ];          # sources whose envelope sender is believed without AUTH\n"
		"actions = ( { rule = \"york-10.1c\"; action = \"notice\"; } );  # change a rule's action\n";
	struct conf *conf = load(*state, sample, -1, NULL);
	g_autofree char *people = g_build_filename(*state, "people.csv", NULL);
	const struct conf_action *action;

	assert_non_null(conf);
	assert_string_equal(conf->council.name, "Northmere Borough Council");
	assert_string_equal(conf->council.domains[1], "members.northmere.gov.uk");
	assert_null(conf->council.domains[2]);
	assert_string_equal(conf->directory.people, people);
	assert_string_equal(conf->profiles[0], "york");
	assert_false(conf->is_observe);
	assert_string_equal(conf->store, "/var/lib/candour/candour.db");
	assert_string_equal(conf->register_file, "/var/lib/candour/register.db");
	assert_string_equal(conf->register_key, "/var/lib/candour/register.db.key");
	assert_int_equal(conf->socket.mode, 0660);
	assert_string_equal(conf->socket.group, "postfix");
	assert_int_equal(conf->release.port, 10025);
	assert_string_equal(conf->notices.from, "Democratic Services <democratic.services@northmere.gov.uk>");
	assert_string_equal(conf->trusted[0], "127.0.0.1/32");
	assert_int_equal(conf->actions->len, 1);
	action = g_ptr_array_index(conf->actions, 0);
	assert_string_equal(action->rule, "york-10.1c");
	assert_int_equal(action->action, ACTION_NOTICE);
	assert_int_equal(action->line, 12);
	conf_free(conf);
}

static void test_conf_load_defaults_with_least(void **state)
{
	struct conf *conf = load(*state, LEAST, -1, NULL);

	assert_non_null(conf);
	assert_null(conf->directory.lists);
	assert_null(conf->register_file);
	assert_null(conf->register_key);
	assert_string_equal(conf->state_dir, "/var/lib/candour");
	assert_string_equal(conf->identity_key, "/var/lib/candour/identity.key");
	assert_string_equal(conf->socket.spec, "unix:/var/spool/postfix/candour/milter.sock");
	assert_string_equal(conf->directory.protected_roles[0], "monitoring-officer");
	assert_string_equal(conf->notices.from, "\"Northmere\" <postmaster@northmere.gov.uk>");
	assert_string_equal(conf->notices.alert, "postmaster@northmere.gov.uk");
	assert_null(conf->trusted[0]);
	assert_null(conf->lexicons[0]);
	assert_int_equal(conf->actions->len, 0);
	assert_string_equal(conf->undecided, "return");
	assert_string_equal(conf->failure, "tempfail");
	conf_free(conf);
}

static void test_conf_load_paths_are_relative_to_the_file(void **state)
{
	g_autofree char *state_dir = g_build_filename(*state, "state", NULL);
	g_autofree char *store = g_build_filename(state_dir, "cases", NULL);
	g_autofree char *own = g_build_filename(*state, "own.conf", NULL);
	g_autofree char *words = g_build_filename(*state, "words", NULL);
	struct conf *conf = load(*state,
				 LEAST "state_dir = \"state\"; store = \"cases\"; register = \"/srv/r\"; "
				       "register_key = \"/etc/k\"; lexicons = \"words\";",
				 -1, NULL);
	struct conf *profile;

	assert_non_null(conf);
	assert_string_equal(conf->state_dir, state_dir);
	assert_string_equal(conf->store, store);
	assert_string_equal(conf->register_file, "/srv/r");
	assert_string_equal(conf->register_key, "/etc/k");
	assert_string_equal(conf->lexicons[0], words);
	conf_free(conf);
	profile = load(*state,
		       "council = { name = \"N\"; domains = [ \"n.example\" ]; }; directory = { people = \"p\"; };"
		       "profiles = [ \"own.conf\", \"york\", \"./own.conf\" ];",
		       -1, NULL);
	assert_non_null(profile);
	assert_string_equal(profile->profiles[0], own);
	assert_string_equal(profile->profiles[1], "york");
	assert_string_equal(profile->profiles[2], own);
	conf_free(profile);
}

static void test_conf_load_labels(void **state)
{
	struct conf *conf = load(*state,
				 LEAST "labels = ( { guid = \"{AABBCCDD-0011-2233-4455-66778899AABB}\"; confidential = "
				       "true; } );",
				 -1, NULL);
	const struct conf_label *label;

	assert_non_null(conf);
	label = g_ptr_array_index(conf->labels, 0);
	assert_string_equal(label->guid, "aabbccdd-0011-2233-4455-66778899aabb");
	assert_true(label->is_confidential);
	conf_free(conf);
}

static void test_conf_load_references(void **state)
{
	struct conf *conf =
		load(*state,
		     LEAST "references = ( { name = \"tenancy\"; pattern = \"TEN/[0-9]{5}/[0-9]\"; },\n { name = "
			   "\"rent\"; pattern = \"R\\\\.[0-9]{3}\"; } ); identifiers = [ \"passport\" ];",
		     -1, NULL);
	const struct reference_pattern *pattern;

	assert_non_null(conf);
	assert_int_equal(conf->references->len, 2);
	pattern = g_ptr_array_index(conf->references, 1);
	assert_string_equal(pattern->name, "rent");
	assert_string_equal(pattern->expression, "R\\.[0-9]{3}");
	assert_int_equal(pattern->line, 5);
	assert_string_equal(conf->identifiers[0], "passport");
	conf_free(conf);
}

/* Keys of the section council cannot stand in line 4. */
static void test_conf_load_refuses_the_council_s_own(void **state)
{
	static const char *const bad[] = {"numbers = [ \"call us\" ];", "numbers = [ \"01632\" ];",
					  "postcodes = [ \"Northmere\" ];", "postcodes = [ \"NM1\" ];"};

	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text =
			g_strdup_printf("council = { name = \"N\"; domains = [ \"n.example\" ];\n%s };\n"
					"directory = { people = \"people.csv\"; };\nprofiles = [ "
					"\"york\" ];\n",
					bad[i]);
		g_autoptr(GError) error = NULL;
		struct conf *conf = load(*state, text, -1, &error);

		assert_null(conf);
		assert_true(g_str_has_prefix(files_message(*state, error), "candour.conf:2: council."));
	}
}

static void test_conf_load_label_headers(void **state)
{
	struct conf *conf =
		load(*state,
		     LEAST "label_headers = ( { header = \"X-Titus-Classification\"; value = \"Confidential\"; "
			   "confidential = true; }, { header = \"SIO-Label\"; value = \"x\"; confidential = false; "
			   "} );",
		     -1, NULL);
	const struct conf_label_header *header;

	assert_non_null(conf);
	assert_int_equal(conf->label_headers->len, 2);
	header = g_ptr_array_index(conf->label_headers, 0);
	assert_string_equal(header->header, "x-titus-classification");
	assert_string_equal(header->value, "Confidential");
	assert_true(header->is_confidential);
	conf_free(conf);
}

static void test_conf_load_refuses(void **state)
{
	static const struct {
		const char *name, *text, *message; /* text stands in line 4 */
	} cases[] = {
		{"unknown key", "stor = \"x\";", "4: unknown key 'stor'; did you mean 'store'?"},
		{"unknown key, nothing near", "colour = \"x\";", "4: unknown key 'colour'"},
		{"unknown key of a section", "release = {\n prot = 25; };",
		 "5: unknown key 'release.prot'; did you mean 'port'?"},
		{"a section that is none", "release = 25;", "4: release must be a group: release = { ... };"},
		{"a key given twice", "mode = \"observe\"; mode = \"enforce\";",
		 "4: the key that is set here is set a second time; keep one of the two"},
		{"include", "@include \"more.conf\"",
		 "4: @include is not taken; profiles and lexicons are files of their own, named by 'profiles' and "
		 "'lexicons'"},
		{"include, indented", "\t @include \"/etc\"",
		 "4: @include is not taken; profiles and lexicons are files of their own, named by 'profiles' and "
		 "'lexicons'"},
		{"trailing comma", "trusted = [ \"127.0.0.1\",\n # more\n ];",
		 "6: a comma stands before this closing bracket; take it out"},
		{"number past 32 bits", "limits = { max_message_bytes = 4294967297; };", "4: this number is too large"},
		{"number past the key's limit", "release = { port = 65536; };",
		 "4: port is 65536; it must lie between 1 and 65535"},
		{"64-bit number", "limits = { max_message_bytes = 4294967297L; };",
		 "4: max_message_bytes is 4294967297; it must lie between 65536 and 1073741824"},
		{"number in quotes", "release = { port = \"25\"; };", "4: port must be a whole number, without quotes"},
		{"fraction", "release = { port = 2.5; };", "4: port must be a whole number, without quotes"},
		{"mode without quotes", "socket = { mode = 0660; };",
		 "4: a number with a leading zero is read as decimal; leave the zero out, or, for a file mode, write "
		 "it in quotes: \"0660\""},
		{"mode as a number", "socket = { mode = 660; };",
		 "4: socket.mode must be in quotes and octal, like \"0660\""},
		{"mode not octal", "socket = { mode = \"0980\"; };",
		 "4: socket.mode: '0980' is not an octal mode up to 0777"},
		{"mode too large", "socket = { mode = \"01777\"; };",
		 "4: socket.mode: '01777' is not an octal mode up to 0777"},
		{"truth in quotes", "case_header = \"yes\";", "4: case_header must be true or false, without quotes"},
		{"word", "mode = \"observer\";", "4: mode: 'observer' is none of: enforce, observe"},
		{"empty text", "state_dir = \"\";", "4: state_dir is empty; give it a value or leave it out"},
		{"text without quotes", "state_dir = 7;", "4: state_dir must be a text in quotes"},
		{"list of numbers", "trusted = [ 1, 2 ];", "4: this entry must be a text in quotes"},
		{"list that is a group", "trusted = { a = 1; };",
		 "4: trusted must be a list of texts: [ \"one\", \"two\" ]"},
		{"network", "trusted = ( \"192.0.2.0/24\",\n \"192.0.2.1/24\" );",
		 "5: trusted: '192.0.2.1/24' is not a network; write it as 192.0.2.0/24, with no bits set behind the "
		 "length"},
		{"hours", "staffed_hours = \"always\";", NULL},
		{"socket in Postfix's order", "socket = { spec = \"inet:127.0.0.1:8890\"; };",
		 "4: socket.spec: 'inet:127.0.0.1:8890' is not of the form inet:PORT@HOST (libmilter's order, not "
		 "Postfix's)"},
		{"socket", "socket = { spec = \"milter.sock\"; };",
		 "4: socket.spec: 'milter.sock' is neither unix:/PATH nor inet:PORT@HOST"},
		{"mailbox", "notices = { from = \"Democratic Services\"; };",
		 "4: notices.from: 'Democratic Services' is not a mailbox; write it as Name <name@domain>"},
		{"store elsewhere", "store = \"postgresql://db/candour\";",
		 "4: store: 'postgresql://db/candour' is not a file; this version keeps its casebook in a file only"},
		{"action", "actions = ( { rule = \"york-10.1c\"; action = \"block\"; } );",
		 "4: 'block' is no action; there are observe, flag, notice, hold and reject"},
		{"pass is no action", "actions = ( { rule = \"york-10.1c\"; action = \"pass\"; } );",
		 "4: 'pass' is no action; there are observe, flag, notice, hold and reject"},
		{"action twice",
		 "actions = ( { rule = \"a-1\"; action = \"hold\"; },\n { rule = \"a-1\"; action = \"hold\"; } );",
		 "5: the action of a-1 is set in line 4 already"},
		{"action without its rule", "actions = ( { action = \"hold\"; } );",
		 "4: rule is missing in this entry"},
		{"unknown key of an action", "actions = ( { rul = \"a-1\"; action = \"hold\"; } );",
		 "4: unknown key 'rul'; did you mean 'rule'?"},
		{"actions as one group", "actions = { rule = \"a-1\"; action = \"hold\"; };",
		 "4: actions must be a list of groups: ( { ... }, { ... } )"},
		{"no GUID", "labels = ( { guid = \"Confidential\"; confidential = true; } );",
		 "4: 'Confidential' is no GUID; it looks like 00000000-0000-0000-0000-000000000000"},
		{"reference's pattern", "references = ( { name = \"rent\";\n pattern = \"R[0-9\"; } );", NULL},
		{"reference's pattern with a look-behind",
		 "references = ( { name = \"rent\"; pattern = \"(?<=x)R[0-9]{5}\"; } );", NULL},
		{"reference without its pattern", "references = ( { name = \"rent\"; } );",
		 "4: pattern is missing in this entry"},
		{"reference twice",
		 "references = ( { name = \"rent\"; pattern = \"R[0-9]{5}\"; },\n { name = \"rent\"; pattern = "
		 "\"S[0-9]{5}\"; } );",
		 "5: the reference rent stands in line 4 already"},
		{"references as texts", "references = [ \"R[0-9]{5}\" ];",
		 "4: references must be a list of groups: ( { ... }, { ... } )"},
		{"identifier", "identifiers = [ \"shoe-size\" ];",
		 "4: identifiers: 'shoe-size' is none of: national-insurance, nhs-number, chi-number, tax-reference, "
		 "bank-account, iban, card, date-of-birth, driving-licence, passport, uprn, vehicle, electoral-number"},
		{"label of a field that is not read",
		 "label_headers = ( { header = \"Subject\"; value = \"x\"; confidential = true; } );",
		 "4: 'Subject' is no field for labels; they begin with X-"},
		{"label without words",
		 "label_headers = ( { header = \"X-A\"; value = \"-\"; confidential = true; } );",
		 "4: '-' has no word to look for"},
		{"label header without value", "label_headers = ( { header = \"X-A\"; confidential = true; } );",
		 "4: value is missing in this entry"},
		{"label header that is no group", "label_headers = ( \"X-A\" );",
		 "4: this entry must be a group: { header = ...; value = ...; confidential = ...; }"},
		{"syntax", "mode = \"observe\"\nstore == \"x\";",
		 "5: syntax error; look for a missing ';', '=' or bracket here or just before"},
		{"a string without end", "mode = \"observe;\n\n", "4: this string has no closing quote"},
		{"not UTF-8", "# \xe9t\xe9\n", "4: this line is not UTF-8"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strconcat(LEAST, cases[i].text, NULL);
		g_autofree char *expected = g_strconcat("candour.conf:", cases[i].message, NULL);
		g_autoptr(GError) error = NULL;
		struct conf *conf = load(*state, text, -1, &error);
		const char *message = files_message(*state, error);

		if (conf != NULL || (cases[i].message != NULL && strcmp(message, expected) != 0) ||
		    !g_str_has_prefix(message, "candour.conf:"))
			fail_msg("%s: %s", cases[i].name, message);
		conf_free(conf);
	}
}

static void test_conf_read_tells_all_actions(void **state)
{
	g_autoptr(GPtrArray) faults = faults_new();
	g_autofree char *path = files_write(*state, "candour.conf",
					    LEAST "actions = ( { rule = \"a-1\"; action = \"block\"; },\n"
						  " { rule = \"a-2\"; action = \"hold\"; },\n { rule = \"a-3\"; } );");

	assert_null(conf_read(path, faults));
	assert_int_equal(faults->len, 2);
	assert_string_equal(files_message(*state, g_ptr_array_index(faults, 1)),
			    "candour.conf:6: action is missing in this entry");
}

static void test_conf_load_misses_required(void **state)
{
	static const struct {
		const char *name, *text, *message;
	} cases[] = {
		{"nothing", "", "candour.conf:1: council.name is missing: The council's name, as notices call it."},
		{"a section's key", "\ncouncil = { name = \"N\"; };\n",
		 "candour.conf:2: council.domains is missing: The council's mail domains. The first is the main one; "
		 "somebody's address at one of them is also theirs at the others."},
		{"an empty list", "council = { name = \"N\";\n domains = [ ]; };\n",
		 "candour.conf:2: council.domains is empty: The council's mail domains. The first is the main one; "
		 "somebody's address at one of them is also theirs at the others."},
		{"a domain that is none", "council = { name = \"N\"; domains = \"x@northmere.gov.uk\"; };",
		 "candour.conf:1: council.domains: 'x@northmere.gov.uk' is not a domain; write it as "
		 "northmere.gov.uk"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;

		assert_null(load(*state, cases[i].text, -1, &error));
		if (strcmp(files_message(*state, error), cases[i].message) != 0)
			fail_msg("%s: %s", cases[i].name, error->message);
	}
}

static void test_conf_load_byte_order_mark_and_nul(void **state)
{
	g_autoptr(GError) mark = NULL, nul = NULL, missing = NULL;
	static const char with_nul[] = LEAST "\n# \0\n";
	g_autofree char *path = g_build_filename(*state, "none.conf", NULL);

	assert_null(load(*state, "\xef\xbb\xbf" LEAST, -1, &mark));
	assert_string_equal(files_message(*state, mark),
			    "candour.conf:1: the file starts with a byte order mark; save it as UTF-8 without one "
			    "(\"UTF-8\", not \"UTF-8 with BOM\")");
	assert_null(load(*state, with_nul, sizeof with_nul - 1, &nul));
	assert_string_equal(files_message(*state, nul), "candour.conf:5: a NUL byte; this is not a text file");
	assert_null(conf_load(path, &missing));
	assert_true(g_error_matches(missing, CONF_ERROR, CONF_ERROR_MISSING));
	assert_true(g_str_has_prefix(files_message(*state, missing), "none.conf:1: cannot be read: "));
}

static void test_conf_load_traps_inside_comments_and_strings_are_none(void **state)
{
	struct conf *conf = load(*state,
				 LEAST "# @include \"x\"\n// 0660, ]\n/* @include \"x\"\n 99999999999 ,] */\n"
				       "notices = { help = \"0660 @include, ] \\\" 99999999999\"; };\n",
				 -1, NULL);

	assert_non_null(conf);
	assert_string_equal(conf->notices.help, "0660 @include, ] \" 99999999999");
	conf_free(conf);
}

static int set_up(void **state)
{
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
		cmocka_unit_test(test_conf_load_sample_of_the_contract),
		cmocka_unit_test(test_conf_load_defaults_with_least),
		cmocka_unit_test(test_conf_load_paths_are_relative_to_the_file),
		cmocka_unit_test(test_conf_load_labels),
		cmocka_unit_test(test_conf_load_references),
		cmocka_unit_test(test_conf_load_refuses_the_council_s_own),
		cmocka_unit_test(test_conf_load_label_headers),
		cmocka_unit_test(test_conf_load_refuses),
		cmocka_unit_test(test_conf_read_tells_all_actions),
		cmocka_unit_test(test_conf_load_misses_required),
		cmocka_unit_test(test_conf_load_byte_order_mark_and_nul),
		cmocka_unit_test(test_conf_load_traps_inside_comments_and_strings_are_none),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
