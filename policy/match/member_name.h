/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether words name one member so that no other member can be meant (POLICY.md, "The foot line"): by surname, with
 * forename, initial or ward where it takes that, by an office that one person holds, or by an address. */
#ifndef POLICY_MATCH_MEMBER_NAME_H
#define POLICY_MATCH_MEMBER_NAME_H

#include "policy/directory/directory.h"

#include <glib.h>

/* TRUE where words[from..until) (words.h) name the person, who is in office on that day. */
gboolean member_name_stands(const GArray *words, gsize from, gsize until, const struct directory *directory,
			    guint32 day, const struct person *person);

/* As little of a name as names the person alone: "Councillor Oduya", "Councillor Ben Oduya", "Councillor Ben Oduya
 * (Micklegate)", or the address. Caller frees. */
char *member_name_of(const struct directory *directory, guint32 day, const struct person *person);

#endif
