/* SPDX-License-Identifier: BSD-2-Clause */
/* The review page as a whole: what all its requests share, and how one is answered. Safe for all threads. */
#ifndef REVIEW_PAGE_PAGE_H
#define REVIEW_PAGE_PAGE_H

#include "conf/snapshot.h"
#include "parser/sandbox.h"
#include "review/page/request.h"
#include "store/casebook.h"
#include "store/seal.h"

#include <glib.h>

struct page {
	char *path; /* of the configuration */
	struct casebook *casebook;
	struct seal_key *secret_key;
	struct sandbox *sandbox;
	GBytes *style;             /* the style sheet */
	char *form_key;            /* a secret of this run, for the forms of users whom the proxy names */
	GMutex lock;               /* of what follows */
	struct snapshot *snapshot; /* the one in force */
};

/* Opens everything that the configuration names. FALSE and *error (CONF_ERROR, a key's or CASES_ERROR); to be cleared
 * either way. */
gboolean page_open(struct page *page, const char *path, GError **error);
void page_clear(struct page *page);

/* Reads the configuration anew and swaps the whole. FALSE and *error, the old one kept. */
gboolean page_reload(struct page *page, GError **error);

/* Takes the request as the server read it; finds user and route and answers, whatever happens. It logs what failed. */
struct response *page_answer(struct page *page, struct request *request);

/* TRUE where users reach the page by https, so that its cookie must not go over anything else. */
gboolean page_is_secure(const struct conf *conf);

#endif
