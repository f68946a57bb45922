/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads a message for what its thread will need: who had which part in it, what its author lets others have, what a
 * member says of constituents. It keeps no text. */
#include "policy/remember.h"

#include "policy/facts.h"
#include "policy/match/consent_text.h"
#include "policy/match/content.h"
#include "policy/match/identifier.h"
#include "policy/match/marking.h"

#include <string.h>

struct remembering {
	const struct facts *facts;
	struct history_note *note;
	GHashTable *kept; /* email: persons who may be in it; borrowed */
};

/* Once each person: whether anything of them may be kept. */
static gboolean may_be_kept(struct remembering *remembering, const struct person *person)
{
	struct resolution *who;
	gboolean is_protected;

	if (g_hash_table_contains(remembering->kept, person->email))
		return TRUE;
	who = directory_resolve(remembering->facts->policy->directory, person->email, remembering->facts->day);
	is_protected = who->is_protected;
	resolution_free(who);
	if (!is_protected)
		g_hash_table_add(remembering->kept, person->email);
	return !is_protected;
}

static void add_person(struct remembering *remembering, const struct person *person, guint roles)
{
	struct history_letter *letter = &remembering->note->letter;

	if ((letter->persons->len < HISTORY_MAX_PERSONS || history_letter_roles(letter, person->email) != 0) &&
	    may_be_kept(remembering, person))
		history_letter_add(letter, person->email, roles);
}

static void add_persons(struct remembering *remembering, const GPtrArray *persons, gboolean is_members, guint roles)
{
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		if (facts_is_member(person) == is_members)
			add_person(remembering, person, roles);
	}
}

static guint role_of(const struct address *address)
{
	switch (address->field) {
	case ADDRESS_TO:
		return HISTORY_TO;
	case ADDRESS_CC:
		return HISTORY_CC;
	case ADDRESS_RESENT_TO:
		return address->resent_block == 1 ? HISTORY_TO : 0;
	case ADDRESS_RESENT_CC:
		return address->resent_block == 1 ? HISTORY_CC : 0;
	default:
		return 0;
	}
}

static void add_visible(struct remembering *remembering, gboolean is_members)
{
	const struct facts *facts = remembering->facts;

	for (guint i = 0; i < facts->message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(facts->message->addresses, i);
		guint role = role_of(address);
		struct resolution *who;

		if (role == 0 || address->mailbox == NULL)
			continue;
		who = directory_resolve(facts->policy->directory, address->mailbox, facts->day);
		if (!who->is_protected)
			add_persons(remembering, who->persons, is_members, role);
		resolution_free(who);
	}
}

static void add_recipients(struct remembering *remembering, gboolean is_members, const gboolean *got)
{
	const struct facts *facts = remembering->facts;

	for (guint i = 0; i < facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);

		if (got[i] && !recipient->who->is_protected)
			add_persons(remembering, recipient->who->persons, is_members, HISTORY_RECIPIENT);
	}
}

/* The sender; the members, too, for whom an assistant sends or who share the mailbox. */
static GPtrArray *find_authors(const struct facts *facts)
{
	GPtrArray *authors = g_ptr_array_new();

	if (!facts->has_own_words)
		return authors;
	if (facts->sender->person != NULL) {
		g_autoptr(GPtrArray) members =
			directory_acts_for(facts->policy->directory, facts->sender->person, facts->day);

		g_ptr_array_add(authors, (gpointer)facts->sender->person);
		g_ptr_array_extend(authors, members, NULL, NULL);
	} else if (facts->is_sender_member) {
		g_ptr_array_extend(authors, facts->sender->persons, NULL, NULL);
	}
	return authors;
}

/* What the rendition's reader sees that is the sender's own. */
static char *authored_text(const struct rendition *rendition)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < rendition->passages->len && text->len < CONSENT_MAX_BYTES; i++) {
		const struct passage *passage = g_ptr_array_index(rendition->passages, i);

		if (passage->division == DIVISION_AUTHORED && !passage->is_hidden)
			g_string_append_printf(text, "%s\n", passage->text);
	}
	return g_string_free(text, FALSE);
}

/* Consent is what each alternative says, a refusal what any does. */
static enum consent_word read_word(const struct facts *facts, const GPtrArray *texts, const struct person *person)
{
	enum consent_word all = CONSENT_NONE;

	for (guint i = 0; i < texts->len; i++) {
		enum consent_word word = consent_text_read(g_ptr_array_index(texts, i), facts, person);

		if (word == CONSENT_REFUSED)
			return word;
		all = i == 0 || all == word ? word : CONSENT_NONE;
	}
	return all;
}

