/* SPDX-License-Identifier: BSD-2-Clause */
/* What facts.c and facts_sender.c share. */
#ifndef POLICY_FACTS_PRIVATE_H
#define POLICY_FACTS_PRIVATE_H

#include "policy/facts.h"

/* Persons gathered once each; an address is resolved once, however often it stands there. */
struct gathering {
	const struct facts *facts;
	GHashTable *addresses; /* met, as written; borrowed */
	GHashTable *emails;    /* of persons gathered; borrowed */
	GPtrArray *persons;
};

struct gathering facts_gathering_new(const struct facts *facts);
/* The persons; frees the rest. */
GPtrArray *facts_gathering_end(struct gathering *gathering);
/* What the address is, or NULL where it was met before. */
struct resolution *facts_gather_address(struct gathering *gathering, const char *mailbox);

gboolean facts_has_member(const GPtrArray *persons);

/* The client is one of `trusted`: its envelope sender and ORCPT are believed. */
gboolean facts_is_trusted_relay(const struct facts *facts);

/* Fills what facts say of sender, authors and trust. TRUE where the message's words are the sender's own. */
gboolean facts_find_sender(struct facts *facts);

#endif
