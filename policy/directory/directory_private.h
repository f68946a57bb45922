/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of the directory share; nobody else includes it. */
#ifndef POLICY_DIRECTORY_DIRECTORY_PRIVATE_H
#define POLICY_DIRECTORY_DIRECTORY_PRIVATE_H

#include "policy/directory/directory.h"

/* What one entry of a list or of acts_for stands for, found once, by directory_seal(). */
struct target {
	const GPtrArray *persons;      /* rows: the terms of one person, or what a selector takes in; NULL for a list */
	const struct known_list *list; /* or NULL */
};

struct known_list {
	struct list *row;
	GArray *targets; /* struct target */
	gboolean has_unknown_member;
	enum { WALK_NEW, WALK_OPEN, WALK_DONE } walk; /* of the search for loops */
};

/* Keys are normalised or folded; arrays hold borrowed const struct person *, one row a term. */
struct directory {
	char **domains;          /* of the council, as given */
	char **council;          /* the same, normalised */
	GHashTable *is_council;  /* set of the normalised ones */
	GPtrArray *persons;      /* struct person, owned */
	GHashTable *people;      /* email: GPtrArray of terms, owned */
	GHashTable *addresses;   /* any address of a person: the terms, borrowed from people */
	GHashTable *logins;      /* likewise */
	GHashTable *lists;       /* address: struct known_list, owned */
	GPtrArray *list_order;   /* the same in the order of their rows, borrowed */
	GHashTable *domain_rows; /* name: struct domain, owned */
	GHashTable *selected;    /* "@member", "ward:guildhall": GPtrArray of rows, owned */
	GHashTable *named;       /* form of a name: GPtrArray of rows, owned */
	GHashTable *acting;      /* row of an assistant: GArray of struct target, owned */
	GHashTable *protecting;  /* set of the folded roles */
	GHashTable *shielded;    /* set of rows with such a role */
	gboolean is_sealed;
};

/* What stands behind an address: terms of a person, a list, or neither. */
struct found {
	const GPtrArray *terms;
	const struct known_list *list;
};

/* Looks the address up in all its forms; *ret_address: the normalised form, without a plus-tag that was in the way.
 * Caller frees it. */
struct found directory_find(const struct directory *directory, const char *address, char **ret_address);

/* The normalised address is of a host of lists (domains.csv). */
gboolean directory_is_list_host(const struct directory *directory, const char *address);

/* Adds the row to the array that the table holds under the key. */
void directory_file_under(GHashTable *table, const char *key, const struct person *person);

/* Files the forms in which a display name shows the person (directory_named.c). */
void directory_file_name(struct directory *directory, const struct person *person);

/* "@member", "ward:NAME": the folded key of `selected`, or NULL where the entry is no selector. Caller frees. */
char *directory_selector_key(const char *entry);

#endif
