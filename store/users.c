/* SPDX-License-Identifier: BSD-2-Clause */
/* Users of the page: their rows, and whether a password is theirs. What a role may do is the page's. */
#include "store/users.h"

#include "store/audit.h"
#include "store/casebook_private.h"
#include "store/key_file.h"

#include <sodium.h>
#include <string.h>

G_DEFINE_QUARK(candour - users, users_error)

static const char *const role_names[] = {
	[ROLE_REVIEWER] = "reviewer",
	[ROLE_APPROVER] = "approver",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_ADMINISTRATOR] = "administrator",
};

const char *role_name(enum role role)
{
	return role_names[role];
}

gboolean role_from_name(const char *name, enum role *ret_role)
{
	for (guint i = 0; name != NULL && i < G_N_ELEMENTS(role_names); i++)
		if (strcmp(role_names[i], name) == 0) {
			*ret_role = (enum role)i;
			return TRUE;
		}
	return FALSE;
}

void user_free(struct user *user)
{
	if (user == NULL)
		return;
	g_free(user->name);
	g_free(user->person);
	g_free(user);
}

static gboolean check_name(const char *name, GError **error)
{
	gsize length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@");

	if (length > 0 && length <= USERS_MAX_NAME_BYTES && name[length] == '\0')
		return TRUE;
	g_set_error(error, USERS_ERROR, USERS_ERROR_NAME,
		    "a user's name has 1 to %d letters, digits and .-_@, and nothing else", USERS_MAX_NAME_BYTES);
	return FALSE;
}

