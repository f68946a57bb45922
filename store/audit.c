/* SPDX-License-Identifier: BSD-2-Clause */
/* Adds to the chain and computes it anew. It knows nothing of what an event means. */
#include "store/audit.h"

#include "store/casebook_private.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT(AUDIT_HASH_BYTES == crypto_generichash_BYTES);

G_DEFINE_QUARK(candour - audit, audit_error)

static void add_number(crypto_generichash_state *state, gint64 number)
{
	guint8 bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (guint8)((guint64)number >> (56 - 8 * i));
	crypto_generichash_update(state, bytes, sizeof bytes);
}

/* With its length before it, so that two fields never read as two others; -1 stands for none. */
static void add_text(crypto_generichash_state *state, const char *text)
{
	gsize length = text == NULL ? 0 : strlen(text);

	add_number(state, text == NULL ? -1 : (gint64)length);
	if (length > 0)
		crypto_generichash_update(state, (const guint8 *)text, length);
}

static void hash_entry(const guint8 before[AUDIT_HASH_BYTES], const struct audit_entry *entry,
		       guint8 ret_hash[AUDIT_HASH_BYTES])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, AUDIT_HASH_BYTES);
	crypto_generichash_update(&state, before, AUDIT_HASH_BYTES);
	add_number(&state, entry->number);
	add_number(&state, entry->at);
	add_text(&state, entry->actor);
	add_text(&state, entry->event);
	add_text(&state, entry->case_id);
	add_text(&state, entry->detail);
	crypto_generichash_final(&state, ret_hash, AUDIT_HASH_BYTES);
}

/* A hash of another length, which only a damaged file has, is one that does not fit. */
static void take_hash(sqlite3_stmt *row, int column, guint8 ret_hash[AUDIT_HASH_BYTES])
{
	memset(ret_hash, 0, AUDIT_HASH_BYTES);
	if (sqlite3_column_bytes(row, column) == AUDIT_HASH_BYTES)
		memcpy(ret_hash, sqlite3_column_blob(row, column), AUDIT_HASH_BYTES);
}

static gboolean read_last(sqlite3_stmt *row, void *context, GError **error)
{
	struct audit_entry *last = context;

	(void)error;
	last->number = sqlite3_column_int64(row, 0);
	take_hash(row, 1, last->hash);
	return TRUE;
}

static gboolean find_last(struct database *database, struct audit_entry *last, GError **error)
{
	return database_query(database, read_last, last, error,
			      "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1", "");
}

gboolean audit_add(struct database *database, const char *actor, const char *event, const char *case_id,
		   const char *detail, GError **error)
{
	g_autofree char *cut = detail == NULL ? NULL : g_strndup(detail, AUDIT_MAX_DETAIL_BYTES);
	struct audit_entry last = {0};
	struct audit_entry entry = {.at = g_get_real_time() / G_USEC_PER_SEC,
				    .actor = (char *)actor,
				    .event = (char *)event,
				    .case_id = (char *)case_id,
				    .detail = cut};

	if (!find_last(database, &last, error))
		return FALSE;
	entry.number = last.number + 1;
	hash_entry(last.hash, &entry, entry.hash);
	return database_run(database, error, "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", "llttttb", entry.number,
			    entry.at, actor, event, case_id, cut, entry.hash, (gsize)AUDIT_HASH_BYTES);
}

gboolean audit_record(struct casebook *casebook, const char *actor, const char *event, const char *case_id,
		      const char *detail, GError **error)
{
	gboolean is_good;

	if (!database_begin_write(casebook->database, error))
		return FALSE;
	is_good = audit_add(casebook->database, actor, event, case_id, detail, error);
	return database_end(casebook->database, is_good, error);
}

struct reading {
	audit_reader reader;
	void *context;
};

