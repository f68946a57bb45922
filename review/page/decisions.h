/* SPDX-License-Identifier: BSD-2-Clause */
/* What can be decided about a case: one table of choices, each with a page of its own that says its consequence. */
#ifndef REVIEW_PAGE_DECISIONS_H
#define REVIEW_PAGE_DECISIONS_H

#include "review/page/letter_file.h"

/* Links to what the user may decide now, each with its consequence in a line. */
void decisions_add_choices(struct html *html, const struct request *request, const struct letter_file *letter);

#endif
