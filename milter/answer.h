/* SPDX-License-Identifier: BSD-2-Clause */
/* The answer to the MTA: the one place where a verdict, earlier decisions, and candour's own failures become a reply.
 * Pure: nothing here talks to the MTA or to the store. */
#ifndef MILTER_ANSWER_H
#define MILTER_ANSWER_H

#include "conf/conf.h"
#include "policy/envelope.h"
#include "policy/verdict.h"
#include "store/casebook.h"

#include <glib.h>

/* Never "discard": that would take the archive's copy too. */
enum answer_reply { ANSWER_CONTINUE, ANSWER_REJECT, ANSWER_TEMPFAIL };

struct answer {
	enum answer_reply reply;
	GPtrArray *stripped; /* char *: RCPT paths to take away, in every form that an MTA may have kept; owned */
	GPtrArray *lines;    /* char *: the text of a refusal; owned; empty: the MTA's own */
	char *case_header;   /* the value of X-Candour-Case, or NULL */
};

/* What an answer is made from; borrowed. The arrays have one entry for each recipient of the envelope. */
struct answer_basis {
	const struct conf *conf;
	const struct envelope *envelope;
	const struct verdict *verdict;    /* with what is bound taken into account: dispositions */
	const struct verdict *reasons;    /* as if nothing were bound: what a refusal and a header speak of */
	const struct binding *bindings;   /* decided earlier: a retry gets the same answer */
	const gboolean *is_protected;     /* gets its copy whatever else */
	gboolean are_recipients_internal; /* all of them, and none is protected */
};

/* TRUE where every recipient is refused, so that the reply is 550; else refused ones are stripped. */
gboolean answer_is_refusal(const struct answer_basis *basis);
/* TRUE where a recipient refused now is only stripped, so that the sender is owed a return. */
gboolean answer_owes_return(const struct answer_basis *basis);
/* TRUE where a warning by mail is due to the sender. */
gboolean answer_owes_notice(const struct answer_basis *basis);

/* TRUE where the MTA delivers to that recipient at once. */
gboolean answer_delivers(const struct answer_basis *basis, guint recipient);

/* case_id: of this message or of the case that binds it, or NULL. Never NULL. */
struct answer *answer_new(const struct answer_basis *basis, const char *case_id);
/* Nothing to do: out of scope, or nothing but protected recipients. */
struct answer *answer_pass(void);
/* candour itself failed (store, disk, time): as configured by `failure`, tempfail unless it says "accept". */
struct answer *answer_failure(const struct conf *conf);
void answer_free(struct answer *answer);

#endif
