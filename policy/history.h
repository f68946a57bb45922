/* SPDX-License-Identifier: BSD-2-Clause */
/* What is known of the thread that a message continues, and what is to be known of a message later, as plain data. The
 * store keeps it (store/history_store.h) and gives it before judging, so rules only read it. No text, no subject. */
#ifndef POLICY_HISTORY_H
#define POLICY_HISTORY_H

#include <glib.h>

/* What a person was to a letter; bits. */
enum history_role {
	HISTORY_AUTHOR = 1, /* wrote it; the member, too, for whom an assistant did */
	HISTORY_TO = 2,
	HISTORY_CC = 4,
	HISTORY_RECIPIENT = 8, /* got it at once, visible or not */
	HISTORY_ALLOWED = 16,  /* its author, a member, says that the person may have a copy */
	HISTORY_REFUSED = 32   /* its author, a member, says that the person may not */
};

/* Who is seen on a letter. */
enum { HISTORY_VISIBLE = HISTORY_AUTHOR | HISTORY_TO | HISTORY_CC };

/* The email of a history_person who is anybody: "please share this with nobody". */
#define HISTORY_ANYBODY "*"

struct history_person {
	char *email; /* people.csv's */
	guint roles;
};

struct history_letter {
	gint64 received_at;
	gboolean is_trusted; /* the MTA vouched for its sender: only such a letter is evidence */
	gboolean is_marked;
	gboolean is_confidence_asked; /* its author, a member, asked that it be kept in confidence */
	GPtrArray *persons;           /* struct history_person, owned */
	GHashTable *supplied;         /* set of gint64 *, owned: history_value_name() of what a member's letter says of
				       * constituents, as the store keeps them */
};

struct history {
	GPtrArray *letters; /* struct history_letter, newest first, owned; empty: the thread is unknown */
	const void *context;
	/* The form in which the store keeps such a name. NULL where there are no letters. */
	gint64 (*tag)(const void *context, const char *name);
};

/* What is to be kept of one message. */
struct history_note {
	char *message_id;
	char **links;       /* Message-IDs that it continues, nearest first; NULL-terminated */
	char *thread_index; /* or NULL */
	char *sender;       /* people.csv's email, or the envelope's address: two senders' letters are two */
	struct history_letter letter;
	GPtrArray *values; /* char *: history_value_name(), owned */
};

/* What a sender can make us look up and keep. */
enum {
	HISTORY_MAX_LINKS = 25,    /* the nearest ones, and the first */
	HISTORY_MAX_LETTERS = 200, /* of one thread; the newest ones, and the first */
	HISTORY_MAX_PERSONS = 500, /* of one letter; members first */
	HISTORY_MAX_VALUES = 2000  /* of one letter */
};

struct history *history_new(void);
void history_free(struct history *history);
struct history_note *history_note_new(void);
struct history_letter *history_letter_new(void);
void history_letter_free(gpointer letter);
void history_note_free(struct history_note *note);

/* Adds the roles to the person's. */
void history_letter_add(struct history_letter *letter, const char *email, guint roles);
/* The person's roles in the letter; 0: none. */
guint history_letter_roles(const struct history_letter *letter, const char *email);

/* A constituent's value as it is compared: the constituent's row_tag() of the register view, NULL where no row has the
 * value, and "FIELD:VALUE" normalised. Caller frees. */
char *history_value_name(const char *row_tag, const char *value);

/* TRUE where a trusted letter by that author supplied the value. */
gboolean history_has_supplied(const struct history *history, const char *author, const char *name);

struct message;
/* The Message-IDs that a message continues, nearest first, up to HISTORY_MAX_LINKS; NULL-terminated, caller frees. */
char **history_links(const struct message *message);

#endif
