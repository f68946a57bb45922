/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs subcommands in this process as a shell would, with what they print in strings. */
#ifndef TESTS_CLI_SHELL_H
#define TESTS_CLI_SHELL_H

#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct shell_run {
	char *out, *error; /* of the last command */
};

typedef int (*shell_command)(const char *conf_path, int argc, char **argv);

static G_GNUC_UNUSED int shell_redirect(int target, const char *path)
{
	int saved = dup(target), fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);

	dup2(fd, target);
	close(fd);
	return saved;
}

static G_GNUC_UNUSED void shell_restore(int target, int saved)
{
	dup2(saved, target);
	close(saved);
}

/* Runs the command with these words; a "~" in a word is a space. Out and error go through files in the folder. */
static G_GNUC_UNUSED int shell_run(struct shell_run *run, shell_command command, const char *folder,
				   const char *conf_path, const char *words)
{
	g_autofree char *out_path = g_build_filename(folder, "out", NULL);
	g_autofree char *error_path = g_build_filename(folder, "error", NULL);
	g_auto(GStrv) argv = g_strsplit(words, " ", 0);
	int argc = (int)g_strv_length(argv), out, error, status;
	g_autofree char **shown = g_memdup2(argv, sizeof *argv * (gsize)(argc + 1));

	fflush(NULL);
	for (int i = 0; i < argc; i++)
		g_strdelimit(argv[i], "~", ' ');
	out = shell_redirect(STDOUT_FILENO, out_path);
	error = shell_redirect(STDERR_FILENO, error_path);
	status = command(conf_path, argc, shown);
	fflush(NULL);
	shell_restore(STDOUT_FILENO, out);
	shell_restore(STDERR_FILENO, error);
	g_free(run->out);
	g_free(run->error);
	g_file_get_contents(out_path, &run->out, NULL, NULL);
	g_file_get_contents(error_path, &run->error, NULL, NULL);
	return status;
}

static G_GNUC_UNUSED void shell_run_done(struct shell_run *run)
{
	g_free(run->out);
	g_free(run->error);
}

#endif