/* What the author, a member, says of whoever may have a copy. */
static void add_words(struct remembering *remembering)
{
	const struct facts *facts = remembering->facts;
	struct history_letter *letter = &remembering->note->letter;
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func((GDestroyNotify)consent_text_free);
	g_autoptr(GPtrArray) persons = directory_persons(facts->policy->directory, facts->day);
	gboolean is_refused;

	for (guint i = 0; i < facts->message->renditions->len; i++) {
		g_autofree char *text = authored_text(g_ptr_array_index(facts->message->renditions, i));

		g_ptr_array_add(texts, consent_text_new(text));
	}
	is_refused = read_word(facts, texts, NULL) == CONSENT_REFUSED;
	letter->is_confidence_asked = is_refused;
	if (is_refused)
		history_letter_add(letter, HISTORY_ANYBODY, HISTORY_REFUSED);
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);
		enum consent_word word = CONSENT_NONE;

		if (facts_is_member(person))
			word = read_word(facts, texts, person);
		if (word == CONSENT_GIVEN)
			add_person(remembering, person, HISTORY_ALLOWED);
		else if (word == CONSENT_REFUSED && !is_refused)
			add_person(remembering, person, HISTORY_REFUSED);
	}
}

static void add_values(struct remembering *remembering, const char *text)
{
	const struct register_view *view = &remembering->facts->policy->register_view;
	const struct identifier_search how = {
		.view = view,
		.terms = remembering->facts->policy->identifier_terms,
		.window_characters = REMEMBER_WINDOW_CHARACTERS,
		.is_letter = TRUE,
	};
	g_autoptr(GPtrArray) identities = identifier_scan(&how, text);
	GPtrArray *values = remembering->note->values;

	for (guint i = 0; i < identities->len; i++) {
		const struct identity *identity = g_ptr_array_index(identities, i);
		g_autofree char *tag =
			identity->has_row && view->row_tag != NULL ? view->row_tag(view->context, identity->row) : NULL;
		GHashTableIter iterator;
		gpointer value;

		g_hash_table_iter_init(&iterator, identity->values);
		while (values->len < HISTORY_MAX_VALUES && g_hash_table_iter_next(&iterator, &value, NULL))
			g_ptr_array_add(values, history_value_name(tag, value));
	}
}

/* All that the member's letter shows, what it passes on included: the member has it. */
static void add_supplied(struct remembering *remembering)
{
	g_autoptr(GPtrArray) contents = content_new(remembering->facts->message);

	for (guint i = 0; i < contents->len; i++)
		add_values(remembering, ((const struct content *)g_ptr_array_index(contents, i))->text);
}

/* Members come first, so that they are there where there are too many people. */
static void add_people(struct remembering *remembering, const GPtrArray *authors, const gboolean *got,
		       gboolean is_members)
{
	add_persons(remembering, authors, is_members, HISTORY_AUTHOR);
	add_visible(remembering, is_members);
	add_recipients(remembering, is_members, got);
}

static void fill(struct remembering *remembering, const gboolean *got)
{
	const struct facts *facts = remembering->facts;
	struct history_note *note = remembering->note;
	g_autoptr(GPtrArray) authors = find_authors(facts);

	note->message_id = g_strdup(facts->message->message_id);
	note->links = history_links(facts->message);
	note->thread_index = g_strdup(facts->message->thread_index);
	note->sender = g_strdup(facts->sender->person != NULL ? facts->sender->person->email : facts->sender->address);
	note->letter.received_at = facts->envelope->received_at;
	note->letter.is_trusted = facts->is_sender_trusted;
	note->letter.is_marked = marking_stands(facts->policy, facts->message);
	add_people(remembering, authors, got, TRUE);
	add_people(remembering, authors, got, FALSE);
	if (!facts->is_sender_trusted || !facts->is_sender_member || !facts->has_own_words)
		return;
	add_words(remembering);
	add_supplied(remembering);
}

struct history_note *policy_remember(const struct policy *policy, const struct envelope *envelope,
				     const struct message *message, const struct history *history, const gboolean *got)
{
	struct facts *facts = facts_new_in_thread(policy, envelope, message, NULL, history);
	g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
	struct remembering remembering = {facts, NULL, kept};

	if (message->message_id != NULL && facts->has_member && facts_has_unprotected(facts)) {
		remembering.note = history_note_new();
		fill(&remembering, got);
	}
	facts_free(facts);
	return remembering.note;
}
