/* SPDX-License-Identifier: BSD-2-Clause */
/* The casebook: cases with findings, frozen envelope, sealed message, and what is owed to whom (outbox), in one SQLite
 * database (WAL, synchronous FULL). A handle may be used by several threads; it locks itself. Several processes may
 * open the same file. Nothing here is content, but for the sealed message. */
#ifndef STORE_CASEBOOK_H
#define STORE_CASEBOOK_H

#include "policy/envelope.h"
#include "policy/verdict.h"
#include "store/identity.h"
#include "store/seal.h"

#include <glib.h>

struct casebook;

/* The errors of this room, for cases.h and outbox.h too. */
#define CASES_ERROR (cases_error_quark())
GQuark cases_error_quark(void);
enum cases_error {
	CASES_ERROR_UNKNOWN,    /* no case of that id */
	CASES_ERROR_NOT_HELD,   /* nobody, or not that recipient, waits in the case */
	CASES_ERROR_STORE,      /* the database: locked for too long, full, not writable, damaged */
	CASES_ERROR_VERSION,    /* no casebook, or a newer candour's */
	CASES_ERROR_BOUND,      /* the same letter was recorded meanwhile: look the bindings up again */
	CASES_ERROR_STALE,      /* the outbox item's lease ran out and somebody else has it, or it is done */
	CASES_ERROR_NO_MESSAGE, /* the case keeps no message */
	CASES_ERROR_LIMIT       /* a constituent has too many bases */
};

enum { CASE_ID_BYTES = 10, BINDING_DAYS = 7 }; /* "7KQ4-M2XD" and its NUL */

/* Opens, and makes the file (0660) and its tables where they are missing. NULL and *error where it cannot, or where a
 * newer candour wrote it. */
struct casebook *casebook_open(const char *path, GError **error);
void casebook_close(struct casebook *casebook);

/* What was decided about a recipient of a message: it binds every retry. */
enum recipient_state {
	RECIPIENT_DELIVERED, /* the MTA has it */
	RECIPIENT_HELD,
	RECIPIENT_RELEASING,
	RECIPIENT_RELEASED,
	RECIPIENT_RETURNING,
	RECIPIENT_RETURNED,
	RECIPIENT_DISCARDED,
	RECIPIENT_REJECTED
};
const char *recipient_state_name(enum recipient_state state);

struct binding {
	gboolean is_bound;
	enum recipient_state state;
	char case_id[CASE_ID_BYTES];
};

/* Looks up count identities; received within BINDING_DAYS before `now` they bind. FALSE and *error: the store failed,
 * and nothing may be concluded. */
gboolean casebook_find_bindings(struct casebook *casebook, const struct identity *identities, gsize count, gint64 now,
				struct binding *ret_bindings, GError **error);

/* One case to be. All pointers are borrowed. */
struct case_record {
	const struct envelope *envelope;
	const struct verdict *verdict;
	const struct identity *identities; /* one for each recipient of the envelope */
	const gboolean *bound;             /* recipients that another case binds: they are not this case's; or NULL */
	const gboolean *is_unrecorded;     /* protected recipients: they leave no trace; or NULL */
	const char *message_id;            /* or NULL */
	const char *mta;                   /* {j}, the MTA's host name, for the Received line; or NULL */
	const char *protocol;              /* "ESMTP", "ESMTPA", "ESMTPS", "ESMTPSA", "LMTP": RFC 3848; or NULL */
	const struct seal_key *seal;       /* needed where a recipient is held or returned */
	const char *bytes;                 /* the message as received, sealed where a recipient is held */
	gsize length;
	gboolean owes_notice; /* a warning goes to the sender ... */
	gint64 notice_due_at; /* ... not before this time */
	gboolean owes_return; /* rejected recipients are stripped where the MTA does not refuse the whole message: each
			       * is returned to the sender (RECIPIENT_RETURNING, OUTBOX_RETURN), which takes seal and
			       * bytes; else they are RECIPIENT_REJECTED and the MTA's 550 tells the sender */
};

/* Commits everything or nothing, then says the case's id. FALSE and *error: nothing was recorded, answer tempfail. */
gboolean casebook_record(struct casebook *casebook, const struct case_record *record, char ret_case_id[CASE_ID_BYTES],
			 GError **error);

#endif
