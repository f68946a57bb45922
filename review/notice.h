/* SPDX-License-Identifier: BSD-2-Clause */
/* The warning to an officer (POLICY.md, "Warnings"): cases in, text out. */
#ifndef REVIEW_NOTICE_H
#define REVIEW_NOTICE_H

#include "conf/snapshot.h"
#include "review/notice_html.h"
#include "review/notice_texts.h"
#include "store/cases.h"

#include <glib.h>

/* Past it the words to add, a list of many names, are left out together with the cure that repeats them. */
enum { NOTICE_MAX_CURE_WORDS = 25 };

struct notice {
	char *to;      /* addr-spec */
	char *subject; /* "Your email of 09:30 (case 7KQ4-M2XD)", in each language: never the original's */
	char *text;    /* UTF-8, laid out, lines end with '\n' */
	char *html;    /* the same as HTML */
};

/* One notice for all cases of an email (const struct case_file *, at least one). NULL where there is nothing to say any
 * more, because what was held has been decided, and where there is nobody to say it to. */
struct notice *notice_render(const struct notice_texts *texts, const struct snapshot *snapshot, const GPtrArray *cases,
			     gint64 now);
void notice_free(struct notice *notice);

/* The values that every text may use ("forename", "time", "help", ...), for texts about one case: char * by name.
 * Caller unrefs. */
GHashTable *notice_values(const struct snapshot *snapshot, const struct case_file *file, gint64 now,
			  enum wording_language language);

/* The same text in each language, one after the other. Caller frees. */
char *notice_join(const struct notice_version *versions, gsize count);

/* What a subject says of the email. */
struct notice_subject {
	gint64 received_at;
	const char *case_id;
};

/* Sets subject, text and HTML from the versions, one a language. */
void notice_write(struct notice *notice, const struct notice_subject *about, const enum wording_language *languages,
		  const struct notice_version *versions, gsize count);

/* The address that the sender wrote from, where it is theirs and the council's; else the one of the directory. NULL for
 * the null sender of nobody. Caller frees. */
char *notice_address(const struct snapshot *snapshot, const struct case_file *file, guint32 day);

#endif
