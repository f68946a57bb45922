/* SPDX-License-Identifier: BSD-2-Clause */
/* Joins envelope and message with the directory: who sends, who gets it, who is visible, who is quoted. States facts
 * and judges none of them. */
#include "policy/facts.h"

#include "parser/calendar.h"
#include "policy/facts_private.h"
#include "policy/hours.h"
#include "policy/judge.h"

#include <string.h>

gboolean facts_is_member(const struct person *person)
{
	return person != NULL && person->kind == PERSON_MEMBER;
}

gboolean facts_has_person(const GPtrArray *persons, const struct person *person)
{
	for (guint i = 0; i < persons->len; i++)
		if (person_is_same(g_ptr_array_index(persons, i), person))
			return TRUE;
	return FALSE;
}

gboolean facts_is_judged(const struct facts_recipient *recipient)
{
	return !recipient->is_bound && !recipient->who->is_protected;
}

gboolean facts_has_unprotected(const struct facts *facts)
{
	for (guint i = 0; i < facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);

		if (!recipient->who->is_protected)
			return TRUE;
	}
	return FALSE;
}

gboolean facts_has_member(const GPtrArray *persons)
{
	for (guint i = 0; i < persons->len; i++)
		if (facts_is_member(g_ptr_array_index(persons, i)))
			return TRUE;
	return FALSE;
}

struct gathering facts_gathering_new(const struct facts *facts)
{
	return (struct gathering){facts, g_hash_table_new(g_str_hash, g_str_equal),
				  g_hash_table_new(g_str_hash, g_str_equal), g_ptr_array_new()};
}

GPtrArray *facts_gathering_end(struct gathering *gathering)
{
	g_hash_table_unref(gathering->addresses);
	g_hash_table_unref(gathering->emails);
	return gathering->persons;
}

static void gather_person(struct gathering *gathering, const struct person *person)
{
	if (person != NULL && g_hash_table_add(gathering->emails, person->email))
		g_ptr_array_add(gathering->persons, (gpointer)person);
}

/* What the address is, or NULL where it was met before. */
struct resolution *facts_gather_address(struct gathering *gathering, const char *mailbox)
{
	const struct facts *facts = gathering->facts;
	struct resolution *who;

	if (!g_hash_table_add(gathering->addresses, (gpointer)mailbox))
		return NULL;
	who = directory_resolve(facts->policy->directory, mailbox, facts->day);
	for (guint i = 0; i < who->persons->len; i++)
		gather_person(gathering, g_ptr_array_index(who->persons, i));
	return who;
}

/* To, Cc and the newest Resent block; Bcc shows nobody (POLICY.md, "Silent copies"). */
static gboolean is_visible_field(const struct address *address)
{
	switch (address->field) {
	case ADDRESS_TO:
	case ADDRESS_CC:
		return TRUE;
	case ADDRESS_RESENT_TO:
	case ADDRESS_RESENT_CC:
		return address->resent_block == 1;
	default:
		return FALSE;
	}
}

/* Normalised visible addresses are added to shown, which owns them. */
static void show_address(struct facts *facts, struct gathering *gathering, const char *mailbox, GHashTable *shown)
{
	struct resolution *who = facts_gather_address(gathering, mailbox);

	if (who == NULL)
		return;
	if (facts->unknown_list == NULL && (who->kind == RESOLVED_COUNCIL_UNKNOWN || who->has_unknown_member))
		facts->unknown_list = g_strdup(who->address);
	g_hash_table_add(shown, g_strdup(who->address));
	resolution_free(who);
}

/* Who invites and who is invited, as the message's own calendars show it. */
static void show_calendar(struct facts *facts, struct gathering *gathering, const struct calendar *calendar,
			  GHashTable *shown)
{
	for (guint i = 0; calendar->is_own && i < calendar->people->len; i++) {
		const struct calendar_person *person = g_ptr_array_index(calendar->people, i);

		if (!person->is_resource)
			show_address(facts, gathering, person->mailbox, shown);
	}
}

