/* SPDX-License-Identifier: BSD-2-Clause */
/* The socket at which the page listens: on loopback for a proxy or a demonstration, or a unix socket for a proxy. */
#ifndef REVIEW_PAGE_LISTENER_H
#define REVIEW_PAGE_LISTENER_H

#include <glib.h>

enum { LISTENER_BACKLOG = 64 };

struct listener {
	int fd;
	gboolean is_unix;
	char *path;    /* of the unix socket, or NULL */
	char *address; /* for people */
};

/* spec: "unix:PATH" (mode 0660) or "HOST:PORT" with a loopback address; port 0 takes a free one. A socket that an
 * earlier run left is replaced. FALSE and *error (G_FILE_ERROR). */
gboolean listener_open(struct listener *listener, const char *spec, GError **error);
void listener_close(struct listener *listener);

#endif
