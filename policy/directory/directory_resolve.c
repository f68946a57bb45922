/* SPDX-License-Identifier: BSD-2-Clause */
/* Answers who an address or a login is on a day. Reads the sealed directory and changes nothing. */
#include "policy/directory/directory.h"

#include "policy/directory/directory_private.h"
#include "policy/directory/mailbox.h"

#include <string.h>

static gboolean is_found(struct found found)
{
	return found.terms != NULL || found.list != NULL;
}

static struct found look_up(const struct directory *directory, const char *address)
{
	return (struct found){g_hash_table_lookup(directory->addresses, address),
			      g_hash_table_lookup(directory->lists, address)};
}

/* local@domain, or where the domain is a council's and that is nobody, local at the other council domains: nobody where
 * those disagree. */
static struct found look_up_aliases(const struct directory *directory, const char *local, const char *domain)
{
	g_autofree char *address = g_strconcat(local, "@", domain, NULL);
	struct found found = look_up(directory, address);

	if (is_found(found) || !g_hash_table_contains(directory->is_council, domain))
		return found;
	for (char **alias = directory->council; *alias != NULL; alias++) {
		g_autofree char *other = g_strconcat(local, "@", *alias, NULL);
		struct found again = look_up(directory, other);

		if (!is_found(again))
			continue;
		if (is_found(found) && (found.terms != again.terms || found.list != again.list))
			return (struct found){NULL, NULL};
		found = again;
	}
	return found;
}

/* As it stands, then without the plus-tag. */
static struct found look_up_mailbox(const struct directory *directory, const char *local, const char *domain,
				    char **ret_address)
{
	struct found found = look_up_aliases(directory, local, domain);
	gsize untagged = strcspn(local, "+");

	*ret_address = NULL;
	if (!is_found(found) && *local != '"' && untagged > 0 && local[untagged] == '+') {
		g_autofree char *base = g_strndup(local, untagged);

		found = look_up_aliases(directory, base, domain);
		if (is_found(found))
			*ret_address = g_strconcat(base, "@", domain, NULL);
	}
	if (*ret_address == NULL)
		*ret_address = g_strconcat(local, "@", domain, NULL);
	return found;
}

/* user%domain and domain!user, as an MTA rewrites them when it is itself the outer domain. */
static struct found look_up_hacked(const struct directory *directory, const char *local, char **ret_address)
{
	const char *percent = strrchr(local, '%');
	const char *bang = strchr(local, '!');
	g_autofree char *user = NULL, *domain = NULL;

	if (*local == '"') {
		return (struct found){NULL, NULL};
	} else if (bang != NULL) {
		user = g_strdup(bang + 1);
		domain = g_strndup(local, (gsize)(bang - local));
	} else if (percent != NULL) {
		user = g_strndup(local, (gsize)(percent - local));
		domain = g_strdup(percent + 1);
	} else {
		return (struct found){NULL, NULL};
	}
	return look_up_mailbox(directory, user, domain, ret_address);
}

struct found directory_find(const struct directory *directory, const char *address, char **ret_address)
{
	g_autofree char *normalised = mailbox_normalise(address);
	gsize length = mailbox_local_length(normalised);
	gboolean has_domain = normalised[length] == '@';
	g_autofree char *local = g_strndup(normalised, length);
	const char *domain = has_domain ? normalised + length + 1 : directory->council[0];
	g_autofree char *rewritten = NULL;
	struct found found;

	if (*local == '\0' || domain == NULL) {
		*ret_address = g_steal_pointer(&normalised);
		return (struct found){NULL, NULL};
	}
	found = look_up_mailbox(directory, local, domain, ret_address);
	if (is_found(found) || !g_hash_table_contains(directory->is_council, domain))
		return found;
	found = look_up_hacked(directory, local, &rewritten);
	if (is_found(found)) {
		g_free(*ret_address);
		*ret_address = g_steal_pointer(&rewritten);
	}
	return found;
}

/* The row of domains.csv for the address: its very domain, else the nearest ".parent" (that takes in the parent
 * itself too). */
static const struct domain *find_domain(const struct directory *directory, const char *address)
{
	gsize length = mailbox_local_length(address);
	const char *domain = address[length] == '@' ? address + length + 1 : "";
	const struct domain *row = g_hash_table_lookup(directory->domain_rows, domain);
	g_autofree char *parent = g_strconcat(".", domain, NULL);

	for (const char *suffix = parent; row == NULL && suffix != NULL; suffix = strchr(suffix + 1, '.'))
		row = g_hash_table_lookup(directory->domain_rows, suffix);
	return row;
}

gboolean directory_is_council_address(const struct directory *directory, const char *address)
{
	g_autofree char *normalised = mailbox_normalise(address);
	gsize length = mailbox_local_length(normalised);

	return mailbox_is_whole(normalised) && g_hash_table_contains(directory->is_council, normalised + length + 1);
}

gboolean directory_is_list_host(const struct directory *directory, const char *address)
{
	const struct domain *domain = find_domain(directory, address);

	return domain != NULL && domain->kind == DOMAIN_LIST_HOST;
}

const char *const *directory_council_domains(const struct directory *directory)
{
	return (const char *const *)directory->domains;
}

