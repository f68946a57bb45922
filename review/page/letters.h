/* SPDX-License-Identifier: BSD-2-Clause */
/* Letters: the cases of one sender and Message-ID put together, for an Exchange server sends each silent copy in a
 * transaction of its own; with who may see them, filters and the order of a list. */
#ifndef REVIEW_PAGE_LETTERS_H
#define REVIEW_PAGE_LETTERS_H

#include "review/page/request.h"
#include "store/case_list.h"

#include <glib.h>

struct letter {
	GPtrArray *rows;  /* const struct case_row *, borrowed, the earliest first; at least one */
	gboolean is_late; /* somebody waits for longer than alarm_after_s */
};

/* What a list is asked for; strings are borrowed, NULL: any. */
struct letter_filter {
	enum case_view view;
	const char *rule, *owner, *words; /* owner "-": nobody's; words: in id, addresses, persons */
};

struct letters {
	GPtrArray *rows;    /* struct case_row, owned */
	GPtrArray *letters; /* struct letter, owned, in the order to be shown */
	GPtrArray *rules;   /* const char *, borrowed: all rules of the view that the user may see, sorted */
	GPtrArray *owners;  /* likewise */
	gboolean is_cut;    /* there are more than CASE_LIST_MAX_ROWS cases */
};

/* Those that the user of the request may see. NULL and *error where the store failed. */
struct letters *letters_load(const struct request *request, const struct letter_filter *filter, GError **error);
void letters_free(struct letters *letters);

#endif
