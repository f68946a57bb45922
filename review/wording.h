/* SPDX-License-Identifier: BSD-2-Clause */
/* Names, times and lists as a notice says them in its language. */
#ifndef REVIEW_WORDING_H
#define REVIEW_WORDING_H

#include "policy/directory/directory.h"

#include <glib.h>

enum { WORDING_MAX_NAMES = 4 };

enum wording_language { WORDING_ENGLISH, WORDING_WELSH, WORDING_LANGUAGES };

/* "en", "cy" (BCP 47). */
const char *wording_language_name(enum wording_language language);

/* "Cllr Shah" for a person of the directory on that day, else the address itself. Caller frees. */
char *wording_name(const struct directory *directory, const char *address, guint32 day);

/* "A", "A and B", "A, B and C"; past WORDING_MAX_NAMES "A, B, C and 4 others". names: char *. In Welsh
 * "A, B, C", for "a" and "ac" change with what follows and mutate it, and "Cllr" is "y Cyng.". Caller frees. */
char *wording_list(const GPtrArray *names, enum wording_language language);

/* "today at 16:00", "tomorrow at 09:30", "on Monday 18 May at 09:30", "shortly" where it is past; in Welsh "heddiw am
 * 16:00", ...; Europe/London. Caller frees. */
char *wording_when(gint64 time, gint64 now, enum wording_language language);

/* What stands before the address in "Democratic Services <a@b>", or fallback where nothing does. Caller frees. */
char *wording_display_name(const char *mailbox, const char *fallback);

#endif
