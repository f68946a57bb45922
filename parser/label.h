/* SPDX-License-Identifier: BSD-2-Clause */
/* Sensitivity labels as Office writes them (DOMAIN: msip_labels), and the fields of other products. For this room only.
 */
#ifndef PARSER_LABEL_H
#define PARSER_LABEL_H

#include "parser/message.h"

#include <gmime/gmime.h>

enum {
	LABEL_MAX = 50,              /* different GUIDs of a message */
	LABEL_MAX_FIELDS = 300,      /* of other labelling products; further ones are not read */
	LABEL_MAX_FIELD_BYTES = 1000 /* of one's value, cut beyond */
};

/* Appends the labels of all msip_labels fields to the array of struct label. */
void label_read(GMimeHeaderList *headers, GPtrArray *labels);

/* The same from one field's value, white space and folds as they come. */
void label_read_value(const char *value, GPtrArray *labels);

/* Appends the fields in which other products write labels to the array of struct label_field. */
void label_read_fields(GMimeHeaderList *headers, GPtrArray *fields);

void label_free(gpointer label);
void label_field_free(gpointer field);

#endif
