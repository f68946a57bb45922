/* SPDX-License-Identifier: BSD-2-Clause */
/* The fork server, and the process that watches one child: it starts programs for it, tells how it ended, and ends it
 * when the daemon lets go. Neither ever touches a byte of a message. */
#include "parser/sandbox_serve.h"

#include "parser/html.h"
#include "parser/sandbox_child.h"
#include "parser/sandbox_tool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct server {
	sandbox_reader *reader;
	struct confine_filters filters;
	guint64 base_data_bytes;
};

struct watch {
	const struct server *server;
	struct wire_start limits;
	int status; /* to the daemon */
	int tools;  /* to the child */
	pid_t child, tool;
	unsigned runs;
};

static void become_child(const struct server *server, const struct wire_start *limits, int channel, int tools,
			 pid_t parent)
{
	sigset_t none;

	/* The higher one first: each may stand where the other goes. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent ||
	    (channel = fcntl(channel, F_DUPFD_CLOEXEC, WIRE_FIRST_FREE_FD)) < 0 || dup2(tools, WIRE_TOOL_FD) < 0 ||
	    dup2(channel, WIRE_CHANNEL_FD) < 0 || close_range(WIRE_FIRST_FREE_FD, ~0U, 0) != 0)
		_exit(CHILD_FAILED);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_IGN);
	child_watch_memory();
	tool_start_asking();
	if (!confine_reader(limits, server->base_data_bytes, &server->filters.reader))
		_exit(CHILD_FAILED);
	child_serve(server->reader);
}

/* Seven eighths of what it may have: an allocation failed, or the next one would have. */
static gboolean is_at_limit(const struct wire_start *limits, const struct rusage *usage)
{
	return usage->ru_utime.tv_sec + usage->ru_stime.tv_sec >= limits->cpu_seconds ||
	       (guint64)usage->ru_maxrss * 1024 >= limits->memory_bytes / 8 * 7;
}

static guint8 reason_of(const struct watch *watch, int status, const struct rusage *usage)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_OUT_OF_MEMORY)
		return PART_LIMIT;
	/* Nobody else sends SIGKILL but the kernel, short of memory. */
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
		return PART_LIMIT;
	return is_at_limit(&watch->limits, usage) ? PART_LIMIT : PART_CRASH;
}

/* Its own end ends the program that runs, too (PR_SET_PDEATHSIG); so does the child's. */
static void leave(const struct watch *watch)
{
	if (watch->tool > 0)
		kill(watch->tool, SIGKILL);
	if (watch->child > 0)
		kill(watch->child, SIGKILL);
	_exit(0);
}

static void reap(struct watch *watch)
{
	struct rusage usage;
	int status;
	pid_t pid;

	while ((pid = wait4(-1, &status, WNOHANG, &usage)) > 0) {
		if (pid == watch->tool) {
			watch->tool = 0;
			tool_tell_end(watch->tools, status);
		} else if (pid == watch->child) {
			guint8 reason = reason_of(watch, status, &usage);

			watch->child = 0;
			/* Where the daemon does not listen any more, nobody needs to know. */
			if (write(watch->status, &reason, 1) <= 0)
				errno = 0;
			leave(watch);
		}
	}
}

/* Until the child or the daemon is gone. */
static void keep_watch(struct watch *watch, int children)
{
	struct pollfd polled[] = {
		{.fd = watch->status}, {.fd = children, .events = POLLIN}, {.fd = watch->tools, .events = POLLIN}};

	for (;;) {
		if (poll(polled, G_N_ELEMENTS(polled), -1) < 0 && errno != EINTR)
			leave(watch);
		if (polled[0].revents)
			leave(watch);
		if (polled[1].revents) {
			struct signalfd_siginfo info;

			if (read(children, &info, sizeof(info)) < 0 && errno != EINTR && errno != EAGAIN)
				leave(watch);
			reap(watch);
		}
		/* At the child's end its socket ends, too: no more than that happens here then. */
		if (polled[2].revents && !tool_answer(watch->tools, &watch->limits, &watch->server->filters.tool,
						      &watch->tool, &watch->runs)) {
			kill(watch->child, SIGKILL);
			polled[2].fd = -1;
		}
	}
}

