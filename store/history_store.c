/* SPDX-License-Identifier: BSD-2-Clause */
/* Turns names into keyed tags, keeps the queue and its writer. What it queues and writes holds no name, no Message-ID
 * and no text. */
#include "store/history_store.h"

#include "store/casebook.h"
#include "store/history_rows.h"
#include "store/key_file.h"

#include <sodium.h>
#include <string.h>

static const gint64 prune_every_us = 3600 * (gint64)G_USEC_PER_SEC;
G_STATIC_ASSERT(IDENTITY_KEY_BYTES == crypto_kdf_KEYBYTES);

/* What a tag is of, so that equal texts of two kinds have two tags. */
enum tagged { TAGGED_MESSAGE = 'm', TAGGED_THREAD_INDEX = 't', TAGGED_ADDRESS = 'a', TAGGED_VALUE = 'v' };

struct history_store {
	guint8 key[crypto_generichash_KEYBYTES];
	struct database *reader, *writer;
	GThread *thread;
	GMutex lock; /* of what follows */
	GCond changed;
	GPtrArray *waiting; /* struct history_row */
	gboolean is_writing, is_ending;
	guint64 lost;
	GError *failure; /* of the writer, until it is told */
	int days;
};

struct history_people {
	gatomicrefcount count;
	GHashTable *emails; /* gint64 tag -> char * */
};

static gint64 tag(const struct history_store *store, enum tagged what, const char *text)
{
	guint8 hash[crypto_generichash_BYTES_MIN], prefix = (guint8)what;
	crypto_generichash_state state;
	gint64 ordered;

	crypto_generichash_init(&state, store->key, sizeof store->key, sizeof hash);
	crypto_generichash_update(&state, &prefix, 1);
	crypto_generichash_update(&state, (const guint8 *)text, strlen(text));
	crypto_generichash_final(&state, hash, sizeof hash);
	memcpy(&ordered, hash, sizeof ordered);
	return GINT64_FROM_LE(ordered);
}

static gint64 tag_address(const struct history_store *store, const char *address)
{
	g_autofree char *lower = g_utf8_strdown(address, -1);

	return tag(store, TAGGED_ADDRESS, lower);
}

static gint64 tag_value(const void *context, const char *name)
{
	return tag(context, TAGGED_VALUE, name);
}

