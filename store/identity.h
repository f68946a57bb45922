/* SPDX-License-Identifier: BSD-2-Clause */
/* Retry identity: the same letter to the same recipient is the same whatever transaction it comes in (DESIGN.md,
 * "Casebook"). Keyed, so that the casebook tells nothing about mail it does not hold. */
#ifndef STORE_IDENTITY_H
#define STORE_IDENTITY_H

#include "parser/message.h"
#include "policy/envelope.h"

#include <glib.h>

enum { IDENTITY_BYTES = 32, IDENTITY_KEY_BYTES = 32 };

struct identity {
	guint8 bytes[IDENTITY_BYTES];
};

/* The key of that file, made (0600) where missing. FALSE and *error where it cannot be read or is not one. */
gboolean identity_load_key(const char *path, guint8 ret_key[IDENTITY_KEY_BYTES], GError **error);

/* Of envelope sender, recipient (normalised: `recipients` gives one string each, in the envelope's order), Message-ID,
 * and the body with From and Subject; never Date, never the queue id. ret_identities: one for each recipient. */
void identity_of(const guint8 key[IDENTITY_KEY_BYTES], const struct envelope *envelope, const struct message *message,
		 const char *bytes, gsize length, const char *const *recipients, struct identity *ret_identities);

#endif
