/* SPDX-License-Identifier: BSD-2-Clause */
/* The words that go with an email that comes back. */
#ifndef REVIEW_RETURNED_H
#define REVIEW_RETURNED_H

#include "conf/snapshot.h"
#include "review/notice_texts.h"
#include "store/cases.h"

#include <glib.h>

/* The human part of the notification: staff's reason (or that of `undecided`) in returned.en.txt, else, where a rule
 * refused recipients, the notice about that. recipients: struct case_recipient, those that it is about. Caller frees.
 */
char *returned_text(const struct notice_texts *texts, const struct snapshot *snapshot, const struct case_file *file,
		    const GPtrArray *recipients, gint64 now);

/* The reason in one line, for the notification's fields. Caller frees. */
char *returned_diagnostic(const struct case_file *file);

#endif
