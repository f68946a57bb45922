/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes, frees and reads the plain data about a thread. It looks nothing up. */
#include "policy/history.h"

#include "parser/message.h"

#include <string.h>

static void free_person(gpointer data)
{
	struct history_person *person = data;

	g_free(person->email);
	g_free(person);
}

static void letter_init(struct history_letter *letter)
{
	letter->persons = g_ptr_array_new_with_free_func(free_person);
	letter->supplied = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

static void letter_done(struct history_letter *letter)
{
	g_ptr_array_unref(letter->persons);
	g_hash_table_unref(letter->supplied);
}

struct history_letter *history_letter_new(void)
{
	struct history_letter *letter = g_new0(struct history_letter, 1);

	letter_init(letter);
	return letter;
}

void history_letter_free(gpointer letter)
{
	if (letter == NULL)
		return;
	letter_done(letter);
	g_free(letter);
}

struct history *history_new(void)
{
	struct history *history = g_new0(struct history, 1);

	history->letters = g_ptr_array_new_with_free_func(history_letter_free);
	return history;
}

void history_free(struct history *history)
{
	if (history == NULL)
		return;
	g_ptr_array_unref(history->letters);
	g_free(history);
}

struct history_note *history_note_new(void)
{
	struct history_note *note = g_new0(struct history_note, 1);

	letter_init(&note->letter);
	note->values = g_ptr_array_new_with_free_func(g_free);
	return note;
}

void history_note_free(struct history_note *note)
{
	if (note == NULL)
		return;
	g_free(note->message_id);
	g_strfreev(note->links);
	g_free(note->thread_index);
	g_free(note->sender);
	letter_done(&note->letter);
	g_ptr_array_unref(note->values);
	g_free(note);
}

static struct history_person *find_person(const struct history_letter *letter, const char *email)
{
	for (guint i = 0; i < letter->persons->len; i++) {
		struct history_person *person = g_ptr_array_index(letter->persons, i);

		if (strcmp(person->email, email) == 0)
			return person;
	}
	return NULL;
}

void history_letter_add(struct history_letter *letter, const char *email, guint roles)
{
	struct history_person *person = find_person(letter, email);

	if (person == NULL) {
		person = g_new0(struct history_person, 1);
		person->email = g_strdup(email);
		g_ptr_array_add(letter->persons, person);
	}
	person->roles |= roles;
}

guint history_letter_roles(const struct history_letter *letter, const char *email)
{
	const struct history_person *person = find_person(letter, email);

	return person != NULL ? person->roles : 0;
}

char *history_value_name(const char *row_tag, const char *value)
{
	return g_strconcat(row_tag != NULL ? row_tag : "", "\x1f", value, NULL);
}

gboolean history_has_supplied(const struct history *history, const char *author, const char *name)
{
	gint64 tag;

	if (history->letters->len == 0)
		return FALSE;
	tag = history->tag(history->context, name);
	for (guint i = 0; i < history->letters->len; i++) {
		const struct history_letter *letter = g_ptr_array_index(history->letters, i);

		if (letter->is_trusted && (history_letter_roles(letter, author) & HISTORY_AUTHOR) &&
		    g_hash_table_contains(letter->supplied, &tag))
			return TRUE;
	}
	return FALSE;
}

static void add_link(GPtrArray *links, const char *id)
{
	for (guint i = 0; i < links->len; i++)
		if (strcmp(g_ptr_array_index(links, i), id) == 0)
			return;
	g_ptr_array_add(links, g_strdup(id));
}

char **history_links(const struct message *message)
{
	GPtrArray *links = g_ptr_array_new();

	if (message->in_reply_to != NULL)
		add_link(links, message->in_reply_to);
	for (guint i = message->references->len; i > 1 && links->len < HISTORY_MAX_LINKS - 1; i--)
		add_link(links, g_ptr_array_index(message->references, i - 1));
	/* The thread's first letter outlives those in between that the store never saw. */
	if (message->references->len > 0)
		add_link(links, g_ptr_array_index(message->references, 0));
	g_ptr_array_add(links, NULL);
	return (char **)g_ptr_array_free(links, FALSE);
}
