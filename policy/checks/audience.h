/* SPDX-License-Identifier: BSD-2-Clause */
/* Whom a message reaches, person by person, with the envelope's addresses through which it does; for checks. */
#ifndef POLICY_CHECKS_AUDIENCE_H
#define POLICY_CHECKS_AUDIENCE_H

#include "policy/facts.h"
#include "policy/verdict.h"

#include <glib.h>

struct reached {
	const struct person *person;
	GPtrArray *addresses; /* const char *: envelope addresses, borrowed */
};

/* The members that judged recipients stand for, by themselves, an assistant, or a list: struct reached; owned array. */
GPtrArray *audience_members(const struct facts *facts);

/* Judged recipients outside the council who are no partners: const struct facts_recipient *; caller unrefs. MPs, county
 * members, contractors and press are outside (POLICY.md, "Persons"). */
GPtrArray *audience_outside(const struct facts *facts);

/* Adds the person and the addresses that reach them. */
void audience_add(struct finding *finding, const struct reached *reached);

/* "Councillor Lee", "Councillor Lee and Councillor Shah", "the councillors". Caller frees. */
char *audience_names(const struct facts *facts, const GPtrArray *members);

/* The finding concerns that recipient, an outsider: the person where the directory has one, else the address. */
void audience_add_outside(struct finding *finding, const struct facts_recipient *recipient);

#endif
