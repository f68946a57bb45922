/* SPDX-License-Identifier: BSD-2-Clause */
/* Asks for programs, on one side of a socket, and starts them, on the other. The side that starts never looks at what
 * flows to and from them. */
#include "parser/sandbox_tool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COPY_BYTES = 64 * 1024, NOT_STARTED = 127 };

/* It holds folders only. */
#define FOLDER "/usr"

/* Set once, before anything is read. */
static gboolean is_asking;

void tool_start_asking(void)
{
	is_asking = TRUE;
}

gboolean tool_is_asking(void)
{
	return is_asking;
}

const char *tool_program(const char *name)
{
	static const struct {
		const char *name, *path;
	} programs[] = {
		{"catdoc", "/usr/bin/catdoc"},       {"pdfdetach", "/usr/bin/pdfdetach"},
		{"pdfimages", "/usr/bin/pdfimages"}, {"pdfinfo", "/usr/bin/pdfinfo"},
		{"pdftotext", "/usr/bin/pdftotext"}, {"xls2csv", "/usr/bin/xls2csv"},
	};

	for (gsize i = 0; i < G_N_ELEMENTS(programs); i++)
		if (strcmp(programs[i].name, name) == 0)
			return programs[i].path;
	return NULL;
}

gboolean tool_ask(const char *const *argv, struct tool_streams *ret_streams)
{
	char request[TOOL_REQUEST_BYTES];
	gsize length = 0;
	gint32 reply = -1;
	int fds[3];

	for (; *argv; argv++) {
		gsize size = strlen(*argv) + 1;

		if (size > sizeof(request) - length)
			return FALSE;
		memcpy(request + length, *argv, size);
		length += size;
	}
	if (!wire_send(WIRE_TOOL_FD, request, length, NULL, 0) ||
	    wire_receive(WIRE_TOOL_FD, &reply, sizeof(reply), fds, G_N_ELEMENTS(fds)) != sizeof(reply) || reply != 0 ||
	    fds[2] < 0)
		return FALSE;
	*ret_streams = (struct tool_streams){fds[0], fds[1], fds[2]};
	return TRUE;
}

int tool_wait(gboolean is_wanted)
{
	gint32 status = -1;

	if (!is_wanted)
		wire_send(WIRE_TOOL_FD, "", 1, NULL, 0);
	if (wire_receive(WIRE_TOOL_FD, &status, sizeof(status), NULL, 0) != sizeof(status))
		return -1;
	return WIFEXITED(status) && WEXITSTATUS(status) != NOT_STARTED ? WEXITSTATUS(status) : -1;
}

/* The input as a file in memory, for programs seek in it; -1 where there is too much. */
static int input_file(int pipe_fd)
{
	char buffer[COPY_BYTES];
	int fd = memfd_create("input", 0);
	gsize total = 0;
	ssize_t got;

	while (fd >= 0 && (got = read(pipe_fd, buffer, sizeof(buffer))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		total += (gsize)MAX(got, 0);
		if (got < 0 || total > TOOL_INPUT_BYTES || write(fd, buffer, (gsize)got) != got)
			return -1;
	}
	return fd >= 0 && lseek(fd, 0, SEEK_SET) == 0 ? fd : -1;
}

/* In the new process; does not return. */
static void become(char *const *argv, const struct tool_streams *streams, const struct wire_start *limits,
		   const struct sock_fprog *filter)
{
	char *const environment[] = {(char *)"PATH=/usr/bin:/bin", (char *)"LC_ALL=C.UTF-8", NULL};
	sigset_t none;
	int input;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(streams->output, STDOUT_FILENO) < 0 || dup2(streams->complaint, STDERR_FILENO) < 0 ||
	    dup2(streams->input, STDIN_FILENO) < 0 || close_range(STDERR_FILENO + 1, ~0U, 0) != 0)
		_exit(NOT_STARTED);
	input = input_file(STDIN_FILENO);
	if (input < 0 || dup2(input, STDIN_FILENO) < 0 || close(input) != 0 || chdir(FOLDER) != 0 ||
	    !confine_tool(limits, filter))
		_exit(NOT_STARTED);
	execve(tool_program(argv[0]), argv, environment);
	_exit(NOT_STARTED);
}

static void close_both(int pair[2])
{
	if (pair[0] >= 0)
		close(pair[0]);
	if (pair[1] >= 0)
		close(pair[1]);
}

/* The new process, or -1; on success the asking side has its ends of the pipes. */
static pid_t start(int fd, char *const *argv, const struct wire_start *limits, const struct sock_fprog *filter)
{
	int input[2] = {-1, -1}, output[2] = {-1, -1}, complaint[2] = {-1, -1};
	pid_t self = getpid(), pid = -1;
	gint32 reply = 0;

	if (pipe2(input, O_CLOEXEC) == 0 && pipe2(output, O_CLOEXEC) == 0 && pipe2(complaint, O_CLOEXEC) == 0)
		pid = fork();
	if (pid == 0) {
		const struct tool_streams streams = {input[0], output[1], complaint[1]};

		if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == self)
			become(argv, &streams, limits, filter);
		_exit(NOT_STARTED);
	}
	if (pid > 0) {
		const int given[] = {input[1], output[0], complaint[0]};

		wire_send(fd, &reply, sizeof(reply), given, G_N_ELEMENTS(given));
	}
	close_both(input);
	close_both(output);
	close_both(complaint);
	return pid;
}

/* The standard streams are the only files that a request may name: the program starts in a folder without files. */
static gboolean is_harmless(char *const *argv)
{
	for (argv++; *argv; argv++)
		if (strchr(*argv, '/') && strcmp(*argv, "/dev/stdin") != 0 && strcmp(*argv, "/dev/stdout") != 0)
			return FALSE;
	return TRUE;
}

/* Splits in place; FALSE where that is no list of arguments. */
static gboolean split(char *request, gsize length, char *argv[TOOL_ARGUMENTS + 1])
{
	guint count = 0;

	if (length == 0 || request[length - 1] != '\0')
		return FALSE;
	for (gsize at = 0; at < length; at += strlen(request + at) + 1) {
		if (count == TOOL_ARGUMENTS)
			return FALSE;
		argv[count++] = request + at;
	}
	argv[count] = NULL;
	return TRUE;
}

gboolean tool_answer(int fd, const struct wire_start *limits, const struct sock_fprog *filter, pid_t *pid,
		     unsigned *runs)
{
	char request[TOOL_REQUEST_BYTES];
	char *argv[TOOL_ARGUMENTS + 1];
	gssize got = wire_receive(fd, request, sizeof(request), NULL, 0);
	gint32 refusal = -1;
	pid_t started = -1;

	if (got <= 0 || !split(request, (gsize)got, argv))
		return FALSE;
	if (got == 1) {
		if (*pid > 0)
			kill(*pid, SIGKILL);
		return TRUE;
	}
	if (*pid == 0 && *runs < TOOL_RUNS && tool_program(argv[0]) && is_harmless(argv))
		started = start(fd, argv, limits, filter);
	if (started < 0)
		return wire_send(fd, &refusal, sizeof(refusal), NULL, 0);
	*pid = started;
	(*runs)++;
	return TRUE;
}

void tool_tell_end(int fd, int status)
{
	gint32 told = status;

	wire_send(fd, &told, sizeof(told), NULL, 0);
}
