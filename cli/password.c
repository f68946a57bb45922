/* SPDX-License-Identifier: BSD-2-Clause */
/* Asks for a password; never prints one. */
#include "cli/password.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { PASSWORD_LINE_BYTES = 2048 };

void password_free(char *password)
{
	if (password != NULL)
		explicit_bzero(password, strlen(password));
	g_free(password);
}

static char *read_line(void)
{
	char line[PASSWORD_LINE_BYTES];
	char *password = fgets(line, sizeof line, stdin) == NULL ? NULL : g_strdup(g_strchomp(line));

	explicit_bzero(line, sizeof line);
	return password;
}

static char *ask(const char *question)
{
	struct termios shown, unseen;
	char *password;

	if (tcgetattr(STDIN_FILENO, &shown) != 0)
		return NULL;
	unseen = shown;
	unseen.c_lflag &= (tcflag_t)~ECHO;
	fputs(question, stderr);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
	password = read_line();
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	fputc('\n', stderr);
	return password;
}

char *password_ask(void)
{
	char *password, *again;

	if (!isatty(STDIN_FILENO)) {
		password = read_line();
		if (password == NULL)
			fputs("candour: the password is wanted on standard input\n", stderr);
		return password;
	}
	password = ask("New password: ");
	again = password == NULL ? NULL : ask("The same again: ");
	if (again == NULL || strcmp(password, again) != 0) {
		fputs("candour: that was not twice the same; nothing was changed\n", stderr);
		g_clear_pointer(&password, password_free);
	}
	password_free(again);
	return password;
}
