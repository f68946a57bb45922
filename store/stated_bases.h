/* SPDX-License-Identifier: BSD-2-Clause */
/* What senders stated in a `Basis:` line, as the cases have it, for sampling (POLICY.md, "The sender's line"). */
#ifndef STORE_STATED_BASES_H
#define STORE_STATED_BASES_H

#include "store/casebook.h"

#include <glib.h>

struct stated_basis {
	char case_id[CASE_ID_BYTES];
	gint64 received_at;
	char *sender;        /* people.csv's email, or the envelope's address */
	char **members;      /* whom it concerned; NULL-terminated */
	char *rule, *reason; /* "cannot-consent" */
	char *text;          /* the sender's free text: a stranger's; or NULL */
};

/* Of the cases that are, or are not, for the monitoring officer alone, oldest first: struct stated_basis, owned array.
 * NULL and *error. */
GPtrArray *stated_bases_list(struct casebook *casebook, gboolean is_restricted, GError **error);

#endif
