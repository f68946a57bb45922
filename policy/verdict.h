/* SPDX-License-Identifier: BSD-2-Clause */
/* What the policy says of one message: findings, and a disposition for each recipient. Plain data. */
#ifndef POLICY_VERDICT_H
#define POLICY_VERDICT_H

#include <glib.h>

struct rule;
struct message;

/* Weakest first; ACTION_PASS is the verdict where there is no finding. */
enum action { ACTION_PASS, ACTION_OBSERVE, ACTION_FLAG, ACTION_NOTICE, ACTION_HOLD, ACTION_REJECT };

/* Why the action applied is not the one configured. */
enum because {
	BECAUSE_NONE,
	BECAUSE_MODE,
	BECAUSE_UNKNOWN_LIST,
	BECAUSE_PERIOD,
	BECAUSE_OVERRIDE,
	BECAUSE_HOURS,
	BECAUSE_MEMBER_SENDER
};

enum disposition { DISPOSITION_DELIVER, DISPOSITION_HOLD, DISPOSITION_REJECT };

/* What a finding rests on: kinds of things, never a value of the message's text. */
struct evidence {
	char *part; /* IMAP section number, "header:NAME" or "envelope" */
	char *name; /* of an attachment, or NULL */
	char *what; /* "not in To or Cc" */
};

struct finding {
	const struct rule *rule; /* of the snapshot that judged */
	enum action configured, applied;
	enum because because;
	GPtrArray *persons;         /* char *: people.csv's email, or an outsider's address; owned */
	GPtrArray *recipients;      /* char *: the envelope's addresses that reach them; owned */
	GPtrArray *evidence;        /* struct evidence, owned */
	GPtrArray *visible_members; /* char *: for the notice, the members it openly went to; owned */
	char *cure;                 /* one sentence that says what to do, with the very words to add */
	char *cure_line;            /* those words alone ("CC Councillor Oduya"), or NULL */
	char *kinds;        /* kinds of data or content found, for the notice ("a name with a postcode"), or NULL */
	char *basis_reason; /* a Basis line that overrode it: the reason's word, or NULL */
	char *basis_text;   /* and its free text, or NULL */
	GPtrArray *constituents; /* char *: register ids the finding is about; never printed with values; owned */
};

struct verdict {
	enum action action;         /* the strongest applied */
	GPtrArray *findings;        /* struct finding, owned, in the order of the rules */
	GArray *dispositions;       /* enum disposition, in the order of the envelope's recipients */
	gboolean is_in_scope;       /* FALSE: no member in it, nothing was judged and no trace is to stay */
	gboolean is_sender_trusted; /* authenticated or from a trusted source */
	gboolean may_answer;        /* a notice may go to the sender: trusted, of the council, not automatic mail */
	char *sender_person;        /* people.csv's email of the sender, or NULL */
};

struct verdict *verdict_new(gsize recipients);
void verdict_free(struct verdict *verdict);

struct finding *finding_new(const struct rule *rule, enum action configured);
/* The one in findings (of one rule) that is configured so, made and added where there is none; borrowed. */
struct finding *finding_in(GPtrArray *findings, const struct rule *rule, enum action configured);
void finding_free(struct finding *finding);
/* Copies its strings, unless the very evidence is there already; name may be NULL. */
void finding_add_evidence(struct finding *finding, const char *part, const char *name, const char *what);
/* Each adds a copy unless it is there already. */
void finding_add_person(struct finding *finding, const char *email);
void finding_add_recipient(struct finding *finding, const char *address);
/* Applies no more than the action; because changes only where that lowers what was to be applied. */
void finding_lower(struct finding *finding, enum action action, enum because because);
/* Takes in and frees another finding of the same rule with the same action applied. */
void finding_merge(struct finding *finding, struct finding *other);

/* Words of the contract: "hold", "unknown-list". because_name(BECAUSE_NONE) is NULL. */
const char *action_name(enum action action);
gboolean action_from_name(const char *name, enum action *ret_action);
const char *because_name(enum because because);
const char *disposition_name(enum disposition disposition);

#endif
