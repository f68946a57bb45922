/* SPDX-License-Identifier: BSD-2-Clause */
/* Counts what an open register holds and names it by keyed tags. It changes nothing and cannot know a value. */
#include "store/register_describe.h"

#include "store/register_private.h"

#include <sodium.h>
#include <string.h>

gboolean register_find_id(const struct register_file *file, const char *id, register_row *ret_row)
{
	guint8 tag[REGISTER_ROW_TAG_BYTES];

	register_row_tag(&file->keys, id, tag);
	for (guint64 row = 0; row < file->header.rows; row++)
		if (memcmp(register_row_tag_at(file, (register_row)row), tag, sizeof tag) == 0) {
			*ret_row = (register_row)row;
			return TRUE;
		}
	return FALSE;
}

char *register_id_tag(const struct register_file *file, const char *id)
{
	guint8 tag[REGISTER_ROW_TAG_BYTES];
	char hex[2 * sizeof tag + 1];

	register_row_tag(&file->keys, id, tag);
	return g_strdup(sodium_bin2hex(hex, sizeof hex, tag, sizeof tag));
}

static char *number_tag(guint64 tag)
{
	return g_strdup_printf("%016" G_GINT64_MODIFIER "x", tag);
}

char *register_matter_tag(const struct register_file *file, const char *matter)
{
	g_autofree char *value = register_normalise(REGISTER_REFERENCE, matter);

	return value != NULL ? number_tag(register_value_tag(&file->keys, REGISTER_REFERENCE, value)) : NULL;
}

char *register_member_tag_of(const struct register_file *file, const char *email)
{
	return number_tag(register_member_tag(&file->keys, email));
}

char *register_key_name(const struct register_file *file)
{
	guint8 check[REGISTER_KEY_CHECK_BYTES];
	char hex[2 * sizeof check + 1];

	register_key_check(&file->keys, check);
	return g_strdup(sodium_bin2hex(hex, sizeof hex, check, sizeof check));
}

/* REGISTER_FIELDS where a damaged body says what is no field. */
static guint field_at(const struct register_file *file, gsize place)
{
	return MIN(file->body[file->layout.fields + place], REGISTER_FIELDS);
}

/* Places of one value lie together. */
static gboolean is_shared(const struct register_file *file, gsize place)
{
	guint64 tag = register_tag_at(file, place);

	return (place > 0 && register_tag_at(file, place - 1) == tag) ||
	       (place + 1 < file->header.values && register_tag_at(file, place + 1) == tag);
}

void register_describe_row(const struct register_file *file, register_row row, struct register_row_values *ret_values)
{
	struct register_row_values found = {0};

	for (gsize place = 0; place < file->header.values; place++) {
		guint field = field_at(file, place);

		if (register_row_at(file, place) != row || field == REGISTER_FIELDS)
			continue;
		found.values[field]++;
		found.shared[field] += is_shared(file, place);
	}
	*ret_values = found;
}

static void free_basis(gpointer data)
{
	struct register_row_basis *basis = data;

	g_free(basis->member);
	g_free(basis->matter);
	g_free(basis);
}

GPtrArray *register_row_bases(const struct register_file *file, register_row row)
{
	GPtrArray *bases = g_ptr_array_new_with_free_func(free_basis);
	gsize from, to;

	register_bases_of(file, row, &from, &to);
	for (gsize place = from; place < to; place++) {
		struct register_row_basis *basis = g_new0(struct register_row_basis, 1);
		struct register_keyed_basis keyed;

		register_basis_at(file, place, &keyed);
		basis->member = number_tag(keyed.member);
		basis->matter = keyed.matter != 0 ? number_tag(keyed.matter) : NULL;
		basis->from = keyed.from;
		basis->until = keyed.until;
		basis->withdrawn = keyed.withdrawn;
		g_ptr_array_add(bases, basis);
	}
	return bases;
}

static void count_values(const struct register_file *file, struct register_stats *stats)
{
	for (gsize place = 0; place < file->header.values; place++) {
		guint64 tag = register_tag_at(file, place);
		guint field = field_at(file, place);

		if (field == REGISTER_FIELDS || (place > 0 && register_tag_at(file, place - 1) == tag))
			continue;
		stats->values[field]++;
		stats->shared[field] += is_shared(file, place);
	}
}

void register_describe(const struct register_file *file, struct register_stats *ret_stats)
{
	struct register_stats stats = {.rows = file->header.rows,
				       .bases = file->header.bases,
				       .built_at = (gint64)file->header.built_at,
				       .version = REGISTER_VERSION,
				       .bytes = REGISTER_HEADER_BYTES + file->layout.size};

	count_values(file, &stats);
	for (gsize place = 0; place < file->header.bases; place++) {
		struct register_keyed_basis basis;

		register_basis_at(file, place, &basis);
		stats.withdrawn += basis.withdrawn != 0;
	}
	*ret_stats = stats;
}
