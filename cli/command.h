/* SPDX-License-Identifier: BSD-2-Clause */
/* The subcommands of `candour`: each is a function in a file of its own, named in the one table of main.c. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

/* conf_path: of -c, or the default. argv[0] is the subcommand's name. Each returns an exit status of sysexits.h, prints
 * its own errors to stderr as "candour: ...", and its own usage for --help. */
int command_held(const char *conf_path, int argc, char **argv);
int command_check(const char *conf_path, int argc, char **argv);
int command_test(const char *conf_path, int argc, char **argv);
int command_text(const char *conf_path, int argc, char **argv);
int command_directory(const char *conf_path, int argc, char **argv);
int command_basis(const char *conf_path, int argc, char **argv);
int command_consent(const char *conf_path, int argc, char **argv);
int command_register(const char *conf_path, int argc, char **argv);
int command_config(const char *conf_path, int argc, char **argv);
int command_audit(const char *conf_path, int argc, char **argv);
int command_user(const char *conf_path, int argc, char **argv);
int command_key(const char *conf_path, int argc, char **argv);

#endif
