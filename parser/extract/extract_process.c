/* SPDX-License-Identifier: BSD-2-Clause */
/* The one place where a program is started. It gets its input as a file in memory and an empty environment but for the
 * path and the charset; what it writes is cut, and its time is. */
#include "parser/extract/extract_process.h"

#include "parser/sandbox_tool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024 };

/* A stream of the child on its way here. */
struct outlet {
	int fd; /* -1: ended */
	GString *text;
	gsize max_bytes;
	gboolean is_full; /* more came */
};

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* A file in memory that holds the bytes, at its beginning; -1 where there is none to be had. */
static int input_file(const guint8 *bytes, gsize length)
{
	int fd = memfd_create("input", MFD_CLOEXEC);

	while (fd >= 0 && length > 0) {
		ssize_t written = write(fd, bytes, length);

		if (written < 0 && errno != EINTR)
			close_fd(&fd);
		else if (written > 0)
			bytes += written, length -= (gsize)written;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Starts the program with those three as its standard streams; -1 where that fails. */
static pid_t start(const char *const *argv, int input, int output, int complaint)
{
	char *environment[] = {(char *)"PATH=/usr/bin:/bin", (char *)"LC_ALL=C.UTF-8", NULL};
	posix_spawn_file_actions_t actions;
	pid_t pid;
	int error;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, complaint, STDERR_FILENO);
	error = posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv, environment);
	posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? pid : -1;
}

static void take(struct outlet *outlet)
{
	char buffer[READ_BYTES];
	ssize_t got = read(outlet->fd, buffer, sizeof(buffer));
	gsize room = outlet->max_bytes - outlet->text->len;

	if (got < 0 && errno == EINTR)
		return;
	if (got <= 0) {
		close_fd(&outlet->fd);
		return;
	}
	g_string_append_len(outlet->text, buffer, (gssize)MIN((gsize)got, room));
	outlet->is_full |= (gsize)got > room;
}

/* Reads until both streams have ended, the first is full, or time is up. */
static enum part_reason collect(struct outlet *output, struct outlet *complaint)
{
	gint64 deadline = g_get_monotonic_time() + EXTRACT_RUN_SECONDS * G_TIME_SPAN_SECOND;

	while (output->fd >= 0 || complaint->fd >= 0) {
		gint64 left_ms = (deadline - g_get_monotonic_time()) / 1000;
		struct pollfd polled[] = {{.fd = output->fd, .events = POLLIN},
					  {.fd = complaint->fd, .events = POLLIN}};

		if (left_ms <= 0)
			return PART_TIMEOUT;
		if (poll(polled, G_N_ELEMENTS(polled), (int)left_ms) < 0 && errno != EINTR)
			return PART_CRASH;
		if (polled[0].revents)
			take(output);
		if (polled[1].revents)
			take(complaint);
		if (output->is_full)
			return PART_LIMIT;
	}
	return PART_INSPECTED;
}

/* Waits for the child, killing it first where it is not wanted any more. Closed streams do not mean that it ends. */
static enum part_reason reap(pid_t pid, enum part_reason reason, int *ret_status)
{
	gint64 deadline = g_get_monotonic_time() + EXTRACT_RUN_SECONDS * G_TIME_SPAN_SECOND;
	pid_t ended;
	int status;

	while (reason == PART_INSPECTED && (ended = waitpid(pid, &status, WNOHANG)) <= 0) {
		if (ended < 0 && errno != EINTR)
			return PART_CRASH;
		if (g_get_monotonic_time() > deadline)
			reason = PART_TIMEOUT;
		g_usleep(1000);
	}
	if (reason != PART_INSPECTED) {
		kill(pid, SIGKILL);
		while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
			;
		return reason;
	}
	if (!WIFEXITED(status))
		return PART_CRASH;
	*ret_status = WEXITSTATUS(status);
	return *ret_status == 127 ? PART_CRASH : PART_INSPECTED;
}

static void feed(int fd, const guint8 *bytes, gsize length)
{
	while (length > 0) {
		ssize_t written = write(fd, bytes, length);

		/* It wants no more. */
		if (written < 0 && errno != EINTR)
			return;
		if (written > 0)
			bytes += written, length -= (gsize)written;
	}
}

/* Inside the sandbox, where another process starts programs. It takes all of the input before the program begins. */
static enum part_reason run_by_asking(const char *const *argv, const guint8 *bytes, gsize length, gsize max_output,
				      struct extract_run *run)
{
	struct tool_streams streams;
	enum part_reason reason;

	if (!tool_ask(argv, &streams))
		return PART_CRASH;
	feed(streams.input, bytes, length);
	close_fd(&streams.input);
	struct outlet outlets[] = {
		{.fd = streams.output, .text = run->output, .max_bytes = max_output},
		{.fd = streams.complaint, .text = run->complaint, .max_bytes = EXTRACT_RUN_MAX_COMPLAINT_BYTES}};
	reason = collect(&outlets[0], &outlets[1]);
	run->status = tool_wait(reason == PART_INSPECTED);
	close_fd(&outlets[0].fd);
	close_fd(&outlets[1].fd);
	return reason == PART_INSPECTED && run->status < 0 ? PART_CRASH : reason;
}

enum part_reason extract_run(const char *const *argv, const guint8 *bytes, gsize length, gsize max_output,
			     struct extract_run *ret_run)
{
	int output[2] = {-1, -1}, complaint[2] = {-1, -1}, input;
	enum part_reason reason = PART_CRASH;
	pid_t pid = -1;

	*ret_run = (struct extract_run){g_string_new(NULL), g_string_new(NULL), -1};
	if (tool_is_asking())
		return run_by_asking(argv, bytes, length, max_output, ret_run);
	input = input_file(bytes, length);
	if (input >= 0 && pipe2(output, O_CLOEXEC) == 0 && pipe2(complaint, O_CLOEXEC) == 0)
		pid = start(argv, input, output[1], complaint[1]);
	close_fd(&input);
	close_fd(&output[1]);
	close_fd(&complaint[1]);
	if (pid > 0) {
		struct outlet outlets[] = {
			{.fd = output[0], .text = ret_run->output, .max_bytes = max_output},
			{.fd = complaint[0], .text = ret_run->complaint, .max_bytes = EXTRACT_RUN_MAX_COMPLAINT_BYTES}};

		reason = reap(pid, collect(&outlets[0], &outlets[1]), &ret_run->status);
		output[0] = outlets[0].fd;
		complaint[0] = outlets[1].fd;
	}
	close_fd(&output[0]);
	close_fd(&complaint[0]);
	return reason;
}

void extract_run_done(struct extract_run *run)
{
	g_string_free(run->output, TRUE);
	g_string_free(run->complaint, TRUE);
}
