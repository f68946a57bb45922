/* SPDX-License-Identifier: BSD-2-Clause */
/* Persons, lists and domains of the council's directory, as its CSV files state them. Plain data. */
#ifndef POLICY_DIRECTORY_PERSON_H
#define POLICY_DIRECTORY_PERSON_H

#include <glib.h>

enum person_kind {
	PERSON_OFFICER,
	PERSON_MEMBER,
	PERSON_CO_OPTEE,
	PERSON_ASSISTANT,
	PERSON_POLITICAL_ASSISTANT,
	PERSON_MP,
	PERSON_COUNTY_MEMBER,
	PERSON_PRESS,
	PERSON_CONTRACTOR
};

enum person_grade { GRADE_NONE, GRADE_CHIEF, GRADE_HEAD, GRADE_OTHER };

/* One row of people.csv: a person in one term of office. Lists are NULL-terminated and never NULL. */
struct person {
	char *email; /* who it is, lower case: the name of the person everywhere */
	enum person_kind kind;
	char *title, *forename, *surname; /* or NULL */
	char **aliases, **logins, **private_addresses;
	char *group; /* political group; NULL: ungrouped */
	gboolean is_group_leader;
	char **wards, **roles, **committees;
	enum person_grade grade;
	char *unit, *manager; /* or NULL */
	char **acts_for;      /* addresses, or "group:NAME" */
	gint32 from, until;   /* days (g_date_get_julian), inclusive; 0: open */
	unsigned line;        /* of people.csv */
};

enum list_kind { LIST_LIST, LIST_SHARED, LIST_ENQUIRIES, LIST_ARCHIVE, LIST_SYSTEM, LIST_PROTECTED };

/* One row of lists.csv. */
struct list {
	char *address;  /* lower case */
	char **members; /* addresses, lists, selectors; NULL-terminated */
	enum list_kind kind;
	unsigned line;
};

enum domain_kind { DOMAIN_PARTNER, DOMAIN_PRESS, DOMAIN_PARTY, DOMAIN_PROTECTED, DOMAIN_LIST_HOST };

/* One row of domains.csv. */
struct domain {
	char *name; /* lower case, ASCII; a leading '.' takes in subdomains */
	enum domain_kind kind;
	unsigned line;
};

void person_free(struct person *person);
void list_free(struct list *list);
void domain_free(struct domain *domain);

/* The words of the CSV files ("political-assistant"). *_from_name: FALSE where the word is none of them. */
const char *person_kind_name(enum person_kind kind);
gboolean person_kind_from_name(const char *name, enum person_kind *ret_kind);
const char *list_kind_name(enum list_kind kind);
gboolean list_kind_from_name(const char *name, enum list_kind *ret_kind);
const char *domain_kind_name(enum domain_kind kind);
gboolean domain_kind_from_name(const char *name, enum domain_kind *ret_kind);

/* The term of office is in force on that day (g_date_get_julian), its first and last day included. */
gboolean person_is_in_office(const struct person *person, guint32 day);

/* TRUE where people.csv gives the person that role, as written there. */
gboolean person_has_role(const struct person *person, const char *role);

/* How a notice names a person: "Cllr Shah" for a member, "Jo Hart" otherwise; the address where there is no name.
 * Caller frees. */
char *person_short_name(const struct person *person);

#endif