static gboolean prune(struct history_store *store, int days, GError **error)
{
	gint64 before = g_get_real_time() / G_USEC_PER_SEC - (gint64)days * 24 * 3600;
	int count = HISTORY_PRUNE_ROWS;

	while (days > 0 && count == HISTORY_PRUNE_ROWS) {
		gboolean is_good;

		if (!database_begin_write(store->writer, error))
			return FALSE;
		is_good = history_rows_prune(store->writer, before, &count, error);
		if (!database_end(store->writer, is_good, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean write_batch(struct history_store *store, const GPtrArray *batch, GError **error)
{
	gboolean is_good = TRUE;

	if (!database_begin_write(store->writer, error))
		return FALSE;
	for (guint i = 0; i < batch->len && is_good; i++)
		is_good = history_rows_write(store->writer, g_ptr_array_index(batch, i), error);
	return database_end(store->writer, is_good, error);
}

static void free_row(gpointer row)
{
	history_row_free(row);
}

static GPtrArray *rows_new(void)
{
	return g_ptr_array_new_with_free_func(free_row);
}

/* What waits; NULL at the end. Locked. */
static GPtrArray *take_batch(struct history_store *store)
{
	GPtrArray *batch;

	store->is_writing = FALSE;
	g_cond_broadcast(&store->changed);
	while (store->waiting->len == 0 && !store->is_ending)
		g_cond_wait(&store->changed, &store->lock);
	if (store->waiting->len == 0)
		return NULL;
	batch = store->waiting;
	store->waiting = rows_new();
	store->is_writing = TRUE;
	return batch;
}

static void take_failure(struct history_store *store, guint lost, GError *failure)
{
	store->lost += lost;
	g_clear_error(&store->failure);
	store->failure = failure;
}

/* Pruning comes with writing: what nobody adds to is closed, or a quiet night. */
static gpointer write_all(gpointer data)
{
	struct history_store *store = data;
	gint64 pruned_at = 0;
	GPtrArray *batch;

	g_mutex_lock(&store->lock);
	while ((batch = take_batch(store)) != NULL) {
		int days = store->days;
		GError *failure = NULL;
		gboolean is_written;

		g_mutex_unlock(&store->lock);
		is_written = write_batch(store, batch, &failure);
		if (is_written && (pruned_at == 0 || g_get_monotonic_time() - pruned_at > prune_every_us) &&
		    prune(store, days, &failure))
			pruned_at = g_get_monotonic_time();
		g_mutex_lock(&store->lock);
		if (failure != NULL)
			take_failure(store, is_written ? 0 : batch->len, failure);
		g_ptr_array_unref(batch);
	}
	g_mutex_unlock(&store->lock);
	return NULL;
}

static gboolean open_databases(struct history_store *store, const char *path, GError **error)
{
	store->writer = database_open_light(path, error);
	if (store->writer == NULL || !history_rows_prepare(store->writer, path, error))
		return FALSE;
	store->reader = database_open_light(path, error);
	return store->reader != NULL;
}

struct history_store *history_store_open(const char *path, const guint8 identity_key[IDENTITY_KEY_BYTES], int days,
					 GError **error)
{
	static const char context[crypto_kdf_CONTEXTBYTES] = {'h', 'i', 's', 't', 'o', 'r', 'y'};
	struct history_store *store;

	if (!key_file_start(error))
		return NULL;
	store = g_new0(struct history_store, 1);
	g_mutex_init(&store->lock);
	g_cond_init(&store->changed);
	store->waiting = rows_new();
	store->days = days;
	crypto_kdf_derive_from_key(store->key, sizeof store->key, 1, context, identity_key);
	if (open_databases(store, path, error)) {
		store->thread = g_thread_new("history", write_all, store);
		return store;
	}
	history_store_close(store);
	return NULL;
}

void history_store_close(struct history_store *store)
{
	if (store == NULL)
		return;
	g_mutex_lock(&store->lock);
	store->is_ending = TRUE;
	g_cond_broadcast(&store->changed);
	g_mutex_unlock(&store->lock);
	if (store->thread != NULL)
		g_thread_join(store->thread);
	database_close(store->reader);
	database_close(store->writer);
	g_ptr_array_unref(store->waiting);
	g_clear_error(&store->failure);
	g_cond_clear(&store->changed);
	g_mutex_clear(&store->lock);
	sodium_memzero(store->key, sizeof store->key);
	g_free(store);
}

void history_store_set_days(struct history_store *store, int days)
{
	g_mutex_lock(&store->lock);
	store->days = days;
	g_mutex_unlock(&store->lock);
}

static void name_address(const struct history_store *store, struct history_people *people, const char *address,
			 const char *email)
{
	gint64 known = tag_address(store, address);

	g_hash_table_insert(people->emails, g_memdup2(&known, sizeof known), g_strdup(email));
}

struct history_people *history_people_new(const struct history_store *store, const struct directory *directory)
{
	g_autoptr(GPtrArray) persons = directory_persons(directory, 0);
	struct history_people *people = g_new0(struct history_people, 1);

	g_atomic_ref_count_init(&people->count);
	people->emails = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	for (guint i = 0; i < persons->len; i++) {
		const struct person *person = g_ptr_array_index(persons, i);

		/* Whoever is known by an alias now may have been known by it then. */
		for (char **alias = person->aliases; *alias != NULL; alias++)
			name_address(store, people, *alias, person->email);
		name_address(store, people, person->email, person->email);
	}
	name_address(store, people, HISTORY_ANYBODY, HISTORY_ANYBODY);
	return people;
}

struct history_people *history_people_ref(struct history_people *people)
{
	if (people != NULL)
		g_atomic_ref_count_inc(&people->count);
	return people;
}

void history_people_unref(struct history_people *people)
{
	if (people == NULL || !g_atomic_ref_count_dec(&people->count))
		return;
	g_hash_table_unref(people->emails);
	g_free(people);
}

static gint64 tag_thread_index(const struct history_store *store, const char *thread_index)
{
	return thread_index != NULL ? tag(store, TAGGED_THREAD_INDEX, thread_index) : 0;
}

static GArray *tag_links(const struct history_store *store, char **links)
{
	GArray *tags = g_array_new(FALSE, FALSE, sizeof(gint64));

	for (; *links != NULL; links++) {
		gint64 link = tag(store, TAGGED_MESSAGE, *links);

		g_array_append_val(tags, link);
	}
	return tags;
}

struct history *history_store_find(struct history_store *store, const struct history_people *people,
				   const struct message *message, GError **error)
{
	g_auto(GStrv) links = history_links(message);
	g_autoptr(GArray) tags = tag_links(store, links);
	struct history *history = history_new();
	struct history_question question = {
		.message = message->message_id != NULL ? tag(store, TAGGED_MESSAGE, message->message_id) : 0,
		.thread_index = tag_thread_index(store, message->thread_index),
		.links = tags,
		.people = people->emails,
	};
	gboolean is_good;

	history->context = store;
	history->tag = tag_value;
	if (tags->len == 0 && question.thread_index == 0)
		return history;
	if (!database_begin_read(store->reader, error)) {
		history_free(history);
		return NULL;
	}
	is_good = history_rows_find(store->reader, &question, history, error);
	if (database_end(store->reader, is_good, is_good ? error : NULL))
		return history;
	history_free(history);
	return NULL;
}

static struct history_row *row_new(const struct history_store *store, const struct history_note *note)
{
	struct history_row *row = g_new0(struct history_row, 1);

	row->message = tag(store, TAGGED_MESSAGE, note->message_id);
	row->sender = tag_address(store, note->sender);
	row->received_at = note->letter.received_at;
	row->thread_index = tag_thread_index(store, note->thread_index);
	row->is_trusted = note->letter.is_trusted;
	row->is_marked = note->letter.is_marked;
	row->is_confidence_asked = note->letter.is_confidence_asked;
	row->links = tag_links(store, note->links);
	row->persons = g_array_new(FALSE, FALSE, sizeof(struct history_tagged_person));
	for (guint i = 0; i < MIN(note->letter.persons->len, HISTORY_MAX_PERSONS); i++) {
		const struct history_person *person = g_ptr_array_index(note->letter.persons, i);
		struct history_tagged_person tagged = {tag_address(store, person->email), person->roles};

		g_array_append_val(row->persons, tagged);
	}
	row->values = g_array_new(FALSE, FALSE, sizeof(gint64));
	for (guint i = 0; i < MIN(note->values->len, HISTORY_MAX_VALUES); i++) {
		gint64 value = tag_value(store, g_ptr_array_index(note->values, i));

		g_array_append_val(row->values, value);
	}
	return row;
}

gboolean history_store_add(struct history_store *store, const struct history_note *note, GError **error)
{
	struct history_row *row = row_new(store, note);
	GError *failure;

	g_mutex_lock(&store->lock);
	if (store->waiting->len < HISTORY_MAX_QUEUE) {
		g_ptr_array_add(store->waiting, row);
		g_cond_broadcast(&store->changed);
	} else {
		history_row_free(row);
		take_failure(store, 1,
			     g_error_new(CASES_ERROR, CASES_ERROR_STORE,
					 "%d letters wait to be written, and no more may", HISTORY_MAX_QUEUE));
	}
	failure = g_steal_pointer(&store->failure);
	if (failure != NULL)
		g_prefix_error(&failure, "%" G_GUINT64_FORMAT " letters lost so far: ", store->lost);
	g_mutex_unlock(&store->lock);
	if (failure == NULL)
		return TRUE;
	g_propagate_error(error, failure);
	return FALSE;
}

void history_store_flush(struct history_store *store)
{
	g_mutex_lock(&store->lock);
	while (store->waiting->len > 0 || store->is_writing)
		g_cond_wait(&store->changed, &store->lock);
	g_mutex_unlock(&store->lock);
}
