/* SPDX-License-Identifier: BSD-2-Clause */
/* A register in memory, with readable values, for tests of this room. The residents are invented. */
#ifndef TESTS_POLICY_FAKE_REGISTER_H
#define TESTS_POLICY_FAKE_REGISTER_H

#include "policy/match/register_view.h"

#include <string.h>

struct fake_row {
	const char *forename, *surname, *email, *phone, *house, *street, *postcode, *birth, *nino, *nhs, *references;
	const char *basis_for, *basis_matter; /* a member with a basis in force, or NULL */
};

static const struct fake_row fake_rows[] = {
	{"Dorothy", "Pickersgill", "dot.p@webpost.example", "01632 960101", "14", "Kelp Lane", "NM2 4LD", "1947-03-09",
	 "MW482017B", "999 104 2016", "HB-2204417;771203345", NULL, NULL},
	{"Imran", "Qureshi", "imran.q@mailbox.example", "07700 900102", "3", "Lantern Row", "NM1 6PT", "1983-11-21",
	 "CR370924C", "999 118 8304", "CAS-26-00417", "cllr.lee@northmere.gov.uk", ""},
	{"Chidi", "Okafor", "chidi.okafor@mailbox.example", "01632 960120", "7", "Wherry Close", "NM4 2BD",
	 "1972-05-03", NULL, NULL, "TEN/06012/3", NULL, NULL},
	{"Amara", "Okafor", "amara.okafor@webpost.example", "01632 960120", "7", "Wherry Close", "NM4 2BD",
	 "1975-09-29", NULL, NULL, "", "cllr.lee@northmere.gov.uk", "CAS-26-00588"},
	{"Seán", "Ó Faoláin", "sean.of@mailbox.example", "07700 900106", "Flat 2, 40", "Ferry Hill", "NM6 1UX",
	 "1968-12-05", NULL, NULL, "4471;CAS-26-00588;CAS-26-00599", "cllr.lee@northmere.gov.uk", "CAS-26-00588"},
	{"Zoë", "Brontë-Hale", NULL, NULL, "5", "Teasel Court", "NM2 9HW", "1995-08-02", NULL, NULL, "", NULL, NULL},
	{"Grace", "Lee", "glee@webpost.example", "07700 900113", "29", "Tollgate Walk", "NM3 8RP", "2001-01-30", NULL,
	 NULL, "HB-2211402", NULL, NULL},
	{"John", "Marsh", "john.marsh@webpost.example", NULL, "2", "Teasel Court", "NM2 9HX", NULL, NULL, NULL, "",
	 NULL, NULL},
	{"John", "Marsh", NULL, NULL, "2", "Teasel Court", "NM2 9HX", NULL, NULL, NULL, "", "cllr.lee@northmere.gov.uk",
	 ""},
	{"Callum", "Strachan", NULL, NULL, "Rose Cottage", "Ferry Hill", "NM6 1UZ", NULL, NULL, NULL, "", NULL, NULL},
	{"Edith", "Lockwood", NULL, NULL, "Flat 9, Heron House", "Wherry Close", "NM4 2BG", NULL, NULL, NULL, "", NULL,
	 NULL},
	{"Tomasz", "Lis", NULL, "07700 900125", "4", "Kelp Lane", "NM2 4LD", "1980-07-27", NULL, NULL, "CAS-26-00810",
	 NULL, NULL},
	{"Mairi", "MacAskill", NULL, NULL, "Seaview", "Ropewalk", "NM1 2YF", "1931-11-30", NULL, NULL, "T.417", NULL,
	 NULL},
	{"Sarah", "Hart", NULL, NULL, "80", "Sir Thomas More Close", "NM5 1AD", NULL, NULL, NULL, "TEN/07254/1", NULL,
	 NULL},
};

static gboolean fake_value_is(enum register_field field, const char *raw, const char *value)
{
	g_autofree char *normalised = raw != NULL ? register_normalise(field, raw) : NULL;

	return normalised != NULL && strcmp(normalised, value) == 0;
}

