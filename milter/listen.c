/* SPDX-License-Identifier: BSD-2-Clause */
/* Opens the milter's socket and sets who may connect. */
#include "milter/listen.h"

#include <errno.h>
#include <grp.h>
#include <libmilter/mfapi.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The path of a unix socket, or NULL for another kind. libmilter takes a bare path too. */
static const char *socket_path(const char *spec)
{
	if (g_str_has_prefix(spec, "unix:"))
		return spec + strlen("unix:");
	if (g_str_has_prefix(spec, "local:"))
		return spec + strlen("local:");
	return spec[0] == '/' ? spec : NULL;
}

static gboolean find_owner(const struct conf *conf, uid_t *ret_user, gid_t *ret_group, GError **error)
{
	const struct passwd *user = conf->socket.owner ? getpwnam(conf->socket.owner) : NULL;
	const struct group *group = conf->socket.group ? getgrnam(conf->socket.group) : NULL;

	if ((conf->socket.owner && !user) || (conf->socket.group && !group)) {
		g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "%s: socket.%s: there is no \"%s\" on this machine",
			    conf->path, user || !conf->socket.owner ? "group" : "owner",
			    user || !conf->socket.owner ? conf->socket.group : conf->socket.owner);
		return FALSE;
	}
	*ret_user = user ? user->pw_uid : (uid_t)-1;
	*ret_group = group ? group->gr_gid : (gid_t)-1;
	return TRUE;
}

static gboolean set_access(const char *path, const struct conf *conf, GError **error)
{
	uid_t user;
	gid_t group;

	if (!find_owner(conf, &user, &group, error))
		return FALSE;
	if (lchown(path, user, group) < 0) {
		g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID,
			    "%s: cannot give the socket %s to socket.owner and socket.group: %s; start as root, or put "
			    "the daemon's user into that group",
			    conf->path, path, g_strerror(errno));
		return FALSE;
	}
	if (chmod(path, (mode_t)conf->socket.mode) == 0)
		return TRUE;
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(errno), "cannot set the mode of %s: %s", path,
		    g_strerror(errno));
	return FALSE;
}

gboolean listen_open(const char *spec, const struct conf *conf, GError **error)
{
	g_autofree char *copy = g_strdup(spec);
	const char *path = socket_path(spec);

	/* Nobody may connect before owner and mode are set. */
	mode_t old = umask(0177);
	errno = 0;
	gboolean is_open = smfi_setconn(copy) == MI_SUCCESS && smfi_opensocket(true) == MI_SUCCESS;
	int code = errno;
	umask(old);
	if (!is_open) {
		g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code),
			    "cannot listen on %s%s%s; is the form unix:PATH or inet:PORT@HOST, is its folder there and "
			    "writable, is the address free? (The mail log has libmilter's words.)",
			    spec, code ? ": " : "", code ? g_strerror(code) : "");
		return FALSE;
	}
	return !path || set_access(path, conf, error);
}
