/* SPDX-License-Identifier: BSD-2-Clause */
/* Rewrites the tags of the store's bases. The only place where a row of theirs is changed, whole or not at all. */
#include "store/rekey.h"

#include "store/audit.h"
#include "store/bases.h"
#include "store/casebook_private.h"
#include "store/key_file.h"
#include "store/register_describe.h"
#include "store/register_private.h"
#include "store/schema.h"

#include <sodium.h>
#include <string.h>

static const char separator[] = "\x1f";

struct rekey_names {
	GHashTable *ids;     /* old tag -> id */
	GHashTable *matters; /* old tag -> reference */
};

/* One basis: what it is about, where that is known. */
struct subject {
	char *id, *matter;
};

GBytes *rekey_seal(const struct seal_key *public_key, const char *id, const char *matter)
{
	g_autofree char *words = matter != NULL ? g_strconcat(id, separator, matter, NULL) : g_strdup(id);

	return seal_words(public_key, words);
}

static void add_matter(struct rekey_names *names, const struct register_keys *keys, const char *reference)
{
	g_autofree char *value = register_normalise(REGISTER_REFERENCE, reference);

	if (value != NULL)
		g_hash_table_insert(names->matters,
				    g_strdup_printf("%016" G_GINT64_MODIFIER "x",
						    register_value_tag(keys, REGISTER_REFERENCE, value)),
				    g_strdup(reference));
}

struct rekey_names *rekey_names_new(const char *old_key_path, const GPtrArray *constituents, GError **error)
{
	guint8 key[REGISTER_KEY_BYTES];
	struct register_keys keys;
	struct rekey_names *names;

	if (!key_file_start(error) ||
	    !key_file_load(old_key_path, register_key_kind, KEY_FILE_SECRET, key, sizeof key, error))
		return NULL;
	register_keys_derive(key, &keys);
	sodium_memzero(key, sizeof key);
	names = g_new0(struct rekey_names, 1);
	names->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	names->matters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (guint i = 0; i < constituents->len; i++) {
		const struct register_constituent *constituent = g_ptr_array_index(constituents, i);
		guint8 tag[REGISTER_ROW_TAG_BYTES];
		char hex[2 * REGISTER_ROW_TAG_BYTES + 1];

		register_row_tag(&keys, constituent->id, tag);
		sodium_bin2hex(hex, sizeof hex, tag, sizeof tag);
		g_hash_table_insert(names->ids, g_strdup(hex), g_strdup(constituent->id));
		for (char **reference = constituent->references; *reference != NULL; reference++)
			add_matter(names, &keys, *reference);
	}
	sodium_memzero(&keys, sizeof keys);
	return names;
}

void rekey_names_free(struct rekey_names *names)
{
	if (names == NULL)
		return;
	g_hash_table_unref(names->ids);
	g_hash_table_unref(names->matters);
	g_free(names);
}

static void subject_done(struct subject *subject)
{
	g_free(subject->id);
	g_free(subject->matter);
}

/* What is sealed says it of each basis by itself. */
static gboolean is_unsealed(const struct rekey_sources *sources, const struct basis_row *row, struct subject *subject)
{
	g_autofree char *words = NULL;
	char *end;

	if (sources->secret_key == NULL || row->sealed == NULL)
		return FALSE;
	words = seal_words_open(sources->secret_key, row->sealed, NULL);
	if (words == NULL)
		return FALSE;
	end = strstr(words, separator);
	if ((end != NULL) != (row->matter != NULL))
		return FALSE;
	if (end != NULL) {
		subject->matter = g_strdup(end + strlen(separator));
		*end = '\0';
	}
	subject->id = g_steal_pointer(&words);
	return TRUE;
}

static gboolean is_named(const struct rekey_sources *sources, const struct basis_row *row, struct subject *subject)
{
	const char *id, *matter = NULL;

	if (sources->names == NULL)
		return FALSE;
	id = g_hash_table_lookup(sources->names->ids, row->constituent);
	if (row->matter != NULL)
		matter = g_hash_table_lookup(sources->names->matters, row->matter);
	if (id == NULL || (row->matter != NULL && matter == NULL))
		return FALSE;
	subject->id = g_strdup(id);
	subject->matter = g_strdup(matter);
	return TRUE;
}

