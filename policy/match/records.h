/* SPDX-License-Identifier: BSD-2-Clause */
/* Whole records of personal data: a table or list with several people's particulars. */
#ifndef POLICY_MATCH_RECORDS_H
#define POLICY_MATCH_RECORDS_H

#include <glib.h>

/* The category that stands for them in a rule's `categories`; no lexicon fills it. */
#define RECORDS_CATEGORY "personal-records"

/* No more of a text is looked through: enough to tell that it is such a table. */
enum { RECORDS_MAX_LINES = 3000, RECORDS_MAX_LINE_BYTES = 2000, RECORDS_MAX_ROWS = 100 };

/* How many people the text has rows about, up to RECORDS_MAX_ROWS: a line with a name and at least two of address,
 * postcode, phone, e-mail, reference, or with a date of birth, an NI, NHS or CHI number, or in a column of something
 * sensitive (arrears, diagnosis). Not rows about councillors, schools, firms and the like, nor e-mail addresses of the
 * domains (NULL-terminated), nor lists that councils publish (planning applications, candidates), nor invented data. */
guint records_count(const char *text, const char *const *domains);

#endif
