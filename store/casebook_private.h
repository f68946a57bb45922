/* SPDX-License-Identifier: BSD-2-Clause */
/* The inside of a casebook's handle. For this room alone. */
#ifndef STORE_CASEBOOK_PRIVATE_H
#define STORE_CASEBOOK_PRIVATE_H

#include "store/casebook.h"
#include "store/database.h"

struct casebook {
	struct database *database;
};

/* FALSE where the word is no state's, which only a damaged file has. */
gboolean recipient_state_from_name(const char *name, enum recipient_state *ret_state);

#endif
