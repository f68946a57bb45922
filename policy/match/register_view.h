/* SPDX-License-Identifier: BSD-2-Clause */
/* The register of constituents as rules see it: a value is a row's, a row has a basis for a member. Behind it stand
 * keyed hashes (store/register.h); a look-up cannot fail. */
#ifndef POLICY_MATCH_REGISTER_VIEW_H
#define POLICY_MATCH_REGISTER_VIEW_H

#include <glib.h>

/* Fields of constituents.csv and the compounds that identify together (POLICY.md, "Identified"). */
enum register_field {
	REGISTER_REFERENCE,
	REGISTER_EMAIL,
	REGISTER_PHONE,
	REGISTER_NINO,
	REGISTER_NHS_NUMBER,
	REGISTER_NAME, /* forename and surname */
	REGISTER_SURNAME,
	REGISTER_POSTCODE,
	REGISTER_HOUSE_STREET,
	REGISTER_DATE_OF_BIRTH,
	REGISTER_NAME_POSTCODE, /* forename, surname, postcode */
	REGISTER_NAME_ADDRESS,  /* forename, surname, house, street */
	REGISTER_SURNAME_BIRTH, /* surname, date of birth */
	REGISTER_FIELDS
};

/* A row's number within one register; its id (constituents.csv) is known to the store's bases only as a keyed hash. */
typedef guint32 register_row;

enum { REGISTER_MAX_ROWS_OF_VALUE = 64 };

/* Implemented by store/; context is what the functions get as first argument. NULL functions: no register configured.
 */
struct register_view {
	const void *context;
	/* Rows with that normalised value (register_normalise), up to max; returns how many there are in all. */
	gsize (*find)(const void *context, enum register_field field, const char *value, register_row *ret_rows,
		      gsize max);
	/* TRUE where the row has that normalised value, however many others have it too. */
	gboolean (*has)(const void *context, enum register_field field, const char *value, register_row row);
	/* TRUE where a basis is in force for the row and member (people.csv email) on that day; references: normalised
	 * references of the row that the message cites, NULL-terminated: a basis for a matter counts if they hold no
	 * other. A withdrawal up to that day beats every basis whose matter it covers, later ones too. */
	gboolean (*has_basis)(const void *context, register_row row, const char *member, guint32 day,
			      const char *const *references);
	/* The row's id for the casebook: a keyed tag in hexadecimal, caller frees. */
	char *(*row_tag)(const void *context, register_row row);
};

/* The one form in which a value is hashed and looked up (NFKC, case, separators, country code). The value of a field
 * of several pieces (name; house and street; compounds) has them joined by register_join(), in the order of the enum's
 * comments. NULL where nothing is left of a piece, or a date is none. Caller frees. */
char *register_normalise(enum register_field field, const char *value);
/* Pieces, normalised or not, to one value; caller frees. */
char *register_join(const char *first, const char *second);

/* Addresses are often written without the flat: the house of "Flat 2, 81" and "81/2" is "81". NULL for a house that is
 * no flat. Caller frees. */
char *register_house_of_flat(const char *house);

/* A value of the field identifies by itself where one row has it: reference, e-mail, phone, NI and NHS number. */
gboolean register_is_primary(enum register_field field);

/* How strongly a text identifies that holds one value and no other, which count rows have: "high", "medium", or NULL
 * for nobody. */
const char *register_strength_alone(enum register_field field, gsize count);

/* How the field is called to people ("NI number"), in kinds and evidence. */
const char *register_field_name(enum register_field field);

#endif
