/* SPDX-License-Identifier: BSD-2-Clause */
/* The system calls that are left, as lists: all else is denied. What a list allows must not open a connection, start a
 * process or change a file. */
#include "parser/sandbox_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Both may do these with any arguments. */
static const int common_calls[] = {
	SCMP_SYS(brk),           SCMP_SYS(clock_getres),
	SCMP_SYS(clock_gettime), SCMP_SYS(close),
	SCMP_SYS(exit),          SCMP_SYS(exit_group),
	SCMP_SYS(fstat),         SCMP_SYS(futex),
	SCMP_SYS(getpid),        SCMP_SYS(getrandom),
	SCMP_SYS(getrusage),     SCMP_SYS(gettid),
	SCMP_SYS(gettimeofday),  SCMP_SYS(lseek),
	SCMP_SYS(madvise),       SCMP_SYS(mremap),
	SCMP_SYS(munmap),        SCMP_SYS(poll),
	SCMP_SYS(ppoll),         SCMP_SYS(read),
	SCMP_SYS(readv),         SCMP_SYS(restart_syscall),
	SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),  SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield),   SCMP_SYS(sigaltstack),
	SCMP_SYS(sysinfo),       SCMP_SYS(time),
	SCMP_SYS(uname),         SCMP_SYS(write),
	SCMP_SYS(writev),
};

/* On the two sockets that it has. */
static const int reader_calls[] = {SCMP_SYS(recvmsg), SCMP_SYS(sendmsg)};

/* Libraries try these and do without: charsets, locales, time zones. Anything else that is denied ends the child. */
static const int reader_refusals[] = {
	SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(ioctl),     SCMP_SYS(lstat),
	SCMP_SYS(open),       SCMP_SYS(openat),    SCMP_SYS(newfstatat), SCMP_SYS(prlimit64), SCMP_SYS(readlink),
	SCMP_SYS(readlinkat), SCMP_SYS(stat),      SCMP_SYS(statx),      SCMP_SYS(getcwd),    SCMP_SYS(getrlimit),
};

/* Those of ld.so, of C and C++ start-up, of fonts' look-up. Execution is the program's own start; what it starts in its
 * place is confined as it is. */
static const int tool_calls[] = {
	SCMP_SYS(access),          SCMP_SYS(arch_prctl),      SCMP_SYS(dup),        SCMP_SYS(execve),
	SCMP_SYS(faccessat),       SCMP_SYS(faccessat2),      SCMP_SYS(fadvise64),  SCMP_SYS(fstatfs),
	SCMP_SYS(getcwd),          SCMP_SYS(getdents64),      SCMP_SYS(getegid),    SCMP_SYS(geteuid),
	SCMP_SYS(getgid),          SCMP_SYS(getuid),          SCMP_SYS(lstat),      SCMP_SYS(newfstatat),
	SCMP_SYS(pread64),         SCMP_SYS(readlink),        SCMP_SYS(readlinkat), SCMP_SYS(rseq),
	SCMP_SYS(set_robust_list), SCMP_SYS(set_tid_address), SCMP_SYS(stat),       SCMP_SYS(statfs),
	SCMP_SYS(statx),
};

static gboolean allow_all(scmp_filter_ctx filter, const int *calls, gsize count)
{
	/* A call that this machine's architecture lacks is left out. */
	for (gsize i = 0; i < count; i++)
		if (calls[i] >= 0 && seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
			return FALSE;
	return TRUE;
}

/* Memory is private, so that its limit counts it, and never becomes code; a program's libraries are the exception. */
static gboolean allow_memory(scmp_filter_ctx filter, gboolean may_map_code)
{
	const struct scmp_arg_cmp is_private = SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_TYPE, MAP_PRIVATE);
	const struct scmp_arg_cmp is_data = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	const struct scmp_arg_cmp is_read_only = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC);

	if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, is_data, is_private) != 0 ||
	    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, is_data) != 0)
		return FALSE;
	return !may_map_code ||
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, is_read_only, is_private) == 0;
}

static gboolean allow_reader(scmp_filter_ctx filter)
{
	for (gsize i = 0; i < G_N_ELEMENTS(reader_refusals); i++)
		if (reader_refusals[i] >= 0 &&
		    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), reader_refusals[i], 0) != 0)
			return FALSE;
	return allow_all(filter, reader_calls, G_N_ELEMENTS(reader_calls)) && allow_memory(filter, FALSE) &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_GETFL)) == 0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, SCMP_A1(SCMP_CMP_EQ, F_SETFL)) == 0;
}

static gboolean allow_tool(scmp_filter_ctx filter)
{
	/* Files for reading only, but where Landlock sees to that: a program may name its standard output as a file. */
	const gboolean may_write = sandbox_has_landlock();
	const int changes = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
	const struct scmp_arg_cmp reads = SCMP_A1(SCMP_CMP_MASKED_EQ, (scmp_datum_t)changes, O_RDONLY);
	const struct scmp_arg_cmp reads_at = SCMP_A2(SCMP_CMP_MASKED_EQ, (scmp_datum_t)changes, O_RDONLY);
	/* ld.so and malloc ask for limits and set none. */
	const struct scmp_arg_cmp asks = SCMP_A2(SCMP_CMP_EQ, 0);
	/* F_SETOWN and F_SETSIG would let it send signals. */
	static const int commands[] = {F_GETFL, F_SETFL, F_GETFD, F_SETFD, F_DUPFD, F_DUPFD_CLOEXEC};

	for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
				     SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)commands[i])) != 0)
			return FALSE;

	return allow_all(filter, tool_calls, G_N_ELEMENTS(tool_calls)) && allow_memory(filter, TRUE) &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), may_write ? 0 : 1, reads) == 0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), may_write ? 0 : 1, reads_at) == 0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, asks) == 0;
}

static gboolean export(scmp_filter_ctx filter, struct sock_fprog *ret_program)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	struct stat status;
	gboolean is_read = FALSE;

	if (fd < 0)
		return FALSE;
	if (seccomp_export_bpf(filter, fd) == 0 && fstat(fd, &status) == 0) {
		ret_program->filter = g_malloc((gsize)status.st_size);
		ret_program->len = (unsigned short)((gsize)status.st_size / sizeof(struct sock_filter));
		is_read = pread(fd, ret_program->filter, (gsize)status.st_size, 0) == status.st_size;
	}
	close(fd);
	return is_read;
}

static gboolean make(guint32 denial, gboolean (*allow)(scmp_filter_ctx filter), struct sock_fprog *ret_program)
{
	scmp_filter_ctx filter = seccomp_init(denial);
	gboolean is_made = filter && seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
			   seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 &&
			   allow_all(filter, common_calls, G_N_ELEMENTS(common_calls)) && allow(filter) &&
			   export(filter, ret_program);

	if (filter)
		seccomp_release(filter);
	return is_made;
}

gboolean confine_make_filters(struct confine_filters *filters)
{
	memset(filters, 0, sizeof(*filters));
	/* Programs are others' work: they are refused what they need not, and mostly go on. */
	return make(SCMP_ACT_KILL_PROCESS, allow_reader, &filters->reader) &&
	       make(SCMP_ACT_ERRNO(EPERM), allow_tool, &filters->tool);
}
