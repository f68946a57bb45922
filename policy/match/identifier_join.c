/* SPDX-License-Identifier: BSD-2-Clause */
/* Joins what the register knows, row by row: values of different people near each other are never joined. */
#include "policy/match/identifier_search.h"

#include <string.h>

enum { VALUE_MAX_BYTES = 512 };

gboolean identifier_has(const struct register_view *view, enum register_field field, const char *value,
			register_row row)
{
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
	gsize count;

	if (view->has != NULL)
		return view->has(view->context, field, value, row);
	count = MIN(view->find(view->context, field, value, rows, G_N_ELEMENTS(rows)), G_N_ELEMENTS(rows));
	for (gsize i = 0; i < count; i++)
		if (rows[i] == row)
			return TRUE;
	return FALSE;
}

/* All its rows are listed, so that no look-up is needed to say whether one is among them. */
static gboolean is_listed(const struct known *known)
{
	return known->row_count <= REGISTER_MAX_ROWS_OF_VALUE;
}

static gboolean has_row(const struct known *known, register_row row)
{
	for (gsize i = 0; i < MIN(known->row_count, REGISTER_MAX_ROWS_OF_VALUE); i++)
		if (known->rows[i] == row)
			return TRUE;
	return FALSE;
}

static gboolean is_of_row(const struct search *search, const struct known *known, register_row row)
{
	return is_listed(known) ? has_row(known, row)
				: identifier_has(search->how->view, known->field, known->value, row);
}

/* FALSE where no row has both, and so none the compound of them either; that is so of most pairs, and found without a
 * look-up. */
static gboolean may_share_row(const struct search *search, const struct known *one, const struct known *other)
{
	if (!is_listed(one) || (is_listed(other) && other->row_count < one->row_count)) {
		const struct known *fewer = other;

		other = one;
		one = fewer;
	}
	if (!is_listed(one) || (!is_listed(other) && one->row_count > 1))
		return TRUE;
	for (gsize i = 0; i < one->row_count; i++)
		if (is_of_row(search, other, one->rows[i]))
			return TRUE;
	return FALSE;
}

/* Two rows of a table are never joined; within one, and outside tables, the distance counts. */
static gboolean is_near(const struct search *search, const struct known *one, const struct known *other)
{
	gsize from = MIN(one->to, other->to), to = MAX(one->from, other->from);
	struct layout_range row, others;

	if (layout_row_at(search->layout, one->from, &row) && layout_row_at(search->layout, other->from, &others))
		return row.from == others.from && (to <= from || to - from <= IDENTIFIER_MAX_ROW_BYTES);
	if (to <= from)
		return TRUE;
	return MAX(one->first, other->first) - MIN(one->last, other->last) <= search->how->window_characters;
}

static gboolean overlaps(const struct known *one, const struct known *other)
{
	return one->from < other->to && other->from < one->to;
}

static struct identity *identity_of(struct search *search, register_row row, enum identifier_tier tier, guint group)
{
	struct identity *identity = g_hash_table_lookup(search->by_row, GUINT_TO_POINTER(row + 1));

	if (identity == NULL) {
		identity = identity_add(search, tier);
		identity->has_row = TRUE;
		identity->row = row;
		identity->group = group;
		g_hash_table_insert(search->by_row, GUINT_TO_POINTER(row + 1), identity);
	}
	identity->tier = MAX(identity->tier, tier);
	return identity;
}