static gboolean read_entry(sqlite3_stmt *row, void *context, GError **error)
{
	const struct reading *reading = context;
	g_autofree char *actor = database_text(row, 2), *event = database_text(row, 3);
	g_autofree char *case_id = database_text(row, 4), *detail = database_text(row, 5);
	struct audit_entry entry = {.number = sqlite3_column_int64(row, 0),
				    .at = sqlite3_column_int64(row, 1),
				    .actor = actor,
				    .event = event,
				    .case_id = case_id,
				    .detail = detail};

	take_hash(row, 6, entry.hash);
	return reading->reader(&entry, reading->context, error);
}

gboolean audit_read(struct casebook *casebook, const char *case_id, audit_reader reader, void *context, GError **error)
{
	struct reading reading = {reader, context};
	gboolean is_good;

	if (!database_begin_read(casebook->database, error))
		return FALSE;
	is_good = database_query(casebook->database, read_entry, &reading, error,
				 "SELECT number, at, actor, event, case_id, detail, hash FROM audit "
				 "WHERE ?1 IS NULL OR case_id = ?1 ORDER BY number",
				 "t", case_id);
	return database_end(casebook->database, is_good, error);
}

gboolean audit_head(struct casebook *casebook, gint64 *ret_number, char **ret_hash, GError **error)
{
	struct audit_entry last = {0};
	char hexadecimal[2 * AUDIT_HASH_BYTES + 1];
	gboolean is_good;

	if (!database_begin_read(casebook->database, error))
		return FALSE;
	is_good = find_last(casebook->database, &last, error);
	if (!database_end(casebook->database, is_good, error))
		return FALSE;
	sodium_bin2hex(hexadecimal, sizeof hexadecimal, last.hash, AUDIT_HASH_BYTES);
	*ret_number = last.number;
	*ret_hash = last.number == 0 ? NULL : g_strdup(hexadecimal);
	return TRUE;
}

static gboolean read_time(sqlite3_stmt *row, void *context, GError **error)
{
	(void)error;
	*(gint64 *)context = sqlite3_column_int64(row, 0);
	return TRUE;
}

gboolean audit_last_at(struct casebook *casebook, const char *event, gint64 *ret_at, GError **error)
{
	gint64 at = 0;
	gboolean is_good = database_begin_read(casebook->database, error);

	if (is_good) {
		is_good = database_query(casebook->database, read_time, &at, error,
					 "SELECT ifnull(max(at), 0) FROM audit WHERE event = ?", "t", event);
		is_good = database_end(casebook->database, is_good, error);
	}
	if (is_good)
		*ret_at = at;
	return is_good;
}

struct chain {
	gint64 count;
	guint8 hash[AUDIT_HASH_BYTES];
};

static gboolean check_link(const struct audit_entry *entry, void *context, GError **error)
{
	struct chain *chain = context;
	guint8 hash[AUDIT_HASH_BYTES];

	if (entry->number != chain->count + 1) {
		g_set_error(error, AUDIT_ERROR, AUDIT_ERROR_BROKEN,
			    "entry %" G_GINT64_FORMAT " of the audit is missing: %" G_GINT64_FORMAT
			    " follows %" G_GINT64_FORMAT,
			    chain->count + 1, entry->number, chain->count);
		return FALSE;
	}
	hash_entry(chain->hash, entry, hash);
	if (memcmp(hash, entry->hash, sizeof hash) != 0) {
		g_set_error(error, AUDIT_ERROR, AUDIT_ERROR_BROKEN,
			    "entry %" G_GINT64_FORMAT " of the audit is not what was written: its hash does not fit",
			    entry->number);
		return FALSE;
	}
	memcpy(chain->hash, hash, sizeof hash);
	chain->count++;
	return TRUE;
}

gboolean audit_verify(struct casebook *casebook, gint64 *ret_count, GError **error)
{
	struct chain chain = {0};

	if (!audit_read(casebook, NULL, check_link, &chain, error))
		return FALSE;
	*ret_count = chain.count;
	return TRUE;
}
