/* SPDX-License-Identifier: BSD-2-Clause */
/* The sender's markings (POLICY.md, "Markings and confidential content"), labels apart. For this room only. */
#ifndef PARSER_MARKING_H
#define PARSER_MARKING_H

#include "parser/message.h"

#include <gmime/gmime.h>

/* Fills message->markings from Subject, Sensitivity and the top of the authored text that every rendition shows.
 * Needs message->subject and message->renditions. */
void marking_read(GMimeHeaderList *headers, struct message *message);

/* The words that mark in a Subject; NULL where none do. Free with g_free(). */
char *marking_in_subject(const char *subject);

/* The value of a Sensitivity header (RFC 2156) where it marks, else NULL. Free with g_free(). */
char *marking_of_sensitivity(const char *value);

/* The words that mark in a line that stands alone, also "Classification: …" and with a short reason behind a colon;
 * NULL where it is another line. Free with g_free(). */
char *marking_in_line(const char *line);

void marking_free(gpointer marking);

#endif