gboolean facts_is_calendar_answer(const struct facts *facts)
{
	static const char *const answers[] = {"REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER", NULL};
	static const char *const types[] = {"text/calendar", "application/ics", NULL};
	const GPtrArray *calendars = facts->message->calendars, *parts = facts->message->parts;

	for (guint i = 0; i < calendars->len; i++) {
		const struct calendar *calendar = g_ptr_array_index(calendars, i);

		if (!calendar->is_own || calendar->method == NULL || !g_strv_contains(answers, calendar->method))
			return FALSE;
	}
	for (guint i = 0; i < parts->len; i++) {
		const struct part *part = g_ptr_array_index(parts, i);

		if (!part->is_body && !g_strv_contains(types, part->type))
			return FALSE;
	}
	return calendars->len > 0;
}

static void find_visible(struct facts *facts, GHashTable *shown)
{
	struct gathering gathering = facts_gathering_new(facts);
	const GPtrArray *calendars = facts->message->calendars;

	for (guint i = 0; i < facts->message->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(facts->message->addresses, i);

		if (is_visible_field(address) && address->mailbox != NULL)
			show_address(facts, &gathering, address->mailbox, shown);
	}
	for (guint i = 0; i < calendars->len; i++)
		show_calendar(facts, &gathering, g_ptr_array_index(calendars, i), shown);
	facts->visible = facts_gathering_end(&gathering);
}

static void gather_quoted(struct gathering *gathering, const struct quoted_message *quoted, gboolean is_from)
{
	for (guint i = 0; i < quoted->addresses->len; i++) {
		const struct address *address = g_ptr_array_index(quoted->addresses, i);

		if (is_from && address->field != ADDRESS_FROM)
			continue;
		/* Outlook's heads often show a name alone, or an X.500 path in the place of the mailbox. */
		if (address->mailbox != NULL && strchr(address->mailbox, '@') != NULL)
			resolution_free(facts_gather_address(gathering, address->mailbox));
		else if (address->name != NULL)
			gather_person(gathering, directory_named(gathering->facts->policy->directory, address->name,
								 gathering->facts->day));
	}
}

GPtrArray *facts_quoted_persons(const struct facts *facts, const struct quoted_message *quoted, gboolean is_from)
{
	struct gathering gathering = facts_gathering_new(facts);

	gather_quoted(&gathering, quoted, is_from);
	return facts_gathering_end(&gathering);
}

static void find_quoted(struct facts *facts)
{
	struct gathering gathering = facts_gathering_new(facts);

	for (guint i = 0; i < facts->message->quoted->len; i++)
		gather_quoted(&gathering, g_ptr_array_index(facts->message->quoted, i), FALSE);
	facts->quoted = facts_gathering_end(&gathering);
}

guint facts_letter_count(const struct facts *facts)
{
	return facts->history != NULL ? facts->history->letters->len : 0;
}

const struct history_letter *facts_letter(const struct facts *facts, guint place)
{
	return g_ptr_array_index(facts->history->letters, place);
}

GPtrArray *facts_letter_persons(const struct facts *facts, const struct history_letter *letter, guint roles)
{
	struct gathering gathering = facts_gathering_new(facts);

	for (guint i = 0; i < letter->persons->len; i++) {
		const struct history_person *person = g_ptr_array_index(letter->persons, i);

		if ((person->roles & roles) && strcmp(person->email, HISTORY_ANYBODY) != 0)
			resolution_free(facts_gather_address(&gathering, person->email));
	}
	return facts_gathering_end(&gathering);
}

/* A stranger's letter, too, can only bring more mail to be judged. */
static gboolean is_thread_of_member(const struct facts *facts)
{
	for (guint i = 0; i < facts_letter_count(facts); i++) {
		g_autoptr(GPtrArray) persons =
			facts_letter_persons(facts, facts_letter(facts, i), HISTORY_VISIBLE | HISTORY_RECIPIENT);

		if (facts_has_member(persons))
			return TRUE;
	}
	return FALSE;
}

static void recipient_free(gpointer data)
{
	struct facts_recipient *recipient = data;

	resolution_free(recipient->who);
	g_free(recipient);
}