static gboolean write_row(struct database *database, const struct register_file *file, const struct basis_row *row,
			  const struct subject *subject, GError **error)
{
	g_autofree char *key_name = register_key_name(file);
	g_autofree char *constituent = register_id_tag(file, subject->id);
	g_autofree char *matter = subject->matter != NULL ? register_matter_tag(file, subject->matter) : NULL;

	return database_run(database, error, "UPDATE bases SET key_name = ?, constituent = ?, matter = ? WHERE id = ?",
			    "tttl", key_name, constituent, matter, row->number);
}

struct rekeying {
	struct database *database;
	const struct register_file *file;
	const struct rekey_sources *sources;
	struct rekey_result *result;
};

/* TRUE, too, where nobody can tell: then the row is among the unknown, which takes it. */
static gboolean rekey_row(struct rekeying *rekeying, struct basis_row *row, GError **error)
{
	struct subject subject = {NULL, NULL};
	gboolean is_good = TRUE;

	if (!is_unsealed(rekeying->sources, row, &subject) && !is_named(rekeying->sources, row, &subject)) {
		g_ptr_array_add(rekeying->result->unknown, row);
		return TRUE;
	}
	is_good = write_row(rekeying->database, rekeying->file, row, &subject, error);
	rekeying->result->rekeyed++;
	subject_done(&subject);
	basis_row_free(row);
	return is_good;
}

static gboolean rekey_rows(struct rekeying *rekeying, GError **error)
{
	g_autofree char *key_name = register_key_name(rekeying->file);
	g_autoptr(GPtrArray) rows = bases_of_other_keys(rekeying->database, key_name, error);
	gboolean is_good = rows != NULL;

	for (guint i = 0; is_good && i < rows->len; i++)
		is_good = rekey_row(rekeying, g_steal_pointer(&g_ptr_array_index(rows, i)), error);
	return is_good;
}

static gboolean drop_unknown(struct rekeying *rekeying, GError **error)
{
	for (guint i = 0; i < rekeying->result->unknown->len; i++) {
		const struct basis_row *row = g_ptr_array_index(rekeying->result->unknown, i);

		if (!database_run(rekeying->database, error, "DELETE FROM bases WHERE id = ?", "l", row->number))
			return FALSE;
	}
	return TRUE;
}

static gboolean note(struct rekeying *rekeying, const char *actor, GError **error)
{
	g_autofree char *detail =
		g_strdup_printf("%u rekeyed, %u dropped", rekeying->result->rekeyed, rekeying->result->unknown->len);

	return audit_add(rekeying->database, actor, "rekeyed", NULL, detail, error);
}

static void free_row(gpointer row)
{
	basis_row_free(row);
}

gboolean rekey_bases(struct casebook *casebook, const struct register_file *file, const struct rekey_sources *sources,
		     const char *actor, gboolean drops_unknown, struct rekey_result *ret_result, GError **error)
{
	struct rekey_result result = {0, g_ptr_array_new_with_free_func(free_row)};
	struct rekeying rekeying = {casebook->database, file, sources, &result};
	gboolean is_good, is_kept;

	if (!database_begin_write(casebook->database, error)) {
		g_ptr_array_unref(result.unknown);
		return FALSE;
	}
	is_good = database_script(casebook->database, "DROP TRIGGER bases_stay_as_they_are; DROP TRIGGER bases_stay;",
				  error) &&
		  rekey_rows(&rekeying, error);
	is_kept = is_good && (result.unknown->len == 0 || drops_unknown);
	is_good = is_good && (!is_kept || (drop_unknown(&rekeying, error) && note(&rekeying, actor, error) &&
					   database_script(casebook->database, SCHEMA_BASES_STAY, error)));
	if (!database_end(casebook->database, is_good && is_kept, is_good && is_kept ? error : NULL) &&
	    (is_kept || !is_good)) {
		g_ptr_array_unref(result.unknown);
		return FALSE;
	}
	if (!is_kept)
		result.rekeyed = 0;
	*ret_result = result;
	return TRUE;
}
