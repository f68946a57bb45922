/* SPDX-License-Identifier: BSD-2-Clause */
/* Limits and Landlock. Whatever the kernel has and refuses is an error: nothing is read half confined. */
#include "parser/sandbox_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than some kernels' headers. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

enum { MAX_OPEN_FILES = 32 };

static int landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

gboolean sandbox_has_landlock(void)
{
	return landlock_version() > 0;
}

/* All that can be done to files, as far as the kernel knows it (Linux' landlock(7): the versions' additions). */
static guint64 landlock_accesses(int version)
{
	guint64 accesses = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

	if (version >= 2)
		accesses |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		accesses |= LANDLOCK_ACCESS_FS_TRUNCATE;
	return accesses;
}

/* What is not there needs no rule. */
static gboolean allow_reading(int ruleset, const char *path, gboolean is_folder)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};
	gboolean is_added;

	if (is_folder)
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE;
	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return errno == ENOENT;
	is_added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
	close(rule.parent_fd);
	return is_added;
}

/* folders and files: NULL-terminated; those that may be read, and executed where they are folders. */
static gboolean confine_files(const char *const *folders, const char *const *files)
{
	int version = landlock_version();
	struct landlock_ruleset_attr attributes = {.handled_access_fs = landlock_accesses(version)};
	gboolean is_confined = TRUE;
	int ruleset;

	if (version <= 0)
		return TRUE;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0);
	if (ruleset < 0)
		return FALSE;
	for (; *folders; folders++)
		is_confined = is_confined && allow_reading(ruleset, *folders, TRUE);
	for (; *files; files++)
		is_confined = is_confined && allow_reading(ruleset, *files, FALSE);
	is_confined = is_confined && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return is_confined;
}

gboolean confine_server(void)
{
	static const char *const folders[] = {"/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/alternatives",
					      NULL};
	static const char *const files[] = {"/etc/ld.so.cache", NULL};

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && confine_files(folders, files);
}

guint64 confine_data_bytes(void)
{
	unsigned long long data_pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");

	if (file) {
		/* proc(5): size, resident, shared, text, lib, data, in pages. */
		if (fscanf(file, "%*u %*u %*u %*u %*u %llu", &data_pages) != 1)
			data_pages = 0;
		fclose(file);
	}
	return data_pages * (guint64)sysconf(_SC_PAGESIZE);
}

static gboolean limit(__rlimit_resource_t resource, guint64 soft, guint64 hard)
{
	struct rlimit value = {.rlim_cur = soft, .rlim_max = hard};

	return setrlimit(resource, &value) == 0;
}

/* A file of no size: nothing can be written but to pipes and sockets. */
static gboolean limit_all(const struct wire_start *limits, guint64 base_data_bytes)
{
	return limit(RLIMIT_DATA, base_data_bytes + limits->memory_bytes, base_data_bytes + limits->memory_bytes) &&
	       limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1) && limit(RLIMIT_FSIZE, 0, 0) &&
	       limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, MAX_OPEN_FILES, MAX_OPEN_FILES);
}

static gboolean filter_calls(const struct sock_fprog *filter)
{
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter, 0, 0) == 0;
}

gboolean confine_reader(const struct wire_start *limits, guint64 base_data_bytes, const struct sock_fprog *filter)
{
	static const char *const nothing[] = {NULL};

	return limit_all(limits, base_data_bytes) && limit(RLIMIT_NPROC, 0, 0) && confine_files(nothing, nothing) &&
	       filter_calls(filter);
}

gboolean confine_tool(const struct wire_start *limits, const struct sock_fprog *filter)
{
	return limit_all(limits, 0) && filter_calls(filter);
}
