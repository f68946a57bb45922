/* SPDX-License-Identifier: BSD-2-Clause */
/* The sections of a case's page. */
#ifndef REVIEW_PAGE_CASE_PARTS_H
#define REVIEW_PAGE_CASE_PARTS_H

#include "review/page/letter_file.h"

/* The way back from a page about the case. */
void case_parts_add_back(struct html *html, const struct letter_file *letter);

/* Which rule and clause, with the protocol's point, what it rests on, and how the sender can put it right. */
void case_parts_add_findings(struct html *html, const struct request *request, const struct letter_file *letter);

/* Everybody in it: who they are, how they stand in it, whether they have it. */
void case_parts_add_people(struct html *html, const struct request *request, const struct letter_file *letter);

/* What candour read, its parts, and the way to the whole text and the original. */
void case_parts_add_message(struct html *html, const struct request *request, const struct letter_file *letter);

/* Who looked and decided, why and when. */
void case_parts_add_history(struct html *html, const struct letter_file *letter);

/* The whole text by division, marked as what it is. */
void case_parts_add_text(struct html *html, const struct message *message);

#endif
