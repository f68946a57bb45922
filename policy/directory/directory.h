/* SPDX-License-Identifier: BSD-2-Clause */
/* Who an address is. One person has many addresses; a list stands for its members; an assistant for the member.
 * Immutable once sealed, so threads may share it. (POLICY.md, "Persons".) */
#ifndef POLICY_DIRECTORY_DIRECTORY_H
#define POLICY_DIRECTORY_DIRECTORY_H

#include "policy/directory/person.h"

#include <glib.h>

struct directory;

enum resolution_kind {
	RESOLVED_PERSON,          /* a person of the directory, in office or not */
	RESOLVED_LIST,            /* a list, shared mailbox, archive, system or protected address */
	RESOLVED_COUNCIL_UNKNOWN, /* of a council domain or a list host, but unknown: it may be a list */
	RESOLVED_OUTSIDE          /* anybody else */
};

/* What an address stands for on one day. Borrowed from the directory, but for persons. */
struct resolution {
	enum resolution_kind kind;
	char *address;               /* normalised: lower case, ASCII domain, no plus-tag where that found it; owned */
	const struct person *person; /* RESOLVED_PERSON: the term in force, else the latest */
	gboolean is_in_office;       /* RESOLVED_PERSON: a term is in force on that day */
	const struct list *list;     /* RESOLVED_LIST */
	const struct domain *domain; /* the domains.csv row that takes the address in, or NULL */
	gboolean is_protected;       /* by person's role, list kind or domain: nothing of it is judged or stored */
	gboolean has_unknown_member; /* a list with an unresolved council address in it */
	GPtrArray *persons; /* const struct person *, each once, in office: whom mail to the address reaches, lists
			     * expanded, assistants together with the members they act for; owned array */
};

/* An empty directory of a council; domains: NULL-terminated, the first is the main one and the others its aliases
 * (RFC 5321 domains, any case). Free with directory_free(). */
struct directory *directory_new(const char *const *domains);
void directory_free(struct directory *directory);

/* The takes own their row, whatever they return. FALSE and *error where an address is another person's already
 * (logins and private addresses too), a list stands twice, or two terms of one person overlap. Messages of these and of
 * directory_seal() begin with the contract's name of the file and the row's line: "people.csv:7: ...". */
gboolean directory_take_person(struct directory *directory, struct person *person, GError **error);
gboolean directory_take_list(struct directory *directory, struct list *list, GError **error);
gboolean directory_take_domain(struct directory *directory, struct domain *domain, GError **error);

/* Roles whose holders are protected recipients ("monitoring-officer"), NULL-terminated. Before sealing. */
void directory_protect_roles(struct directory *directory, const char *const *roles);

/* Checks what refers to what (acts_for, manager, list members, selectors, a list inside itself) and ends the building.
 * FALSE and *error: first fault. */
gboolean directory_seal(struct directory *directory, GError **error);

/* What the address is on that day (g_date_get_julian). Any form that mail carries: case, source route, brackets,
 * quotes, comments, plus-tag, domain alias, IDN, without a domain (the main one); user%domain@council and
 * domain!user@council where that makes it known (Postfix: allow_percent_hack, swap_bangpath). Only once sealed. Never
 * NULL; free with resolution_free(). */
struct resolution *directory_resolve(const struct directory *directory, const char *address, guint32 day);
void resolution_free(struct resolution *resolution);

/* The person whose SASL name this is, in office on that day, or NULL. "user@realm" is tried whole, then bare. */
const struct person *directory_login(const struct directory *directory, const char *login, guint32 day);

/* The one person in office on that day whom a display name means ("Shah, Amina (Cllr)", "Cllr Amina Shah"); NULL where
 * none or several. Titles and diacritics do not matter. */
const struct person *directory_named(const struct directory *directory, const char *name, guint32 day);

/* The members in office on that day with that surname (case and diacritics do not matter): const struct person *.
 * Caller unrefs the array. */
GPtrArray *directory_members_named(const struct directory *directory, const char *surname, guint32 day);

/* All persons in office on that day, or all terms where day is 0: const struct person *; caller unrefs the array. */
GPtrArray *directory_persons(const struct directory *directory, guint32 day);

/* The members an assistant acts for on that day; the empty array for anybody else. Caller unrefs. */
GPtrArray *directory_acts_for(const struct directory *directory, const struct person *person, guint32 day);

/* TRUE where both are the same person (terms of one person are). NULL is nobody. */
gboolean person_is_same(const struct person *one, const struct person *other);

/* The council's domains, as given; NULL-terminated, borrowed. */
const char *const *directory_council_domains(const struct directory *directory);
gboolean directory_is_council_address(const struct directory *directory, const char *address);

#define DIRECTORY_ERROR (directory_error_quark())
GQuark directory_error_quark(void);
enum directory_error { DIRECTORY_ERROR_CONFLICT, DIRECTORY_ERROR_REFERENCE };

#endif
