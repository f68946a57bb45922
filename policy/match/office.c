/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns roles of the directory ("chair:planning") into the words that people write. Reads no message. */
#include "policy/match/office.h"

#include "policy/directory/name.h"

#include <string.h>

/* What a role's first half is called. */
static const struct {
	const char *role, *phrase;
} offices[] = {
	{"chair", "chair"},
	{"chair", "chairman"},
	{"chair", "chairwoman"},
	{"chair", "chairperson"},
	{"chair", "convener"},
	{"cabinet", "cabinet member"},
	{"cabinet", "executive member"},
	{"cabinet", "portfolio holder"},
};

static gboolean has_role(const struct person *person, const char *role)
{
	for (char **own = person->roles; *own != NULL; own++)
		if (g_ascii_strcasecmp(*own, role) == 0)
			return TRUE;
	return FALSE;
}

static gboolean is_leader_of(const struct person *person, const char *group)
{
	return person->is_group_leader && person->group != NULL && g_ascii_strcasecmp(person->group, group) == 0;
}

/* Of the two questions the one that is asked: role, else group. */
static gboolean is_only_holder(const GPtrArray *persons, const struct person *person, const char *role,
			       const char *group)
{
	for (guint i = 0; i < persons->len; i++) {
		const struct person *other = g_ptr_array_index(persons, i);

		if (!person_is_same(other, person) &&
		    (role != NULL ? has_role(other, role) : is_leader_of(other, group)))
			return FALSE;
	}
	return TRUE;
}

static void add_office_of(GPtrArray *phrases, const char *office, const char *subject)
{
	static const char *const links[] = {" of ", " of the ", " for ", " for the "};
	static const char *const ends[] = {"", " committee"};

	for (gsize end = 0; end < G_N_ELEMENTS(ends); end++) {
		g_autofree char *whole = g_strconcat(subject, ends[end], NULL);

		for (gsize link = 0; link < G_N_ELEMENTS(links); link++)
			g_ptr_array_add(phrases, g_strconcat(office, links[link], whole, NULL));
		g_ptr_array_add(phrases, g_strconcat(whole, " ", office, NULL));
	}
}

/* "chair:planning" */
static void add_seat(GPtrArray *phrases, const char *role)
{
	g_auto(GStrv) halves = g_strsplit(role, ":", 2);
	g_autofree char *office = name_fold(halves[0]);
	g_autofree char *subject = name_fold(halves[1]);

	add_office_of(phrases, office, subject);
	for (gsize i = 0; i < G_N_ELEMENTS(offices); i++)
		if (strcmp(offices[i].role, office) == 0)
			add_office_of(phrases, offices[i].phrase, subject);
}

/* "lord-mayor", "leader"; the cabinet is not one person, whoever is in it. */
static void add_post(GPtrArray *phrases, const char *role)
{
	g_autofree char *office = name_fold(role);

	if (strcmp(office, "cabinet") == 0 || strcmp(office, "executive") == 0 || *office == '\0')
		return;
	g_ptr_array_add(phrases, g_strdup(office));
	g_ptr_array_add(phrases, g_strconcat(office, " of the council", NULL));
	g_ptr_array_add(phrases, g_strconcat("council ", office, NULL));
}

static void add_leader(GPtrArray *phrases, const char *group)
{
	g_autofree char *folded = name_fold(group);

	if (g_str_has_suffix(folded, " group"))
		folded[strlen(folded) - strlen(" group")] = '\0';
	g_ptr_array_add(phrases, g_strconcat("leader of the ", folded, " group", NULL));
	g_ptr_array_add(phrases, g_strconcat(folded, " group leader", NULL));
	g_ptr_array_add(phrases, g_strconcat(folded, " leader", NULL));
}

GPtrArray *office_phrases(const struct directory *directory, guint32 day, const struct person *person)
{
	GPtrArray *phrases = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) persons = NULL;

	if (*person->roles == NULL && !person->is_group_leader)
		return phrases;
	persons = directory_persons(directory, day);
	for (char **role = person->roles; *role != NULL; role++) {
		if (!is_only_holder(persons, person, *role, NULL))
			continue;
		if (strchr(*role, ':') != NULL)
			add_seat(phrases, *role);
		else
			add_post(phrases, *role);
	}
	if (person->is_group_leader && person->group != NULL && is_only_holder(persons, person, NULL, person->group))
		add_leader(phrases, person->group);
	return phrases;
}
