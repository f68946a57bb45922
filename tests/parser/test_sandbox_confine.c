/* SPDX-License-Identifier: BSD-2-Clause */
/* What a confined process tries in vain: each deed in a process of its own, once as the child that reads and once as a
 * program that reads for it. */
#include "parser/sandbox_confine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { X32_BIT = 0x40000000, FAILED = 77 };

static char *target; /* a file that the tests own */
static pid_t victim; /* a process that they own */

/* Each returns TRUE where it could do it. */
static gboolean try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static gboolean try_unix_socket(void)
{
	return socket(AF_UNIX, SOCK_DGRAM, 0) >= 0;
}

static gboolean try_netlink(void)
{
	return socket(AF_NETLINK, SOCK_RAW, 0) >= 0;
}

static gboolean try_socketpair(void)
{
	int pair[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0;
}

static gboolean try_fork(void)
{
	return syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL) >= 0;
}

static gboolean try_clone3(void)
{
	guint64 arguments[8] = {[4] = SIGCHLD};

	return syscall(SYS_clone3, arguments, sizeof(arguments)) >= 0;
}

static gboolean try_kill(void)
{
	return kill(victim, SIGKILL) == 0;
}

static gboolean try_tgkill(void)
{
	return syscall(SYS_tgkill, victim, victim, SIGKILL) == 0;
}

static gboolean try_queue_signal(void)
{
	siginfo_t info = {.si_code = SI_QUEUE};

	return syscall(SYS_rt_sigqueueinfo, victim, SIGKILL, &info) == 0;
}

static gboolean try_pidfd(void)
{
	return syscall(SYS_pidfd_open, victim, 0) >= 0;
}

/* The kernel would send it when there is something to read. */
static gboolean try_set_owner(void)
{
	return fcntl(STDIN_FILENO, F_SETOWN, victim) == 0;
}

static gboolean try_set_signal(void)
{
	return fcntl(STDIN_FILENO, F_SETSIG, SIGKILL) == 0;
}

static gboolean try_trace(void)
{
	return ptrace(PTRACE_ATTACH, victim, NULL, NULL) == 0;
}

static gboolean try_read_memory(void)
{
	char here[8];
	struct iovec local = {here, sizeof(here)}, remote = {target, sizeof(here)};

	return syscall(SYS_process_vm_readv, victim, &local, 1, &remote, 1, 0) >= 0;
}

static gboolean try_write(void)
{
	return open(target, O_WRONLY) >= 0;
}

static gboolean try_truncate(void)
{
	return truncate(target, 0) == 0;
}

static gboolean try_create(void)
{
	g_autofree char *path = g_strconcat(target, ".new", NULL);

	return open(path, O_CREAT | O_WRONLY, 0600) >= 0;
}

static gboolean try_unlink(void)
{
	return unlink(target) == 0;
}

static gboolean try_rename(void)
{
	g_autofree char *path = g_strconcat(target, ".new", NULL);

	return rename(target, path) == 0;
}

static gboolean try_mode(void)
{
	return chmod(target, 0777) == 0;
}

static gboolean try_folder(void)
{
	g_autofree char *path = g_strconcat(target, ".d", NULL);

	return mkdir(path, 0700) == 0;
}

static gboolean try_link(void)
{
	g_autofree char *path = g_strconcat(target, ".link", NULL);

	return symlink("/etc/passwd", path) == 0 || link(target, path) == 0;
}

static gboolean try_memory_file(void)
{
	return memfd_create("x", 0) >= 0;
}

static gboolean try_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean try_make_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean try_shared_memory(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean try_raise_limit(void)
{
	struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY};

	return setrlimit(RLIMIT_DATA, &most) == 0 || syscall(SYS_prlimit64, 0, RLIMIT_CPU, &most, NULL) == 0;
}

static gboolean try_prctl(void)
{
	return prctl(PR_SET_PDEATHSIG, 0) == 0;
}

static gboolean try_namespace(void)
{
	return unshare(CLONE_NEWUSER) == 0;
}

static gboolean try_user(void)
{
	return setuid(getuid()) == 0;
}

static gboolean try_io_uring(void)
{
	char parameters[120] = {0};

	return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
}

static gboolean try_bpf(void)
{
	char attributes[64] = {0};

	return syscall(SYS_bpf, 0, attributes, sizeof(attributes)) >= 0;
}

static gboolean try_keys(void)
{
	return syscall(SYS_keyctl, 0, -3, 1) >= 0;
}

static gboolean try_exec_at(void)
{
	char *const argv[] = {(char *)"true", NULL};

	return syscall(SYS_execveat, AT_FDCWD, "/usr/bin/true", argv, NULL, 0) == 0;
}

static gboolean try_shell_memory(void)
{
	return syscall(SYS_shmget, 0, 4096, 0600) >= 0;
}

