/* SPDX-License-Identifier: BSD-2-Clause */
/* Signed-in users of the page. The store keeps a hash of each token alone, so reading the file gives no session. */
#ifndef STORE_SESSIONS_H
#define STORE_SESSIONS_H

#include "store/users.h"

#include <glib.h>

enum {
	SESSION_IDLE_S = 30 * 60,    /* without a request it ends */
	SESSION_LONGEST_S = 9 * 3600 /* a working day, and it ends whatever happens */
};

/* A fresh token for the cookie; caller frees. Ends other sessions that ran out. NULL and *error. */
char *sessions_start(struct casebook *casebook, const char *user, gint64 now, GError **error);

/* The user whose session it is, who is not disabled. NULL without *error where there is no such session, or it ran out.
 * The look counts as a request. */
struct user *sessions_find(struct casebook *casebook, const char *token, gint64 now, GError **error);

/* Ends it. A token that is none is no error. */
gboolean sessions_end(struct casebook *casebook, const char *token, GError **error);

/* What every form of that session carries, against requests forged across sites; caller frees. */
char *sessions_form_token(const char *token);

#endif
