/* SPDX-License-Identifier: BSD-2-Clause */
/* Rows of a small directory for the tests of policy/directory/. */
#ifndef TESTS_POLICY_DIRECTORY_ROWS_H
#define TESTS_POLICY_DIRECTORY_ROWS_H

#include "policy/directory/directory.h"

static inline char **rows_words(const char *words)
{
	return words != NULL ? g_strsplit(words, ";", -1) : g_new0(char *, 1);
}

/* A person without dates, roles or aliases. */
static inline struct person *rows_person(unsigned line, const char *email, enum person_kind kind, const char *forename,
					 const char *surname)
{
	struct person *person = g_new0(struct person, 1);

	person->email = g_strdup(email);
	person->kind = kind;
	person->forename = g_strdup(forename);
	person->surname = g_strdup(surname);
	person->aliases = rows_words(NULL);
	person->logins = rows_words(NULL);
	person->private_addresses = rows_words(NULL);
	person->wards = rows_words(NULL);
	person->roles = rows_words(NULL);
	person->committees = rows_words(NULL);
	person->acts_for = rows_words(NULL);
	person->line = line;
	return person;
}

/* Sets a list of the row from words that ";" separates. */
static inline void rows_set(char ***field, const char *words)
{
	g_strfreev(*field);
	*field = rows_words(words);
}

static inline struct list *rows_list(unsigned line, const char *address, enum list_kind kind, const char *members)
{
	struct list *list = g_new0(struct list, 1);

	list->address = g_strdup(address);
	list->kind = kind;
	list->members = rows_words(members);
	list->line = line;
	return list;
}

static inline struct domain *rows_domain(unsigned line, const char *name, enum domain_kind kind)
{
	struct domain *domain = g_new0(struct domain, 1);

	domain->name = g_strdup(name);
	domain->kind = kind;
	domain->line = line;
	return domain;
}

static inline guint32 rows_day(guint year, guint month, guint day)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return g_date_get_julian(&date);
}

#endif