/* xtext (RFC 3461, 4): "+2B" is "+". Caller frees. */
static char *decode_xtext(const char *text)
{
	GString *plain = g_string_new(NULL);

	for (; *text != '\0'; text++) {
		if (*text == '+' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2])) {
			g_string_append_c(plain,
					  (char)(g_ascii_xdigit_value(text[1]) * 16 + g_ascii_xdigit_value(text[2])));
			text += 2;
		} else {
			g_string_append_c(plain, *text);
		}
	}
	return g_string_free(plain, FALSE);
}

static gboolean is_original_shown(const struct facts *facts, const struct envelope_recipient *recipient,
				  GHashTable *shown)
{
	static const char prefix[] = "ORCPT=rfc822;";

	for (char **argument = recipient->arguments; *argument != NULL; argument++) {
		g_autofree char *original = NULL;
		struct resolution *who;
		gboolean is_shown;

		if (g_ascii_strncasecmp(*argument, prefix, strlen(prefix)) != 0)
			continue;
		original = decode_xtext(*argument + strlen(prefix));
		who = directory_resolve(facts->policy->directory, original, facts->day);
		is_shown = g_hash_table_contains(shown, who->address);
		resolution_free(who);
		return is_shown;
	}
	return FALSE;
}

static void find_recipients(struct facts *facts, const gboolean *bound, GHashTable *shown)
{
	gboolean is_relay = facts_is_trusted_relay(facts);

	facts->recipients = g_ptr_array_new_with_free_func(recipient_free);
	for (guint i = 0; i < facts->envelope->recipients->len; i++) {
		struct facts_recipient *recipient = g_new0(struct facts_recipient, 1);

		recipient->envelope = g_ptr_array_index(facts->envelope->recipients, i);
		recipient->who = directory_resolve(facts->policy->directory, recipient->envelope->address, facts->day);
		recipient->is_bound = bound != NULL && bound[i];
		recipient->is_original_visible = is_relay && is_original_shown(facts, recipient->envelope, shown);
		g_ptr_array_add(facts->recipients, recipient);
	}
}

static gboolean is_in_scope(const struct facts *facts)
{
	if (facts->is_sender_member || facts_has_member(facts->visible) || facts_has_member(facts->quoted) ||
	    facts_has_member(facts->authors))
		return TRUE;
	for (guint i = 0; i < facts->recipients->len; i++) {
		const struct facts_recipient *recipient = g_ptr_array_index(facts->recipients, i);

		if (facts_has_member(recipient->who->persons))
			return TRUE;
	}
	return is_thread_of_member(facts);
}

struct facts *facts_new(const struct policy *policy, const struct envelope *envelope, const struct message *message,
			const gboolean *bound)
{
	return facts_new_in_thread(policy, envelope, message, bound, NULL);
}

struct facts *facts_new_in_thread(const struct policy *policy, const struct envelope *envelope,
				  const struct message *message, const gboolean *bound, const struct history *history)
{
	struct facts *facts = g_new0(struct facts, 1);
	g_autoptr(GHashTable) shown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	facts->policy = policy;
	facts->envelope = envelope;
	facts->message = message;
	facts->history = history;
	facts->day = hours_day(envelope->received_at);
	facts->has_own_words = facts_find_sender(facts);
	find_visible(facts, shown);
	find_quoted(facts);
	find_recipients(facts, bound, shown);
	facts->has_member = is_in_scope(facts);
	return facts;
}

void facts_free(struct facts *facts)
{
	if (facts == NULL)
		return;
	resolution_free(facts->sender);
	g_ptr_array_unref(facts->recipients);
	g_ptr_array_unref(facts->visible);
	g_ptr_array_unref(facts->authors);
	g_ptr_array_unref(facts->quoted);
	g_free(facts->unknown_list);
	if (facts->foot_lines != NULL)
		g_ptr_array_unref(facts->foot_lines);
	g_free(facts);
}

const GPtrArray *facts_foot_lines(const struct facts *facts)
{
	struct facts *own =
		(struct facts *)facts; /* to everybody else the facts are as if they had always been there */

	if (own->foot_lines == NULL)
		own->foot_lines = own->has_own_words ? foot_lines_new(own->message) : g_ptr_array_new();
	return own->foot_lines;
}
