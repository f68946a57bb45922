/* SPDX-License-Identifier: BSD-2-Clause */
/* Who may use the review page, with which role. Passwords are kept as Argon2id (RFC 9106) by libsodium. Every change
 * goes to the audit with who made it. */
#ifndef STORE_USERS_H
#define STORE_USERS_H

#include "store/casebook.h"

#include <glib.h>

enum {
	USERS_MIN_PASSWORD_CHARS = 12,
	USERS_MAX_PASSWORD_BYTES = 1024,
	USERS_MAX_NAME_BYTES = 64,
	USERS_MAX_FAILURES = 5,  /* wrong passwords in a row ... */
	USERS_LOCKED_S = 15 * 60 /* ... and how long the account is locked then */
};

enum role {
	ROLE_REVIEWER,     /* sees and decides */
	ROLE_APPROVER,     /* also approves what takes a second person, and discards */
	ROLE_AUDITOR,      /* sees, reports and verifies; decides nothing */
	ROLE_ADMINISTRATOR /* users, rota, retention; sees no case */
};
const char *role_name(enum role role);
gboolean role_from_name(const char *name, enum role *ret_role);

struct user {
	char *name;
	char *person; /* the email of people.csv; NULL for who is not in it */
	enum role role;
	gboolean has_password; /* else they sign in through the proxy alone */
	gboolean is_disabled;
	gint64 locked_until; /* 0: never was */
};
void user_free(struct user *user);

#define USERS_ERROR (users_error_quark())
GQuark users_error_quark(void);
enum users_error {
	USERS_ERROR_UNKNOWN,  /* no such user */
	USERS_ERROR_EXISTS,   /* the name is taken */
	USERS_ERROR_NAME,     /* not 1 to USERS_MAX_NAME_BYTES of letters, digits, ".", "-", "_", "@" */
	USERS_ERROR_PASSWORD, /* too short or too long to be set */
	USERS_ERROR_REFUSED /* sign-in: name or password wrong, account locked or disabled; which of them is not told */
};

/* password may be NULL (see has_password). actor: who does it. FALSE and *error: USERS_ERROR or the store's. */
gboolean users_add(struct casebook *casebook, const char *name, const char *person, enum role role,
		   const char *password, const char *actor, GError **error);
gboolean users_set_role(struct casebook *casebook, const char *name, enum role role, const char *actor, GError **error);
/* Both end the user's sessions; a new password unlocks. */
gboolean users_set_password(struct casebook *casebook, const char *name, const char *password, const char *actor,
			    GError **error);
gboolean users_set_disabled(struct casebook *casebook, const char *name, gboolean is_disabled, const char *actor,
			    GError **error);

/* NULL and *error: USERS_ERROR_UNKNOWN or the store's. */
struct user *users_find(struct casebook *casebook, const char *name, GError **error);

/* struct user, owned array, by name. */
GPtrArray *users_list(struct casebook *casebook, GError **error);

/* The user whose password it is. It takes the same time whether the name is known or not, and about 64 MiB while it
 * lasts, one sign-in at a time. NULL and *error: USERS_ERROR_REFUSED, or the store's. Success and refusal are on the
 * audit. */
struct user *users_sign_in(struct casebook *casebook, const char *name, const char *password, gint64 now,
			   GError **error);

#endif
