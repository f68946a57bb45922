/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour register show`, `query` and `stats`. */
#ifndef CLI_REGISTER_LOOK_H
#define CLI_REGISTER_LOOK_H

#include <glib.h>

/* TRUE for the subcommands of `register` that only look. */
gboolean register_look_is(const char *subcommand);
/* argv[0] is "register", argv[1] the subcommand. Returns an exit status. */
int register_look(const char *conf_path, int argc, char **argv);

#endif
