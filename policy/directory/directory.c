/* SPDX-License-Identifier: BSD-2-Clause */
/* Builds the directory row by row and refuses rows that contradict each other. Answers nothing about mail. */
#include "policy/directory/directory.h"

#include "policy/directory/directory_private.h"
#include "policy/directory/mailbox.h"

#include <string.h>

G_DEFINE_QUARK(candour_directory_error, directory_error)

static void known_list_free(gpointer data)
{
	struct known_list *known = data;

	list_free(known->row);
	g_array_unref(known->targets);
	g_free(known);
}

static GHashTable *table_new(GDestroyNotify free_value)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_value);
}

struct directory *directory_new(const char *const *domains)
{
	struct directory *directory = g_new0(struct directory, 1);

	directory->domains = g_strdupv((char **)domains);
	directory->council = g_strdupv((char **)domains);
	directory->is_council = g_hash_table_new(g_str_hash, g_str_equal);
	for (char **domain = directory->council; *domain != NULL; domain++) {
		char *normalised = mailbox_normalise_domain(*domain);

		g_free(*domain);
		*domain = normalised;
		g_hash_table_add(directory->is_council, normalised);
	}
	directory->persons = g_ptr_array_new_with_free_func((GDestroyNotify)person_free);
	directory->people = table_new((GDestroyNotify)g_ptr_array_unref);
	directory->addresses = table_new(NULL);
	directory->logins = table_new(NULL);
	directory->lists = table_new(known_list_free);
	directory->list_order = g_ptr_array_new();
	directory->domain_rows = table_new((GDestroyNotify)domain_free);
	directory->selected = table_new((GDestroyNotify)g_ptr_array_unref);
	directory->named = table_new((GDestroyNotify)g_ptr_array_unref);
	directory->acting = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
	directory->protecting = table_new(NULL);
	directory->shielded = g_hash_table_new(NULL, NULL);
	return directory;
}

void directory_free(struct directory *directory)
{
	if (directory == NULL)
		return;
	g_hash_table_unref(directory->shielded);
	g_hash_table_unref(directory->protecting);
	g_hash_table_unref(directory->acting);
	g_hash_table_unref(directory->named);
	g_hash_table_unref(directory->selected);
	g_hash_table_unref(directory->domain_rows);
	g_ptr_array_unref(directory->list_order);
	g_hash_table_unref(directory->lists);
	g_hash_table_unref(directory->logins);
	g_hash_table_unref(directory->addresses);
	g_hash_table_unref(directory->people);
	g_ptr_array_unref(directory->persons);
	g_hash_table_unref(directory->is_council);
	g_strfreev(directory->council);
	g_strfreev(directory->domains);
	g_free(directory);
}

void directory_file_under(GHashTable *table, const char *key, const struct person *person)
{
	GPtrArray *rows = g_hash_table_lookup(table, key);

	if (rows == NULL) {
		rows = g_ptr_array_new();
		g_hash_table_insert(table, g_strdup(key), rows);
	}
	g_ptr_array_add(rows, (gpointer)person);
}

/* Case is all that a selector's name may differ in. */
static char *selector_key(const char *kind, const char *name)
{
	g_autofree char *folded = g_utf8_casefold(name, -1);

	return g_strconcat(kind, ":", g_strstrip(folded), NULL);
}

char *directory_selector_key(const char *entry)
{
	static const char *const kinds[] = {"group", "ward", "committee", "role"};

	if (*entry == '@')
		return g_utf8_casefold(entry, -1);
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		gsize length = strlen(kinds[i]);

		if (g_ascii_strncasecmp(entry, kinds[i], length) == 0 && entry[length] == ':')
			return selector_key(kinds[i], entry + length + 1);
	}
	return NULL;
}

static void select_by(struct directory *directory, const struct person *person, const char *kind, char **names)
{
	for (char **name = names; *name != NULL; name++) {
		g_autofree char *key = selector_key(kind, *name);

		directory_file_under(directory->selected, key, person);
	}
}

static void file_selections(struct directory *directory, const struct person *person)
{
	gboolean is_member = person->kind == PERSON_MEMBER;

	if (is_member)
		directory_file_under(directory->selected, "@member", person);
	if (person->kind == PERSON_OFFICER)
		directory_file_under(directory->selected, "@officer", person);
	/* A group's assistants carry its name too, but the group are its members. */
	if (is_member)
		select_by(directory, person, "group",
			  (char *[]){person->group != NULL ? person->group : (char *)"none", NULL});
	select_by(directory, person, "ward", person->wards);
	select_by(directory, person, "committee", person->committees);
	select_by(directory, person, "role", person->roles);
}

/* The address can be this person's: whole, nobody else's, no list's. */
static gboolean check_address(const struct directory *directory, const struct person *person, const char *address,
			      const GPtrArray *own, GError **error)
{
	g_autofree char *normalised = mailbox_normalise(address);
	const GPtrArray *terms = g_hash_table_lookup(directory->addresses, normalised);
	const struct known_list *list = g_hash_table_lookup(directory->lists, normalised);

	if (!mailbox_is_whole(normalised)) {
		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "people.csv:%u: '%s' is not an e-mail address; write it as name@domain", person->line,
			    address);
	} else if (terms != NULL && terms != own) {
		const struct person *other = g_ptr_array_index(terms, 0);

		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "people.csv:%u: the address %s is already that of %s (line %u); an address belongs to one "
			    "person",
			    person->line, normalised, other->email, other->line);
	} else if (list != NULL) {
		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "people.csv:%u: the address %s is a list (lists.csv, line %u)", person->line, normalised,
			    list->row->line);
	} else {
		return TRUE;
	}
	return FALSE;
}

