/* SPDX-License-Identifier: BSD-2-Clause */
/* Looks at what the configuration needs of the machine: users, folders, the socket's place, who can read which key. It
 * repairs nothing. */
#include "conf/complaints.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

static void check_names(const struct complaints *complaints)
{
	const struct conf *conf = complaints->conf;
	const struct {
		const char *key, *name;
		gboolean is_group;
	} names[] = {
		{"user", conf->user, FALSE},
		{"group", conf->group, TRUE},
		{"socket.owner", conf->socket.owner, FALSE},
		{"socket.group", conf->socket.group, TRUE},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		if (names[i].name == NULL)
			continue;
		if (names[i].is_group ? getgrnam(names[i].name) == NULL : getpwnam(names[i].name) == NULL)
			complaints_error(complaints, names[i].key, "%s: this machine has no %s '%s'", names[i].key,
					 names[i].is_group ? "group" : "user", names[i].name);
	}
}

/* The path of a unix socket; NULL for others. */
static const char *socket_path(const struct conf *conf)
{
	const char *colon = strchr(conf->socket.spec, ':');

	return g_str_has_prefix(conf->socket.spec, "inet") ? NULL : colon + 1;
}

static void check_socket(const struct complaints *complaints)
{
	const char *path = socket_path(complaints->conf);
	g_autofree char *folder = path != NULL ? g_path_get_dirname(path) : NULL;
	GStatBuf status;

	if (path == NULL)
		return;
	if (g_stat(folder, &status) != 0 || !S_ISDIR(status.st_mode)) {
		complaints_error(complaints, "socket.spec",
				 "socket.spec: the folder %s does not exist; make it, owned by the daemon's user",
				 folder);
		return;
	}
	if (status.st_mode & S_IWOTH)
		complaints_error(complaints, "socket.spec",
				 "socket.spec: anybody can write in %s and could put another socket there; chmod o-w",
				 folder);
	/* Sendmail refuses such a socket outright. */
	while (strlen(folder) > 1) {
		char *parent = g_path_get_dirname(folder);

		g_free(folder);
		folder = parent;
		if (g_stat(folder, &status) == 0 && status.st_mode & S_IWOTH) {
			complaints_warn(complaints, "socket.spec",
					"socket.spec: anybody can write in %s, above the socket; Sendmail refuses it",
					folder);
			return;
		}
	}
}

/* Whether the daemon's user may write there; root and an absent user are judged by this process. */
static gboolean may_write(const struct conf *conf, const char *path, const GStatBuf *status)
{
	const struct passwd *user = conf->user != NULL ? getpwnam(conf->user) : NULL;
	uid_t uid = user != NULL ? user->pw_uid : 0;
	gid_t gid = user != NULL ? user->pw_gid : 0;
	const struct group *group = conf->group != NULL ? getgrnam(conf->group) : NULL;

	if (user == NULL)
		return g_access(path, W_OK) == 0;
	if (group != NULL)
		gid = group->gr_gid;
	if (uid == 0)
		return TRUE;
	if (status->st_uid == uid)
		return (status->st_mode & S_IWUSR) != 0;
	if (status->st_gid == gid)
		return (status->st_mode & S_IWGRP) != 0;
	return (status->st_mode & S_IWOTH) != 0;
}

static void check_state_dir(const struct complaints *complaints)
{
	const struct conf *conf = complaints->conf;
	GStatBuf status;

	if (g_stat(conf->state_dir, &status) != 0 || !S_ISDIR(status.st_mode)) {
		complaints_error(complaints, "state_dir",
				 "state_dir: the folder %s does not exist; make it, owned by the daemon's user",
				 conf->state_dir);
		return;
	}
	if (!may_write(conf, conf->state_dir, &status))
		complaints_error(complaints, "state_dir", "state_dir: %s cannot write in %s",
				 conf->user != NULL ? conf->user : "this user", conf->state_dir);
	if (status.st_mode & S_IWOTH)
		complaints_error(complaints, "state_dir", "state_dir: anybody can write in %s; chmod o-w",
				 conf->state_dir);
}

static void check_key(const struct complaints *complaints, const char *key, const char *path, mode_t forbidden,
		      const char *mode)
{
	GStatBuf status;

	if (path != NULL && g_stat(path, &status) == 0 && (status.st_mode & forbidden) != 0)
		complaints_error(complaints, key, "%s: others can read or write %s; chmod %s", key, path, mode);
}

static void check_keys(const struct complaints *complaints)
{
	const struct conf *conf = complaints->conf;
	const struct passwd *user = conf->user != NULL ? getpwnam(conf->user) : NULL;
	gboolean has_public = g_file_test(conf->seal.public_key, G_FILE_TEST_EXISTS);
	GStatBuf status;

	check_key(complaints, "register_key", conf->register_key, S_IRWXO | S_IWGRP, "0640");
	check_key(complaints, "identity_key", conf->identity_key, S_IRWXO | S_IRWXG, "0600");
	check_key(complaints, "seal.public_key", conf->seal.public_key, S_IWOTH | S_IWGRP, "0644");
	check_key(complaints, "seal.secret_key", conf->seal.secret_key, S_IRWXO | S_IRWXG, "0600");
	if (g_stat(conf->seal.secret_key, &status) != 0)
		return;
	if (!has_public)
		complaints_error(complaints, "seal.public_key",
				 "seal.public_key: %s is missing, though %s is there; put it back, or move the secret "
				 "key away and make new ones",
				 conf->seal.public_key, conf->seal.secret_key);
	/* Who judges mail need not be able to read what was held. */
	if (user != NULL && user->pw_uid != 0 && status.st_uid == user->pw_uid)
		complaints_warn(complaints, "seal.secret_key",
				"seal.secret_key: %s belongs to %s, the daemon's user, who needs only the public key; "
				"give it to the courier's user",
				conf->seal.secret_key, conf->user);
}

static void check_folders(const struct complaints *complaints)
{
	const char *texts = complaints->conf->notices.texts;

	if (texts != NULL && !g_file_test(texts, G_FILE_TEST_IS_DIR))
		complaints_error(complaints, "notices.texts", "notices.texts: the folder %s does not exist", texts);
}

void complaints_of_system(const struct complaints *complaints)
{
	check_names(complaints);
	check_socket(complaints);
	check_state_dir(complaints);
	check_keys(complaints);
	check_folders(complaints);
}
