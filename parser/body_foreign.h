/* SPDX-License-Identifier: BSD-2-Clause */
/* Parts in formats that only the sandbox may read. For this room only. */
#ifndef PARSER_BODY_FOREIGN_H
#define PARSER_BODY_FOREIGN_H

#include "parser/sandbox.h"
#include "parser/text_budget.h"

#include <gmime/gmime.h>

/* Reads the content into the part, and what is in it (an archive's files) into further parts behind it, with its
 * section and its name before theirs. Their texts together stay within what the budget has for the part. Calendars that
 * it is or has (struct calendar) are appended, those that it is as is_own. */
void body_foreign_read(struct sandbox_session *session, GMimePart *mime, struct part *part, GPtrArray *parts,
		       struct text_budget *budget, GPtrArray *calendars);

/* Whether a content that claims to be text is none: then only the sandbox may look at it more closely. */
gboolean body_foreign_is_binary(const guint8 *bytes, gsize length, const char *charset);

#endif