/* The term in force on that day, or NULL. */
static const struct person *term_of(const GPtrArray *terms, guint32 day)
{
	for (guint i = 0; terms != NULL && i < terms->len; i++) {
		const struct person *person = g_ptr_array_index(terms, i);

		if (person_is_in_office(person, day))
			return person;
	}
	return NULL;
}

static const struct person *latest_term(const GPtrArray *terms)
{
	const struct person *latest = g_ptr_array_index(terms, 0);

	for (guint i = 1; i < terms->len; i++) {
		const struct person *person = g_ptr_array_index(terms, i);

		if (person->from > latest->from)
			latest = person;
	}
	return latest;
}

/* Gathers persons, each once. `seen` holds rows and lists that were met. */
struct gathering {
	const struct directory *directory;
	guint32 day;
	GHashTable *seen;
	GPtrArray *persons;
};

static void gather_targets(struct gathering *gathering, const GArray *targets);

static void gather_person(struct gathering *gathering, const struct person *person)
{
	const GArray *acts_for = g_hash_table_lookup(gathering->directory->acting, person);

	if (!person_is_in_office(person, gathering->day) || !g_hash_table_add(gathering->seen, (gpointer)person))
		return;
	g_ptr_array_add(gathering->persons, (gpointer)person);
	if (acts_for != NULL)
		gather_targets(gathering, acts_for);
}

static void gather_targets(struct gathering *gathering, const GArray *targets)
{
	for (guint i = 0; i < targets->len; i++) {
		const struct target *target = &g_array_index(targets, struct target, i);

		for (guint k = 0; target->persons != NULL && k < target->persons->len; k++)
			gather_person(gathering, g_ptr_array_index(target->persons, k));
		if (target->list != NULL && g_hash_table_add(gathering->seen, (gpointer)target->list))
			gather_targets(gathering, target->list->targets);
	}
}

static void resolve_persons(const struct directory *directory, struct resolution *resolution,
			    const struct known_list *list, guint32 day)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	struct gathering gathering = {directory, day, seen, resolution->persons};

	if (resolution->person != NULL)
		gather_person(&gathering, resolution->person);
	if (list != NULL)
		gather_targets(&gathering, list->targets);
}

struct resolution *directory_resolve(const struct directory *directory, const char *address, guint32 day)
{
	struct resolution *resolution = g_new0(struct resolution, 1);
	struct found found = directory_find(directory, address, &resolution->address);

	g_assert(directory->is_sealed);
	resolution->persons = g_ptr_array_new();
	resolution->domain = find_domain(directory, resolution->address);
	if (found.terms != NULL) {
		resolution->kind = RESOLVED_PERSON;
		resolution->person = term_of(found.terms, day);
		resolution->is_in_office = resolution->person != NULL;
		if (!resolution->is_in_office)
			resolution->person = latest_term(found.terms);
	} else if (found.list != NULL) {
		resolution->kind = RESOLVED_LIST;
		resolution->list = found.list->row;
		resolution->has_unknown_member = found.list->has_unknown_member;
	} else if (directory_is_council_address(directory, resolution->address) ||
		   (resolution->domain != NULL && resolution->domain->kind == DOMAIN_LIST_HOST)) {
		resolution->kind = RESOLVED_COUNCIL_UNKNOWN;
	} else {
		resolution->kind = RESOLVED_OUTSIDE;
	}
	resolution->is_protected =
		(resolution->is_in_office && g_hash_table_contains(directory->shielded, resolution->person)) ||
		(resolution->list != NULL && resolution->list->kind == LIST_PROTECTED) ||
		(resolution->domain != NULL && resolution->domain->kind == DOMAIN_PROTECTED);
	resolve_persons(directory, resolution, found.list, day);
	return resolution;
}

void resolution_free(struct resolution *resolution)
{
	if (resolution == NULL)
		return;
	g_free(resolution->address);
	g_ptr_array_unref(resolution->persons);
	g_free(resolution);
}

const struct person *directory_login(const struct directory *directory, const char *login, guint32 day)
{
	g_autofree char *key = g_utf8_validate(login, -1, NULL) ? g_utf8_casefold(login, -1) : g_strdup("");
	const GPtrArray *terms = g_hash_table_lookup(directory->logins, key);
	char *realm = strrchr(key, '@');

	if (terms == NULL && realm != NULL) {
		*realm = '\0';
		terms = g_hash_table_lookup(directory->logins, key);
	}
	return term_of(terms, day);
}

GPtrArray *directory_persons(const struct directory *directory, guint32 day)
{
	GPtrArray *persons = g_ptr_array_new();

	for (guint i = 0; i < directory->persons->len; i++) {
		const struct person *person = g_ptr_array_index(directory->persons, i);

		if (day == 0 || person_is_in_office(person, day))
			g_ptr_array_add(persons, (gpointer)person);
	}
	return persons;
}

GPtrArray *directory_acts_for(const struct directory *directory, const struct person *person, guint32 day)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	GPtrArray *members = g_ptr_array_new();
	struct gathering gathering = {directory, day, seen, members};
	const GArray *acts_for = g_hash_table_lookup(directory->acting, person);

	g_hash_table_add(seen, (gpointer)person);
	if (acts_for != NULL)
		gather_targets(&gathering, acts_for);
	return members;
}

gboolean person_is_same(const struct person *one, const struct person *other)
{
	return one != NULL && other != NULL && (one == other || strcmp(one->email, other->email) == 0);
}
