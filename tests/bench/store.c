/* SPDX-License-Identifier: BSD-2-Clause */
/* What the store costs at the scale of a city: bases in the index, and the history of threads. Prints figures. */
#include "store/bases.h"
#include "store/basis_index.h"
#include "store/database.h"
#include "store/history_store.h"
#include "store/register_describe.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

enum { BASES = 200000, LETTERS = 200000, THREAD = 5, LOOK_UPS = 20000, REFRESHES = 50 };

static double now_us(void)
{
	return (double)g_get_monotonic_time();
}

static gsize allocated(void)
{
	return mallinfo2().uordblks + mallinfo2().hblkhd;
}

static void fill_bases(const char *path, const char *key_name)
{
	struct database *database = database_open(path, NULL);

	database_begin_write(database, NULL);
	for (guint i = 0; i < BASES; i++) {
		g_autofree char *tag = g_strdup_printf("%08x%024x", i * 2654435761u, i);

		database_run(database, NULL,
			     "INSERT INTO bases (key_name, constituent, member, basis, from_day, until_day, "
			     "withdrawn_day, is_anew, recorded_at, recorded_by) "
			     "VALUES (?, ?, 'cllr.patel@northmere.gov.uk', 'consent', 0, 0, 0, 0, 0, 'bench')",
			     "tt", key_name, tag);
	}
	database_end(database, TRUE, NULL);
	database_close(database);
}

static void bench_bases(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "candour.db", NULL);
	g_autofree char *register_path = g_build_filename(folder, "register.db", NULL);
	g_autofree char *key_path = g_build_filename(folder, "register.db.key", NULL);
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(GError) error = NULL;
	struct casebook *casebook = casebook_open(path, &error);
	struct register_file *file = NULL;

	if (casebook != NULL && register_build(none, none, register_path, key_path, &error))
		file = register_open(register_path, key_path, &error);
	if (file == NULL) {
		fprintf(stderr, "%s\n", error->message);
		return;
	}
	g_autofree char *key_name = register_key_name(file);
	fill_bases(path, key_name);
	gsize before = allocated();
	double start = now_us();
	struct basis_index *index = basis_index_refresh(casebook, file, NULL, NULL);
	printf("bases: %zu read in %.0f ms, %.1f MB\n", basis_index_count(index), (now_us() - start) / 1000,
	       (double)(allocated() - before) / 1e6);
	start = now_us();
	for (int i = 0; i < LOOK_UPS; i++)
		basis_index_unref(basis_index_refresh(casebook, file, index, NULL));
	printf("bases: nothing new %.1f us\n", (now_us() - start) / LOOK_UPS);
	double added = 0;
	for (int i = 0; i < REFRESHES; i++) {
		const struct basis_row row = {.constituent = (char *)"00000000000000000000000000000001",
					      .member = (char *)"cllr.lee@northmere.gov.uk",
					      .basis = (char *)"consent",
					      .recorded_by = (char *)"bench",
					      .key_name = key_name};
		bases_add(casebook, &row, NULL);
		start = now_us();
		struct basis_index *next = basis_index_refresh(casebook, file, index, NULL);
		added += now_us() - start;
		basis_index_unref(index);
		index = next;
	}
	printf("bases: one new %.1f us\n", added / REFRESHES);
	basis_index_unref(index);
	register_close(file);
	casebook_close(casebook);
}

static struct directory *make_directory(void)
{
	static const char *const domains[] = {"northmere.gov.uk", NULL};
	struct directory *directory = directory_new(domains);

	directory_seal(directory, NULL);
	return directory;
}

static void bench_history(const char *folder)
{
	static const guint8 key[IDENTITY_KEY_BYTES] = {1};
	g_autofree char *path = g_build_filename(folder, "history.db", NULL);
	struct history_store *store = history_store_open(path, key, 180, NULL);
	struct directory *directory = make_directory();
	struct history_people *people = history_people_new(store, directory);
	gint64 now = g_get_real_time() / G_USEC_PER_SEC;
	double adding = 0, start, whole = now_us();

	for (int i = 0; i < LETTERS; i++) {
		struct history_note *note = history_note_new();

		note->message_id = g_strdup_printf("letter-%d@northmere.gov.uk", i);
		note->links = g_new0(char *, 2);
		if (i % THREAD > 0)
			note->links[0] = g_strdup_printf("letter-%d@northmere.gov.uk", i - 1);
		note->sender = g_strdup("j.hart@northmere.gov.uk");
		note->letter.is_trusted = TRUE;
		note->letter.received_at = now;
		history_letter_add(&note->letter, "cllr.shah@northmere.gov.uk", HISTORY_TO | HISTORY_RECIPIENT);
		history_letter_add(&note->letter, "j.hart@northmere.gov.uk", HISTORY_AUTHOR);
		start = now_us();
		history_store_add(store, note, NULL);
		adding += now_us() - start;
		history_note_free(note);
		if (i % 1000 == 999)
			history_store_flush(store);
	}
	history_store_flush(store);
	printf("history: %d letters, left for the writer in %.1f us each, written in %.1f us each\n", LETTERS,
	       adding / LETTERS, (now_us() - whole) / LETTERS);
	double finding = 0, missing = 0;
	for (int i = 0; i < LOOK_UPS; i++) {
		g_autofree char *known = g_strdup_printf("In-Reply-To: <letter-%u@northmere.gov.uk>\n\n",
							 (unsigned)i * 2654435761u % LETTERS);
		g_autofree char *unknown = g_strdup_printf("In-Reply-To: <nobody-%d@northmere.gov.uk>\n\n", i);
		struct message *one = message_parse(known, strlen(known));
		struct message *other = message_parse(unknown, strlen(unknown));

		start = now_us();
		history_free(history_store_find(store, people, one, NULL));
		finding += now_us() - start;
		start = now_us();
		history_free(history_store_find(store, people, other, NULL));
		missing += now_us() - start;
		message_free(one);
		message_free(other);
	}
	printf("history: a thread of %d letters found in %.1f us, an unknown one in %.1f us\n", THREAD,
	       finding / LOOK_UPS, missing / LOOK_UPS);
	history_people_unref(people);
	history_store_close(store);
	directory_free(directory);
	GStatBuf status;
	if (g_stat(path, &status) == 0)
		printf("history: %.0f bytes a letter on disk\n", (double)status.st_size / LETTERS);
}

int main(void)
{
	g_autofree char *folder = g_dir_make_tmp("candour-bench-XXXXXX", NULL);
	GDir *dir;
	const char *name;

	bench_bases(folder);
	bench_history(folder);
	dir = g_dir_open(folder, 0, NULL);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_unlink(path);
	}
	g_dir_close(dir);
	g_rmdir(folder);
	return 0;
}
