/* SPDX-License-Identifier: BSD-2-Clause */
/* The HTTP server (libmicrohttpd, which this file's source alone knows): listens, takes requests apart, and sends what
 * the page answers, with the headers that keep browsers from doing more than show it. */
#ifndef REVIEW_PAGE_SERVER_H
#define REVIEW_PAGE_SERVER_H

#include "review/page/page.h"

enum {
	SERVER_THREADS = 4,
	SERVER_CONNECTIONS = 100,
	SERVER_TIMEOUT_S = 30,          /* of a silent connection */
	SERVER_MEMORY_BYTES = 32 * 1024 /* of a connection; a request's head must fit in */
};

struct server;

/* Listens at the configuration's review.listen and serves from now on. NULL and *error (G_FILE_ERROR or CONF_ERROR)
 * where it cannot. */
struct server *server_start(struct page *page, GError **error);

/* Ends after the requests that are under way. NULL is fine. */
void server_stop(struct server *server);

/* Where it listens, for people: "http://127.0.0.1:8025". Borrowed. */
const char *server_address(const struct server *server);

#endif
