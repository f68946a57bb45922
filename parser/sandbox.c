/* SPDX-License-Identifier: BSD-2-Clause */
/* Starts the fork server, and again where it is gone. Reads no answers: that is the sessions' work. */
#include "parser/sandbox_private.h"

#include <gio/gio.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_SECONDS = 20, RETRY_SECONDS = 5 };

struct sandbox {
	char *program;
	struct sandbox_limits limits;
	GMutex lock; /* of what follows */
	int control; /* -1: the fork server does not run */
	pid_t pid;
	gint64 retry_at; /* it could not be started; not tried again before */
};

static const struct sandbox_limits default_limits = {
	.part_ms = SANDBOX_PART_MS,
	.message_ms = SANDBOX_MESSAGE_MS,
	.cpu_seconds = SANDBOX_CPU_SECONDS,
	.texts = SANDBOX_TEXTS,
	.failures = SANDBOX_FAILURES,
	.memory_bytes = SANDBOX_MEMORY_BYTES,
	.output_bytes = SANDBOX_OUTPUT_BYTES,
};

/* build/candour-extract stands beside the other programs in a source tree. */
static char *find_program(void)
{
	g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = self ? g_path_get_dirname(self) : NULL;
	g_autofree char *beside = folder ? g_build_filename(folder, "candour-extract", NULL) : NULL;

	return beside && g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer(&beside)
									: g_strdup(CANDOUR_LIBEXEC "/candour-extract");
}

struct sandbox *sandbox_new(const char *program, const struct sandbox_limits *limits)
{
	struct sandbox *sandbox = g_new0(struct sandbox, 1);

	sandbox->program = program ? g_strdup(program) : find_program();
	sandbox->limits = limits ? *limits : default_limits;
	sandbox->control = -1;
	g_mutex_init(&sandbox->lock);
	return sandbox;
}

static void stop(struct sandbox *sandbox)
{
	if (sandbox->control < 0)
		return;
	close(sandbox->control);
	sandbox->control = -1;
	kill(sandbox->pid, SIGKILL);
	while (waitpid(sandbox->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

void sandbox_free(struct sandbox *sandbox)
{
	if (!sandbox)
		return;
	stop(sandbox);
	g_mutex_clear(&sandbox->lock);
	g_free(sandbox->program);
	g_free(sandbox);
}

const struct sandbox_limits *sandbox_limits(const struct sandbox *sandbox)
{
	return &sandbox->limits;
}

/* Nothing of ours but the socket: no environment, no descriptors, no blocked or ignored signals. What libraries say
 * about a hostile file would be content in a log, so that goes nowhere. */
static int spawn(const char *program, int control, pid_t *ret_pid)
{
	char *const argv[] = {(char *)program, NULL};
	/* A sanitizer, where there is one, gives NULL as malloc() does, and does not look for leaks in killed children.
	 */
	char *const environment[] = {(char *)"PATH=/usr/bin:/bin", (char *)"LC_ALL=C.UTF-8",
				     (char *)"ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=0", NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	int error;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, control, WIRE_CONTROL_FD);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&actions, WIRE_CONTROL_FD + 1);
	error = posix_spawn(ret_pid, program, &actions, &attributes, argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* Its first datagram says that it is ready: empty of complaints. */
static gboolean await_ready(struct sandbox *sandbox, GError **error)
{
	struct timeval patience = {.tv_sec = START_SECONDS};
	char complaint[WIRE_COMPLAINT_BYTES + 1];
	ssize_t got;

	setsockopt(sandbox->control, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	do
		got = recv(sandbox->control, complaint, sizeof(complaint) - 1, 0);
	while (got < 0 && errno == EINTR);
	if (got == 1 && complaint[0] == '\0')
		return TRUE;
	complaint[MAX(got, 0)] = '\0';
	g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", sandbox->program,
		    got > 0 ? complaint : "ended or hung at its start");
	stop(sandbox);
	return FALSE;
}

/* Under the lock. */
static gboolean start(struct sandbox *sandbox, GError **error)
{
	int pair[2], failure;

	if (sandbox->control >= 0)
		return TRUE;
	if (g_get_monotonic_time() < sandbox->retry_at) {
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_BUSY, "%s could not be started a moment ago",
			    sandbox->program);
		return FALSE;
	}
	sandbox->retry_at = g_get_monotonic_time() + RETRY_SECONDS * G_TIME_SPAN_SECOND;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "no socket for the sandbox: %s", g_strerror(errno));
		return FALSE;
	}
	failure = spawn(sandbox->program, pair[1], &sandbox->pid);
	close(pair[1]);
	if (failure) {
		close(pair[0]);
		g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot start %s: %s", sandbox->program,
			    g_strerror(failure));
		return FALSE;
	}
	sandbox->control = pair[0];
	if (!await_ready(sandbox, error))
		return FALSE;
	sandbox->retry_at = 0;
	return TRUE;
}

gboolean sandbox_start(struct sandbox *sandbox, GError **error)
{
	g_mutex_lock(&sandbox->lock);
	gboolean is_running = start(sandbox, error);
	g_mutex_unlock(&sandbox->lock);
	return is_running;
}

gboolean sandbox_give(struct sandbox *sandbox, const int *fds, guint count)
{
	const struct wire_start request = {.memory_bytes = sandbox->limits.memory_bytes,
					   .cpu_seconds = sandbox->limits.cpu_seconds};
	gboolean is_given = FALSE;

	g_mutex_lock(&sandbox->lock);
	/* A fork server that somebody killed is noticed here, and replaced once. */
	for (int i = 0; i < 2 && !is_given && start(sandbox, NULL); i++) {
		is_given = wire_send(sandbox->control, &request, sizeof(request), fds, count);
		if (!is_given)
			stop(sandbox);
	}
	g_mutex_unlock(&sandbox->lock);
	return is_given;
}
