/* SPDX-License-Identifier: BSD-2-Clause */
/* Decides who may see a case, from the directory and the case's own record. It shows nothing. */
#include "review/access.h"

#include <string.h>

static const char monitoring_officer[] = "monitoring-officer";
static const char deputy[] = "deputy-monitoring-officer";

struct access_check {
	const struct directory *directory;
	const struct user *user;
	guint32 day;
	const struct person *person; /* the user, in office; or NULL */
	GHashTable *reached;         /* address -> GINT_TO_POINTER(TRUE or FALSE) */
};

/* Who it is, where they are in office; NULL: nobody. */
static const struct person *find_person(const struct directory *directory, const char *email, guint32 day)
{
	struct resolution *resolution = email == NULL ? NULL : directory_resolve(directory, email, day);
	const struct person *person = resolution != NULL && resolution->is_in_office ? resolution->person : NULL;

	resolution_free(resolution);
	return person;
}

struct access_check *access_check_new(const struct directory *directory, const struct user *user, guint32 day)
{
	struct access_check *check = g_new0(struct access_check, 1);

	check->directory = directory;
	check->user = user;
	check->day = day;
	check->person = find_person(directory, user->person, day);
	check->reached = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return check;
}

void access_check_free(struct access_check *check)
{
	if (check == NULL)
		return;
	g_hash_table_unref(check->reached);
	g_free(check);
}

/* Terms of office do not matter here: who left last month still wrote that mail. */
static gboolean resolve_reaches(const struct access_check *check, const char *address)
{
	struct resolution *resolution = directory_resolve(check->directory, address, check->day);
	gboolean is_reached = resolution->person != NULL && person_is_same(resolution->person, check->person);

	for (guint i = 0; !is_reached && i < resolution->persons->len; i++)
		is_reached = person_is_same(g_ptr_array_index(resolution->persons, i), check->person);
	resolution_free(resolution);
	return is_reached;
}

static gboolean reaches(struct access_check *check, const char *address)
{
	gpointer known;

	if (check->person == NULL || address == NULL || *address == '\0')
		return FALSE;
	if (!g_hash_table_lookup_extended(check->reached, address, NULL, &known)) {
		known = GINT_TO_POINTER(resolve_reaches(check, address));
		g_hash_table_insert(check->reached, g_strdup(address), known);
	}
	return GPOINTER_TO_INT(known);
}

static gboolean reaches_any(struct access_check *check, char *const *addresses)
{
	for (int i = 0; addresses != NULL && addresses[i] != NULL; i++)
		if (reaches(check, addresses[i]))
			return TRUE;
	return FALSE;
}

static gboolean manages(const struct access_check *check, const char *sender)
{
	const struct person *person = find_person(check->directory, sender, check->day);

	return check->person != NULL && person != NULL && person->manager != NULL &&
	       g_ascii_strcasecmp(person->manager, check->person->email) == 0;
}

static gboolean has_office(const struct access_check *check, const char *role)
{
	return check->person != NULL && person_has_role(check->person, role);
}

enum access access_of_address(struct access_check *check, const char *address)
{
	return reaches(check, address) ? ACCESS_OWN_MAIL : ACCESS_GRANTED;
}

/* An auditor or reviewer who is in no directory sees nothing: nobody could tell whether the mail is their own. */
static gboolean sees_cases(const struct access_check *check)
{
	return check->user->role != ROLE_ADMINISTRATOR && check->person != NULL &&
	       check->person->kind == PERSON_OFFICER;
}

/* TRUE where a holder of the office is in the case, so that it is the deputy's. */
static gboolean concerns_holder(const struct access_check *check, const struct case_row *row)
{
	g_autoptr(GPtrArray) persons = directory_persons(check->directory, check->day);

	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);
		struct user holder = {.name = check->user->name, .person = person->email, .role = ROLE_REVIEWER};
		struct access_check *other;
		gboolean is_concerned;

		if (!person_has_role(person, monitoring_officer))
			continue;
		other = access_check_new(check->directory, &holder, check->day);
		is_concerned = reaches(other, row->sender) || reaches(other, row->sender_person) ||
			       reaches_any(other, row->recipients) || reaches_any(other, row->persons) ||
			       manages(other, row->sender_person);
		access_check_free(other);
		if (is_concerned)
			return TRUE;
	}
	return FALSE;
}

static gboolean may_see_restricted(const struct access_check *check, const struct case_row *row)
{
	if (has_office(check, monitoring_officer))
		return TRUE;
	return has_office(check, deputy) && concerns_holder(check, row);
}

gboolean access_may_read_privileged(const struct access_check *check)
{
	return has_office(check, monitoring_officer) || has_office(check, deputy);
}

enum access access_of_row(struct access_check *check, const struct case_row *row)
{
	if (!sees_cases(check))
		return ACCESS_NONE;
	if (row->is_restricted && !may_see_restricted(check, row))
		return ACCESS_RESTRICTED;
	if (reaches(check, row->sender) || reaches(check, row->sender_person) || reaches_any(check, row->recipients) ||
	    reaches_any(check, row->persons))
		return ACCESS_OWN_MAIL;
	return manages(check, row->sender_person) ? ACCESS_MANAGES : ACCESS_GRANTED;
}

/* The row that the case would have in a list; borrows all but the two arrays. */
static enum access ask_as_row(struct access_check *check, const struct case_file *file, GPtrArray *recipients,
			      GPtrArray *persons)
{
	struct case_row row = {.is_restricted = file->is_restricted,
			       .sender = file->envelope->sender,
			       .sender_person = file->sender_person,
			       .recipients = (char **)recipients->pdata,
			       .persons = (char **)persons->pdata};

	return access_of_row(check, &row);
}

enum access access_of_case(struct access_check *check, const struct case_file *file)
{
	g_autoptr(GPtrArray) recipients = g_ptr_array_new(), persons = g_ptr_array_new();

	for (guint i = 0; i < file->recipients->len; i++)
		g_ptr_array_add(recipients, ((struct case_recipient *)g_ptr_array_index(file->recipients, i))->address);
	for (guint i = 0; i < file->findings->len; i++) {
		const struct case_finding *finding = g_ptr_array_index(file->findings, i);

		for (int j = 0; finding->persons[j] != NULL; j++)
			g_ptr_array_add(persons, finding->persons[j]);
		for (int j = 0; finding->visible_members[j] != NULL; j++)
			g_ptr_array_add(persons, finding->visible_members[j]);
	}
	g_ptr_array_add(recipients, NULL);
	g_ptr_array_add(persons, NULL);
	return ask_as_row(check, file, recipients, persons);
}
