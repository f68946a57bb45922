/* SPDX-License-Identifier: BSD-2-Clause */
/* What staff do about a case beside deciding: who owns it, notes, its outcome for learning, legal hold, and proposals
 * that a second person answers. Each is put on the case's record and on the audit. */
#ifndef STORE_DESK_H
#define STORE_DESK_H

#include "store/cases.h"

#include <glib.h>

/* What staff learnt of a case, for the reports. */
enum outcome {
	OUTCOME_RIGHT,           /* right to hold or warn */
	OUTCOME_HARMLESS,        /* right by the rule, and no harm in it */
	OUTCOME_RULE_WRONG,      /* the rule asks too much */
	OUTCOME_DIRECTORY_WRONG, /* a person or list was not as the directory says */
	OUTCOME_FALSE_ALARM,     /* the finding is mistaken */
	OUTCOME_SUPERSEDED       /* a cured copy came; not a person's choice */
};
const char *outcome_name(enum outcome outcome);

/* Each: FALSE and *error where there is no such case (CASES_ERROR_UNKNOWN) or the store failed. */
gboolean desk_assign(struct casebook *casebook, const char *id, const char *owner, const char *actor, GError **error);
gboolean desk_note(struct casebook *casebook, const char *id, const char *text, const char *actor, GError **error);
/* That the actor reads the whole text, or takes the original, and why: before either is shown. */
gboolean desk_record_reading(struct casebook *casebook, const char *id, gboolean is_original, const char *reason,
			     const char *actor, GError **error);
/* That staff were told that it is late. */
gboolean desk_record_alarm(struct casebook *casebook, const char *id, GError **error);
gboolean desk_set_outcome(struct casebook *casebook, const char *id, enum outcome outcome, const char *actor,
			  GError **error);
gboolean desk_keep(struct casebook *casebook, const char *id, gboolean is_kept, const char *reason, const char *actor,
		   GError **error);
gboolean desk_set_needed(struct casebook *casebook, const char *id, guint32 day, const char *actor, GError **error);

struct desk_work {
	char *owner, *outcome; /* or NULL */
	gboolean is_kept;
	guint32 needed_day; /* 0: not known */
};
void desk_work_done(struct desk_work *work);
gboolean desk_load(struct casebook *casebook, const char *id, struct desk_work *ret_work, GError **error);

/* A decision that waits for a second person. */
struct proposal {
	gint64 id, at;
	char *actor, *decision, *reason; /* decision: "release", "discard"; reason: or NULL */
	char **recipients;               /* addresses; NULL-terminated, empty: all who are held */
};
void proposal_free(struct proposal *proposal);

/* addresses: NULL for all who are held. FALSE and CASES_ERROR_NOT_HELD where one is not, or a proposal waits already.
 */
gboolean desk_propose(struct casebook *casebook, const char *id, const char *decision, const char *const *addresses,
		      const char *actor, const char *reason, GError **error);
/* The one that waits; NULL without *error where none does. */
struct proposal *desk_proposal(struct casebook *casebook, const char *id, GError **error);
/* Answered: approved, it is carried out in the same transaction. FALSE and CASES_ERROR_NOT_HELD where it does not wait
 * any more, or the actor is who proposed it. */
gboolean desk_answer(struct casebook *casebook, const char *id, gint64 proposal, gboolean is_approved,
		     const char *actor, const char *reason, GError **error);

#endif
