/* SPDX-License-Identifier: BSD-2-Clause */
/* Sensitivity labels as Office writes them (DOMAIN: msip_labels). For this room only. */
#ifndef PARSER_LABEL_H
#define PARSER_LABEL_H

#include "parser/message.h"

#include <gmime/gmime.h>

enum { LABEL_MAX = 50 /* different GUIDs of a message */ };

/* Appends the labels of all msip_labels fields to the array of struct label. */
void label_read(GMimeHeaderList *headers, GPtrArray *labels);

/* The same from one field's value, white space and folds as they come. */
void label_read_value(const char *value, GPtrArray *labels);

void label_free(gpointer label);

#endif
