/* SPDX-License-Identifier: BSD-2-Clause */
/* `candour register rekey`. */
#ifndef CLI_REGISTER_REKEY_H
#define CLI_REGISTER_REKEY_H

/* argv[0] is "rekey". Returns an exit status. */
int register_rekey(const char *conf_path, int argc, char **argv);

#endif
