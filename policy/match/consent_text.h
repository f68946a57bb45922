/* SPDX-License-Identifier: BSD-2-Clause */
/* What one text says about passing its letter on: whom its writer lets have a copy, and whom not (POLICY.md, "Silent
 * copies", "Onward copies"). */
#ifndef POLICY_MATCH_CONSENT_TEXT_H
#define POLICY_MATCH_CONSENT_TEXT_H

#include "policy/facts.h"

#include <glib.h>

enum { CONSENT_MAX_BYTES = 16 * 1024 }; /* further text is not read */

enum consent_word { CONSENT_NONE, CONSENT_GIVEN, CONSENT_REFUSED };

/* A text, for reading it several times. Never NULL; free with consent_text_free(). */
struct consent_text;
struct consent_text *consent_text_new(const char *text);
void consent_text_free(struct consent_text *text);

/* The latest word on that person; of a refusal that names nobody ("please share this with nobody") where person is
 * NULL, and for everybody whom the text does not name. */
enum consent_word consent_text_read(const struct consent_text *text, const struct facts *facts,
				    const struct person *person);

/* TRUE where the text tells that copies could go to other members (Gloucester 16(1)(b)). */
gboolean consent_text_announces(const char *text);

#endif
