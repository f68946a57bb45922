/* SPDX-License-Identifier: BSD-2-Clause */
/* What a browser asks and what it is answered, as plain data: the pages know nothing of the HTTP library. */
#ifndef REVIEW_PAGE_REQUEST_H
#define REVIEW_PAGE_REQUEST_H

#include "review/page/html.h"
#include "store/users.h"

#include <glib.h>

/* Named limits on what a browser may send; past one the answer is 413 or 414. */
enum {
	REQUEST_MAX_FORM_BYTES = 64 * 1024,
	REQUEST_MAX_FIELDS = 6000, /* a box for each of 5,000 recipients, and some */
	REQUEST_MAX_PATH_BYTES = 1024
};

struct field {
	char *name, *value;
};

struct page;
struct snapshot;

struct request {
	gboolean is_post;       /* else GET or HEAD */
	char *path;             /* without the query */
	GPtrArray *query;       /* struct field, owned, of the address; valid UTF-8 */
	GPtrArray *form;        /* likewise, of the body */
	char *token;            /* of the session's cookie, or NULL */
	char *proxy_user;       /* whom the proxy names, or NULL; taken only over a unix socket */
	gboolean is_cross_site; /* the browser says that another site sent it */
	gint64 now;

	/* Found out before a page is called. */
	struct page *page;
	struct snapshot *snapshot; /* of this request */
	struct user *user;         /* NULL: nobody is signed in */
	char *form_token;          /* what a form must carry, or NULL */
	guint32 day;               /* of now, in London (g_date_get_julian) */
	char **parts;              /* what the route's "*" stand for, in their order; NULL-terminated */
};

struct response {
	unsigned status; /* RFC 9110, 15 */
	const char *type;
	GBytes *body;    /* or NULL */
	char *location;  /* where to go now (303), or NULL */
	char *file_name; /* it is to be kept under that name, not shown; or NULL */
	char *token;     /* the cookie's new token; "": take it away; NULL: leave it */
};

struct request *request_new(void);
void request_free(struct request *request);
void request_add_field(GPtrArray *fields, const char *name, const char *value);

/* The first value of that name in the form, or the query; NULL where there is none. Borrowed. */
const char *request_form(const struct request *request, const char *name);
const char *request_query(const struct request *request, const char *name);
/* The same of the form without blanks around it; NULL where nothing is left. Caller frees. */
char *request_form_text(const struct request *request, const char *name);
/* All values of that name in the form: const char *, borrowed; NULL-terminated, caller frees the array with g_free. */
const char **request_form_all(const struct request *request, const char *name);

/* Takes the HTML. */
struct response *response_page(unsigned status, struct html *html);
/* 303: after a form, so that going back or loading anew does not send it again. */
struct response *response_see(const char *location);
/* Takes the bytes; file_name: see above. */
struct response *response_bytes(const char *type, GBytes *bytes, const char *file_name);
void response_free(struct response *response);

#endif
