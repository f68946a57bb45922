/* SPDX-License-Identifier: BSD-2-Clause */
/* Opens histories for cases and feeds them. It judges nothing, and never writes to the store's. */
#include "cli/threads.h"

#include "cli/options.h"
#include "policy/remember.h"
#include "store/history_store.h"

#include <glib/gstdio.h>
#include <stdio.h>

struct threads {
	const struct snapshot *snapshot;
	GHashTable *folders;        /* path -> struct shelf; NULL for the store's */
	struct history_store *kept; /* the store's; NULL for cases */
	struct history_people *people;
};

/* One folder's history; without a store where the folder has none. */
struct shelf {
	char *folder;
	struct history_store *store;
	struct history_people *people;
};

static void shelf_free(gpointer data)
{
	static const char *const names[] = {"history.db", "history.db-wal", "history.db-shm"};
	struct shelf *shelf = data;

	history_people_unref(shelf->people);
	history_store_close(shelf->store);
	for (gsize i = 0; shelf->folder != NULL && i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = g_build_filename(shelf->folder, names[i], NULL);

		g_unlink(path);
	}
	if (shelf->folder != NULL)
		g_rmdir(shelf->folder);
	g_free(shelf->folder);
	g_free(shelf);
}

static struct shelf *shelf_new(const struct snapshot *snapshot, const char *cases, GError **error)
{
	static const guint8 key[IDENTITY_KEY_BYTES] = {0}; /* nobody else reads it */
	g_autofree char *mark = g_build_filename(cases, "HISTORY", NULL);
	struct shelf *shelf = g_new0(struct shelf, 1);
	g_autofree char *path = NULL;

	if (!g_file_test(mark, G_FILE_TEST_EXISTS))
		return shelf;
	shelf->folder = g_dir_make_tmp("candour-history-XXXXXX", error);
	if (shelf->folder == NULL)
		return shelf;
	path = g_build_filename(shelf->folder, "history.db", NULL);
	shelf->store = history_store_open(path, key, 0, error);
	if (shelf->store != NULL)
		shelf->people = history_people_new(shelf->store, snapshot->policy.directory);
	return shelf;
}

struct threads *threads_of_cases(const struct snapshot *snapshot)
{
	struct threads *threads = g_new0(struct threads, 1);

	threads->snapshot = snapshot;
	threads->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, shelf_free);
	return threads;
}

struct threads *threads_of_store(const struct snapshot *snapshot)
{
	const struct conf *conf = snapshot->conf;
	guint8 key[IDENTITY_KEY_BYTES];
	g_autoptr(GError) error = NULL;
	struct threads *threads;

	if (!g_file_test(conf->history, G_FILE_TEST_EXISTS) || !g_file_test(conf->identity_key, G_FILE_TEST_EXISTS))
		return NULL;
	threads = g_new0(struct threads, 1);
	threads->snapshot = snapshot;
	if (identity_load_key(conf->identity_key, key, &error))
		threads->kept = history_store_open(conf->history, key, 0, &error);
	if (threads->kept != NULL)
		threads->people = history_people_new(threads->kept, snapshot->policy.directory);
	else
		fprintf(stderr, "candour: threads are unknown: %s\n", error->message);
	return threads;
}

void threads_free(struct threads *threads)
{
	if (threads == NULL)
		return;
	history_people_unref(threads->people);
	history_store_close(threads->kept);
	if (threads->folders != NULL)
		g_hash_table_unref(threads->folders);
	g_free(threads);
}

/* The history of the case's folder, made with its first case. */
static const struct shelf *shelf_of(struct threads *threads, const struct case_input *input)
{
	g_autofree char *folder = g_path_get_dirname(input->path);
	struct shelf *shelf = g_hash_table_lookup(threads->folders, folder);
	g_autoptr(GError) error = NULL;

	if (shelf == NULL) {
		shelf = shelf_new(threads->snapshot, folder, &error);
		if (error != NULL)
			options_complain(error);
		g_hash_table_insert(threads->folders, g_steal_pointer(&folder), shelf);
	}
	return shelf;
}

struct history *threads_find(struct threads *threads, const struct case_input *input)
{
	struct history_store *store;
	const struct history_people *people;
	g_autoptr(GError) error = NULL;
	struct history *history;

	if (threads == NULL)
		return NULL;
	store = threads->folders != NULL ? shelf_of(threads, input)->store : threads->kept;
	people = threads->folders != NULL ? shelf_of(threads, input)->people : threads->people;
	if (store == NULL)
		return NULL;
	history = history_store_find(store, people, input->message, &error);
	if (history == NULL)
		fprintf(stderr, "candour: %s: its thread is unknown: %s\n", input->path, error->message);
	return history;
}

void threads_keep(struct threads *threads, const struct case_input *input, const struct history *history,
		  const struct verdict *verdict)
{
	const struct shelf *shelf = shelf_of(threads, input);
	guint count = input->envelope->recipients->len, rejected = 0;
	g_autofree gboolean *got = g_new0(gboolean, count + 1);
	struct history_note *note;

	if (shelf->store == NULL)
		return;
	for (guint i = 0; i < count; i++) {
		enum disposition disposition = g_array_index(verdict->dispositions, enum disposition, i);

		got[i] = disposition == DISPOSITION_DELIVER;
		rejected += disposition == DISPOSITION_REJECT ? 1 : 0;
	}
	if (count > 0 && rejected == count)
		return;
	note = policy_remember(&threads->snapshot->policy, input->envelope, input->message, history, got);
	if (note != NULL) {
		history_store_add(shelf->store, note, NULL);
		history_store_flush(shelf->store);
	}
	history_note_free(note);
}
