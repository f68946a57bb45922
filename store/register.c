/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks values and bases up in the mapped register. It never writes, and reads nothing past the mapping whatever the
 * body holds: the header, sizes included, is authenticated when the file is opened; a small body too, a large one when
 * register_verify() is asked, and until then a damaged one can give wrong answers but no wrong address. */
#include "store/register.h"

#include "store/basis_index_private.h"
#include "store/key_file.h"
#include "store/register_guard.h"
#include "store/register_private.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK(candour - register - error, register_error)

guint64 register_tag_at(const struct register_file *file, gsize place)
{
	guint64 ordered;

	memcpy(&ordered, file->body + file->layout.tags + place * sizeof ordered, sizeof ordered);
	return GUINT64_FROM_LE(ordered);
}

register_row register_row_at(const struct register_file *file, gsize place)
{
	guint32 ordered;

	memcpy(&ordered, file->body + file->layout.rows + place * sizeof ordered, sizeof ordered);
	return GUINT32_FROM_LE(ordered);
}

static gboolean is_below(const struct register_file *file, gsize place, guint64 tag, register_row row)
{
	guint64 found = register_tag_at(file, place);

	return found < tag || (found == tag && register_row_at(file, place) < row);
}

/* Tags are evenly spread, so the place of one is guessed, and the tag that stands there says how far off the guess was:
 * the second is off by some dozens, the third by a few. That touches three pages of the file where halving it would
 * touch a dozen. */
static gsize guess(const struct register_file *file, guint64 tag)
{
	const double places = (double)file->header.values, last = places - 1;
	double place = places * ((double)tag / (double)G_MAXUINT64), step = places;

	for (int tries = 0; tries < 3 && ABS(step) > 4; tries++) {
		place = CLAMP(place, 0, last);
		step = places * (((double)tag - (double)register_tag_at(file, (gsize)place)) / (double)G_MAXUINT64);
		place += step;
	}
	return (gsize)CLAMP(place, 0, last);
}

