/* SPDX-License-Identifier: BSD-2-Clause */
/* Whose mail it is and how far the sender is believed (POLICY.md, "Scope", "Trust"). The From header alone never says.
 */
#include "policy/facts_private.h"

#include "policy/judge.h"

#include <string.h>

gboolean facts_is_trusted_relay(const struct facts *facts)
{
	const struct policy *policy = facts->policy;
	const char *client = facts->envelope->client_address;
	g_autoptr(GInetAddress) address = NULL;

	if (client == NULL || policy->trusted == NULL)
		return FALSE;
	/* Postfix and dual-stack sockets have two ways to write an address. */
	if (g_ascii_strncasecmp(client, "IPv6:", 5) == 0)
		client += 5;
	if (g_ascii_strncasecmp(client, "::ffff:", 7) == 0 && strchr(client, '.') != NULL)
		client += 7;
	address = g_inet_address_new_from_string(client);
	for (guint i = 0; address != NULL && i < policy->trusted->len; i++)
		if (g_inet_address_mask_matches(g_ptr_array_index(policy->trusted, i), address))
			return TRUE;
	return FALSE;
}

static gboolean has_officer(const GPtrArray *persons)
{
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		if (person->kind == PERSON_OFFICER)
			return TRUE;
	}
	return FALSE;
}

/* The first From of the newest Resent block, or NULL. */
static const struct address *find_resent_from(const struct message *message)
{
	for (guint i = 0; i < message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(message->addresses, i);

		if (address->field == ADDRESS_RESENT_FROM && address->resent_block == 1 && address->mailbox != NULL)
			return address;
	}
	return NULL;
}

static gboolean is_member_or_assistant(const struct facts *facts, const struct resolution *who)
{
	g_autoptr(GPtrArray) members = NULL;

	if (who->kind == RESOLVED_LIST)
		return (who->list->kind == LIST_SHARED || who->list->kind == LIST_ENQUIRIES) &&
		       facts_has_member(who->persons);
	if (who->kind != RESOLVED_PERSON || !who->is_in_office)
		return FALSE;
	members = directory_acts_for(facts->policy->directory, who->person, facts->day);
	return facts_is_member(who->person) || facts_has_member(members);
}

/* A person, or a mailbox that staff share; one that states no members is the staff's too. */
static gboolean is_officer(const struct resolution *who)
{
	if (who->kind == RESOLVED_LIST)
		return (who->list->kind == LIST_SHARED || who->list->kind == LIST_ENQUIRIES) &&
		       !facts_has_member(who->persons) && (who->persons->len == 0 || has_officer(who->persons));
	return who->kind == RESOLVED_PERSON && who->is_in_office && who->person->kind == PERSON_OFFICER;
}

/* A mailbox rule at a trusted relay redirects under the first sender's envelope: then the officer whom Resent-From
 * names is the sender. Only that way round, so that the field lets nobody pass for a member. */
static void find_redirecting_officer(struct facts *facts)
{
	const struct address *resent_from = find_resent_from(facts->message);
	struct resolution *who;

	if (resent_from == NULL || !facts_is_trusted_relay(facts))
		return;
	who = directory_resolve(facts->policy->directory, resent_from->mailbox, facts->day);
	if (is_officer(who)) {
		resolution_free(facts->sender);
		facts->sender = g_steal_pointer(&who);
	}
	resolution_free(who);
}

static void find_sender(struct facts *facts)
{
	const struct envelope *envelope = facts->envelope;
	const struct directory *directory = facts->policy->directory;
	const struct person *person =
		envelope->login != NULL ? directory_login(directory, envelope->login, facts->day) : NULL;

	facts->sender = directory_resolve(directory, person != NULL ? person->email : envelope->sender, facts->day);
	if (person == NULL && !is_officer(facts->sender))
		find_redirecting_officer(facts);
	facts->is_sender_member = is_member_or_assistant(facts, facts->sender);
	facts->is_sender_officer = !facts->is_sender_member && is_officer(facts->sender);
	facts->is_sender_trusted =
		(envelope->login != NULL && *envelope->login != '\0') || facts_is_trusted_relay(facts);
	facts->is_automatic = *envelope->sender == '\0' &&
			      (facts->message->is_report || (facts->message->auto_submitted != NULL &&
							     strcmp(facts->message->auto_submitted, "no") != 0));
}

static gboolean is_overlapping(const struct resolution *one, const struct resolution *other)
{
	if (strcmp(one->address, other->address) == 0 || person_is_same(one->person, other->person))
		return TRUE;
	for (guint i = 0; i < one->persons->len; i++)
		if (facts_has_person(other->persons, g_ptr_array_index(one->persons, i)))
			return TRUE;
	return FALSE;
}

/* From is the sender, or the sender writes for it: an assistant for a member, an officer for a shared mailbox or under
 * an alias that the directory does not have. */
static gboolean is_from_sender(const struct facts *facts, const struct resolution *envelope_sender,
			       const struct resolution *from)
{
	if (from->kind == RESOLVED_LIST || from->kind == RESOLVED_COUNCIL_UNKNOWN)
		return TRUE;
	if (facts->sender->kind == RESOLVED_LIST && is_officer(from))
		return TRUE;
	return is_overlapping(from, facts->sender) || is_overlapping(from, envelope_sender);
}

/* Also fills authors. The words are the sender's own unless From is somebody else. */
static gboolean find_authors(struct facts *facts)
{
	struct gathering gathering = facts_gathering_new(facts);
	struct resolution *sender = directory_resolve(facts->policy->directory, facts->envelope->sender, facts->day);
	gboolean has_from = FALSE, is_own = FALSE;

	for (guint i = 0; i < facts->message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(facts->message->addresses, i);
		struct resolution *who;

		if (address->field != ADDRESS_FROM || address->mailbox == NULL)
			continue;
		has_from = TRUE;
		who = facts_gather_address(&gathering, address->mailbox);
		if (who != NULL)
			is_own |= is_from_sender(facts, sender, who);
		resolution_free(who);
	}
	resolution_free(sender);
	facts->authors = facts_gathering_end(&gathering);
	return is_own || !has_from;
}

gboolean facts_find_sender(struct facts *facts)
{
	gboolean is_own_words;

	find_sender(facts);
	is_own_words = find_authors(facts);
	facts->is_redirect = !is_own_words || find_resent_from(facts->message) != NULL;
	return is_own_words;
}
