/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads the store's bases into sorted arrays, and only the new rows where it has the others already: rows are only ever
 * added. Those that were there at the last great reading are shared by the indices since, and only the few after them
 * are copied. It decides nothing; what is in force is the register's to say (store/register.c). */
#include "store/basis_index.h"

#include "store/basis_index_private.h"
#include "store/casebook_private.h"
#include "store/register_describe.h"
#include "store/register_private.h"

#include <sodium.h>
#include <string.h>

struct entry {
	guint8 constituent[REGISTER_ROW_TAG_BYTES];
	struct register_keyed_basis basis;
};

enum { MAX_RECENT = 1024 }; /* entries that are copied with each new row; past it they join the others */

/* Both arrays: struct entry, by constituent, then number. */
struct basis_index {
	gatomicrefcount count;
	gint64 last;     /* the number of the newest row */
	char *key_name;  /* of the key that made the tags; NULL where there is no row */
	GArray *settled; /* counted: shared with the indices made from this one */
	GArray *recent;
};

struct reading {
	const struct register_file *file;
	struct basis_index *index;
	gint64 last;    /* of the newest row now */
	char *key_name; /* likewise; owned */
};

static gboolean damaged(GError **error)
{
	g_set_error(error, CASES_ERROR, CASES_ERROR_STORE,
		    "the casebook is damaged: it has a basis candour never wrote");
	return FALSE;
}

static gboolean read_last(sqlite3_stmt *row, void *context, GError **error)
{
	struct reading *reading = context;

	(void)error;
	reading->last = sqlite3_column_int64(row, 0);
	reading->key_name = database_text(row, 1);
	return TRUE;
}

/* A withdrawal's row is no basis before its day either: it begins on no day. */
static gboolean read_entry(sqlite3_stmt *row, void *context, GError **error)
{
	struct reading *reading = context;
	struct basis_index *index = reading->index;
	const char *key_name = (const char *)sqlite3_column_text(row, 1);
	const char *constituent = (const char *)sqlite3_column_text(row, 2);
	const char *member = (const char *)sqlite3_column_text(row, 3);
	const char *matter = (const char *)sqlite3_column_text(row, 4);
	gboolean is_withdrawal = sqlite3_column_int(row, 5);
	struct entry entry = {.basis = {.number = sqlite3_column_int64(row, 0)}};
	size_t length = 0;

	if (index->key_name == NULL)
		index->key_name = g_strdup(key_name);
	if (g_strcmp0(index->key_name, key_name) != 0 ||
	    sodium_hex2bin(entry.constituent, sizeof entry.constituent, constituent, strlen(constituent), NULL, &length,
			   NULL) != 0 ||
	    length != sizeof entry.constituent ||
	    (matter != NULL && !g_ascii_string_to_unsigned(matter, 16, 1, G_MAXUINT64, &entry.basis.matter, NULL)))
		return damaged(error);
	entry.basis.member = register_member_tag(&reading->file->keys, member);
	entry.basis.from = is_withdrawal ? G_MAXINT32 : sqlite3_column_int(row, 6);
	entry.basis.until = sqlite3_column_int(row, 7);
	entry.basis.withdrawn = sqlite3_column_int(row, 8);
	entry.basis.is_anew = sqlite3_column_int(row, 9);
	g_array_append_val(index->recent, entry);
	return TRUE;
}

static int compare_entries(gconstpointer one, gconstpointer other)
{
	const struct entry *a = one, *b = other;
	int order = memcmp(a->constituent, b->constituent, sizeof a->constituent);

	if (order != 0)
		return order;
	return a->basis.number < b->basis.number ? -1 : a->basis.number > b->basis.number;
}

static GArray *entries_new(guint room)
{
	return g_array_sized_new(FALSE, FALSE, sizeof(struct entry), room);
}

static struct basis_index *index_new(const struct basis_index *known)
{
	struct basis_index *index = g_new0(struct basis_index, 1);

	g_atomic_ref_count_init(&index->count);
	index->recent = entries_new(known != NULL ? known->recent->len + 1 : 0);
	if (known == NULL) {
		index->settled = entries_new(0);
		return index;
	}
	index->last = known->last;
	index->key_name = g_strdup(known->key_name);
	index->settled = g_array_ref(known->settled);
	g_array_append_vals(index->recent, known->recent->data, known->recent->len);
	return index;
}