/* The first place whose tag and row are not below these. */
static gsize lower_bound(const struct register_file *file, guint64 tag, register_row row)
{
	gsize low = 0, high = file->header.values, reach = 4, place;

	if (high == 0)
		return 0;
	/* From the guess on in steps that double, until the place lies between two of them. */
	place = guess(file, tag);
	if (is_below(file, place, tag, row)) {
		for (low = place + 1; high - low > reach && is_below(file, low + reach, tag, row); reach *= 2)
			low += reach + 1;
		high = high - low > reach ? low + reach : high;
	} else {
		for (high = place; high > reach && !is_below(file, high - reach - 1, tag, row); reach *= 2)
			high -= reach + 1;
		low = high > reach ? high - reach : 0;
	}
	while (low < high) {
		gsize middle = low + (high - low) / 2;

		if (is_below(file, middle, tag, row))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The place after the last one of the tag, which stands at from: few places on, or a long way. */
static gsize end_of(const struct register_file *file, guint64 tag, gsize from)
{
	gsize to = from;

	while (to < file->header.values && register_tag_at(file, to) == tag)
		if (++to - from > REGISTER_MAX_ROWS_OF_VALUE)
			return tag == G_MAXUINT64 ? file->header.values : lower_bound(file, tag + 1, 0);
	return to;
}

static gsize find(const void *context, enum register_field field, const char *value, register_row *ret_rows, gsize max)
{
	const struct register_file *file = context;
	guint64 tag = register_value_tag(&file->keys, field, value);
	gsize from = lower_bound(file, tag, 0), to, count = 0;

	if (from >= file->header.values || register_tag_at(file, from) != tag)
		return 0;
	to = end_of(file, tag, from);
	for (gsize place = from; place < to && count < max; place++)
		if (register_row_at(file, place) < file->header.rows)
			ret_rows[count++] = register_row_at(file, place);
	return to > from ? to - from : 0;
}

static gboolean has(const void *context, enum register_field field, const char *value, register_row row)
{
	const struct register_file *file = context;
	guint64 tag = register_value_tag(&file->keys, field, value);
	gsize place = lower_bound(file, tag, row);

	return place < file->header.values && register_tag_at(file, place) == tag &&
	       register_row_at(file, place) == row;
}

void register_basis_at(const struct register_file *file, gsize place, struct register_keyed_basis *ret_basis)
{
	register_basis_read(file->body + file->layout.bases + place * REGISTER_BASIS_BYTES, ret_basis);
}

static gsize first_basis(const struct register_file *file, register_row row)
{
	gsize low = 0, high = file->header.bases;

	while (low < high) {
		gsize middle = low + (high - low) / 2;
		struct register_keyed_basis basis;

		register_basis_at(file, middle, &basis);
		if (basis.row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What a look-up for a basis asks. */
struct question {
	guint64 member;
	gint32 day;
	const guint64 *matters; /* that the message cites */
	gsize count;
};

static gboolean cites(const struct question *question, guint64 matter)
{
	for (gsize i = 0; i < question->count; i++)
		if (question->matters[i] == matter)
			return TRUE;
	return FALSE;
}

static gboolean is_in_force(const struct question *question, const struct register_keyed_basis *basis)
{
	if (basis->member != question->member || basis->withdrawn != 0)
		return FALSE;
	if (basis->matter != 0 && question->count > (cites(question, basis->matter) ? 1 : 0))
		return FALSE;
	return basis->from <= question->day && (basis->until == 0 || basis->until >= question->day);
}

/* TRUE where the withdrawn one takes the basis away on that day: a withdrawal always wins (POLICY.md), over a later
 * entry too, until whoever keeps the bases takes it out, or the store has it that the basis was given anew. */
static gboolean beats(const struct question *question, const struct register_keyed_basis *withdrawn,
		      const struct register_keyed_basis *basis)
{
	if (withdrawn->member != question->member || withdrawn->withdrawn == 0 || withdrawn->withdrawn > question->day)
		return FALSE;
	if (basis->is_anew && withdrawn->number != 0 && withdrawn->number < basis->number)
		return FALSE;
	return withdrawn->matter == 0 || withdrawn->matter == basis->matter ||
	       (basis->matter == 0 && cites(question, withdrawn->matter));
}

static gboolean is_any_in_force(const GArray *bases, const struct question *question)
{
	for (guint i = 0; i < bases->len; i++) {
		struct register_keyed_basis basis = g_array_index(bases, struct register_keyed_basis, i);
		gboolean is_beaten = FALSE;

		/* Until the day it is withdrawn it is a basis like any other. */
		if (basis.withdrawn > question->day)
			basis.withdrawn = 0;
		if (!is_in_force(question, &basis))
			continue;
		for (guint n = 0; n < bases->len && !is_beaten; n++)
			is_beaten = beats(question, &g_array_index(bases, struct register_keyed_basis, n), &basis);
		if (!is_beaten)
			return TRUE;
	}
	return FALSE;
}

void register_bases_of(const struct register_file *file, register_row row, gsize *ret_from, gsize *ret_to)
{
	gsize from = first_basis(file, row), to = row == G_MAXUINT32 ? file->header.bases : first_basis(file, row + 1);

	*ret_from = from;
	/* The builder holds to this limit; a damaged body may not. */
	*ret_to = MAX(from, MIN(to, from + REGISTER_MAX_BASES_OF_ROW));
}

/* Those of the register and, where it is given, of the store. */
static GArray *collect_bases(const struct register_with_bases *both, register_row row)
{
	GArray *bases = g_array_new(FALSE, FALSE, sizeof(struct register_keyed_basis));
	const guint8 *tag = register_row_tag_at(both->file, row);
	gsize from, to;

	register_bases_of(both->file, row, &from, &to);
	for (gsize place = from; place < to; place++) {
		struct register_keyed_basis basis;

		register_basis_at(both->file, place, &basis);
		g_array_append_val(bases, basis);
	}
	if (both->bases != NULL && tag != NULL)
		basis_index_collect(both->bases, tag, bases);
	return bases;
}

static gboolean has_basis_with(const void *context, register_row row, const char *member, guint32 day,
			       const char *const *references)
{
	const struct register_with_bases *both = context;
	const struct register_keys *keys = &both->file->keys;
	gsize count = references != NULL ? g_strv_length((char **)references) : 0;
	g_autofree guint64 *matters = g_new0(guint64, count);
	g_autoptr(GArray) bases = collect_bases(both, row);
	struct question question = {register_member_tag(keys, member), (gint32)day, matters, count};

	for (gsize i = 0; i < count; i++)
		matters[i] = register_value_tag(keys, REGISTER_REFERENCE, references[i]);
	return is_any_in_force(bases, &question);
}

static gboolean has_basis(const void *context, register_row row, const char *member, guint32 day,
			  const char *const *references)
{
	struct register_with_bases alone = {.file = context};

	return has_basis_with(&alone, row, member, day, references);
}

const guint8 *register_row_tag_at(const struct register_file *file, register_row row)
{
	return row < file->header.rows ? file->body + file->layout.row_tags + (gsize)row * REGISTER_ROW_TAG_BYTES
				       : NULL;
}

static char *row_tag(const void *context, register_row row)
{
	const guint8 *tag = register_row_tag_at(context, row);
	char hex[2 * REGISTER_ROW_TAG_BYTES + 1] = "";

	if (tag != NULL)
		sodium_bin2hex(hex, sizeof hex, tag, REGISTER_ROW_TAG_BYTES);
	return g_strdup(hex);
}

gboolean register_verify(const struct register_file *file, GError **error)
{
	guint8 digest[REGISTER_HASH_BYTES];

	register_body_digest(&file->keys, file->body, file->layout.size, digest);
	if (sodium_memcmp(digest, file->header.digest, sizeof digest) == 0)
		return TRUE;
	g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_DAMAGED,
		    "%s: its contents are damaged; build it again with `candour register build`", file->path);
	return FALSE;
}

static gboolean check(struct register_file *file, const char *key_path, GError **error)
{
	const guint8 *bytes = (const guint8 *)g_mapped_file_get_contents(file->mapping);
	gsize size = g_mapped_file_get_length(file->mapping);
	const char *fault = register_header_read(&file->keys, bytes, bytes != NULL ? size : 0, &file->header);

	if (fault == NULL &&
	    (!register_layout_of(&file->header, &file->layout) || size - REGISTER_HEADER_BYTES != file->layout.size))
		fault = "it is cut off or has grown";
	if (fault != NULL) {
		g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_DAMAGED,
			    "%s: %s (the key is %s); build it again with `candour register build`", file->path, fault,
			    key_path);
		return FALSE;
	}
	file->body = bytes + REGISTER_HEADER_BYTES;
	return file->layout.size > REGISTER_VERIFIED_BYTES || register_verify(file, error);
}

static gboolean map(struct register_file *file, GError **error)
{
	int number;

	file->fd = open(file->path, O_RDONLY | O_CLOEXEC);
	if (file->fd >= 0 && fstat(file->fd, &file->status) == 0) {
		file->mapping = g_mapped_file_new_from_fd(file->fd, FALSE, error);
		if (file->mapping != NULL)
			register_guard_add(g_mapped_file_get_contents(file->mapping),
					   g_mapped_file_get_length(file->mapping));
		return file->mapping != NULL;
	}
	number = errno;
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), "%s: cannot read the register: %s",
		    file->path, g_strerror(number));
	return FALSE;
}

gboolean register_is_intact(const struct register_file *file, GError **error)
{
	struct stat now;

	if (fstat(file->fd, &now) == 0 && now.st_size == file->status.st_size &&
	    now.st_mtim.tv_sec == file->status.st_mtim.tv_sec && now.st_mtim.tv_nsec == file->status.st_mtim.tv_nsec)
		return TRUE;
	g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_DAMAGED,
		    "%s: it was written to while in use, and nobody can be looked up; build it with `candour register "
		    "build`, which replaces it whole",
		    file->path);
	return FALSE;
}

