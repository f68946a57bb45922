/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads a thread, quoted or stored, for consent, refusal and announcement of copies. Believes the quoted text, whether
 * the sender is believed is asked elsewhere; of the stored letters only those whose sender the MTA vouched for. */
#include "policy/match/consent.h"

struct letter {
	struct consent_text *text;
	GPtrArray *participants; /* const struct person * */
};

struct consent_thread {
	const struct facts *facts;
	const struct person *first;
	GPtrArray *letters; /* struct letter of the first member, newest first */
};

static void letter_free(gpointer data)
{
	struct letter *letter = data;

	consent_text_free(letter->text);
	g_ptr_array_unref(letter->participants);
	g_free(letter);
}

/* The only member of the persons; *ret_count: how many there are. */
static const struct person *only_member(const GPtrArray *persons, guint *ret_count)
{
	const struct person *only = NULL;

	*ret_count = 0;
	for (guint i = 0; i < persons->len; i++) {
		if (!facts_is_member(g_ptr_array_index(persons, i)))
			continue;
		only = g_ptr_array_index(persons, i);
		++*ret_count;
	}
	return *ret_count == 1 ? only : NULL;
}

/* The member who wrote, or to whom alone it was written. TRUE where a letter has members, whether or not one of them
 * is the first. */
static gboolean is_beginning(const GPtrArray *writers, const GPtrArray *participants, const struct person **ret_first)
{
	guint count;

	*ret_first = only_member(writers, &count);
	if (*ret_first == NULL)
		*ret_first = only_member(participants, &count);
	return count > 0;
}

static gboolean is_quote_begun(const struct facts *facts, const struct person **ret_first)
{
	for (guint i = facts->message->quoted->len; i > 0; i--) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i - 1);
		g_autoptr(GPtrArray) writers = facts_quoted_persons(facts, quoted, TRUE);
		g_autoptr(GPtrArray) participants = facts_quoted_persons(facts, quoted, FALSE);

		if (is_beginning(writers, participants, ret_first))
			return TRUE;
	}
	return FALSE;
}

/* What is quoted says it first: it may reach further back than the store. */
static const struct person *find_first_member(const struct facts *facts)
{
	const struct person *first = NULL;

	if (is_quote_begun(facts, &first))
		return first;
	for (guint i = facts_letter_count(facts); i > 0; i--) {
		const struct history_letter *letter = facts_letter(facts, i - 1);
		g_autoptr(GPtrArray) writers = facts_letter_persons(facts, letter, HISTORY_AUTHOR);
		g_autoptr(GPtrArray) participants = facts_letter_persons(facts, letter, HISTORY_VISIBLE);

		if (letter->is_trusted && is_beginning(writers, participants, &first))
			return first;
	}
	return NULL;
}

struct consent_thread *consent_thread_new(const struct facts *facts)
{
	struct consent_thread *thread = g_new0(struct consent_thread, 1);

	thread->facts = facts;
	thread->first = find_first_member(facts);
	thread->letters = g_ptr_array_new_with_free_func(letter_free);
	for (guint i = 0; thread->first != NULL && i < MIN(facts->message->quoted->len, CONSENT_MAX_LETTERS); i++) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i);
		g_autoptr(GPtrArray) writers = facts_quoted_persons(facts, quoted, TRUE);
		struct letter *letter;

		if (!facts_has_person(writers, thread->first))
			continue;
		letter = g_new0(struct letter, 1);
		letter->text = consent_text_new(quoted->text);
		letter->participants = facts_quoted_persons(facts, quoted, FALSE);
		g_ptr_array_add(thread->letters, letter);
	}
	return thread;
}

void consent_thread_free(struct consent_thread *thread)
{
	if (thread == NULL)
		return;
	g_ptr_array_unref(thread->letters);
	g_free(thread);
}

const struct person *consent_first_member(const struct consent_thread *thread)
{
	return thread->first;
}

/* What one letter of the first member says, by its text or else by whom it went to. */
static enum consent_word read_letter(const struct consent_thread *thread, const struct letter *letter,
				     const struct person *person)
{
	enum consent_word word = consent_text_read(letter->text, thread->facts, person);

	return word == CONSENT_NONE && facts_has_person(letter->participants, person) ? CONSENT_GIVEN : word;
}

