/* SPDX-License-Identifier: BSD-2-Clause */
/* What the courier opens at its start and changes at a reload: configuration, texts, key, casebook. */
#ifndef REVIEW_OFFICE_H
#define REVIEW_OFFICE_H

#include "review/courier.h"

#include <glib.h>

struct office {
	char *path; /* of the configuration */
	struct snapshot *snapshot;
	struct notice_texts *texts;
	struct seal_key *secret_key;
	struct casebook *casebook;
	struct courier courier; /* the view of all this that works */
};

/* Opens everything; makes the pair of keys where there is none. FALSE and *error (CONF_ERROR, TEMPLATE_ERROR or a key's
 * fault: the configuration is wrong; CASES_ERROR: the casebook); to be cleared either way. */
gboolean office_open(struct office *office, const char *path, GError **error);
void office_clear(struct office *office);

/* Reads configuration, directory and texts anew and swaps the whole. FALSE and *error, the old ones kept, where
 * something is wrong in them, or where what cannot change without a restart has changed (store, key). */
gboolean office_reload(struct office *office, GError **error);

#endif
