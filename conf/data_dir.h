/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a program's own files are, by where the program is. For this room only. */
#ifndef CONF_DATA_DIR_H
#define CONF_DATA_DIR_H

/* The folder with profiles/ that belongs to the program at that path: share/candour of the same installation, else
 * conf/ of the source tree in whose build/ or build/check/ it stands. NULL where there is none; caller frees. */
char *data_dir_of(const char *program);

#endif
