/* SPDX-License-Identifier: BSD-2-Clause */
/* Changes to the daemon's own user and group. */
#include "milter/user.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

static gboolean fail(const struct conf *conf, const char *what, GError **error)
{
	g_set_error(error, CONF_ERROR, CONF_ERROR_INVALID, "%s: %s", conf->path, what);
	return FALSE;
}

gboolean user_become(const struct conf *conf, GError **error)
{
	const struct group *group = conf->group ? getgrnam(conf->group) : NULL;
	const struct passwd *user = conf->user ? getpwnam(conf->user) : NULL;

	if (conf->group && !group)
		return fail(conf, "group: there is no such group on this machine; make it, or name another", error);
	if (conf->user && !user)
		return fail(conf, "user: there is no such user on this machine; make it, or name another", error);
	gid_t gid = group ? group->gr_gid : user ? user->pw_gid : getegid();
	uid_t uid = user ? user->pw_uid : geteuid();
	if (uid == geteuid() && gid == getegid())
		return TRUE;

	if ((user && initgroups(user->pw_name, gid) < 0) || setresgid(gid, gid, gid) < 0 ||
	    setresuid(uid, uid, uid) < 0) {
		g_autofree char *what = g_strdup_printf(
			"user, group: cannot change to them: %s; start as root or as that user", g_strerror(errno));
		return fail(conf, what, error);
	}
	return TRUE;
}
