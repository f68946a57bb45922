/* SPDX-License-Identifier: BSD-2-Clause */
/* The policy of a council, and the judge: facts in, verdict out. Pure: no clock, no I/O. */
#ifndef POLICY_JUDGE_H
#define POLICY_JUDGE_H

#include "parser/message.h"
#include "policy/directory/directory.h"
#include "policy/envelope.h"
#include "policy/history.h"
#include "policy/hours.h"
#include "policy/match/identifier_terms.h"
#include "policy/match/lexicon.h"
#include "policy/match/register_view.h"
#include "policy/rule.h"
#include "policy/verdict.h"

#include <gio/gio.h>

/* A sensitivity label that marks a message as confidential, by the GUID of the configuration. */
struct label_level {
	char *guid; /* lower case */
	gboolean is_confidential;
};

/* What another labelling product writes in a field of its own. */
struct label_header {
	char *header; /* lower case */
	char *value;  /* words that stand in the field's value, in any case */
	gboolean is_confidential;
};

/* Everything that judging needs; owned by the snapshot, immutable. */
struct policy {
	struct directory *directory;
	struct lexicons *lexicons;
	struct register_view register_view;
	struct identifier_terms *identifier_terms; /* what counts as a value; NULL: as where nothing is configured */
	GPtrArray *rules;                          /* struct rule, owned */
	GPtrArray *trusted;                        /* GInetAddressMask, owned */
	GPtrArray *labels;                         /* struct label_level, owned */
	GPtrArray *label_headers; /* struct label_header, owned; of several that fit a field the first counts */
	struct hours staffed_hours;
	gboolean is_observe;                       /* mode = "observe" */
	gboolean is_constituent_hold_staffed_only; /* outside staffed_hours a constituent-data hold becomes a notice */
	char *members_consented; /* the resolution by which members' mail is judged in full, or NULL */
};

/* Judges one message. bound: a flag for each recipient decided earlier, or NULL; those get DISPOSITION_DELIVER here and
 * the caller applies what was decided. Never NULL; free with verdict_free(). */
struct verdict *policy_judge(const struct policy *policy, const struct envelope *envelope,
			     const struct message *message, const gboolean *bound);

/* The same for a message whose thread the store was asked for; history may be NULL: unknown. */
struct verdict *policy_judge_in_thread(const struct policy *policy, const struct envelope *envelope,
				       const struct message *message, const gboolean *bound,
				       const struct history *history);

/* Frees what the policy owns, not the structure. */
void policy_done(struct policy *policy);

#endif