/* Sorts what was read, and moves it to what is shared where it has become too much to copy. */
static void settle(struct basis_index *index)
{
	const GArray *settled = index->settled, *recent = index->recent;
	GArray *merged;
	guint i = 0, j = 0;

	g_array_sort(index->recent, compare_entries);
	if (recent->len <= MAX_RECENT)
		return;
	merged = entries_new(settled->len + recent->len);
	while (i < settled->len || j < recent->len) {
		const struct entry *old = i < settled->len ? &g_array_index(settled, struct entry, i) : NULL;
		const struct entry *new = j < recent->len ? &g_array_index(recent, struct entry, j) : NULL;
		gboolean is_old = new == NULL || (old != NULL && compare_entries(old, new) < 0);

		g_array_append_vals(merged, is_old ? old : new, 1);
		i += is_old ? 1 : 0;
		j += is_old ? 0 : 1;
	}
	g_array_unref(index->settled);
	index->settled = merged;
	/* Not emptied: it would keep its room. */
	g_array_unref(index->recent);
	index->recent = entries_new(0);
}

struct basis_index *basis_index_ref(const struct basis_index *index)
{
	struct basis_index *counted = (struct basis_index *)index;

	if (counted != NULL)
		g_atomic_ref_count_inc(&counted->count);
	return counted;
}

void basis_index_unref(struct basis_index *index)
{
	if (index == NULL || !g_atomic_ref_count_dec(&index->count))
		return;
	g_free(index->key_name);
	g_array_unref(index->settled);
	g_array_unref(index->recent);
	g_free(index);
}

gsize basis_index_count(const struct basis_index *index)
{
	return index->settled->len + index->recent->len;
}

/* The index of now; known itself where it is that. */
static struct basis_index *read_index(struct database *database, const struct register_file *file,
				      const struct basis_index *known, GError **error)
{
	struct reading reading = {.file = file};
	gboolean is_more;

	if (!database_query(database, read_last, &reading, error,
			    "SELECT id, key_name FROM bases ORDER BY id DESC LIMIT 1", ""))
		return NULL;
	/* Fewer than before, or under another key: another file stands in its place, or the bases were rekeyed. */
	is_more = known != NULL && reading.last >= known->last && g_strcmp0(reading.key_name, known->key_name) == 0;
	g_free(reading.key_name);
	if (is_more && reading.last == known->last)
		return basis_index_ref(known);
	reading.index = index_new(is_more ? known : NULL);
	if (!database_query(database, read_entry, &reading, error,
			    "SELECT id, key_name, constituent, member, matter, basis IS NULL, from_day, until_day, "
			    "withdrawn_day, is_anew FROM bases WHERE id > ? ORDER BY id",
			    "l", reading.index->last)) {
		basis_index_unref(reading.index);
		return NULL;
	}
	reading.index->last = reading.last;
	settle(reading.index);
	return reading.index;
}

static gboolean is_key_right(const struct basis_index *index, const struct register_file *file, GError **error)
{
	g_autofree char *key_name = register_key_name(file);

	if (index->key_name == NULL || strcmp(index->key_name, key_name) == 0)
		return TRUE;
	g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_INPUT,
		    "%s: its key is not the one under which `candour consent` recorded %u bases in the store: put the "
		    "old key file back and build the register again, or bring them over with `candour register rekey`",
		    file->path, (guint)basis_index_count(index));
	return FALSE;
}

struct basis_index *basis_index_refresh(struct casebook *casebook, const struct register_file *file,
					const struct basis_index *known, GError **error)
{
	struct basis_index *index;

	if (!database_begin_read(casebook->database, error))
		return NULL;
	index = read_index(casebook->database, file, known, error);
	if (!database_end(casebook->database, index != NULL, index != NULL ? error : NULL) ||
	    !is_key_right(index, file, error)) {
		basis_index_unref(index);
		return NULL;
	}
	return index;
}

static void collect(const GArray *entries, const guint8 constituent[REGISTER_ROW_TAG_BYTES], GArray *bases)
{
	gsize low = 0, high = entries->len;

	while (low < high) {
		gsize middle = low + (high - low) / 2;

		if (memcmp(g_array_index(entries, struct entry, middle).constituent, constituent,
			   REGISTER_ROW_TAG_BYTES) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < entries->len; low++) {
		const struct entry *entry = &g_array_index(entries, struct entry, low);

		if (memcmp(entry->constituent, constituent, REGISTER_ROW_TAG_BYTES) != 0)
			return;
		g_array_append_val(bases, entry->basis);
	}
}

void basis_index_collect(const struct basis_index *index, const guint8 constituent[REGISTER_ROW_TAG_BYTES],
			 GArray *bases)
{
	collect(index->settled, constituent, bases);
	collect(index->recent, constituent, bases);
}
