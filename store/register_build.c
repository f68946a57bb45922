/* SPDX-License-Identifier: BSD-2-Clause */
/* Compiles constituents and bases into the register's file. Reads no CSV, and leaves no readable value on disk. */
#include "store/durable.h"
#include "store/key_file.h"
#include "store/register.h"
#include "store/register_format.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct entry {
	guint64 tag;
	register_row row;
	guint8 field;
};

struct builder {
	struct register_keys keys;
	GArray *entries;  /* struct entry */
	GArray *row_tags; /* REGISTER_ROW_TAG_BYTES each */
	GArray *bases;    /* struct register_keyed_basis */
	GHashTable *rows; /* id to row plus one; ids are borrowed */
};

void register_constituent_free(struct register_constituent *constituent)
{
	if (constituent == NULL)
		return;
	g_free(constituent->id);
	g_free(constituent->forename);
	g_free(constituent->surname);
	g_free(constituent->email);
	g_free(constituent->phone);
	g_free(constituent->house);
	g_free(constituent->street);
	g_free(constituent->postcode);
	g_free(constituent->date_of_birth);
	g_free(constituent->nino);
	g_free(constituent->nhs_number);
	g_strfreev(constituent->references);
	g_free(constituent->file);
	g_free(constituent);
}

void register_basis_free(struct register_basis *basis)
{
	if (basis == NULL)
		return;
	g_free(basis->constituent);
	g_free(basis->member);
	g_free(basis->basis);
	g_free(basis->matter);
	g_free(basis->file);
	g_free(basis);
}

static gboolean is_given(const char *value)
{
	return value != NULL && *value != '\0';
}

/* Adds the value of one to four pieces; nothing where one of them is missing. */
static void add_value(struct builder *builder, register_row row, enum register_field field, const char *const *pieces)
{
	g_autofree char *value = NULL;
	g_autofree char *normalised = NULL;
	struct entry entry = {0, row, (guint8)field};

	for (gsize i = 0; pieces[i] != NULL || i == 0; i++)
		if (!is_given(pieces[i]))
			return;
	value = g_strjoinv("\x1f", (char **)pieces);
	normalised = register_normalise(field, value);
	if (normalised == NULL)
		return;
	entry.tag = register_value_tag(&builder->keys, field, normalised);
	g_array_append_val(builder->entries, entry);
}

/* An absent piece may not end the list early and make a shorter value of it. */
#define PIECES(...) ((const char *const[]){__VA_ARGS__, NULL})
static const char *piece(const char *value)
{
	return value != NULL ? value : "";
}

static void add_values(struct builder *builder, register_row row, const struct register_constituent *who)
{
	const char *forename = piece(who->forename), *surname = piece(who->surname), *house = piece(who->house);
	const char *street = piece(who->street), *postcode = piece(who->postcode), *birth = piece(who->date_of_birth);
	g_autofree char *initial = g_utf8_substring(forename, 0, MIN(g_utf8_strlen(forename, -1), 1));
	g_autofree char *of_flat = register_house_of_flat(house);

	add_value(builder, row, REGISTER_EMAIL, PIECES(piece(who->email)));
	add_value(builder, row, REGISTER_PHONE, PIECES(piece(who->phone)));
	add_value(builder, row, REGISTER_NINO, PIECES(piece(who->nino)));
	add_value(builder, row, REGISTER_NHS_NUMBER, PIECES(piece(who->nhs_number)));
	add_value(builder, row, REGISTER_NAME, PIECES(forename, surname));
	add_value(builder, row, REGISTER_SURNAME, PIECES(surname));
	add_value(builder, row, REGISTER_POSTCODE, PIECES(postcode));
	add_value(builder, row, REGISTER_DATE_OF_BIRTH, PIECES(birth));
	add_value(builder, row, REGISTER_NAME_POSTCODE, PIECES(forename, surname, postcode));
	add_value(builder, row, REGISTER_SURNAME_BIRTH, PIECES(surname, birth));
	add_value(builder, row, REGISTER_HOUSE_STREET, PIECES(house, street));
	add_value(builder, row, REGISTER_HOUSE_STREET, PIECES(piece(of_flat), street));
	add_value(builder, row, REGISTER_NAME_ADDRESS, PIECES(forename, surname, house, street));
	add_value(builder, row, REGISTER_NAME_ADDRESS, PIECES(forename, surname, piece(of_flat), street));
	/* "D. Pickersgill, 14 Kelp Lane" is no other. */
	add_value(builder, row, REGISTER_NAME_ADDRESS, PIECES(initial, surname, house, street));
	for (gsize i = 0; who->references != NULL && who->references[i] != NULL; i++)
		add_value(builder, row, REGISTER_REFERENCE, PIECES(who->references[i]));
}