/* Caller frees. NULL and *error where it may not be set. */
static char *hash_password(const char *password, GError **error)
{
	char *hash;

	if (g_utf8_strlen(password, -1) < USERS_MIN_PASSWORD_CHARS || strlen(password) > USERS_MAX_PASSWORD_BYTES) {
		g_set_error(error, USERS_ERROR, USERS_ERROR_PASSWORD,
			    "a password has at least %d characters and at most %d bytes", USERS_MIN_PASSWORD_CHARS,
			    USERS_MAX_PASSWORD_BYTES);
		return NULL;
	}
	hash = g_malloc0(crypto_pwhash_STRBYTES);
	if (crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
			      crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		g_error("out of memory"); /* as everywhere in GLib */
	return hash;
}

static gboolean read_flag(sqlite3_stmt *row, void *context, GError **error)
{
	(void)row;
	(void)error;
	*(gboolean *)context = TRUE;
	return TRUE;
}

gboolean users_add(struct casebook *casebook, const char *name, const char *person, enum role role,
		   const char *password, const char *actor, GError **error)
{
	g_autofree char *hash = NULL;
	gboolean is_there = FALSE, is_good;

	if (!check_name(name, error))
		return FALSE;
	if (password != NULL && (hash = hash_password(password, error)) == NULL)
		return FALSE;
	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = database_query(casebook->database, read_flag, &is_there, error, "SELECT 1 FROM users WHERE name = ?",
				 "t", name);
	if (is_good && is_there) {
		g_set_error(error, USERS_ERROR, USERS_ERROR_EXISTS, "there is a user '%s' already", name);
		is_good = FALSE;
	}
	is_good = is_good &&
		  database_run(casebook->database, error, "INSERT INTO users VALUES (?, ?, ?, ?, 0, 0, 0)", "tttt",
			       name, person, hash, role_name(role)) &&
		  audit_add(casebook->database, actor, "user-added", NULL, name, error) &&
		  audit_add(casebook->database, actor, role_name(role), NULL, name, error);
	return database_end(casebook->database, is_good, error);
}

/* One UPDATE that must meet a user, and its entry in the audit. */
static gboolean finish_change(struct casebook *casebook, gboolean is_good, const char *name, const char *actor,
			      const char *event, GError **error)
{
	if (is_good && database_changes(casebook->database) == 0) {
		g_set_error(error, USERS_ERROR, USERS_ERROR_UNKNOWN, "there is no user of that name");
		is_good = FALSE;
	}
	is_good = is_good && audit_add(casebook->database, actor, event, NULL, name, error);
	return database_end(casebook->database, is_good, error);
}

gboolean users_set_role(struct casebook *casebook, const char *name, enum role role, const char *actor, GError **error)
{
	gboolean is_good;

	if (!check_name(name, error) || !database_begin_write(casebook->database, error))
		return FALSE;
	is_good = database_run(casebook->database, error, "UPDATE users SET role = ? WHERE name = ?", "tt",
			       role_name(role), name);
	return finish_change(casebook, is_good, name, actor, role_name(role), error);
}

static gboolean end_sessions(struct casebook *casebook, const char *name, GError **error)
{
	return database_run(casebook->database, error, "DELETE FROM sessions WHERE user = ? COLLATE NOCASE", "t", name);
}

gboolean users_set_password(struct casebook *casebook, const char *name, const char *password, const char *actor,
			    GError **error)
{
	g_autofree char *hash = NULL;
	gboolean is_good;

	if (!check_name(name, error) || (hash = hash_password(password, error)) == NULL ||
	    !database_begin_write(casebook->database, error))
		return FALSE;
	is_good = end_sessions(casebook, name, error) &&
		  database_run(casebook->database, error,
			       "UPDATE users SET password = ?, failures = 0, locked_until = 0 WHERE name = ?", "tt",
			       hash, name);
	return finish_change(casebook, is_good, name, actor, "password-set", error);
}

gboolean users_set_disabled(struct casebook *casebook, const char *name, gboolean is_disabled, const char *actor,
			    GError **error)
{
	gboolean is_good;

	if (!check_name(name, error) || !database_begin_write(casebook->database, error))
		return FALSE;
	is_good = end_sessions(casebook, name, error) &&
		  database_run(casebook->database, error, "UPDATE users SET is_disabled = ? WHERE name = ?", "it",
			       is_disabled ? 1 : 0, name);
	return finish_change(casebook, is_good, name, actor, is_disabled ? "user-disabled" : "user-enabled", error);
}

static const char user_columns[] = "SELECT name, person, password IS NOT NULL, role, is_disabled, locked_until "
				   "FROM users WHERE ?1 IS NULL OR name = ?1 ORDER BY name";

static gboolean read_user(sqlite3_stmt *row, void *context, GError **error)
{
	struct user *user = g_new0(struct user, 1);

	user->name = database_text(row, 0);
	user->person = database_text(row, 1);
	user->has_password = sqlite3_column_int(row, 2);
	user->is_disabled = sqlite3_column_int(row, 4);
	user->locked_until = sqlite3_column_int64(row, 5);
	g_ptr_array_add(context, user);
	if (role_from_name((const char *)sqlite3_column_text(row, 3), &user->role))
		return TRUE;
	g_set_error(error, CASES_ERROR, CASES_ERROR_STORE, "the store is damaged: a user has a role that there is not");
	return FALSE;
}

static GPtrArray *find_users(struct casebook *casebook, const char *name, GError **error)
{
	GPtrArray *users = g_ptr_array_new_with_free_func((GDestroyNotify)user_free);
	gboolean is_good = database_begin_read(casebook->database, error);

	if (is_good) {
		is_good = database_query(casebook->database, read_user, users, error, user_columns, "t", name);
		is_good = database_end(casebook->database, is_good, error);
	}
	if (!is_good)
		g_clear_pointer(&users, g_ptr_array_unref);
	return users;
}

GPtrArray *users_list(struct casebook *casebook, GError **error)
{
	return find_users(casebook, NULL, error);
}

struct user *users_find(struct casebook *casebook, const char *name, GError **error)
{
	g_autoptr(GPtrArray) users = check_name(name, error) ? find_users(casebook, name, error) : NULL;

	if (users == NULL)
		return NULL;
	if (users->len == 0) {
		g_set_error(error, USERS_ERROR, USERS_ERROR_UNKNOWN, "there is no user of that name");
		return NULL;
	}
	return g_ptr_array_steal_index(users, 0);
}

struct attempt {
	char password[crypto_pwhash_STRBYTES];
	gboolean is_known, is_disabled;
	int failures;
	gint64 locked_until;
};

static gboolean read_attempt(sqlite3_stmt *row, void *context, GError **error)
{
	struct attempt *attempt = context;

	(void)error;
	attempt->is_known = sqlite3_column_type(row, 0) != SQLITE_NULL;
	if (attempt->is_known)
		g_strlcpy(attempt->password, (const char *)sqlite3_column_text(row, 0), sizeof attempt->password);
	attempt->is_disabled = sqlite3_column_int(row, 1);
	attempt->failures = sqlite3_column_int(row, 2);
	attempt->locked_until = sqlite3_column_int64(row, 3);
	return TRUE;
}

/* A name that nobody has, or a password far too long, is hashed against nothing, so that time does not tell. */
static gboolean is_right(const struct attempt *attempt, const char *password)
{
	static GMutex one_at_a_time;
	gsize length = strlen(password);
	gboolean is_known = attempt->is_known && length <= USERS_MAX_PASSWORD_BYTES;
	gboolean is_right = FALSE;
	char waste[crypto_pwhash_STRBYTES];

	g_mutex_lock(&one_at_a_time);
	if (is_known)
		is_right = crypto_pwhash_str_verify(attempt->password, password, length) == 0;
	else if (crypto_pwhash_str(waste, "nobody", 6, crypto_pwhash_OPSLIMIT_INTERACTIVE,
				   crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
		g_error("out of memory");
	g_mutex_unlock(&one_at_a_time);
	return is_right;
}

static gboolean find_attempt(struct casebook *casebook, const char *name, struct attempt *attempt, GError **error)
{
	gboolean is_good = database_begin_read(casebook->database, error);

	if (is_good) {
		is_good = database_query(
			casebook->database, read_attempt, attempt, error,
			"SELECT password, is_disabled, failures, locked_until FROM users WHERE name = ?", "t", name);
		is_good = database_end(casebook->database, is_good, error);
	}
	return is_good;
}

/* A lock that ran out leaves one try before the next. */
static gboolean record_attempt(struct casebook *casebook, const char *name, gboolean is_accepted, gint64 now,
			       GError **error)
{
	gboolean is_good = database_begin_write(casebook->database, error);

	if (!is_good)
		return FALSE;
	if (is_accepted)
		is_good = database_run(casebook->database, error,
				       "UPDATE users SET failures = 0, locked_until = 0 WHERE name = ?", "t", name);
	else
		is_good = database_run(casebook->database, error,
				       "UPDATE users SET failures = failures + 1, "
				       "locked_until = iif(failures + 1 >= ?2, ?3, locked_until) "
				       "WHERE name = ?1 AND locked_until <= ?4",
				       "till", name, USERS_MAX_FAILURES, now + USERS_LOCKED_S, now);
	is_good = is_good &&
		  audit_add(casebook->database, name, is_accepted ? "signed-in" : "sign-in-refused", NULL, NULL, error);
	return database_end(casebook->database, is_good, error);
}

struct user *users_sign_in(struct casebook *casebook, const char *name, const char *password, gint64 now,
			   GError **error)
{
	struct attempt attempt = {0};
	gboolean is_name = check_name(name, NULL), is_accepted;

	if (is_name && !find_attempt(casebook, name, &attempt, error))
		return NULL;
	is_accepted = is_right(&attempt, password) && !attempt.is_disabled && attempt.locked_until <= now;
	sodium_memzero(&attempt.password, sizeof attempt.password);
	if (!record_attempt(casebook, attempt.is_known ? name : "nobody", is_accepted, now, error))
		return NULL;
	if (is_accepted)
		return users_find(casebook, name, error);
	g_set_error(error, USERS_ERROR, USERS_ERROR_REFUSED,
		    "that name and password do not fit, or the account is locked");
	return NULL;
}
