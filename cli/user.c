/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour user`: the accounts of the review page. Who changes one is on the audit. */
#include "cli/command.h"
#include "cli/options.h"
#include "cli/password.h"
#include "cli/staff.h"
#include "cli/table.h"
#include "conf/snapshot.h"
#include "store/users.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct user_command {
	const char *name;
	char *person, *role;
	gboolean is_proxied, is_enabled;
	const struct conf *conf;
	struct casebook *casebook;
	const char *actor;
};

static int complain(const GError *error)
{
	if (error->domain != USERS_ERROR)
		return staff_complain(error);
	fprintf(stderr, "candour: %s\n", error->message);
	return EX_DATAERR;
}

static gboolean read_role(const struct user_command *command, enum role *ret_role)
{
	if (role_from_name(command->role, ret_role))
		return TRUE;
	fputs("candour: --role wants reviewer, approver, auditor or administrator\n", stderr);
	return FALSE;
}

/* Who reviews must be known, so that nobody decides about mail of their own; and members never review. */
static gboolean check_person(const struct user_command *command, enum role role, int *ret_status)
{
	g_autoptr(GError) error = NULL;
	struct directory *directory;
	g_autoptr(GPtrArray) persons = NULL;
	const struct person *found = NULL;

	*ret_status = EX_DATAERR;
	if (command->person == NULL && role == ROLE_ADMINISTRATOR)
		return TRUE;
	if (command->person == NULL) {
		fputs("candour: --person wants who it is: the email of people.csv. Nobody may see a case of their own "
		      "mail.\n",
		      stderr);
		return FALSE;
	}
	directory = snapshot_directory(command->conf, &error);
	if (directory == NULL) {
		options_complain(error);
		*ret_status = EX_CONFIG;
		return FALSE;
	}
	persons = directory_persons(directory, 0);
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		if (g_ascii_strcasecmp(person->email, command->person) == 0)
			found = person;
	}
	if (found == NULL)
		fprintf(stderr, "candour: people.csv has nobody with the email '%s'\n", command->person);
	else if (found->kind != PERSON_OFFICER)
		fprintf(stderr, "candour: '%s' is no officer; members never review\n", command->person);
	gboolean is_good = found != NULL && found->kind == PERSON_OFFICER;
	directory_free(directory);
	return is_good;
}

static int add(const struct user_command *command)
{
	g_autoptr(GError) error = NULL;
	char *password = NULL;
	enum role role;
	gboolean is_good;
	int status;

	if (!read_role(command, &role))
		return EX_USAGE;
	if (!check_person(command, role, &status))
		return status;
	if (!command->is_proxied && (password = password_ask()) == NULL)
		return EX_DATAERR;
	is_good = users_add(command->casebook, command->name, command->person, role, password, command->actor, &error);
	password_free(password);
	return is_good ? EX_OK : complain(error);
}

static int set_role(const struct user_command *command)
{
	g_autoptr(GError) error = NULL;
	enum role role;

	if (!read_role(command, &role))
		return EX_USAGE;
	return users_set_role(command->casebook, command->name, role, command->actor, &error) ? EX_OK : complain(error);
}

static int set_password(const struct user_command *command)
{
	g_autoptr(GError) error = NULL;
	char *password = password_ask();
	gboolean is_good;

	if (password == NULL)
		return EX_DATAERR;
	is_good = users_set_password(command->casebook, command->name, password, command->actor, &error);
	password_free(password);
	return is_good ? EX_OK : complain(error);
}

static int disable(const struct user_command *command)
{
	g_autoptr(GError) error = NULL;

	return users_set_disabled(command->casebook, command->name, !command->is_enabled, command->actor, &error)
		       ? EX_OK
		       : complain(error);
}

static int list(const struct user_command *command)
{
	static const char *const headings[] = {"USER", "ROLE", "PERSON", "SIGNS IN", "STATE", NULL};
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) users = users_list(command->casebook, &error);
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	struct table *table;

	if (users == NULL)
		return complain(error);
	table = table_new(headings);
	for (guint i = 0; i < users->len; i++) {
		const struct user *user = g_ptr_array_index(users, i);
		const char *cells[] = {user->name, role_name(user->role), user->person,
				       user->has_password ? "password" : "proxy",
				       user->is_disabled          ? "disabled"
				       : user->locked_until > now ? "locked for some minutes"
								  : "active"};

		table_add(table, cells);
	}
	table_print(stdout, table);
	table_free(table);
	return EX_OK;
}

static const struct verb {
	const char *name;
	gboolean wants_user;
	int (*run)(const struct user_command *command);
} verbs[] = {
	{"add", TRUE, add},         {"role", TRUE, set_role}, {"password", TRUE, set_password},
	{"disable", TRUE, disable}, {"list", FALSE, list},
};

static const struct verb *find_verb(int argc, char **argv)
{
	for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS(verbs); i++)
		if (strcmp(argv[1], verbs[i].name) == 0 && argc == (verbs[i].wants_user ? 3 : 2))
			return &verbs[i];
	return NULL;
}

static int run(const char *conf_path, const struct verb *verb, struct user_command *command)
{
	g_autofree char *actor = staff_actor();
	g_autoptr(GError) error = NULL;
	struct conf *conf = conf_load(conf_path, &error);
	int status;

	if (conf == NULL) {
		options_complain(error);
		return EX_CONFIG;
	}
	command->conf = conf;
	command->actor = actor;
	command->casebook = casebook_open(conf->store, &error);
	status = command->casebook == NULL ? complain(error) : verb->run(command);
	casebook_close(command->casebook);
	conf_free(conf);
	return status;
}

int command_user(const char *conf_path, int argc, char **argv)
{
	struct user_command command = {0};
	const GOptionEntry entries[] = {
		{"person", 0, 0, G_OPTION_ARG_STRING, &command.person, "Who it is: an officer's email of people.csv",
		 "EMAIL"},
		{"role", 0, 0, G_OPTION_ARG_STRING, &command.role, "reviewer, approver, auditor or administrator",
		 "ROLE"},
		{"proxied", 0, 0, G_OPTION_ARG_NONE, &command.is_proxied,
		 "No password: signs in through the proxy (review.user_header)", NULL},
		{"enable", 0, 0, G_OPTION_ARG_NONE, &command.is_enabled, "With disable: take it back", NULL},
		{0}};
	const struct verb *verb;
	int status;

	if (!options_parse(entries,
			   "add NAME --person EMAIL --role ROLE [--proxied] | role NAME --role ROLE | password NAME | "
			   "disable NAME [--enable] | list  the accounts of the review page",
			   &argc, &argv, &status))
		return status;
	verb = find_verb(argc, argv);
	if (verb == NULL) {
		fputs("candour: say `candour user add NAME`, `role NAME`, `password NAME`, `disable NAME` or `list`; "
		      "`candour user --help` says more\n",
		      stderr);
		status = EX_USAGE;
	} else {
		command.name = argc > 2 ? argv[2] : NULL;
		status = run(conf_path, verb, &command);
	}
	g_free(command.person);
	g_free(command.role);
	return status;
}