G_GNUC_PRINTF(4, 5)
static gboolean fail(GError **error, const char *file, unsigned line, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list arguments;

	va_start(arguments, format);
	what = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_INPUT, "%s:%u: %s", file, line, what);
	return FALSE;
}

static gboolean add_constituent(struct builder *builder, const struct register_constituent *who, GError **error)
{
	const char *file = who->file != NULL ? who->file : "constituents.csv";
	register_row row = g_hash_table_size(builder->rows);
	guint8 row_tag[REGISTER_ROW_TAG_BYTES];

	if (!is_given(who->id))
		return fail(error, file, who->line, "the id is empty: give every constituent one of their own");
	if (is_given(who->date_of_birth)) {
		g_autofree char *birth = register_normalise(REGISTER_DATE_OF_BIRTH, who->date_of_birth);

		if (birth == NULL)
			return fail(error, file, who->line, "date_of_birth is no date: write it as 1964-07-05");
	}
	if (!g_hash_table_insert(builder->rows, who->id, GUINT_TO_POINTER(row + 1)))
		return fail(error, file, who->line, "the id \"%s\" stands twice: each constituent has one row",
			    who->id);
	register_row_tag(&builder->keys, who->id, row_tag);
	g_array_append_vals(builder->row_tags, row_tag, sizeof row_tag);
	add_values(builder, row, who);
	return TRUE;
}

const char *const *register_basis_words(void)
{
	static const char *const words[] = {"consent",
					    "acting",
					    "asked",
					    "cannot-consent",
					    "would-prejudice",
					    "consent-impracticable",
					    "legal-duty",
					    "safeguarding",
					    "unreasonably-withheld",
					    NULL};

	return words;
}

static gboolean is_basis_word(const char *word)
{
	return word != NULL && g_strv_contains(register_basis_words(), word);
}

static gboolean add_basis(struct builder *builder, const struct register_basis *basis, GError **error)
{
	const char *file = basis->file != NULL ? basis->file : "consents.csv";
	guint found = is_given(basis->constituent)
			      ? GPOINTER_TO_UINT(g_hash_table_lookup(builder->rows, basis->constituent))
			      : 0;
	struct register_keyed_basis keyed = {
		.row = found - 1, .from = basis->from, .until = basis->until, .withdrawn = basis->withdrawn};

	if (found == 0)
		return fail(error, file, basis->line, "constituent \"%s\" is not among the constituents",
			    piece(basis->constituent));
	if (!is_given(basis->member))
		return fail(error, file, basis->line, "the member is empty: give the address of people.csv");
	if (!is_basis_word(basis->basis))
		return fail(error, file, basis->line,
			    "basis \"%s\" is none: write consent, acting, or a reason of the Basis line",
			    piece(basis->basis));
	if (basis->until != 0 && basis->until < basis->from)
		return fail(error, file, basis->line, "until is before from");
	keyed.member = register_member_tag(&builder->keys, basis->member);
	if (is_given(basis->matter)) {
		g_autofree char *matter = register_normalise(REGISTER_REFERENCE, basis->matter);

		if (matter == NULL)
			return fail(error, file, basis->line,
				    "the matter is no reference: leave it empty for any matter");
		keyed.matter = register_value_tag(&builder->keys, REGISTER_REFERENCE, matter);
	}
	g_array_append_val(builder->bases, keyed);
	return TRUE;
}

