/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour key`: makes the pair of keys that seals held messages, and gives the secret one to whom it belongs. It never
 * prints a key. */
#include "cli/command.h"
#include "cli/options.h"
#include "conf/conf.h"
#include "store/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

struct key_owner {
	uid_t user;
	gid_t group;
	gboolean has_group;
};

static gboolean find_owner(const char *user, const char *group, struct key_owner *ret_owner)
{
	const struct passwd *user_entry = user == NULL ? NULL : getpwnam(user);
	const struct group *group_entry = group == NULL ? NULL : getgrnam(group);

	if (user != NULL && user_entry == NULL) {
		fprintf(stderr, "candour: there is no user '%s'\n", user);
		return FALSE;
	}
	if (group != NULL && group_entry == NULL) {
		fprintf(stderr, "candour: there is no group '%s'\n", group);
		return FALSE;
	}
	*ret_owner = (struct key_owner){
		.user = user_entry != NULL ? user_entry->pw_uid : (uid_t)-1,
		.group = group_entry != NULL ? group_entry->gr_gid : (gid_t)-1,
		.has_group = group_entry != NULL,
	};
	return TRUE;
}

/* The folder belongs to the daemon: a link that it could put there must not lead root elsewhere. */
static gboolean give(const char *path, const struct key_owner *owner)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	mode_t mode = owner->has_group ? 0640 : 0600;
	struct stat status;
	gboolean is_given = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 1 &&
			    fchown(fd, owner->user, owner->group) == 0 && fchmod(fd, mode) == 0;

	if (!is_given)
		fprintf(stderr, "candour: %s: cannot give it to its owner: %s\n", path,
			errno != 0 ? strerror(errno) : "it is a link, or no plain file");
	if (fd >= 0)
		close(fd);
	return is_given;
}

static int create(const struct conf *conf, const struct key_owner *owner, gboolean has_owner)
{
	const char *public_path = conf->seal.public_key, *secret_path = conf->seal.secret_key;
	g_autoptr(GError) error = NULL;
	gboolean is_made;

	if (!seal_make_keys(public_path, secret_path, &is_made, &error)) {
		options_complain(error);
		return EX_CANTCREAT;
	}
	errno = 0;
	if (has_owner && !give(secret_path, owner))
		return EX_NOPERM;
	printf("%s\n  %s  seals held messages; everybody may read it\n  %s  opens them; for the courier and for staff, "
	       "never for the daemon\n",
	       is_made ? "Made the keys:" : "The keys are there already, and stay as they are:", public_path,
	       secret_path);
	if (has_owner)
		printf("Its owner %smay read %s.\n", owner->has_group ? "and its group " : "", secret_path);
	if (is_made)
		puts("Keep a copy of the second one in a safe place: without it, nobody opens what is held.");
	return EX_OK;
}

int command_key(const char *conf_path, int argc, char **argv)
{
	g_autofree char *user = NULL, *group = NULL;
	const GOptionEntry entries[] = {
		{"owner", 0, 0, G_OPTION_ARG_STRING, &user, "Give the secret key to this user, the courier's", "USER"},
		{"group", 0, 0, G_OPTION_ARG_STRING, &group,
		 "Let this group read the secret key; the daemon's user must not be in it", "GROUP"},
		{0}};
	g_autoptr(GError) error = NULL;
	struct key_owner owner;
	struct conf *conf;
	int status;

	if (!options_parse(entries, "create  makes the keys that seal held messages", &argc, &argv, &status))
		return status;
	if (argc != 2 || strcmp(argv[1], "create") != 0) {
		fputs("candour: usage: candour key create [--owner USER] [--group GROUP]\n", stderr);
		return EX_USAGE;
	}
	if (!find_owner(user, group, &owner))
		return EX_NOUSER;
	conf = conf_load(conf_path, &error);
	if (conf == NULL) {
		options_complain(error);
		return EX_CONFIG;
	}
	status = create(conf, &owner, user != NULL || group != NULL);
	conf_free(conf);
	return status;
}