static gboolean check_addresses(const struct directory *directory, const struct person *person, const GPtrArray *own,
				GError **error)
{
	if (!check_address(directory, person, person->email, own, error))
		return FALSE;
	for (char **alias = person->aliases; *alias != NULL; alias++)
		if (!check_address(directory, person, *alias, own, error))
			return FALSE;
	for (char **address = person->private_addresses; *address != NULL; address++)
		if (!check_address(directory, person, *address, own, error))
			return FALSE;
	return TRUE;
}

static char *login_key(const char *login)
{
	return g_utf8_casefold(login, -1);
}

static gboolean check_logins(const struct directory *directory, const struct person *person, const GPtrArray *own,
			     GError **error)
{
	for (char **login = person->logins; *login != NULL; login++) {
		g_autofree char *key = login_key(*login);
		const GPtrArray *terms = g_hash_table_lookup(directory->logins, key);

		if (terms != NULL && terms != own) {
			const struct person *other = g_ptr_array_index(terms, 0);

			g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
				    "people.csv:%u: the login %s is already that of %s (line %u); a login belongs to "
				    "one person",
				    person->line, *login, other->email, other->line);
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean check_terms(const struct person *person, const GPtrArray *own, GError **error)
{
	if (person->from != 0 && person->until != 0 && person->until < person->from) {
		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "people.csv:%u: the term of %s ends before it begins", person->line, person->email);
		return FALSE;
	}
	for (guint i = 0; own != NULL && i < own->len; i++) {
		const struct person *other = g_ptr_array_index(own, i);
		gboolean is_before = person->until != 0 && other->from != 0 && person->until < other->from;
		gboolean is_after = other->until != 0 && person->from != 0 && other->until < person->from;

		if (!is_before && !is_after) {
			g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
				    "people.csv:%u: this term of %s overlaps the one of line %u; set from and until so "
				    "that they do not",
				    person->line, person->email, other->line);
			return FALSE;
		}
	}
	return TRUE;
}

static void file_addresses(struct directory *directory, const struct person *person, GPtrArray *terms)
{
	g_hash_table_insert(directory->addresses, g_strdup(person->email), terms);
	for (char **alias = person->aliases; *alias != NULL; alias++)
		g_hash_table_insert(directory->addresses, mailbox_normalise(*alias), terms);
	for (char **address = person->private_addresses; *address != NULL; address++)
		g_hash_table_insert(directory->addresses, mailbox_normalise(*address), terms);
	for (char **login = person->logins; *login != NULL; login++)
		g_hash_table_insert(directory->logins, login_key(*login), terms);
}

gboolean directory_take_person(struct directory *directory, struct person *person, GError **error)
{
	char *email = mailbox_normalise(person->email);
	GPtrArray *terms = g_hash_table_lookup(directory->people, email);

	g_assert(!directory->is_sealed);
	g_free(person->email);
	person->email = email;
	if (!check_addresses(directory, person, terms, error) || !check_logins(directory, person, terms, error) ||
	    !check_terms(person, terms, error)) {
		person_free(person);
		return FALSE;
	}
	g_ptr_array_add(directory->persons, person);
	directory_file_under(directory->people, person->email, person);
	file_addresses(directory, person, g_hash_table_lookup(directory->people, person->email));
	file_selections(directory, person);
	directory_file_name(directory, person);
	return TRUE;
}

gboolean directory_take_list(struct directory *directory, struct list *list, GError **error)
{
	char *address = mailbox_normalise(list->address);
	const struct known_list *other = g_hash_table_lookup(directory->lists, address);
	const GPtrArray *terms = g_hash_table_lookup(directory->addresses, address);
	struct known_list *known;

	g_assert(!directory->is_sealed);
	g_free(list->address);
	list->address = address;
	if (!mailbox_is_whole(address)) {
		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "lists.csv:%u: '%s' is not an e-mail address; write it as name@domain", list->line,
			    address);
	} else if (other != NULL) {
		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "lists.csv:%u: the list %s stands in line %u already", list->line, address,
			    other->row->line);
	} else if (terms != NULL) {
		const struct person *person = g_ptr_array_index(terms, 0);

		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "lists.csv:%u: the address %s is that of a person (people.csv, line %u)", list->line,
			    address, person->line);
	} else {
		known = g_new0(struct known_list, 1);
		known->row = list;
		known->targets = g_array_new(FALSE, FALSE, sizeof(struct target));
		g_hash_table_insert(directory->lists, g_strdup(address), known);
		g_ptr_array_add(directory->list_order, known);
		return TRUE;
	}
	list_free(list);
	return FALSE;
}

gboolean directory_take_domain(struct directory *directory, struct domain *domain, GError **error)
{
	char *name = mailbox_normalise_domain(domain->name);
	const struct domain *other = g_hash_table_lookup(directory->domain_rows, name);

	g_assert(!directory->is_sealed);
	g_free(domain->name);
	domain->name = name;
	if (other != NULL) {
		g_set_error(error, DIRECTORY_ERROR, DIRECTORY_ERROR_CONFLICT,
			    "domains.csv:%u: the domain %s stands in line %u already", domain->line, name, other->line);
		domain_free(domain);
		return FALSE;
	}
	g_hash_table_insert(directory->domain_rows, g_strdup(name), domain);
	return TRUE;
}

void directory_protect_roles(struct directory *directory, const char *const *roles)
{
	g_assert(!directory->is_sealed);
	for (; *roles != NULL; roles++)
		g_hash_table_add(directory->protecting, selector_key("role", *roles));
}