static int compare_entries(gconstpointer one, gconstpointer other)
{
	const struct entry *a = one, *b = other;

	if (a->tag != b->tag)
		return a->tag < b->tag ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static int compare_bases(gconstpointer one, gconstpointer other)
{
	const struct register_keyed_basis *a = one, *b = other;

	return a->row < b->row ? -1 : a->row > b->row;
}

/* A row whose two references are one once normalised has it once. */
static void sort_entries(GArray *entries)
{
	guint kept = 0;

	g_array_sort(entries, compare_entries);
	for (guint i = 0; i < entries->len; i++) {
		const struct entry *entry = &g_array_index(entries, struct entry, i);

		if (kept == 0 || compare_entries(entry, &g_array_index(entries, struct entry, kept - 1)) != 0)
			g_array_index(entries, struct entry, kept++) = *entry;
	}
	g_array_set_size(entries, kept);
}

static gboolean limit_bases(const GArray *bases, GError **error)
{
	for (guint i = REGISTER_MAX_BASES_OF_ROW; i < bases->len; i++) {
		if (g_array_index(bases, struct register_keyed_basis, i).row ==
		    g_array_index(bases, struct register_keyed_basis, i - REGISTER_MAX_BASES_OF_ROW).row) {
			g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_INPUT,
				    "one constituent has more than %d bases: remove those that ended",
				    REGISTER_MAX_BASES_OF_ROW);
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean collect(struct builder *builder, const GPtrArray *constituents, const GPtrArray *bases, GError **error)
{
	for (guint i = 0; i < constituents->len; i++)
		if (!add_constituent(builder, g_ptr_array_index(constituents, i), error))
			return FALSE;
	for (guint i = 0; i < bases->len; i++)
		if (!add_basis(builder, g_ptr_array_index(bases, i), error))
			return FALSE;
	sort_entries(builder->entries);
	g_array_sort(builder->bases, compare_bases);
	return limit_bases(builder->bases, error);
}

/* The file's bytes; caller frees. */
static guint8 *assemble(const struct builder *builder, gsize *ret_size)
{
	struct register_header header = {builder->row_tags->len / REGISTER_ROW_TAG_BYTES,
					 builder->entries->len,
					 builder->bases->len,
					 (guint64)g_get_real_time() / G_USEC_PER_SEC,
					 {0}};
	struct register_layout layout;
	guint8 *bytes, *body;

	if (!register_layout_of(&header, &layout))
		return NULL;
	bytes = g_malloc0(REGISTER_HEADER_BYTES + layout.size);
	body = bytes + REGISTER_HEADER_BYTES;
	for (guint i = 0; i < builder->entries->len; i++) {
		const struct entry *entry = &g_array_index(builder->entries, struct entry, i);
		guint64 tag = GUINT64_TO_LE(entry->tag);
		guint32 row = GUINT32_TO_LE(entry->row);

		memcpy(body + layout.tags + i * sizeof tag, &tag, sizeof tag);
		memcpy(body + layout.rows + i * sizeof row, &row, sizeof row);
		body[layout.fields + i] = entry->field;
	}
	if (builder->row_tags->len > 0)
		memcpy(body + layout.row_tags, builder->row_tags->data, builder->row_tags->len);
	for (guint i = 0; i < builder->bases->len; i++)
		register_basis_write(&g_array_index(builder->bases, struct register_keyed_basis, i),
				     body + layout.bases + (gsize)i * REGISTER_BASIS_BYTES);
	register_body_digest(&builder->keys, body, layout.size, header.digest);
	register_header_write(&builder->keys, &header, bytes);
	*ret_size = REGISTER_HEADER_BYTES + layout.size;
	return bytes;
}

static gboolean fail_file(GError **error, const char *path, const char *what)
{
	int number = errno;

	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), "%s: %s: %s", path, what, g_strerror(number));
	return FALSE;
}

/* The daemon reads through its group: that of the file or folder `like`. Where it may not be given, the file keeps the
 * builder's, and `candour config check` says so. */
static void share_with_group(const char *path, const char *like)
{
	struct stat status;

	if (stat(like, &status) == 0 && chown(path, (uid_t)-1, status.st_gid) != 0)
		errno = 0;
}

static gboolean replace(const char *path, const guint8 *bytes, gsize size, GError **error)
{
	g_autofree char *temporary = g_strconcat(path, ".XXXXXX", NULL);
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = mkostemp(temporary, O_CLOEXEC);
	gboolean is_written;

	if (fd < 0)
		return fail_file(error, path, "cannot write the register");
	is_written = durable_write(fd, bytes, size) && fchmod(fd, 0640) == 0;
	if (is_written)
		share_with_group(temporary, g_file_test(path, G_FILE_TEST_EXISTS) ? path : folder);
	is_written = is_written && fsync(fd) == 0 && g_rename(temporary, path) == 0 && durable_sync_folder(path);
	if (!is_written) {
		fail_file(error, path, "cannot write the register");
		g_unlink(temporary);
	}
	close(fd);
	return is_written;
}

static gboolean load_or_make_key(const char *path, guint8 ret_key[REGISTER_KEY_BYTES], GError **error)
{
	g_autoptr(GError) missing = NULL;
	g_autofree char *folder = g_path_get_dirname(path);
	gboolean is_made;

	if (key_file_load(path, register_key_kind, KEY_FILE_SECRET, ret_key, REGISTER_KEY_BYTES, &missing))
		return TRUE;
	if (!g_error_matches(missing, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
		g_propagate_error(error, g_steal_pointer(&missing));
		return FALSE;
	}
	randombytes_buf(ret_key, REGISTER_KEY_BYTES);
	is_made = key_file_make(path, register_key_kind, KEY_FILE_SECRET, ret_key, REGISTER_KEY_BYTES, error);
	if (!is_made)
		return FALSE;
	share_with_group(path, folder);
	return g_chmod(path, 0640) == 0 || fail_file(error, path, "cannot share the key with the daemon's group");
}

gboolean register_build(const GPtrArray *constituents, const GPtrArray *bases, const char *path, const char *key_path,
			GError **error)
{
	struct builder builder = {.entries = g_array_new(FALSE, FALSE, sizeof(struct entry)),
				  .row_tags = g_array_new(FALSE, FALSE, 1),
				  .bases = g_array_new(FALSE, FALSE, sizeof(struct register_keyed_basis)),
				  .rows = g_hash_table_new(g_str_hash, g_str_equal)};
	guint8 key[REGISTER_KEY_BYTES];
	g_autofree guint8 *bytes = NULL;
	gsize size = 0;
	gboolean is_built = key_file_start(error) && load_or_make_key(key_path, key, error);

	if (is_built) {
		register_keys_derive(key, &builder.keys);
		sodium_memzero(key, sizeof key);
		is_built = collect(&builder, constituents, bases, error);
	}
	if (is_built) {
		bytes = assemble(&builder, &size);
		if (bytes == NULL)
			g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_INPUT, "%s: too many constituents", path);
		is_built = bytes != NULL && replace(path, bytes, size, error);
	}
	sodium_memzero(&builder.keys, sizeof builder.keys);
	g_array_unref(builder.entries);
	g_array_unref(builder.row_tags);
	g_array_unref(builder.bases);
	g_hash_table_unref(builder.rows);
	return is_built;
}
