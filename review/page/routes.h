/* SPDX-License-Identifier: BSD-2-Clause */
/* Which path leads to which page, and who may ask for it: one table. */
#ifndef REVIEW_PAGE_ROUTES_H
#define REVIEW_PAGE_ROUTES_H

#include "review/page/request.h"

/* What a route asks of who asks. */
enum {
	MAY_ANYBODY = 0,
	MAY_REVIEW = 1 << ROLE_REVIEWER | 1 << ROLE_APPROVER, /* decides */
	MAY_APPROVE = 1 << ROLE_APPROVER,
	MAY_LOOK = MAY_REVIEW | 1 << ROLE_AUDITOR, /* sees cases */
	MAY_ADMINISTER = 1 << ROLE_ADMINISTRATOR,
	MAY_USE = MAY_LOOK | MAY_ADMINISTER /* is signed in */
};

/* A page: NULL and *error where the store failed. */
typedef struct response *(*handler)(struct request *request, GError **error);

struct route {
	gboolean is_post; /* a form: it must carry the session's form token */
	const char *path; /* "*" stands for one part of it */
	unsigned may;     /* roles */
	handler handle;
};

/* The route of the request's path, with *ret_is_known telling whether the path has one by the other method; sets
 * request->parts. NULL where there is none. */
const struct route *routes_find(struct request *request, gboolean *ret_is_known);

/* The pages; each in the file of its name. */
struct response *sign_in_show(struct request *request, GError **error);
struct response *sign_in_take(struct request *request, GError **error);
struct response *sign_out_take(struct request *request, GError **error);
struct response *style_show(struct request *request, GError **error);
struct response *case_list_show(struct request *request, GError **error);
struct response *case_show(struct request *request, GError **error);
struct response *case_text_show(struct request *request, GError **error);
struct response *case_text_take(struct request *request, GError **error);
struct response *case_original_take(struct request *request, GError **error);
struct response *decision_show(struct request *request, GError **error);
struct response *decision_take(struct request *request, GError **error);

#endif
