/* SPDX-License-Identifier: BSD-2-Clause */
/* Opens the page's socket. */
#include "review/page/listener.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static gboolean fail(struct listener *listener, const char *spec, GError **error)
{
	int number = errno;

	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), "review.listen %s: %s", spec,
		    g_strerror(number));
	listener_close(listener);
	return FALSE;
}

static gboolean open_unix(struct listener *listener, const char *spec, GError **error)
{
	const char *path = spec + strlen("unix:");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct stat status;

	if (g_strlcpy(address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path) {
		errno = ENAMETOOLONG;
		return fail(listener, spec, error);
	}
	if (lstat(path, &status) == 0 && S_ISSOCK(status.st_mode))
		unlink(path);
	listener->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener->fd < 0 || bind(listener->fd, (struct sockaddr *)&address, sizeof address) != 0)
		return fail(listener, spec, error);
	listener->is_unix = TRUE;
	listener->path = g_strdup(path);
	listener->address = g_strdup(spec);
	if (chmod(path, 0660) != 0 || listen(listener->fd, LISTENER_BACKLOG) != 0)
		return fail(listener, spec, error);
	return TRUE;
}

static gboolean open_inet(struct listener *listener, const char *spec, GError **error)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	const char *colon = strrchr(spec, ':');
	g_autofree char *host = colon == NULL ? NULL : g_strndup(spec, (gsize)(colon - spec));
	socklen_t length = sizeof address;
	int yes = 1;

	if (host == NULL || inet_pton(AF_INET, host, &address.sin_addr) != 1) {
		errno = EINVAL;
		return fail(listener, spec, error);
	}
	address.sin_port = htons((uint16_t)strtoul(colon + 1, NULL, 10));
	listener->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (listener->fd < 0 || setsockopt(listener->fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0 ||
	    bind(listener->fd, (struct sockaddr *)&address, sizeof address) != 0 ||
	    listen(listener->fd, LISTENER_BACKLOG) != 0 ||
	    getsockname(listener->fd, (struct sockaddr *)&address, &length) != 0)
		return fail(listener, spec, error);
	listener->address = g_strdup_printf("http://%s:%u", host, (unsigned)ntohs(address.sin_port));
	return TRUE;
}

gboolean listener_open(struct listener *listener, const char *spec, GError **error)
{
	*listener = (struct listener){.fd = -1};
	return g_str_has_prefix(spec, "unix:") ? open_unix(listener, spec, error) : open_inet(listener, spec, error);
}

void listener_close(struct listener *listener)
{
	if (listener->fd >= 0)
		close(listener->fd);
	if (listener->path != NULL)
		unlink(listener->path);
	g_clear_pointer(&listener->path, g_free);
	g_clear_pointer(&listener->address, g_free);
	listener->fd = -1;
}
