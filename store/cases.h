/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading cases back, and deciding about what is held. For the command, the page and the courier. */
#ifndef STORE_CASES_H
#define STORE_CASES_H

#include "store/casebook.h"

#include <glib.h>

struct case_recipient {
	int position; /* in the envelope */
	char *raw;    /* as the MTA showed it */
	char *address;
	char **arguments;
	enum recipient_state state;
	char *reply; /* the last SMTP reply about it, or NULL */
	int attempts;
};

struct case_finding {
	char *rule, *check, *clause, *point, *notice; /* notice: the text's name */
	enum action configured, applied;
	char *because; /* or NULL */
	char **persons, **recipients, **visible_members, **constituents;
	GPtrArray *evidence;             /* struct evidence, owned */
	char *cure, *cure_line, *kinds;  /* or NULL */
	char *basis_reason, *basis_text; /* or NULL */
};

struct case_decision {
	gint64 at;
	char *actor;    /* who: a login name, or "courier" */
	char *decision; /* "viewed", "release", "return", "discard"; the courier's: the state reached, or "repeated" */
	char *reason;   /* or NULL; the courier's: the SMTP reply */
	char **recipients; /* addresses that it was about; NULL-terminated, never NULL */
};

struct case_file {
	char id[CASE_ID_BYTES];
	gint64 received_at, recorded_at;
	struct envelope *envelope;         /* with the case's recipients only */
	char *sender_person;               /* or NULL */
	char *message_id, *mta, *protocol; /* or NULL */
	enum action action;
	gboolean is_restricted;
	gboolean has_message;  /* the sealed message is there */
	GPtrArray *recipients; /* struct case_recipient, owned */
	GPtrArray *findings;   /* struct case_finding, owned */
	GPtrArray *decisions;  /* struct case_decision, owned, oldest first */
};

/* The whole case; NULL and *error (CASES_ERROR_UNKNOWN where there is no such id; any case and with or without the
 * hyphen is taken). */
struct case_file *cases_load(struct casebook *casebook, const char *id, GError **error);
void case_file_free(struct case_file *file);

/* Ids of the cases in which a recipient waits (held, releasing or returning), oldest first: char *, owned array. */
GPtrArray *cases_held(struct casebook *casebook, GError **error);

/* Ids of the cases of the same letter, that is of the same sender and Message-ID, the case's own among them, oldest
 * first: char *, owned array. */
GPtrArray *cases_of_letter(struct casebook *casebook, const char *id, GError **error);

/* The message as received. NULL and *error where there is none (CASES_ERROR_NO_MESSAGE) or the key is not its
 * (G_IO_ERROR_INVALID_DATA). */
GBytes *cases_open_message(struct casebook *casebook, const char *id, const struct seal_key *secret_key,
			   GError **error);

/* Puts on record that the actor looks at the case: to be called before anything of its message is shown. */
gboolean cases_record_view(struct casebook *casebook, const char *id, const char *actor, GError **error);

/* Decisions about recipients that are held: all of them where addresses is NULL, else those (NULL-terminated; any
 * case). actor: who decides; reason may be NULL for a release. FALSE and *error, and nothing is decided, where one of
 * the addresses is not held in that case. Release and return are carried out by the courier. */
gboolean cases_release(struct casebook *casebook, const char *id, const char *const *addresses, const char *actor,
		       const char *reason, GError **error);
gboolean cases_return(struct casebook *casebook, const char *id, const char *actor, const char *reason, GError **error);
gboolean cases_discard(struct casebook *casebook, const char *id, const char *actor, const char *reason,
		       GError **error);

#endif