/* The first of the values, which are by place, that begins at the place or after it. */
static gsize first_from(const GPtrArray *values, gsize place)
{
	gsize low = 0, high = values->len;

	while (low < high) {
		gsize middle = low + (high - low) / 2;

		if (((const struct known *)g_ptr_array_index(values, middle))->from < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Calls use for each value of others near one. */
static void for_each_near(struct search *search, const struct known *one, const GPtrArray *others,
			  void (*use)(struct search *, const struct known *, const struct known *))
{
	struct layout_range reach = identifier_reach(search, one->from, one->to);
	gsize first = first_from(others, reach.from > VALUE_MAX_BYTES ? reach.from - VALUE_MAX_BYTES : 0);

	for (gsize i = first; i < others->len && search->pairs < IDENTIFIER_MAX_PAIRS; i++) {
		const struct known *other = g_ptr_array_index(others, i);

		if (other->from > reach.to)
			break;
		search->pairs++;
		if (is_near(search, one, other))
			use(search, one, other);
	}
}

/* Several people have the value, and its own sentence names one of them, while the name stands in another sentence:
 * "Ann Marsh lives at 2 Teasel Court. John Marsh called." */
static gboolean is_somebody_elses(struct search *search, const struct known *value, const struct known *name)
{
	struct layout_range sentence;

	if (value->row_count < 2)
		return FALSE;
	sentence = layout_sentence_at(search->layout, value->from);
	if (name->from >= sentence.from && name->from < sentence.to)
		return FALSE;
	for (gsize i = first_from(search->names, sentence.from);
	     i < search->names->len && search->pairs < IDENTIFIER_MAX_PAIRS; i++) {
		const struct known *other = g_ptr_array_index(search->names, i);
		gboolean is_owner = FALSE;

		if (other->from >= sentence.to)
			break;
		search->pairs++;
		if (other->field != REGISTER_NAME)
			continue;
		for (gsize n = 0; n < MIN(other->row_count, REGISTER_MAX_ROWS_OF_VALUE) && !is_owner; n++)
			is_owner = !has_row(name, other->rows[n]) && is_of_row(search, value, other->rows[n]);
		if (is_owner)
			return TRUE;
	}
	return FALSE;
}

/* The rows with a shared value are told apart by a support that only one of them has. */
static gboolean is_others(const struct search *search, const struct known *primary, const struct known *support,
			  register_row row)
{
	gsize count = MIN(primary->row_count, REGISTER_MAX_ROWS_OF_VALUE);

	for (gsize i = 0; i < count; i++)
		if (primary->rows[i] != row && is_of_row(search, support, primary->rows[i]))
			return TRUE;
	return FALSE;
}

static void support_primary(struct search *search, const struct known *primary, const struct known *support)
{
	if (overlaps(primary, support) || primary->row_count > REGISTER_MAX_ROWS_OF_VALUE ||
	    (primary->field == support->field && strcmp(primary->value, support->value) == 0) ||
	    !may_share_row(search, primary, support) || is_somebody_elses(search, primary, support))
		return;
	for (gsize i = 0; i < primary->row_count; i++) {
		register_row row = primary->rows[i];
		struct identity *identity;

		if (!is_of_row(search, support, row) ||
		    (primary->row_count > 1 && is_others(search, primary, support, row)))
			continue;
		identity = identity_of(search, row, IDENTIFIER_HIGH, row);
		identity_add_value(identity, primary->field, primary->value);
		identity_add_value(identity, support->field, support->value);
	}
}

static void take_compound(struct search *search, enum register_field field, const struct known *name,
			  const struct known *value)
{
	const struct register_view *view = search->how->view;
	g_autofree char *joined = register_join(name->value, value->value);
	register_row rows[REGISTER_MAX_ROWS_OF_VALUE];
	gsize count = view->find(view->context, field, joined, rows, G_N_ELEMENTS(rows));

	/* Two rows with the same name at the same address are one person twice, or nobody can tell which. */
	for (gsize i = 0; i < MIN(count, G_N_ELEMENTS(rows)); i++) {
		struct identity *identity = identity_of(search, rows[i], IDENTIFIER_HIGH, rows[0]);

		identity_add_value(identity, name->field, name->value);
		identity_add_value(identity, value->field, value->value);
	}
}

static void join_name(struct search *search, const struct known *value, const struct known *name)
{
	if (overlaps(value, name) || !may_share_row(search, value, name) || is_somebody_elses(search, value, name))
		return;
	if (value->field == REGISTER_POSTCODE && name->field == REGISTER_NAME)
		take_compound(search, REGISTER_NAME_POSTCODE, name, value);
	else if (value->field == REGISTER_HOUSE_STREET && name->field == REGISTER_NAME)
		take_compound(search, REGISTER_NAME_ADDRESS, name, value);
	else if (value->field == REGISTER_DATE_OF_BIRTH && name->field == REGISTER_SURNAME)
		take_compound(search, REGISTER_SURNAME_BIRTH, name, value);
}

static void complete_row(struct search *search, const struct known *known, register_row row)
{
	struct identity *identity = g_hash_table_lookup(search->by_row, GUINT_TO_POINTER(row + 1));

	if (identity != NULL)
		identity_add_value(identity, known->field, known->value);
}

/* What else the text says of those whom it identifies, for the kinds. */
static void complete(struct search *search)
{
	for (guint i = 0; i < search->known->len; i++) {
		const struct known *known = g_ptr_array_index(search->known, i);

		if (is_listed(known)) {
			for (gsize j = 0; j < known->row_count; j++)
				complete_row(search, known, known->rows[j]);
			continue;
		}
		for (guint j = 0; j < search->identities->len && search->pairs < IDENTIFIER_MAX_PAIRS; j++) {
			const struct identity *identity = g_ptr_array_index(search->identities, j);

			search->pairs++;
			if (is_of_row(search, known, identity->row))
				complete_row(search, known, identity->row);
		}
	}
}

void identifier_join(struct search *search)
{
	for (guint i = 0; i < search->known->len; i++) {
		const struct known *known = g_ptr_array_index(search->known, i);

		if (!register_is_primary(known->field)) {
			for_each_near(search, known, search->names, join_name);
			continue;
		}
		if (known->row_count == 1)
			identity_add_value(identity_of(search, known->rows[0], IDENTIFIER_MEDIUM, known->rows[0]),
					   known->field, known->value);
		for_each_near(search, known, search->known, support_primary);
		for_each_near(search, known, search->names, support_primary);
	}
	complete(search);
}
