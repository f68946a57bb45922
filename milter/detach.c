/* SPDX-License-Identifier: BSD-2-Clause */
/* Puts the daemon into the background without losing its first errors. */
#include "milter/detach.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

static void wait_for_child(int fd, pid_t child) G_GNUC_NORETURN;
static void wait_for_child(int fd, pid_t child)
{
	char word;
	ssize_t got;
	int status = 0;

	do
		got = read(fd, &word, 1);
	while (got < 0 && errno == EINTR);
	if (got == 1)
		_exit(EX_OK);
	if (waitpid(child, &status, 0) == child && WIFEXITED(status))
		_exit(WEXITSTATUS(status));
	_exit(EX_TEMPFAIL);
}

int detach_start(void)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	pid_t child = fork();
	if (child < 0)
		return -1;
	if (child > 0) {
		close(ends[1]);
		wait_for_child(ends[0], child);
	}
	close(ends[0]);
	setsid();
	return ends[1];
}

void detach_ready(int fd)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null >= 0) {
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		close(null);
	}
	if (chdir("/") < 0 || write(fd, "r", 1) < 0)
		/* The parent is gone; the daemon serves all the same. */
		errno = 0;
	close(fd);
}