#ifdef __x86_64__
/* The same calls by the two other doors of the machine. */
static gboolean try_x32(void)
{
	return syscall(X32_BIT | SYS_getpid) > 0;
}

static gboolean try_32_bits(void)
{
	long result = 20; /* getpid() */

	__asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
	return result > 0;
}
#endif

/* Only Landlock keeps a program from these. */
static gboolean try_read(void)
{
	return open(target, O_RDONLY) >= 0;
}

static gboolean try_passwords(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static gboolean try_processes(void)
{
	return open("/proc/self/environ", O_RDONLY) >= 0 || open("/proc", O_RDONLY) >= 0;
}

/* Only the child that reads is kept from these. */
static gboolean try_exec(void)
{
	char *const argv[] = {(char *)"true", NULL};

	execve("/usr/bin/true", argv, NULL);
	return FALSE;
}

static gboolean try_library(void)
{
	return open("/usr/bin/true", O_RDONLY) >= 0;
}

#define BOTH(deed)                                                                                                     \
	{                                                                                                              \
#deed, try_##deed, FALSE, FALSE                                                                        \
	}

static const struct deed {
	const char *name;
	gboolean (*act)(void);
	gboolean needs_landlock; /* for being kept from it as a program */
	gboolean is_reader_only;
} deeds[] = {
	BOTH(socket),
	BOTH(unix_socket),
	BOTH(netlink),
	BOTH(socketpair),
	BOTH(fork),
	BOTH(clone3),
	BOTH(kill),
	BOTH(tgkill),
	BOTH(queue_signal),
	BOTH(pidfd),
	BOTH(set_owner),
	BOTH(set_signal),
	BOTH(trace),
	BOTH(read_memory),
	BOTH(write),
	BOTH(truncate),
	BOTH(create),
	BOTH(unlink),
	BOTH(rename),
	BOTH(mode),
	BOTH(folder),
	BOTH(link),
	BOTH(memory_file),
	BOTH(code),
	BOTH(make_code),
	BOTH(shared_memory),
	BOTH(raise_limit),
	BOTH(prctl),
	BOTH(namespace),
	BOTH(user),
	BOTH(io_uring),
	BOTH(bpf),
	BOTH(keys),
	BOTH(exec_at),
	BOTH(shell_memory),
#ifdef __x86_64__
	BOTH(x32),
	BOTH(32_bits),
#endif
	{"read", try_read, TRUE, FALSE},
	{"passwords", try_passwords, TRUE, FALSE},
	{"processes", try_processes, TRUE, FALSE},
	{"exec", try_exec, FALSE, TRUE},
	{"library", try_library, FALSE, TRUE},
};

static const struct wire_start limits = {.memory_bytes = 64 * 1024 * 1024, .cpu_seconds = 5};

/* 0: kept from it; 1: done; FAILED: not confined. Ends the process. */
static void act_confined(const struct deed *deed, const struct confine_filters *filters, gboolean is_reader)
{
	guint64 base = confine_data_bytes();
	gboolean is_confined = confine_server() && (is_reader ? confine_reader(&limits, base, &filters->reader)
							      : confine_tool(&limits, &filters->tool));

	_exit(!is_confined ? FAILED : deed->act() ? 1 : 0);
}

static void check(const struct deed *deed, const struct confine_filters *filters, gboolean is_reader)
{
	pid_t child = fork();
	int status;

	if (child == 0)
		act_confined(deed, filters, is_reader);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) && status != 0)
		print_error("%s as %s: %x\n", deed->name, is_reader ? "the child" : "a program", status);
	assert_true((WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) || status == 0);
}

static void test_confined(void **state)
{
	struct confine_filters filters;

	(void)state;
	assert_true(confine_make_filters(&filters));
	for (gsize i = 0; i < G_N_ELEMENTS(deeds); i++) {
		check(&deeds[i], &filters, TRUE);
		if (!deeds[i].is_reader_only && (!deeds[i].needs_landlock || sandbox_has_landlock()))
			check(&deeds[i], &filters, FALSE);
	}
	assert_int_equal(waitpid(victim, NULL, WNOHANG), 0);
	assert_true(g_file_test(target, G_FILE_TEST_IS_REGULAR));
	g_free(filters.reader.filter);
	g_free(filters.tool.filter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_confined)};
	g_autofree char *folder = g_dir_make_tmp("candour-XXXXXX", NULL);
	int failed;

	target = g_build_filename(folder, "file", NULL);
	if (!g_file_set_contents(target, "x", 1, NULL))
		return EXIT_FAILURE;
	victim = fork();
	if (victim == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			pause();
	}
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	kill(victim, SIGKILL);
	waitpid(victim, NULL, 0);
	unlink(target);
	rmdir(folder);
	g_free(target);
	return failed;
}
