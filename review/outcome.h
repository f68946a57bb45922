/* SPDX-License-Identifier: BSD-2-Clause */
/* Word to a sender of what staff decided about an email that they were warned of. */
#ifndef REVIEW_OUTCOME_H
#define REVIEW_OUTCOME_H

#include "review/notice.h"

/* One for all cases of the email, as they stand now: released.en.txt where anything was released, else
 * discarded.en.txt. NULL where neither happened, and where there is nobody to say it to. */
struct notice *outcome_render(const struct notice_texts *texts, const struct snapshot *snapshot, const GPtrArray *cases,
			      gint64 now);

#endif
