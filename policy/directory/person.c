/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of the directory's CSV files: their words, their ends, their names. Knows no other row. */
#include "policy/directory/person.h"

static const char *const person_kinds[] = {
	[PERSON_OFFICER] = "officer",
	[PERSON_MEMBER] = "member",
	[PERSON_CO_OPTEE] = "co-optee",
	[PERSON_ASSISTANT] = "assistant",
	[PERSON_POLITICAL_ASSISTANT] = "political-assistant",
	[PERSON_MP] = "mp",
	[PERSON_COUNTY_MEMBER] = "county-member",
	[PERSON_PRESS] = "press",
	[PERSON_CONTRACTOR] = "contractor",
};

static const char *const list_kinds[] = {
	[LIST_LIST] = "list",       [LIST_SHARED] = "shared", [LIST_ENQUIRIES] = "enquiries",
	[LIST_ARCHIVE] = "archive", [LIST_SYSTEM] = "system", [LIST_PROTECTED] = "protected",
};

static const char *const domain_kinds[] = {
	[DOMAIN_PARTNER] = "partner",     [DOMAIN_PRESS] = "press",         [DOMAIN_PARTY] = "party",
	[DOMAIN_PROTECTED] = "protected", [DOMAIN_LIST_HOST] = "list-host",
};

/* The word's place in the table, or -1. */
static int find_word(const char *const *words, gsize count, const char *word)
{
	for (gsize i = 0; i < count; i++)
		if (g_ascii_strcasecmp(words[i], word) == 0)
			return (int)i;
	return -1;
}

const char *person_kind_name(enum person_kind kind)
{
	return person_kinds[kind];
}

gboolean person_kind_from_name(const char *name, enum person_kind *ret_kind)
{
	int found = find_word(person_kinds, G_N_ELEMENTS(person_kinds), name);

	if (found >= 0)
		*ret_kind = (enum person_kind)found;
	return found >= 0;
}

const char *list_kind_name(enum list_kind kind)
{
	return list_kinds[kind];
}

gboolean list_kind_from_name(const char *name, enum list_kind *ret_kind)
{
	int found = find_word(list_kinds, G_N_ELEMENTS(list_kinds), name);

	if (found >= 0)
		*ret_kind = (enum list_kind)found;
	return found >= 0;
}

const char *domain_kind_name(enum domain_kind kind)
{
	return domain_kinds[kind];
}

gboolean domain_kind_from_name(const char *name, enum domain_kind *ret_kind)
{
	int found = find_word(domain_kinds, G_N_ELEMENTS(domain_kinds), name);

	if (found >= 0)
		*ret_kind = (enum domain_kind)found;
	return found >= 0;
}

void person_free(struct person *person)
{
	if (person == NULL)
		return;
	g_free(person->email);
	g_free(person->title);
	g_free(person->forename);
	g_free(person->surname);
	g_strfreev(person->aliases);
	g_strfreev(person->logins);
	g_strfreev(person->private_addresses);
	g_free(person->group);
	g_strfreev(person->wards);
	g_strfreev(person->roles);
	g_strfreev(person->committees);
	g_free(person->unit);
	g_free(person->manager);
	g_strfreev(person->acts_for);
	g_free(person);
}

void list_free(struct list *list)
{
	if (list == NULL)
		return;
	g_free(list->address);
	g_strfreev(list->members);
	g_free(list);
}

void domain_free(struct domain *domain)
{
	if (domain == NULL)
		return;
	g_free(domain->name);
	g_free(domain);
}

gboolean person_is_in_office(const struct person *person, guint32 day)
{
	return (person->from == 0 || (guint32)person->from <= day) &&
	       (person->until == 0 || day <= (guint32)person->until);
}

gboolean person_has_role(const struct person *person, const char *role)
{
	return g_strv_contains((const char *const *)person->roles, role);
}

char *person_short_name(const struct person *person)
{
	const char *surname = person->surname;

	if (surname == NULL)
		return g_strdup(person->forename != NULL ? person->forename : person->email);
	if (person->kind == PERSON_MEMBER)
		return g_strdup_printf("Cllr %s", surname);
	if (person->forename == NULL)
		return g_strdup(surname);
	return g_strdup_printf("%s %s", person->forename, surname);
}