static gboolean fake_joined_is(enum register_field field, const char *const *pieces, const char *value)
{
	g_autofree char *raw = g_strjoinv("\x1f", (char **)pieces);

	return fake_value_is(field, raw, value);
}

/* As the builder has them: with the house of a flat, and with the forename's initial. */
static gboolean fake_address_is(enum register_field field, const struct fake_row *row, const char *value)
{
	g_autofree char *initial = g_utf8_substring(row->forename, 0, 1), *of_flat = register_house_of_flat(row->house);
	const char *houses[] = {row->house, of_flat}, *forenames[] = {row->forename, initial};

	for (gsize i = 0; i < 3; i++) {
		const char *whole[] = {forenames[i / 2], row->surname, houses[i % 2], row->street, NULL};
		const char *const *pieces = field == REGISTER_HOUSE_STREET ? whole + 2 : whole;

		if (houses[i % 2] != NULL && fake_joined_is(field, pieces, value))
			return TRUE;
	}
	return FALSE;
}

static gboolean fake_has(G_GNUC_UNUSED const void *context, enum register_field field, const char *value,
			 register_row at)
{
	const struct fake_row *row = &fake_rows[at];
	g_auto(GStrv) references = g_strsplit(row->references, ";", -1);

#define JOINED(...) fake_joined_is(field, (const char *const[]){__VA_ARGS__, NULL}, value)
	switch (field) {
	case REGISTER_REFERENCE:
		for (gsize i = 0; references[i] != NULL; i++)
			if (fake_value_is(field, references[i], value))
				return TRUE;
		return FALSE;
	case REGISTER_EMAIL:
		return fake_value_is(field, row->email, value);
	case REGISTER_PHONE:
		return fake_value_is(field, row->phone, value);
	case REGISTER_NINO:
		return fake_value_is(field, row->nino, value);
	case REGISTER_NHS_NUMBER:
		return fake_value_is(field, row->nhs, value);
	case REGISTER_SURNAME:
		return fake_value_is(field, row->surname, value);
	case REGISTER_POSTCODE:
		return fake_value_is(field, row->postcode, value);
	case REGISTER_DATE_OF_BIRTH:
		return fake_value_is(field, row->birth, value);
	case REGISTER_NAME:
		return JOINED(row->forename, row->surname);
	case REGISTER_NAME_POSTCODE:
		return JOINED(row->forename, row->surname, row->postcode);
	case REGISTER_HOUSE_STREET:
	case REGISTER_NAME_ADDRESS:
		return fake_address_is(field, row, value);
	case REGISTER_SURNAME_BIRTH:
		return row->birth != NULL && JOINED(row->surname, row->birth);
	case REGISTER_FIELDS:
		break;
	}
	return FALSE;
}

static gsize fake_find(const void *context, enum register_field field, const char *value, register_row *ret_rows,
		       gsize max)
{
	gsize count = 0;

	for (register_row row = 0; row < G_N_ELEMENTS(fake_rows); row++) {
		if (!fake_has(context, field, value, row))
			continue;
		if (count < max)
			ret_rows[count] = row;
		count++;
	}
	return count;
}

static gboolean fake_has_basis(G_GNUC_UNUSED const void *context, register_row row, const char *member,
			       G_GNUC_UNUSED guint32 day, const char *const *references)
{
	if (g_strcmp0(fake_rows[row].basis_for, member) != 0)
		return FALSE;
	for (gsize i = 0; *fake_rows[row].basis_matter != '\0' && references[i] != NULL; i++)
		if (!fake_value_is(REGISTER_REFERENCE, fake_rows[row].basis_matter, references[i]))
			return FALSE;
	return TRUE;
}

static char *fake_row_tag(G_GNUC_UNUSED const void *context, register_row row)
{
	return g_strdup_printf("row%u", row);
}

static const struct register_view fake_register = {
	.find = fake_find, .has = fake_has, .has_basis = fake_has_basis, .row_tag = fake_row_tag};

#endif
