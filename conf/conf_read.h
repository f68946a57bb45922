/* SPDX-License-Identifier: BSD-2-Clause */
/* Loading candour.conf with all its faults at once. For this room only. */
#ifndef CONF_CONF_READ_H
#define CONF_CONF_READ_H

#include "conf/conf.h"

/* As conf_load(); NULL where something was added to faults (conf/faults.h). */
struct conf *conf_read(const char *path, GPtrArray *faults);

/* The line of candour.conf on which the key ("socket.spec") or else its section stands, or 1. Reads the file again: a
 * loaded configuration keeps no lines. */
unsigned conf_read_line(const struct conf *conf, const char *key);

#endif
