/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns recipients into the persons they stand for. Knows nothing of content. */
#include "policy/checks/audience.h"

#include "policy/judge.h"
#include "policy/match/member_name.h"

enum { AUDIENCE_NAMED = 3 };

static void reached_free(gpointer data)
{
	struct reached *reached = data;

	g_ptr_array_unref(reached->addresses);
	g_free(reached);
}

static struct reached *find_or_add(GPtrArray *members, const struct person *person)
{
	struct reached *reached;

	for (guint i = 0; i < members->len; i++) {
		reached = g_ptr_array_index(members, i);
		if (person_is_same(reached->person, person))
			return reached;
	}
	reached = g_new0(struct reached, 1);
	reached->person = person;
	reached->addresses = g_ptr_array_new();
	g_ptr_array_add(members, reached);
	return reached;
}

GPtrArray *audience_members(const struct facts *facts)
{
	GPtrArray *members = g_ptr_array_new_with_free_func(reached_free);

	for (guint i = 0; i < facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);

		if (!facts_is_judged(recipient))
			continue;
		for (guint j = 0; j < recipient->who->persons->len; j++) {
			const struct person *person = g_ptr_array_index(recipient->who->persons, j);

			if (facts_is_member(person) && !person_is_same(person, facts->sender->person))
				g_ptr_array_add(find_or_add(members, person)->addresses, recipient->envelope->address);
		}
	}
	return members;
}

static gboolean is_outside(const struct facts *facts, const struct resolution *who)
{
	if (who->domain != NULL && (who->domain->kind == DOMAIN_PARTNER || who->domain->kind == DOMAIN_LIST_HOST))
		return FALSE;
	if (who->kind == RESOLVED_OUTSIDE)
		return TRUE;
	if (who->kind != RESOLVED_PERSON || directory_is_council_address(facts->policy->directory, who->address))
		return FALSE;
	switch (who->person->kind) {
	case PERSON_MP:
	case PERSON_COUNTY_MEMBER:
	case PERSON_PRESS:
	case PERSON_CONTRACTOR:
		return TRUE;
	default:
		return FALSE;
	}
}

GPtrArray *audience_outside(const struct facts *facts)
{
	GPtrArray *outside = g_ptr_array_new();

	for (guint i = 0; i < facts->recipients->len; i++) {
		struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);

		if (facts_is_judged(recipient) && is_outside(facts, recipient->who))
			g_ptr_array_add(outside, recipient);
	}
	return outside;
}

void audience_add(struct finding *finding, const struct reached *reached)
{
	finding_add_person(finding, reached->person->email);
	for (guint i = 0; i < reached->addresses->len; i++)
		finding_add_recipient(finding, g_ptr_array_index(reached->addresses, i));
}

char *audience_names(const struct facts *facts, const GPtrArray *members)
{
	GString *names = g_string_new(NULL);

	if (members->len > AUDIENCE_NAMED)
		return g_string_free(g_string_assign(names, "the councillors"), FALSE);
	for (guint i = 0; i < members->len; i++) {
		const struct reached *reached = g_ptr_array_index(members, i);
		g_autofree char *name = member_name_of(facts->policy->directory, facts->day, reached->person);

		g_string_append_printf(names, "%s%s", i == 0 ? "" : i + 1 == members->len ? " and " : ", ", name);
	}
	return g_string_free(names, FALSE);
}

void audience_add_outside(struct finding *finding, const struct facts_recipient *recipient)
{
	const struct resolution *who = recipient->who;

	finding_add_person(finding, who->person != NULL ? who->person->email : who->address);
	finding_add_recipient(finding, recipient->envelope->address);
}