struct register_file *register_open(const char *path, const char *key_path, GError **error)
{
	guint8 key[REGISTER_KEY_BYTES];
	struct register_file *file;

	if (!key_file_start(error) ||
	    !key_file_load(key_path, register_key_kind, KEY_FILE_SECRET, key, sizeof key, error))
		return NULL;
	file = g_new0(struct register_file, 1);
	file->path = g_strdup(path);
	register_keys_derive(key, &file->keys);
	sodium_memzero(key, sizeof key);
	if (map(file, error) && check(file, key_path, error))
		return file;
	register_close(file);
	return NULL;
}

void register_close(struct register_file *file)
{
	if (file == NULL)
		return;
	if (file->mapping != NULL) {
		register_guard_remove(g_mapped_file_get_contents(file->mapping));
		g_mapped_file_unref(file->mapping);
	}
	if (file->fd >= 0)
		close(file->fd);
	sodium_memzero(&file->keys, sizeof file->keys);
	g_free(file->path);
	g_free(file);
}

struct register_view register_view_of(const struct register_file *file)
{
	return (struct register_view){
		.context = file, .find = find, .has = has, .has_basis = has_basis, .row_tag = row_tag};
}

static gsize find_with(const void *context, enum register_field field, const char *value, register_row *ret_rows,
		       gsize max)
{
	return find(((const struct register_with_bases *)context)->file, field, value, ret_rows, max);
}

static gboolean has_with(const void *context, enum register_field field, const char *value, register_row row)
{
	return has(((const struct register_with_bases *)context)->file, field, value, row);
}

static char *row_tag_with(const void *context, register_row row)
{
	return row_tag(((const struct register_with_bases *)context)->file, row);
}

struct register_view register_view_with(const struct register_with_bases *both)
{
	return (struct register_view){.context = both,
				      .find = find_with,
				      .has = has_with,
				      .has_basis = has_basis_with,
				      .row_tag = row_tag_with};
}

gsize register_count(const struct register_file *file)
{
	return file->header.rows;
}
