/* SPDX-License-Identifier: BSD-2-Clause */
/* What people call an office that one person holds: "lord mayor", "chair of planning", "leader of the green group". */
#ifndef POLICY_MATCH_OFFICE_H
#define POLICY_MATCH_OFFICE_H

#include "policy/directory/directory.h"

#include <glib.h>

/* The folded phrases (name_fold) for the offices that this person alone holds on that day: char *, owned. */
GPtrArray *office_phrases(const struct directory *directory, guint32 day, const struct person *person);

#endif
