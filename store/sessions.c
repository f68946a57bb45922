/* SPDX-License-Identifier: BSD-2-Clause */
/* Sessions of the page: random tokens, kept as hashes, that run out. */
#include "store/sessions.h"

#include "store/casebook_private.h"

#include <sodium.h>
#include <string.h>

enum {
	TOKEN_BYTES = 32,
	HASH_BYTES = 32,
	MAX_TOKEN_CHARS = 128,
	SEEN_EVERY_S = 60 /* how often a look is written down */
};

static void hash_token(const char *token, const char *purpose, guint8 ret_hash[HASH_BYTES])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, HASH_BYTES);
	crypto_generichash_update(&state, (const guint8 *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&state, (const guint8 *)token, strnlen(token, MAX_TOKEN_CHARS));
	crypto_generichash_final(&state, ret_hash, HASH_BYTES);
}

static char *text_of(const guint8 *bytes, gsize length)
{
	gsize size = sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);

	return sodium_bin2base64(g_malloc(size), size, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

char *sessions_form_token(const char *token)
{
	guint8 hash[HASH_BYTES];

	hash_token(token, "form", hash);
	return text_of(hash, sizeof hash);
}

char *sessions_start(struct casebook *casebook, const char *user, gint64 now, GError **error)
{
	guint8 bytes[TOKEN_BYTES], hash[HASH_BYTES];
	g_autofree char *token = NULL;
	gboolean is_good;

	randombytes_buf(bytes, sizeof bytes);
	token = text_of(bytes, sizeof bytes);
	hash_token(token, "session", hash);
	if (!database_begin_write(casebook->database, error))
		return NULL;
	is_good = database_run(casebook->database, error, "DELETE FROM sessions WHERE seen_at < ? OR started_at < ?",
			       "ll", now - SESSION_IDLE_S, now - SESSION_LONGEST_S) &&
		  database_run(casebook->database, error, "INSERT INTO sessions VALUES (?, ?, ?, ?)", "btll", hash,
			       sizeof hash, user, now, now);
	return database_end(casebook->database, is_good, error) ? g_steal_pointer(&token) : NULL;
}

struct found {
	char *user;
	gint64 seen_at;
};

static gboolean read_session(sqlite3_stmt *row, void *context, GError **error)
{
	struct found *found = context;

	(void)error;
	found->user = database_text(row, 0);
	found->seen_at = sqlite3_column_int64(row, 1);
	return TRUE;
}

static gboolean write_seen(struct casebook *casebook, const guint8 *hash, gint64 now, GError **error)
{
	gboolean is_good = database_begin_write(casebook->database, error);

	if (is_good) {
		is_good =
			database_run(casebook->database, error, "UPDATE sessions SET seen_at = ? WHERE token_hash = ?",
				     "lb", now, hash, (gsize)HASH_BYTES);
		is_good = database_end(casebook->database, is_good, error);
	}
	return is_good;
}

struct user *sessions_find(struct casebook *casebook, const char *token, gint64 now, GError **error)
{
	struct found found = {0};
	g_autofree char *name = NULL;
	guint8 hash[HASH_BYTES];
	struct user *user;
	gboolean is_good;

	hash_token(token, "session", hash);
	if (!database_begin_read(casebook->database, error))
		return NULL;
	is_good = database_query(casebook->database, read_session, &found, error,
				 "SELECT user, seen_at FROM sessions WHERE token_hash = ? AND seen_at > ? AND "
				 "started_at > ?",
				 "bll", hash, sizeof hash, now - SESSION_IDLE_S, now - SESSION_LONGEST_S);
	name = found.user;
	if (!database_end(casebook->database, is_good, error) || name == NULL)
		return NULL;
	if (now - found.seen_at >= SEEN_EVERY_S && !write_seen(casebook, hash, now, error))
		return NULL;
	user = users_find(casebook, name, error);
	if (user != NULL && user->is_disabled)
		g_clear_pointer(&user, user_free);
	return user;
}

gboolean sessions_end(struct casebook *casebook, const char *token, GError **error)
{
	guint8 hash[HASH_BYTES];
	gboolean is_good;

	hash_token(token, "session", hash);
	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = database_run(casebook->database, error, "DELETE FROM sessions WHERE token_hash = ?", "b", hash,
			       sizeof hash);
	return database_end(casebook->database, is_good, error);
}
