/* SPDX-License-Identifier: BSD-2-Clause */
/* Everything that rules may know of one message: envelope and message joined with the directory. Built once a message,
 * read by every rule. Borrowed from its sources, which outlive it. */
#ifndef POLICY_FACTS_H
#define POLICY_FACTS_H

#include "parser/message.h"
#include "policy/directory/directory.h"
#include "policy/envelope.h"
#include "policy/history.h"
#include "policy/match/foot_line.h"

#include <glib.h>

struct policy;
struct scan;

struct facts_recipient {
	const struct envelope_recipient *envelope;
	struct resolution *who;
	gboolean is_bound;            /* decided earlier (a retry): not judged again */
	gboolean is_original_visible; /* by ORCPT of a trusted relay (RFC 3461) it was sent to an address that is
					 visible */
};

struct facts {
	const struct policy *policy;
	const struct envelope *envelope;
	const struct message *message;
	const struct history *history; /* of the thread it continues; NULL where that is unknown */
	guint32 day;                   /* of receipt, Europe/London, g_date_get_julian */

	struct resolution *sender;  /* the login's person, else the envelope sender's (POLICY.md, "Scope") */
	gboolean is_sender_officer; /* a shared mailbox of officers too; never together with is_sender_member */
	gboolean is_sender_member; /* an assistant sending for a member too, and a shared mailbox with a member in it */
	gboolean is_sender_trusted;
	gboolean is_automatic; /* null sender and report or Auto-Submitted */
	gboolean is_redirect;  /* Resent-From, or From is neither the login's nor the envelope sender's person */
	gboolean has_member;   /* in scope */

	GPtrArray *recipients; /* struct facts_recipient, owned, as in the envelope; protected and bound ones too */
	GPtrArray *visible; /* const struct person *: To, Cc, newest Resent-To/Cc, calendar attendees; lists expanded */
	GPtrArray *authors; /* const struct person *: From */
	GPtrArray *quoted;  /* const struct person *: named in the heads of quoted and forwarded text */
	char *unknown_list; /* a visible unresolved council or list-host address, or NULL */
	gboolean has_own_words; /* the authored words are the sender's, not somebody's whose mail they redirect */
	GPtrArray *foot_lines;  /* for facts_foot_lines() alone; NULL until it is asked */
};

/* bound: count of recipients flags (retry), or NULL. Never NULL; free with facts_free(). */
struct facts *facts_new(const struct policy *policy, const struct envelope *envelope, const struct message *message,
			const gboolean *bound);
/* The same for a message whose thread is known; history may be NULL. */
struct facts *facts_new_in_thread(const struct policy *policy, const struct envelope *envelope,
				  const struct message *message, const gboolean *bound, const struct history *history);
void facts_free(struct facts *facts);

/* The person is an elected member; the arrays of facts and resolutions hold persons in office only. */
gboolean facts_is_member(const struct person *person);

/* struct foot_line, borrowed: in every rendition's foot; none where the words are not the sender's own. Found when
 * first asked for, since most mail needs them for nothing. */
const GPtrArray *facts_foot_lines(const struct facts *facts);

/* TRUE where the array of const struct person * has that person. */
gboolean facts_has_person(const GPtrArray *persons, const struct person *person);

/* Who took part in one quoted message, by address or by name: const struct person *; is_from: its writers alone. Caller
 * unrefs. */
GPtrArray *facts_quoted_persons(const struct facts *facts, const struct quoted_message *quoted, gboolean is_from);

/* The thread's letters that the store knows, newest first. */
guint facts_letter_count(const struct facts *facts);
const struct history_letter *facts_letter(const struct facts *facts, guint place);
/* The persons in office who have one of the roles (enum history_role) in it: const struct person *. Caller unrefs. */
GPtrArray *facts_letter_persons(const struct facts *facts, const struct history_letter *letter, guint roles);

/* The message is nothing but somebody's answer to an invitation (RFC 5546, 1.4: REPLY, REFRESH, COUNTER,
 * DECLINECOUNTER), which a calendar program writes and addresses; with another attachment it is a letter. */
gboolean facts_is_calendar_answer(const struct facts *facts);

/* Recipients that a rule may act on: neither protected nor bound. */
gboolean facts_is_judged(const struct facts_recipient *recipient);

/* FALSE where all recipients are protected: then nothing at all is stored (POLICY.md, "Protected recipients"). */
gboolean facts_has_unprotected(const struct facts *facts);

#endif