static void become_watch(const struct server *server, const struct wire_start *limits, const int fds[2])
{
	struct watch watch = {.server = server, .limits = *limits, .status = fds[1]};
	pid_t self = getpid();
	sigset_t children;
	int tools[2], signals;

	close(WIRE_CONTROL_FD);
	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	sigprocmask(SIG_BLOCK, &children, NULL);
	signal(SIGPIPE, SIG_DFL);
	signals = signalfd(-1, &children, SFD_CLOEXEC);
	if (signals < 0 || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, tools) != 0)
		_exit(CHILD_FAILED);
	watch.tools = tools[0];
	watch.child = fork();
	if (watch.child < 0)
		_exit(CHILD_FAILED);
	if (watch.child == 0)
		become_child(server, limits, fds[0], tools[1], self);
	close(fds[0]);
	close(tools[1]);
	signal(SIGPIPE, SIG_IGN);
	keep_watch(&watch, signals);
}

static void on_child(int signal_number)
{
	(void)signal_number;
}

/* Watchers that ended are reaped at their signal, which ends the wait for the daemon's next word. */
static gssize next_start(const sigset_t *waiting, struct wire_start *start, int fds[2])
{
	for (;;) {
		struct pollfd polled = {.fd = WIRE_CONTROL_FD, .events = POLLIN};
		int ready = ppoll(&polled, 1, NULL, waiting);
		gboolean has_failed = ready < 0 && errno != EINTR;

		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		if (ready > 0)
			return wire_receive(WIRE_CONTROL_FD, start, sizeof(*start), fds, 2);
		if (has_failed)
			return -1;
	}
}

static void serve(const struct server *server)
{
	struct wire_start start;
	sigset_t children, waiting;
	int fds[2];

	signal(SIGCHLD, on_child);
	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	sigprocmask(SIG_BLOCK, &children, &waiting);
	while (next_start(&waiting, &start, fds) == sizeof(start)) {
		if (fds[0] >= 0 && fds[1] >= 0 && fork() == 0)
			become_watch(server, &start, fds);
		if (fds[0] >= 0)
			close(fds[0]);
		if (fds[1] >= 0)
			close(fds[1]);
	}
}

/* Modules of the C library that a child cannot load: opened once, they stay. Each makes every fork dearer, so these are
 * the ones that files here come in; a part in another is read as UTF-8 or windows-1252, and ASCII words in it stay. */
static void load_charsets(void)
{
	static const char *const charsets[] = {
		"WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "ISO-8859-1", "ISO-8859-2",
		"ISO-8859-14",  "ISO-8859-15",  "KOI8-R",       "MACINTOSH",  "IBM437",
		"IBM850",       "UTF-7",        "UTF-16",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(charsets); i++)
		g_iconv_open("UTF-8", charsets[i]);
}

static int complain(const char *what)
{
	send(WIRE_CONTROL_FD, what, strlen(what), MSG_NOSIGNAL);
	return EXIT_FAILURE;
}

int sandbox_serve(sandbox_reader *reader)
{
	static const int ignored[] = {SIGTERM, SIGINT, SIGHUP};
	struct server server = {.reader = reader};

	/* It ends when the daemon does, not before: a service manager signals all of a service's processes. */
	for (gsize i = 0; i < G_N_ELEMENTS(ignored); i++)
		signal(ignored[i], SIG_IGN);
	html_start();
	message_free(message_parse("", 0));
	load_charsets();
	server.base_data_bytes = confine_data_bytes();
	if (!confine_make_filters(&server.filters))
		return complain("libseccomp cannot make the filters for system calls");
	if (server.base_data_bytes == 0)
		return complain("/proc is not mounted");
	if (!confine_server())
		return complain("the kernel refuses Landlock or no_new_privs");
	if (send(WIRE_CONTROL_FD, "", 1, MSG_NOSIGNAL) != 1)
		return EXIT_FAILURE;
	serve(&server);
	_exit(EXIT_SUCCESS);
}