/* Newest first: the latest word prevails. */
static enum consent_word read_quotes(const struct consent_thread *thread, const struct person *person)
{
	enum consent_word word = CONSENT_NONE;

	for (guint i = 0; i < thread->letters->len && word == CONSENT_NONE; i++)
		word = read_letter(thread, g_ptr_array_index(thread->letters, i), person);
	return word;
}

static enum consent_word read_stored_letter(const struct history_letter *letter, const struct person *person)
{
	guint roles = history_letter_roles(letter, person->email);

	if (roles & HISTORY_REFUSED)
		return CONSENT_REFUSED;
	if (roles & HISTORY_ALLOWED)
		return CONSENT_GIVEN;
	if (history_letter_roles(letter, HISTORY_ANYBODY) & HISTORY_REFUSED)
		return CONSENT_REFUSED;
	return roles & (HISTORY_VISIBLE | HISTORY_RECIPIENT) ? CONSENT_GIVEN : CONSENT_NONE;
}

/* The latest word in the store; *ret_has_other where the opposite was said before it. */
static enum consent_word read_store(const struct consent_thread *thread, const struct person *person,
				    gboolean *ret_has_other)
{
	enum consent_word latest = CONSENT_NONE;

	*ret_has_other = FALSE;
	for (guint i = 0; i < facts_letter_count(thread->facts); i++) {
		const struct history_letter *letter = facts_letter(thread->facts, i);
		enum consent_word word;

		if (!letter->is_trusted || !(history_letter_roles(letter, thread->first->email) & HISTORY_AUTHOR))
			continue;
		word = read_stored_letter(letter, person);
		if (latest == CONSENT_NONE)
			latest = word;
		*ret_has_other |= word != CONSENT_NONE && word != latest;
	}
	return latest;
}

gboolean consent_stands(const struct consent_thread *thread, const struct person *person)
{
	enum consent_word quoted, stored;
	gboolean has_other;

	if (thread->first == NULL || person_is_same(thread->first, person))
		return FALSE;
	quoted = read_quotes(thread, person);
	stored = read_store(thread, person, &has_other);
	if (quoted == CONSENT_NONE || stored == CONSENT_NONE || quoted == stored)
		return MAX(quoted, stored) == CONSENT_GIVEN;
	/* The store knows the order of both; what is only quoted has no time, so the refusal stands. */
	return has_other && stored == CONSENT_GIVEN;
}

/* The reader of each alternative must see it. */
static gboolean is_announced_here(const struct message *message)
{
	for (guint i = 0; i < message->renditions->len; i++) {
		const struct rendition *rendition = g_ptr_array_index(message->renditions, i);
		gboolean is_found = FALSE;

		for (guint j = 0; j < rendition->passages->len && !is_found; j++) {
			const struct passage *passage = g_ptr_array_index(rendition->passages, j);

			is_found = passage->division != DIVISION_QUOTED && !passage->is_hidden &&
				   consent_text_announces(passage->text);
		}
		if (!is_found)
			return FALSE;
	}
	return message->renditions->len > 0;
}

static gboolean is_written_by_officer(const struct facts *facts, const struct quoted_message *quoted)
{
	g_autoptr(GPtrArray) writers = facts_quoted_persons(facts, quoted, TRUE);

	for (guint i = 0; i < writers->len; i++) {
		const struct person *person = g_ptr_array_index(writers, i);

		if (person->kind == PERSON_OFFICER)
			return TRUE;
	}
	return FALSE;
}

gboolean consent_is_announced(const struct facts *facts, gboolean is_advance)
{
	for (guint i = 0; i < MIN(facts->message->quoted->len, CONSENT_MAX_LETTERS); i++) {
		const struct quoted_message *quoted = g_ptr_array_index(facts->message->quoted, i);

		if (is_written_by_officer(facts, quoted) && consent_text_announces(quoted->text))
			return TRUE;
	}
	return !is_advance && is_announced_here(facts->message);
}
