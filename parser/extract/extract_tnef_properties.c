/* SPDX-License-Identifier: BSD-2-Clause */
/* Walks a list of MAPI properties as TNEF writes it: every length is checked against what is left. */
#include "parser/extract/extract_tnef_properties.h"

#include <string.h>

enum {
	TNEF_MAX_VALUES = 100000, /* of one property */
	FIRST_NAMED = 0x8000,
	MULTIPLE = 0x1000,
	GUID_BYTES = 16
};

struct cursor {
	const guint8 *at;
	gsize left;
};

static gboolean skip(struct cursor *cursor, gsize length)
{
	if (length > cursor->left)
		return FALSE;
	cursor->at += length;
	cursor->left -= length;
	return TRUE;
}

static gboolean take16(struct cursor *cursor, unsigned *ret_value)
{
	if (cursor->left < 2)
		return FALSE;
	*ret_value = cursor->at[0] | (unsigned)cursor->at[1] << 8;
	return skip(cursor, 2);
}

static gboolean take32(struct cursor *cursor, guint32 *ret_value)
{
	unsigned low, high;

	if (!take16(cursor, &low) || !take16(cursor, &high))
		return FALSE;
	*ret_value = low | (guint32)high << 16;
	return TRUE;
}

/* Values fill whole words of four bytes. */
static gsize padded(gsize length)
{
	return (length + 3) & ~(gsize)3;
}

/* The bytes of a value whose type says its length, 0 where each value has one of its own. */
static gsize fixed_length(unsigned type)
{
	switch (type) {
	case 0x05: /* double, currency, time, date, 64 bits */
	case 0x06:
	case 0x07:
	case 0x14:
	case 0x40:
		return 8;
	case 0x48: /* GUID */
		return GUID_BYTES;
	case TNEF_TEXT:
	case TNEF_WIDE_TEXT:
	case TNEF_OBJECT:
	case TNEF_BINARY:
		return 0;
	default:
		return 4;
	}
}

static gboolean skip_name(struct cursor *cursor)
{
	guint32 kind, length;

	if (!skip(cursor, GUID_BYTES) || !take32(cursor, &kind) || !take32(cursor, &length))
		return FALSE;
	return kind == 0 || skip(cursor, padded(length));
}

/* Reads the values; the property is the first of them. */
static gboolean take_values(struct cursor *cursor, struct tnef_property *property)
{
	unsigned type = property->type & ~(unsigned)MULTIPLE;
	gsize fixed = fixed_length(type);
	guint32 values = 1, length = (guint32)fixed;

	if ((fixed == 0 || (property->type & MULTIPLE)) && (!take32(cursor, &values) || values > TNEF_MAX_VALUES))
		return FALSE;
	property->type = type;
	for (guint32 i = 0; i < values; i++) {
		if (fixed == 0 && !take32(cursor, &length))
			return FALSE;
		if (length > cursor->left)
			return FALSE;
		if (i == 0)
			property->bytes = cursor->at, property->length = length;
		if (!skip(cursor, MIN(padded(length), cursor->left)))
			return FALSE;
	}
	return TRUE;
}

gboolean extract_tnef_properties(const guint8 *bytes, gsize length,
				 void (*visit)(void *data, const struct tnef_property *property), void *data)
{
	struct cursor cursor = {bytes, length};
	guint32 count;

	if (!take32(&cursor, &count))
		return FALSE;
	for (guint32 i = 0; i < count; i++) {
		struct tnef_property property = {0};

		if (!take16(&cursor, &property.type) || !take16(&cursor, &property.id) ||
		    (property.id >= FIRST_NAMED && !skip_name(&cursor)) || !take_values(&cursor, &property))
			return FALSE;
		visit(data, &property);
	}
	return TRUE;
}
