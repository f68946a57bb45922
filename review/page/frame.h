/* SPDX-License-Identifier: BSD-2-Clause */
/* What every page has around it: heading, navigation, the way to the content, foot; and the pieces that pages share.
 * After the patterns of the GOV.UK Design System: one question a page, errors above the form and beside the field. */
#ifndef REVIEW_PAGE_FRAME_H
#define REVIEW_PAGE_FRAME_H

#include "review/page/request.h"

/* Begins a page with that title; to be ended with frame_end(). */
struct html *frame_begin(const struct request *request, const char *title);
struct response *frame_end(struct html *html, unsigned status);

/* A whole page that says what is the matter and what to do. */
struct response *frame_message(const struct request *request, unsigned status, const char *title, const char *text);

/* Begins a form that is sent to that address, with what makes it safe against forgery; ends with "</form>". */
void frame_form(struct html *html, const struct request *request, const char *address);

/* A line of text to fill in. type: "text", "search", "date", "username", "password" (the last two are for signing in:
 * WCAG 2.2, 1.3.5). hint, value and error may be NULL. */
void frame_input(struct html *html, const char *type, const char *name, const char *label, const char *hint,
		 const char *value, const char *error);

/* Several lines of text to fill in. value and error may be NULL. */
void frame_text_area(struct html *html, const char *name, const char *label, const char *value, const char *error);

/* Errors above a form, each leading to its field: pairs of field and text, ended by NULL. */
void frame_errors(struct html *html, const char *const *errors);

/* A time as staff say it, "14 May 2026, 9:30am", in London; caller frees. */
char *frame_time(gint64 at);

#endif
