/* SPDX-License-Identifier: BSD-2-Clause */
/* Ends the building of a directory: finds what every entry refers to, once, and refuses what refers to nothing. */
#include "policy/directory/directory.h"

#include "policy/directory/directory_private.h"
#include "policy/directory/mailbox.h"

#include <string.h>

static gboolean refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean refuse(GError **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	if (error != NULL)
		*error = g_error_new_valist(DIRECTORY_ERROR, DIRECTORY_ERROR_REFERENCE, format, arguments);
	va_end(arguments);
	return FALSE;
}

/* What a selector takes in. "@member" and "@officer" may take in nobody; a name that no row has is a slip. */
static gboolean find_selected(const struct directory *directory, const char *entry, const char *key, const char *place,
			      const GPtrArray **ret_rows, GError **error)
{
	const GPtrArray *rows = g_hash_table_lookup(directory->selected, key);

	if (*key == '@' && strcmp(key, "@member") != 0 && strcmp(key, "@officer") != 0)
		return refuse(error, "%s: '%s' is not a selector; there are @member and @officer", place, entry);
	if (rows == NULL && *key != '@')
		return refuse(error, "%s: '%s' takes in nobody; no row of people.csv has that %.*s", place, entry,
			      (int)strcspn(entry, ":"), entry);
	*ret_rows = rows;
	return TRUE;
}

/* Mail may leave the domain out; a CSV file may not. */
static gboolean has_domain(const char *entry)
{
	g_autofree char *normalised = mailbox_normalise(entry);

	return mailbox_is_whole(normalised);
}

static gboolean add_list_entry(const struct directory *directory, struct known_list *list, const char *entry,
			       GError **error)
{
	g_autofree char *place = g_strdup_printf("lists.csv:%u", list->row->line);
	g_autofree char *key = directory_selector_key(entry);
	g_autofree char *address = NULL;
	struct target target = {NULL, NULL};
	struct found found;

	if (key != NULL) {
		if (!find_selected(directory, entry, key, place, &target.persons, error))
			return FALSE;
	} else {
		if (!has_domain(entry))
			return refuse(error, "%s: '%s' is neither an address nor a selector", place, entry);
		found = directory_find(directory, entry, &address);
		if (found.terms == NULL && found.list == NULL && directory_is_council_address(directory, address))
			return refuse(error,
				      "%s: %s, in the list %s, is in neither people.csv nor lists.csv; add it there, "
				      "or take it out",
				      place, address, list->row->address);
		target = (struct target){found.terms, found.list};
		list->has_unknown_member |=
			found.terms == NULL && found.list == NULL && directory_is_list_host(directory, address);
	}
	if (target.persons != NULL || target.list != NULL)
		g_array_append_val(list->targets, target);
	return TRUE;
}

static gboolean seal_list(const struct directory *directory, struct known_list *list, GError **error)
{
	for (char **entry = list->row->members; *entry != NULL; entry++)
		if (!add_list_entry(directory, list, *entry, error))
			return FALSE;
	return TRUE;
}

/* Depth first; a list that is still open when it is met again holds itself. Takes on the unknown members of inner
 * lists. */
static gboolean walk_list(struct known_list *list, GError **error)
{
	if (list->walk == WALK_DONE)
		return TRUE;
	if (list->walk == WALK_OPEN)
		return refuse(error, "lists.csv:%u: the list %s is inside itself", list->row->line, list->row->address);
	list->walk = WALK_OPEN;
	for (guint i = 0; i < list->targets->len; i++) {
		/* Lists are owned by the directory that is being built: const only for those who read it later. */
		struct known_list *inner = (struct known_list *)g_array_index(list->targets, struct target, i).list;

		if (inner == NULL)
			continue;
		if (!walk_list(inner, error))
			return FALSE;
		list->has_unknown_member |= inner->has_unknown_member;
	}
	list->walk = WALK_DONE;
	return TRUE;
}

static gboolean seal_lists(const struct directory *directory, GError **error)
{
	for (guint i = 0; i < directory->list_order->len; i++)
		if (!seal_list(directory, g_ptr_array_index(directory->list_order, i), error))
			return FALSE;
	for (guint i = 0; i < directory->list_order->len; i++)
		if (!walk_list(g_ptr_array_index(directory->list_order, i), error))
			return FALSE;
	return TRUE;
}

static gboolean find_acted_for(const struct directory *directory, const struct person *person, const char *entry,
			       struct target *ret_target, GError **error)
{
	g_autofree char *place = g_strdup_printf("people.csv:%u", person->line);
	g_autofree char *key = directory_selector_key(entry);
	g_autofree char *address = NULL;
	struct found found;

	*ret_target = (struct target){NULL, NULL};
	if (key != NULL && !g_str_has_prefix(key, "group:"))
		return refuse(error, "%s: acts_for takes addresses and group:NAME, not '%s'", place, entry);
	if (key != NULL)
		return find_selected(directory, entry, key, place, &ret_target->persons, error);
	found = directory_find(directory, entry, &address);
	if (found.terms == NULL)
		return refuse(error, "%s: acts_for names %s, who is not in people.csv", place, entry);
	ret_target->persons = found.terms;
	return TRUE;
}

static gboolean seal_person(struct directory *directory, const struct person *person, GError **error)
{
	gboolean is_assistant = person->kind == PERSON_ASSISTANT || person->kind == PERSON_POLITICAL_ASSISTANT;
	GArray *targets;

	if (person->manager != NULL) {
		g_autofree char *address = NULL;

		if (directory_find(directory, person->manager, &address).terms == NULL)
			return refuse(error, "people.csv:%u: the manager %s is not in people.csv", person->line,
				      person->manager);
	}
	if (*person->acts_for == NULL)
		return TRUE;
	if (!is_assistant)
		return refuse(error, "people.csv:%u: acts_for is for assistants; %s is of kind %s", person->line,
			      person->email, person_kind_name(person->kind));
	targets = g_array_new(FALSE, FALSE, sizeof(struct target));
	g_hash_table_insert(directory->acting, (gpointer)person, targets);
	for (char **entry = person->acts_for; *entry != NULL; entry++) {
		struct target target;

		if (!find_acted_for(directory, person, *entry, &target, error))
			return FALSE;
		g_array_append_val(targets, target);
	}
	return TRUE;
}

static void shield_protected(struct directory *directory)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, directory->protecting);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		const GPtrArray *holders = g_hash_table_lookup(directory->selected, key);

		for (guint i = 0; holders != NULL && i < holders->len; i++)
			g_hash_table_add(directory->shielded, g_ptr_array_index(holders, i));
	}
}

gboolean directory_seal(struct directory *directory, GError **error)
{
	g_assert(!directory->is_sealed);
	for (guint i = 0; i < directory->persons->len; i++)
		if (!seal_person(directory, g_ptr_array_index(directory->persons, i), error))
			return FALSE;
	if (!seal_lists(directory, error))
		return FALSE;
	shield_protected(directory);
	directory->is_sealed = TRUE;
	return TRUE;
}
